/* run-tidy.c: pictures of a run out of its image again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layer-nest.h"
#include "run-flip.h"
#include "run-tidy.h"

static gboolean
remove_layers (GimpImage *image,
               GPtrArray *doomed)
{
  gboolean done = TRUE;
  guint    i;

  for (i = 0; i < doomed->len; i++)
    done = gimp_image_remove_layer (image, g_ptr_array_index (doomed, i)) && done;

  return done;
}

/* The nearest picture that is left, the following ones first. Nobody is shown a marked one unasked. */
static OverpaintVariation *
find_next (OverpaintRunLayers *layers,
           GPtrArray          *variations,
           OverpaintVariation *shown)
{
  OverpaintRun *run = overpaint_run_layers_get_run (layers);
  guint         n   = overpaint_run_get_n_variations (run);
  guint         own = 0;
  guint         i;

  while (own < n && overpaint_run_get_variation (run, own) != shown)
    own++;

  for (i = 1; i < n; i++)
    {
      guint               index     = own + i < n ? own + i : n - 1 - i;
      OverpaintVariation *variation = overpaint_run_get_variation (run, index);

      if (! g_ptr_array_find (variations, variation, NULL) &&
          ! overpaint_variation_is_flagged (variation) && ! overpaint_variation_is_black (variation) &&
          overpaint_run_layers_find_layer (layers, variation, NULL) != NULL)
        return variation;
    }

  return NULL;
}

/* In an undo step that has begun. */
static gboolean
make_visible (OverpaintRunLayers *layers,
              OverpaintVariation *variation)
{
  GimpLayer *chain[] =
    {
      overpaint_run_layers_find_group (layers),
      overpaint_run_layers_find_within (layers, overpaint_variation_get_value_index (variation)),
      overpaint_run_layers_find_layer (layers, variation, NULL)
    };
  gboolean   done    = TRUE;
  guint      i;

  for (i = 0; i < G_N_ELEMENTS (chain); i++)
    {
      if (chain[i] != NULL && ! gimp_item_get_visible (GIMP_ITEM (chain[i])))
        done = gimp_item_set_visible (GIMP_ITEM (chain[i]), TRUE) && done;
    }

  return done;
}

/* GIMP chooses another layer where a chosen one goes; whichever is left stays chosen. */
static void
choose_again (GimpImage  *image,
              GimpLayer **selected)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  gint                  i;

  for (i = 0; selected != NULL && selected[i] != NULL; i++)
    {
      if (gimp_item_is_valid (GIMP_ITEM (selected[i])) &&
          gimp_image_get_layer_by_tattoo (image, gimp_item_get_tattoo (GIMP_ITEM (selected[i]))) == selected[i])
        g_ptr_array_add (left, selected[i]);
    }

  if (left->len > 0)
    {
      g_ptr_array_add (left, NULL);
      gimp_image_set_selected_layers (image, (const GimpLayer **) left->pdata);
    }
}

/**
 * overpaint_run_tidy_remove:
 * @layers: layers of a run
 * @variations: (element-type OverpaintVariation): some of its pictures
 * @error: return location for an #OverpaintRunLayersError
 *
 * Removes the layers of those that have one, and groups of the run that hold nothing any more, in
 * one undo step, or in none where there is nothing to remove. Where the picture that was shown is
 * among them, the next one that is left is shown.
 *
 * Returns: whether none of them is a layer any more
 */
gboolean
overpaint_run_tidy_remove (OverpaintRunLayers  *layers,
                           GPtrArray           *variations,
                           GError             **error)
{
  GimpImage              *image    = overpaint_run_layers_find_image (layers, error);
  g_autoptr (GPtrArray)   doomed   = g_ptr_array_new ();
  g_autofree GimpLayer  **selected = NULL;
  OverpaintVariation     *next     = NULL;
  OverpaintVariation     *shown;
  gboolean                done;
  guint                   i;

  if (image == NULL)
    return FALSE;

  for (i = 0; i < variations->len; i++)
    {
      GimpLayer *layer = overpaint_run_layers_find_layer (layers, g_ptr_array_index (variations, i), NULL);

      if (layer != NULL)
        g_ptr_array_add (doomed, layer);
    }

  if (doomed->len == 0)
    return TRUE;

  shown = overpaint_run_flip_get_shown (layers);
  if (shown != NULL && g_ptr_array_find (variations, shown, NULL))
    next = find_next (layers, variations, shown);

  selected = gimp_image_get_selected_layers (image);
  gimp_image_undo_group_start (image);

  done = remove_layers (image, doomed);
  done = overpaint_layer_nest_remove_empty (layers) && done;
  done = (next == NULL || make_visible (layers, next)) && done;
  if (! done)
    overpaint_run_layers_set_error (error);

  choose_again (image, selected);
  gimp_image_undo_group_end (image);
  gimp_displays_flush ();

  return done;
}

/* A group that the artist has done something to is more than a heap of pictures. */
static gboolean
is_plain_group (GimpLayer *group)
{
  g_autofree GimpDrawableFilter **filters = gimp_drawable_get_filters (GIMP_DRAWABLE (group));
  GimpLayerMode                   mode    = gimp_layer_get_mode (group);

  return gimp_layer_get_mask (group) == NULL && gimp_layer_get_opacity (group) >= 100.0 &&
         (mode == GIMP_LAYER_MODE_NORMAL || mode == GIMP_LAYER_MODE_PASS_THROUGH) &&
         (filters == NULL || filters[0] == NULL);
}

static gboolean
holds_only (GimpLayer *group,
            GimpLayer *layer)
{
  g_autofree GimpItem **children = gimp_item_get_children (GIMP_ITEM (group));

  return children[0] == GIMP_ITEM (layer) && children[1] == NULL;
}

static gboolean
can_take_out (GimpLayer *layer,
              GimpLayer *group)
{
  return group != NULL && is_plain_group (group) && holds_only (group, layer);
}

/* Puts what is alone in a group in the group's place. */
static gboolean
take_out (GimpImage *image,
          GimpLayer *layer,
          GimpLayer *group)
{
  GimpItem *parent;

  if (! can_take_out (layer, group))
    return TRUE;

  parent = gimp_item_get_parent (GIMP_ITEM (group));

  return gimp_image_reorder_item (image, GIMP_ITEM (layer), parent,
                                  gimp_image_get_item_position (image, GIMP_ITEM (group))) &&
         gimp_image_remove_layer (image, group);
}

/**
 * overpaint_run_tidy_keep_only:
 * @layers: layers of a run
 * @variation: the picture that stays
 * @error: return location for an #OverpaintRunLayersError
 *
 * Removes the layers of all the others, and puts the one that stays, visible, in the place of the
 * run's group; but where the artist has put something else into a group, or a mask on it, or the
 * like, that group stays around it. It is one undo step.
 *
 * Returns: whether it is the only one
 */
gboolean
overpaint_run_tidy_keep_only (OverpaintRunLayers  *layers,
                              OverpaintVariation  *variation,
                              GError             **error)
{
  OverpaintRun           *run      = overpaint_run_layers_get_run (layers);
  GimpImage              *image    = overpaint_run_layers_find_image (layers, error);
  g_autoptr (GPtrArray)   doomed   = g_ptr_array_new ();
  g_autofree GimpLayer  **selected = NULL;
  GimpLayer              *kept;
  GimpLayer              *group;
  GimpLayer              *within;
  gboolean                done;
  guint                   i;

  if (image == NULL)
    return FALSE;

  kept = overpaint_run_layers_find_layer (layers, variation, error);
  if (kept == NULL)
    return FALSE;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *other = overpaint_run_get_variation (run, i);
      GimpLayer          *layer = other != variation ? overpaint_run_layers_find_layer (layers, other, NULL) : NULL;

      if (layer != NULL)
        g_ptr_array_add (doomed, layer);
    }

  group  = overpaint_run_layers_find_group (layers);
  within = overpaint_run_layers_find_within (layers, overpaint_variation_get_value_index (variation));

  /* A group of nothing would count as a change. */
  if (doomed->len == 0 && overpaint_run_flip_get_shown (layers) == variation &&
      ! can_take_out (kept, within) && ! can_take_out (within != NULL ? within : kept, group))
    return TRUE;

  selected = gimp_image_get_selected_layers (image);
  gimp_image_undo_group_start (image);

  done = remove_layers (image, doomed);
  done = overpaint_layer_nest_remove_empty (layers) && done;
  done = take_out (image, kept, within) && done;
  done = take_out (image, kept, group) && done;
  done = make_visible (layers, variation) && done;
  if (! done)
    overpaint_run_layers_set_error (error);

  choose_again (image, selected);
  gimp_image_undo_group_end (image);
  gimp_displays_flush ();

  return done;
}
