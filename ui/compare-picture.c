/* compare-picture.c: a picture in several sizes, so that it is drawn at once
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>

#include "compare-picture.h"
#include "pixels-surface.h"
#include "resample.h"

/* No smaller one is made than this on the longer side, in pixels: it is drawn in no time. */
#define SMALLEST_SIDE 512

/* Above this an artist looks at pixels, and wants to see each as it is. */
#define BLURRED_ZOOM 2.0

/* After so many units, or any multiple of it, the checks of transparency are the same again. */
#define CHECK_PERIOD 16.0

struct _OverpaintComparePicture
{
  OverpaintPixels *pixels;
  GPtrArray       *surfaces;   /* cairo_surface_t, the largest first */
};

static void
clear_picture (gpointer data)
{
  OverpaintComparePicture *self = data;

  g_clear_pointer (&self->pixels, overpaint_pixels_unref);
  g_clear_pointer (&self->surfaces, g_ptr_array_unref);
}

/**
 * overpaint_compare_picture_ref:
 * @self: a picture
 *
 * Returns: (transfer full): @self, with one reference more
 */
OverpaintComparePicture *
overpaint_compare_picture_ref (OverpaintComparePicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * overpaint_compare_picture_unref:
 * @self: (transfer full): a picture
 *
 * Gives it back.
 */
void
overpaint_compare_picture_unref (OverpaintComparePicture *self)
{
  g_atomic_rc_box_release_full (self, clear_picture);
}

static OverpaintPixels *
make_half (OverpaintPixels  *pixels,
           GError          **error)
{
  return overpaint_pixels_resample (pixels, 0.5, 0.0, 0.0,
                                    (overpaint_pixels_get_width (pixels) + 1) / 2,
                                    (overpaint_pixels_get_height (pixels) + 1) / 2, error);
}

static void
make_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (OverpaintComparePicture)  self  = g_atomic_rc_box_new0 (OverpaintComparePicture);
  g_autoptr (OverpaintPixels)          level = overpaint_pixels_ref (task_data);
  GError                              *error = NULL;

  self->pixels   = overpaint_pixels_ref (task_data);
  self->surfaces = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);

  while (! g_cancellable_is_cancelled (cancellable))
    {
      cairo_surface_t *surface = overpaint_pixels_surface_new (level, 1);
      OverpaintPixels *half;

      /* one that is too large for cairo is left out: the next will do */
      if (surface != NULL)
        g_ptr_array_add (self->surfaces, surface);

      if (MAX (overpaint_pixels_get_width (level), overpaint_pixels_get_height (level)) <= SMALLEST_SIDE)
        break;

      half = make_half (level, &error);
      if (half == NULL)
        {
          g_task_return_error (task, error);
          return;
        }

      overpaint_pixels_unref (level);
      level = half;
    }

  if (self->surfaces->len == 0)
    g_task_return_new_error (task, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
                             _("There is not enough memory to show the picture."));
  else
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) overpaint_compare_picture_unref);
}

/**
 * overpaint_compare_picture_make_async:
 * @pixels: a picture, in 3 or 4 channels; immutable from now on
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes a picture ready to be drawn, in a thread. It takes 16 bytes for each 3 pixels.
 */
void
overpaint_compare_picture_make_async (OverpaintPixels     *pixels,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_compare_picture_make_async);
  g_task_set_task_data (task, overpaint_pixels_ref (pixels), (GDestroyNotify) overpaint_pixels_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, make_in_thread);
}

/**
 * overpaint_compare_picture_make_finish:
 * @result: the callback's
 * @error: return location for an #OverpaintPictureError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the picture
 */
OverpaintComparePicture *
overpaint_compare_picture_make_finish (GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, overpaint_compare_picture_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * overpaint_compare_picture_get_pixels:
 * @self: a picture
 *
 * Returns: (transfer none): what it was made of
 */
OverpaintPixels *
overpaint_compare_picture_get_pixels (OverpaintComparePicture *self)
{
  return self->pixels;
}

/* The smallest that need not be enlarged, or else the largest. */
static cairo_surface_t *
choose_surface (OverpaintComparePicture *self,
                gdouble                  device_width)
{
  guint i = self->surfaces->len - 1;

  while (i > 0 && cairo_image_surface_get_width (g_ptr_array_index (self->surfaces, i)) < device_width)
    i--;

  return g_ptr_array_index (self->surfaces, i);
}

/**
 * overpaint_compare_picture_draw:
 * @self: a picture
 * @cairo: where to draw; its clip says how much is seen
 * @x: left side of the whole picture, in the units of @cairo
 * @y: its top
 * @width: its width
 * @height: its height
 * @scale: pixels of the screen in such a unit
 *
 * Draws it: smoothed up to 200 %, above that with hard pixels; over checks where it has alpha.
 */
void
overpaint_compare_picture_draw (OverpaintComparePicture *self,
                                cairo_t                 *cairo,
                                gdouble                  x,
                                gdouble                  y,
                                gdouble                  width,
                                gdouble                  height,
                                gdouble                  scale)
{
  cairo_surface_t *surface = choose_surface (self, width * scale);
  gdouble          zoom    = width * scale / overpaint_pixels_get_width (self->pixels);

  cairo_save (cairo);
  cairo_set_antialias (cairo, CAIRO_ANTIALIAS_NONE);
  cairo_rectangle (cairo, x, y, width, height);
  cairo_clip (cairo);

  if (overpaint_pixels_get_channels (self->pixels) == 4)
    {
      gdouble left;
      gdouble top;
      gdouble right;
      gdouble bottom;

      /* checks stay where they are when a part is drawn again */
      cairo_clip_extents (cairo, &left, &top, &right, &bottom);
      left = floor (left / CHECK_PERIOD) * CHECK_PERIOD;
      top  = floor (top / CHECK_PERIOD) * CHECK_PERIOD;
      overpaint_pixels_surface_checker (cairo, left, top, right - left, bottom - top);
    }

  cairo_translate (cairo, x, y);
  cairo_scale (cairo, width / cairo_image_surface_get_width (surface),
               height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cairo, surface, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cairo), zoom > BLURRED_ZOOM ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);

  /* else the picture would fade away along its edges */
  cairo_pattern_set_extend (cairo_get_source (cairo), CAIRO_EXTEND_PAD);
  cairo_paint (cairo);
  cairo_restore (cairo);
}
