/* sdapi-state.c: what a web UI is busy with
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "json-member.h"
#include "sdapi-state.h"

/**
 * overpaint_sdapi_state_knows_tasks: (skip)
 * @server: a server
 *
 * Forge and AUTOMATIC1111 can be asked about one task alone, by a name that comes with the
 * request. SD.Next gives its tasks names of its own, several to a picture, so that nobody can tell
 * one's own from another's; the others have nothing of the kind.
 *
 * Returns: whether it can be asked about one's own picture
 */
gboolean
overpaint_sdapi_state_knows_tasks (OverpaintServer *server)
{
  OverpaintServerKind kind = overpaint_server_get_kind (server);

  return kind == OVERPAINT_SERVER_FORGE || kind == OVERPAINT_SERVER_A1111;
}

/**
 * overpaint_sdapi_state_tells: (skip)
 * @server: a server
 *
 * Returns: whether it says what it is making just now, whosever that is
 */
gboolean
overpaint_sdapi_state_tells (OverpaintServer *server)
{
  return overpaint_sdapi_state_knows_tasks (server) ||
         overpaint_server_get_kind (server) == OVERPAINT_SERVER_SDNEXT;
}

/**
 * overpaint_sdapi_state_ask: (skip)
 * @server: a server
 * @task_id: what one's own picture is called
 * @timeout: how long the answer may take, in milliseconds
 *
 * The question for how far a picture is: for this one alone where there is such a thing; and where
 * there is nothing at all to ask, for something short that every one of these servers knows, which
 * at least says that it is still there.
 *
 * Returns: (transfer full): the question
 */
OverpaintHttpRequest *
overpaint_sdapi_state_ask (OverpaintServer *server,
                           const gchar     *task_id,
                           guint            timeout)
{
  OverpaintHttpRequest *question;
  g_autofree gchar     *text = NULL;
  g_autoptr(GBytes)     body = NULL;

  if (! overpaint_sdapi_state_tells (server))
    return overpaint_server_ask_name (server, "sdapi/v1/options", timeout);

  if (! overpaint_sdapi_state_knows_tasks (server))
    return overpaint_sdapi_state_ask_all (server, timeout);

  text     = g_strdup_printf ("{\"id_task\":\"%s\",\"live_preview\":false}", task_id);
  body     = g_bytes_new (text, strlen (text));
  question = overpaint_server_ask_name (server, "internal/progress", timeout);
  overpaint_http_request_set_json (question, body);

  return question;
}

/**
 * overpaint_sdapi_state_ask_all: (skip)
 * @server: a server that tells
 * @timeout: how long the answer may take, in milliseconds
 *
 * Returns: (transfer full): the question for what it is making, whosever that is
 */
OverpaintHttpRequest *
overpaint_sdapi_state_ask_all (OverpaintServer *server,
                               guint            timeout)
{
  return overpaint_server_ask_name (server, "sdapi/v1/progress?skip_current_image=true", timeout);
}

/**
 * overpaint_sdapi_state_read: (skip)
 * @reply: the answer to either question
 * @state: (out): what it says
 *
 * Returns: whether it is such an answer
 */
gboolean
overpaint_sdapi_state_read (const OverpaintHttpReply *reply,
                            OverpaintSdapiState      *state)
{
  g_autoptr(JsonNode)  root = NULL;
  JsonObject          *object;
  JsonObject          *whole;

  memset (state, 0, sizeof *state);
  state->fraction = -1;

  root   = reply->status == 200 ? overpaint_json_parse_reply (reply) : NULL;
  object = overpaint_stranger_json_object (root);
  whole  = overpaint_stranger_json_get_object (object, "state");

  if (object == NULL)
    return FALSE;

  state->active   = overpaint_json_get_switch (object, "active", FALSE);
  state->idle     = whole != NULL && overpaint_stranger_json_get_text (whole, "job") == NULL &&
                    overpaint_json_get_whole (whole, "job_count", 0) == 0;
  state->stopped  = overpaint_json_get_switch (whole, "interrupted", FALSE) ||
                    overpaint_json_get_switch (whole, "skipped", FALSE);
  state->fraction = overpaint_json_get_share (object, "progress");

  return TRUE;
}
