/* layer-nest.h: where in a run's groups a picture belongs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "painted-layer.h"
#include "run-layers.h"

G_BEGIN_DECLS

gboolean overpaint_layer_nest_is_there     (OverpaintRunLayers  *layers);
gboolean overpaint_layer_nest_find_place   (OverpaintRunLayers  *layers,
                                            OverpaintVariation  *variation,
                                            const gchar         *group_name,
                                            OverpaintPlace      *place);
gboolean overpaint_layer_nest_remove_empty (OverpaintRunLayers  *layers);

G_END_DECLS
