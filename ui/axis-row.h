/* axis-row.h: what a run varies besides the seed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "axis.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_AXIS_ROW (overpaint_axis_row_get_type ())

/**
 * OverpaintAxisRow:
 *
 * The second axis of a grid: nothing, several strengths, or several weights of a LoRA, and how many
 * pictures that makes. It emits #OverpaintAxisRow::changed for each change that the artist makes.
 */
G_DECLARE_FINAL_TYPE (OverpaintAxisRow, overpaint_axis_row, OVERPAINT, AXIS_ROW, GtkGrid)

GtkWidget     * overpaint_axis_row_new               (void);

void            overpaint_axis_row_align             (OverpaintAxisRow    *self,
                                                      GtkSizeGroup        *labels);

void            overpaint_axis_row_set_uses_strength (OverpaintAxisRow    *self,
                                                      gboolean             uses_strength);
void            overpaint_axis_row_set_loras         (OverpaintAxisRow    *self,
                                                      const gchar * const *ids);
void            overpaint_axis_row_set_n_seeds       (OverpaintAxisRow    *self,
                                                      guint                n_seeds);

OverpaintAxis * overpaint_axis_row_get_axis          (OverpaintAxisRow    *self,
                                                      GError             **error);
void            overpaint_axis_row_set_axis          (OverpaintAxisRow    *self,
                                                      OverpaintAxis       *axis);

G_END_DECLS
