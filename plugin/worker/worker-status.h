/* worker-status.h: how a worker that we started is doing
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintWorkerPhase:
 * @OVERPAINT_WORKER_STOPPED: nothing runs, and nothing went wrong
 * @OVERPAINT_WORKER_PULLING: a container's image is on its way
 * @OVERPAINT_WORKER_STARTING: it was started, and does not answer yet
 * @OVERPAINT_WORKER_READY: it answers, with our model
 * @OVERPAINT_WORKER_STOPPING: it was asked to stop
 * @OVERPAINT_WORKER_FAILED: nothing runs, and @fault says why
 *
 * What a worker does.
 */
typedef enum
{
  OVERPAINT_WORKER_STOPPED,
  OVERPAINT_WORKER_PULLING,
  OVERPAINT_WORKER_STARTING,
  OVERPAINT_WORKER_READY,
  OVERPAINT_WORKER_STOPPING,
  OVERPAINT_WORKER_FAILED
} OverpaintWorkerPhase;

/**
 * OverpaintWorkerStatus:
 * @phase: what it does
 * @kind: "sd-server" or "runner"
 * @port: where it listens on 127.0.0.1, or 0
 * @pid: the worker's process, or 0
 * @start_time: when that began, in clock ticks since the computer did
 * @keeper_pid: the process that holds it, or 0
 * @keeper_start_time: when that began
 * @leases: how many runs use it
 * @restarts: how often it was started again after it had stopped by itself: 0 or 1
 * @done: steps of the picture that are done, or layers of an image that are here
 * @of: of how many, or 0
 * @fault: (nullable): nick of what went wrong last; also set after a restart
 * @exit_code: with what the worker ended, 128 + N for signal N; -1 where it did not
 * @tail: (nullable): its last lines
 *
 * How a worker is doing: what the keeper answers, and what lies in the runtime folder.
 */
typedef struct
{
  OverpaintWorkerPhase  phase;
  gchar                *kind;
  guint                 port;
  gint64                pid;
  guint64               start_time;
  gint64                keeper_pid;
  guint64               keeper_start_time;
  guint                 leases;
  guint                 restarts;
  guint                 done;
  guint                 of;
  gchar                *fault;
  gint                  exit_code;
  gchar                *tail;
} OverpaintWorkerStatus;

OverpaintWorkerStatus * overpaint_worker_status_new        (void);
OverpaintWorkerStatus * overpaint_worker_status_copy       (const OverpaintWorkerStatus  *status);
void                    overpaint_worker_status_free       (OverpaintWorkerStatus        *status);

gchar                 * overpaint_worker_status_to_text    (const OverpaintWorkerStatus  *status);
OverpaintWorkerStatus * overpaint_worker_status_from_text  (const gchar                  *text);

gboolean                overpaint_worker_status_is_over    (const OverpaintWorkerStatus  *status);
void                    overpaint_worker_status_set_killed (OverpaintWorkerStatus        *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWorkerStatus, overpaint_worker_status_free)

G_END_DECLS
