/* compare-canvas.h: two pictures under one divider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "compare-geometry.h"
#include "compare-pair.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_COMPARE_CANVAS (overpaint_compare_canvas_get_type ())

/**
 * OverpaintCompareCanvas:
 *
 * Two pictures that lie over each other: the left one is seen left of a divider, the other right of
 * it. Pointer and keys move the divider, zoom and pan; to assistive technologies it is a
 * slider from 0 to 100. It emits #OverpaintCompareCanvas::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintCompareCanvas, overpaint_compare_canvas, OVERPAINT, COMPARE_CANVAS, GtkDrawingArea)

GtkWidget                      * overpaint_compare_canvas_new          (void);

OverpaintComparePair           * overpaint_compare_canvas_get_pair     (OverpaintCompareCanvas *self);

const OverpaintCompareGeometry * overpaint_compare_canvas_get_geometry (OverpaintCompareCanvas *self);
void                             overpaint_compare_canvas_set_divider  (OverpaintCompareCanvas *self,
                                                                        gdouble                 divider);
void                             overpaint_compare_canvas_set_zoom     (OverpaintCompareCanvas *self,
                                                                        gdouble                 zoom,
                                                                        gdouble                 x,
                                                                        gdouble                 y);
void                             overpaint_compare_canvas_step_zoom    (OverpaintCompareCanvas *self,
                                                                        gint                    steps);
void                             overpaint_compare_canvas_pan          (OverpaintCompareCanvas *self,
                                                                        gdouble                 x,
                                                                        gdouble                 y);
void                             overpaint_compare_canvas_fit          (OverpaintCompareCanvas *self);
void                             overpaint_compare_canvas_flip         (OverpaintCompareCanvas *self);

G_END_DECLS
