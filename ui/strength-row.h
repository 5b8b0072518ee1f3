/* strength-row.h: how far the result may leave the layer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_STRENGTH_ROW (overpaint_strength_row_get_type ())

/**
 * OverpaintStrengthRow:
 *
 * The strength as a number and as a slider from "closer to the layer" to "closer to the prompt". It
 * emits #OverpaintStrengthRow::changed for each change that the artist makes.
 */
G_DECLARE_FINAL_TYPE (OverpaintStrengthRow, overpaint_strength_row, OVERPAINT, STRENGTH_ROW, GtkBox)

GtkWidget * overpaint_strength_row_new          (void);

void        overpaint_strength_row_align        (OverpaintStrengthRow *self,
                                                 GtkSizeGroup         *labels);

void        overpaint_strength_row_set_best     (OverpaintStrengthRow *self,
                                                 gdouble               best);
gdouble     overpaint_strength_row_get_value    (OverpaintStrengthRow *self);
void        overpaint_strength_row_set_value    (OverpaintStrengthRow *self,
                                                 gdouble               value);
gboolean    overpaint_strength_row_is_automatic (OverpaintStrengthRow *self);

G_END_DECLS
