/* worker-place.h: where a worker's keeper is met
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-status.h"

G_BEGIN_DECLS

/**
 * OverpaintWorkerPlace: (skip)
 *
 * The files of one worker, in the folder "overpaint" of the runtime folder (its mode is 0700, theirs is 0600). "NAME"
 * is the worker's, the same for the same configuration:
 *
 * - `NAME.lock` is locked by the keeper as long as it lives: of two that start at once, one goes away again. The
 *   kernel gives the lock back, however the keeper ends.
 * - `NAME.ini` is the last status: port, kind, processes with their start times. It outlives the keeper, so that a
 *   later run can say why there is no worker.
 * - `NAME.socket` is where the keeper listens.
 * - `NAME.log` and `NAME.log.1` are what the worker said.
 */
typedef struct _OverpaintWorkerPlace OverpaintWorkerPlace;

OverpaintWorkerPlace  * overpaint_worker_place_new         (const gchar                  *folder,
                                                            const gchar                  *name,
                                                            GError                      **error);
void                    overpaint_worker_place_free        (OverpaintWorkerPlace         *place);

gchar                 * overpaint_worker_place_get_path    (OverpaintWorkerPlace         *place,
                                                            const gchar                  *ending);

gint                    overpaint_worker_place_lock        (OverpaintWorkerPlace         *place);

gboolean                overpaint_worker_place_write       (OverpaintWorkerPlace         *place,
                                                            const OverpaintWorkerStatus  *status,
                                                            GError                      **error);
OverpaintWorkerStatus * overpaint_worker_place_read        (OverpaintWorkerPlace         *place,
                                                            gboolean                     *stale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWorkerPlace, overpaint_worker_place_free)

G_END_DECLS
