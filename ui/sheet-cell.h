/* sheet-cell.h: one picture of the contact sheet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sheet-text.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SHEET_CELL (overpaint_sheet_cell_get_type ())

/**
 * OverpaintSheetCell:
 *
 * A picture of a run as it comes, with what is thought of it. It shows and tells; what is done
 * about it is the sheet's to do: it emits #OverpaintSheetCell::chosen, ::act and ::stop.
 */
G_DECLARE_FINAL_TYPE (OverpaintSheetCell, overpaint_sheet_cell, OVERPAINT, SHEET_CELL, GtkEventBox)

GtkWidget            * overpaint_sheet_cell_new           (OverpaintPicks     *picks,
                                                           OverpaintVariation *variation,
                                                           guint               number);

OverpaintVariation   * overpaint_sheet_cell_get_variation (OverpaintSheetCell *self);
OverpaintSheetAction   overpaint_sheet_cell_get_action    (OverpaintSheetCell *self);
gboolean               overpaint_sheet_cell_can_stop      (OverpaintSheetCell *self);
gint                   overpaint_sheet_cell_get_border    (OverpaintSheetCell *self,
                                                           gint               *height);
GtkWidget            * overpaint_sheet_cell_get_button    (OverpaintSheetCell *self);

gboolean               overpaint_sheet_cell_update        (OverpaintSheetCell *self);
void                   overpaint_sheet_cell_tick          (OverpaintSheetCell *self);

G_END_DECLS
