/* fingerprint.c: which of the servers that artists run answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "fingerprint.h"
#include "reply.h"
#include "sdcpp-form.h"
#include "server-private.h"

/* A list of LoRAs, and the settings of a web UI, can be long. */
#define MOST_BYTES (16 * 1024 * 1024)

/* Long settings, short ones: sd-server's sdapi has two of them, KoboldCpp's as well. */
#define FEW_SETTINGS 3

typedef struct
{
  guint               index;  /* of the question that is asked */
  OverpaintServerKind kind;
  gboolean            absent; /* whether /sdapi is said not to be there */
  gboolean            closed; /* whether it is a web UI without its API */
} Fingerprint;

/* Judges an answer: a kind, or unknown where the next question is to be asked. */
typedef OverpaintServerKind (*Judge) (Fingerprint              *fingerprint,
                                      const OverpaintHttpReply *reply,
                                      JsonObject               *object);

static void ask (GTask *owned);

static gboolean
has_text (JsonObject  *object,
          const gchar *name,
          const gchar *text)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_ascii_strcasecmp (json_node_get_string (node), text) == 0;
}

/* Forge adds settings and flags of its own to those of AUTOMATIC1111. */
static gboolean
is_forge (JsonObject *object)
{
  g_autoptr(GList)  names = json_object_get_members (object);
  GList            *name;

  for (name = names; name != NULL; name = name->next)
    if (g_str_has_prefix (name->data, "forge_"))
      return TRUE;

  return FALSE;
}

static OverpaintServerKind
judge_sdcpp (Fingerprint              *fingerprint,
             const OverpaintHttpReply *reply,
             JsonObject               *object)
{
  g_autoptr(OverpaintCapabilities) capabilities = overpaint_sdcpp_read_capabilities (reply);

  return capabilities != NULL ? OVERPAINT_SERVER_SD_SERVER : OVERPAINT_SERVER_UNKNOWN;
}

static OverpaintServerKind
judge_koboldcpp (Fingerprint              *fingerprint,
                 const OverpaintHttpReply *reply,
                 JsonObject               *object)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, "software") : NULL;

  return reply->status == 200 && node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         has_text (json_node_get_object (node), "name", "KoboldCpp") ? OVERPAINT_SERVER_KOBOLDCPP
                                                                     : OVERPAINT_SERVER_UNKNOWN;
}

static OverpaintServerKind
judge_sdnext (Fingerprint              *fingerprint,
              const OverpaintHttpReply *reply,
              JsonObject               *object)
{
  return reply->status == 200 && object != NULL ? OVERPAINT_SERVER_SDNEXT : OVERPAINT_SERVER_UNKNOWN;
}

static OverpaintServerKind
judge_flags (Fingerprint              *fingerprint,
             const OverpaintHttpReply *reply,
             JsonObject               *object)
{
  if (reply->status == 200 && object != NULL)
    return is_forge (object) ? OVERPAINT_SERVER_FORGE : OVERPAINT_SERVER_A1111;

  fingerprint->absent = reply->status == 404;

  /* It wants a name and a password before it says more. */
  return reply->status == 401 ? OVERPAINT_SERVER_A1111 : OVERPAINT_SERVER_UNKNOWN;
}

static OverpaintServerKind
judge_options (Fingerprint              *fingerprint,
               const OverpaintHttpReply *reply,
               JsonObject               *object)
{
  if (reply->status != 200 || object == NULL || ! json_object_has_member (object, "sd_model_checkpoint"))
    return OVERPAINT_SERVER_UNKNOWN;

  if (is_forge (object))
    return OVERPAINT_SERVER_FORGE;

  return json_object_get_size (object) <= FEW_SETTINGS ? OVERPAINT_SERVER_SD_SERVER : OVERPAINT_SERVER_A1111;
}

static OverpaintServerKind
judge_page (Fingerprint              *fingerprint,
            const OverpaintHttpReply *reply,
            JsonObject               *object)
{
  gsize        length;
  const gchar *data = g_bytes_get_data (reply->body, &length);

  fingerprint->closed = reply->status == 200 && fingerprint->absent &&
                        overpaint_http_reply_is_html (reply) &&
                        g_strstr_len (data, (gssize) length, "gradio") != NULL;

  return OVERPAINT_SERVER_UNKNOWN;
}

/* In the order in which one is not taken for another. */
static const struct
{
  const gchar *name;
  gboolean     token; /* whether it may want one */
  Judge        judge;
} questions[] =
{
  { "sdcpp/v1/capabilities",   FALSE, judge_sdcpp     },
  { ".well-known/serviceinfo", FALSE, judge_koboldcpp },
  { "sdapi/v1/version",        TRUE,  judge_sdnext    },
  { "sdapi/v1/cmd-flags",      TRUE,  judge_flags     },
  { "sdapi/v1/options",        TRUE,  judge_options   },
  { "",                        FALSE, judge_page      },
};

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task        = data;
  g_autoptr(OverpaintHttpReply)  reply       = NULL;
  GError                        *error       = NULL;
  Fingerprint                   *fingerprint = g_task_get_task_data (task);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  /* It has answered before: what does not come now is an answer that says nothing. */
  g_clear_error (&error);

  if (reply != NULL)
    {
      g_autoptr(JsonNode)  root   = NULL;
      gsize                length;
      const gchar         *body   = g_bytes_get_data (reply->body, &length);
      JsonObject          *object = NULL;

      root = overpaint_reply_parse_json (body, length);
      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        object = json_node_get_object (root);

      fingerprint->kind = questions[fingerprint->index].judge (fingerprint, reply, object);
    }

  fingerprint->index++;

  if (fingerprint->kind != OVERPAINT_SERVER_UNKNOWN || fingerprint->index == G_N_ELEMENTS (questions))
    g_task_return_boolean (task, TRUE);
  else
    ask (g_steal_pointer (&task));
}

/* Takes over the reference to @owned. */
static void
ask (GTask *owned)
{
  g_autoptr(GTask)                 task        = owned;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  g_autoptr(GUri)                  target      = NULL;
  OverpaintServer                 *server      = g_task_get_source_object (task);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  GUri                            *uri         = overpaint_server_get_uri (server);
  const gchar                     *token       = overpaint_server_get_token (server);
  Fingerprint                     *fingerprint = g_task_get_task_data (task);
  guint                            timeout     = overpaint_server_get_probe_timeout (server);

  target   = overpaint_address_append (uri, questions[fingerprint->index].name);
  question = overpaint_http_request_new (target);
  overpaint_http_request_set_timeouts (question, timeout, timeout);
  overpaint_http_request_set_limit (question, MOST_BYTES);

  if (questions[fingerprint->index].token && token != NULL && strchr (token, ':') != NULL)
    overpaint_http_request_set_login (question, uri, token);

  overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                             answer_came, g_steal_pointer (&task));
}

/**
 * overpaint_fingerprint_take_async: (skip)
 * @server: a server on this computer
 * @cancellable: (nullable): to end it early
 * @callback: called when it has been asked everything
 * @data: given to @callback
 *
 * Asks a server one thing after the other that only one kind answers in its way.
 */
void
overpaint_fingerprint_take_async (OverpaintServer     *server,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             data)
{
  GTask *task = g_task_new (server, cancellable, callback, data);

  g_task_set_source_tag (task, overpaint_fingerprint_take_async);
  g_task_set_task_data (task, g_new0 (Fingerprint, 1), g_free);
  ask (task);
}

/**
 * overpaint_fingerprint_take_finish: (skip)
 * @server: the server
 * @result: what the callback was given
 * @kind: (out): its kind, or %OVERPAINT_SERVER_UNKNOWN where it is none of these
 * @closed: (out): whether it is a web UI that was started without its API
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was asked everything
 */
gboolean
overpaint_fingerprint_take_finish (OverpaintServer      *server,
                                   GAsyncResult         *result,
                                   OverpaintServerKind  *kind,
                                   gboolean             *closed,
                                   GError              **error)
{
  Fingerprint *fingerprint;

  g_return_val_if_fail (g_task_is_valid (result, server), FALSE);

  fingerprint = g_task_get_task_data (G_TASK (result));
  *kind       = fingerprint->kind;
  *closed     = fingerprint->closed;

  return g_task_propagate_boolean (G_TASK (result), error);
}
