/* store-json.c: the store's JSON files
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "json-guard.h"
#include "store-file.h"
#include "store-json.h"

/* A run of the history is four objects deep. */
#define DEPTH_LIMIT 8

/* The parser's own words begin with a place in a file that it does not know. */
static void
on_error (JsonParser *parser,
          GError     *error,
          guint      *line)
{
  *line = json_parser_get_current_line (parser);
}

/**
 * overpaint_store_json_parse:
 * @text: (array length=length): what a file holds
 * @length: how many bytes
 * @format: the greatest "format" that this version knows
 * @error: return location for a %G_IO_ERROR_INVALID_DATA, or a %G_IO_ERROR_NOT_SUPPORTED for what a
 *   later version wrote; the message follows a colon
 *
 * Reads JSON that somebody may have written by hand: an object with a member "format".
 *
 * Returns: (transfer full) (nullable): a node that holds an object
 */
JsonNode *
overpaint_store_json_parse (const gchar  *text,
                            gsize         length,
                            gint64        format,
                            GError      **error)
{
  g_autoptr (JsonParser) parser  = json_parser_new ();
  g_autoptr (GError)     problem = NULL;
  JsonNode              *root    = NULL;
  gint64                 found   = 0;
  guint                  line    = 0;

  g_signal_connect (parser, "error", G_CALLBACK (on_error), &line);

  if (overpaint_json_is_harmless (text, length, DEPTH_LIMIT) &&
      json_parser_load_from_data (parser, text, (gssize) length, &problem))
    root = json_parser_get_root (parser);

  if (problem != NULL)
    {
      /* Translators: follows the name of a file and a colon */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it is no JSON from line %u on."), line);
      return NULL;
    }

  if (root == NULL || ! JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it does not hold a JSON object."));
      return NULL;
    }

  if (! overpaint_store_json_get_integer (json_node_get_object (root), "format", &found) || found < 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it does not say \"format\": %d."), (gint) format);
      return NULL;
    }

  if (found > format)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("a later version of Overpaint wrote it; update Overpaint to read it."));
      return NULL;
    }

  return json_node_copy (root);
}

/**
 * overpaint_store_json_read:
 * @path: a file
 * @format: the greatest "format" that this version knows
 * @error: return location for an error of %G_FILE_ERROR, or one of overpaint_store_json_parse()
 *
 * Returns: (transfer full) (nullable): a node that holds an object
 */
JsonNode *
overpaint_store_json_read (const gchar  *path,
                           gint64        format,
                           GError      **error)
{
  g_autofree gchar *text   = NULL;
  gsize             length = 0;

  if (! overpaint_store_file_read (path, &text, &length, error))
    return NULL;

  return overpaint_store_json_parse (text, length, format, error);
}

/**
 * overpaint_store_json_write:
 * @path: where
 * @object: what to write
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Writes JSON that people can read, too, in the way of overpaint_store_file_write().
 *
 * Returns: whether it is written
 */
gboolean
overpaint_store_json_write (const gchar  *path,
                            JsonObject   *object,
                            GError      **error)
{
  g_autoptr (JsonGenerator)  generator = json_generator_new ();
  g_autoptr (JsonNode)       node      = json_node_new (JSON_NODE_OBJECT);
  g_autofree gchar          *text      = NULL;
  g_autofree gchar          *lines     = NULL;

  json_node_set_object (node, object);
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);
  text  = json_generator_to_data (generator, NULL);
  lines = g_strconcat (text, "\n", NULL);

  return overpaint_store_file_write (path, lines, strlen (lines), G_FILE_SET_CONTENTS_CONSISTENT, error);
}

static JsonNode *
find_value (JsonObject  *object,
            const gchar *name,
            GType        type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * overpaint_store_json_get_text:
 * @object: an object
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the text; %NULL where there is none, or something else
 */
const gchar *
overpaint_store_json_get_text (JsonObject  *object,
                               const gchar *name)
{
  JsonNode *node = find_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

/**
 * overpaint_store_json_get_integer:
 * @object: an object
 * @name: name of a member
 * @value: (out): the number, left as it is where there is none
 *
 * Returns: whether the member is there and a whole number
 */
gboolean
overpaint_store_json_get_integer (JsonObject  *object,
                                  const gchar *name,
                                  gint64      *value)
{
  JsonNode *node = find_value (object, name, G_TYPE_INT64);

  if (node == NULL)
    return FALSE;

  *value = json_node_get_int (node);

  return TRUE;
}

/**
 * overpaint_store_json_get_object:
 * @object: an object
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the object; %NULL where there is none, or something else
 */
JsonObject *
overpaint_store_json_get_object (JsonObject  *object,
                                 const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * overpaint_store_json_get_array:
 * @object: an object
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): the array; %NULL where there is none, or something else
 */
JsonArray *
overpaint_store_json_get_array (JsonObject  *object,
                                const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
