/* sdcpp.c: pictures from the jobs of stable-diffusion.cpp's sd-server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local-wait.h"
#include "sdapi.h"
#include "sdcpp.h"
#include "sdcpp-form.h"
#include "sdcpp-job.h"
#include "server-private.h"

/* In milliseconds. The server answers these while it paints. */
#define SHORT_TIMEOUT  10000
#define SUBMIT_TIMEOUT 30000

/* How often a job is handed in where the queue is full. */
#define MOST_SUBMITS 3

typedef struct
{
  OverpaintRequest     *variation;
  const OverpaintModel *model;
  GBytes               *png;
  GBytes               *body;    /* the request, as JSON */
  gint64                begun;   /* monotonic, microseconds */
  guint                 submits;
} Job;

static void submit (GTask *owned);

static void
job_free (gpointer data)
{
  Job *job = data;

  overpaint_request_unref (job->variation);
  g_bytes_unref (job->png);
  g_clear_pointer (&job->body, g_bytes_unref);
  g_free (job);
}

static void
pictures_came (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(GTask)  task     = data;
  GError           *error    = NULL;
  GPtrArray        *pictures = overpaint_sdcpp_follow_finish (OVERPAINT_SERVER (source), result, &error);

  if (pictures != NULL)
    g_task_return_pointer (task, pictures, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
job_taken (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask)               task        = data;
  g_autoptr(OverpaintHttpReply)  reply       = NULL;
  g_autofree gchar              *id          = NULL;
  GError                        *error       = NULL;
  OverpaintServer               *server      = g_task_get_source_object (task);
  GCancellable                  *cancellable = g_task_get_cancellable (task);
  Job                           *job         = g_task_get_task_data (task);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (reply->status == 429 && job->submits < MOST_SUBMITS)
    {
      guint pause = overpaint_server_get_retry_pause (server);

      overpaint_local_wait (g_steal_pointer (&task), job->submits > 1 ? pause * 4 : pause, submit);
      return;
    }

  if (reply->status == 202 || reply->status == 200)
    id = overpaint_sdcpp_read_id (reply);

  if (id == NULL)
    {
      g_task_return_error (task, overpaint_server_error_from_reply (reply, OVERPAINT_SERVER_SD_SERVER,
                                                                    overpaint_server_get_display_host (server),
                                                                    overpaint_server_get_token (server)));
      return;
    }

  overpaint_sdcpp_follow_async (server, job->variation, id, job->begun, cancellable,
                                pictures_came, g_steal_pointer (&task));
}

/* Takes over the reference to @owned. The question itself is not cancelled: it is answered before
 * anything is painted, and a job whose id is not known could not be taken back.
 */
static void
submit (GTask *owned)
{
  g_autoptr(GTask)                 task     = owned;
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  OverpaintServer                 *server   = g_task_get_source_object (task);
  Job                             *job      = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  job->submits++;
  question = overpaint_server_ask_name (server, "sdcpp/v1/img_gen", SUBMIT_TIMEOUT);
  overpaint_http_request_set_json (question, job->body);

  overpaint_http_send_async (overpaint_server_get_http (server), question, NULL,
                             job_taken, g_steal_pointer (&task));
}

static void
old_way_came (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask)  task     = data;
  GError           *error    = NULL;
  GPtrArray        *pictures = overpaint_sdapi_generate_finish (OVERPAINT_SERVER (source), result, &error);

  if (pictures != NULL)
    g_task_return_pointer (task, pictures, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* An sd-server from before it had jobs, or one built without them, still has its sdapi. */
static void
capabilities_came (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(GTask)               task        = data;
  g_autoptr(OverpaintHttpReply)  reply       = NULL;
  GError                        *error       = NULL;
  OverpaintServer               *server      = g_task_get_source_object (task);
  GCancellable                  *cancellable = g_task_get_cancellable (task);
  Job                           *job         = g_task_get_task_data (task);
  OverpaintCapabilities         *capabilities;

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  capabilities = overpaint_sdcpp_read_capabilities (reply);

  if (capabilities == NULL)
    {
      overpaint_sdapi_generate_async (server, job->variation, job->model, job->png, cancellable,
                                      old_way_came, g_steal_pointer (&task));
      return;
    }

  overpaint_server_take_capabilities (server, capabilities);

  job->body = overpaint_sdcpp_form_new (job->variation, job->model, job->png, capabilities,
                                        overpaint_server_get_display_host (server), &error);

  if (job->body == NULL)
    g_task_return_error (task, error);
  else
    submit (g_steal_pointer (&task));
}

/**
 * overpaint_sdcpp_generate_async: (skip)
 * @server: an sd-server that has jobs
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture, sides a multiple of 64
 * @cancellable: (nullable): to end it early
 * @callback: called when the pictures are there, or will not come
 * @data: given to @callback
 *
 * Asks what the server can do, which also has it look for LoRAs; hands the request in as a job; and
 * asks how it stands until it is done. There is no limit to the time before the first step: the
 * server loads its model then.
 *
 * A cancel takes the job back where it still waits. One that is being made cannot be: the message of
 * %G_IO_ERROR_CANCELLED says that, since the next picture will have to wait for it.
 */
void
overpaint_sdcpp_generate_async (OverpaintServer      *server,
                                OverpaintRequest     *variation,
                                const OverpaintModel *model,
                                GBytes               *png,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              data)
{
  g_autoptr(GTask)                 task     = NULL;
  g_autoptr(OverpaintHttpRequest)  question = NULL;
  Job                             *job;

  task = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_sdcpp_generate_async);
  g_task_set_check_cancellable (task, FALSE);

  job            = g_new0 (Job, 1);
  job->variation = overpaint_request_ref (variation);
  job->model     = model;
  job->png       = g_bytes_ref (png);
  job->begun     = g_get_monotonic_time ();
  g_task_set_task_data (task, job, job_free);

  question = overpaint_server_ask_name (server, "sdcpp/v1/capabilities", SHORT_TIMEOUT);

  overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                             capabilities_came, g_steal_pointer (&task));
}

/**
 * overpaint_sdcpp_generate_finish: (skip)
 * @server: the server
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one
 *   picture, or %NULL with @error set
 */
GPtrArray *
overpaint_sdcpp_generate_finish (OverpaintServer  *server,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
