/* server-probe.c: finding out what kind a server is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "recognition.h"
#include "reply.h"
#include "server-private.h"

/* In the order in which one is not taken for another. Anybody may be asked the first two: runners of
 * before March 2025 know only the second one. The others are for this computer alone: elsewhere stand
 * gateways, which need not be asked a dozen things.
 */
static const struct
{
  OverpaintQuestion question;
  gboolean          token;    /* whether it may want one */
  gboolean          settles;  /* whether a kind that is known by now stays, whatever else would be answered */
} questions[] =
{
  { OVERPAINT_ASK_VERSION,       FALSE, TRUE  },
  { OVERPAINT_ASK_HARDWARE,      FALSE, TRUE  },
  { OVERPAINT_ASK_CAPABILITIES,  FALSE, FALSE },
  { OVERPAINT_ASK_SERVICE_INFO,  FALSE, TRUE  },
  { OVERPAINT_ASK_SDAPI_VERSION, TRUE,  TRUE  },
  { OVERPAINT_ASK_FLAGS,         TRUE,  FALSE },
  { OVERPAINT_ASK_OPTIONS,       TRUE,  FALSE },
  { OVERPAINT_ASK_OPENAI_MODELS, FALSE, TRUE  },
  { OVERPAINT_ASK_SYSTEM_STATS,  FALSE, TRUE  },
  { OVERPAINT_ASK_PING,          FALSE, FALSE },
  { OVERPAINT_ASK_ROOT,          FALSE, TRUE  }
};

#define N_ANYWHERE 2

typedef struct
{
  OverpaintRecognition *recognition;
  guint                 index;        /* of the question that is asked */
  gboolean              runner_words; /* whether it speaks as a runner does */
} Probe;

static void ask_next (GTask *owned);

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  overpaint_recognition_free (probe->recognition);
  g_free (probe);
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

/* Returns: whether nothing more has to be asked; @task has its answer then. */
static gboolean
judge (GTask *task)
{
  OverpaintServer                  *server = g_task_get_source_object (task);
  Probe                            *probe  = g_task_get_task_data (task);
  g_autoptr (OverpaintFoundWorker)  worker = overpaint_recognition_judge (probe->recognition);
  OverpaintServerKind               kind   = OVERPAINT_SERVER_UNKNOWN;

  if (worker == NULL)
    return FALSE;

  switch (worker->state)
    {
    case OVERPAINT_FOUND_READY:
    case OVERPAINT_FOUND_LOGIN:
      overpaint_server_kind_from_nick (worker->kind, &kind);
      break;

    case OVERPAINT_FOUND_OTHER_PIPELINE:
      kind = OVERPAINT_SERVER_RUNNER;
      break;

    case OVERPAINT_FOUND_NO_API:
      g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND,
                               _("%s is a web UI that programs may not use. Start it with --api, then try "
                                 "again."), overpaint_server_get_display_host (server));
      return TRUE;

    case OVERPAINT_FOUND_FOREIGN:
      g_task_return_new_error (task, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND,
                               /* Translators: an address, and what stands there, such as ComfyUI */
                               _("At %s stands %s, whose language Overpaint does not speak yet."),
                               overpaint_server_get_display_host (server), worker->name);
      return TRUE;

    case OVERPAINT_FOUND_SILENT:
    case OVERPAINT_FOUND_STARTING:
      return FALSE;
    }

  overpaint_server_settle (server, kind, TRUE);
  g_task_return_boolean (task, TRUE);

  return TRUE;
}

/* Returns: whether nothing more has to be asked; @task has its answer then. The first questions tell
 * whether anybody is there at all.
 */
static gboolean
judge_failure (GTask  *task,
               GError *error)
{
  OverpaintServer *server   = g_task_get_source_object (task);
  Probe           *probe    = g_task_get_task_data (task);
  gboolean         loopback = overpaint_address_is_loopback (overpaint_server_get_uri (server));

  /* What does not come from one who has answered before says nothing, and neither does a page where a few
   * words are asked for.
   */
  if ((probe->index >= N_ANYWHERE && ! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) ||
      g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TOO_LARGE))
    {
      overpaint_recognition_take_error (probe->recognition, questions[probe->index].question, error);
      return FALSE;
    }

  /* While a runner paints it answers nothing else. */
  if (loopback && g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT))
    {
      guess_kind (server, OVERPAINT_SERVER_RUNNER);
      overpaint_server_set_busy (server, TRUE);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, g_error_copy (error));
    }

  return TRUE;
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = NULL;
  g_autoptr(GError)              error  = NULL;
  OverpaintServer               *server = g_task_get_source_object (task);
  Probe                         *probe  = g_task_get_task_data (task);
  guint                          n_questions;

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (reply != NULL)
    overpaint_recognition_take_reply (probe->recognition, questions[probe->index].question, reply);
  else if (judge_failure (task, error))
    return;

  if (questions[probe->index].settles && judge (task))
    return;

  if (probe->index < N_ANYWHERE && reply != NULL)
    {
      OverpaintServerKind words = overpaint_reply_guess_kind (reply);

      if (words == OVERPAINT_SERVER_STUDIO)
        {
          overpaint_server_settle (server, words, TRUE);
          g_task_return_boolean (task, TRUE);
          return;
        }

      probe->runner_words = words == OVERPAINT_SERVER_RUNNER;
    }

  n_questions = overpaint_address_is_loopback (overpaint_server_get_uri (server)) ? G_N_ELEMENTS (questions)
                                                                                  : N_ANYWHERE;

  if (++probe->index < n_questions)
    ask_next (g_steal_pointer (&task));
  else
    conclude (task);
}

/* Takes over the reference to @owned. */
static void
ask_next (GTask *owned)
{
  g_autoptr(GTask)                 task        = owned;
  g_autoptr(OverpaintHttpRequest)  request     = NULL;
  g_autoptr(GUri)                  target      = NULL;
  OverpaintServer                 *server      = g_task_get_source_object (task);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  GUri                            *uri         = overpaint_server_get_uri (server);
  const gchar                     *token       = overpaint_server_get_token (server);
  Probe                           *probe       = g_task_get_task_data (task);
  OverpaintQuestion                question    = questions[probe->index].question;
  guint                            timeout     = overpaint_server_get_probe_timeout (server);

  target  = overpaint_address_append (uri, overpaint_recognition_get_path (question));
  request = overpaint_http_request_new (target);
  overpaint_http_request_set_timeouts (request, timeout, timeout);
  overpaint_http_request_set_limit (request, overpaint_recognition_get_limit (question));

  /* A token that is no login is for Livepeer's servers, and none of these wants one. */
  if (questions[probe->index].token && token != NULL && strchr (token, ':') != NULL)
    overpaint_http_request_set_login (request, uri, token);

  overpaint_http_send_async (overpaint_server_get_http (server), request, cancellable,
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
  Probe *probe;

  g_return_if_fail (OVERPAINT_IS_SERVER (server));

  task = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_server_test_async);

  probe              = g_new0 (Probe, 1);
  probe->recognition = overpaint_recognition_new ();
  g_task_set_task_data (task, probe, probe_free);
  ask_next (task);
}

/**
 * overpaint_server_probe_finish:
 * @server: a server
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR, for
 *   %OVERPAINT_SERVER_ERROR_NOT_FOUND where a web UI runs without its API or something whose language is
 *   not spoken, or for
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
