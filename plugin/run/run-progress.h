/* run-progress.h: how far a run is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run.h"

G_BEGIN_DECLS

guint     overpaint_run_count            (OverpaintRun            *self,
                                          OverpaintVariationState  state);
void      overpaint_run_expect           (OverpaintRun            *self,
                                          gdouble                  seconds);
gdouble   overpaint_run_get_fraction     (OverpaintRun            *self);
gint      overpaint_run_get_seconds_left (OverpaintRun            *self);
gchar   * overpaint_run_describe         (OverpaintRun            *self);
gchar   * overpaint_run_describe_left    (OverpaintRun            *self);
gchar   * overpaint_run_describe_step    (OverpaintVariation      *variation);

gchar       * overpaint_run_describe_stop (OverpaintRun           *self);
const gchar * overpaint_run_find_left     (OverpaintRun           *self);

G_END_DECLS
