/* painted-layer.c: one picture as a layer that no image shows yet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "painted-layer.h"
#include "snapshot.h"

/* Rows that are put together at a time: some megabytes for any width. */
#define STRIP_HEIGHT 64

/* Colours come from the picture. Alpha is copied as it is stored, byte by byte, where
 * the image still has the precision it had: babl's way from 32-bit integers and back
 * loses the last bits.
 */
static void
fill_with_alpha (GeglBuffer      *buffer,
                 OverpaintPixels *pixels,
                 GeglBuffer      *alpha)
{
  const gint         width     = overpaint_pixels_get_width (pixels);
  const gint         height    = overpaint_pixels_get_height (pixels);
  const gsize        stride    = overpaint_pixels_get_stride (pixels);
  const guint8      *data      = overpaint_pixels_get_data (pixels);
  const Babl        *format    = gegl_buffer_get_format (buffer);
  const Babl        *fish      = babl_fish (babl_format ("R'G'B' u8"), format);
  const gsize        bytes     = babl_format_get_bytes_per_pixel (format);
  const gsize        component = bytes / babl_format_get_n_components (format);
  g_autofree guint8 *strip     = g_malloc_n ((gsize) width * STRIP_HEIGHT, bytes);
  g_autofree guint8 *row       = g_malloc_n (width, bytes);
  gint               y;

  for (y = 0; y < height; y += STRIP_HEIGHT)
    {
      GeglRectangle rows = { 0, y, width, MIN (STRIP_HEIGHT, height - y) };
      gint          i;

      gegl_buffer_get (alpha, &rows, 1.0, format, strip, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);

      for (i = 0; i < rows.height; i++)
        {
          guint8 *kept = strip + (gsize) i * width * bytes;
          gint    x;

          babl_process (fish, data + (gsize) (y + i) * stride, row, width);

          /* alpha is the last component of each of GIMP's formats */
          for (x = 0; x < width; x++)
            memcpy (kept + x * bytes, row + x * bytes, bytes - component);
        }

      gegl_buffer_set (buffer, &rows, 0, format, strip, GEGL_AUTO_ROWSTRIDE);
    }
}

static void
fill_layer (GimpLayer       *layer,
            OverpaintPixels *pixels,
            GeglBuffer      *alpha)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));

  if (alpha != NULL)
    fill_with_alpha (buffer, pixels, alpha);
  else
    gegl_buffer_set (buffer, NULL, 0, babl_format ("R'G'B' u8"), overpaint_pixels_get_data (pixels),
                     overpaint_pixels_get_stride (pixels));

  gegl_buffer_flush (buffer);
}

static GimpLayer *
new_layer (GimpImage             *image,
           const OverpaintResult *result,
           GeglBuffer            *alpha)
{
  GimpImageType  type;
  GimpLayer     *layer;

  if (gimp_image_get_base_type (image) == GIMP_GRAY)
    type = alpha != NULL ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE;
  else
    type = alpha != NULL ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE;

  layer = gimp_layer_new (image, result->name,
                          overpaint_pixels_get_width (result->pixels),
                          overpaint_pixels_get_height (result->pixels),
                          type, 100.0, gimp_image_get_default_new_layer_mode (image));
  if (layer != NULL)
    fill_layer (layer, result->pixels, alpha);

  return layer;
}

/* Where GEGL does not know the image's colours, the layer is made in sRGB, and
 * GIMP converts it on its way over.
 */
static GimpLayer *
new_layer_by_lcms (GimpImage             *image,
                   const OverpaintResult *result,
                   GeglBuffer            *alpha)
{
  g_autoptr (GimpColorProfile)  srgb = NULL;
  GimpImage                    *scratch;
  GimpLayer                    *made;
  GimpLayer                    *layer = NULL;

  srgb    = overpaint_snapshot_new_srgb_profile (gimp_image_get_base_type (image));
  scratch = overpaint_snapshot_new_scratch (overpaint_pixels_get_width (result->pixels),
                                            overpaint_pixels_get_height (result->pixels),
                                            gimp_image_get_base_type (image),
                                            gimp_image_get_precision (image), srgb);

  made = new_layer (scratch, result, alpha);
  if (made != NULL && gimp_image_insert_layer (scratch, made, NULL, 0))
    layer = gimp_layer_new_from_drawable (GIMP_DRAWABLE (made), image);

  gimp_image_delete (scratch);

  if (layer != NULL)
    gimp_item_set_name (GIMP_ITEM (layer), result->name);

  return layer;
}

static gboolean
add_selection_mask (GimpLayer  *layer,
                    GeglBuffer *selection)
{
  GimpLayerMask          *mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_BLACK);
  g_autoptr (GeglBuffer)  buffer = NULL;

  if (mask == NULL || ! gimp_layer_add_mask (layer, mask))
    return FALSE;

  buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
  gegl_buffer_copy (selection, NULL, GEGL_ABYSS_NONE, buffer, NULL);
  gegl_buffer_flush (buffer);

  return gimp_layer_set_edit_mask (layer, FALSE);
}

/* The parasite is attached before the layer is inserted, and so costs no undo step of its own. */
static gboolean
attach_record (GimpLayer   *layer,
               const gchar *record)
{
  GimpParasite *parasite;
  gboolean      attached;

  parasite = gimp_parasite_new (OVERPAINT_RECORD_PARASITE,
                                GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                strlen (record) + 1, record);
  attached = gimp_item_attach_parasite (GIMP_ITEM (layer), parasite);
  gimp_parasite_free (parasite);

  return attached;
}

/**
 * overpaint_painted_layer_new:
 * @image: the image that it is for
 * @source: where the picture came from
 * @result: the picture
 *
 * Makes a layer of a picture: with the source's alpha and with its record. All of it that takes time
 * happens here, and costs no undo step.
 *
 * Returns: (transfer none) (nullable): a layer that hangs in no image, hidden; %NULL where GIMP
 *   refused it
 */
GimpLayer *
overpaint_painted_layer_new (GimpImage             *image,
                             OverpaintSource       *source,
                             const OverpaintResult *result)
{
  GeglBuffer *alpha = overpaint_source_get_alpha (source);
  GimpLayer  *layer;

  layer = overpaint_snapshot_needs_lcms (image) ? new_layer_by_lcms (image, result, alpha)
                                                : new_layer (image, result, alpha);

  if (layer != NULL && attach_record (layer, result->record) &&
      gimp_item_set_visible (GIMP_ITEM (layer), FALSE))
    return layer;

  if (layer != NULL)
    gimp_item_delete (GIMP_ITEM (layer));

  return NULL;
}

/**
 * overpaint_painted_layer_insert:
 * @layer: a layer that hangs in no image
 * @source: where its picture came from
 * @place: where it goes
 *
 * Inserts it, with a mask where something was selected in the source. It is one undo step.
 *
 * Returns: whether GIMP took it
 */
gboolean
overpaint_painted_layer_insert (GimpLayer            *layer,
                                OverpaintSource      *source,
                                const OverpaintPlace *place)
{
  GeglBuffer *selection = overpaint_source_get_selection (source);

  return gimp_layer_set_offsets (layer, place->offset_x, place->offset_y)   &&
         (selection == NULL || add_selection_mask (layer, selection))       &&
         gimp_image_insert_layer (place->image, layer, place->parent, place->position);
}
