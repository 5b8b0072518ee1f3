/* number-row.h: a number of a request, and the way back to what the model likes best
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "field.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_NUMBER_ROW (overpaint_number_row_get_type ())

/**
 * OverpaintNumberRow:
 *
 * Label, number and reset button of one #OverpaintField. A field that may be automatic shows what
 * the model likes best, and the word "Automatic", until the artist changes it. It emits
 * #OverpaintNumberRow::changed for each change that the artist makes.
 */
G_DECLARE_FINAL_TYPE (OverpaintNumberRow, overpaint_number_row, OVERPAINT, NUMBER_ROW, GtkBox)

GtkWidget     * overpaint_number_row_new            (const OverpaintField *field);

void            overpaint_number_row_align          (OverpaintNumberRow   *self,
                                                     GtkSizeGroup         *labels);
GtkAdjustment * overpaint_number_row_get_adjustment (OverpaintNumberRow   *self);

void            overpaint_number_row_set_best       (OverpaintNumberRow   *self,
                                                     gdouble               best);
gdouble         overpaint_number_row_get_value      (OverpaintNumberRow   *self);
void            overpaint_number_row_set_value      (OverpaintNumberRow   *self,
                                                     gdouble               value);
gboolean        overpaint_number_row_is_automatic   (OverpaintNumberRow   *self);

G_END_DECLS
