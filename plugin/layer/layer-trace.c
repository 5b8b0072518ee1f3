/* layer-trace.c: a layer that may go, and come back
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layer-trace.h"

typedef struct
{
  gint  id;
  guint tattoo;
  gint  image_id;
} Footprint;

struct _OverpaintLayerTrace
{
  GArray *footprints;   /* Footprint, the newest last */
};

/**
 * overpaint_layer_trace_new:
 *
 * Returns: (transfer full): a trace of no layer yet
 */
OverpaintLayerTrace *
overpaint_layer_trace_new (void)
{
  OverpaintLayerTrace *trace = g_new0 (OverpaintLayerTrace, 1);

  trace->footprints = g_array_new (FALSE, FALSE, sizeof (Footprint));

  return trace;
}

/**
 * overpaint_layer_trace_free:
 * @trace: (transfer full): a trace
 *
 * Frees it.
 */
void
overpaint_layer_trace_free (OverpaintLayerTrace *trace)
{
  g_array_unref (trace->footprints);
  g_free (trace);
}

/**
 * overpaint_layer_trace_follow:
 * @trace: a trace
 * @layer: a layer of an image
 *
 * Notes that @layer stands for it from now on.
 */
void
overpaint_layer_trace_follow (OverpaintLayerTrace *trace,
                              GimpLayer           *layer)
{
  GimpItem  *item      = GIMP_ITEM (layer);
  Footprint  footprint = { gimp_item_get_id (item), gimp_item_get_tattoo (item),
                           gimp_image_get_id (gimp_item_get_image (item)) };

  g_array_append_val (trace->footprints, footprint);
}

/**
 * overpaint_layer_trace_find:
 * @trace: a trace
 * @image: an image that is open
 *
 * A layer that was deleted or undone lives on, detached, in the undo history, and its id stays valid
 * as long. So it is looked for in the tree of the image, by the tattoo that no other layer of it
 * ever gets; but one merged down hands its tattoo on, so the id must fit too.
 *
 * Returns: (transfer none) (nullable): the newest of its layers that the image has
 */
GimpLayer *
overpaint_layer_trace_find (OverpaintLayerTrace *trace,
                            GimpImage           *image)
{
  guint i;

  for (i = trace->footprints->len; i > 0; i--)
    {
      const Footprint *footprint = &g_array_index (trace->footprints, Footprint, i - 1);
      GimpLayer       *layer     = gimp_image_get_layer_by_tattoo (image, footprint->tattoo);

      if (layer != NULL && gimp_item_get_id (GIMP_ITEM (layer)) == footprint->id)
        return layer;
    }

  return NULL;
}

/**
 * overpaint_layer_trace_is_cut:
 * @trace: a trace
 *
 * Returns: whether the newest of its layers was in an image that has been closed
 */
gboolean
overpaint_layer_trace_is_cut (OverpaintLayerTrace *trace)
{
  guint n = trace->footprints->len;

  return n > 0 && ! gimp_image_id_is_valid (g_array_index (trace->footprints, Footprint, n - 1).image_id);
}
