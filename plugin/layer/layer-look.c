/* layer-look.c: what would be taken out of an image now, small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "choice.h"
#include "layer-look.h"
#include "snapshot.h"

/* GIMP makes none larger. */
#define LARGEST_SIDE 1024

typedef struct
{
  GBytes *bytes;
  gint    width;
  gint    height;
  gint    bytes_per_pixel;
} Thumbnail;

static gboolean
thumbnail_get (Thumbnail           *thumbnail,
               GimpDrawable        *drawable,
               const GeglRectangle *rectangle,
               gint                 width,
               gint                 height)
{
  thumbnail->bytes = gimp_drawable_get_sub_thumbnail_data (drawable, rectangle->x, rectangle->y,
                                                           rectangle->width, rectangle->height, width, height,
                                                           &thumbnail->width, &thumbnail->height,
                                                           &thumbnail->bytes_per_pixel);

  return thumbnail->bytes != NULL && thumbnail->width > 0 && thumbnail->height > 0 &&
         g_bytes_get_size (thumbnail->bytes) >= (gsize) thumbnail->width * thumbnail->height *
                                                thumbnail->bytes_per_pixel;
}

static void
thumbnail_clear (Thumbnail *thumbnail)
{
  g_clear_pointer (&thumbnail->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Thumbnail, thumbnail_clear)

/* GIMP 3.0.4 gives thumbnails in the drawable's own format, be it gray, linear or floating point;
 * 3.2.6 gives 8-bit sRGB for any. Where the two have as many bytes, only a trial can tell.
 */
static gboolean
are_thumbnails_stored (void)
{
  static gsize trial = 0;

  if (g_once_init_enter (&trial))
    {
      g_auto (Thumbnail)  thumbnail = { NULL, };
      GimpImage          *scratch   = overpaint_snapshot_new_scratch (1, 1, GIMP_GRAY, GIMP_PRECISION_U8_LINEAR, NULL);
      GimpLayer          *layer     = gimp_layer_new (scratch, "trial", 1, 1, GIMP_GRAY_IMAGE, 100.0,
                                                      GIMP_LAYER_MODE_NORMAL);
      gboolean            stored;

      gimp_image_insert_layer (scratch, layer, NULL, 0);
      stored = thumbnail_get (&thumbnail, GIMP_DRAWABLE (layer), GEGL_RECTANGLE (0, 0, 1, 1), 1, 1) &&
               thumbnail.bytes_per_pixel == 1;
      gimp_image_delete (scratch);

      g_once_init_leave (&trial, stored ? 1 : 2);
    }

  return trial == 1;
}

static const Babl *
thumbnail_get_format (const Thumbnail *thumbnail,
                      GimpDrawable    *drawable)
{
  const Babl *format;

  if (are_thumbnails_stored ())
    format = gimp_drawable_get_thumbnail_format (drawable);
  else
    format = babl_format (thumbnail->bytes_per_pixel == 4 ? "R'G'B'A u8" : "R'G'B' u8");

  return format != NULL && babl_format_get_bytes_per_pixel (format) == thumbnail->bytes_per_pixel ? format : NULL;
}

/* A mask's own values are linear whatever the image is. */
static void
apply_mask (OverpaintPixels     *pixels,
            GimpLayer           *layer,
            const GeglRectangle *rectangle)
{
  g_auto (Thumbnail)  thumbnail = { NULL, };
  GimpLayerMask      *mask      = gimp_layer_get_mask (layer);
  gint                width     = overpaint_pixels_get_width (pixels);
  gint                height    = overpaint_pixels_get_height (pixels);
  guint8             *data      = overpaint_pixels_get_data (pixels);
  g_autofree guint8  *shown     = NULL;
  const Babl         *format;
  gsize               i;

  if (mask == NULL || ! gimp_layer_get_apply_mask (layer) ||
      ! thumbnail_get (&thumbnail, GIMP_DRAWABLE (mask), rectangle, width, height) ||
      thumbnail.width != width || thumbnail.height != height)
    return;

  format = thumbnail_get_format (&thumbnail, GIMP_DRAWABLE (mask));
  if (format == NULL)
    return;

  shown = g_malloc_n (width, height);
  babl_process (babl_fish (format, babl_format ("Y u8")), g_bytes_get_data (thumbnail.bytes, NULL), shown,
                (glong) width * height);

  for (i = 0; i < (gsize) width * height; i++)
    data[i * 4 + 3] = data[i * 4 + 3] * shown[i] / 255;
}

static OverpaintPixels *
make_thumbnail (GimpLayer           *layer,
                const GeglRectangle *rectangle,
                gint                 side)
{
  g_auto (Thumbnail)  thumbnail = { NULL, };
  gdouble             scale     = MIN (1.0, (gdouble) side / MAX (rectangle->width, rectangle->height));
  const Babl         *format;
  OverpaintPixels    *pixels;

  if (! thumbnail_get (&thumbnail, GIMP_DRAWABLE (layer), rectangle,
                       MAX (1, (gint) (rectangle->width * scale + 0.5)),
                       MAX (1, (gint) (rectangle->height * scale + 0.5))))
    return NULL;

  format = thumbnail_get_format (&thumbnail, GIMP_DRAWABLE (layer));
  pixels = format != NULL ? overpaint_pixels_new (thumbnail.width, thumbnail.height, 4, NULL) : NULL;
  if (pixels == NULL)
    return NULL;

  babl_process (babl_fish (format, babl_format ("R'G'B'A u8")), g_bytes_get_data (thumbnail.bytes, NULL),
                overpaint_pixels_get_data (pixels), (glong) thumbnail.width * thumbnail.height);
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
