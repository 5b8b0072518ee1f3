/* lora-list.c: the adapters that the practice server pretends to know
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lora-list.h"

#include <string.h>

#include "number.h"

/* LORA_LIMIT of the runner */
#define MOST_ADAPTERS 4

static gboolean
weight_is_sound (JsonNode *node)
{
  gdouble weight;

  if (! JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return practice_python_number (json_node_get_string (node), &weight) && weight >= 0.0;

  /* Python counts true and false among the numbers. */
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return TRUE;

  return json_node_get_double (node) >= 0.0;
}

/* The words that stand for the ways in which a real adapter fails to load. */
static gchar *
loading_problem (const gchar *name)
{
  if (strstr (name, "missing") != NULL)
    return g_strdup_printf ("LoRa repository '%s' not found.", name);

  if (strstr (name, "wrong-base") != NULL)
    return g_strdup ("LoRa incompatible with base model: 'SD 1.5'.");

  if (strstr (name, "broken") != NULL)
    return g_strdup_printf ("Unable to load LoRas for adapter '%s'.", name);

  return NULL;
}

static gboolean
is_python_json_constant (const gchar *text)
{
  return g_str_equal (text, "NaN") || g_str_equal (text, "Infinity") ||
         g_str_equal (text, "-Infinity");
}

/**
 * practice_lora_list_check:
 * @text: the field as it came
 *
 * An adapter whose name holds "missing" is not found, "wrong-base" fits another model,
 * "broken" fails to load; any other is fine, and does nothing.
 *
 * Returns: (transfer full) (nullable): why not, or %NULL
 */
PracticeReply *
practice_lora_list_check (const gchar *text)
{
  g_autoptr (JsonNode)    root     = NULL;
  g_autoptr (GList)       names    = NULL;
  g_autofree gchar       *stripped = g_strstrip (g_strdup (text));
  JsonObject             *object;

  if (*text == '\0')
    return NULL;

  if (! is_python_json_constant (stripped))
    root = json_from_string (text, NULL);

  /* JSON may be nothing but space to json-glib; not to Python. */
  if (root == NULL && ! is_python_json_constant (stripped))
    {
      g_autofree gchar *message = g_strdup_printf ("Unable to parse '%s' as JSON..", text);

      return practice_reply_new_detail (400, message);
    }

  if (root == NULL || ! JSON_NODE_HOLDS_OBJECT (root))
    return practice_reply_new_detail (500, "Image-to-image pipeline error.");

  object = json_node_get_object (root);
  names  = json_object_get_members (object);

  if (json_object_get_size (object) > MOST_ADAPTERS)
    return practice_reply_new_detail (400, "Too many LoRas provided. Maximum is 4..");

  for (GList *each = names; each != NULL; each = each->next)
    if (! weight_is_sound (json_object_get_member (object, each->data)))
      return practice_reply_new_detail (400, "All strengths must be numbers greater than or equal "
                                             "to 0.0..");

  for (GList *each = names; each != NULL; each = each->next)
    {
      g_autofree gchar *message = loading_problem (each->data);

      if (message != NULL)
        return practice_reply_new_detail (400, message);
    }

  return NULL;
}
