/* sheet-geometry.c: how large the cells of a sheet can be
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "sheet-geometry.h"

/* A single picture is looked at in the image itself, in pixels. */
#define LARGEST_WIDTH 640

static gint
least_height (const OverpaintSheetGeometry *geometry)
{
  gint picture_width = MAX (1, geometry->least_width - geometry->border_width);

  return MAX (geometry->least_height,
              geometry->border_height + (gint) ceil (picture_width / geometry->aspect));
}

static gboolean
fit (const OverpaintSheetGeometry *geometry,
     guint                         n_columns,
     gint                          width,
     gint                          height,
     OverpaintSheetPlan           *plan)
{
  gint n_rows = geometry->n_rows > 0 ? (gint) geometry->n_rows
                                     : (gint) ((geometry->n_cells + n_columns - 1) / n_columns);
  gint by_width;
  gint by_height;

  by_width  = (width - ((gint) n_columns - 1) * OVERPAINT_SHEET_GAP) / (gint) n_columns;
  by_height = (height - (n_rows - 1) * OVERPAINT_SHEET_GAP) / n_rows;

  if (by_width < geometry->least_width || by_height < least_height (geometry))
    return FALSE;

  plan->n_columns = n_columns;
  plan->n_rows    = (guint) n_rows;
  plan->width     = (gint) ((by_height - geometry->border_height) * geometry->aspect) + geometry->border_width;
  plan->width     = CLAMP (plan->width, geometry->least_width, MIN (by_width, LARGEST_WIDTH));
  plan->height    = geometry->border_height + (gint) ceil ((plan->width - geometry->border_width) / geometry->aspect);
  plan->height    = CLAMP (plan->height, least_height (geometry), by_height);

  return TRUE;
}

/* Where not all can be seen at once: as many columns as there is room for, and what a row has left
 * over is shared out.
 */
static OverpaintSheetPlan
plan_to_scroll (const OverpaintSheetGeometry *geometry,
                gint                          width)
{
  OverpaintSheetPlan plan = { .n_columns = geometry->n_columns, .n_rows = geometry->n_rows };

  if (geometry->n_rows == 0)
    {
      gint n = (width + OVERPAINT_SHEET_GAP) / (geometry->least_width + OVERPAINT_SHEET_GAP);

      plan.n_columns = (guint) CLAMP (n, 1, (gint) geometry->n_cells);
      plan.n_rows    = (geometry->n_cells + plan.n_columns - 1) / plan.n_columns;
    }

  plan.width  = (width - ((gint) plan.n_columns - 1) * OVERPAINT_SHEET_GAP) / (gint) plan.n_columns;
  plan.width  = CLAMP (plan.width, geometry->least_width, LARGEST_WIDTH);
  plan.height = geometry->border_height + (gint) ceil ((plan.width - geometry->border_width) / geometry->aspect);
  plan.height = MAX (plan.height, least_height (geometry));

  return plan;
}

/**
 * overpaint_sheet_geometry_plan:
 * @geometry: what there is to lay out
 * @width: how much room there is, in pixels
 * @height: the same
 *
 * Chooses the columns so that the pictures are as large as they can be with all of them in sight.
 * Where they would be too small for that, the sheet is higher than @height, or wider than @width.
 *
 * Returns: how it is to be laid out
 */
OverpaintSheetPlan
overpaint_sheet_geometry_plan (const OverpaintSheetGeometry *geometry,
                               gint                          width,
                               gint                          height)
{
  OverpaintSheetPlan best  = { 0, };
  OverpaintSheetPlan plan;
  guint              first = geometry->n_rows > 0 ? geometry->n_columns : 1;
  guint              last  = geometry->n_rows > 0 ? geometry->n_columns : geometry->n_cells;
  guint              i;

  for (i = first; i <= last; i++)
    {
      if (fit (geometry, i, width, height, &plan) && plan.width > best.width)
        best = plan;
    }

  return best.width > 0 ? best : plan_to_scroll (geometry, width);
}

/**
 * overpaint_sheet_geometry_get_least_height:
 * @geometry: what there is to lay out
 * @width: how much room there is, in pixels
 *
 * Returns: the least height that a sheet of that width needs
 */
gint
overpaint_sheet_geometry_get_least_height (const OverpaintSheetGeometry *geometry,
                                           gint                          width)
{
  OverpaintSheetPlan plan = plan_to_scroll (geometry, width);

  /* What fits side by side needs no height for its own sake: it is as large as there is room. */
  if (plan.n_rows == 1)
    return least_height (geometry);

  return (gint) plan.n_rows * plan.height + ((gint) plan.n_rows - 1) * OVERPAINT_SHEET_GAP;
}
