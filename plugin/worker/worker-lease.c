/* worker-lease.c: using a worker that outlives the run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>

#include "keeper-launch.h"
#include "keeper-line.h"
#include "worker-fault.h"
#include "worker-lease.h"
#include "worker-place.h"
#include "worker-process.h"

/* A keeper may be just about to stop when it is found; the next one was started for us. */
#define TRIES 3

struct _OverpaintWorkerLease
{
  GObject                parent;
  OverpaintKeeperOrder  *order;
  gchar                 *folder;
  gchar                 *keeper;
  gint64                 owner;
  OverpaintWorkerPlace  *place;
  OverpaintWorkerStatus *status;
  OverpaintKeeperLine   *line;
  GTask                 *task;
  GSource               *cancel_source;
  gboolean               to_stop;
  guint                  tries;
};

G_DEFINE_FINAL_TYPE (OverpaintWorkerLease, overpaint_worker_lease, G_TYPE_OBJECT)

G_DEFINE_QUARK (overpaint-worker-lease-error-quark, overpaint_worker_lease_error)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void connect_to_keeper (OverpaintWorkerLease *lease);

/* Whoever waits is told once; the lease may go away in that. */
static void
settle (OverpaintWorkerLease *lease,
        GError               *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&lease->task);

  if (lease->cancel_source != NULL)
    g_source_destroy (lease->cancel_source);

  g_clear_pointer (&lease->cancel_source, g_source_unref);

  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
take_status (OverpaintWorkerLease  *lease,
             OverpaintWorkerStatus *status)
{
  overpaint_worker_status_free (lease->status);
  lease->status = status;
  g_signal_emit (lease, signals[CHANGED], 0);
}

static void
disconnect (OverpaintWorkerLease *lease)
{
  g_clear_pointer (&lease->line, overpaint_keeper_line_close);
}

static GError *
error_of (const OverpaintWorkerStatus *status)
{
  g_autofree gchar *text = overpaint_worker_fault_explain (status->fault, status->tail);

  if (status->phase == OVERPAINT_WORKER_FAILED)
    return g_error_new_literal (OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_FAILED, text);

  return g_error_new_literal (OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_STOPPED,
                              _("The worker was stopped."));
}

/* The connection has ended: nothing runs, and the status says why. */
static void
keeper_is_gone (OverpaintWorkerLease *lease)
{
  if (! overpaint_worker_status_is_over (lease->status))
    {
      OverpaintWorkerStatus *last = overpaint_worker_place_read (lease->place, NULL);

      /* one that was killed loses its connections a moment before it is gone */
      if (! overpaint_worker_status_is_over (last))
        overpaint_worker_status_set_killed (last);

      take_status (lease, last);
    }

  if (lease->task == NULL)
    return;

  if (lease->to_stop)
    settle (lease, NULL);
  else if (lease->status->phase == OVERPAINT_WORKER_STOPPED && lease->tries < TRIES)
    connect_to_keeper (lease);
  else
    settle (lease, error_of (lease->status));
}

static void
on_status (OverpaintWorkerStatus *status,
           gpointer               data)
{
  OverpaintWorkerLease             *lease = data;
  g_autoptr (OverpaintWorkerLease)  held  = g_object_ref (lease);

  if (status == NULL)
    {
      disconnect (lease);
      keeper_is_gone (lease);
      return;
    }

  take_status (lease, status);

  if (lease->task != NULL && ! lease->to_stop && lease->status->phase == OVERPAINT_WORKER_READY)
    settle (lease, NULL);
}

static void
on_keeper_started (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (OverpaintWorkerLease) lease = data;
  g_autoptr (GError)               error = NULL;
  gboolean                         there = overpaint_keeper_launch_finish (result, &error);

  if (lease->task == NULL)
    return;

  if (there)
    connect_to_keeper (lease);
  else
    settle (lease, g_error_new (OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_NO_KEEPER,
                                _("Overpaint's keeper of workers could not be started: %s"), error->message));
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (OverpaintWorkerLease)  lease      = data;
  g_autoptr (GSocketConnection)     connection = NULL;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);

  if (lease->task == NULL)
    return;

  if (connection != NULL)
    {
      lease->line = overpaint_keeper_line_new (connection, on_status, lease);

      overpaint_keeper_line_say (lease->line, lease->to_stop ? "stop\n" : "lease\n");

      if (! lease->to_stop)
        overpaint_keeper_line_say_wishes (lease->line, lease->owner, lease->order->idle_time);

      return;
    }

  take_status (lease, overpaint_worker_place_read (lease->place, NULL));

  /* a keeper that was started and is gone already has left word why */
  if (lease->to_stop)
    settle (lease, NULL);
  else if (lease->tries > TRIES || (lease->tries > 1 && lease->status->phase == OVERPAINT_WORKER_FAILED))
    settle (lease, error_of (lease->status));
  else
    overpaint_keeper_launch_async (lease->keeper, lease->folder, lease->order, on_keeper_started,
                                   g_object_ref (lease));
}

static void
connect_to_keeper (OverpaintWorkerLease *lease)
{
  g_autoptr (GSocketClient)   client  = g_socket_client_new ();
  g_autofree gchar           *path    = overpaint_worker_place_get_path (lease->place, "socket");
  g_autoptr (GSocketAddress)  address = g_unix_socket_address_new (path);

  lease->tries++;
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), NULL, on_connected, g_object_ref (lease));
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  OverpaintWorkerLease *lease = data;

  disconnect (lease);
  settle (lease, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled")));

  return G_SOURCE_REMOVE;
}

static void
begin (OverpaintWorkerLease *lease,
       gboolean              to_stop,
       GCancellable         *cancellable,
       GAsyncReadyCallback   callback,
       gpointer              data)
{
  g_autoptr (GTask)  task  = g_task_new (lease, cancellable, callback, data);
  GError            *error = NULL;

  g_task_set_source_tag (task, begin);

  if (lease->task != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "The lease is busy");
      return;
    }

  if (lease->place == NULL)
    lease->place = overpaint_worker_place_new (lease->folder, lease->order->name, &error);

  if (lease->place == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  lease->task    = g_steal_pointer (&task);
  lease->to_stop = to_stop;
  lease->tries   = 0;

  if (cancellable != NULL)
    {
      lease->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (lease->cancel_source, G_SOURCE_FUNC (on_cancelled), lease, NULL);
      g_source_attach (lease->cancel_source, g_main_context_get_thread_default ());
    }

  if (lease->line == NULL)
    connect_to_keeper (lease);
  else if (to_stop)
    overpaint_keeper_line_say (lease->line, "stop\n");
  else if (lease->status->phase == OVERPAINT_WORKER_READY)
    settle (lease, NULL);
}

/**
 * overpaint_worker_lease_acquire_async:
 * @lease: a lease
 * @cancellable: (nullable): to give it up; the worker goes on to get ready for the next run
 * @callback: called when the worker is ready, or will not be
 * @data: given to @callback
 *
 * Finds the worker, or starts it, and waits until it is ready: a third of a second where it is warm, up to a minute
 * for a program, longer for a container whose image has to be fetched.
 */
void
overpaint_worker_lease_acquire_async (OverpaintWorkerLease *lease,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              data)
{
  g_return_if_fail (OVERPAINT_IS_WORKER_LEASE (lease));

  begin (lease, FALSE, cancellable, callback, data);
}

/**
 * overpaint_worker_lease_acquire_finish:
 * @lease: a lease
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_WORKER_LEASE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the worker is ready, [method@Overpaint.WorkerLease.get_status]
 */
gboolean
overpaint_worker_lease_acquire_finish (OverpaintWorkerLease  *lease,
                                       GAsyncResult          *result,
                                       GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, lease), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_worker_lease_stop_async:
 * @lease: a lease
 * @cancellable: (nullable): to wait no longer
 * @callback: called when the worker and its keeper are gone
 * @data: given to @callback
 *
 * Stops the worker, whoever started it, also in the middle of a picture. None is started for that.
 */
void
overpaint_worker_lease_stop_async (OverpaintWorkerLease *lease,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              data)
{
  g_return_if_fail (OVERPAINT_IS_WORKER_LEASE (lease));

  begin (lease, TRUE, cancellable, callback, data);
}

/**
 * overpaint_worker_lease_stop_finish:
 * @lease: a lease
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nothing runs any more
 */
gboolean
overpaint_worker_lease_stop_finish (OverpaintWorkerLease  *lease,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, lease), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_worker_lease_release:
 * @lease: a lease
 *
 * Gives the worker back. It stays warm until it has been idle for long enough.
 */
void
overpaint_worker_lease_release (OverpaintWorkerLease *lease)
{
  g_return_if_fail (OVERPAINT_IS_WORKER_LEASE (lease));

  disconnect (lease);
}

/**
 * overpaint_worker_lease_go_with:
 * @lease: a lease, not acquired yet
 * @pid: GIMP's process id
 *
 * Asks for the worker to be stopped when that GIMP has quit.
 */
void
overpaint_worker_lease_go_with (OverpaintWorkerLease *lease,
                                gint64                pid)
{
  g_return_if_fail (OVERPAINT_IS_WORKER_LEASE (lease));

  lease->owner = pid;
}

/**
 * overpaint_worker_lease_get_status:
 * @lease: a lease
 *
 * Returns: (transfer none): how the worker was doing when last heard of
 */
const OverpaintWorkerStatus *
overpaint_worker_lease_get_status (OverpaintWorkerLease *lease)
{
  g_return_val_if_fail (OVERPAINT_IS_WORKER_LEASE (lease), NULL);

  return lease->status;
}

static void
overpaint_worker_lease_finalize (GObject *object)
{
  OverpaintWorkerLease *lease = OVERPAINT_WORKER_LEASE (object);

  disconnect (lease);
  overpaint_keeper_order_free (lease->order);
  overpaint_worker_place_free (lease->place);
  overpaint_worker_status_free (lease->status);
  g_free (lease->folder);
  g_free (lease->keeper);

  G_OBJECT_CLASS (overpaint_worker_lease_parent_class)->finalize (object);
}

static void
overpaint_worker_lease_class_init (OverpaintWorkerLeaseClass *class)
{
  G_OBJECT_CLASS (class)->finalize = overpaint_worker_lease_finalize;

  signals[CHANGED] = g_signal_new ("changed", OVERPAINT_TYPE_WORKER_LEASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_worker_lease_init (OverpaintWorkerLease *lease)
{
  lease->status = overpaint_worker_status_new ();
}

/**
 * overpaint_worker_lease_new:
 * @order: (transfer full): which worker, of [func@Overpaint.worker_launch_sd_server]
 *   or [func@Overpaint.worker_container_order]
 * @folder: (nullable): where keepers are met; %NULL for the runtime folder
 * @keeper: (nullable): the keeper's program; %NULL for the one beside this program
 *
 * Returns: (transfer full): a lease that holds nothing yet
 */
OverpaintWorkerLease *
overpaint_worker_lease_new (OverpaintKeeperOrder *order,
                            const gchar          *folder,
                            const gchar          *keeper)
{
  OverpaintWorkerLease *lease  = g_object_new (OVERPAINT_TYPE_WORKER_LEASE, NULL);
  g_autofree gchar     *beside = overpaint_worker_process_get_folder ();

  lease->order  = order;
  lease->folder = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_runtime_dir (), "overpaint", NULL);
  lease->keeper = keeper != NULL ? g_strdup (keeper)
                                 : g_build_filename (beside != NULL ? beside : ".", "overpaint-keeper", NULL);

  return lease;
}
