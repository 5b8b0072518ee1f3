/* sheet-layout.h: cells in rows, as large as there is room for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SHEET_LAYOUT (overpaint_sheet_layout_get_type ())

/**
 * OverpaintSheetLayout:
 *
 * Lays out the cells of a contact sheet: in reading order, in as many columns as makes the
 * pictures largest, or as a grid with a title before each row. All are of one size.
 */
G_DECLARE_FINAL_TYPE (OverpaintSheetLayout, overpaint_sheet_layout, OVERPAINT, SHEET_LAYOUT, GtkFixed)

GtkWidget * overpaint_sheet_layout_new       (void);

void        overpaint_sheet_layout_clear     (OverpaintSheetLayout *self);
void        overpaint_sheet_layout_add_title (OverpaintSheetLayout *self,
                                              GtkWidget            *title);
void        overpaint_sheet_layout_add_cell  (OverpaintSheetLayout *self,
                                              GtkWidget            *cell,
                                              guint                 row);
void        overpaint_sheet_layout_set_aspect (OverpaintSheetLayout *self,
                                              gdouble               aspect);
void        overpaint_sheet_layout_set_border (OverpaintSheetLayout *self,
                                              gint                  width,
                                              gint                  height);

guint       overpaint_sheet_layout_get_n_cells (OverpaintSheetLayout *self);
GtkWidget * overpaint_sheet_layout_get_cell  (OverpaintSheetLayout *self,
                                              guint                 index);
GtkWidget * overpaint_sheet_layout_find      (OverpaintSheetLayout *self,
                                              GtkWidget            *cell,
                                              gint                  rows);

G_END_DECLS
