/* style-json.c: one style as JSON
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "request-rules.h"
#include "store-json.h"
#include "style-json.h"

/* What a list has room for, in characters. */
#define LONGEST_NAME 64

#define PLACEHOLDER "{prompt}"

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError      **error,
        const gchar  *sentence,
        ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  g_propagate_error (error, g_error_new_valist (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence, arguments));
  va_end (arguments);

  return FALSE;
}

static gboolean
is_name (const gchar *text)
{
  const gchar *letter;

  if (text == NULL || *text == '\0' || ! g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > LONGEST_NAME)
    return FALSE;

  for (letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (letter)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_value (const OverpaintStyle  *style,
             const gchar           *name,
             GVariant              *value,
             GError               **error)
{
  const OverpaintField *field;
  g_autoptr (GVariant)  given   = g_variant_ref_sink (value);
  g_autoptr (GVariant)  checked = NULL;
  g_autoptr (GError)    problem = NULL;

  field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);

  if (field == NULL ||
      (g_variant_is_of_type (given, G_VARIANT_TYPE_DOUBLE) && (field->flags & OVERPAINT_FIELD_AUTOMATIC) == 0))
    return refuse (error, _("the style “%s” sets “%s”, which a style cannot."), style->id, name);

  checked = overpaint_rules_check (field, given, &problem);
  if (checked == NULL)
    return refuse (error, _("in the style “%s”, %s"), style->id, problem->message);

  g_variant_ref_sink (checked);

  return TRUE;
}

static gboolean
check_text (const OverpaintStyle  *style,
            const gchar           *field,
            const gchar           *text,
            GError               **error)
{
  return text == NULL ||
         check_value (style, field, g_variant_new_take_string (g_utf8_make_valid (text, -1)), error);
}

static gboolean
check_wrapper (const OverpaintStyle  *style,
               const gchar           *wrapper,
               const gchar           *member,
               GError               **error)
{
  if (wrapper != NULL && strstr (wrapper, PLACEHOLDER) == NULL)
    return refuse (error, _("“%s” of the style “%s” lacks “{prompt}”, which stands for what you type."), member,
                   style->id);

  return check_text (style, "prompt", wrapper, error);
}

/**
 * overpaint_style_check: (skip)
 * @style: a style
 * @error: return location for a %G_IO_ERROR_INVALID_DATA, whose message is the rest of a sentence
 *
 * Judges a style by the table of fields.
 *
 * Returns: whether it can be used
 */
gboolean
overpaint_style_check (const OverpaintStyle  *style,
                       GError               **error)
{
  GVariantIter  iter;
  const gchar  *name;
  gdouble       value;

  if (! is_name (style->id))
    return refuse (error, _("a style has no “id” of 1 to %d characters."), LONGEST_NAME);

  if (! is_name (style->name))
    return refuse (error, _("the style “%s” has no “name” of 1 to %d characters."), style->id, LONGEST_NAME);

  if (! check_wrapper (style, style->prompt, "prompt", error)              ||
      ! check_wrapper (style, style->instruction, "instruction", error)    ||
      ! check_text (style, "negative-prompt", style->negative_prompt, error) ||
      ! check_text (style, "loras", style->loras, error))
    return FALSE;

  if (style->values == NULL)
    return TRUE;

  g_variant_iter_init (&iter, style->values);
  while (g_variant_iter_next (&iter, "{&sd}", &name, &value))
    {
      if (! check_value (style, name, g_variant_new_double (value), error))
        return FALSE;
    }

  return TRUE;
}

/* An empty text is as good as none; anything but text is a mistake. */
static gboolean
read_text (JsonObject   *object,
           const gchar  *member,
           gchar       **text,
           GError      **error)
{
  JsonNode    *node = json_object_get_member (object, member);
  const gchar *found;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  found = overpaint_store_json_get_text (object, member);
  if (found == NULL)
    return refuse (error, _("“%s” of a style is not text."), member);

  if (*found != '\0')
    *text = g_strdup (found);

  return TRUE;
}

static gboolean
read_loras (JsonObject      *object,
            OverpaintStyle  *style,
            GError         **error)
{
  JsonNode *node = json_object_get_member (object, "loras");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (! JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _("“%s” of a style is not a JSON object."), "loras");

  if (json_object_get_size (json_node_get_object (node)) > 0)
    style->loras = json_to_string (node, FALSE);

  return TRUE;
}

static gboolean
read_values (JsonObject      *object,
             OverpaintStyle  *style,
             GError         **error)
{
  JsonNode        *node = json_object_get_member (object, "values");
  GVariantBuilder  builder;
  JsonObjectIter   iter;
  const gchar     *member;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (! JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _("“%s” of a style is not a JSON object."), "values");

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sd}"));

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &member, &node))
    {
      GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

      if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
        {
          g_variant_builder_clear (&builder);
          return refuse (error, _("“%s” of a style is not a number."), member);
        }

      g_variant_builder_add (&builder, "{sd}", member, json_node_get_double (node));
    }

  style->values = g_variant_ref_sink (g_variant_builder_end (&builder));

  return TRUE;
}

/**
 * overpaint_style_from_json: (skip)
 * @node: what a file has for a style
 * @error: return location for a %G_IO_ERROR_INVALID_DATA, whose message is the rest of a sentence
 *
 * Returns: (transfer full) (nullable): the style
 */
OverpaintStyle *
overpaint_style_from_json (JsonNode  *node,
                           GError   **error)
{
  g_autoptr (OverpaintStyle)  style = g_new0 (OverpaintStyle, 1);
  JsonObject                 *object;

  if (! JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, _("a style is not a JSON object."));
      return NULL;
    }

  object = json_node_get_object (node);

  if (! read_text (object, "id", &style->id, error)                              ||
      ! read_text (object, "name", &style->name, error)                          ||
      ! read_text (object, "prompt", &style->prompt, error)                      ||
      ! read_text (object, "instruction", &style->instruction, error)            ||
      ! read_text (object, "negative-prompt", &style->negative_prompt, error)    ||
      ! read_loras (object, style, error)                                        ||
      ! read_values (object, style, error)                                       ||
      ! overpaint_style_check (style, error))
    return NULL;

  return g_steal_pointer (&style);
}

static void
put_text (JsonObject  *object,
          const gchar *member,
          const gchar *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, member, text);
  else
    json_object_remove_member (object, member);
}

/**
 * overpaint_style_to_json: (skip)
 * @style: a style that overpaint_style_check() has taken
 * @object: where to write it; members that are not known stay
 *
 * Writes a style.
 */
void
overpaint_style_to_json (const OverpaintStyle *style,
                         JsonObject           *object)
{
  put_text (object, "id", style->id);
  put_text (object, "name", style->name);
  put_text (object, "prompt", style->prompt);
  put_text (object, "instruction", style->instruction);
  put_text (object, "negative-prompt", style->negative_prompt);

  if (style->loras != NULL && *style->loras != '\0')
    json_object_set_member (object, "loras", json_from_string (style->loras, NULL));
  else
    json_object_remove_member (object, "loras");

  if (style->values != NULL && g_variant_n_children (style->values) > 0)
    {
      JsonObject   *values = json_object_new ();
      GVariantIter  iter;
      const gchar  *name;
      gdouble       value;

      g_variant_iter_init (&iter, style->values);
      while (g_variant_iter_next (&iter, "{&sd}", &name, &value))
        json_object_set_double_member (values, name, value);

      json_object_set_object_member (object, "values", values);
    }
  else
    {
      json_object_remove_member (object, "values");
    }
}

/**
 * overpaint_style_free: (skip)
 * @style: (transfer full): a style
 *
 * Frees it.
 */
void
overpaint_style_free (OverpaintStyle *style)
{
  g_free (style->id);
  g_free (style->name);
  g_free (style->prompt);
  g_free (style->instruction);
  g_free (style->negative_prompt);
  g_free (style->loras);
  g_clear_pointer (&style->values, g_variant_unref);
  g_free (style);
}

/**
 * overpaint_style_may_change: (skip)
 * @node: a style as the artist's file has it
 * @id: its id
 * @error: return location for a %G_IO_ERROR_EXISTS, whose message is the rest of a sentence
 *
 * One that cannot be read is the artist's all the same, and nothing may take its place unasked.
 *
 * Returns: whether it can be replaced, or taken out
 */
gboolean
overpaint_style_may_change (JsonNode     *node,
                            const gchar  *id,
                            GError      **error)
{
  g_autoptr (OverpaintStyle) style = overpaint_style_from_json (node, NULL);

  if (style != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _("it has a style “%s” that cannot be used: mend that first, or choose another name."), id);

  return FALSE;
}
