/* json-member.c: members of JSON objects, whatever a stranger has put into them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "json-member.h"
#include "reply.h"

/**
 * overpaint_json_parse_reply: (skip)
 * @reply: an answer of whatever status
 *
 * Returns: (transfer full) (nullable): its body as JSON, or %NULL where it is anything else
 */
JsonNode *
overpaint_json_parse_reply (const OverpaintHttpReply *reply)
{
  gsize        length;
  const gchar *data = g_bytes_get_data (reply->body, &length);

  return overpaint_reply_parse_json (data, length);
}

/**
 * overpaint_json_as_text: (skip)
 * @node: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the text, or %NULL where it is anything else
 */
const gchar *
overpaint_json_as_text (JsonNode *node)
{
  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * overpaint_json_as_whole: (skip)
 * @node: (nullable): a value
 * @most: the greatest that is believed
 *
 * Returns: a whole number of 0 to @most; -1 where it is anything else
 */
gint64
overpaint_json_as_whole (JsonNode *node,
                         gint64    most)
{
  gint64 number;

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return -1;

  number = json_node_get_int (node);

  return number >= 0 && number <= most ? number : -1;
}

static JsonNode *
get_node (JsonObject  *object,
          const gchar *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/**
 * overpaint_json_get_array: (skip)
 * @object: (nullable): an object
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): the member; %NULL where it is missing or no array
 */
JsonArray *
overpaint_json_get_array (JsonObject  *object,
                          const gchar *name)
{
  return overpaint_stranger_json_array (get_node (object, name));
}

/**
 * overpaint_json_get_whole: (skip)
 * @object: (nullable): an object
 * @name: of a member
 * @most: the greatest that is believed
 *
 * Returns: the member, 0 to @most; -1 where it is missing or anything else
 */
gint64
overpaint_json_get_whole (JsonObject  *object,
                          const gchar *name,
                          gint64       most)
{
  return overpaint_json_as_whole (get_node (object, name), most);
}

/**
 * overpaint_json_get_share: (skip)
 * @object: (nullable): an object
 * @name: of a member
 *
 * Returns: the member, brought into 0 to 1; -1 where it is missing or no number
 */
gdouble
overpaint_json_get_share (JsonObject  *object,
                          const gchar *name)
{
  JsonNode *node = get_node (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return -1;

  return CLAMP (json_node_get_double (node), 0.0, 1.0);
}

/**
 * overpaint_json_get_switch: (skip)
 * @object: (nullable): an object
 * @name: of a member
 * @otherwise: what it is where nothing is said
 *
 * Returns: the member; @otherwise where it is missing or neither true nor false
 */
gboolean
overpaint_json_get_switch (JsonObject  *object,
                           const gchar *name,
                           gboolean     otherwise)
{
  JsonNode *node = get_node (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return otherwise;

  return json_node_get_boolean (node);
}

/**
 * overpaint_json_add_text: (skip)
 * @builder: inside an object
 * @name: of the new member
 * @value: what it holds
 */
void
overpaint_json_add_text (JsonBuilder *builder,
                         const gchar *name,
                         const gchar *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * overpaint_json_add_whole: (skip)
 * @builder: inside an object
 * @name: of the new member
 * @value: what it holds, written without a decimal point
 */
void
overpaint_json_add_whole (JsonBuilder *builder,
                          const gchar *name,
                          gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * overpaint_json_add_number: (skip)
 * @builder: inside an object
 * @name: of the new member
 * @value: what it holds; negative where nothing is set, and then there is no member: null is an
 *   error to some servers
 */
void
overpaint_json_add_number (JsonBuilder *builder,
                           const gchar *name,
                           gdouble      value)
{
  if (value < 0)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

/**
 * overpaint_json_add_switch: (skip)
 * @builder: inside an object
 * @name: of the new member
 * @value: what it holds
 */
void
overpaint_json_add_switch (JsonBuilder *builder,
                           const gchar *name,
                           gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * overpaint_json_finish: (skip)
 * @builder: with one whole value
 *
 * Returns: (transfer full): it, as the body of a question
 */
GBytes *
overpaint_json_finish (JsonBuilder *builder)
{
  g_autoptr(JsonNode)  root = json_builder_get_root (builder);
  gchar               *text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}
