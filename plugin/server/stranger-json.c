/* stranger-json.c: JSON that somebody else wrote
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "json-guard.h"
#include "stranger-json.h"

/* A name that is shown: longer ones are of no use in a line of a list. */
#define MOST_CHARACTERS 80

static gint
read_half (const gchar *text,
           const gchar *end)
{
  gint value = 0;
  gint i;

  if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;

  for (i = 2; i < 6; i++)
    {
      if (! g_ascii_isxdigit (text[i]))
        return -1;

      value = value * 16 + g_ascii_xdigit_value (text[i]);
    }

  return value;
}

/* Python writes what lies beyond the first 65536 characters as two escapes, which the guard
 * takes for two broken halves: whole pairs become the character that they stand for.
 */
static GString *
join_pairs (const gchar *text,
            gsize        length)
{
  GString     *joined = g_string_sized_new (length);
  const gchar *end    = text + length;

  while (text < end)
    {
      gint high;
      gint low;

      if (*text != '\\' || end - text < 2)
        {
          g_string_append_c (joined, *text++);
          continue;
        }

      high = read_half (text, end);
      low  = high >= 0xd800 && high <= 0xdbff ? read_half (text + 6, end) : -1;

      if (low >= 0xdc00 && low <= 0xdfff)
        {
          g_string_append_unichar (joined, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
          text += 12;
        }
      else
        {
          g_string_append_len (joined, text, 2);
          text += 2;
        }
    }

  return joined;
}

/**
 * overpaint_stranger_json_parse: (skip)
 * @text: (array length=length) (element-type guint8): what claims to be JSON
 * @length: how many bytes, at most 16 MiB
 * @deepest: how many objects and arrays may lie in each other
 *
 * Reads JSON of a worker or of a file from the net: nothing reaches the parser that could make
 * it call itself without end, and no NUL comes out of it.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL where @text is no such JSON
 */
JsonNode *
overpaint_stranger_json_parse (const gchar *text,
                             gsize        length,
                             guint        deepest)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GString)    joined = NULL;

  if (text == NULL || length == 0)
    return NULL;

  if (g_strstr_len (text, (gssize) length, "\\ud") != NULL || g_strstr_len (text, (gssize) length, "\\uD") != NULL)
    {
      joined = join_pairs (text, length);
      text   = joined->str;
      length = joined->len;
    }

  if (! overpaint_json_is_harmless (text, length, deepest))
    return NULL;

  parser = json_parser_new_immutable ();

  if (! json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

/**
 * overpaint_stranger_json_object: (skip)
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the object that @node is, or %NULL where it is none
 */
JsonObject *
overpaint_stranger_json_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * overpaint_stranger_json_array: (skip)
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the array that @node is, or %NULL where it is none
 */
JsonArray *
overpaint_stranger_json_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * overpaint_stranger_json_get_object: (skip)
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is missing or no object
 */
JsonObject *
overpaint_stranger_json_get_object (JsonObject  *object,
                                  const gchar *member)
{
  return object != NULL ? overpaint_stranger_json_object (json_object_get_member (object, member)) : NULL;
}

/**
 * overpaint_stranger_json_get_text: (skip)
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the member, or %NULL where it is missing, empty or no text
 */
const gchar *
overpaint_stranger_json_get_text (JsonObject  *object,
                                const gchar *member)
{
  JsonNode    *node = object != NULL ? json_object_get_member (object, member) : NULL;
  const gchar *text;

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  text = json_node_get_string (node);

  return *text != '\0' ? text : NULL;
}

/**
 * overpaint_stranger_json_get_size: (skip)
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: the member, or 0 where it is missing, negative or no number
 */
guint64
overpaint_stranger_json_get_size (JsonObject  *object,
                                const gchar *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node))
    return 0;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return (guint64) MAX (json_node_get_int (node), 0);

  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      gdouble value = json_node_get_double (node);

      return value > 0.0 && value < (gdouble) G_MAXINT64 ? (guint64) value : 0;
    }

  return 0;
}

/**
 * overpaint_stranger_json_clean: (skip)
 * @text: (nullable): a name that a worker or a file gives
 *
 * Makes a stranger's text fit to be shown in one line.
 *
 * Returns: (transfer full) (nullable): @text without control characters and outer blanks, at most
 *   80 characters; %NULL where nothing is left
 */
gchar *
overpaint_stranger_json_clean (const gchar *text)
{
  g_autoptr (GString)  clean = NULL;
  g_autofree gchar    *valid = NULL;
  const gchar         *place;
  glong                count = 0;

  if (text == NULL)
    return NULL;

  clean = g_string_new (NULL);
  valid = g_utf8_make_valid (text, -1);
  g_strchug (valid);

  for (place = valid; *place != '\0' && count < MOST_CHARACTERS; place = g_utf8_next_char (place))
    {
      gunichar character = g_utf8_get_char (place);

      /* Format characters turn the direction of the text around them. */
      if (g_unichar_iscntrl (character) || g_unichar_type (character) == G_UNICODE_FORMAT ||
          g_unichar_type (character) == G_UNICODE_LINE_SEPARATOR ||
          g_unichar_type (character) == G_UNICODE_PARAGRAPH_SEPARATOR)
        continue;

      g_string_append_unichar (clean, character);
      count++;
    }

  g_strchomp (clean->str);

  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}
