/* run-flip.h: which picture of a run an image shows, and how much of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run-layers.h"

G_BEGIN_DECLS

gboolean             overpaint_run_flip_show       (OverpaintRunLayers  *layers,
                                                    OverpaintVariation  *variation,
                                                    GError             **error);
OverpaintVariation * overpaint_run_flip_get_shown  (OverpaintRunLayers  *layers);

gdouble              overpaint_run_flip_get_blend  (OverpaintRunLayers  *layers,
                                                    OverpaintVariation  *variation);
gboolean             overpaint_run_flip_drag_blend (OverpaintRunLayers  *layers,
                                                    OverpaintVariation  *variation,
                                                    gdouble              blend,
                                                    GError             **error);
gboolean             overpaint_run_flip_set_blend  (OverpaintRunLayers  *layers,
                                                    OverpaintVariation  *variation,
                                                    gdouble              blend,
                                                    GError             **error);

G_END_DECLS
