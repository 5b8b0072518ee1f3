/* snapshot.c: a layer's pixels as the artist sees them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "pixels.h"
#include "snapshot.h"

/**
 * overpaint_snapshot_needs_lcms:
 * @image: an image
 *
 * GEGL knows a profile's colours only where babl can make a space of it, which takes
 * matrices and curves; a profile of look-up tables it would take for sRGB without
 * a word.
 *
 * Returns: whether the image's colours must be converted by GIMP's colour management
 */
gboolean
overpaint_snapshot_needs_lcms (GimpImage *image)
{
  g_autoptr (GimpColorProfile) profile = gimp_image_get_color_profile (image);

  if (profile == NULL)
    return FALSE;

  return gimp_color_profile_get_space (profile, GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC,
                                       NULL) == NULL;
}

/**
 * overpaint_snapshot_has_own_colours:
 * @image: an image
 * @layer: one of its layers
 *
 * Whether the colours that the artist sees are those of the layer's own buffer: no group,
 * no filters, and a profile that GEGL knows. Text and link layers have theirs. A mask
 * changes the alpha alone; a composite would give back its colours after a way through
 * floating point, and where one lies half-way between two 8-bit values, not always the
 * same.
 *
 * Returns: whether they are
 */
gboolean
overpaint_snapshot_has_own_colours (GimpImage *image,
                                    GimpLayer *layer)
{
  g_autofree GimpDrawableFilter **filters = NULL;

  if (gimp_item_is_group (GIMP_ITEM (layer)) || overpaint_snapshot_needs_lcms (image))
    return FALSE;

  filters = gimp_drawable_get_filters (GIMP_DRAWABLE (layer));

  return filters == NULL || filters[0] == NULL;
}

static gboolean
has_applied_mask (GimpLayer *layer)
{
  return gimp_layer_get_mask (layer) != NULL && gimp_layer_get_apply_mask (layer);
}

/**
 * overpaint_snapshot_new_srgb_profile:
 * @base_type: %GIMP_RGB or %GIMP_GRAY
 *
 * Returns: (transfer full): sRGB, or gray with sRGB's curve
 */
GimpColorProfile *
overpaint_snapshot_new_srgb_profile (GimpImageBaseType base_type)
{
  return base_type == GIMP_GRAY ? gimp_color_profile_new_d65_gray_srgb_trc ()
                                : gimp_color_profile_new_rgb_srgb ();
}

/**
 * overpaint_snapshot_new_scratch:
 * @width: in pixels
 * @height: in pixels
 * @base_type: %GIMP_RGB or %GIMP_GRAY
 * @precision: of its layers
 * @profile: (nullable): its profile
 *
 * Returns: (transfer full): an image without a display and without undo; the caller
 *   deletes it
 */
GimpImage *
overpaint_snapshot_new_scratch (gint               width,
                                gint               height,
                                GimpImageBaseType  base_type,
                                GimpPrecision      precision,
                                GimpColorProfile  *profile)
{
  GimpImage *scratch = gimp_image_new_with_precision (width, height, base_type, precision);

  gimp_image_undo_disable (scratch);

  if (profile != NULL)
    gimp_image_set_color_profile (scratch, profile);

  return scratch;
}

static GeglBuffer *
copy_rectangle (GimpDrawable        *drawable,
                const GeglRectangle *rectangle)
{
  g_autoptr (GeglBuffer)  buffer = gimp_drawable_get_buffer (drawable);
  GeglBuffer             *copy;

  copy = gegl_buffer_new (GEGL_RECTANGLE (0, 0, rectangle->width, rectangle->height),
                          gegl_buffer_get_format (buffer));
  gegl_buffer_copy (buffer, rectangle, GEGL_ABYSS_NONE, copy, gegl_buffer_get_extent (copy));

  return copy;
}

/* Merging filters on a detached copy would dirty the artist's image and add an
 * undo step, and groups and masks refuse it: only in an image of its own can
 * a layer be composited without the artist's noticing.
 */
static GimpLayer *
composite (GimpImage *image,
           GimpLayer *layer,
           GimpImage *scratch)
{
  GimpLayer *copy;

  copy = gimp_layer_new_from_drawable (GIMP_DRAWABLE (layer), scratch);
  if (copy == NULL)
    return NULL;

  gimp_item_set_lock_position (GIMP_ITEM (copy), FALSE);
  gimp_item_set_lock_visibility (GIMP_ITEM (copy), FALSE);
  gimp_item_set_visible (GIMP_ITEM (copy), TRUE);
  gimp_layer_set_mode (copy, GIMP_LAYER_MODE_NORMAL);
  gimp_layer_set_opacity (copy, 100.0);

  if (! gimp_image_insert_layer (scratch, copy, NULL, 0) ||
      ! gimp_layer_set_offsets (copy, 0, 0))
    return NULL;

  if (gimp_layer_get_mask (copy) != NULL)
    gimp_layer_set_show_mask (copy, FALSE);

  if (overpaint_snapshot_needs_lcms (scratch))
    {
      g_autoptr (GimpColorProfile) srgb = NULL;

      srgb = overpaint_snapshot_new_srgb_profile (gimp_image_get_base_type (scratch));
      if (! gimp_image_convert_color_profile (scratch, srgb,
                                              GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC, TRUE))
        return NULL;
    }

  return gimp_layer_new_from_visible (scratch, scratch, "visible");
}

/**
 * overpaint_snapshot_layer:
 * @image: an image
 * @layer: one of its layers
 * @rectangle: what to take, in layer pixels, inside the layer
 * @error: return location for a picture room's error
 *
 * Copies a layer's pixels as the artist sees them: filters merged, mask applied, a
 * group as its composite with its own filters and mask; not the layer's opacity or
 * mode, and no matter whether it is visible. The image stays as it was, its undo
 * history and its dirty flag too.
 *
 * Returns: (transfer full) (nullable): a buffer of @rectangle's size from (0, 0), in the
 *   image's own precision; colours in a space that GEGL knows
 */
GeglBuffer *
overpaint_snapshot_layer (GimpImage            *image,
                          GimpLayer            *layer,
                          const GeglRectangle  *rectangle,
                          GError              **error)
{
  g_autoptr (GimpColorProfile)  profile = NULL;
  GimpImage                    *scratch;
  GimpLayer                    *visible;
  GeglBuffer                   *buffer = NULL;

  if (overpaint_snapshot_has_own_colours (image, layer) && ! has_applied_mask (layer))
    return copy_rectangle (GIMP_DRAWABLE (layer), rectangle);

  profile = gimp_image_get_color_profile (image);
  scratch = overpaint_snapshot_new_scratch (gimp_drawable_get_width (GIMP_DRAWABLE (layer)),
                                            gimp_drawable_get_height (GIMP_DRAWABLE (layer)),
                                            gimp_image_get_base_type (image),
                                            gimp_image_get_precision (image),
                                            profile);

  visible = composite (image, layer, scratch);
  if (visible != NULL)
    {
      buffer = copy_rectangle (GIMP_DRAWABLE (visible), rectangle);
      gimp_item_delete (GIMP_ITEM (visible));
    }
  else
    {
      g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                   _("The layer could not be read: %s"), gimp_pdb_get_last_error (gimp_get_pdb ()));
    }

  gimp_image_delete (scratch);

  return buffer;
}

/**
 * overpaint_snapshot_is_all_zero:
 * @selection: a buffer of one component
 *
 * Returns: whether nothing at all is selected in it
 */
gboolean
overpaint_snapshot_is_all_zero (GeglBuffer *selection)
{
  GeglBufferIterator *iterator;
  gboolean            zero = TRUE;

  iterator = gegl_buffer_iterator_new (selection, NULL, 0, babl_format ("Y float"),
                                       GEGL_ACCESS_READ, GEGL_ABYSS_NONE, 1);

  while (gegl_buffer_iterator_next (iterator))
    {
      const gfloat *values = iterator->items[0].data;
      gint          i;

      for (i = 0; zero && i < iterator->length; i++)
        zero = values[i] <= 0.0f;
    }

  return zero;
}
