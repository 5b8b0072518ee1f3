/* server-text.c: a server's own words, fit to be shown
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reply.h"
#include "server-text.h"

#define MOST_CHARACTERS 200
#define MOST_SENTENCES  8

/* A body is read this far for its text: what is shown is far shorter. */
#define MOST_BYTES (64 * 1024)

static const gchar *
get_string (JsonObject  *object,
            const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static gboolean
is_text (JsonObject  *object,
         const gchar *name)
{
  const gchar *text = get_string (object, name);

  return text != NULL && *text != '\0';
}

static void
add_sentence (GPtrArray   *sentences,
              const gchar *where,
              const gchar *what)
{
  if (what == NULL || *what == '\0' || sentences->len >= MOST_SENTENCES)
    return;

  if (where != NULL && *where != '\0')
    g_ptr_array_add (sentences, g_strdup_printf ("%s: %s", where, what));
  else
    g_ptr_array_add (sentences, g_strdup (what));
}

/* A complaint of the validators behind the servers. FastAPI's says where in "loc",
 * a list that begins with "body"; AJV's in "instancePath" ("/seed"), and the name of
 * a field that it does not know only in "params".
 */
static void
add_complaint (GPtrArray  *sentences,
               JsonObject *object)
{
  g_autoptr(GString)  where = g_string_new (NULL);
  const gchar        *what  = get_string (object, "msg");
  const gchar        *path  = get_string (object, "instancePath");
  JsonNode           *node  = json_object_get_member (object, "loc");

  if (what == NULL)
    what = get_string (object, "message");

  if (path == NULL)
    path = get_string (object, "dataPath");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *places = json_node_get_array (node);
      guint      i;

      for (i = 0; i < json_array_get_length (places); i++)
        {
          JsonNode *place = json_array_get_element (places, i);

          if (! JSON_NODE_HOLDS_VALUE (place) || where->len > MOST_CHARACTERS)
            continue;

          if (json_node_get_value_type (place) == G_TYPE_STRING)
            {
              if (i == 0 && strcmp (json_node_get_string (place), "body") == 0)
                continue;

              g_string_append_printf (where, "%s%s", where->len > 0 ? "." : "",
                                      json_node_get_string (place));
            }
          else if (json_node_get_value_type (place) == G_TYPE_INT64)
            {
              g_string_append_printf (where, "%s%" G_GINT64_FORMAT, where->len > 0 ? "." : "",
                                      json_node_get_int (place));
            }
        }
    }
  else if (path != NULL && *path != '\0')
    {
      g_string_append (where, path + 1);
    }
  else
    {
      node = json_object_get_member (object, "params");

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        {
          const gchar *unknown = get_string (json_node_get_object (node), "additionalProperty");
          const gchar *missing = get_string (json_node_get_object (node), "missingProperty");

          if (unknown != NULL)
            g_string_append (where, unknown);
          else if (missing != NULL)
            g_string_append (where, missing);
        }
    }

  add_sentence (sentences, where->str, what);
}

static void add_node (GPtrArray *sentences,
                      JsonNode  *node,
                      guint      depth);

/* Studio puts whole JSON texts into its list of errors. */
static void
add_string (GPtrArray   *sentences,
            const gchar *text,
            guint        depth)
{
  if (*text == '{' || *text == '[')
    {
      g_autoptr(JsonNode) node = overpaint_reply_parse_json (text, strlen (text));

      if (node != NULL)
        {
          guint before = sentences->len;

          add_node (sentences, node, depth);
          if (sentences->len > before)
            return;
        }
    }

  add_sentence (sentences, NULL, text);
}

static void
add_node (GPtrArray *sentences,
          JsonNode  *node,
          guint      depth)
{
  static const gchar * const keys[] = { "detail", "error", "errors", "message", "msg" };

  if (depth > 4)
    return;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        add_string (sentences, json_node_get_string (node), depth + 1);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint      i;

      for (i = 0; i < json_array_get_length (array) && sentences->len < MOST_SENTENCES; i++)
        add_node (sentences, json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      guint       i;

      if (json_object_has_member (object, "loc") ||
          json_object_has_member (object, "instancePath") ||
          json_object_has_member (object, "dataPath"))
        {
          add_complaint (sentences, object);
          return;
        }

      for (i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          guint before = sentences->len;

          /* {"error": "server_error", "message": "…"} of sd-server and {"error":
           * "OutOfMemoryError", "detail": "", "errors": "…"} of the web UIs: the one is a
           * name, the other what happened.
           */
          if (strcmp (keys[i], "error") == 0 &&
              (is_text (object, "message") || (is_text (object, "errors") && is_text (object, "error"))))
            continue;

          if (json_object_has_member (object, keys[i]))
            add_node (sentences, json_object_get_member (object, keys[i]), depth + 1);

          if (sentences->len > before)
            return;
        }
    }
}

/**
 * overpaint_server_text_read:
 * @reply: an answer that is no success
 *
 * Finds what a server says about an error, in whichever shape it says it:
 *
 * - a runner's `{"detail": "…"}`, `{"detail": {"msg": "…"}}` or
 *   `{"detail": [{"loc": ["body", "seed"], "msg": "…"}]}`, which becomes "seed: …"
 * - a gateway's `{"error": {"message": ": …"}}`, without the colon that it begins with
 * - sd-server's `{"error": "server_error", "message": "…"}`, and the web UIs'
 *   `{"error": "OutOfMemoryError", "detail": "", "errors": "…"}`
 * - Studio's `{"errors": ["…"]}`, whose strings may hold JSON of their own
 * - plain text
 *
 * The text is as the server sent it: [func@Overpaint.ServerText.clean] makes it fit
 * to be shown.
 *
 * Returns: (transfer full): the text, valid UTF-8; empty where the server says
 *   nothing, or sends a web page
 */
gchar *
overpaint_server_text_read (const OverpaintHttpReply *reply)
{
  g_autoptr(JsonNode)   node      = NULL;
  g_autoptr(GPtrArray)  sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar     *joined    = NULL;
  const gchar          *start;
  const gchar          *data;
  gsize                 length;

  data = g_bytes_get_data (reply->body, &length);

  if (length == 0 || overpaint_http_reply_is_html (reply))
    return g_strdup ("");

  node = overpaint_reply_parse_json (data, length);

  if (node != NULL && ! JSON_NODE_HOLDS_VALUE (node) && ! JSON_NODE_HOLDS_NULL (node))
    {
      add_node (sentences, node, 0);
      g_ptr_array_add (sentences, NULL);
      joined = g_strjoinv ("; ", (gchar **) sentences->pdata);
    }
  else
    {
      joined = g_utf8_make_valid (data, (gssize) MIN (length, MOST_BYTES));
    }

  start = joined;
  while (g_ascii_isspace (*start))
    start++;
  if (*start == ':')
    start++;
  while (g_ascii_isspace (*start))
    start++;

  return g_strdup (start);
}

/* Control characters, and the invisible ones that turn the reading direction. */
static gchar *
remove_controls (const gchar *text)
{
  g_autoptr(GString)  clean = g_string_new (NULL);
  const gchar        *at;
  gboolean            space = FALSE;

  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      switch ((gint) g_unichar_type (c))
        {
        case G_UNICODE_FORMAT:
        case G_UNICODE_PRIVATE_USE:
        case G_UNICODE_SURROGATE:
        case G_UNICODE_UNASSIGNED:
          break;

        case G_UNICODE_CONTROL:
        case G_UNICODE_LINE_SEPARATOR:
        case G_UNICODE_PARAGRAPH_SEPARATOR:
        case G_UNICODE_SPACE_SEPARATOR:
          space = TRUE;
          break;

        default:
          if (space && clean->len > 0)
            g_string_append_c (clean, ' ');
          space = FALSE;
          g_string_append_unichar (clean, c);
          break;
        }
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * overpaint_server_text_clean:
 * @text: a server's own words
 * @token: (nullable): the token that was sent to it
 *
 * Makes a server's words fit to be shown: one line without control characters, the
 * token replaced wherever it stands (Studio echoes it), and at most 200 characters.
 * The token goes before the text is cut, so that no piece of it is left at the cut.
 *
 * Returns: (transfer full): the text, may be empty
 */
gchar *
overpaint_server_text_clean (const gchar *text,
                             const gchar *token)
{
  g_autofree gchar   *valid = g_utf8_make_valid (text, -1);
  g_autofree gchar   *clean = remove_controls (valid);
  g_autoptr(GString)  shown = g_string_new (clean);

  if (token != NULL && *token != '\0')
    g_string_replace (shown, token, _("[token]"), 0);

  if (g_utf8_strlen (shown->str, -1) > MOST_CHARACTERS)
    {
      g_string_truncate (shown, (gsize) (g_utf8_offset_to_pointer (shown->str, MOST_CHARACTERS - 1) -
                                         shown->str));
      g_string_append (shown, "…");
    }

  return g_string_free (g_steal_pointer (&shown), FALSE);
}
