/* sheet-geometry.h: how large the cells of a sheet can be
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between two cells, in pixels. */
#define OVERPAINT_SHEET_GAP 6

/**
 * OverpaintSheetGeometry:
 * @n_cells: how many cells there are, 1 or more
 * @n_rows: how many rows, in a grid; 0 where the rows are only there to save room
 * @n_columns: how many columns, in a grid
 * @least_width: the least that a cell may have, in pixels
 * @least_height: the same
 * @border_width: how much wider a cell is than its picture
 * @border_height: how much higher
 * @aspect: width of a picture by its height
 *
 * What there is to lay out.
 */
typedef struct
{
  guint   n_cells;
  guint   n_rows;
  guint   n_columns;
  gint    least_width;
  gint    least_height;
  gint    border_width;
  gint    border_height;
  gdouble aspect;
} OverpaintSheetGeometry;

/**
 * OverpaintSheetPlan:
 * @n_columns: in how many columns
 * @n_rows: and rows
 * @width: of each cell, in pixels
 * @height: the same
 *
 * How it is laid out.
 */
typedef struct
{
  guint n_columns;
  guint n_rows;
  gint  width;
  gint  height;
} OverpaintSheetPlan;

OverpaintSheetPlan overpaint_sheet_geometry_plan             (const OverpaintSheetGeometry *geometry,
                                                              gint                          width,
                                                              gint                          height);
gint               overpaint_sheet_geometry_get_least_height (const OverpaintSheetGeometry *geometry,
                                                              gint                          width);

G_END_DECLS
