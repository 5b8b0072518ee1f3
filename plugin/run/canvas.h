/* canvas.h: the image that the artist paints on, as a window sees it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_CANVAS (overpaint_canvas_get_type ())

/**
 * OverpaintPlacement:
 * @OVERPAINT_PLACEMENT_NOT_YET: it has not been brought in
 * @OVERPAINT_PLACEMENT_LAYER: it is a layer of the image
 * @OVERPAINT_PLACEMENT_REMOVED: it was a layer, and is none now; undo may bring it back
 * @OVERPAINT_PLACEMENT_CLOSED: it was a layer of an image that has been closed
 *
 * Where a picture of a run is.
 */
typedef enum
{
  OVERPAINT_PLACEMENT_NOT_YET,
  OVERPAINT_PLACEMENT_LAYER,
  OVERPAINT_PLACEMENT_REMOVED,
  OVERPAINT_PLACEMENT_CLOSED
} OverpaintPlacement;

/**
 * OverpaintCanvasView:
 * @image_name: the image's name
 * @layer_name: (nullable): name of the layer that is chosen; %NULL with @problem
 * @width: width of what would be sent, in layer pixels
 * @height: height of it
 * @is_part: whether it is a part of the layer only, around the selection
 * @thumbnail: (nullable): the same, small, in 4 channels
 * @problem: (nullable): why nothing can be sent now, as a sentence
 *
 * What Generate would take at this moment.
 */
typedef struct
{
  gchar           *image_name;
  gchar           *layer_name;
  gint             width;
  gint             height;
  gboolean         is_part;
  OverpaintPixels *thumbnail;
  gchar           *problem;
} OverpaintCanvasView;

/**
 * OverpaintCanvasInterface:
 * @is_open: whether the image that has the pictures of @run, or is to have them, still exists
 * @look: what would be taken now; the longer side of its thumbnail is @side pixels or less
 * @bring_in: makes layers of every picture of @run that has come and is none yet, in one undo step
 * @bring_back: inserts a picture anew whose layer is gone, be it into an image of its own
 * @get_placement: where a picture is
 * @show: shows one picture of @run in the image, hiding the others; with %NULL, the source alone;
 *   leaves no undo step
 * @get_shown: which picture of @run the image shows; %NULL for none
 * @get_blend: how opaque the picture's layer is, 0..1
 * @drag_blend: the same while a slider moves; leaves no undo step
 * @set_blend: the same once it has come to rest: one undo step, from what it was before the drag
 * @remove: removes the layers of @variations (#OverpaintVariation), in one undo step
 * @keep_only: removes every layer of @run but that of @variation, in one undo step
 *
 * What a window does to the image: it knows no layers, only the pictures of a run. All of it is
 * called on the main thread, and none of it waits.
 *
 * Where the image has been closed, and its pictures open as a new one, the window goes on in that: then
 * #OverpaintCanvas::moved is emitted.
 */
G_DECLARE_INTERFACE (OverpaintCanvas, overpaint_canvas, OVERPAINT, CANVAS, GObject)

struct _OverpaintCanvasInterface
{
  GTypeInterface parent_interface;

  gboolean              (* is_open)       (OverpaintCanvas     *self,
                                           OverpaintRun        *run);
  OverpaintCanvasView * (* look)          (OverpaintCanvas     *self,
                                           gint                 side);
  gboolean              (* bring_in)      (OverpaintCanvas     *self,
                                           OverpaintRun        *run,
                                           GError             **error);
  gboolean              (* bring_back)    (OverpaintCanvas     *self,
                                           OverpaintVariation  *variation,
                                           GError             **error);
  OverpaintPlacement    (* get_placement) (OverpaintCanvas     *self,
                                           OverpaintVariation  *variation);
  gboolean              (* show)          (OverpaintCanvas     *self,
                                           OverpaintRun        *run,
                                           OverpaintVariation  *variation,
                                           GError             **error);
  OverpaintVariation  * (* get_shown)     (OverpaintCanvas     *self,
                                           OverpaintRun        *run);
  gdouble               (* get_blend)     (OverpaintCanvas     *self,
                                           OverpaintVariation  *variation);
  gboolean              (* drag_blend)    (OverpaintCanvas     *self,
                                           OverpaintVariation  *variation,
                                           gdouble              blend,
                                           GError             **error);
  gboolean              (* set_blend)     (OverpaintCanvas     *self,
                                           OverpaintVariation  *variation,
                                           gdouble              blend,
                                           GError             **error);
  gboolean              (* remove)        (OverpaintCanvas     *self,
                                           OverpaintRun        *run,
                                           GPtrArray           *variations,
                                           GError             **error);
  gboolean              (* keep_only)     (OverpaintCanvas     *self,
                                           OverpaintRun        *run,
                                           OverpaintVariation  *variation,
                                           GError             **error);
};

gboolean              overpaint_canvas_is_open       (OverpaintCanvas     *self,
                                                      OverpaintRun        *run);
OverpaintCanvasView * overpaint_canvas_look          (OverpaintCanvas     *self,
                                                      gint                 side);
gboolean              overpaint_canvas_bring_in      (OverpaintCanvas     *self,
                                                      OverpaintRun        *run,
                                                      GError             **error);
gboolean              overpaint_canvas_bring_back    (OverpaintCanvas     *self,
                                                      OverpaintVariation  *variation,
                                                      GError             **error);
OverpaintPlacement    overpaint_canvas_get_placement (OverpaintCanvas     *self,
                                                      OverpaintVariation  *variation);
gboolean              overpaint_canvas_show          (OverpaintCanvas     *self,
                                                      OverpaintRun        *run,
                                                      OverpaintVariation  *variation,
                                                      GError             **error);
OverpaintVariation  * overpaint_canvas_get_shown     (OverpaintCanvas     *self,
                                                      OverpaintRun        *run);
gdouble               overpaint_canvas_get_blend     (OverpaintCanvas     *self,
                                                      OverpaintVariation  *variation);
gboolean              overpaint_canvas_drag_blend    (OverpaintCanvas     *self,
                                                      OverpaintVariation  *variation,
                                                      gdouble              blend,
                                                      GError             **error);
gboolean              overpaint_canvas_set_blend     (OverpaintCanvas     *self,
                                                      OverpaintVariation  *variation,
                                                      gdouble              blend,
                                                      GError             **error);
gboolean              overpaint_canvas_remove        (OverpaintCanvas     *self,
                                                      OverpaintRun        *run,
                                                      GPtrArray           *variations,
                                                      GError             **error);
gboolean              overpaint_canvas_keep_only     (OverpaintCanvas     *self,
                                                      OverpaintRun        *run,
                                                      OverpaintVariation  *variation,
                                                      GError             **error);

void                  overpaint_canvas_moved         (OverpaintCanvas     *self);

void                  overpaint_canvas_view_free     (OverpaintCanvasView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintCanvasView, overpaint_canvas_view_free)

G_END_DECLS
