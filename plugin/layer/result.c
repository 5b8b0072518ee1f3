/* result.c: a layer that Overpaint made, its kin, and what lies below it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "memory.h"
#include "result.h"

G_DEFINE_QUARK (overpaint-result-error-quark, overpaint_result_error)

/**
 * overpaint_result_read:
 * @drawable: a layer, or the mask of one
 * @layer: (out) (transfer none): the layer
 * @error: return location for an #OverpaintRecordError
 *
 * Returns: (transfer full) (nullable): what the layer remembers
 */
OverpaintRecord *
overpaint_result_read (GimpDrawable  *drawable,
                       GimpLayer    **layer,
                       GError       **error)
{
  *layer = NULL;

  /* GIMP hands out the mask where it is the mask that is being edited. */
  if (GIMP_IS_LAYER_MASK (drawable))
    *layer = gimp_layer_from_mask (GIMP_LAYER_MASK (drawable));
  else if (GIMP_IS_LAYER (drawable))
    *layer = GIMP_LAYER (drawable);

  if (*layer == NULL || ! overpaint_memory_has_record (*layer))
    {
      g_set_error_literal (error, OVERPAINT_RECORD_ERROR, OVERPAINT_RECORD_ERROR_NONE,
                           _("This layer was not made by Overpaint: it has no record."));
      return NULL;
    }

  return overpaint_memory_read_record (*layer, error);
}

/* A group that a run made holds results and nothing else; one of the artist's own may
 * hold a result beside its source.
 */
static gboolean
is_group_of_results (GimpItem *item)
{
  g_autofree GimpItem **children = NULL;
  gint                  i;

  if (item == NULL)
    return FALSE;

  children = gimp_item_get_children (item);

  for (i = 0; children[i] != NULL; i++)
    {
      if (! overpaint_memory_has_record (GIMP_LAYER (children[i])))
        return FALSE;
    }

  return TRUE;
}

static gboolean
are_of_one_run (const OverpaintRecord *record,
                const OverpaintRecord *other)
{
  return record->source_tattoo == other->source_tattoo &&
         g_str_equal (overpaint_request_get_text (record->request, "prompt"),
                      overpaint_request_get_text (other->request, "prompt"));
}

static gboolean
is_group_of_run (GimpItem              *item,
                 const OverpaintRecord *record)
{
  g_autofree GimpItem        **children = NULL;
  g_autoptr (OverpaintRecord)  other    = NULL;

  if (! gimp_item_is_group (item) || ! is_group_of_results (item))
    return FALSE;

  children = gimp_item_get_children (item);
  other    = children[0] != NULL ? overpaint_memory_read_record (GIMP_LAYER (children[0]), NULL) : NULL;

  return other != NULL && are_of_one_run (record, other);
}

/* The group that a run made for its results: in a grid, the one that holds those of the values. */
static GimpItem *
find_group_of_run (GimpLayer             *result,
                   const OverpaintRecord *record)
{
  GimpItem             *group    = gimp_item_get_parent (GIMP_ITEM (result));
  GimpItem             *outer;
  g_autofree GimpItem **children = NULL;
  gint                  i;

  if (! is_group_of_results (group))
    return NULL;

  outer = gimp_item_get_parent (group);
  if (outer == NULL)
    return group;

  children = gimp_item_get_children (outer);

  for (i = 0; children[i] != NULL; i++)
    {
      if (! is_group_of_run (children[i], record))
        return group;
    }

  return outer;
}

static gboolean
have_same_settings (const OverpaintRecord *record,
                    const OverpaintRecord *other)
{
  g_autoptr (OverpaintRequest)  request = overpaint_request_reseed (record->request, 0, 1);
  g_autoptr (OverpaintRequest)  another = overpaint_request_reseed (other->request, 0, 1);
  g_autofree gchar             *text    = overpaint_request_to_json (request);
  g_autofree gchar             *others  = overpaint_request_to_json (another);

  return record->source_tattoo == other->source_tattoo && g_str_equal (text, others);
}

/**
 * overpaint_result_get_seed:
 * @record: what a result layer remembers
 *
 * The seed that makes its picture again: the server's own word, where a request can hold it.
 *
 * Returns: the seed, 0..2147483647
 */
gint
overpaint_result_get_seed (const OverpaintRecord *record)
{
  if (record->seed >= 0 && record->seed <= G_MAXINT32)
    return (gint) record->seed;

  return MAX (overpaint_request_get_integer (record->request, "seed"), 0);
}

/* The seeds of a result's run, and where @everywhere is %TRUE, of every result in the
 * image that was made with the same settings.
 */
static GHashTable *
gather_seeds (GimpImage             *image,
              GimpLayer             *result,
              const OverpaintRecord *record,
              gboolean               everywhere)
{
  g_autoptr (GPtrArray)  layers = overpaint_memory_list_layers (image);
  GHashTable            *seeds  = g_hash_table_new (NULL, NULL);
  GimpItem              *group  = gimp_item_get_parent (GIMP_ITEM (result));
  guint                  i;

  if (! is_group_of_results (group))
    group = NULL;

  g_hash_table_add (seeds, GINT_TO_POINTER (overpaint_result_get_seed (record)));

  for (i = 0; i < layers->len; i++)
    {
      GimpLayer                   *layer = g_ptr_array_index (layers, i);
      g_autoptr (OverpaintRecord)  other = NULL;
      gboolean                     is_sibling;

      is_sibling = group != NULL && gimp_item_get_parent (GIMP_ITEM (layer)) == group;

      if ((! is_sibling && ! everywhere) || ! overpaint_memory_has_record (layer))
        continue;

      other = overpaint_memory_read_record (layer, NULL);

      if (other != NULL && ((is_sibling && are_of_one_run (record, other)) ||
                            (everywhere && have_same_settings (record, other))))
        g_hash_table_add (seeds, GINT_TO_POINTER (overpaint_result_get_seed (other)));
    }

  return seeds;
}

/**
 * overpaint_result_find_source:
 * @image: the image
 * @result: a result layer
 * @record: what it remembers
 * @error: return location for an %OVERPAINT_RESULT_ERROR_SOURCE_GONE
 *
 * Returns: (transfer none) (nullable): the layer that @result was made from
 */
GimpLayer *
overpaint_result_find_source (GimpImage              *image,
                              GimpLayer              *result,
                              const OverpaintRecord  *record,
                              GError                **error)
{
  GimpLayer *source = gimp_image_get_layer_by_tattoo (image, record->source_tattoo);

  /* In an image of their own, where the old one was gone, results may have a tattoo that their
   * source had elsewhere.
   */
  if (source == NULL || source == result ||
      (overpaint_memory_has_record (source) && find_group_of_run (result, record) != NULL &&
       find_group_of_run (source, record) == find_group_of_run (result, record)))
    {
      g_set_error (error, OVERPAINT_RESULT_ERROR, OVERPAINT_RESULT_ERROR_SOURCE_GONE,
                   _("The layer “%s”, which this picture was made from, is no longer in the image."),
                   record->source_name);
      return NULL;
    }

  return source;
}

/**
 * overpaint_result_find_below:
 * @image: the image
 * @result: a result layer
 * @error: return location for an %OVERPAINT_RESULT_ERROR_NOTHING_BELOW
 *
 * The layer right below a result. Of a run's group no other result counts, so it is the first layer
 * below the group; where a group of the artist's own ends, it is likewise what comes below
 * that.
 *
 * Returns: (transfer none) (nullable): the layer, which may be a group
 */
GimpLayer *
overpaint_result_find_below (GimpImage  *image,
                             GimpLayer  *result,
                             GError    **error)
{
  g_autoptr (OverpaintRecord)  record = overpaint_memory_read_record (result, NULL);
  GimpItem                    *group  = record != NULL ? find_group_of_run (result, record) : NULL;
  GimpItem                    *item   = GIMP_ITEM (result);

  if (group != NULL)
    item = group;

  for (; item != NULL; item = gimp_item_get_parent (item))
    {
      GimpItem             *parent   = gimp_item_get_parent (item);
      g_autofree GimpItem **siblings = NULL;
      gint                  position = gimp_image_get_item_position (image, item);

      siblings = parent != NULL ? gimp_item_get_children (parent) : (GimpItem **) gimp_image_get_layers (image);

      if (position >= 0 && siblings[position] != NULL && siblings[position + 1] != NULL)
        return GIMP_LAYER (siblings[position + 1]);
    }

  g_set_error_literal (error, OVERPAINT_RESULT_ERROR, OVERPAINT_RESULT_ERROR_NOTHING_BELOW,
                       _("There is no layer below this one."));
  return NULL;
}

/**
 * overpaint_result_get_region:
 * @result: a result layer
 * @record: (nullable): what it remembers, where it is its source that is to be sent
 * @source: the layer that is to be sent
 * @region: (out caller-allocates): what to take of it; the caller unrefs the mask
 *
 * The same part of a layer as the result was made of. Its mask stands for the selection, and the
 * place where it lies now for the rectangle: so a result follows its image when that is
 * cropped or scaled. One that has no mask and was made of a whole layer stands for all of
 * its source, and for all of any other layer.
 */
void
overpaint_result_get_region (GimpLayer             *result,
                             const OverpaintRecord *record,
                             GimpLayer             *source,
                             OverpaintRegion       *region)
{
  GimpLayerMask *mask  = gimp_layer_get_mask (result);
  GimpLayer     *place = result;

  if (mask == NULL &&
      (record == NULL ||
       (record->width == gimp_drawable_get_width (GIMP_DRAWABLE (source)) &&
        record->height == gimp_drawable_get_height (GIMP_DRAWABLE (source)))))
    place = source;

  gimp_drawable_get_offsets (GIMP_DRAWABLE (place), &region->rectangle.x, &region->rectangle.y);
  region->rectangle.width  = gimp_drawable_get_width (GIMP_DRAWABLE (place));
  region->rectangle.height = gimp_drawable_get_height (GIMP_DRAWABLE (place));

  region->mask = mask != NULL ? gimp_drawable_get_buffer (GIMP_DRAWABLE (mask)) : NULL;
}

/**
 * overpaint_result_count_run:
 * @image: the image
 * @result: a result layer
 * @record: what it remembers
 *
 * Returns: how many pictures of its run are in its group; 1 for a layer that is in none
 */
guint
overpaint_result_count_run (GimpImage             *image,
                            GimpLayer             *result,
                            const OverpaintRecord *record)
{
  g_autoptr (GHashTable) seeds = gather_seeds (image, result, record, FALSE);

  return g_hash_table_size (seeds);
}

/**
 * overpaint_result_next_seed:
 * @image: the image
 * @result: a result layer
 * @record: what it remembers
 * @n_seeds: how many are wanted in a row, 1 or more
 *
 * The seed with which a run goes on: the one after its highest, or where results with the same
 * settings have taken that already, after theirs. Seeds go round at 2^31.
 *
 * Returns: the first seed, 0..2147483647
 */
gint
overpaint_result_next_seed (GimpImage             *image,
                            GimpLayer             *result,
                            const OverpaintRecord *record,
                            guint                  n_seeds)
{
  g_autoptr (GHashTable)  run   = gather_seeds (image, result, record, FALSE);
  g_autoptr (GHashTable)  taken = gather_seeds (image, result, record, TRUE);
  guint                   first = 0;
  GHashTableIter          iter;
  gpointer                seed;
  guint                   i;

  g_hash_table_iter_init (&iter, run);
  while (g_hash_table_iter_next (&iter, &seed, NULL))
    first = MAX (first, GPOINTER_TO_UINT (seed) + 1);

  for (i = 0; i < n_seeds; i++)
    {
      guint candidate = (first + i) & G_MAXINT32;

      if (g_hash_table_contains (taken, GUINT_TO_POINTER (candidate)))
        {
          first = candidate + 1;
          i     = -1;
        }
    }

  return (gint) (first & G_MAXINT32);
}
