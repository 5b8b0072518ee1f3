/* keeper-wait.c: waiting until a worker answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <sys/stat.h>

#include "keeper-question.h"
#include "keeper-wait.h"
#include "worker-fault.h"
#include "worker-port.h"

/* sd-server answers a third of a second after its start; a container takes minutes. */
#define INTERVAL 200

struct _OverpaintKeeperWait
{
  gchar                 *question;
  gchar                 *model;
  guint                  port;
  OverpaintKeeperWaited  waited;
  gpointer               user_data;
  GCancellable          *asking;
  guint                  question_source;
  guint                  deadline_source;
};

static void
end (OverpaintKeeperWait *wait,
     const gchar         *fault)
{
  g_clear_handle_id (&wait->question_source, g_source_remove);
  g_clear_handle_id (&wait->deadline_source, g_source_remove);
  wait->waited (fault, wait->user_data);
}

/* A server says the path as it was given, or as it found it: both are the same file. */
static gboolean
is_same_file (const gchar *one,
              const gchar *other)
{
  struct stat first;
  struct stat second;

  if (strcmp (one, other) == 0)
    return TRUE;

  return stat (one, &first) == 0 && stat (other, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError)    error  = NULL;
  g_autofree gchar     *answer = overpaint_keeper_question_ask_finish (result, &error);
  g_autofree gchar     *path   = NULL;
  OverpaintKeeperWait  *wait   = data;

  /* then the wait is gone */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&wait->asking);

  if (answer == NULL)
    return;

  if (wait->model == NULL)
    {
      end (wait, NULL);
      return;
    }

  path = overpaint_keeper_question_get_member (answer, "model", "path");

  if (path == NULL || ! is_same_file (path, wait->model))
    end (wait, OVERPAINT_WORKER_FAULT_OTHER_MODEL);
  else if (overpaint_worker_port_count_listeners (wait->port) > 1)
    /* the kernel would hand connections to either of the two */
    end (wait, OVERPAINT_WORKER_FAULT_PORT_SHARED);
  else
    end (wait, NULL);
}

static gboolean
on_ask (gpointer data)
{
  OverpaintKeeperWait *wait = data;

  if (wait->asking == NULL)
    {
      wait->asking = g_cancellable_new ();
      overpaint_keeper_question_ask_async (wait->port, wait->question, wait->asking, on_answered, wait);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
on_deadline (gpointer data)
{
  OverpaintKeeperWait *wait = data;

  wait->deadline_source = 0;
  end (wait, OVERPAINT_WORKER_FAULT_NOT_READY);

  return G_SOURCE_REMOVE;
}

/**
 * overpaint_keeper_wait_new:
 * @order: what is asked, which model the answer has to name, and how long it may take
 * @port: where the worker is to answer
 * @waited: called when it does, or will not
 * @user_data: given to @waited
 *
 * Begins to wait. That anything answers is not enough: another server may be at that port, and two can share one
 * without a word.
 *
 * Returns: (transfer full): a wait, to be freed with overpaint_keeper_wait_free()
 */
OverpaintKeeperWait *
overpaint_keeper_wait_new (const OverpaintKeeperOrder *order,
                           guint                       port,
                           OverpaintKeeperWaited       waited,
                           gpointer                    user_data)
{
  OverpaintKeeperWait *wait = g_new0 (OverpaintKeeperWait, 1);

  wait->question        = g_strdup (order->question);
  wait->model           = g_strdup (order->model);
  wait->port            = port;
  wait->waited          = waited;
  wait->user_data       = user_data;
  wait->question_source = g_timeout_add (INTERVAL, on_ask, wait);
  wait->deadline_source = g_timeout_add (order->ready_time, on_deadline, wait);

  return wait;
}

/**
 * overpaint_keeper_wait_free:
 * @wait: (nullable): a wait
 *
 * Ends it; nobody is told.
 */
void
overpaint_keeper_wait_free (OverpaintKeeperWait *wait)
{
  if (wait == NULL)
    return;

  g_clear_handle_id (&wait->question_source, g_source_remove);
  g_clear_handle_id (&wait->deadline_source, g_source_remove);

  if (wait->asking != NULL)
    g_cancellable_cancel (wait->asking);

  g_clear_object (&wait->asking);
  g_free (wait->question);
  g_free (wait->model);
  g_free (wait);
}
