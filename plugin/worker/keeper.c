/* keeper.c: holding one worker
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "keeper.h"
#include "keeper-child.h"
#include "keeper-image.h"
#include "keeper-wait.h"
#include "worker-fault.h"
#include "worker-output.h"
#include "worker-port.h"
#include "worker-process.h"

/* 128 and SIGKILL: what the kernel sends where memory runs out, and docker returns then. */
#define KILLED_CODE 137

struct _OverpaintKeeper
{
  GObject                parent;
  OverpaintKeeperOrder  *order;
  OverpaintWorkerPlace  *place;
  OverpaintWorkerLog    *log;
  OverpaintWorkerOutput *output;
  OverpaintWorkerStatus *status;
  OverpaintKeeperImage  *image;
  OverpaintKeeperChild  *child;
  OverpaintKeeperUsage  *usage;
  OverpaintKeeperWait   *wait;
  gboolean               stop_wanted;
};

G_DEFINE_FINAL_TYPE (OverpaintKeeper, overpaint_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin      (OverpaintKeeper *keeper);
static void on_cleared (gint             exit_code,
                        gpointer         data);

static void
tell (OverpaintKeeper *keeper)
{
  g_free (keeper->status->tail);
  keeper->status->tail = overpaint_worker_output_get_tail (keeper->output);
  overpaint_worker_output_get_progress (keeper->output, &keeper->status->done, &keeper->status->of);

  g_signal_emit (keeper, signals[CHANGED], 0);
}

/* What later runs need is written; progress is for those who listen. */
static void
enter (OverpaintKeeper      *keeper,
       OverpaintWorkerPhase  phase)
{
  keeper->status->phase = phase;
  tell (keeper);
  overpaint_worker_place_write (keeper->place, keeper->status, NULL);
}

static void
set_fault (OverpaintKeeper *keeper,
           const gchar     *nick)
{
  g_free (keeper->status->fault);
  keeper->status->fault = g_strdup (nick);
}

static void
finish (OverpaintKeeper *keeper)
{
  keeper->status->pid        = 0;
  keeper->status->start_time = 0;
  keeper->status->port       = 0;

  enter (keeper, keeper->stop_wanted ? OVERPAINT_WORKER_STOPPED : OVERPAINT_WORKER_FAILED);
  g_signal_emit (keeper, signals[OVER], 0);
}

static void
ignore (const gchar *data,
        gsize        length,
        gpointer     user_data)
{
}

/* A docker client that was killed leaves its container running. */
static void
finish_clean (OverpaintKeeper *keeper)
{
  g_clear_pointer (&keeper->wait, overpaint_keeper_wait_free);
  overpaint_keeper_usage_set_ready (keeper->usage, FALSE);
  g_clear_pointer (&keeper->child, overpaint_keeper_child_free);

  if (keeper->order->clear != NULL)
    keeper->child = overpaint_keeper_child_spawn (keeper->order->clear, ignore, on_cleared, keeper, NULL);

  if (keeper->child == NULL)
    finish (keeper);
  else
    enter (keeper, OVERPAINT_WORKER_STOPPING);
}

static void
fail (OverpaintKeeper *keeper,
      const gchar     *nick)
{
  set_fault (keeper, nick);
  g_clear_pointer (&keeper->wait, overpaint_keeper_wait_free);

  if (keeper->child == NULL)
    {
      finish_clean (keeper);
      return;
    }

  overpaint_keeper_child_stop (keeper->child, keeper->order->grace_time);
  enter (keeper, OVERPAINT_WORKER_STOPPING);
}

static void
on_waited (const gchar *fault,
           gpointer     data)
{
  OverpaintKeeper *keeper  = data;
  const gchar     *printed = overpaint_worker_output_get_fault (keeper->output);

  g_clear_pointer (&keeper->wait, overpaint_keeper_wait_free);

  if (fault == NULL)
    {
      overpaint_worker_output_forget (keeper->output);
      enter (keeper, OVERPAINT_WORKER_READY);
      overpaint_keeper_usage_set_ready (keeper->usage, TRUE);
    }
  else
    {
      /* that it was too slow says less than what it complained of */
      fail (keeper, strcmp (fault, OVERPAINT_WORKER_FAULT_NOT_READY) == 0 && printed != NULL ? printed : fault);
    }
}

static void
on_worker_printed (const gchar *data,
                   gsize        length,
                   gpointer     user_data)
{
  OverpaintKeeper *keeper = user_data;

  if (overpaint_worker_output_feed (keeper->output, data, length))
    tell (keeper);

  /* whoever makes it work without a lease uses it all the same */
  overpaint_keeper_usage_touch (keeper->usage);
}

static const gchar *
fault_of (OverpaintKeeper *keeper,
          gint             exit_code)
{
  const gchar *fault = overpaint_worker_output_get_fault (keeper->output);

  if (fault != NULL)
    return fault;

  return exit_code == KILLED_CODE ? OVERPAINT_WORKER_FAULT_KILLED : OVERPAINT_WORKER_FAULT_CRASHED;
}

static void
on_worker_ended (gint     exit_code,
                 gpointer data)
{
  OverpaintKeeper *keeper = data;

  overpaint_worker_output_finish (keeper->output);
  g_clear_pointer (&keeper->child, overpaint_keeper_child_free);
  g_clear_pointer (&keeper->wait, overpaint_keeper_wait_free);
  keeper->status->exit_code = exit_code;

  if (keeper->status->phase == OVERPAINT_WORKER_STOPPING)
    {
      finish_clean (keeper);
    }
  else if (keeper->status->phase == OVERPAINT_WORKER_READY && keeper->status->restarts == 0)
    {
      keeper->status->restarts = 1;
      set_fault (keeper, fault_of (keeper, exit_code));
      begin (keeper);
    }
  else
    {
      fail (keeper, fault_of (keeper, exit_code));
    }
}

static void
start_worker (OverpaintKeeper *keeper)
{
  g_auto (GStrv)     arguments = NULL;
  g_autoptr (GError) error     = NULL;

  overpaint_worker_output_forget (keeper->output);
  overpaint_keeper_usage_set_ready (keeper->usage, FALSE);

  if (keeper->order->port != 0 && ! overpaint_worker_port_is_free (keeper->order->port))
    {
      fail (keeper, OVERPAINT_WORKER_FAULT_PORT_TAKEN);
      return;
    }

  keeper->status->port = keeper->order->port != 0 ? keeper->order->port : overpaint_worker_port_find ();
  arguments            = overpaint_keeper_order_get_run (keeper->order, keeper->status->port);
  keeper->child        = overpaint_keeper_child_spawn (arguments, on_worker_printed, on_worker_ended, keeper, &error);

  if (keeper->child == NULL)
    {
      overpaint_worker_output_feed (keeper->output, error->message, strlen (error->message));
      overpaint_worker_output_finish (keeper->output);
      fail (keeper, OVERPAINT_WORKER_FAULT_NOT_STARTED);
      return;
    }

  keeper->status->pid        = overpaint_keeper_child_get_pid (keeper->child);
  keeper->status->start_time = overpaint_keeper_child_get_start_time (keeper->child);
  keeper->wait               = overpaint_keeper_wait_new (keeper->order, keeper->status->port, on_waited, keeper);

  enter (keeper, OVERPAINT_WORKER_STARTING);
}

static void
on_cleared (gint     exit_code,
            gpointer data)
{
  OverpaintKeeper *keeper = data;

  g_clear_pointer (&keeper->child, overpaint_keeper_child_free);

  if (keeper->status->phase == OVERPAINT_WORKER_STOPPING)
    finish (keeper);
  else
    start_worker (keeper);
}

/* A container of the same name may be left from a keeper that was killed. */
static void
begin (OverpaintKeeper *keeper)
{
  if (keeper->order->clear != NULL)
    keeper->child = overpaint_keeper_child_spawn (keeper->order->clear, ignore, on_cleared, keeper, NULL);

  if (keeper->child == NULL)
    start_worker (keeper);
  else
    enter (keeper, OVERPAINT_WORKER_STARTING);
}

static void
on_image_told (gboolean     ended,
               const gchar *fault,
               gpointer     data)
{
  OverpaintKeeper *keeper = data;

  if (ended)
    g_clear_pointer (&keeper->image, overpaint_keeper_image_free);

  if (! ended)
    enter (keeper, OVERPAINT_WORKER_PULLING);
  else if (keeper->status->phase == OVERPAINT_WORKER_STOPPING)
    finish_clean (keeper);
  else if (fault != NULL)
    fail (keeper, fault);
  else
    begin (keeper);
}

/**
 * overpaint_keeper_start:
 * @keeper: a keeper, once
 *
 * Starts the worker. A worker that an earlier keeper could not stop any more is ended first: it would hold the GPU's
 * memory.
 */
void
overpaint_keeper_start (OverpaintKeeper *keeper)
{
  g_autoptr (OverpaintWorkerStatus) last = NULL;

  g_return_if_fail (OVERPAINT_IS_KEEPER (keeper));

  /* who has the lock is the only keeper: a worker that is named there is nobody's */
  last = overpaint_worker_place_read (keeper->place, NULL);
  overpaint_worker_process_signal (last->pid, last->start_time, SIGKILL);

  if (keeper->order->look == NULL)
    {
      begin (keeper);
      return;
    }

  keeper->image = overpaint_keeper_image_new (keeper->order, keeper->output, on_image_told, keeper);

  if (keeper->image == NULL)
    fail (keeper, OVERPAINT_WORKER_FAULT_NOT_STARTED);
  else
    enter (keeper, OVERPAINT_WORKER_STARTING);
}

/**
 * overpaint_keeper_stop:
 * @keeper: a keeper
 *
 * Stops the worker, also in the middle of a picture; "over" tells when that is done.
 */
void
overpaint_keeper_stop (OverpaintKeeper *keeper)
{
  g_return_if_fail (OVERPAINT_IS_KEEPER (keeper));

  if (keeper->status->phase == OVERPAINT_WORKER_STOPPING || overpaint_worker_status_is_over (keeper->status))
    return;

  keeper->stop_wanted = TRUE;
  g_clear_pointer (&keeper->wait, overpaint_keeper_wait_free);
  enter (keeper, OVERPAINT_WORKER_STOPPING);

  if (keeper->image != NULL)
    overpaint_keeper_image_stop (keeper->image);
  else if (keeper->child != NULL)
    overpaint_keeper_child_stop (keeper->child, keeper->order->grace_time);
}

static void
on_usage_told (gboolean unused,
               gpointer data)
{
  OverpaintKeeper *keeper = data;

  keeper->status->leases = overpaint_keeper_usage_get_leases (keeper->usage);

  if (unused)
    overpaint_keeper_stop (keeper);
  else
    tell (keeper);
}

/**
 * overpaint_keeper_get_usage:
 * @keeper: a keeper
 *
 * Returns: (transfer none): where runs and GIMPs are counted
 */
OverpaintKeeperUsage *
overpaint_keeper_get_usage (OverpaintKeeper *keeper)
{
  g_return_val_if_fail (OVERPAINT_IS_KEEPER (keeper), NULL);

  return keeper->usage;
}

/**
 * overpaint_keeper_get_status:
 * @keeper: a keeper
 *
 * Returns: (transfer none): how the worker is doing
 */
const OverpaintWorkerStatus *
overpaint_keeper_get_status (OverpaintKeeper *keeper)
{
  g_return_val_if_fail (OVERPAINT_IS_KEEPER (keeper), NULL);

  return keeper->status;
}

static void
overpaint_keeper_finalize (GObject *object)
{
  OverpaintKeeper *keeper = OVERPAINT_KEEPER (object);

  overpaint_keeper_usage_free (keeper->usage);
  overpaint_keeper_wait_free (keeper->wait);
  overpaint_keeper_image_free (keeper->image);
  overpaint_keeper_child_free (keeper->child);
  overpaint_worker_output_free (keeper->output);
  overpaint_worker_log_free (keeper->log);
  overpaint_worker_status_free (keeper->status);
  overpaint_keeper_order_free (keeper->order);

  G_OBJECT_CLASS (overpaint_keeper_parent_class)->finalize (object);
}

static void
overpaint_keeper_class_init (OverpaintKeeperClass *class)
{
  G_OBJECT_CLASS (class)->finalize = overpaint_keeper_finalize;

  signals[CHANGED] = g_signal_new ("changed", OVERPAINT_TYPE_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[OVER]    = g_signal_new ("over", OVERPAINT_TYPE_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_keeper_init (OverpaintKeeper *keeper)
{
  keeper->status = overpaint_worker_status_new ();
}

/**
 * overpaint_keeper_new:
 * @order: (transfer full): which worker
 * @place: (transfer none): where its files are; it must outlive the keeper
 *
 * Returns: (transfer full): a keeper that does nothing yet
 */
OverpaintKeeper *
overpaint_keeper_new (OverpaintKeeperOrder *order,
                      OverpaintWorkerPlace *place)
{
  OverpaintKeeper  *keeper = g_object_new (OVERPAINT_TYPE_KEEPER, NULL);
  g_autofree gchar *path   = overpaint_worker_place_get_path (place, "log");

  keeper->order  = order;
  keeper->place  = place;
  keeper->log    = overpaint_worker_log_new (path, order->log_size);
  keeper->output = overpaint_worker_output_new (keeper->log);
  keeper->usage  = overpaint_keeper_usage_new (order->idle_time, on_usage_told, keeper);

  keeper->status->kind              = g_strdup (order->kind);
  keeper->status->keeper_pid        = getpid ();
  keeper->status->keeper_start_time = overpaint_worker_process_get_start_time (getpid ());

  return keeper;
}
