/* layer-trace.h: a layer that may go, and come back
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

/**
 * OverpaintLayerTrace:
 *
 * Every layer that has stood for one thing: the first, and those that were made in its place since.
 * Undo may bring back any of them.
 */
typedef struct _OverpaintLayerTrace OverpaintLayerTrace;

OverpaintLayerTrace * overpaint_layer_trace_new    (void);
void                  overpaint_layer_trace_free   (OverpaintLayerTrace *trace);

void                  overpaint_layer_trace_follow (OverpaintLayerTrace *trace,
                                                    GimpLayer           *layer);
GimpLayer           * overpaint_layer_trace_find   (OverpaintLayerTrace *trace,
                                                    GimpImage           *image);
gboolean              overpaint_layer_trace_is_cut (OverpaintLayerTrace *trace);

G_END_DECLS
