/* insertion.c: pictures into an image, as layers, in one undo step
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "insertion.h"
#include "snapshot.h"

/* Rows that are put together at a time: some megabytes for any width. */
#define STRIP_HEIGHT 64

typedef struct
{
  GimpImage *image;
  GimpLayer *parent;
  gint       position;
  gint       offset_x;
  gint       offset_y;
} Place;

G_DEFINE_QUARK (overpaint-insertion-error-quark, overpaint_insertion_error)

static void
set_error_from_gimp (GError **error)
{
  g_set_error (error, OVERPAINT_INSERTION_ERROR, OVERPAINT_INSERTION_ERROR_FAILED,
               _("GIMP could not make the layer: %s"), gimp_pdb_get_last_error (gimp_get_pdb ()));
}

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

/* Takes back what an insertion that failed has left behind: what hangs in the
 * image, with what is in it, and what never got there.
 */
static void
discard_layers (GimpImage  *image,
                GimpLayer **layers,
                GimpLayer  *group)
{
  gint i;

  if (group != NULL && gimp_image_get_item_position (image, GIMP_ITEM (group)) >= 0)
    gimp_image_remove_layer (image, group);
  else if (group != NULL)
    gimp_item_delete (GIMP_ITEM (group));

  for (i = 0; layers[i] != NULL; i++)
    {
      if (gimp_item_is_valid (GIMP_ITEM (layers[i])) &&
          gimp_item_get_parent (GIMP_ITEM (layers[i])) == NULL)
        gimp_item_delete (GIMP_ITEM (layers[i]));
    }
}

/* Everything that takes time happens here, to layers that no image shows yet. */
static gboolean
make_layers (GimpLayer              **layers,
             GimpImage               *image,
             OverpaintSource         *source,
             const OverpaintResult   *results,
             guint                    n_results)
{
  gboolean by_lcms = overpaint_snapshot_needs_lcms (image);
  gboolean shown   = FALSE;
  guint    i;

  for (i = 0; i < n_results; i++)
    {
      GeglBuffer *alpha = overpaint_source_get_alpha (source);

      layers[i] = by_lcms ? new_layer_by_lcms (image, &results[i], alpha)
                          : new_layer (image, &results[i], alpha);

      if (layers[i] == NULL                                           ||
          ! attach_record (layers[i], results[i].record)              ||
          ! gimp_item_set_visible (GIMP_ITEM (layers[i]), ! shown && ! results[i].hidden))
        return FALSE;

      shown |= ! results[i].hidden;
    }

  return TRUE;
}

static gboolean
insert_layers (const Place      *place,
               GimpLayer       **layers,
               guint             n_layers,
               OverpaintSource  *source,
               GimpLayer        *group)
{
  GimpLayer *parent   = place->parent;
  gint       position = place->position;
  guint      i;

  if (group != NULL)
    {
      if (! gimp_image_insert_layer (place->image, group, parent, position))
        return FALSE;

      parent   = group;
      position = 0;
    }

  for (i = 0; i < n_layers; i++)
    {
      GeglBuffer *selection = overpaint_source_get_selection (source);

      if (! gimp_layer_set_offsets (layers[i], place->offset_x, place->offset_y)   ||
          (selection != NULL && ! add_selection_mask (layers[i], selection))        ||
          ! gimp_image_insert_layer (place->image, layers[i], parent, position + i))
        return FALSE;
    }

  return TRUE;
}

/* The artist may have gone on meanwhile: the layer may have moved, or be gone. */
static gboolean
find_place (OverpaintSource *source,
            Place           *place)
{
  GimpLayer           *layer     = overpaint_source_find_layer (source);
  const GeglRectangle *rectangle = overpaint_source_get_rectangle (source);

  place->image = overpaint_source_find_image (source);

  if (place->image == NULL || layer == NULL ||
      gimp_image_get_base_type (place->image) == GIMP_INDEXED)
    return FALSE;

  place->parent   = GIMP_LAYER (gimp_item_get_parent (GIMP_ITEM (layer)));
  place->position = gimp_image_get_item_position (place->image, GIMP_ITEM (layer));
  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &place->offset_x, &place->offset_y);
  place->offset_x += rectangle->x;
  place->offset_y += rectangle->y;

  return TRUE;
}

/**
 * overpaint_insertion_insert:
 * @source: where the pictures came from
 * @results: (array length=n_results): the pictures, at least one
 * @n_results: how many
 * @group_name: name of the layer group that holds more than one
 * @new_image: (out) (transfer full) (nullable): an image of their own, where the source's image
 *   or layer is gone, or can take no colours any more; else %NULL
 * @error: return location for an #OverpaintInsertionError
 *
 * Brings pictures in, right above the source, at its place, with its alpha, and with a
 * mask where something was selected. The first that is not hidden is shown. What was
 * selected in the image stays selected. It is one undo step.
 *
 * Returns: (transfer container) (array zero-terminated=1) (nullable): the layers, in the order of
 *   @results, or %NULL where GIMP refused one; then the image has none of them
 */
GimpLayer **
overpaint_insertion_insert (OverpaintSource        *source,
                            const OverpaintResult  *results,
                            guint                   n_results,
                            const gchar            *group_name,
                            GimpImage             **new_image,
                            GError                **error)
{
  g_autofree GimpLayer **layers   = g_new0 (GimpLayer *, n_results + 1);
  g_autofree GimpLayer **selected = NULL;
  Place                  place    = { NULL, };
  GimpLayer             *group    = NULL;
  gboolean               inserted;

  *new_image = NULL;

  if (! find_place (source, &place))
    {
      *new_image  = overpaint_source_new_image (source);
      place.image = *new_image;
    }

  if (n_results > 1)
    group = GIMP_LAYER (gimp_group_layer_new (place.image, group_name));

  if (! make_layers (layers, place.image, source, results, n_results))
    {
      set_error_from_gimp (error);
      discard_layers (place.image, layers, group);
      if (*new_image != NULL)
        gimp_image_delete (g_steal_pointer (new_image));
      return NULL;
    }

  selected = gimp_image_get_selected_layers (place.image);
  if (*new_image == NULL)
    gimp_image_undo_group_start (place.image);

  inserted = insert_layers (&place, layers, n_results, source, group);
  if (! inserted)
    {
      set_error_from_gimp (error);
      discard_layers (place.image, layers, group);
    }

  if (*new_image == NULL)
    {
      gimp_image_set_selected_layers (place.image, (const GimpLayer **) selected);
      gimp_image_undo_group_end (place.image);
    }
  else if (! inserted)
    {
      gimp_image_delete (g_steal_pointer (new_image));
    }

  return inserted ? g_steal_pointer (&layers) : NULL;
}
