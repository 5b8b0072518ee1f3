/* webui.c: stand-ins for AUTOMATIC1111's web UI, Forge and SD.Next
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "webui.h"

#include <string.h>

#define API_PATH "/sdapi/v1/"

/**
 * practice_webui_error:
 * @status: the HTTP status
 * @kind: the name of the exception
 * @detail: its detail
 * @errors: its text
 *
 * Returns: (transfer full): a web UI's error
 */
PracticeReply *
practice_webui_error (guint        status,
                      const gchar *kind,
                      const gchar *detail,
                      const gchar *errors)
{
  g_autofree gchar *quoted = practice_json_quote (detail);
  g_autofree gchar *text   = practice_json_quote (errors);
  g_autofree gchar *body   = g_strdup_printf ("{\"error\":\"%s\",\"detail\":%s,\"body\":\"\",\"errors\":%s}",
                                              kind, quoted, text);

  return practice_reply_new (status, "application/json", body);
}

/**
 * practice_webui_unauthorized:
 * @detail: why
 *
 * Returns: (transfer full): 401, asking for a name and a password
 */
PracticeReply *
practice_webui_unauthorized (const gchar *detail)
{
  PracticeReply *reply = practice_webui_error (401, "HTTPException", detail, "");

  practice_reply_add_header (reply, "WWW-Authenticate", "Basic");

  return reply;
}

/**
 * practice_webui_choose_model:
 * @server: the server
 * @text: a title, a name or a file name
 *
 * Returns: whether there is such a model; it is loaded now
 */
gboolean
practice_webui_choose_model (PracticeServer *server,
                             const gchar    *text)
{
  PracticeLocal *local = server->local;

  for (guint i = 0; local->models[i] != NULL; i++)
    {
      g_autofree gchar *title = practice_local_title (local->models[i]);
      g_autofree gchar *file  = g_strconcat (local->models[i], ".safetensors", NULL);

      if (g_str_equal (title, text) || g_str_equal (file, text) || g_str_equal (local->models[i], text))
        {
          practice_ask_set (&local->model, local->models[i]);
          return TRUE;
        }
    }

  return FALSE;
}

static PracticeReply *
check_authorization (PracticeServer   *server,
                     PracticeExchange *exchange)
{
  const gchar      *auth   = server->local->auth;
  g_autofree gchar *base64 = NULL;
  g_autofree gchar *wanted = NULL;

  if (auth == NULL)
    return NULL;

  base64 = g_base64_encode ((const guchar *) auth, strlen (auth));
  wanted = g_strconcat ("Basic ", base64, NULL);

  if (g_strcmp0 (exchange->authorization, wanted) == 0)
    return NULL;

  return practice_webui_unauthorized (exchange->authorization == NULL ? "Not authenticated"
                                                                      : "Incorrect username or password");
}

static PracticeReply *
set_options (PracticeServer   *server,
             PracticeExchange *exchange)
{
  JsonObject       *object = exchange->json != NULL && JSON_NODE_HOLDS_OBJECT (exchange->json)
                             ? json_node_get_object (exchange->json) : NULL;
  g_autofree gchar *model  = object != NULL ? practice_ask_text (object, "sd_model_checkpoint", NULL, NULL)
                                            : NULL;

  if (model != NULL && ! practice_webui_choose_model (server, model))
    {
      g_autofree gchar *text = g_strdup_printf ("model '%s' not found", model);

      return practice_webui_error (500, "RuntimeError", "", text);
    }

  if (object != NULL && json_object_has_member (object, "samples_format"))
    practice_local_set (server->local, "samples_format", json_object_get_member (object, "samples_format"));

  return practice_reply_new (200, "application/json", server->role == PRACTICE_ROLE_SDNEXT
                             ? "{\"updated\":[]}" : "null");
}

/* What is posted there and answered at once; %NULL where there is no such thing. */
static PracticeReply *
answer_post (PracticeServer   *server,
             PracticeExchange *exchange,
             const gchar      *name)
{
  static const gchar * const done[] =
  {
    "unload-checkpoint", "reload-checkpoint", "refresh-checkpoints", "refresh-loras", NULL
  };

  if (g_str_equal (name, "options"))
    return set_options (server, exchange);

  if (g_str_equal (name, "interrupt"))
    {
      /* Whoever asks, and whoever's picture it is. */
      practice_workshop_interrupt (server->local->workshop);

      return server->role == PRACTICE_ROLE_SDNEXT ? practice_reply_new (204, NULL, "")
                                                  : practice_reply_new (200, "application/json", "{}");
    }

  if (g_str_equal (name, "skip"))
    {
      practice_workshop_skip (server->local->workshop);

      return practice_reply_new (200, "application/json", "{}");
    }

  if (g_strv_contains (done, name))
    {
      practice_exchange_note (exchange, "%s", name);
      return practice_reply_new (200, "application/json", "{}");
    }

  return NULL;
}

static PracticeReply *
answer_api (PracticeServer   *server,
            PracticeExchange *exchange)
{
  const gchar   *name  = exchange->path + strlen (API_PATH);
  gboolean       posts = g_str_equal (exchange->method, "POST");
  PracticeReply *reply = check_authorization (server, exchange);

  if (reply != NULL)
    return reply;

  if (posts && (g_str_equal (name, "img2img") || g_str_equal (name, "txt2img")))
    return practice_webui_paint (server, exchange, g_str_equal (name, "img2img"));

  if (posts)
    reply = answer_post (server, exchange, name);
  else if (g_str_equal (exchange->method, "GET") && g_str_equal (name, "progress"))
    reply = practice_webui_progress (server);
  else if (g_str_equal (exchange->method, "GET"))
    reply = practice_webui_list (server, name);

  return reply != NULL ? reply : practice_reply_new_string (404, "Not Found");
}

/**
 * practice_webui_answer:
 * @server: the server
 * @exchange: a request
 *
 * Returns: (transfer full) (nullable): see practice_local_answer()
 */
PracticeReply *
practice_webui_answer (PracticeServer   *server,
                       PracticeExchange *exchange)
{
  gboolean has_api = server->local->api || server->role == PRACTICE_ROLE_SDNEXT;

  if (g_str_equal (exchange->path, "/") && g_str_equal (exchange->method, "GET"))
    return practice_reply_new (200, "text/html; charset=utf-8", "<!doctype html><html><head><title>Stable "
                               "Diffusion</title></head><body><gradio-app></gradio-app></body></html>\n");

  if (g_str_equal (exchange->path, "/internal/progress") && g_str_equal (exchange->method, "POST"))
    return practice_webui_task (server, exchange);

  if (has_api && g_str_has_prefix (exchange->path, API_PATH))
    return answer_api (server, exchange);

  return practice_reply_new_string (404, "Not Found");
}
