/* keeper.h: holding one worker
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keeper-order.h"
#include "keeper-usage.h"
#include "worker-place.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_KEEPER (overpaint_keeper_get_type ())

/**
 * OverpaintKeeper:
 *
 * Holds one worker from its start to its end: fetches a container's image where that is asked for, starts the worker,
 * waits until it answers with our model, counts the time that nobody uses it, and stops it.
 *
 * A worker that stops by itself once it was ready is started again, once, and the status says so (`restarts`, `fault`,
 * the last lines); the job that it had is not sent again by anybody here. One that stops before it was ready would do
 * so again, and is not. After the second time nothing runs, and the status stays to say why.
 *
 * Signals: "changed" when the status did, "over" when nothing runs any more.
 */
G_DECLARE_FINAL_TYPE (OverpaintKeeper, overpaint_keeper, OVERPAINT, KEEPER, GObject)

OverpaintKeeper             * overpaint_keeper_new         (OverpaintKeeperOrder  *order,
                                                            OverpaintWorkerPlace  *place);

void                          overpaint_keeper_start       (OverpaintKeeper       *keeper);
void                          overpaint_keeper_stop        (OverpaintKeeper       *keeper);

OverpaintKeeperUsage        * overpaint_keeper_get_usage   (OverpaintKeeper       *keeper);

const OverpaintWorkerStatus * overpaint_keeper_get_status  (OverpaintKeeper       *keeper);

G_END_DECLS
