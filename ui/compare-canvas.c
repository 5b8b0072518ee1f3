/* compare-canvas.c: two pictures under one divider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "compare-accessible.h"
#include "compare-canvas.h"
#include "compare-paint.h"
#include "compare-pointer.h"

struct _OverpaintCompareCanvas
{
  GtkDrawingArea            parent_instance;

  OverpaintCompareGeometry  geometry;
  OverpaintComparePair     *pair;
};

G_DEFINE_FINAL_TYPE (OverpaintCompareCanvas, overpaint_compare_canvas, GTK_TYPE_DRAWING_AREA)

static guint changed_signal;

static void
overpaint_compare_canvas_dispose (GObject *object)
{
  OverpaintCompareCanvas *self = OVERPAINT_COMPARE_CANVAS (object);

  /* it lives on to the end: what still looks at the widget finds no pictures */
  g_signal_handlers_disconnect_by_data (self->pair, self);
  overpaint_compare_pair_clear (self->pair);

  G_OBJECT_CLASS (overpaint_compare_canvas_parent_class)->dispose (object);
}

static void
overpaint_compare_canvas_finalize (GObject *object)
{
  g_clear_object (&OVERPAINT_COMPARE_CANVAS (object)->pair);

  G_OBJECT_CLASS (overpaint_compare_canvas_parent_class)->finalize (object);
}

/* Says that something but the divider is another. */
static void
overpaint_compare_canvas_tell (OverpaintCompareCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, changed_signal, 0);
}

static void
overpaint_compare_canvas_size_allocate (GtkWidget     *widget,
                                        GtkAllocation *allocation)
{
  OverpaintCompareCanvas *self = OVERPAINT_COMPARE_CANVAS (widget);

  GTK_WIDGET_CLASS (overpaint_compare_canvas_parent_class)->size_allocate (widget, allocation);

  overpaint_compare_geometry_set_view (&self->geometry, allocation->width, allocation->height,
                                       gtk_widget_get_scale_factor (widget));
  g_signal_emit (self, changed_signal, 0);
}

static void
on_scale_factor (OverpaintCompareCanvas *self)
{
  overpaint_compare_geometry_set_view (&self->geometry, self->geometry.view_width, self->geometry.view_height,
                                       gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  overpaint_compare_canvas_tell (self);
}

static gboolean
overpaint_compare_canvas_draw (GtkWidget *widget,
                               cairo_t   *cairo)
{
  OverpaintCompareCanvas *self = OVERPAINT_COMPARE_CANVAS (widget);

  overpaint_compare_paint_ground (widget, cairo);

  if (overpaint_compare_pair_is_there (self->pair))
    {
      overpaint_compare_pair_draw (self->pair, cairo, &self->geometry);
      overpaint_compare_paint_labels (widget, cairo, &self->geometry, overpaint_compare_pair_get_left (self->pair),
                                      overpaint_compare_pair_get_right (self->pair));
      overpaint_compare_paint_divider (widget, cairo, &self->geometry);
    }
  else if (overpaint_compare_pair_get_problem (self->pair) != NULL)
    {
      overpaint_compare_paint_sentence (widget, cairo, overpaint_compare_pair_get_problem (self->pair));
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
overpaint_compare_canvas_key_press (GtkWidget   *widget,
                                    GdkEventKey *event)
{
  if (overpaint_compare_pointer_press_key (OVERPAINT_COMPARE_CANVAS (widget), event))
    return GDK_EVENT_STOP;

  return GTK_WIDGET_CLASS (overpaint_compare_canvas_parent_class)->key_press_event (widget, event);
}

static void
overpaint_compare_canvas_class_init (OverpaintCompareCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose  = overpaint_compare_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = overpaint_compare_canvas_finalize;
  widget_class->size_allocate      = overpaint_compare_canvas_size_allocate;
  widget_class->draw               = overpaint_compare_canvas_draw;
  widget_class->key_press_event    = overpaint_compare_canvas_key_press;

  gtk_widget_class_set_accessible_type (widget_class, OVERPAINT_TYPE_COMPARE_ACCESSIBLE);
  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_SLIDER);

  /**
   * OverpaintCompareCanvas::changed:
   * @self: the canvas
   *
   * The pictures, their sides, the zoom or the size are others. It does not speak of the divider.
   */
  changed_signal = g_signal_new ("changed", OVERPAINT_TYPE_COMPARE_CANVAS, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_pair_changed (OverpaintCompareCanvas *self)
{
  OverpaintPixels *pixels = overpaint_compare_pair_get_pixels (self->pair);

  if (pixels != NULL)
    overpaint_compare_geometry_set_picture (&self->geometry, overpaint_pixels_get_width (pixels),
                                            overpaint_pixels_get_height (pixels));

  overpaint_compare_accessible_tell_changed (GTK_WIDGET (self));
  overpaint_compare_canvas_tell (self);
}

static void
overpaint_compare_canvas_init (OverpaintCompareCanvas *self)
{
  overpaint_compare_geometry_init (&self->geometry);
  self->pair = overpaint_compare_pair_new ();
  g_signal_connect_swapped (self->pair, "changed", G_CALLBACK (on_pair_changed), self);
  gtk_widget_set_can_focus (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (on_scale_factor), NULL);
  overpaint_compare_pointer_attach (self);
}

/**
 * overpaint_compare_canvas_new:
 *
 * Returns: (transfer floating): a canvas without pictures
 */
GtkWidget *
overpaint_compare_canvas_new (void)
{
  return g_object_new (OVERPAINT_TYPE_COMPARE_CANVAS, NULL);
}

/**
 * overpaint_compare_canvas_get_pair:
 * @self: a canvas
 *
 * Returns: (transfer none): the pictures that it shows. Where new ones are as large as those before,
 *   zoom, place and divider stay
 */
OverpaintComparePair *
overpaint_compare_canvas_get_pair (OverpaintCompareCanvas *self)
{
  return self->pair;
}

/**
 * overpaint_compare_canvas_get_geometry:
 * @self: a canvas
 *
 * Returns: (transfer none): what is where, until the next call
 */
const OverpaintCompareGeometry *
overpaint_compare_canvas_get_geometry (OverpaintCompareCanvas *self)
{
  return &self->geometry;
}

/**
 * overpaint_compare_canvas_set_divider:
 * @self: a canvas
 * @divider: how much of what is seen is to show the left picture, 0 to 1
 *
 * Moves the divider.
 */
void
overpaint_compare_canvas_set_divider (OverpaintCompareCanvas *self,
                                      gdouble                 divider)
{
  gdouble before = overpaint_compare_geometry_get_divider (&self->geometry);
  gdouble old    = self->geometry.divider;
  gdouble after;
  gdouble left;

  overpaint_compare_geometry_set_divider (&self->geometry, divider);

  if (self->geometry.divider == old)
    return;

  /* only what the divider has gone over is drawn again */
  after = overpaint_compare_geometry_get_divider (&self->geometry);
  left  = floor (MIN (before, after) - OVERPAINT_COMPARE_GRIP);
  gtk_widget_queue_draw_area (GTK_WIDGET (self), (gint) left, 0,
                              (gint) ceil (MAX (before, after) + OVERPAINT_COMPARE_GRIP - left),
                              gtk_widget_get_allocated_height (GTK_WIDGET (self)));

  overpaint_compare_accessible_tell_changed (GTK_WIDGET (self));
}

/**
 * overpaint_compare_canvas_set_zoom:
 * @self: a canvas
 * @zoom: pixels of the screen that a pixel of the picture is to fill: 1 is 100 %
 * @x: a place in the widget, which goes on to show what it shows
 * @y: the same, down
 *
 * Zooms both pictures.
 */
void
overpaint_compare_canvas_set_zoom (OverpaintCompareCanvas *self,
                                   gdouble                 zoom,
                                   gdouble                 x,
                                   gdouble                 y)
{
  overpaint_compare_geometry_zoom (&self->geometry, zoom, x, y);
  overpaint_compare_canvas_tell (self);
}

/**
 * overpaint_compare_canvas_step_zoom:
 * @self: a canvas
 * @steps: how many steps nearer, or farther away where it is negative
 *
 * Zooms both pictures around the middle.
 */
void
overpaint_compare_canvas_step_zoom (OverpaintCompareCanvas *self,
                                    gint                    steps)
{
  overpaint_compare_canvas_set_zoom (self, overpaint_compare_geometry_next_zoom (&self->geometry, steps),
                                     self->geometry.view_width / 2.0, self->geometry.view_height / 2.0);
}

/**
 * overpaint_compare_canvas_pan:
 * @self: a canvas
 * @x: how far the pictures are pushed to the right, in units of the widget
 * @y: how far down
 *
 * Moves both pictures, up to their edges.
 */
void
overpaint_compare_canvas_pan (OverpaintCompareCanvas *self,
                              gdouble                 x,
                              gdouble                 y)
{
  overpaint_compare_geometry_pan (&self->geometry, x, y);
  overpaint_compare_canvas_tell (self);
}

/**
 * overpaint_compare_canvas_fit:
 * @self: a canvas
 *
 * Shows the pictures whole.
 */
void
overpaint_compare_canvas_fit (OverpaintCompareCanvas *self)
{
  overpaint_compare_geometry_fit (&self->geometry);
  overpaint_compare_canvas_tell (self);
}

/**
 * overpaint_compare_canvas_flip:
 * @self: a canvas
 *
 * Shows the left picture alone, or where that is what it shows, the right one alone.
 */
void
overpaint_compare_canvas_flip (OverpaintCompareCanvas *self)
{
  overpaint_compare_canvas_set_divider (self, self->geometry.divider < 1.0 ? 1.0 : 0.0);
}
