/* bring-in.h: pictures of a run into its image, the first time, later, and again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run-layers.h"

G_BEGIN_DECLS

gboolean overpaint_bring_in_all  (OverpaintRunLayers  *layers,
                                  GError             **error);
gboolean overpaint_bring_in_anew (OverpaintRunLayers  *layers,
                                  OverpaintVariation  *variation,
                                  GError             **error);

G_END_DECLS
