/* reply.c: what the practice server answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "reply.h"

#include <string.h>

/**
 * practice_reply_new_bytes:
 * @status: the HTTP status
 * @content_type: (nullable): its Content-Type
 * @body: its body
 *
 * Returns: (transfer full): a reply
 */
PracticeReply *
practice_reply_new_bytes (guint        status,
                          const gchar *content_type,
                          GBytes      *body)
{
  PracticeReply *reply = g_new0 (PracticeReply, 1);

  reply->status       = status;
  reply->content_type = g_strdup (content_type);
  reply->headers      = g_ptr_array_new_with_free_func (g_free);
  reply->body         = g_bytes_ref (body);

  return reply;
}

/**
 * practice_reply_new:
 * @status: the HTTP status
 * @content_type: (nullable): its Content-Type
 * @body: its body, text
 *
 * Returns: (transfer full): a reply
 */
PracticeReply *
practice_reply_new (guint        status,
                    const gchar *content_type,
                    const gchar *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return practice_reply_new_bytes (status, content_type, bytes);
}

/**
 * practice_reply_new_drop:
 *
 * Returns: (transfer full): the reply that is none: the connection is closed
 */
PracticeReply *
practice_reply_new_drop (void)
{
  return practice_reply_new (0, NULL, "");
}

/**
 * practice_reply_new_node:
 * @status: the HTTP status
 * @node: (transfer full): its body
 *
 * Returns: (transfer full): a JSON reply
 */
PracticeReply *
practice_reply_new_node (guint     status,
                         JsonNode *node)
{
  g_autofree gchar *text = json_to_string (node, FALSE);

  json_node_unref (node);

  return practice_reply_new (status, "application/json", text);
}

/**
 * practice_json_quote:
 * @text: UTF-8 text
 *
 * Returns: (transfer full): @text as a JSON string, with its quotation marks
 */
gchar *
practice_json_quote (const gchar *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return json_to_string (node, FALSE);
}

static PracticeReply *
reply_around (guint        status,
              const gchar *before,
              const gchar *message,
              const gchar *after)
{
  g_autofree gchar *quoted = practice_json_quote (message);
  g_autofree gchar *body   = g_strconcat (before, quoted, after, NULL);

  return practice_reply_new (status, "application/json", body);
}

/**
 * practice_reply_new_detail:
 * @status: the HTTP status
 * @message: the text
 *
 * Returns: (transfer full): a runner's usual error: an object in "detail"
 */
PracticeReply *
practice_reply_new_detail (guint        status,
                           const gchar *message)
{
  return reply_around (status, "{\"detail\":{\"msg\":", message, "}}");
}

/**
 * practice_reply_new_string:
 * @status: the HTTP status
 * @message: the text
 *
 * Returns: (transfer full): the error of a runner's framework: a string in "detail"
 */
PracticeReply *
practice_reply_new_string (guint        status,
                           const gchar *message)
{
  return reply_around (status, "{\"detail\":", message, "}");
}

/**
 * practice_reply_new_error:
 * @status: the HTTP status
 * @message: the text
 *
 * Returns: (transfer full): a gateway's error
 */
PracticeReply *
practice_reply_new_error (guint        status,
                          const gchar *message)
{
  return reply_around (status, "{\"error\":{\"message\":", message, "}}");
}

/**
 * practice_reply_new_errors:
 * @status: the HTTP status
 * @message: the text
 *
 * Returns: (transfer full): Studio's error
 */
PracticeReply *
practice_reply_new_errors (guint        status,
                           const gchar *message)
{
  return reply_around (status, "{\"errors\":[", message, "]}");
}

/**
 * practice_reply_free:
 * @reply: (transfer full) (nullable): a reply
 */
void
practice_reply_free (PracticeReply *reply)
{
  if (reply == NULL)
    return;

  g_free (reply->content_type);
  g_ptr_array_unref (reply->headers);
  g_bytes_unref (reply->body);
  g_free (reply);
}

/**
 * practice_reply_add_header:
 * @reply: a reply
 * @name: of the header
 * @value: of the header
 */
void
practice_reply_add_header (PracticeReply *reply,
                           const gchar   *name,
                           const gchar   *value)
{
  g_ptr_array_add (reply->headers, g_strdup (name));
  g_ptr_array_add (reply->headers, g_strdup (value));
}
