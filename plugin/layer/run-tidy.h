/* run-tidy.h: pictures of a run out of its image again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run-layers.h"

G_BEGIN_DECLS

gboolean overpaint_run_tidy_remove    (OverpaintRunLayers  *layers,
                                       GPtrArray           *variations,
                                       GError             **error);
gboolean overpaint_run_tidy_keep_only (OverpaintRunLayers  *layers,
                                       OverpaintVariation  *variation,
                                       GError             **error);

G_END_DECLS
