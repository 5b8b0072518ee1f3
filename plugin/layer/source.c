/* source.c: what was taken out of a layer, and where it came from
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "choice.h"
#include "snapshot.h"
#include "source.h"

/* Rows that are read at a time: some megabytes for any width. */
#define STRIP_HEIGHT 64

struct _OverpaintSource
{
  GObject            parent_instance;

  gint               image_id;
  gint               layer_id;
  gchar             *layer_name;
  guint              layer_tattoo;
  gint               offset_x;
  gint               offset_y;
  GeglRectangle      rectangle;   /* in layer pixels */
  OverpaintPixels   *pixels;
  GeglBuffer        *alpha;
  GeglBuffer        *selection;

  /* for a new image, where the old one is gone */
  GimpImageBaseType  base_type;
  GimpPrecision      precision;
  GimpColorProfile  *profile;
};

G_DEFINE_FINAL_TYPE (OverpaintSource, overpaint_source, G_TYPE_OBJECT)
G_DEFINE_QUARK (overpaint-source-error-quark, overpaint_source_error)

static void
overpaint_source_dispose (GObject *object)
{
  OverpaintSource *self = OVERPAINT_SOURCE (object);

  g_clear_object (&self->alpha);
  g_clear_object (&self->selection);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);
  g_clear_pointer (&self->layer_name, g_free);

  G_OBJECT_CLASS (overpaint_source_parent_class)->dispose (object);
}

static void
overpaint_source_class_init (OverpaintSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_source_dispose;
}

static void
overpaint_source_init (OverpaintSource *self)
{
}

static gboolean
overpaint_source_take_selection (OverpaintSource  *self,
                                 GimpImage        *image,
                                 GimpLayer        *layer,
                                 GError          **error)
{
  g_autoptr (GeglBuffer)  selection = NULL;
  GeglRectangle           in_image;
  gboolean                is_part;

  if (! overpaint_choice_get_rectangle (image, layer, &self->rectangle, &is_part, error))
    return FALSE;

  selection = gimp_drawable_get_buffer (GIMP_DRAWABLE (gimp_image_get_selection (image)));

  in_image    = self->rectangle;
  in_image.x += self->offset_x;
  in_image.y += self->offset_y;

  self->selection = gegl_buffer_new (GEGL_RECTANGLE (0, 0, in_image.width, in_image.height),
                                     gegl_buffer_get_format (selection));
  gegl_buffer_copy (selection, &in_image, GEGL_ABYSS_NONE, self->selection,
                    gegl_buffer_get_extent (self->selection));

  /* GIMP compares bounds alone; a ring's hole lies inside them. */
  if (! overpaint_snapshot_is_all_zero (self->selection))
    return TRUE;

  overpaint_choice_set_error_missed (error);
  return FALSE;
}

static gboolean
overpaint_source_take_region (OverpaintSource        *self,
                              const OverpaintRegion  *region,
                              GError                **error)
{
  GeglRectangle layer = self->rectangle;
  GeglRectangle in_mask;

  self->rectangle    = region->rectangle;
  self->rectangle.x -= self->offset_x;
  self->rectangle.y -= self->offset_y;

  if (! gegl_rectangle_intersect (&self->rectangle, &self->rectangle, &layer))
    goto misses;

  if (region->mask == NULL)
    return TRUE;

  in_mask    = self->rectangle;
  in_mask.x += self->offset_x - region->rectangle.x;
  in_mask.y += self->offset_y - region->rectangle.y;

  self->selection = gegl_buffer_new (GEGL_RECTANGLE (0, 0, in_mask.width, in_mask.height),
                                     gegl_buffer_get_format (region->mask));
  gegl_buffer_copy (region->mask, &in_mask, GEGL_ABYSS_NONE, self->selection,
                    gegl_buffer_get_extent (self->selection));

  if (! overpaint_snapshot_is_all_zero (self->selection))
    return TRUE;

misses:
  g_set_error_literal (error, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOTHING_SELECTED,
                       _("The place and the mask of the picture miss the layer that would be sent: "
                         "there is nothing to paint."));
  return FALSE;
}

/* In place of those that a composite has given. */
static void
overpaint_source_take_own_colours (OverpaintSource *self,
                                   GimpLayer       *layer)
{
  g_autoptr (GeglBuffer)  buffer  = gimp_drawable_get_buffer (GIMP_DRAWABLE (layer));
  const gint              width   = self->rectangle.width;
  const gsize             stride  = overpaint_pixels_get_stride (self->pixels);
  g_autofree guint8      *colours = g_malloc_n ((gsize) width * STRIP_HEIGHT, 3);
  gint                    y;

  for (y = 0; y < self->rectangle.height; y += STRIP_HEIGHT)
    {
      GeglRectangle rows = { self->rectangle.x, self->rectangle.y + y, width,
                             MIN (STRIP_HEIGHT, self->rectangle.height - y) };
      gint          i, x;

      gegl_buffer_get (buffer, &rows, 1.0, babl_format ("R'G'B' u8"), colours, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);

      for (i = 0; i < rows.height; i++)
        for (x = 0; x < width; x++)
          memcpy (overpaint_pixels_get_data (self->pixels) + (y + i) * stride + x * 4,
                  colours + ((gsize) i * width + x) * 3, 3);
    }
}

static gboolean
overpaint_source_take_pixels (OverpaintSource  *self,
                              GimpImage        *image,
                              GimpLayer        *layer,
                              GError          **error)
{
  g_autoptr (GeglBuffer)  buffer   = NULL;
  const Babl             *format;
  gboolean                has_alpha;

  buffer = overpaint_snapshot_layer (image, layer, &self->rectangle, error);
  if (buffer == NULL)
    return FALSE;

  /* A composite always has alpha; what was opaque by nature stays so. */
  has_alpha = babl_format_has_alpha (gegl_buffer_get_format (buffer)) &&
              (gimp_drawable_has_alpha (GIMP_DRAWABLE (layer)) || gimp_layer_get_mask (layer) != NULL);
  format    = babl_format (has_alpha ? "R'G'B'A u8" : "R'G'B' u8");

  self->pixels = overpaint_pixels_new (self->rectangle.width, self->rectangle.height,
                                       has_alpha ? 4 : 3, error);
  if (self->pixels == NULL)
    return FALSE;

  gegl_buffer_get (buffer, GEGL_RECTANGLE (0, 0, self->rectangle.width, self->rectangle.height),
                   1.0, format, overpaint_pixels_get_data (self->pixels),
                   overpaint_pixels_get_stride (self->pixels), GEGL_ABYSS_NONE);

  if (! has_alpha)
    return TRUE;

  if (gimp_layer_get_mask (layer) != NULL && overpaint_snapshot_has_own_colours (image, layer))
    overpaint_source_take_own_colours (self, layer);

  self->alpha = g_steal_pointer (&buffer);

  return TRUE;
}

/**
 * overpaint_source_new:
 * @image: an image
 * @drawable: one of its layers, or the mask of one
 * @region: (nullable): what to take of it, whatever is selected now
 * @error: return location for an #OverpaintSourceError or a picture room's error
 *
 * Takes what an artist means by "this layer": all of it, or where a selection crosses
 * it, the selection's bounds and a margin of context; or just @region. Nothing of the
 * image is changed. GEGL must have been initialised.
 *
 * Returns: (transfer full) (nullable): the source
 */
OverpaintSource *
overpaint_source_new (GimpImage              *image,
                      GimpDrawable           *drawable,
                      const OverpaintRegion  *region,
                      GError                **error)
{
  g_autoptr (OverpaintSource)  self  = NULL;
  GimpLayer                   *layer = overpaint_choice_find_layer (drawable, error);

  if (layer == NULL)
    return NULL;

  self = g_object_new (OVERPAINT_TYPE_SOURCE, NULL);

  self->image_id     = gimp_image_get_id (image);
  self->layer_id     = gimp_item_get_id (GIMP_ITEM (layer));
  self->layer_name   = gimp_item_get_name (GIMP_ITEM (layer));
  self->layer_tattoo = gimp_item_get_tattoo (GIMP_ITEM (layer));
  self->base_type    = gimp_image_get_base_type (image);
  self->precision    = gimp_image_get_precision (image);
  self->profile      = gimp_image_get_color_profile (image);
  self->rectangle    = *GEGL_RECTANGLE (0, 0, gimp_drawable_get_width (GIMP_DRAWABLE (layer)),
                                        gimp_drawable_get_height (GIMP_DRAWABLE (layer)));

  gimp_drawable_get_offsets (GIMP_DRAWABLE (layer), &self->offset_x, &self->offset_y);

  if (region != NULL)
    {
      if (! overpaint_source_take_region (self, region, error))
        return NULL;
    }
  else if (! gimp_selection_is_empty (image) &&
           ! overpaint_source_take_selection (self, image, layer, error))
    {
      return NULL;
    }

  if (! overpaint_source_take_pixels (self, image, layer, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * overpaint_source_get_pixels:
 * @self: a source
 *
 * Returns: (transfer none): 8-bit sRGB, in 4 channels where there is alpha, else in 3
 */
OverpaintPixels *
overpaint_source_get_pixels (OverpaintSource *self)
{
  return self->pixels;
}

/**
 * overpaint_source_get_alpha:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): a buffer of the source's size from (0, 0) whose
 *   alpha is the layer's own at its own precision; %NULL for an opaque source
 */
GeglBuffer *
overpaint_source_get_alpha (OverpaintSource *self)
{
  return self->alpha;
}

/**
 * overpaint_source_get_selection:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): the selection as it was, of the source's size from
 *   (0, 0); %NULL where nothing was selected
 */
GeglBuffer *
overpaint_source_get_selection (OverpaintSource *self)
{
  return self->selection;
}

/**
 * overpaint_source_get_rectangle:
 * @self: a source
 *
 * Returns: (transfer none): what was taken, in layer pixels
 */
const GeglRectangle *
overpaint_source_get_rectangle (OverpaintSource *self)
{
  return &self->rectangle;
}

/**
 * overpaint_source_find_image:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): its image, where that is still open
 */
GimpImage *
overpaint_source_find_image (OverpaintSource *self)
{
  return gimp_image_id_is_valid (self->image_id) ? gimp_image_get_by_id (self->image_id) : NULL;
}

/**
 * overpaint_source_find_layer:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): its layer, where that is still in its image
 */
GimpLayer *
overpaint_source_find_layer (OverpaintSource *self)
{
  GimpImage *image = overpaint_source_find_image (self);
  GimpItem  *item;

  /* A deleted layer lives on, detached, in the undo history: look for it in
   * its image, by the tattoo that no other layer ever gets.
   */
  if (image == NULL || ! gimp_item_id_is_layer (self->layer_id))
    return NULL;

  item = GIMP_ITEM (gimp_image_get_layer_by_tattoo (image, self->layer_tattoo));

  return item != NULL && gimp_item_get_id (item) == self->layer_id ? GIMP_LAYER (item) : NULL;
}

/**
 * overpaint_source_new_image:
 * @self: a source
 *
 * Returns: (transfer full): an empty image like the source's own, of the size of what was
 *   taken
 */
GimpImage *
overpaint_source_new_image (OverpaintSource *self)
{
  GimpImage *image;

  image = gimp_image_new_with_precision (self->rectangle.width, self->rectangle.height,
                                         self->base_type, self->precision);
  if (self->profile != NULL)
    gimp_image_set_color_profile (image, self->profile);

  return image;
}

/**
 * overpaint_source_fill_record:
 * @self: a source
 * @record: (inout): a record
 *
 * Writes down where a picture came from; the text belongs to @self.
 */
void
overpaint_source_fill_record (OverpaintSource *self,
                              OverpaintRecord *record)
{
  record->source_name   = self->layer_name;
  record->source_tattoo = self->layer_tattoo;
  record->x             = self->offset_x + self->rectangle.x;
  record->y             = self->offset_y + self->rectangle.y;
  record->width         = self->rectangle.width;
  record->height        = self->rectangle.height;
}
