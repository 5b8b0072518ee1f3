/* bring-in.c: pictures of a run into its image, the first time, later, and again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bring-in.h"
#include "harvest.h"
#include "insertion.h"
#include "layer-nest.h"

/* Notes what a whole insertion has made. */
static void
follow_insertion (OverpaintRunLayers      *layers,
                  const OverpaintHarvest  *harvest,
                  GimpLayer              **made)
{
  guint i;

  overpaint_run_layers_settle_in (layers, gimp_item_get_image (GIMP_ITEM (made[0])));

  for (i = 0; i < harvest->n_results; i++)
    {
      GimpItem *parent = gimp_item_get_parent (GIMP_ITEM (made[i]));

      overpaint_run_layers_follow (layers, harvest->variations[i], made[i]);

      if (harvest->results[i].group != NULL)
        {
          if (i == 0 || g_strcmp0 (harvest->results[i].group, harvest->results[i - 1].group) != 0)
            overpaint_run_layers_follow_within (layers,
                                                overpaint_variation_get_value_index (harvest->variations[i]),
                                                GIMP_LAYER (parent));
          parent = gimp_item_get_parent (parent);
        }

      if (i == 0 && (harvest->n_results > 1 || harvest->results[i].group != NULL))
        overpaint_run_layers_follow_group (layers, GIMP_LAYER (parent));
    }
}

static gboolean
insert_whole (OverpaintRunLayers      *layers,
              const OverpaintHarvest  *harvest,
              GError                 **error)
{
  g_autofree GimpLayer **made      = NULL;
  GimpImage             *new_image = NULL;

  made = overpaint_insertion_insert (overpaint_run_layers_get_source (layers), harvest->results,
                                     harvest->n_results, harvest->group_name, &new_image, error);
  if (made == NULL)
    return FALSE;

  follow_insertion (layers, harvest, made);

  if (new_image != NULL)
    gimp_display_new (new_image);

  return TRUE;
}

/* A picture that comes later does not push itself before the one that is looked at; only where none
 * but marked ones are there, it is shown.
 */
static gboolean
has_any_to_show (OverpaintRunLayers *layers)
{
  g_autoptr (GPtrArray) list = overpaint_harvest_list (overpaint_run_layers_get_run (layers));
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (list, i);

      if (! overpaint_variation_is_flagged (variation) && ! overpaint_variation_is_black (variation) &&
          overpaint_run_layers_find_layer (layers, variation, NULL) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
make_layers (GimpImage              *image,
             OverpaintRunLayers     *layers,
             const OverpaintHarvest *harvest,
             GPtrArray              *made)
{
  gboolean shown = has_any_to_show (layers);
  guint    i;

  for (i = 0; i < harvest->n_results; i++)
    {
      GimpLayer *layer = overpaint_painted_layer_new (image, overpaint_run_layers_get_source (layers),
                                                      &harvest->results[i]);

      if (layer == NULL)
        return FALSE;

      g_ptr_array_add (made, layer);

      if (! shown && ! harvest->results[i].hidden)
        shown = gimp_item_set_visible (GIMP_ITEM (layer), TRUE);
    }

  return TRUE;
}

static void
discard (GimpImage *image,
         GPtrArray *made,
         guint      n_inserted)
{
  guint i;

  for (i = 0; i < made->len; i++)
    {
      if (i < n_inserted)
        gimp_image_remove_layer (image, g_ptr_array_index (made, i));
      else
        gimp_item_delete (g_ptr_array_index (made, i));
    }
}

/* One by one, each beside those that are there already. */
static gboolean
insert_singly (OverpaintRunLayers      *layers,
               const OverpaintHarvest  *harvest,
               GError                 **error)
{
  GimpImage              *image    = overpaint_run_layers_find_image (layers, error);
  OverpaintSource        *source   = overpaint_run_layers_get_source (layers);
  g_autoptr (GPtrArray)   made     = g_ptr_array_new ();
  g_autofree GimpLayer  **selected = NULL;
  gboolean                inserted = TRUE;
  guint                   i;

  if (image == NULL)
    return FALSE;

  if (! make_layers (image, layers, harvest, made))
    {
      overpaint_insertion_set_error (error);
      discard (image, made, 0);
      return FALSE;
    }

  selected = gimp_image_get_selected_layers (image);
  gimp_image_undo_group_start (image);

  for (i = 0; inserted && i < made->len; i++)
    {
      OverpaintPlace place;

      inserted = overpaint_layer_nest_find_place (layers, harvest->variations[i],
                                                  harvest->results[i].group, &place) &&
                 overpaint_painted_layer_insert (made->pdata[i], source, &place);

      if (inserted)
        overpaint_run_layers_follow (layers, harvest->variations[i], made->pdata[i]);
    }

  if (! inserted)
    {
      overpaint_insertion_set_error (error);
      discard (image, made, i - 1);
      overpaint_layer_nest_remove_empty (layers);
    }

  gimp_image_set_selected_layers (image, (const GimpLayer **) selected);
  gimp_image_undo_group_end (image);

  return inserted;
}

/* Merged or flattened, an image has neither source nor results any more, and is still the one that
 * the artist means.
 */
static gboolean
is_merged (OverpaintRunLayers *layers)
{
  GimpImage      *image = overpaint_run_layers_find_image (layers, NULL);
  OverpaintPlace  place;

  return image != NULL && gimp_image_get_base_type (image) != GIMP_INDEXED &&
         ! overpaint_insertion_find_place (overpaint_run_layers_get_source (layers), &place);
}

static gboolean
bring_in (OverpaintRunLayers  *layers,
          GPtrArray           *variations,
          gboolean             singly,
          GError             **error)
{
  g_autoptr (OverpaintHarvest) harvest = NULL;
  gboolean                     done;

  harvest = overpaint_harvest_new (overpaint_run_layers_get_run (layers),
                                   overpaint_run_layers_get_source (layers), variations);

  done = singly ? insert_singly (layers, harvest, error) : insert_whole (layers, harvest, error);
  gimp_displays_flush ();

  return done;
}

/**
 * overpaint_bring_in_all:
 * @layers: layers of a run
 * @error: return location for an #OverpaintInsertionError or #OverpaintRunLayersError
 *
 * Makes layers of every picture that has come and never was one, in one undo step. The first time
 * it is as overpaint_insertion_insert() says. Later ones join those that are there, in the order of
 * the run, and hidden, unless there is nothing but marked ones to be seen. Where neither group nor
 * layer of the run is left, it is as the first time.
 *
 * Returns: whether none is missing
 */
gboolean
overpaint_bring_in_all (OverpaintRunLayers  *layers,
                        GError             **error)
{
  g_autoptr (GPtrArray) list = overpaint_harvest_list (overpaint_run_layers_get_run (layers));
  guint                 i;

  for (i = list->len; i > 0; i--)
    {
      if (overpaint_run_layers_get_placement (layers, g_ptr_array_index (list, i - 1)) != OVERPAINT_PLACEMENT_NOT_YET)
        g_ptr_array_remove_index (list, i - 1);
    }

  return list->len == 0 || bring_in (layers, list, overpaint_layer_nest_is_there (layers), error);
}

/**
 * overpaint_bring_in_anew:
 * @layers: layers of a run
 * @variation: one of its pictures, which has come
 * @error: return location for an #OverpaintInsertionError or #OverpaintRunLayersError
 *
 * Inserts a picture whose layer is gone, as overpaint_bring_in_all() does with one that comes later.
 * Where the source is gone too, it becomes the topmost layer; where the image has been closed, an
 * image of its own.
 *
 * Returns: whether it is a layer now
 */
gboolean
overpaint_bring_in_anew (OverpaintRunLayers  *layers,
                         OverpaintVariation  *variation,
                         GError             **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (overpaint_run_layers_get_placement (layers, variation) == OVERPAINT_PLACEMENT_LAYER)
    return TRUE;

  g_return_val_if_fail (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE, FALSE);

  g_ptr_array_add (list, variation);

  return bring_in (layers, list, overpaint_layer_nest_is_there (layers) || is_merged (layers), error);
}
