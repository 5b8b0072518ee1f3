/* sdcpp-job.c: one job of sd-server, followed to its end
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "local-picture.h"
#include "local-wait.h"
#include "sdcpp-form.h"
#include "sdcpp-job.h"
#include "server-private.h"

/* In milliseconds. The server answers this while it paints. */
#define CANCEL_TIMEOUT 2000

/* Pictures come with the answer: it may take so many times what a plain question may. */
#define RESULT_TIMES 4

/* How often in a row a job may be asked for in vain. */
#define MOST_MISSES 3

typedef struct
{
  OverpaintRequest *variation;
  gchar            *id;
  gint64            begun;  /* monotonic, microseconds */
  guint             pause;  /* before the next question, in milliseconds */
  guint             misses;
  GError           *reason; /* why the job is taken back, where nobody stopped it */
} Job;

static void poll_job (GTask *owned);

static void
job_free (gpointer data)
{
  Job *job = data;

  overpaint_request_unref (job->variation);
  g_clear_error (&job->reason);
  g_free (job->id);
  g_free (job);
}

static void
return_stopped (GTask    *task,
                gboolean  goes_on)
{
  OverpaintServer *server = g_task_get_source_object (task);
  Job             *job    = g_task_get_task_data (task);

  if (goes_on)
    overpaint_server_tell_left (server, job->variation);

  if (job->reason != NULL)
    g_task_return_error (task, g_steal_pointer (&job->reason));
  else if (goes_on)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             _("It was stopped, but %s cannot be interrupted: it paints the old picture to "
                               "its end, and the next run waits for it."),
                             overpaint_server_get_display_host (server));
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("It was stopped."));
}

/* An answer that is no job: the words of the server, or a sentence of what it means. */
static GError *
judge (OverpaintServer          *server,
       const OverpaintHttpReply *reply)
{
  const gchar *host = overpaint_server_get_display_host (server);

  switch (reply->status)
    {
    case 404:
      return g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED,
                          _("%s does not know of the picture any more: it was started anew in between. "
                            "Try again."), host);

    case 410:
      return g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
                          _("%s made the picture, but has thrown it away since: it keeps pictures for "
                            "a few minutes only. Try again with the same seed."), host);

    default:
      return overpaint_server_error_from_reply (reply, OVERPAINT_SERVER_SD_SERVER, host,
                                                overpaint_server_get_token (server));
    }
}

static void
return_pictures (GTask    *task,
                 JsonNode *root)
{
  OverpaintServer *server = g_task_get_source_object (task);
  Job             *job    = g_task_get_task_data (task);
  GError          *error  = NULL;
  GPtrArray       *pictures;

  pictures = overpaint_sdcpp_read_pictures (root, overpaint_request_get_integer (job->variation, "seed"),
                                            overpaint_server_get_display_host (server), &error);

  if (pictures != NULL)
    g_task_return_pointer (task, pictures, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
taken_back (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask)               task  = data;
  g_autoptr(OverpaintHttpReply)  reply = NULL;
  g_autoptr(JsonNode)            root  = NULL;
  OverpaintSdcppState            state = OVERPAINT_SDCPP_UNKNOWN;
  gint                           ahead;

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);

  if (reply != NULL && reply->status == 200)
    state = overpaint_sdcpp_read_job (reply, &root, &ahead);

  /* It was quicker than the cancel: what is there is taken. */
  if (state == OVERPAINT_SDCPP_COMPLETED)
    return_pictures (task, root);
  else
    return_stopped (task, reply != NULL && reply->status == 409);
}

/* Takes over the reference to @owned. Waits for the answer, for two seconds at most: it says
 * whether the graphics card is free, and a process that ends at once would not even have asked.
 */
static void
take_back (GTask *owned)
{
  g_autoptr(GTask)                 task     = owned;
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  g_autoptr(GBytes)                nothing  = g_bytes_new_static ("{}", 2);
  g_autofree gchar                *name     = NULL;
  OverpaintServer                 *server   = g_task_get_source_object (task);
  Job                             *job      = g_task_get_task_data (task);

  name     = g_strconcat ("sdcpp/v1/jobs/", job->id, "/cancel", NULL);
  question = overpaint_server_ask_name (server, name, CANCEL_TIMEOUT);
  overpaint_http_request_set_json (question, nothing);
  overpaint_http_request_set_limit (question, OVERPAINT_LOCAL_MOST_REPLY);

  overpaint_http_send_async (overpaint_server_get_http (server), question, NULL,
                             taken_back, g_steal_pointer (&task));
}

/* A question for the job came to nothing: asked again, unless nobody is there any more. */
static void
miss (GTask  *owned,
      GError *error)
{
  g_autoptr(GTask)  task   = owned;
  OverpaintServer  *server = g_task_get_source_object (task);
  Job              *job    = g_task_get_task_data (task);

  if (g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION))
    {
      g_error_free (error);
      g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED,
                               _("%s has ended while it made the picture, perhaps for lack of memory. Start "
                                 "it again, then try a smaller layer or selection."),
                               overpaint_server_get_display_host (server));
      return;
    }

  if (++job->misses >= MOST_MISSES)
    {
      if (g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT))
        {
          g_error_free (error);
          error = overpaint_server_error_silent (overpaint_server_get_display_host (server));
        }

      g_task_return_error (task, error);
      return;
    }

  g_error_free (error);
  overpaint_local_wait (g_steal_pointer (&task), job->pause, poll_job);
}

/* The first questions come quickly, for quick cards; nobody waits longer than four pauses. */
static void
wait_for_job (GTask               *owned,
              OverpaintSdcppState  state,
              gint                 ahead)
{
  OverpaintServer *server = g_task_get_source_object (owned);
  Job             *job    = g_task_get_task_data (owned);
  guint            first  = overpaint_server_get_poll_pause (server);
  guint            pause  = job->pause;

  overpaint_server_tell_progress (server, job->variation,
                                  state == OVERPAINT_SDCPP_QUEUED ? ahead : 0, -1);

  job->misses = 0;
  job->pause  = MIN (pause + (pause + 1) / 2, first * 4);
  overpaint_local_wait (owned, pause, poll_job);
}

static void
job_came (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = NULL;
  g_autoptr(OverpaintHttpReply)  failed = NULL;
  g_autoptr(JsonNode)            root   = NULL;
  GError                        *error  = NULL;
  OverpaintServer               *server = g_task_get_source_object (task);
  OverpaintSdcppState            state;
  gint                           ahead;

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      take_back (g_steal_pointer (&task));
      return;
    }

  if (reply == NULL)
    {
      miss (g_steal_pointer (&task), error);
      return;
    }

  if (reply->status != 200)
    {
      g_task_return_error (task, judge (server, reply));
      return;
    }

  state = overpaint_sdcpp_read_job (reply, &root, &ahead);

  switch (state)
    {
    case OVERPAINT_SDCPP_QUEUED:
    case OVERPAINT_SDCPP_GENERATING:
      wait_for_job (g_steal_pointer (&task), state, ahead);
      break;

    case OVERPAINT_SDCPP_COMPLETED:
      return_pictures (task, root);
      break;

    case OVERPAINT_SDCPP_FAILED:
      /* The job is there, what it was for is not: judged as any failure of a server. */
      failed = overpaint_http_reply_new (500, reply->content_type, NULL, reply->body);
      g_task_return_error (task, judge (server, failed));
      break;

    case OVERPAINT_SDCPP_CANCELLED:
      g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED,
                               _("Somebody else took the picture out of the queue of %s. Try again."),
                               overpaint_server_get_display_host (server));
      break;

    case OVERPAINT_SDCPP_UNKNOWN:
      g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                               _("%s answered with something else than pictures. Check the address: another "
                                 "kind of server may be there."),
                               overpaint_server_get_display_host (server));
      break;
    }
}

static gboolean
is_overdue (GTask *task)
{
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  OverpaintServer                 *server   = g_task_get_source_object (task);
  Job                             *job      = g_task_get_task_data (task);
  guint                            total;

  question = overpaint_server_ask (server, overpaint_server_get_uri (server));
  total    = overpaint_http_request_get_total_timeout (question);

  if (total == 0 || g_get_monotonic_time () - job->begun < (gint64) total * 1000)
    return FALSE;

  job->reason = g_error_new (OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT,
                             _("%s did not finish in the time that the settings allow. Try again, with a "
                               "smaller layer or fewer steps, or allow more time in the settings."),
                             overpaint_server_get_display_host (server));

  return TRUE;
}

/* Takes over the reference to @owned. */
static void
poll_job (GTask *owned)
{
  g_autoptr(GTask)                 task        = owned;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  g_autofree gchar                *name        = NULL;
  OverpaintServer                 *server      = g_task_get_source_object (task);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  Job                             *job         = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (cancellable) || is_overdue (task))
    {
      take_back (g_steal_pointer (&task));
      return;
    }

  name     = g_strconcat ("sdcpp/v1/jobs/", job->id, NULL);
  question = overpaint_server_ask_name (server, name, overpaint_server_get_probe_timeout (server) * RESULT_TIMES);
  overpaint_http_request_set_limit (question, OVERPAINT_LOCAL_MOST_REPLY);

  overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                             job_came, g_steal_pointer (&task));
}

/**
 * overpaint_sdcpp_follow_async: (skip)
 * @server: an sd-server
 * @variation: the request that the job is for
 * @id: the job's id
 * @begun: when the request began, in monotonic microseconds
 * @cancellable: (nullable): to end it early
 * @callback: called when the pictures are there, or will not come
 * @data: given to @callback
 *
 * Asks how a job stands until it is done. A cancel takes it back where it still waits. One
 * that is being made cannot be: the message of %G_IO_ERROR_CANCELLED says that, since the next
 * picture will have to wait for it.
 */
void
overpaint_sdcpp_follow_async (OverpaintServer     *server,
                              OverpaintRequest    *variation,
                              const gchar         *id,
                              gint64               begun,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             data)
{
  GTask *task = g_task_new (server, cancellable, callback, data);
  Job   *job  = g_new0 (Job, 1);

  g_task_set_source_tag (task, overpaint_sdcpp_follow_async);
  g_task_set_check_cancellable (task, FALSE);

  job->variation = overpaint_request_ref (variation);
  job->id        = g_strdup (id);
  job->begun     = begun;
  job->pause     = overpaint_server_get_poll_pause (server);
  g_task_set_task_data (task, job, job_free);

  poll_job (task);
}

/**
 * overpaint_sdcpp_follow_finish: (skip)
 * @server: the server
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one
 *   picture, or %NULL with @error set
 */
GPtrArray *
overpaint_sdcpp_follow_finish (OverpaintServer  *server,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
