/* exchange.c: one request and what became of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange.h"

#include <string.h>

#include "ask.h"

/* Longer texts in a logged request are pictures, which the log tells in other ways. */
#define LONGEST_LOGGED 500

static void
keep_header (const gchar *name,
             const gchar *value,
             gpointer     headers)
{
  g_autofree gchar *key    = g_ascii_strdown (name, -1);
  const gchar      *before = g_hash_table_lookup (headers, key);

  if (before == NULL)
    {
      g_hash_table_insert (headers, g_steal_pointer (&key), g_strdup (value));
    }
  else
    {
      gchar *both = g_strconcat (before, ", ", value, NULL);

      g_hash_table_insert (headers, g_steal_pointer (&key), both);
    }
}

/**
 * practice_exchange_new:
 * @message: a request that has come whole
 * @path: its path
 * @id: its number
 *
 * Returns: (transfer full): a new entry
 */
PracticeExchange *
practice_exchange_new (SoupServerMessage *message,
                       const gchar       *path,
                       guint              id)
{
  PracticeExchange   *exchange = g_rc_box_new0 (PracticeExchange);
  SoupMessageHeaders *headers  = soup_server_message_get_request_headers (message);
  SoupMessageBody    *body     = soup_server_message_get_request_body (message);
  g_autoptr (GBytes)  bytes    = soup_message_body_flatten (body);

  exchange->id      = id;
  exchange->message = g_object_ref (message);
  exchange->method  = g_strdup (soup_server_message_get_method (message));
  exchange->path    = g_strdup (path);
  exchange->query   = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  exchange->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  exchange->started = g_get_monotonic_time () / 1000;

  soup_message_headers_foreach (headers, keep_header, exchange->headers);
  exchange->authorization = g_hash_table_lookup (exchange->headers, "authorization");
  exchange->body  = g_bytes_ref (bytes);
  exchange->notes = g_ptr_array_new_with_free_func (g_free);
  exchange->parts = practice_form_parse (g_hash_table_lookup (exchange->headers, "content-type"),
                                         bytes, &exchange->problem);

  if (exchange->parts == NULL && g_bytes_get_size (bytes) > 0)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      if (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL) &&
          json_parser_get_root (parser) != NULL)
        exchange->json = json_node_ref (json_parser_get_root (parser));
    }

  return exchange;
}

static void
practice_exchange_clear (gpointer data)
{
  PracticeExchange *exchange = data;

  g_clear_object (&exchange->message);
  g_free (exchange->method);
  g_free (exchange->path);
  g_free (exchange->query);
  g_hash_table_unref (exchange->headers);
  g_clear_pointer (&exchange->parts, g_ptr_array_unref);
  g_clear_pointer (&exchange->json, json_node_unref);
  g_ptr_array_unref (exchange->notes);
  g_bytes_unref (exchange->body);
  practice_fault_free (exchange->fault);
  practice_reply_free (exchange->reply);
}

/**
 * practice_exchange_ref:
 * @exchange: an entry
 *
 * Returns: (transfer full): @exchange
 */
PracticeExchange *
practice_exchange_ref (PracticeExchange *exchange)
{
  return g_rc_box_acquire (exchange);
}

/**
 * practice_exchange_unref:
 * @exchange: (transfer full): an entry
 */
void
practice_exchange_unref (PracticeExchange *exchange)
{
  g_rc_box_release_full (exchange, practice_exchange_clear);
}

/**
 * practice_exchange_prompt:
 * @exchange: an entry
 *
 * Returns: (nullable): the prompt that was sent
 */
const gchar *
practice_exchange_prompt (PracticeExchange *exchange)
{
  const PracticePart *part = exchange->parts != NULL ? practice_form_last (exchange->parts, "prompt")
                                                     : NULL;

  if (exchange->json != NULL && JSON_NODE_HOLDS_OBJECT (exchange->json))
    {
      JsonNode *node = json_object_get_member (json_node_get_object (exchange->json), "prompt");

      return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
    }

  return part != NULL ? part->text : NULL;
}

/**
 * practice_exchange_image:
 * @exchange: an entry
 *
 * Returns: (transfer full) (nullable): the picture that was sent: the last part "image", or the
 *   JSON's "init_image", or the first of its "init_images"
 */
GBytes *
practice_exchange_image (PracticeExchange *exchange)
{
  const PracticePart *part = exchange->parts != NULL ? practice_form_last (exchange->parts, "image")
                                                     : NULL;
  JsonObject         *object;
  JsonNode           *node;

  if (part == NULL && exchange->parts != NULL)
    part = practice_form_last (exchange->parts, "image[]");

  if (part != NULL)
    return g_bytes_ref (part->data);

  if (exchange->json == NULL || ! JSON_NODE_HOLDS_OBJECT (exchange->json))
    return NULL;

  object = json_node_get_object (exchange->json);
  node   = json_object_get_member (object, "init_image");

  if (node == NULL)
    {
      JsonArray *array = practice_ask_array (object, "init_images");

      node = array != NULL && json_array_get_length (array) > 0 ? json_array_get_element (array, 0)
                                                                : NULL;
    }

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
    return NULL;

  return practice_ask_base64 (json_node_get_string (node));
}

/**
 * practice_exchange_note:
 * @exchange: an entry
 * @format: what was done with it, as for printf()
 * @...: for @format
 */
void
practice_exchange_note (PracticeExchange *exchange,
                        const gchar      *format,
                        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (exchange->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * practice_exchange_note_all:
 * @exchange: an entry
 * @word: what they are
 * @texts: (element-type utf8): what was used for it
 */
void
practice_exchange_note_all (PracticeExchange *exchange,
                            const gchar      *word,
                            GPtrArray        *texts)
{
  for (guint i = 0; i < texts->len; i++)
    practice_exchange_note (exchange, "%s %s", word, (const gchar *) g_ptr_array_index (texts, i));
}

/* @node without the pictures in it. */
static JsonNode *
abridge (JsonNode *node)
{
  JsonNode *short_node = json_node_new (JSON_NODE_VALUE);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject     *object = json_object_new ();
      JsonObjectIter  iter;
      const gchar    *name;
      JsonNode       *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));

      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (object, name, abridge (value));

      json_node_init_object (short_node, object);
      json_object_unref (object);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from  = json_node_get_array (node);
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (array, abridge (json_array_get_element (from, i)));

      json_node_init_array (short_node, array);
      json_array_unref (array);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL &&
           strlen (json_node_get_string (node)) > LONGEST_LOGGED)
    {
      g_autofree gchar *text = g_strdup_printf ("<%" G_GSIZE_FORMAT " characters>",
                                                strlen (json_node_get_string (node)));

      json_node_set_string (short_node, text);
    }
  else
    {
      json_node_unref (short_node);
      short_node = json_node_copy (node);
    }

  return short_node;
}

static void
set_text (JsonObject  *object,
          const gchar *name,
          const gchar *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonArray *
describe_parts (GPtrArray *parts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const PracticePart *part   = g_ptr_array_index (parts, i);
      JsonObject         *object = json_object_new ();
      g_autofree gchar   *sum    = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part->data);

      set_text (object, "name", part->name);
      set_text (object, "filename", part->filename);
      set_text (object, "content_type", part->content_type);
      json_object_set_int_member (object, "size", g_bytes_get_size (part->data));
      set_text (object, "text", part->text);
      set_text (object, "sha256", sum);
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * practice_exchange_to_node:
 * @exchange: an entry
 *
 * Returns: (transfer full): a JSON object: "id", "method", "path", "query", "headers", "parts",
 *   "json" (without the pictures), "notes", "image" (see practice_png_describe()), "fault",
 *   "status", "started", "finished" (null while it is under way), "gone", "in_flight"
 */
JsonNode *
practice_exchange_to_node (PracticeExchange *exchange)
{
  JsonNode           *node    = json_node_new (JSON_NODE_OBJECT);
  JsonObject         *object  = json_object_new ();
  JsonObject         *headers = json_object_new ();
  JsonArray          *notes   = json_array_new ();
  g_autoptr (GBytes)  image   = practice_exchange_image (exchange);
  GHashTableIter      iter;
  gpointer            name;
  gpointer            value;

  g_hash_table_iter_init (&iter, exchange->headers);

  while (g_hash_table_iter_next (&iter, &name, &value))
    set_text (headers, name, value);

  json_object_set_int_member (object, "id", exchange->id);
  set_text (object, "method", exchange->method);
  set_text (object, "path", exchange->path);
  set_text (object, "query", exchange->query);
  json_object_set_object_member (object, "headers", headers);
  json_object_set_array_member (object, "parts", describe_parts (exchange->parts));
  json_object_set_member (object, "json", exchange->json != NULL ? abridge (exchange->json)
                                                                : json_node_new (JSON_NODE_NULL));

  for (guint i = 0; i < exchange->notes->len; i++)
    json_array_add_string_element (notes, g_ptr_array_index (exchange->notes, i));

  json_object_set_array_member (object, "notes", notes);
  json_object_set_member (object, "image", image != NULL ? practice_png_describe (image)
                                                         : json_node_new (JSON_NODE_NULL));
  set_text (object, "fault", exchange->fault != NULL ? exchange->fault->kind->name : NULL);
  json_object_set_int_member (object, "status", exchange->status);
  json_object_set_int_member (object, "started", exchange->started);

  if (exchange->finished != 0)
    json_object_set_int_member (object, "finished", exchange->finished);
  else
    json_object_set_null_member (object, "finished");

  json_object_set_boolean_member (object, "gone", exchange->gone);
  json_object_set_int_member (object, "in_flight", exchange->in_flight);

  json_node_take_object (node, object);

  return node;
}
