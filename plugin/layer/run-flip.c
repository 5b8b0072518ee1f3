/* run-flip.c: which picture of a run an image shows, and how much of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "run-flip.h"

typedef struct
{
  GimpItem *item;
  gboolean  visible;
} Change;

/* GIMP says that it has changed what is locked, and has not. */
static gboolean
note_change (GArray     *changes,
             GimpLayer  *layer,
             gboolean    visible,
             GError    **error)
{
  Change            change = { GIMP_ITEM (layer), visible };
  g_autofree gchar *name   = NULL;

  if (layer == NULL || ! gimp_item_get_visible (change.item) == ! visible)
    return TRUE;

  if (! gimp_item_get_lock_visibility (change.item))
    {
      g_array_append_val (changes, change);
      return TRUE;
    }

  name = gimp_item_get_name (change.item);
  g_set_error (error, OVERPAINT_RUN_LAYERS_ERROR, OVERPAINT_RUN_LAYERS_ERROR_LOCKED,
               _("The visibility of the layer “%s” is locked: unlock it in the Layers dialog."), name);

  return FALSE;
}

/* The groups of the run that have to be seen, or their picture is not. */
static gboolean
note_groups (GArray              *changes,
             OverpaintRunLayers  *layers,
             OverpaintVariation  *variation,
             GError             **error)
{
  guint value_index = overpaint_variation_get_value_index (variation);

  return note_change (changes, overpaint_run_layers_find_group (layers), TRUE, error) &&
         note_change (changes, overpaint_run_layers_find_within (layers, value_index), TRUE, error);
}

/* Nothing may stand between the freezing and the thawing that can wait or end the plug-in: GIMP never
 * thaws an image by itself, and Ctrl+Z would be dead.
 */
static gboolean
change_without_step (GimpImage *image,
                     GArray    *changes)
{
  gboolean done = TRUE;
  guint    i;

  if (! gimp_image_undo_freeze (image))
    return FALSE;

  for (i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      done = gimp_item_set_visible (change->item, change->visible) && done;
    }

  return gimp_image_undo_thaw (image) && done;
}

static gboolean
set_opacity_without_step (GimpImage *image,
                          GimpLayer *layer,
                          gdouble    opacity)
{
  gboolean done;

  if (! gimp_image_undo_freeze (image))
    return FALSE;

  done = gimp_layer_set_opacity (layer, opacity);

  return gimp_image_undo_thaw (image) && done;
}

/**
 * overpaint_run_flip_show:
 * @layers: layers of a run
 * @variation: (nullable): one of its pictures; %NULL for none, so that the source is seen alone
 * @error: return location for an #OverpaintRunLayersError
 *
 * Shows one layer of the run and hides its others. It leaves no undo step, and what can be redone
 * can be redone still. No layer but the run's own is touched.
 *
 * Returns: whether it is so
 */
gboolean
overpaint_run_flip_show (OverpaintRunLayers  *layers,
                         OverpaintVariation  *variation,
                         GError             **error)
{
  OverpaintRun       *run     = overpaint_run_layers_get_run (layers);
  GimpImage          *image   = overpaint_run_layers_find_image (layers, error);
  g_autoptr (GArray)  changes = g_array_new (FALSE, FALSE, sizeof (Change));
  guint               i;

  if (image == NULL ||
      (variation != NULL && overpaint_run_layers_find_layer (layers, variation, error) == NULL))
    return FALSE;

  if (variation != NULL && ! note_groups (changes, layers, variation, error))
    return FALSE;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *other = overpaint_run_get_variation (run, i);
      GimpLayer          *layer = overpaint_run_layers_find_layer (layers, other, NULL);

      if (! note_change (changes, layer, other == variation, error))
        return FALSE;
    }

  if (changes->len == 0)
    return TRUE;

  if (! change_without_step (image, changes))
    {
      overpaint_run_layers_set_error (error);
      return FALSE;
    }

  gimp_displays_flush ();

  return TRUE;
}

static gboolean
is_seen (GimpLayer *layer)
{
  return layer == NULL || gimp_item_get_visible (GIMP_ITEM (layer));
}

/**
 * overpaint_run_flip_get_shown:
 * @layers: layers of a run
 *
 * Returns: (transfer none) (nullable): the first of its pictures whose layer is visible, its groups
 *   too; %NULL where none is
 */
OverpaintVariation *
overpaint_run_flip_get_shown (OverpaintRunLayers *layers)
{
  OverpaintRun *run = overpaint_run_layers_get_run (layers);
  guint         i;

  if (! is_seen (overpaint_run_layers_find_group (layers)))
    return NULL;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (run, i);
      GimpLayer          *layer     = overpaint_run_layers_find_layer (layers, variation, NULL);

      if (layer != NULL && is_seen (layer) &&
          is_seen (overpaint_run_layers_find_within (layers, overpaint_variation_get_value_index (variation))))
        return variation;
    }

  return NULL;
}

/**
 * overpaint_run_flip_get_blend:
 * @layers: layers of a run
 * @variation: one of its pictures
 *
 * Returns: how opaque its layer is, 0..1; 1 where it has none
 */
gdouble
overpaint_run_flip_get_blend (OverpaintRunLayers *layers,
                              OverpaintVariation *variation)
{
  GimpLayer *layer = overpaint_run_layers_find_layer (layers, variation, NULL);

  return layer != NULL ? gimp_layer_get_opacity (layer) / 100.0 : 1.0;
}

/**
 * overpaint_run_flip_drag_blend:
 * @layers: layers of a run
 * @variation: one of its pictures
 * @blend: how opaque its layer is to be, 0..1
 * @error: return location for an #OverpaintRunLayersError
 *
 * Mixes a picture with what is below while a slider moves. It leaves no undo step;
 * overpaint_run_flip_set_blend() has to follow.
 *
 * Returns: whether the layer took it
 */
gboolean
overpaint_run_flip_drag_blend (OverpaintRunLayers  *layers,
                               OverpaintVariation  *variation,
                               gdouble              blend,
                               GError             **error)
{
  GimpLayer *layer = overpaint_run_layers_find_layer (layers, variation, error);
  gdouble    before;

  if (layer == NULL)
    return FALSE;

  if (! overpaint_run_layers_is_dragged (layers, variation, &before))
    overpaint_run_layers_drag (layers, variation, gimp_layer_get_opacity (layer));

  if (! set_opacity_without_step (gimp_item_get_image (GIMP_ITEM (layer)), layer, CLAMP (blend, 0.0, 1.0) * 100.0))
    {
      overpaint_run_layers_set_error (error);
      return FALSE;
    }

  gimp_displays_flush ();

  return TRUE;
}

/**
 * overpaint_run_flip_set_blend:
 * @layers: layers of a run
 * @variation: one of its pictures
 * @blend: how opaque its layer is to be, 0..1
 * @error: return location for an #OverpaintRunLayersError
 *
 * Mixes a picture with what is below, in one undo step, which leads back to how it was before a
 * drag. Where that is the same, there is no step.
 *
 * Returns: whether the layer took it
 */
gboolean
overpaint_run_flip_set_blend (OverpaintRunLayers  *layers,
                              OverpaintVariation  *variation,
                              gdouble              blend,
                              GError             **error)
{
  GimpLayer *layer   = overpaint_run_layers_find_layer (layers, variation, error);
  gdouble    opacity = CLAMP (blend, 0.0, 1.0) * 100.0;
  gdouble    before;
  gboolean   done    = TRUE;

  if (layer == NULL)
    return FALSE;

  if (overpaint_run_layers_is_dragged (layers, variation, &before))
    {
      done = set_opacity_without_step (gimp_item_get_image (GIMP_ITEM (layer)), layer, before);
      overpaint_run_layers_drop (layers, variation);
    }
  else
    {
      before = gimp_layer_get_opacity (layer);
    }

  if (done && ABS (before - opacity) > 0.001)
    done = gimp_layer_set_opacity (layer, opacity);

  if (! done)
    overpaint_run_layers_set_error (error);

  gimp_displays_flush ();

  return done;
}
