/* local-holder.c: a worker of ours, held while a run needs it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "local-holder.h"
#include "plan-order.h"
#include "worker-end.h"
#include "worker-report.h"

/* How long a connection that broke may be ahead of the keeper's word on why, in milliseconds. A container takes
 * a while to be gone, and one that is asked to has five seconds.
 */
#define WORD_MILLISECONDS 10000

struct _OverpaintLocalHolder
{
  GObject                parent_instance;

  OverpaintWorkerPlan   *plan;
  OverpaintWorkerLease  *lease;     /* from the first question to close() */
  gboolean               ready;     /* whether it can be asked */
  guint                  restarts;  /* when it got ready */
  guint                  done;      /* what it said of the picture before this one */
  gboolean               stale;     /* whether it still says that */
  OverpaintWorkerStatus *end;       /* how it was doing when it ended by itself, until close() */
  GError                *fault;     /* why it cannot be asked any more, until close() */

  GTask                 *opening;
  GTask                 *waiting;   /* for the keeper's word on an error */
  guint                  limit_id;
};

static void overpaint_local_holder_init_holder (OverpaintServerHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OverpaintLocalHolder, overpaint_local_holder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_HOLDER,
                                                      overpaint_local_holder_init_holder))

static const OverpaintWorkerStatus *
overpaint_local_holder_get_status (OverpaintLocalHolder *self)
{
  return overpaint_worker_lease_get_status (self->lease);
}

static void
on_opened (GTask *task)
{
  OverpaintLocalHolder *self = g_task_get_source_object (task);

  g_task_return_pointer (task, g_strdup_printf ("http://127.0.0.1:%u",
                                                overpaint_local_holder_get_status (self)->port), g_free);
}

/* Whoever asks next is told the same: a worker that cannot be had is not started for each picture anew. */
static void
overpaint_local_holder_fail (OverpaintLocalHolder *self,
                             const GError         *error)
{
  self->ready = FALSE;

  if (self->fault == NULL && ! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->fault = g_error_copy (error);
}

static void
on_acquired (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask)            task  = user_data;
  OverpaintLocalHolder        *self  = g_task_get_source_object (task);
  GError                      *error = NULL;

  g_clear_object (&self->opening);

  if (! overpaint_worker_lease_acquire_finish (OVERPAINT_WORKER_LEASE (source), result, &error))
    {
      overpaint_local_holder_fail (self, error);
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&self->end, overpaint_worker_status_free);
  self->ready    = TRUE;
  self->restarts = overpaint_local_holder_get_status (self)->restarts;
  self->stale    = TRUE;
  self->done     = overpaint_local_holder_get_status (self)->done;
  on_opened (task);
}

static void
overpaint_local_holder_acquire (OverpaintLocalHolder *self,
                                GTask                *owned)
{
  overpaint_worker_lease_acquire_async (self->lease, g_task_get_cancellable (owned), on_acquired, owned);
}

static void overpaint_local_holder_hear (OverpaintLocalHolder *self);

static void
on_ordered (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)     task  = user_data;
  OverpaintLocalHolder *self  = g_task_get_source_object (task);
  GError               *error = NULL;

  self->lease = overpaint_plan_order_finish (result, &error);

  if (self->lease == NULL)
    {
      g_clear_object (&self->opening);
      overpaint_local_holder_fail (self, error);
      g_task_return_error (task, error);
      return;
    }

  g_signal_connect_object (self->lease, "changed", G_CALLBACK (overpaint_local_holder_hear), self,
                           G_CONNECT_SWAPPED);
  overpaint_local_holder_acquire (self, g_steal_pointer (&task));
}

static void
overpaint_local_holder_open_async (OverpaintServerHolder *holder,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  OverpaintLocalHolder *self = OVERPAINT_LOCAL_HOLDER (holder);
  g_autoptr (GTask)     task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_local_holder_open_async);

  if (self->opening != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "The holder is busy");
      return;
    }

  if (self->fault != NULL)
    {
      g_task_return_error (task, g_error_copy (self->fault));
      return;
    }

  if (self->ready)
    {
      self->stale = TRUE;
      self->done  = overpaint_local_holder_get_status (self)->done;
      on_opened (task);
      return;
    }

  self->opening = g_object_ref (task);

  if (self->lease != NULL)
    overpaint_local_holder_acquire (self, g_steal_pointer (&task));
  else
    overpaint_plan_order_async (self->plan, FALSE, cancellable, on_ordered, g_steal_pointer (&task));
}

static gchar *
overpaint_local_holder_open_finish (OverpaintServerHolder  *holder,
                                    GAsyncResult           *result,
                                    GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GError   *error;    /* as it came, then as it is shown */
  gboolean  goes_on;
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_clear_error (&word->error);
  g_free (word);
}

/* Takes over @error; %NULL for the one that came. */
static void
return_word (GTask  *task,
             GError *error)
{
  Word *word = g_task_get_task_data (task);

  if (error != NULL)
    {
      g_error_free (word->error);
      word->error   = error;
      word->goes_on = FALSE;
    }

  g_task_return_boolean (task, TRUE);
}

/* The first word of its end is kept: one that was started again since has last lines of its own. While it is
 * being stopped nobody knows yet whether it was asked to.
 */
static void
overpaint_local_holder_note_end (OverpaintLocalHolder *self)
{
  const OverpaintWorkerStatus *status = overpaint_local_holder_get_status (self);

  if (self->ready && self->end == NULL && status->phase != OVERPAINT_WORKER_STOPPING &&
      (status->phase != OVERPAINT_WORKER_READY || status->restarts > self->restarts))
    self->end = overpaint_worker_status_copy (status);
}

static void
overpaint_local_holder_settle (OverpaintLocalHolder *self,
                               GError               *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  return_word (task, error);
}

static void
overpaint_local_holder_hear (OverpaintLocalHolder *self)
{
  g_autoptr (OverpaintLocalHolder) held = g_object_ref (self);

  overpaint_local_holder_note_end (self);

  if (overpaint_local_holder_get_status (self)->done != self->done)
    self->stale = FALSE;

  if (self->waiting != NULL && self->end != NULL)
    {
      GError *fault = overpaint_worker_end_explain (self->end);

      overpaint_local_holder_fail (self, fault);
      overpaint_local_holder_settle (self, fault);
    }

  g_signal_emit_by_name (self, "news");
}

static gboolean
on_limit (gpointer user_data)
{
  OverpaintLocalHolder *self = user_data;

  self->limit_id = 0;
  overpaint_local_holder_settle (self, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)     task = user_data;
  OverpaintLocalHolder *self = g_task_get_source_object (task);

  overpaint_worker_lease_stop_finish (OVERPAINT_WORKER_LEASE (source), result, NULL);
  g_clear_object (&self->lease);

  return_word (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                          _("It was stopped, and the worker with it. The next picture starts the "
                                            "worker again.")));
}

/* Another GIMP's picture is not ended for ours. */
static gboolean
overpaint_local_holder_may_end_it (OverpaintLocalHolder *self)
{
  return self->plan->restart_to_cancel && self->lease != NULL &&
         overpaint_local_holder_get_status (self)->leases <= 1;
}

static void
overpaint_local_holder_explain_async (OverpaintServerHolder *holder,
                                      const GError          *error,
                                      gboolean               goes_on,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data)
{
  OverpaintLocalHolder *self = OVERPAINT_LOCAL_HOLDER (holder);
  g_autoptr (GTask)     task = g_task_new (self, NULL, callback, user_data);
  Word                 *word = g_new (Word, 1);

  word->error   = g_error_copy (error);
  word->goes_on = goes_on;
  g_task_set_source_tag (task, overpaint_local_holder_explain_async);
  g_task_set_task_data (task, word, word_free);

  if (goes_on && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && overpaint_local_holder_may_end_it (self))
    {
      self->ready = FALSE;
      overpaint_worker_lease_stop_async (self->lease, NULL, on_stopped, g_steal_pointer (&task));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->lease == NULL)
    {
      return_word (task, NULL);
    }
  else if (self->end != NULL)
    {
      GError *fault = overpaint_worker_end_explain (self->end);

      overpaint_local_holder_fail (self, fault);
      return_word (task, fault);
    }
  else if (overpaint_worker_end_is_likely (overpaint_local_holder_get_status (self), error))
    {
      self->waiting  = g_steal_pointer (&task);
      self->limit_id = g_timeout_add (WORD_MILLISECONDS, on_limit, self);
    }
  else
    {
      return_word (task, NULL);
    }
}

static GError *
overpaint_local_holder_explain_finish (OverpaintServerHolder *holder,
                                       GAsyncResult          *result,
                                       gboolean              *goes_on)
{
  Word *word = g_task_get_task_data (G_TASK (result));

  *goes_on = word->goes_on;

  return g_error_copy (word->error);
}

static void
overpaint_local_holder_close (OverpaintServerHolder *holder)
{
  OverpaintLocalHolder *self = OVERPAINT_LOCAL_HOLDER (holder);

  self->ready = FALSE;
  g_clear_error (&self->fault);
  g_clear_pointer (&self->end, overpaint_worker_status_free);

  if (self->lease != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->lease, self);
      overpaint_worker_lease_release (self->lease);
      g_clear_object (&self->lease);
    }
}

static gchar *
overpaint_local_holder_get_news (OverpaintServerHolder *holder)
{
  OverpaintLocalHolder *self = OVERPAINT_LOCAL_HOLDER (holder);

  if (self->opening == NULL)
    return NULL;

  /* before the keeper's first word its status is that of a worker which does not run */
  if (self->lease == NULL || overpaint_worker_status_is_over (overpaint_local_holder_get_status (self)))
    return g_strdup (_("The worker is being started."));

  return overpaint_worker_report_write (overpaint_local_holder_get_status (self));
}

static gboolean
overpaint_local_holder_ends_to_stop (OverpaintServerHolder *holder)
{
  return overpaint_local_holder_may_end_it (OVERPAINT_LOCAL_HOLDER (holder));
}

static gboolean
overpaint_local_holder_get_steps (OverpaintServerHolder *holder,
                                  guint                 *step,
                                  guint                 *n_steps)
{
  OverpaintLocalHolder        *self = OVERPAINT_LOCAL_HOLDER (holder);
  const OverpaintWorkerStatus *status;

  if (! self->ready || self->stale)
    return FALSE;

  status   = overpaint_local_holder_get_status (self);
  *step    = status->done;
  *n_steps = status->of;

  return status->of > 0;
}

static void
overpaint_local_holder_init_holder (OverpaintServerHolderInterface *iface)
{
  iface->open_async     = overpaint_local_holder_open_async;
  iface->open_finish    = overpaint_local_holder_open_finish;
  iface->explain_async  = overpaint_local_holder_explain_async;
  iface->explain_finish = overpaint_local_holder_explain_finish;
  iface->close          = overpaint_local_holder_close;
  iface->get_news       = overpaint_local_holder_get_news;
  iface->get_steps      = overpaint_local_holder_get_steps;
  iface->ends_to_stop   = overpaint_local_holder_ends_to_stop;
}

static void
overpaint_local_holder_finalize (GObject *object)
{
  OverpaintLocalHolder *self = OVERPAINT_LOCAL_HOLDER (object);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_object (&self->lease);
  g_clear_error (&self->fault);
  overpaint_worker_status_free (self->end);
  overpaint_worker_plan_free (self->plan);

  G_OBJECT_CLASS (overpaint_local_holder_parent_class)->finalize (object);
}

static void
overpaint_local_holder_class_init (OverpaintLocalHolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_local_holder_finalize;
}

static void
overpaint_local_holder_init (OverpaintLocalHolder *self)
{
}

/**
 * overpaint_local_holder_new:
 * @plan: how the worker is started
 *
 * Returns: (transfer full): a holder that holds nothing yet
 */
OverpaintServerHolder *
overpaint_local_holder_new (const OverpaintWorkerPlan *plan)
{
  OverpaintLocalHolder *self = g_object_new (OVERPAINT_TYPE_LOCAL_HOLDER, NULL);

  self->plan = overpaint_worker_plan_copy (plan);

  return OVERPAINT_SERVER_HOLDER (self);
}
