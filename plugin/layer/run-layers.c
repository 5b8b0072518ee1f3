/* run-layers.c: the layers that a run has in an image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "layer-trace.h"
#include "run-layers.h"

struct _OverpaintRunLayers
{
  OverpaintRun        *run;        /* not owned */
  OverpaintSource     *source;
  gint                 image_id;   /* the source's, or that which was opened in its place */
  GHashTable          *layers;     /* OverpaintVariation: OverpaintLayerTrace */
  OverpaintLayerTrace *group;
  GPtrArray           *within;     /* OverpaintLayerTrace for each value of the axis */
  GHashTable          *dragged;    /* OverpaintVariation: opacity before the drag, a gdouble */
};

G_DEFINE_QUARK (overpaint-run-layers-error-quark, overpaint_run_layers_error)

/**
 * overpaint_run_layers_new:
 * @run: a run
 * @source: what it was started with
 *
 * Returns: (transfer full): the layers of a run that has none yet; to be freed before the run is
 */
OverpaintRunLayers *
overpaint_run_layers_new (OverpaintRun    *run,
                          OverpaintSource *source)
{
  OverpaintRunLayers *self  = g_new0 (OverpaintRunLayers, 1);
  GimpImage          *image = overpaint_source_find_image (source);
  OverpaintAxis      *axis  = overpaint_run_get_axis (run);
  guint               i;

  self->run      = run;
  self->source   = g_object_ref (source);
  self->image_id = image != NULL ? gimp_image_get_id (image) : -1;
  self->layers   = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) overpaint_layer_trace_free);
  self->group    = overpaint_layer_trace_new ();
  self->within   = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_layer_trace_free);
  self->dragged  = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (i = 0; axis != NULL && i < overpaint_axis_get_n_values (axis); i++)
    g_ptr_array_add (self->within, overpaint_layer_trace_new ());

  return self;
}

/**
 * overpaint_run_layers_free:
 * @self: (transfer full): layers of a run
 *
 * Forgets them; they stay in the image.
 */
void
overpaint_run_layers_free (OverpaintRunLayers *self)
{
  g_object_unref (self->source);
  g_hash_table_unref (self->layers);
  overpaint_layer_trace_free (self->group);
  g_ptr_array_unref (self->within);
  g_hash_table_unref (self->dragged);
  g_free (self);
}

/**
 * overpaint_run_layers_set_error:
 * @error: return location for an %OVERPAINT_RUN_LAYERS_ERROR_REFUSED
 *
 * Notes that GIMP has just refused something.
 */
void
overpaint_run_layers_set_error (GError **error)
{
  g_set_error (error, OVERPAINT_RUN_LAYERS_ERROR, OVERPAINT_RUN_LAYERS_ERROR_REFUSED,
               _("GIMP could not change the layers: %s"), gimp_pdb_get_last_error (gimp_get_pdb ()));
}

/**
 * overpaint_run_layers_get_run:
 * @self: layers of a run
 *
 * Returns: (transfer none): the run
 */
OverpaintRun *
overpaint_run_layers_get_run (OverpaintRunLayers *self)
{
  return self->run;
}

/**
 * overpaint_run_layers_get_source:
 * @self: layers of a run
 *
 * Returns: (transfer none): what the run was started with
 */
OverpaintSource *
overpaint_run_layers_get_source (OverpaintRunLayers *self)
{
  return self->source;
}

/**
 * overpaint_run_layers_owns:
 * @self: layers of a run
 * @variation: a picture
 *
 * Returns: whether it is one of the run's
 */
gboolean
overpaint_run_layers_owns (OverpaintRunLayers *self,
                           OverpaintVariation *variation)
{
  guint i;

  if (g_hash_table_contains (self->layers, variation))
    return TRUE;

  for (i = 0; i < overpaint_run_get_n_variations (self->run); i++)
    {
      if (overpaint_run_get_variation (self->run, i) == variation)
        return TRUE;
    }

  return FALSE;
}

/**
 * overpaint_run_layers_get_placement:
 * @self: layers of a run
 * @variation: one of its pictures
 *
 * Returns: where it is
 */
OverpaintPlacement
overpaint_run_layers_get_placement (OverpaintRunLayers *self,
                                    OverpaintVariation *variation)
{
  OverpaintLayerTrace *trace = g_hash_table_lookup (self->layers, variation);

  if (trace == NULL)
    return OVERPAINT_PLACEMENT_NOT_YET;

  if (overpaint_run_layers_find_layer (self, variation, NULL) != NULL)
    return OVERPAINT_PLACEMENT_LAYER;

  /* also where the run goes on in another image, which this picture has never been in */
  return overpaint_layer_trace_is_cut (trace) ? OVERPAINT_PLACEMENT_CLOSED : OVERPAINT_PLACEMENT_REMOVED;
}

/**
 * overpaint_run_layers_get_image:
 * @image_id: id of an image
 * @error: return location for an %OVERPAINT_RUN_LAYERS_ERROR_CLOSED
 *
 * Returns: (transfer none) (nullable): the image, where it is still open
 */
GimpImage *
overpaint_run_layers_get_image (gint     image_id,
                                GError **error)
{
  if (gimp_image_id_is_valid (image_id))
    return gimp_image_get_by_id (image_id);

  g_set_error_literal (error, OVERPAINT_RUN_LAYERS_ERROR, OVERPAINT_RUN_LAYERS_ERROR_CLOSED,
                       _("The image has been closed."));
  return NULL;
}

/**
 * overpaint_run_layers_find_image:
 * @self: layers of a run
 * @error: return location for an %OVERPAINT_RUN_LAYERS_ERROR_CLOSED
 *
 * Returns: (transfer none) (nullable): the image that has them
 */
GimpImage *
overpaint_run_layers_find_image (OverpaintRunLayers  *self,
                                 GError             **error)
{
  return overpaint_run_layers_get_image (self->image_id, error);
}

/**
 * overpaint_run_layers_find_layer:
 * @self: layers of a run
 * @variation: one of its pictures
 * @error: return location for an #OverpaintRunLayersError
 *
 * Returns: (transfer none) (nullable): its layer, where the image has it
 */
GimpLayer *
overpaint_run_layers_find_layer (OverpaintRunLayers  *self,
                                 OverpaintVariation  *variation,
                                 GError             **error)
{
  OverpaintLayerTrace *trace = g_hash_table_lookup (self->layers, variation);
  GimpImage           *image = overpaint_run_layers_find_image (self, error);
  GimpLayer           *layer;

  if (image == NULL)
    return NULL;

  layer = trace != NULL ? overpaint_layer_trace_find (trace, image) : NULL;

  if (layer == NULL)
    g_set_error_literal (error, OVERPAINT_RUN_LAYERS_ERROR, OVERPAINT_RUN_LAYERS_ERROR_GONE,
                         _("The layer of this picture is no longer in the image."));

  return layer;
}

/**
 * overpaint_run_layers_find_group:
 * @self: layers of a run
 *
 * Returns: (transfer none) (nullable): the group that holds all of them, where the image has it
 */
GimpLayer *
overpaint_run_layers_find_group (OverpaintRunLayers *self)
{
  GimpImage *image = overpaint_run_layers_find_image (self, NULL);

  return image != NULL ? overpaint_layer_trace_find (self->group, image) : NULL;
}

/**
 * overpaint_run_layers_find_within:
 * @self: layers of a run
 * @value_index: which value of the run's axis, from 0
 *
 * Returns: (transfer none) (nullable): the group of the pictures with that value, where there is an
 *   axis and the image has it
 */
GimpLayer *
overpaint_run_layers_find_within (OverpaintRunLayers *self,
                                  guint               value_index)
{
  GimpImage *image = overpaint_run_layers_find_image (self, NULL);

  if (image == NULL || value_index >= self->within->len)
    return NULL;

  return overpaint_layer_trace_find (g_ptr_array_index (self->within, value_index), image);
}

/**
 * overpaint_run_layers_settle_in:
 * @self: layers of a run
 * @image: an image
 *
 * Notes that the run's layers are in @image from now on.
 */
void
overpaint_run_layers_settle_in (OverpaintRunLayers *self,
                                GimpImage          *image)
{
  self->image_id = gimp_image_get_id (image);
}

/**
 * overpaint_run_layers_follow:
 * @self: layers of a run
 * @variation: one of its pictures
 * @layer: the layer that it has become
 *
 * Notes which layer is its.
 */
void
overpaint_run_layers_follow (OverpaintRunLayers *self,
                             OverpaintVariation *variation,
                             GimpLayer          *layer)
{
  OverpaintLayerTrace *trace = g_hash_table_lookup (self->layers, variation);

  if (trace == NULL)
    {
      trace = overpaint_layer_trace_new ();
      g_hash_table_insert (self->layers, variation, trace);
    }

  overpaint_layer_trace_follow (trace, layer);
}

/**
 * overpaint_run_layers_follow_group:
 * @self: layers of a run
 * @group: the group that has been made for all of them
 *
 * Notes which group is theirs.
 */
void
overpaint_run_layers_follow_group (OverpaintRunLayers *self,
                                   GimpLayer          *group)
{
  overpaint_layer_trace_follow (self->group, group);
}

/**
 * overpaint_run_layers_follow_within:
 * @self: layers of a run
 * @value_index: which value of the run's axis, from 0
 * @group: the group that has been made for the pictures with that value
 *
 * Notes which group is theirs.
 */
void
overpaint_run_layers_follow_within (OverpaintRunLayers *self,
                                    guint               value_index,
                                    GimpLayer          *group)
{
  g_return_if_fail (value_index < self->within->len);

  overpaint_layer_trace_follow (g_ptr_array_index (self->within, value_index), group);
}

/**
 * overpaint_run_layers_is_dragged:
 * @self: layers of a run
 * @variation: one of its pictures
 * @opacity: (out): how opaque its layer was before the drag, in percent
 *
 * Returns: whether a slider is moving it, without undo steps
 */
gboolean
overpaint_run_layers_is_dragged (OverpaintRunLayers *self,
                                 OverpaintVariation *variation,
                                 gdouble            *opacity)
{
  const gdouble *before = g_hash_table_lookup (self->dragged, variation);

  if (before != NULL)
    *opacity = *before;

  return before != NULL;
}

/**
 * overpaint_run_layers_drag:
 * @self: layers of a run
 * @variation: one of its pictures
 * @opacity: how opaque its layer is, in percent
 *
 * Notes that a slider begins to move it.
 */
void
overpaint_run_layers_drag (OverpaintRunLayers *self,
                           OverpaintVariation *variation,
                           gdouble             opacity)
{
  g_hash_table_insert (self->dragged, variation, g_memdup2 (&opacity, sizeof opacity));
}

/**
 * overpaint_run_layers_drop:
 * @self: layers of a run
 * @variation: one of its pictures
 *
 * Notes that the slider has come to rest.
 */
void
overpaint_run_layers_drop (OverpaintRunLayers *self,
                           OverpaintVariation *variation)
{
  g_hash_table_remove (self->dragged, variation);
}
