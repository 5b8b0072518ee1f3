/* canvas.c: the image that the artist paints on, as a window sees it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "canvas.h"

G_DEFINE_INTERFACE (OverpaintCanvas, overpaint_canvas, G_TYPE_OBJECT)

static guint moved_signal;

static void
overpaint_canvas_default_init (OverpaintCanvasInterface *iface)
{
  /**
   * OverpaintCanvas::moved:
   * @self: the canvas
   *
   * Its image had been closed, and it is about another one now, which pictures of a run have opened as.
   */
  moved_signal = g_signal_new ("moved", OVERPAINT_TYPE_CANVAS, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * overpaint_canvas_moved:
 * @self: a canvas
 *
 * For who implements a canvas: tells that it is about another image now.
 */
void
overpaint_canvas_moved (OverpaintCanvas *self)
{
  g_return_if_fail (OVERPAINT_IS_CANVAS (self));

  g_signal_emit (self, moved_signal, 0);
}

/**
 * overpaint_canvas_is_open:
 * @self: a canvas
 * @run: a run
 *
 * Returns: whether the image that has the pictures of the run, or is to have them, still exists
 */
gboolean
overpaint_canvas_is_open (OverpaintCanvas *self,
                          OverpaintRun    *run)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->is_open (self, run);
}

/**
 * overpaint_canvas_look:
 * @self: a canvas
 * @side: most pixels that the longer side of the thumbnail may have
 *
 * What Generate would take at this moment. It reads the pixels of the layer, so it is asked when the
 * window gets the focus, not at each drawing.
 *
 * Returns: (transfer full): what would be taken, or why nothing can be
 */
OverpaintCanvasView *
overpaint_canvas_look (OverpaintCanvas *self,
                       gint             side)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), NULL);

  return OVERPAINT_CANVAS_GET_IFACE (self)->look (self, side);
}

/**
 * overpaint_canvas_bring_in:
 * @self: a canvas
 * @run: a run, of which some pictures have come
 * @error: return location for the layer room's error
 *
 * Makes layers of every picture of the run that has come and is none yet, in one undo step. One that
 * was brought in and removed since is left alone.
 *
 * Returns: whether all that came are in
 */
gboolean
overpaint_canvas_bring_in (OverpaintCanvas  *self,
                           OverpaintRun     *run,
                           GError          **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->bring_in (self, run, error);
}

/**
 * overpaint_canvas_bring_back:
 * @self: a canvas
 * @variation: a picture whose layer is gone
 * @error: return location for the layer room's error
 *
 * Inserts a picture anew, in an undo step of its own.
 *
 * Returns: whether it is in
 */
gboolean
overpaint_canvas_bring_back (OverpaintCanvas     *self,
                             OverpaintVariation  *variation,
                             GError             **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->bring_back (self, variation, error);
}

/**
 * overpaint_canvas_get_placement:
 * @self: a canvas
 * @variation: a picture
 *
 * Returns: where it is
 */
OverpaintPlacement
overpaint_canvas_get_placement (OverpaintCanvas    *self,
                                OverpaintVariation *variation)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), OVERPAINT_PLACEMENT_CLOSED);

  return OVERPAINT_CANVAS_GET_IFACE (self)->get_placement (self, variation);
}

/**
 * overpaint_canvas_show:
 * @self: a canvas
 * @run: a run whose pictures are on this canvas
 * @variation: (nullable): one of its pictures; %NULL for the source alone
 * @error: return location for the layer room's error
 *
 * Shows one picture of a run in the image itself and hides the others. It leaves no undo step.
 *
 * Returns: whether the image shows it
 */
gboolean
overpaint_canvas_show (OverpaintCanvas     *self,
                       OverpaintRun        *run,
                       OverpaintVariation  *variation,
                       GError             **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->show (self, run, variation, error);
}

/**
 * overpaint_canvas_get_shown:
 * @self: a canvas
 * @run: a run whose pictures are on this canvas
 *
 * Returns: (transfer none) (nullable): which picture of the run the image shows
 */
OverpaintVariation *
overpaint_canvas_get_shown (OverpaintCanvas *self,
                            OverpaintRun    *run)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), NULL);

  return OVERPAINT_CANVAS_GET_IFACE (self)->get_shown (self, run);
}

/**
 * overpaint_canvas_get_blend:
 * @self: a canvas
 * @variation: a picture that is a layer
 *
 * Returns: how opaque its layer is, 0..1; 1 where it has none
 */
gdouble
overpaint_canvas_get_blend (OverpaintCanvas    *self,
                            OverpaintVariation *variation)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), 1.0);

  return OVERPAINT_CANVAS_GET_IFACE (self)->get_blend (self, variation);
}

/**
 * overpaint_canvas_drag_blend:
 * @self: a canvas
 * @variation: a picture that is a layer
 * @blend: how opaque its layer is to be, 0..1
 * @error: return location for the layer room's error
 *
 * Mixes a picture with the source while a slider moves. It leaves no undo step.
 *
 * Returns: whether the layer took it
 */
gboolean
overpaint_canvas_drag_blend (OverpaintCanvas     *self,
                             OverpaintVariation  *variation,
                             gdouble              blend,
                             GError             **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->drag_blend (self, variation, blend, error);
}

/**
 * overpaint_canvas_set_blend:
 * @self: a canvas
 * @variation: a picture that is a layer
 * @blend: how opaque its layer is to be, 0..1
 * @error: return location for the layer room's error
 *
 * The same once the slider has come to rest: one undo step, back to what it was before the drag.
 *
 * Returns: whether the layer took it
 */
gboolean
overpaint_canvas_set_blend (OverpaintCanvas     *self,
                            OverpaintVariation  *variation,
                            gdouble              blend,
                            GError             **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->set_blend (self, variation, blend, error);
}

/**
 * overpaint_canvas_remove:
 * @self: a canvas
 * @run: a run whose pictures are on this canvas
 * @variations: (element-type OverpaintVariation): pictures of it
 * @error: return location for the layer room's error
 *
 * Removes the layers of some pictures, in one undo step.
 *
 * Returns: whether none of them is a layer any more
 */
gboolean
overpaint_canvas_remove (OverpaintCanvas  *self,
                         OverpaintRun     *run,
                         GPtrArray        *variations,
                         GError          **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->remove (self, run, variations, error);
}

/**
 * overpaint_canvas_keep_only:
 * @self: a canvas
 * @run: a run whose pictures are on this canvas
 * @variation: the picture that stays
 * @error: return location for the layer room's error
 *
 * Removes the layer of every picture of a run but one, in one undo step.
 *
 * Returns: whether it is the only one
 */
gboolean
overpaint_canvas_keep_only (OverpaintCanvas     *self,
                            OverpaintRun        *run,
                            OverpaintVariation  *variation,
                            GError             **error)
{
  g_return_val_if_fail (OVERPAINT_IS_CANVAS (self), FALSE);

  return OVERPAINT_CANVAS_GET_IFACE (self)->keep_only (self, run, variation, error);
}

/**
 * overpaint_canvas_view_free:
 * @view: (transfer full): what would be taken
 *
 * Frees it.
 */
void
overpaint_canvas_view_free (OverpaintCanvasView *view)
{
  g_free (view->image_name);
  g_free (view->layer_name);
  g_clear_pointer (&view->thumbnail, overpaint_pixels_unref);
  g_free (view->problem);
  g_free (view);
}
