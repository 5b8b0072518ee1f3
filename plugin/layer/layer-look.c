/* layer-look.c: what would be taken out of an image now, small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "choice.h"
#include "layer-look.h"

/* GIMP makes none larger. */
#define LARGEST_SIDE 1024

static GBytes *
get_thumbnail (GimpDrawable        *drawable,
               const GeglRectangle *rectangle,
               gint                *width,
               gint                *height,
               gint                *bytes_per_pixel)
{
  g_autoptr (GBytes) bytes = NULL;

  bytes = gimp_drawable_get_sub_thumbnail_data (drawable, rectangle->x, rectangle->y,
                                                rectangle->width, rectangle->height,
                                                *width, *height, width, height, bytes_per_pixel);

  if (bytes == NULL || *width < 1 || *height < 1 ||
      g_bytes_get_size (bytes) < (gsize) *width * *height * *bytes_per_pixel)
    return NULL;

  return g_steal_pointer (&bytes);
}

static void
apply_mask (OverpaintPixels     *pixels,
            GimpLayer           *layer,
            const GeglRectangle *rectangle)
{
  GimpLayerMask      *mask   = gimp_layer_get_mask (layer);
  gint                width  = overpaint_pixels_get_width (pixels);
  gint                height = overpaint_pixels_get_height (pixels);
  gint                bytes_per_pixel;
  g_autoptr (GBytes)  bytes  = NULL;
  guint8             *data   = overpaint_pixels_get_data (pixels);
  const guint8       *shown;
  gsize               i;

  if (mask == NULL || ! gimp_layer_get_apply_mask (layer))
    return;

  bytes = get_thumbnail (GIMP_DRAWABLE (mask), rectangle, &width, &height, &bytes_per_pixel);

  if (bytes == NULL || bytes_per_pixel != 1 || width != overpaint_pixels_get_width (pixels) ||
      height != overpaint_pixels_get_height (pixels))
    return;

  shown = g_bytes_get_data (bytes, NULL);

  for (i = 0; i < (gsize) width * height; i++)
    data[i * 4 + 3] = data[i * 4 + 3] * shown[i] / 255;
}

static OverpaintPixels *
make_thumbnail (GimpLayer           *layer,
                const GeglRectangle *rectangle,
                gint                 side)
{
  const Babl         *format = gimp_drawable_get_thumbnail_format (GIMP_DRAWABLE (layer));
  gdouble             scale  = MIN (1.0, (gdouble) side / MAX (rectangle->width, rectangle->height));
  gint                width  = MAX (1, (gint) (rectangle->width * scale + 0.5));
  gint                height = MAX (1, (gint) (rectangle->height * scale + 0.5));
  gint                bytes_per_pixel;
  g_autoptr (GBytes)  bytes  = NULL;
  OverpaintPixels    *pixels;

  bytes = get_thumbnail (GIMP_DRAWABLE (layer), rectangle, &width, &height, &bytes_per_pixel);

  if (bytes == NULL || format == NULL || babl_format_get_bytes_per_pixel (format) != bytes_per_pixel)
    return NULL;

  pixels = overpaint_pixels_new (width, height, 4, NULL);
  if (pixels == NULL)
    return NULL;

  babl_process (babl_fish (format, babl_format ("R'G'B'A u8")), g_bytes_get_data (bytes, NULL),
                overpaint_pixels_get_data (pixels), (glong) width * height);
  apply_mask (pixels, layer, rectangle);

  return pixels;
}

/**
 * overpaint_layer_look:
 * @image: an image that is open
 * @side: most pixels that the longer side of the thumbnail may have, 1..1024
 * @view: (inout): all but the image's name is filled in
 *
 * Finds out what would be taken, from GIMP's own previews: no pixel of the image is read at its full
 * size, and nothing of it is changed. A selection is judged by its bounds.
 */
void
overpaint_layer_look (GimpImage           *image,
                      gint                 side,
                      OverpaintCanvasView *view)
{
  g_autoptr (GError)  error    = NULL;
  GimpDrawable       *drawable = overpaint_choice_find_drawable (image, &error);
  GimpLayer          *layer    = NULL;
  GeglRectangle       rectangle;

  if (drawable != NULL)
    layer = overpaint_choice_find_layer (drawable, &error);

  if (layer == NULL || ! overpaint_choice_get_rectangle (image, layer, &rectangle, &view->is_part, &error))
    {
      view->is_part = FALSE;
      view->problem = g_strdup (error->message);
      return;
    }

  view->layer_name = gimp_item_get_name (GIMP_ITEM (layer));
  view->width      = rectangle.width;
  view->height     = rectangle.height;
  view->thumbnail  = make_thumbnail (layer, &rectangle, CLAMP (side, 1, LARGEST_SIDE));
}
