/* sdcpp-jobs.c: sd-server's own jobs: queued, generating, done
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "sdcpp.h"

#define JOBS_PATH "/sdcpp/v1/jobs/"
#define CANCEL    "/cancel"

static void begin_next (PracticeServer *server);

/**
 * practice_native_job_free:
 * @job: (transfer full): a job
 */
void
practice_native_job_free (PracticeNativeJob *job)
{
  g_free (job->id);
  g_free (job->format);
  g_ptr_array_unref (job->images);
  g_free (job->error);
  g_clear_pointer (&job->order, practice_order_free);
  g_free (job);
}

/**
 * practice_native_job_is_open:
 * @job: a job
 *
 * Returns: whether it is yet to be done
 */
gboolean
practice_native_job_is_open (PracticeNativeJob *job)
{
  return job->completed == 0;
}

static gint64
unix_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static PracticeNativeJob *
find_job (PracticeServer *server,
          const gchar    *id)
{
  for (guint i = 0; i < server->local->jobs->len; i++)
    {
      PracticeNativeJob *job = g_ptr_array_index (server->local->jobs, i);

      if (g_str_equal (job->id, id))
        return job;
    }

  return NULL;
}

/* What is done is kept for a while, and after that only remembered as gone. */
static void
purge (PracticeServer *server)
{
  gint64 now = g_get_monotonic_time () / 1000;

  for (guint i = 0; i < server->local->jobs->len; i++)
    {
      PracticeNativeJob *job = g_ptr_array_index (server->local->jobs, i);

      if (! practice_native_job_is_open (job) &&
          now - job->ended >= (gint64) server->local->job_seconds * 1000)
        job->expired = TRUE;
    }
}

static void
end_job (PracticeNativeJob *job,
         const gchar       *status,
         const gchar       *code,
         const gchar       *message)
{
  job->status    = status;
  job->completed = unix_now ();
  job->ended     = g_get_monotonic_time () / 1000;

  if (code != NULL)
    {
      g_autofree gchar *quoted = practice_json_quote (message);

      job->error = g_strdup_printf ("{\"code\":\"%s\",\"message\":%s}", code, quoted);
    }
}

static void
on_painted (PracticeOrder *order,
            GPtrArray     *files)
{
  PracticeNativeJob   *job   = find_job (order->server, order->job);
  const PracticeFault *fault = order->exchange->fault;

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (job->images, practice_order_base64 (g_ptr_array_index (files, i)));

  if (practice_fault_is (fault, "oom"))
    g_ptr_array_set_size (job->images, 0);

  if (job->images->len > 0)
    end_job (job, "completed", NULL, NULL);
  else
    end_job (job, "failed", "generation_failed", "generate_image returned no results");

  begin_next (order->server);
}

/* One job at a time: it is called "generating" even while it only waits for the card. */
static void
begin_next (PracticeServer *server)
{
  for (guint i = 0; i < server->local->jobs->len; i++)
    {
      PracticeNativeJob *job = g_ptr_array_index (server->local->jobs, i);

      if (g_str_equal (job->status, "generating"))
        return;

      if (g_str_equal (job->status, "queued"))
        {
          job->status  = "generating";
          job->started = unix_now ();
          practice_order_begin (g_steal_pointer (&job->order));
          return;
        }
    }
}

static gboolean
on_idle (gpointer server)
{
  begin_next (server);

  return G_SOURCE_REMOVE;
}

static guint
count_open (PracticeServer *server)
{
  guint count = 0;

  for (guint i = 0; i < server->local->jobs->len; i++)
    count += practice_native_job_is_open (g_ptr_array_index (server->local->jobs, i));

  return count;
}

/* Formats must be one of three, and something else than text is the server's own mistake. */
static PracticeReply *
read_format (PracticeAsk *ask,
             JsonObject  *object)
{
  static const gchar * const formats[] = { "png", "jpeg", "jpg", "webp", NULL };
  g_autofree gchar          *problem   = NULL;
  g_autofree gchar          *format    = practice_ask_text (object, "output_format", "png", &problem);

  if (problem != NULL)
    return practice_sdcpp_server_error (problem);

  if (! g_strv_contains (formats, format))
    return practice_sdcpp_error (400, "invalid output_format, must be one of [png, jpeg, webp]");

  practice_ask_set (&ask->format, g_str_equal (format, "jpg") ? "jpeg" : format);

  return NULL;
}

/**
 * practice_sdcpp_job_begin:
 * @server: the server
 * @exchange: POST /sdcpp/v1/img_gen
 *
 * Returns: (transfer full): 202 with the job, or why not
 */
PracticeReply *
practice_sdcpp_job_begin (PracticeServer   *server,
                          PracticeExchange *exchange)
{
  g_autoptr (PracticeAsk)  ask   = practice_ask_new ();
  PracticeNativeJob       *job;
  PracticeReply           *reply;
  g_autofree gchar        *body  = NULL;

  if (exchange->json == NULL)
    return g_bytes_get_size (exchange->body) == 0
           ? practice_sdcpp_error (400, "empty body")
           : practice_reply_new (400, "application/json", "{\"error\":\"invalid json\",\"message\":"
                                 "\"[json.exception.parse_error.101] parse error\"}");

  server->local->listed = TRUE;

  if (! JSON_NODE_HOLDS_OBJECT (exchange->json) ||
      ! practice_sdcpp_read_native (ask, json_node_get_object (exchange->json), TRUE))
    return practice_sdcpp_error (400, "invalid generation parameters");

  reply = read_format (ask, json_node_get_object (exchange->json));

  if (reply != NULL)
    return reply;

  if (! practice_sdcpp_resolve (ask))
    return practice_sdcpp_error (400, "invalid generation parameters");

  purge (server);

  if (count_open (server) >= server->local->queue)
    return practice_sdcpp_error (429, "job queue is full");

  practice_exchange_note_all (exchange, "lora", ask->loras);

  job = g_new0 (PracticeNativeJob, 1);
  job->id      = g_strdup_printf ("job_%" G_GINT64_MODIFIER "x_%08x", unix_now (),
                                  server->local->next_job++);
  job->status  = "queued";
  job->created = unix_now ();
  job->format  = g_strdup (ask->format);
  job->images  = g_ptr_array_new_with_free_func (g_free);
  job->order   = practice_order_new (server, exchange, g_steal_pointer (&ask), on_painted);
  job->order->job    = g_strdup (job->id);
  job->order->over   = job->order->ask->source != NULL;
  job->order->amount = practice_sdcpp_amount (job->order->ask);
  g_ptr_array_add (server->local->jobs, job);
  g_idle_add (on_idle, server);

  body = g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"img_gen\",\"status\":\"queued\",\"created\":%"
                          G_GINT64_FORMAT ",\"poll_url\":\"" JOBS_PATH "%s\"}", job->id,
                          job->created, job->id);

  return practice_reply_new (202, "application/json", body);
}

static void
append_time (GString     *text,
             const gchar *name,
             gint64       time)
{
  if (time == 0)
    g_string_append_printf (text, ",\"%s\":null", name);
  else
    g_string_append_printf (text, ",\"%s\":%" G_GINT64_FORMAT, name, time);
}

static PracticeReply *
describe (PracticeServer    *server,
          PracticeNativeJob *job)
{
  g_autoptr (GString) text     = g_string_new (NULL);
  guint               position = 0;

  if (g_str_equal (job->status, "queued"))
    for (guint i = 0; i < server->local->jobs->len; i++)
      {
        PracticeNativeJob *other = g_ptr_array_index (server->local->jobs, i);

        position += g_str_equal (other->status, "queued");

        if (other == job)
          break;
      }

  g_string_append_printf (text, "{\"id\":\"%s\",\"kind\":\"img_gen\",\"status\":\"%s\",\"created\":%"
                          G_GINT64_FORMAT, job->id, job->status, job->created);
  append_time (text, "started", job->started);
  append_time (text, "completed", job->completed);
  g_string_append_printf (text, ",\"queue_position\":%u,\"result\":", position);

  if (g_str_equal (job->status, "completed"))
    {
      g_string_append_printf (text, "{\"output_format\":\"%s\",\"images\":[", job->format);

      for (guint i = 0; i < job->images->len; i++)
        g_string_append_printf (text, "%s{\"index\":%u,\"b64_json\":\"%s\"}", i > 0 ? "," : "", i,
                                (const gchar *) g_ptr_array_index (job->images, i));

      g_string_append (text, "]}");
    }
  else
    {
      g_string_append (text, "null");
    }

  g_string_append_printf (text, ",\"error\":%s}", job->error != NULL ? job->error : "null");

  return practice_reply_new (200, "application/json", text->str);
}

static PracticeReply *
cancel (PracticeServer    *server,
        PracticeNativeJob *job)
{
  if (g_str_equal (job->status, "generating"))
    return practice_sdcpp_error (409, "job is currently generating and cannot be interrupted yet");

  if (g_str_equal (job->status, "queued"))
    {
      g_clear_pointer (&job->order, practice_order_free);
      end_job (job, "cancelled", "cancelled", "job cancelled by client");
    }

  return describe (server, job);
}

/**
 * practice_sdcpp_job_answer:
 * @server: the server
 * @exchange: a request below /sdcpp/v1/jobs/
 *
 * Returns: (transfer full): how the job stands
 */
PracticeReply *
practice_sdcpp_job_answer (PracticeServer   *server,
                           PracticeExchange *exchange)
{
  g_autofree gchar  *id      = g_strdup (exchange->path + strlen (JOBS_PATH));
  gboolean           cancels = g_str_has_suffix (id, CANCEL);
  PracticeNativeJob *job;

  if (! g_str_equal (exchange->method, cancels ? "POST" : "GET"))
    return practice_reply_new (404, NULL, "");

  if (cancels)
    id[strlen (id) - strlen (CANCEL)] = '\0';

  purge (server);
  job = find_job (server, id);

  if (job == NULL)
    return practice_sdcpp_error (404, "job not found");

  if (job->expired)
    return practice_sdcpp_error (410, "job expired");

  return cancels ? cancel (server, job) : describe (server, job);
}
