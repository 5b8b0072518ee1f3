/* pixels-surface.c: a picture in memory, as the screen takes it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pixels-surface.h"

/* Side of a check, and its two greys: GIMP's own defaults (medium checks, 8 pixels; 0.4 and 0.6),
 * so that what is transparent looks here as it does on the canvas.
 */
#define CHECK_SIZE  8
#define CHECK_DARK  0.4
#define CHECK_LIGHT 0.6

static guint32
premultiply (guint colour,
             guint alpha)
{
  return (colour * alpha + 127) / 255;
}

/**
 * overpaint_pixels_surface_new:
 * @pixels: a picture of 3 or 4 channels
 * @scale: device pixels a pixel of the widget, 1 or more: what gtk_widget_get_scale_factor() says
 *
 * Copies a picture into what cairo paints: straight alpha becomes premultiplied. Its size on a
 * widget is that of @pixels divided by @scale, so that each pixel fills one of the screen.
 *
 * Returns: (transfer full) (nullable): an image surface, or %NULL where there is no memory for it
 *   or a side is beyond what cairo takes (32767 pixels)
 */
cairo_surface_t *
overpaint_pixels_surface_new (OverpaintPixels *pixels,
                              gint             scale)
{
  cairo_surface_t *surface;
  gint             width;
  gint             height;
  gint             channels;
  gsize            surface_stride;
  guint8          *surface_data;
  gint             x;
  gint             y;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (scale >= 1, NULL);

  width    = overpaint_pixels_get_width (pixels);
  height   = overpaint_pixels_get_height (pixels);
  channels = overpaint_pixels_get_channels (pixels);
  surface  = cairo_image_surface_create (channels == 4 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }

  cairo_surface_flush (surface);
  surface_stride = (gsize) cairo_image_surface_get_stride (surface);
  surface_data   = cairo_image_surface_get_data (surface);

  for (y = 0; y < height; y++)
    {
      const guint8 *from = overpaint_pixels_get_data (pixels) + overpaint_pixels_get_stride (pixels) * y;
      guint32      *to   = (guint32 *) (gpointer) (surface_data + surface_stride * y);

      for (x = 0; x < width; x++, from += channels)
        {
          guint32 alpha = channels == 4 ? from[3] : 255;

          to[x] = alpha << 24 |
                  premultiply (from[0], alpha) << 16 |
                  premultiply (from[1], alpha) << 8  |
                  premultiply (from[2], alpha);
        }
    }

  cairo_surface_mark_dirty (surface);
  cairo_surface_set_device_scale (surface, scale, scale);

  return surface;
}

/**
 * overpaint_pixels_surface_checker:
 * @cairo: where to paint
 * @x: left side of the area, in the units of @cairo
 * @y: top of it
 * @width: its width
 * @height: its height
 *
 * Paints the checks that stand for transparency, beginning with a light one at the top left corner
 * of the area. A picture with alpha goes over them.
 */
void
overpaint_pixels_surface_checker (cairo_t *cairo,
                                  gdouble  x,
                                  gdouble  y,
                                  gdouble  width,
                                  gdouble  height)
{
  gint column;
  gint row;

  g_return_if_fail (cairo != NULL);

  cairo_save (cairo);
  cairo_rectangle (cairo, x, y, width, height);
  cairo_clip (cairo);

  cairo_set_source_rgb (cairo, CHECK_LIGHT, CHECK_LIGHT, CHECK_LIGHT);
  cairo_paint (cairo);

  for (row = 0; row * CHECK_SIZE < height; row++)
    {
      for (column = (row + 1) % 2; column * CHECK_SIZE < width; column += 2)
        cairo_rectangle (cairo, x + column * CHECK_SIZE, y + row * CHECK_SIZE, CHECK_SIZE, CHECK_SIZE);
    }

  cairo_set_source_rgb (cairo, CHECK_DARK, CHECK_DARK, CHECK_DARK);
  cairo_fill (cairo);
  cairo_restore (cairo);
}
