/* thumbnail-area.c: a place in which a picture is seen small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pixels-surface.h"
#include "thumbnail.h"
#include "thumbnail-area.h"

/* Thumbnails are made in these sizes only, so that a window that is being resized does not have
 * new ones made at each pixel; cairo scales down what remains, by less than half.
 */
#define SMALLEST_SIDE 128

/* in microseconds: long enough to be seen coming, too short to be waited for */
#define FADE_TIME 250000

struct _OverpaintThumbnailArea
{
  GtkDrawingArea   parent_instance;

  OverpaintPixels *pixels;
  cairo_surface_t *surface;
  gint             side;         /* of the thumbnail that is here or on its way, device pixels */
  GCancellable    *cancellable;  /* of the one on its way */
  gdouble          alpha;        /* how much of the picture is seen */

  guint            fade_id;
  gint64           fade_begun;
  gdouble          fade;         /* 0 not seen yet, 1 all there */
};

G_DEFINE_FINAL_TYPE (OverpaintThumbnailArea, overpaint_thumbnail_area, GTK_TYPE_DRAWING_AREA)

static guint ready_signal;

static void
overpaint_thumbnail_area_stop (OverpaintThumbnailArea *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->fade_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fade_id);
  self->fade_id = 0;
}

static void
overpaint_thumbnail_area_dispose (GObject *object)
{
  OverpaintThumbnailArea *self = OVERPAINT_THUMBNAIL_AREA (object);

  overpaint_thumbnail_area_stop (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);

  G_OBJECT_CLASS (overpaint_thumbnail_area_parent_class)->dispose (object);
}

static gboolean
on_fade (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  OverpaintThumbnailArea *self = OVERPAINT_THUMBNAIL_AREA (widget);
  gint64                  now  = gdk_frame_clock_get_frame_time (clock);

  if (self->fade_begun == 0)
    self->fade_begun = now;

  self->fade = MIN (1.0, (gdouble) (now - self->fade_begun) / FADE_TIME);
  gtk_widget_queue_draw (widget);

  if (self->fade < 1.0)
    return G_SOURCE_CONTINUE;

  self->fade_id = 0;

  return G_SOURCE_REMOVE;
}

static void
overpaint_thumbnail_area_appear (OverpaintThumbnailArea *self)
{
  gboolean animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);

  /* one that only gets another size has been seen already */
  if (self->fade > 0.0 || ! animated || ! gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->fade = 1.0;
    }
  else if (self->fade_id == 0)
    {
      self->fade_begun = 0;
      self->fade_id    = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fade, NULL, NULL);
    }
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (OverpaintThumbnailArea) self   = user_data;
  g_autoptr (GError)                 error  = NULL;
  g_autoptr (OverpaintPixels)        pixels = overpaint_thumbnail_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);

  if (pixels == NULL)
    {
      g_warning ("No thumbnail: %s", error->message);
      return;
    }

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = overpaint_pixels_surface_new (pixels, 1);
  overpaint_thumbnail_area_appear (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, ready_signal, 0);
}

static void
overpaint_thumbnail_area_make (OverpaintThumbnailArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gint       wanted = MAX (gtk_widget_get_allocated_width (widget), gtk_widget_get_allocated_height (widget)) *
                      gtk_widget_get_scale_factor (widget);
  gint       side   = SMALLEST_SIDE;

  if (self->pixels == NULL)
    return;

  while (side < wanted && side < OVERPAINT_MAX_SIDE)
    side *= 2;

  if (side == self->side)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  self->side        = side;
  self->cancellable = g_cancellable_new ();
  overpaint_thumbnail_make_async (self->pixels, side, self->cancellable, on_made, g_object_ref (self));
}

static void
overpaint_thumbnail_area_size_allocate (GtkWidget     *widget,
                                        GtkAllocation *allocation)
{
  GTK_WIDGET_CLASS (overpaint_thumbnail_area_parent_class)->size_allocate (widget, allocation);

  overpaint_thumbnail_area_make (OVERPAINT_THUMBNAIL_AREA (widget));
}

static gboolean
overpaint_thumbnail_area_draw (GtkWidget *widget,
                               cairo_t   *cairo)
{
  OverpaintThumbnailArea *self   = OVERPAINT_THUMBNAIL_AREA (widget);
  gint                    width  = gtk_widget_get_allocated_width (widget);
  gint                    height = gtk_widget_get_allocated_height (widget);
  gdouble                 scale;

  gtk_render_background (gtk_widget_get_style_context (widget), cairo, 0, 0, width, height);

  if (self->surface == NULL)
    return GDK_EVENT_PROPAGATE;

  scale = MIN ((gdouble) width / cairo_image_surface_get_width (self->surface),
               (gdouble) height / cairo_image_surface_get_height (self->surface));

  cairo_translate (cairo,
                   (width - cairo_image_surface_get_width (self->surface) * scale) / 2.0,
                   (height - cairo_image_surface_get_height (self->surface) * scale) / 2.0);
  cairo_scale (cairo, scale, scale);
  cairo_set_source_surface (cairo, self->surface, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cairo), CAIRO_FILTER_GOOD);

  /* else the edge of what is scaled would be half transparent */
  cairo_pattern_set_extend (cairo_get_source (cairo), CAIRO_EXTEND_PAD);
  cairo_rectangle (cairo, 0.0, 0.0,
                   cairo_image_surface_get_width (self->surface), cairo_image_surface_get_height (self->surface));
  cairo_clip (cairo);
  cairo_paint_with_alpha (cairo, self->fade * self->alpha);

  return GDK_EVENT_PROPAGATE;
}

static void
overpaint_thumbnail_area_class_init (OverpaintThumbnailAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_thumbnail_area_dispose;
  widget_class->size_allocate     = overpaint_thumbnail_area_size_allocate;
  widget_class->draw              = overpaint_thumbnail_area_draw;

  /**
   * OverpaintThumbnailArea::ready:
   * @self: the area
   *
   * A thumbnail of its picture has been made, the first or one of another size.
   */
  ready_signal = g_signal_new ("ready", OVERPAINT_TYPE_THUMBNAIL_AREA, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
overpaint_thumbnail_area_init (OverpaintThumbnailArea *self)
{
  self->alpha = 1.0;
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (overpaint_thumbnail_area_make), NULL);
}

/**
 * overpaint_thumbnail_area_new:
 *
 * Returns: (transfer floating): an area with nothing in it
 */
GtkWidget *
overpaint_thumbnail_area_new (void)
{
  return g_object_new (OVERPAINT_TYPE_THUMBNAIL_AREA, NULL);
}

/**
 * overpaint_thumbnail_area_set_pixels:
 * @self: an area
 * @pixels: (nullable): what it shows, of any size; %NULL for nothing
 */
void
overpaint_thumbnail_area_set_pixels (OverpaintThumbnailArea *self,
                                     OverpaintPixels        *pixels)
{
  if (self->pixels == pixels)
    return;

  overpaint_thumbnail_area_stop (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);
  self->side = 0;
  self->fade = 0.0;

  if (pixels != NULL)
    self->pixels = overpaint_pixels_ref (pixels);

  /* the place it will have is not known before it has one */
  if (gtk_widget_get_allocated_width (GTK_WIDGET (self)) > 1)
    overpaint_thumbnail_area_make (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * overpaint_thumbnail_area_set_alpha:
 * @self: an area
 * @alpha: how much of the picture is seen, 0 to 1: less where it steps back behind what is written
 *   over it
 */
void
overpaint_thumbnail_area_set_alpha (OverpaintThumbnailArea *self,
                                    gdouble                 alpha)
{
  if (self->alpha == alpha)
    return;

  self->alpha = alpha;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * overpaint_thumbnail_area_is_ready:
 * @self: an area
 *
 * Returns: whether a thumbnail of its picture is here, and none is being made
 */
gboolean
overpaint_thumbnail_area_is_ready (OverpaintThumbnailArea *self)
{
  return self->surface != NULL && self->cancellable == NULL;
}
