/* control.c: what tests ask of the practice server itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "control.h"

#include "local.h"

static PracticeReply *
refuse (const gchar *message)
{
  return practice_reply_new_error (400, message);
}

static JsonObject *
read_object (SoupServerMessage *message,
             JsonNode         **root)
{
  SoupMessageBody    *body  = soup_server_message_get_request_body (message);
  g_autoptr (GBytes)  bytes = soup_message_body_flatten (body);
  g_autofree gchar   *text  = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  *root = json_from_string (text, NULL);

  return *root != NULL && JSON_NODE_HOLDS_OBJECT (*root) ? json_node_get_object (*root) : NULL;
}

/**
 * practice_control_fault:
 * @server: a server
 * @description: see practice_fault_new()
 * @error: return location for an error
 *
 * Returns: whether the fault now stands at the end of the queue
 */
gboolean
practice_control_fault (PracticeServer  *server,
                        JsonObject      *description,
                        GError         **error)
{
  PracticeFault *fault = practice_fault_new (description, error);

  if (fault == NULL)
    return FALSE;

  g_queue_push_tail (&server->faults, fault);

  return TRUE;
}

static PracticeReply *
answer_fault (PracticeServer    *server,
              SoupServerMessage *message)
{
  g_autoptr (JsonNode)  root  = NULL;
  g_autoptr (GError)    error = NULL;
  JsonObject           *object;

  if (g_str_equal (soup_server_message_get_method (message), "DELETE"))
    {
      g_queue_clear_full (&server->faults, (GDestroyNotify) practice_fault_free);
      return practice_reply_new (200, "application/json", "{}");
    }

  object = read_object (message, &root);

  if (object == NULL)
    return refuse ("a JSON object is wanted");

  if (! practice_control_fault (server, object, &error))
    return refuse (error->message);

  return practice_reply_new (200, "application/json", "{}");
}

/* One setting; %FALSE for a name or a value that there is not. */
static gboolean
apply_setting (PracticeServer *server,
               const gchar    *name,
               JsonNode       *value)
{
  gboolean     is_text = JSON_NODE_HOLDS_VALUE (value) &&
                         json_node_get_value_type (value) == G_TYPE_STRING;
  const gchar *text    = is_text ? json_node_get_string (value) : NULL;

  if (practice_local_knows (name))
    return practice_local_set (server->local, name, value);

  if (! is_text && ! JSON_NODE_HOLDS_NULL (value) && ! g_str_equal (name, "delay"))
    return FALSE;

  if (g_str_equal (name, "as"))
    return practice_server_set_role (server, text);

  if (g_str_equal (name, "paint"))
    return practice_server_set_paint (server, text);

  if (g_str_equal (name, "url"))
    return practice_server_set_addresses (server, text);

  if (g_str_equal (name, "token"))
    practice_server_set_token (server, text);
  else if (g_str_equal (name, "model") && text != NULL)
    practice_server_set_model (server, text);
  else if (g_str_equal (name, "delay") && JSON_NODE_HOLDS_VALUE (value) && ! is_text)
    server->delay = CLAMP (json_node_get_int (value), 0, 600000);
  else
    return FALSE;

  return TRUE;
}

static PracticeReply *
answer_settings (PracticeServer    *server,
                 SoupServerMessage *message)
{
  g_autoptr (JsonNode)  root = NULL;
  JsonObject           *object;
  JsonObjectIter        iter;
  const gchar          *name;
  JsonNode             *value;

  object = read_object (message, &root);

  if (object == NULL)
    return refuse ("a JSON object is wanted");

  json_object_iter_init (&iter, object);

  while (json_object_iter_next (&iter, &name, &value))
    if (! apply_setting (server, name, value))
      {
        g_autofree gchar *text = g_strdup_printf ("no such setting or value: %s", name);

        return refuse (text);
      }

  return practice_reply_new (200, "application/json", "{}");
}

static PracticeReply *
answer_log (PracticeServer    *server,
            SoupServerMessage *message)
{
  JsonArray *array;
  JsonNode  *node;

  if (g_str_equal (soup_server_message_get_method (message), "DELETE"))
    {
      g_ptr_array_set_size (server->exchanges, 0);
      return practice_reply_new (200, "application/json", "{}");
    }

  array = json_array_new ();

  for (guint i = 0; i < server->exchanges->len; i++)
    json_array_add_element (array,
                            practice_exchange_to_node (g_ptr_array_index (server->exchanges, i)));

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);

  return practice_reply_new_node (200, node);
}

static PracticeReply *
answer_picture (PracticeServer *server,
                GHashTable     *query)
{
  const gchar *number = query != NULL ? g_hash_table_lookup (query, "request") : NULL;
  guint64      id     = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  for (guint i = 0; i < server->exchanges->len; i++)
    {
      PracticeExchange   *exchange = g_ptr_array_index (server->exchanges, i);
      g_autoptr (GBytes)  image    = exchange->id == id ? practice_exchange_image (exchange) : NULL;

      if (image != NULL)
        return practice_reply_new_bytes (200, "application/octet-stream", image);
    }

  return practice_reply_new_error (404, "no such request, or it sent no picture");
}

/**
 * practice_control_answer:
 * @server: the server
 * @message: a request under /practice/
 * @path: its path
 * @query: (nullable): its query
 *
 * /practice/fault (POST, DELETE), /practice/settings (POST), /practice/log (GET, DELETE) and
 * /practice/picture?request=ID (GET). They are answered at once, even by a busy runner, and
 * are not in the log.
 *
 * Returns: (transfer full): the reply
 */
PracticeReply *
practice_control_answer (PracticeServer    *server,
                         SoupServerMessage *message,
                         const gchar       *path,
                         GHashTable        *query)
{
  if (g_str_equal (path, "/practice/fault"))
    return answer_fault (server, message);

  if (g_str_equal (path, "/practice/settings"))
    return answer_settings (server, message);

  if (g_str_equal (path, "/practice/log"))
    return answer_log (server, message);

  if (g_str_equal (path, "/practice/picture"))
    return answer_picture (server, query);

  return practice_reply_new_error (404, "no such control");
}
