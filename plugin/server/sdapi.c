/* sdapi.c: pictures from Forge, AUTOMATIC1111, SD.Next, KoboldCpp and older sd-servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "local-picture.h"
#include "reply.h"
#include "sdapi.h"
#include "sdapi-form.h"
#include "server-private.h"

/* In milliseconds. */
#define STATE_TIMEOUT  5000
#define CANCEL_TIMEOUT 2000

typedef struct
{
  OverpaintRequest     *variation;
  const OverpaintModel *model;
  GBytes               *png;
  gchar                *task_id;
  GCancellable         *abort;       /* closes the connection that waits for the picture */
  GSource              *stop;        /* hears of a cancel, or NULL */
  GSource              *clock;       /* until the next question for progress, or NULL */
  gboolean              asking;      /* whether a question for progress is under way */
  gboolean              done;        /* whether the task has returned */
  gboolean              stopping;
  gboolean              interrupted; /* whether the server was told so */
} Job;

static void tick (GTask *task);

static void
source_destroy (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->stop, source_destroy);
  g_clear_pointer (&job->clock, source_destroy);
  g_clear_object (&job->abort);
  overpaint_request_unref (job->variation);
  g_bytes_unref (job->png);
  g_free (job->task_id);
  g_free (job);
}

/* Those that can be asked about one task alone. SD.Next and the others cannot. */
static gboolean
knows_tasks (OverpaintServer *server)
{
  OverpaintServerKind kind = overpaint_server_get_kind (server);

  return kind == OVERPAINT_SERVER_FORGE || kind == OVERPAINT_SERVER_A1111;
}

static GError *
judge (OverpaintServer          *server,
       const OverpaintHttpReply *reply)
{
  OverpaintServerKind  kind = overpaint_server_get_kind (server);
  const gchar         *host = overpaint_server_get_display_host (server);
  g_autofree gchar    *said = NULL;

  if (reply->status == 401)
    return g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_UNAUTHORIZED,
                        _("%s wants a name and a password. Enter both as its token, with a colon between "
                          "them."), host);

  if (reply->status == 404 && knows_tasks (server) &&
      g_strstr_len (g_bytes_get_data (reply->body, NULL), (gssize) g_bytes_get_size (reply->body),
                    "\"Not Found\"") != NULL)
    return g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND,
                        _("%s is a web UI that programs may not use. Start it with --api, then try "
                          "again."), host);

  return overpaint_server_error_from_reply (reply, kind, host, overpaint_server_get_token (server));
}

static OverpaintHttpRequest *
ask_about_task (GTask *task,
                guint  timeout)
{
  g_autofree gchar     *text     = NULL;
  g_autoptr(GBytes)     body     = NULL;
  OverpaintServer      *server   = g_task_get_source_object (task);
  Job                  *job      = g_task_get_task_data (task);
  OverpaintHttpRequest *question = overpaint_server_ask_name (server, "internal/progress", timeout);

  text = g_strdup_printf ("{\"id_task\":\"%s\",\"live_preview\":false}", job->task_id);
  body = g_bytes_new (text, strlen (text));
  overpaint_http_request_set_json (question, body);

  return question;
}

/* What it says of our own task. */
static gboolean
read_state (const OverpaintHttpReply *reply,
            gboolean                 *active,
            gdouble                  *fraction)
{
  g_autoptr(JsonNode)  root = NULL;
  gsize                length;
  const gchar         *data = g_bytes_get_data (reply->body, &length);
  JsonObject          *object;
  JsonNode            *node;

  root = reply->status == 200 ? overpaint_reply_parse_json (data, length) : NULL;
  if (root == NULL || ! JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  object    = json_node_get_object (root);
  *active   = json_object_get_boolean_member_with_default (object, "active", FALSE);
  *fraction = -1;

  node = json_object_get_member (object, "progress");
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      (json_node_get_value_type (node) == G_TYPE_DOUBLE || json_node_get_value_type (node) == G_TYPE_INT64))
    *fraction = CLAMP (json_node_get_double (node), 0.0, 1.0);

  return TRUE;
}

static void
progress_came (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, NULL);
  Job                           *job    = g_task_get_task_data (task);
  gboolean                       active = FALSE;
  gdouble                        fraction;

  job->asking = FALSE;

  /* Whoever does not say how far it is still paints. */
  if (job->done || job->stopping)
    return;

  if (reply != NULL && read_state (reply, &active, &fraction))
    overpaint_server_tell_progress (g_task_get_source_object (task), job->variation, active ? 0 : -1,
                                    active ? fraction : -1);

  if (! job->done)
    tick (task);
}

static gboolean
clock_fired (gpointer data)
{
  GTask                           *task     = data;
  g_autoptr(OverpaintHttpRequest)  question = ask_about_task (task, STATE_TIMEOUT);
  OverpaintServer                 *server   = g_task_get_source_object (task);
  Job                             *job      = g_task_get_task_data (task);

  job->asking = TRUE;
  overpaint_http_send_async (overpaint_server_get_http (server), question, job->abort,
                             progress_came, g_object_ref (task));
  g_clear_pointer (&job->clock, source_destroy);

  return G_SOURCE_REMOVE;
}

static void
tick (GTask *task)
{
  OverpaintServer *server = g_task_get_source_object (task);
  Job             *job    = g_task_get_task_data (task);

  if (! knows_tasks (server))
    return;

  job->clock = g_timeout_source_new (overpaint_server_get_poll_pause (server) * 2);
  g_source_set_static_name (job->clock, "[overpaint] progress");
  g_source_set_callback (job->clock, clock_fired, task, NULL);
  g_source_attach (job->clock, g_task_get_context (task));
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
  gboolean                         active   = FALSE;
  gdouble                          fraction;

  if (job->done)
    return;

  if (reply == NULL || ! read_state (reply, &active, &fraction) || ! active)
    {
      g_cancellable_cancel (job->abort);
      return;
    }

  question = overpaint_server_ask_name (server, "sdapi/v1/interrupt", CANCEL_TIMEOUT);
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

  if (knows_tasks (server))
    {
      g_autoptr(OverpaintHttpRequest) question = ask_about_task (task, CANCEL_TIMEOUT);

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
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = NULL;
  GError                        *error  = NULL;
  GPtrArray                     *images = NULL;
  OverpaintServer               *server = g_task_get_source_object (task);
  Job                           *job    = g_task_get_task_data (task);

  job->done = TRUE;
  g_clear_pointer (&job->stop, source_destroy);
  g_clear_pointer (&job->clock, source_destroy);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  /* A question for progress that is still under way ends here; not before the answer is out of
   * its task, which the same cancellable ends.
   */
  if (job->asking)
    g_cancellable_cancel (job->abort);

  /* Half a picture is none: what comes after an interrupt is not shown. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || job->stopping)
    {
      g_clear_error (&error);

      if (! job->interrupted && reply == NULL)
        overpaint_server_note_going_on (server);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               job->interrupted || reply != NULL
                               ? _("It was stopped at %s.")
                               : _("It was stopped, but %s may finish the picture first, and only "
                                   "then take the next one."),
                               overpaint_server_get_display_host (server));
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

  images = overpaint_sdapi_read_pictures (overpaint_server_get_kind (server), reply, job->png,
                                          overpaint_request_get_integer (job->variation, "seed"),
                                          overpaint_server_get_display_host (server), &error);

  if (images != NULL)
    g_task_return_pointer (task, images, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
surveyed (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask)                 task        = data;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  g_autoptr(GBytes)                body        = NULL;
  GError                          *error       = NULL;
  OverpaintServer                 *server      = OVERPAINT_SERVER (source);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  Job                             *job         = g_task_get_task_data (task);

  if (overpaint_server_survey_finish (server, result, &error))
    body = overpaint_sdapi_form_new (overpaint_server_get_kind (server), job->variation, job->model, job->png,
                                     overpaint_server_get_capabilities (server), job->task_id,
                                     overpaint_server_get_display_host (server), &error);

  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (cancellable != NULL)
    {
      job->stop = g_cancellable_source_new (cancellable);
      g_source_set_static_name (job->stop, "[overpaint] stop");
      g_source_set_callback (job->stop, G_SOURCE_FUNC (stopped), task, NULL);
      g_source_attach (job->stop, g_task_get_context (task));
    }

  tick (task);

  question = overpaint_server_ask_name (server, "sdapi/v1/img2img", 0);
  overpaint_http_request_set_json (question, body);
  overpaint_http_request_set_limit (question, OVERPAINT_LOCAL_MOST_REPLY);

  overpaint_http_send_async (overpaint_server_get_http (server), question, job->abort,
                             answer_came, g_steal_pointer (&task));
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
 * Asks what the server has, then for the picture, for as long as that takes. Forge and AUTOMATIC1111
 * are asked meanwhile how far it is, and interrupted by a cancel if it is this picture that they
 * make: an interrupt of theirs ends whatever is being made. With the others the connection is closed, and
 * they finish it; the message of %G_IO_ERROR_CANCELLED says so.
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
