/* sdapi.c: pictures from Forge, AUTOMATIC1111, SD.Next, KoboldCpp and older sd-servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "local-picture.h"
#include "sdapi.h"
#include "sdapi-form.h"
#include "sdapi-state.h"
#include "sdapi-watch.h"
#include "server-private.h"

/* In milliseconds. */
#define SHORT_TIMEOUT 2000

typedef struct
{
  OverpaintRequest     *variation;
  const OverpaintModel *model;
  GBytes               *png;
  GBytes               *body;        /* the request, as JSON */
  gchar                *task_id;
  GCancellable         *abort;       /* closes the connection that waits for the picture */
  GSource              *stop;        /* hears of a cancel, or NULL */
  OverpaintSdapiWatch  *watch;       /* while it waits, or NULL */
  GPtrArray            *images;      /* what came, until it is known to be whole */
  gboolean              done;        /* whether the answer is there, or will not come */
  gboolean              stopping;
  gboolean              interrupted; /* whether the server was told so */
  gboolean              lost;        /* whether the server does not answer any more */
} Job;

static void
clear_stop (Job *job)
{
  if (job->stop != NULL)
    {
      g_source_destroy (job->stop);
      g_clear_pointer (&job->stop, g_source_unref);
    }
}

static void
job_free (gpointer data)
{
  Job *job = data;

  clear_stop (job);
  g_clear_pointer (&job->watch, overpaint_sdapi_watch_end);
  g_clear_pointer (&job->images, g_ptr_array_unref);
  g_clear_pointer (&job->body, g_bytes_unref);
  g_clear_object (&job->abort);
  overpaint_request_unref (job->variation);
  g_bytes_unref (job->png);
  g_free (job->task_id);
  g_free (job);
}

static GError *
judge (OverpaintServer          *server,
       const OverpaintHttpReply *reply)
{
  OverpaintServerKind  kind = overpaint_server_get_kind (server);
  const gchar         *host = overpaint_server_get_display_host (server);

  if (reply->status == 404 && overpaint_sdapi_state_knows_tasks (server) && g_bytes_get_size (reply->body) > 0 &&
      g_strstr_len (g_bytes_get_data (reply->body, NULL), (gssize) g_bytes_get_size (reply->body),
                    "\"Not Found\"") != NULL)
    return g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND,
                        _("%s is a web UI that programs may not use. Start it with --api, then try "
                          "again."), host);

  return overpaint_server_error_from_reply (reply, kind, host, overpaint_server_get_token (server));
}

static void
interrupted (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task  = data;
  g_autoptr(OverpaintHttpReply)  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);
  Job                           *job   = g_task_get_task_data (task);

  job->interrupted = reply != NULL && reply->status / 100 == 2;
  g_cancellable_cancel (job->abort);
}

/* An interrupt stops whoever's picture is being made: it is sent only while that is ours. */
static void
state_came (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask)                 task     = data;
  g_autoptr(OverpaintHttpReply)    reply    = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  g_autoptr(GBytes)                nothing  = g_bytes_new_static ("{}", 2);
  OverpaintServer                 *server   = g_task_get_source_object (task);
  Job                             *job      = g_task_get_task_data (task);
  OverpaintSdapiState              state;

  if (job->done)
    return;

  if (reply == NULL || ! overpaint_sdapi_state_read (reply, &state) || ! state.active)
    {
      g_cancellable_cancel (job->abort);
      return;
    }

  question = overpaint_server_ask_name (server, "sdapi/v1/interrupt", SHORT_TIMEOUT);
  overpaint_http_request_set_json (question, nothing);
  overpaint_http_send_async (overpaint_server_get_http (server), question, NULL,
                             interrupted, g_steal_pointer (&task));
}

static gboolean
stopped (GCancellable *cancellable,
         gpointer      data)
{
  GTask           *task   = data;
  OverpaintServer *server = g_task_get_source_object (task);
  Job             *job    = g_task_get_task_data (task);

  job->stopping = TRUE;
  g_clear_pointer (&job->watch, overpaint_sdapi_watch_end);

  if (overpaint_sdapi_state_knows_tasks (server))
    {
      g_autoptr(OverpaintHttpRequest) question = overpaint_sdapi_state_ask (server, job->task_id, SHORT_TIMEOUT);

      overpaint_http_send_async (overpaint_server_get_http (server), question, NULL,
                                 state_came, g_object_ref (task));
    }
  else
    {
      g_cancellable_cancel (job->abort);
    }

  return G_SOURCE_REMOVE;
}

static void
lost (gpointer data)
{
  Job *job = g_task_get_task_data (data);

  job->lost = TRUE;
  g_cancellable_cancel (job->abort);
}

/* Why there is no picture, where nobody waits for it any more. */
static GError *
conclude (OverpaintServer *server,
          Job             *job,
          gboolean         answered)
{
  const gchar *host = overpaint_server_get_display_host (server);

  if (job->lost && ! job->stopping)
    return overpaint_server_error_silent (host);

  if (job->interrupted || answered)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("It was stopped at %s."), host);

  overpaint_server_tell_left (server, job->variation);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                      _("It was stopped, but %s may paint the old picture to its end, and the "
                        "next run waits for it."), host);
}

/* An interrupted picture is a success to a web UI, and half painted. It remembers that until the next
 * one begins.
 */
static void
end_came (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);
  OverpaintServer               *server = g_task_get_source_object (task);
  Job                           *job    = g_task_get_task_data (task);
  OverpaintSdapiState            state;

  if (reply != NULL && overpaint_sdapi_state_read (reply, &state) && state.idle && state.stopped)
    g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
                             _("Somebody else interrupted the picture at %s: it is not finished, and not shown. "
                               "Try again with the same seed."), overpaint_server_get_display_host (server));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->images), (GDestroyNotify) g_ptr_array_unref);
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)                 task     = data;
  g_autoptr(OverpaintHttpReply)    reply    = NULL;
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  GError                          *error    = NULL;
  OverpaintServer                 *server   = g_task_get_source_object (task);
  Job                             *job      = g_task_get_task_data (task);

  job->done = TRUE;
  clear_stop (job);
  g_clear_pointer (&job->watch, overpaint_sdapi_watch_end);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  /* Half a picture is none: what comes after an interrupt is not shown. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || job->stopping)
    {
      g_clear_error (&error);
      g_task_return_error (task, conclude (server, job, reply != NULL));
      return;
    }

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (reply->status != 200)
    {
      g_task_return_error (task, judge (server, reply));
      return;
    }

  job->images = overpaint_sdapi_read_pictures (overpaint_server_get_kind (server), reply, job->png,
                                               overpaint_request_get_integer (job->variation, "seed"),
                                               (guint) MAX (overpaint_request_get_integer (job->variation, "images"),
                                                            1),
                                               overpaint_server_get_display_host (server), &error);

  if (job->images == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (! overpaint_sdapi_state_tells (server))
    {
      g_task_return_pointer (task, g_steal_pointer (&job->images), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  question = overpaint_sdapi_state_ask_all (server, SHORT_TIMEOUT);
  overpaint_http_send_async (overpaint_server_get_http (server), question, NULL,
                             end_came, g_steal_pointer (&task));
}

/* Takes over the reference to @owned. @alone is whether the server had nothing to do before. */
static void
ask_for_picture (GTask    *owned,
                 gboolean  alone)
{
  g_autoptr(GTask)                 task        = owned;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  OverpaintServer                 *server      = g_task_get_source_object (task);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  Job                             *job         = g_task_get_task_data (task);

  if (cancellable != NULL)
    {
      job->stop = g_cancellable_source_new (cancellable);
      g_source_set_static_name (job->stop, "[overpaint] stop");
      g_source_set_callback (job->stop, G_SOURCE_FUNC (stopped), task, NULL);
      g_source_attach (job->stop, g_task_get_context (task));
    }

  job->watch = overpaint_sdapi_watch_new (server, job->variation, job->task_id, alone, lost, task);

  question = overpaint_server_ask_name (server, "sdapi/v1/img2img", 0);
  overpaint_http_request_set_json (question, job->body);
  overpaint_http_request_set_limit (question, OVERPAINT_LOCAL_MOST_REPLY);

  overpaint_http_send_async (overpaint_server_get_http (server), question, job->abort,
                             answer_came, g_steal_pointer (&task));
}

static void
before_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task  = data;
  g_autoptr(OverpaintHttpReply)  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);
  OverpaintSdapiState            state;
  gboolean                       idle;

  if (g_task_return_error_if_cancelled (task))
    return;

  idle = reply != NULL && overpaint_sdapi_state_read (reply, &state) && state.idle;
  ask_for_picture (g_steal_pointer (&task), idle);
}

static void
surveyed (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask)                 task        = data;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  GError                          *error       = NULL;
  OverpaintServer                 *server      = OVERPAINT_SERVER (source);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  Job                             *job         = g_task_get_task_data (task);

  if (overpaint_server_survey_finish (server, result, &error))
    job->body = overpaint_sdapi_form_new (overpaint_server_get_kind (server), job->variation, job->model, job->png,
                                          overpaint_server_get_capabilities (server), job->task_id,
                                          overpaint_server_get_display_host (server), &error);

  if (job->body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Whose picture it makes SD.Next does not say: ours, where it made none before. */
  if (overpaint_sdapi_state_tells (server) && ! overpaint_sdapi_state_knows_tasks (server))
    {
      question = overpaint_sdapi_state_ask_all (server, SHORT_TIMEOUT);
      overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                                 before_came, g_steal_pointer (&task));
      return;
    }

  ask_for_picture (g_steal_pointer (&task), FALSE);
}

/**
 * overpaint_sdapi_generate_async: (skip)
 * @server: a server that speaks the web UIs' way
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture
 * @cancellable: (nullable): to end it early
 * @callback: called when the pictures are there, or will not come
 * @data: given to @callback
 *
 * Asks what the server has, then for the picture, for as long as that takes; meanwhile it is asked
 * whether it is still there, and how far it is if it tells. Forge and AUTOMATIC1111 are
 * interrupted by a cancel if it is this picture that they make: an interrupt ends whatever is
 * being made. With the others the connection is closed, and they finish it; the message of
 * %G_IO_ERROR_CANCELLED says so. A picture that somebody else interrupted is not handed over.
 */
void
overpaint_sdapi_generate_async (OverpaintServer      *server,
                                OverpaintRequest     *variation,
                                const OverpaintModel *model,
                                GBytes               *png,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              data)
{
  g_autofree gchar *unique = g_uuid_string_random ();
  GTask            *task   = g_task_new (server, cancellable, callback, data);
  Job              *job    = g_new0 (Job, 1);

  g_task_set_source_tag (task, overpaint_sdapi_generate_async);
  g_task_set_check_cancellable (task, FALSE);

  job->variation = overpaint_request_ref (variation);
  job->model     = model;
  job->png       = g_bytes_ref (png);
  job->abort     = g_cancellable_new ();
  job->task_id   = g_strdup_printf ("task(overpaint-%s)", unique);
  g_task_set_task_data (task, job, job_free);

  overpaint_server_survey_async (server, cancellable, surveyed, task);
}

/**
 * overpaint_sdapi_generate_finish: (skip)
 * @server: the server
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one
 *   picture, or %NULL with @error set
 */
GPtrArray *
overpaint_sdapi_generate_finish (OverpaintServer  *server,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
