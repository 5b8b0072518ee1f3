/* worker-watch.h: looking at a worker without using it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "worker-status.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_WATCH (overpaint_worker_watch_get_type ())

/**
 * OverpaintWorkerWatch:
 *
 * Hears how a worker is doing, whoever started it. It is no lease: a worker that is only looked at becomes idle.
 *
 * The signal "changed" tells that the status did.
 */
G_DECLARE_FINAL_TYPE (OverpaintWorkerWatch, overpaint_worker_watch, OVERPAINT, WORKER_WATCH, GObject)

OverpaintWorkerWatch        * overpaint_worker_watch_new        (const gchar           *name,
                                                                 const gchar           *folder);

void                          overpaint_worker_watch_look       (OverpaintWorkerWatch  *watch);

const OverpaintWorkerStatus * overpaint_worker_watch_get_status (OverpaintWorkerWatch  *watch);

void                          overpaint_worker_watch_dismiss    (const gchar           *name,
                                                                 const gchar           *folder);

G_END_DECLS
