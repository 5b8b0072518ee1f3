/* server-probe.c: finding out what kind a server is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "fingerprint.h"
#include "reply.h"
#include "server-private.h"

/* Runners of before March 2025 know only the second one. */
static const gchar * const questions[] = { "version", "hardware/info" };

/* A list of LoRAs, and the settings of a web UI, can be long. */
#define MOST_BYTES (16 * 1024 * 1024)

typedef struct
{
  guint    index;        /* of the question that is asked */
  gboolean runner_words; /* whether it speaks as a runner does */
} Probe;

static void ask_next        (GTask *owned);
static void ask_fingerprint (GTask *owned);

/* {"pipeline": "image-to-image", "model_id": "…", …} is what a runner answers to both. */
static gboolean
is_runner (const OverpaintHttpReply *reply)
{
  g_autoptr(JsonNode)  node = NULL;
  const gchar         *data;
  gsize                length;

  if (reply->status != 200)
    return FALSE;

  data = g_bytes_get_data (reply->body, &length);
  node = overpaint_reply_parse_json (data, length);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "pipeline") &&
         json_object_has_member (json_node_get_object (node), "model_id");
}

/* What is known already, from the address or the settings, is better than a guess. */
static void
guess_kind (OverpaintServer     *server,
            OverpaintServerKind  kind)
{
  if (overpaint_server_get_kind (server) == OVERPAINT_SERVER_UNKNOWN)
    overpaint_server_settle (server, kind, FALSE);
}

/* Something that speaks as a runner does, on this computer, is asked one at a time; whatever else it
 * is, a gateway is the most general of the kinds.
 */
static void
conclude (GTask *task)
{
  OverpaintServer *server   = g_task_get_source_object (task);
  Probe           *probe    = g_task_get_task_data (task);
  gboolean         loopback = overpaint_address_is_loopback (overpaint_server_get_uri (server));

  guess_kind (server, loopback && probe->runner_words ? OVERPAINT_SERVER_RUNNER
                                                      : OVERPAINT_SERVER_GATEWAY);
  g_task_return_boolean (task, TRUE);
}

static void
fingerprint_came (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask)     task   = data;
  GError              *error  = NULL;
  OverpaintServer     *server = g_task_get_source_object (task);
  OverpaintServerKind  kind   = OVERPAINT_SERVER_UNKNOWN;
  gboolean             closed = FALSE;

  if (! overpaint_fingerprint_take_finish (server, result, &kind, &closed, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (closed)
    {
      g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND,
                               _("%s is a web UI that programs may not use. Start it with --api, then try "
                                 "again."), overpaint_server_get_display_host (server));
      return;
    }

  if (kind == OVERPAINT_SERVER_UNKNOWN)
    {
      conclude (task);
      return;
    }

  overpaint_server_settle (server, kind, TRUE);
  g_task_return_boolean (task, TRUE);
}

/* Takes over the reference to @owned. */
static void
ask_fingerprint (GTask *owned)
{
  overpaint_fingerprint_take_async (g_task_get_source_object (owned), g_task_get_cancellable (owned),
                                    fingerprint_came, owned);
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = NULL;
  GError                        *error  = NULL;
  OverpaintServer               *server = g_task_get_source_object (task);
  Probe                         *probe  = g_task_get_task_data (task);
  gboolean                       loopback;

  reply    = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);
  loopback = overpaint_address_is_loopback (overpaint_server_get_uri (server));

  if (reply == NULL)
    {
      /* While a runner paints it answers nothing else. */
      if (loopback && g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT))
        {
          g_clear_error (&error);
          guess_kind (server, OVERPAINT_SERVER_RUNNER);
          g_task_return_boolean (task, TRUE);
          return;
        }

      g_task_return_error (task, error);
      return;
    }

  if (is_runner (reply))
    {
      overpaint_server_settle (server, OVERPAINT_SERVER_RUNNER, TRUE);
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (overpaint_reply_guess_kind (reply) == OVERPAINT_SERVER_STUDIO)
    {
      overpaint_server_settle (server, OVERPAINT_SERVER_STUDIO, TRUE);
      g_task_return_boolean (task, TRUE);
      return;
    }

  probe->runner_words = overpaint_reply_guess_kind (reply) == OVERPAINT_SERVER_RUNNER;

  if (++probe->index < G_N_ELEMENTS (questions))
    {
      ask_next (g_steal_pointer (&task));
      return;
    }

  /* Only on this computer: elsewhere stand gateways, which need not be asked a dozen things. */
  if (loopback)
    ask_fingerprint (g_steal_pointer (&task));
  else
    conclude (task);
}

static OverpaintHttpRequest *
new_question (OverpaintServer *server,
              const gchar     *name)
{
  g_autoptr(GUri)       target   = overpaint_address_append (overpaint_server_get_uri (server), name);
  guint                 timeout  = overpaint_server_get_probe_timeout (server);
  OverpaintHttpRequest *question = overpaint_http_request_new (target);

  overpaint_http_request_set_timeouts (question, timeout, timeout);
  overpaint_http_request_set_limit (question, MOST_BYTES);

  return question;
}

/* Takes over the reference to @owned. */
static void
ask_next (GTask *owned)
{
  g_autoptr(GTask)                 task        = owned;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  OverpaintServer                 *server      = g_task_get_source_object (task);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  Probe                           *probe       = g_task_get_task_data (task);

  /* Without the token: both are open on a runner, and nobody else needs them. */
  question = new_question (server, questions[probe->index]);

  overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                             answer_came, g_steal_pointer (&task));
}

static void
opened (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GTask)  task  = data;
  GError           *error = NULL;

  if (overpaint_server_open_finish (OVERPAINT_SERVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_server_probe_async:
 * @server: a server
 * @cancellable: (nullable): to end it early
 * @callback: called when the kind is known, or cannot be found out
 * @data: given to @callback
 *
 * Finds out what kind a server is, where the settings do not say: a runner tells
 * when it is asked for its version or its hardware; Studio is known by its errors; the others
 * are gateways. On this computer sd-server, KoboldCpp, SD.Next, Forge and AUTOMATIC1111 are
 * looked for as well, by what they answer and never by their port. A server on this computer
 * that does not answer in time is a runner that paints. What the server answers later may
 * correct it.
 *
 * One that somebody holds is started for that, where it does not run.
 */
void
overpaint_server_probe_async (OverpaintServer     *server,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             data)
{
  g_return_if_fail (OVERPAINT_IS_SERVER (server));

  if (overpaint_server_get_kind (server) != OVERPAINT_SERVER_UNKNOWN)
    {
      GTask *known = g_task_new (server, cancellable, callback, data);

      overpaint_server_open_async (server, cancellable, opened, known);
      return;
    }

  overpaint_server_test_async (server, cancellable, callback, data);
}

/**
 * overpaint_server_test_async:
 * @server: a server
 * @cancellable: (nullable): to end it early
 * @callback: called when it has answered, or cannot be reached; it calls
 *   [method@Overpaint.Server.probe_finish]
 * @data: given to @callback
 *
 * Asks a server as [method@Overpaint.Server.probe_async] does, also where its kind is known: for
 * those who want to know whether it is there.
 */
void
overpaint_server_test_async (OverpaintServer     *server,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  GTask *task;

  g_return_if_fail (OVERPAINT_IS_SERVER (server));

  task = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_server_test_async);
  g_task_set_task_data (task, g_new0 (Probe, 1), g_free);
  ask_next (task);
}

/**
 * overpaint_server_probe_finish:
 * @server: a server
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR, for
 *   %OVERPAINT_SERVER_ERROR_NOT_FOUND where a web UI runs without its API, or for
 *   %G_IO_ERROR_CANCELLED
 *
 * Says whether the kind is known now ([method@Overpaint.Server.get_kind]).
 *
 * Returns: %TRUE where it is; %FALSE with @error set where the server cannot be reached
 */
gboolean
overpaint_server_probe_finish (OverpaintServer  *server,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
