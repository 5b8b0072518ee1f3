/* layer-canvas.h: a GIMP image as a window sees it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "canvas.h"
#include "source.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_LAYER_CANVAS (overpaint_layer_canvas_get_type ())

/**
 * OverpaintLayerCanvas:
 *
 * The #OverpaintCanvas that a window gets in GIMP: one image, and the layers that runs have made in
 * it. It keeps ids, and looks up each time what is left of them.
 *
 * ```c
 * source = overpaint_layer_canvas_take (canvas, &error);
 * run    = overpaint_run_new (server, request, axis, overpaint_source_get_pixels (source), &error);
 * overpaint_layer_canvas_adopt (canvas, run, source);
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintLayerCanvas, overpaint_layer_canvas, OVERPAINT, LAYER_CANVAS, GObject)

OverpaintLayerCanvas * overpaint_layer_canvas_new   (GimpImage             *image);

OverpaintSource      * overpaint_layer_canvas_take  (OverpaintLayerCanvas  *self,
                                                     GError               **error);
void                   overpaint_layer_canvas_adopt (OverpaintLayerCanvas  *self,
                                                     OverpaintRun          *run,
                                                     OverpaintSource       *source);
gboolean               overpaint_layer_canvas_is_elsewhere (OverpaintLayerCanvas *self,
                                                     OverpaintRun          *run);
GimpImage            * overpaint_layer_canvas_get_image (OverpaintLayerCanvas *self);

G_END_DECLS
