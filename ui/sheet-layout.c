/* sheet-layout.c: cells in rows, as large as there is room for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sheet-geometry.h"
#include "sheet-layout.h"

struct _OverpaintSheetLayout
{
  GtkFixed   parent_instance;

  GPtrArray *cells;          /* GtkWidget, owned by the container */
  GArray    *rows;           /* guint: the row of each, in a grid */
  GPtrArray *titles;         /* GtkWidget; empty where it is no grid */
  gdouble    aspect;         /* width of a picture by its height */
  gint       border_width;   /* what a cell has around its picture */
  gint       border_height;

  guint      n_columns;      /* as it was laid out last */
};

G_DEFINE_FINAL_TYPE (OverpaintSheetLayout, overpaint_sheet_layout, GTK_TYPE_FIXED)

static void
overpaint_sheet_layout_finalize (GObject *object)
{
  OverpaintSheetLayout *self = OVERPAINT_SHEET_LAYOUT (object);

  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->titles);
  g_array_unref (self->rows);

  G_OBJECT_CLASS (overpaint_sheet_layout_parent_class)->finalize (object);
}

static gboolean
overpaint_sheet_layout_is_grid (OverpaintSheetLayout *self)
{
  return self->titles->len > 0;
}

/* Where the cell of @index stands. A server may send more pictures than were asked for, so the
 * rows of a grid need not be of one length.
 */
static void
overpaint_sheet_layout_locate (OverpaintSheetLayout *self,
                               guint                 index,
                               guint                *row,
                               guint                *column)
{
  guint i;

  if (! overpaint_sheet_layout_is_grid (self))
    {
      *row    = index / self->n_columns;
      *column = index % self->n_columns;
      return;
    }

  *row    = g_array_index (self->rows, guint, index);
  *column = 0;

  for (i = 0; i < index; i++)
    *column += g_array_index (self->rows, guint, i) == *row;
}

static guint
overpaint_sheet_layout_count_columns (OverpaintSheetLayout *self)
{
  guint most = 1;
  guint i;

  for (i = 0; overpaint_sheet_layout_is_grid (self) && i < self->rows->len; i++)
    {
      guint row;
      guint column;

      overpaint_sheet_layout_locate (self, i, &row, &column);
      most = MAX (most, column + 1);
    }

  return most;
}

static gint
overpaint_sheet_layout_get_title_width (OverpaintSheetLayout *self)
{
  gint  widest = 0;
  guint i;

  for (i = 0; i < self->titles->len; i++)
    {
      gint natural;

      gtk_widget_get_preferred_width (g_ptr_array_index (self->titles, i), NULL, &natural);
      widest = MAX (widest, natural + OVERPAINT_SHEET_GAP);
    }

  return widest;
}

static OverpaintSheetGeometry
overpaint_sheet_layout_get_geometry (OverpaintSheetLayout *self)
{
  OverpaintSheetGeometry geometry =
    {
      .n_cells       = MAX (1, self->cells->len),
      .n_rows        = self->titles->len,
      .n_columns     = overpaint_sheet_layout_count_columns (self),
      .least_width   = 1,
      .least_height  = 1,
      .border_width  = self->border_width,
      .border_height = self->border_height,
      .aspect        = self->aspect,
    };
  guint                  i;

  /* all are of one size, so the neediest decides */
  for (i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);
      gint       width;
      gint       height;

      gtk_widget_get_preferred_width (cell, &width, NULL);
      gtk_widget_get_preferred_height (cell, &height, NULL);
      geometry.least_width  = MAX (geometry.least_width, width);
      geometry.least_height = MAX (geometry.least_height, height);
    }

  return geometry;
}

static GtkSizeRequestMode
overpaint_sheet_layout_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
overpaint_sheet_layout_get_preferred_width (GtkWidget *widget,
                                            gint      *minimum,
                                            gint      *natural)
{
  OverpaintSheetLayout   *self     = OVERPAINT_SHEET_LAYOUT (widget);
  OverpaintSheetGeometry  geometry = overpaint_sheet_layout_get_geometry (self);
  gint                    n        = geometry.n_rows > 0 ? (gint) geometry.n_columns : 1;

  *minimum = *natural = overpaint_sheet_layout_get_title_width (self) +
                        n * geometry.least_width + (n - 1) * OVERPAINT_SHEET_GAP;
}

static void
overpaint_sheet_layout_get_preferred_height_for_width (GtkWidget *widget,
                                                       gint       width,
                                                       gint      *minimum,
                                                       gint      *natural)
{
  OverpaintSheetLayout   *self     = OVERPAINT_SHEET_LAYOUT (widget);
  OverpaintSheetGeometry  geometry = overpaint_sheet_layout_get_geometry (self);

  width   -= overpaint_sheet_layout_get_title_width (self);
  *minimum = *natural = overpaint_sheet_geometry_get_least_height (&geometry, width);
}

static void
overpaint_sheet_layout_get_preferred_height (GtkWidget *widget,
                                             gint      *minimum,
                                             gint      *natural)
{
  gint width;
  gint natural_width;

  overpaint_sheet_layout_get_preferred_width (widget, &width, &natural_width);
  overpaint_sheet_layout_get_preferred_height_for_width (widget, width, minimum, natural);
}

static gint
overpaint_sheet_layout_mirror (OverpaintSheetLayout *self,
                               const GtkAllocation  *allocation,
                               gint                  x,
                               gint                  width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return 2 * allocation->x + allocation->width - x - width;

  return x;
}

static void
overpaint_sheet_layout_size_allocate (GtkWidget     *widget,
                                      GtkAllocation *allocation)
{
  OverpaintSheetLayout   *self        = OVERPAINT_SHEET_LAYOUT (widget);
  OverpaintSheetGeometry  geometry    = overpaint_sheet_layout_get_geometry (self);
  gint                    title_width = overpaint_sheet_layout_get_title_width (self);
  OverpaintSheetPlan      plan;
  gint                    indent;
  guint                   i;

  gtk_widget_set_allocation (widget, allocation);
  plan = overpaint_sheet_geometry_plan (&geometry, allocation->width - title_width, allocation->height);
  self->n_columns = plan.n_columns;

  /* What the columns leave over is left on both sides. */
  indent = allocation->width - title_width -
           (gint) plan.n_columns * (plan.width + OVERPAINT_SHEET_GAP) + OVERPAINT_SHEET_GAP;
  indent = MAX (0, indent / 2);

  for (i = 0; i < self->cells->len; i++)
    {
      GtkAllocation child = { 0, 0, plan.width, plan.height };
      guint         row;
      guint         column;

      overpaint_sheet_layout_locate (self, i, &row, &column);
      child.y = allocation->y + (gint) row * (plan.height + OVERPAINT_SHEET_GAP);
      child.x = allocation->x + indent + title_width + (gint) column * (plan.width + OVERPAINT_SHEET_GAP);
      child.x = overpaint_sheet_layout_mirror (self, allocation, child.x, child.width);
      gtk_widget_size_allocate (g_ptr_array_index (self->cells, i), &child);
    }

  for (i = 0; i < self->titles->len; i++)
    {
      GtkAllocation child = { 0, 0, title_width - OVERPAINT_SHEET_GAP, plan.height };

      child.y = allocation->y + (gint) i * (plan.height + OVERPAINT_SHEET_GAP);
      child.x = overpaint_sheet_layout_mirror (self, allocation, allocation->x + indent, child.width);
      gtk_widget_size_allocate (g_ptr_array_index (self->titles, i), &child);
    }
}

static void
overpaint_sheet_layout_class_init (OverpaintSheetLayoutClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize               = overpaint_sheet_layout_finalize;
  widget_class->get_request_mode                 = overpaint_sheet_layout_get_request_mode;
  widget_class->get_preferred_width              = overpaint_sheet_layout_get_preferred_width;
  widget_class->get_preferred_height             = overpaint_sheet_layout_get_preferred_height;
  widget_class->get_preferred_height_for_width   = overpaint_sheet_layout_get_preferred_height_for_width;
  widget_class->size_allocate                    = overpaint_sheet_layout_size_allocate;
}

static void
overpaint_sheet_layout_init (OverpaintSheetLayout *self)
{
  self->cells     = g_ptr_array_new ();
  self->titles    = g_ptr_array_new ();
  self->rows      = g_array_new (FALSE, FALSE, sizeof (guint));
  self->aspect    = 1.0;
  self->n_columns = 1;
}

/**
 * overpaint_sheet_layout_new:
 *
 * Returns: (transfer floating): a layout without cells
 */
GtkWidget *
overpaint_sheet_layout_new (void)
{
  return g_object_new (OVERPAINT_TYPE_SHEET_LAYOUT, NULL);
}

static void
destroy_child (GtkWidget *widget,
               gpointer   user_data)
{
  gtk_widget_destroy (widget);
}

/**
 * overpaint_sheet_layout_clear:
 * @self: a layout
 *
 * Removes all cells and titles.
 */
void
overpaint_sheet_layout_clear (OverpaintSheetLayout *self)
{
  g_ptr_array_set_size (self->cells, 0);
  g_ptr_array_set_size (self->titles, 0);
  g_array_set_size (self->rows, 0);
  gtk_container_foreach (GTK_CONTAINER (self), destroy_child, NULL);
}

/**
 * overpaint_sheet_layout_add_title:
 * @self: a layout without cells
 * @title: what is written before the next row
 *
 * Makes it a grid: one row for each title.
 */
void
overpaint_sheet_layout_add_title (OverpaintSheetLayout *self,
                                  GtkWidget            *title)
{
  g_ptr_array_add (self->titles, title);
  gtk_fixed_put (GTK_FIXED (self), title, 0, 0);
}

/**
 * overpaint_sheet_layout_add_cell:
 * @self: a layout
 * @cell: a cell, which goes behind those that are there
 * @row: the row that it stands in, from 0; without meaning where it is no grid
 */
void
overpaint_sheet_layout_add_cell (OverpaintSheetLayout *self,
                                 GtkWidget            *cell,
                                 guint                 row)
{
  g_return_if_fail (self->titles->len == 0 || row < self->titles->len);

  g_ptr_array_add (self->cells, cell);
  g_array_append_val (self->rows, row);
  gtk_fixed_put (GTK_FIXED (self), cell, 0, 0);
}

/**
 * overpaint_sheet_layout_set_aspect:
 * @self: a layout
 * @aspect: width of a picture by its height, more than 0
 */
void
overpaint_sheet_layout_set_aspect (OverpaintSheetLayout *self,
                                   gdouble               aspect)
{
  g_return_if_fail (aspect > 0.0);

  if (self->aspect == aspect)
    return;

  self->aspect = aspect;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * overpaint_sheet_layout_set_border:
 * @self: a layout
 * @width: how much wider a cell is than its picture, in pixels
 * @height: how much higher it is
 */
void
overpaint_sheet_layout_set_border (OverpaintSheetLayout *self,
                                   gint                  width,
                                   gint                  height)
{
  self->border_width  = width;
  self->border_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * overpaint_sheet_layout_get_n_cells:
 * @self: a layout
 *
 * Returns: how many cells there are
 */
guint
overpaint_sheet_layout_get_n_cells (OverpaintSheetLayout *self)
{
  return self->cells->len;
}

/**
 * overpaint_sheet_layout_get_cell:
 * @self: a layout
 * @index: which, from 0
 *
 * Returns: (transfer none) (nullable): that cell, %NULL where there are less
 */
GtkWidget *
overpaint_sheet_layout_get_cell (OverpaintSheetLayout *self,
                                 guint                 index)
{
  return index < self->cells->len ? g_ptr_array_index (self->cells, index) : NULL;
}

/**
 * overpaint_sheet_layout_find:
 * @self: a layout
 * @cell: one of its cells
 * @rows: so many rows down, less than 0 for up
 *
 * Returns: (transfer none) (nullable): the cell there in the same column, %NULL where there is none
 */
GtkWidget *
overpaint_sheet_layout_find (OverpaintSheetLayout *self,
                             GtkWidget            *cell,
                             gint                  rows)
{
  guint index;
  guint row;
  guint column;
  guint i;

  if (! g_ptr_array_find (self->cells, cell, &index))
    return NULL;

  overpaint_sheet_layout_locate (self, index, &row, &column);

  for (i = 0; i < self->cells->len; i++)
    {
      guint other_row;
      guint other_column;

      overpaint_sheet_layout_locate (self, i, &other_row, &other_column);
      if ((gint) other_row == (gint) row + rows && other_column == column)
        return g_ptr_array_index (self->cells, i);
    }

  return NULL;
}
