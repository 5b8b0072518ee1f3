/* worker-lease.h: using a worker that outlives the run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keeper-order.h"
#include "worker-status.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_LEASE (overpaint_worker_lease_get_type ())

#define OVERPAINT_WORKER_LEASE_ERROR (overpaint_worker_lease_error_quark ())

/**
 * OverpaintWorkerLeaseError:
 * @OVERPAINT_WORKER_LEASE_ERROR_NO_KEEPER: the keeper's program is not there, or could not be started
 * @OVERPAINT_WORKER_LEASE_ERROR_FAILED: the worker does not run; the message says why, what to do, and ends with its
 *   last lines
 * @OVERPAINT_WORKER_LEASE_ERROR_STOPPED: it was stopped meanwhile, by somebody who asked for that
 *
 * Why there is no worker.
 */
typedef enum
{
  OVERPAINT_WORKER_LEASE_ERROR_NO_KEEPER,
  OVERPAINT_WORKER_LEASE_ERROR_FAILED,
  OVERPAINT_WORKER_LEASE_ERROR_STOPPED
} OverpaintWorkerLeaseError;

GQuark overpaint_worker_lease_error_quark (void);

/**
 * OverpaintWorkerLease:
 *
 * A run's hold on a worker. Where a keeper holds a worker of the same configuration it is used, also one that another
 * GIMP started; else a keeper is started. The lease is a connection to it: should this process die, the lease ends too.
 *
 * The signal "changed" tells that the status did: on its way to be ready, steps of a picture, a restart, its end.
 *
 * ```c
 * lease = overpaint_worker_lease_new (order, NULL, NULL);
 * overpaint_worker_lease_acquire_async (lease, cancellable, ready_came, data);
 * …
 * if (overpaint_worker_lease_acquire_finish (lease, result, &error))
 *   port = overpaint_worker_lease_get_status (lease)->port;
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintWorkerLease, overpaint_worker_lease, OVERPAINT, WORKER_LEASE, GObject)

OverpaintWorkerLease        * overpaint_worker_lease_new             (OverpaintKeeperOrder  *order,
                                                                      const gchar           *folder,
                                                                      const gchar           *keeper);

void                          overpaint_worker_lease_go_with         (OverpaintWorkerLease  *lease,
                                                                      gint64                 pid);

void                          overpaint_worker_lease_acquire_async   (OverpaintWorkerLease  *lease,
                                                                      GCancellable          *cancellable,
                                                                      GAsyncReadyCallback    callback,
                                                                      gpointer               data);
gboolean                      overpaint_worker_lease_acquire_finish  (OverpaintWorkerLease  *lease,
                                                                      GAsyncResult          *result,
                                                                      GError               **error);

void                          overpaint_worker_lease_stop_async      (OverpaintWorkerLease  *lease,
                                                                      GCancellable          *cancellable,
                                                                      GAsyncReadyCallback    callback,
                                                                      gpointer               data);
gboolean                      overpaint_worker_lease_stop_finish     (OverpaintWorkerLease  *lease,
                                                                      GAsyncResult          *result,
                                                                      GError               **error);

void                          overpaint_worker_lease_release         (OverpaintWorkerLease  *lease);

const OverpaintWorkerStatus * overpaint_worker_lease_get_status      (OverpaintWorkerLease  *lease);

G_END_DECLS
