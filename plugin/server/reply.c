/* reply.c: what an answer holds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reply.h"

/* Pictures lie three levels deep; json-glib recurses once a level, and a thousand
 * brackets in a row must not use up the stack.
 */
#define MOST_LEVELS 32

/* The greatest seed that runners give out themselves. */
#define MOST_SEED ((gint64) G_MAXUINT32)

/* As many as a request may ask for in all. */
#define MOST_PICTURES 64

/**
 * overpaint_reply_entry_free: (skip)
 * @entry: (transfer full): an entry
 */
void
overpaint_reply_entry_free (OverpaintReplyEntry *entry)
{
  g_free (entry->url);
  g_free (entry);
}

static gboolean
is_shallow (const gchar *text,
            gsize        length)
{
  gboolean quoted = FALSE;
  guint    levels = 0;
  gsize    i;

  for (i = 0; i < length; i++)
    {
      if (quoted)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            quoted = FALSE;
        }
      else if (text[i] == '"')
        {
          quoted = TRUE;
        }
      else if (text[i] == '{' || text[i] == '[')
        {
          if (++levels > MOST_LEVELS)
            return FALSE;
        }
      else if ((text[i] == '}' || text[i] == ']') && levels > 0)
        {
          levels--;
        }
    }

  return TRUE;
}

/**
 * overpaint_reply_parse_json: (skip)
 * @text: what ought to be JSON; anything may be in it
 * @length: its length in bytes
 *
 * Reads JSON from a stranger: it must be UTF-8 and not nested beyond measure.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL where @text is no such JSON
 */
JsonNode *
overpaint_reply_parse_json (const gchar *text,
                            gsize        length)
{
  g_autoptr(JsonParser) parser = NULL;

  if (length == 0 || length > G_MAXSSIZE ||
      ! g_utf8_validate (text, (gssize) length, NULL) || ! is_shallow (text, length))
    return NULL;

  parser = json_parser_new_immutable ();

  if (! json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* An entry without an address cannot become a picture; one whose seed or flag is
 * missing or odd (older servers, seeds beyond 63 bits) still can.
 */
static OverpaintReplyEntry *
parse_entry (JsonNode *node)
{
  JsonObject          *object = get_object (node);
  OverpaintReplyEntry *entry;
  JsonNode            *url;
  JsonNode            *seed;
  JsonNode            *nsfw;

  if (object == NULL)
    return NULL;

  url  = json_object_get_member (object, "url");
  seed = json_object_get_member (object, "seed");
  nsfw = json_object_get_member (object, "nsfw");

  if (url == NULL || ! JSON_NODE_HOLDS_VALUE (url) ||
      json_node_get_value_type (url) != G_TYPE_STRING || *json_node_get_string (url) == '\0')
    return NULL;

  entry       = g_new0 (OverpaintReplyEntry, 1);
  entry->url  = json_node_dup_string (url);
  entry->seed = -1;

  if (seed != NULL && JSON_NODE_HOLDS_VALUE (seed) &&
      json_node_get_value_type (seed) == G_TYPE_INT64)
    {
      gint64 value = json_node_get_int (seed);

      /* Beyond 63 bits json-glib hands out its greatest number instead. */
      if (value >= 0 && value <= MOST_SEED)
        entry->seed = value;
    }

  if (nsfw != NULL && JSON_NODE_HOLDS_VALUE (nsfw) &&
      json_node_get_value_type (nsfw) == G_TYPE_BOOLEAN)
    entry->nsfw = json_node_get_boolean (nsfw);

  return entry;
}

/**
 * overpaint_reply_parse: (skip)
 * @reply: an answer with status 200
 * @host: the server's name, for the messages
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Reads the list of pictures: `{"images": [{"url": "…", "seed": 7, "nsfw": false}]}`.
 * There is no success without at least one picture, whatever the status says: a
 * gateway answers some wrong addresses with 200 and nothing.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyEntry): at least one
 *   entry and at most 64, or %NULL with @error set
 *   (%OVERPAINT_SERVER_ERROR_BAD_REPLY)
 */
GPtrArray *
overpaint_reply_parse (const OverpaintHttpReply  *reply,
                       const gchar               *host,
                       GError                   **error)
{
  g_autoptr(GPtrArray)  entries = NULL;
  g_autoptr(JsonNode)   root    = NULL;
  JsonObject           *object;
  JsonNode             *images;
  const gchar          *data;
  gsize                 length;
  guint                 i;

  data = g_bytes_get_data (reply->body, &length);

  if (length == 0)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("%s answered with nothing at all. Check the address: a part of its path "
                     "may be missing."), host);
      return NULL;
    }

  if (overpaint_http_reply_is_html (reply))
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("%s answered with a web page instead of a picture. Check the address: it "
                     "may be that of a website."), host);
      return NULL;
    }

  root   = overpaint_reply_parse_json (data, length);
  object = get_object (root);

  if (root == NULL)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("The answer of %s is damaged or cut off. Try again."), host);
      return NULL;
    }

  images = object != NULL ? json_object_get_member (object, "images") : NULL;

  if (images == NULL || ! JSON_NODE_HOLDS_ARRAY (images))
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("%s answered with something else than pictures. Check the address: another "
                     "kind of server may be there."), host);
      return NULL;
    }

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_reply_entry_free);

  for (i = 0; i < json_array_get_length (json_node_get_array (images)) &&
              entries->len < MOST_PICTURES; i++)
    {
      OverpaintReplyEntry *entry;

      entry = parse_entry (json_array_get_element (json_node_get_array (images), i));

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  if (entries->len == 0)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("%s answered without a picture. Try again, perhaps with another seed."), host);
      return NULL;
    }

  return g_steal_pointer (&entries);
}

/**
 * overpaint_reply_guess_kind: (skip)
 * @reply: an answer of whatever status
 *
 * Tells the kind of a server by how it speaks: an error of a runner has "detail", one
 * of a gateway "error", one of Studio "errors"; a gateway hands out addresses and a
 * runner the pictures themselves.
 *
 * Returns: the kind, or %OVERPAINT_SERVER_UNKNOWN where the answer does not show it
 */
OverpaintServerKind
overpaint_reply_guess_kind (const OverpaintHttpReply *reply)
{
  g_autoptr(JsonNode)  root   = NULL;
  JsonObject          *object;
  JsonNode            *node;
  const gchar         *data;
  gsize                length;

  data   = g_bytes_get_data (reply->body, &length);
  root   = overpaint_reply_parse_json (data, length);
  object = get_object (root);

  if (object == NULL)
    return OVERPAINT_SERVER_UNKNOWN;

  node = json_object_get_member (object, "errors");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return OVERPAINT_SERVER_STUDIO;

  if (get_object (json_object_get_member (object, "error")) != NULL)
    return OVERPAINT_SERVER_GATEWAY;

  if (json_object_has_member (object, "detail"))
    return OVERPAINT_SERVER_RUNNER;

  node = json_object_get_member (object, "images");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) > 0)
    {
      OverpaintReplyEntry *entry;
      OverpaintServerKind  kind = OVERPAINT_SERVER_UNKNOWN;

      entry = parse_entry (json_array_get_element (json_node_get_array (node), 0));

      if (entry != NULL)
        {
          kind = g_ascii_strncasecmp (entry->url, "data:", 5) == 0 ? OVERPAINT_SERVER_RUNNER
                                                                   : OVERPAINT_SERVER_GATEWAY;
          overpaint_reply_entry_free (entry);
        }

      return kind;
    }

  return OVERPAINT_SERVER_UNKNOWN;
}
