/* style-apply.c: a request in a style
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "catalogue.h"
#include "styles.h"

#define PLACEHOLDER "{prompt}"

/* What stands between the parts of a prompt. */
#define SEPARATORS " \t\r\n,"

static gboolean
is_separator (gchar letter)
{
  return letter != '\0' && strchr (SEPARATORS, letter) != NULL;
}

static const gchar *
skip_separators (const gchar *text)
{
  return text + strspn (text, SEPARATORS);
}

static gboolean
trim_end (GString *text)
{
  gboolean comma = FALSE;

  while (text->len > 0 && is_separator (text->str[text->len - 1]))
    {
      comma |= text->str[text->len - 1] == ',';
      g_string_truncate (text, text->len - 1);
    }

  return comma;
}

/* Where nothing was typed, the comma or the blank beside it goes too. */
static gchar *
wrap_nothing (gchar **parts)
{
  GString *text = g_string_new (parts[0]);
  guint    i;

  for (i = 1; parts[i] != NULL; i++)
    {
      const gchar *rest  = skip_separators (parts[i]);
      gboolean     comma = trim_end (text);

      if (text->len > 0 && *rest != '\0')
        g_string_append (text, comma || memchr (parts[i], ',', (gsize) (rest - parts[i])) != NULL ? ", " : " ");

      g_string_append (text, rest);
    }

  return g_string_free (text, FALSE);
}

/* In one pass: what the artist typed may itself hold the placeholder. */
static gchar *
wrap (const gchar *wrapper,
      const gchar *prompt)
{
  g_auto (GStrv)      parts = g_strsplit (wrapper, PLACEHOLDER, -1);
  g_autoptr (GString) typed = g_string_new (skip_separators (prompt));

  trim_end (typed);

  return typed->len > 0 ? g_strjoinv (typed->str, parts) : wrap_nothing (parts);
}

static gchar *
add_negative (const gchar *negative,
              const gchar *added)
{
  g_autoptr (GString) text = g_string_new (negative);

  trim_end (text);

  if (text->len == 0)
    return g_strdup (added);

  return g_strdup_printf ("%s, %s", text->str, added);
}

static JsonObject *
parse_weights (const gchar *text)
{
  g_autoptr (JsonNode) node = text != NULL && *text != '\0' ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

/* What the artist says of a LoRA, its weight included, wins. */
static gchar *
add_loras (const OverpaintStyle  *style,
           OverpaintRequest      *request,
           GError               **error)
{
  const OverpaintField   *field   = overpaint_pipeline_get_field (overpaint_request_get_pipeline (request), "loras");
  g_autoptr (JsonObject)  weights = parse_weights (overpaint_request_get_text (request, "loras"));
  g_autoptr (JsonObject)  added   = parse_weights (style->loras);
  g_autoptr (JsonNode)    node    = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter          iter;
  const gchar            *id;
  JsonNode               *weight;

  json_object_iter_init (&iter, added);
  while (json_object_iter_next (&iter, &id, &weight))
    {
      if (! json_object_has_member (weights, id))
        json_object_set_member (weights, id, json_node_copy (weight));
    }

  if (json_object_get_size (weights) > field->maximum)
    {
      /* Translators: begins with the field's name as scripts write it; “%s” is the style's name */
      g_set_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID,
                   _("loras: with those of the style “%s” there are %u, and servers take at most %d; "
                     "remove one, or take another style."),
                   style->is_own ? style->name : _(style->name), json_object_get_size (weights),
                   (gint) field->maximum);
      return NULL;
    }

  json_node_set_object (node, weights);

  return json_object_get_size (weights) > 0 ? json_to_string (node, FALSE) : g_strdup ("");
}

static void
copy_field (GVariantDict         *dict,
            const OverpaintField *field,
            OverpaintRequest     *request)
{
  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
    case OVERPAINT_FIELD_WEIGHTS:
      g_variant_dict_insert (dict, field->name, "s", overpaint_request_get_text (request, field->name));
      break;

    case OVERPAINT_FIELD_INTEGER:
      g_variant_dict_insert (dict, field->name, "i", (gint32) overpaint_request_get_integer (request, field->name));
      break;

    case OVERPAINT_FIELD_NUMBER:
      g_variant_dict_insert (dict, field->name, "d", overpaint_request_get_number (request, field->name));
      break;

    case OVERPAINT_FIELD_SWITCH:
      g_variant_dict_insert (dict, field->name, "b", overpaint_request_get_switch (request, field->name));
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
copy_fields (GVariantDict     *dict,
             OverpaintRequest *request)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (request);
  guint                    i;

  for (i = 0; i < pipeline->n_fields; i++)
    copy_field (dict, &pipeline->fields[i], request);
}

/* A field that the model does not use stays automatic, as it does without a style. */
static void
set_values (GVariantDict         *dict,
            GVariant             *values,
            const OverpaintModel *model,
            OverpaintRequest     *request)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (request);
  GVariantIter             iter;
  const gchar             *name;
  gdouble                  value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sd}", &name, &value))
    {
      const OverpaintField *field = overpaint_pipeline_get_field (pipeline, name);

      if (field != NULL && (field->flags & OVERPAINT_FIELD_AUTOMATIC) != 0 && overpaint_model_uses (model, field) &&
          overpaint_request_get_number (request, name) == -1.0)
        g_variant_dict_insert (dict, name, "d", value);
    }
}

static gboolean
follows_instructions (const OverpaintPipeline *pipeline,
                      const OverpaintModel    *model)
{
  return ! overpaint_model_uses (model, overpaint_pipeline_get_field (pipeline, "strength")) &&
         overpaint_model_uses (model, overpaint_pipeline_get_field (pipeline, "image-guidance-scale"));
}

/**
 * overpaint_style_apply:
 * @style: (nullable): a style; %NULL changes nothing
 * @request: what the artist has typed
 * @error: return location for an #OverpaintRequestError, whose message begins with the field's name
 *
 * Puts a request into a style: the prompt is wrapped, as an instruction where the model follows those (it uses an image
 * guidance scale, but no strength); the style's negative prompt is added, and its LoRAs are where the request
 * does not name them; fields that are still -1 get the style's values, if the model uses them.
 *
 * Without a prompt the placeholder goes with the comma or blank beside it: "{prompt}, oil painting" becomes
 * "oil painting".
 *
 * Returns: (transfer full) (nullable): the request that is sent, or %NULL where a field does not take
 *   what the style makes of it: LoRAs of more than four, a prompt of more than 1 MiB
 */
OverpaintRequest *
overpaint_style_apply (const OverpaintStyle  *style,
                       OverpaintRequest      *request,
                       GError               **error)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (request);
  const OverpaintModel    *model    = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));
  const gchar             *wrapper;
  g_autofree gchar        *loras    = NULL;
  GVariantDict             dict;

  if (style == NULL)
    return overpaint_request_ref (request);

  loras = add_loras (style, request, error);
  if (loras == NULL)
    return NULL;

  wrapper = follows_instructions (pipeline, model) && style->instruction != NULL ? style->instruction : style->prompt;

  g_variant_dict_init (&dict, NULL);
  copy_fields (&dict, request);
  g_variant_dict_insert (&dict, "loras", "s", loras);

  if (wrapper != NULL)
    {
      g_autofree gchar *prompt = wrap (wrapper, overpaint_request_get_text (request, "prompt"));

      g_variant_dict_insert (&dict, "prompt", "s", prompt);
    }

  if (style->negative_prompt != NULL)
    {
      g_autofree gchar *negative = add_negative (overpaint_request_get_text (request, "negative-prompt"),
                                                 style->negative_prompt);

      g_variant_dict_insert (&dict, "negative-prompt", "s", negative);
    }

  if (style->values != NULL)
    set_values (&dict, style->values, model, request);

  return overpaint_request_new (pipeline, g_variant_dict_end (&dict), error);
}

/**
 * overpaint_style_gather_values:
 * @request: what the artist has typed
 *
 * What of it a style can bring along: the fields that are not automatic.
 *
 * Returns: (transfer full) (nullable): `a{sd}` as in #OverpaintStyle; %NULL where all are automatic
 */
GVariant *
overpaint_style_gather_values (OverpaintRequest *request)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (request);
  GVariantBuilder          builder;
  guint                    n        = 0;
  guint                    i;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sd}"));

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];

      if ((field->flags & OVERPAINT_FIELD_AUTOMATIC) == 0 ||
          overpaint_request_get_number (request, field->name) == -1.0)
        continue;

      g_variant_builder_add (&builder, "{sd}", field->name, overpaint_request_get_number (request, field->name));
      n++;
    }

  if (n > 0)
    return g_variant_ref_sink (g_variant_builder_end (&builder));

  g_variant_builder_clear (&builder);

  return NULL;
}
