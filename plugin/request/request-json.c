/* request-json.c: a request as JSON
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "request-json.h"

/**
 * overpaint_request_to_json_object:
 * @request: a request
 *
 * Returns: (transfer full): an object with a member for each field, by its name, and
 *   `pipeline`; weights are an object of their own
 */
JsonObject *
overpaint_request_to_json_object (OverpaintRequest *request)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (request);
  JsonObject              *object   = json_object_new ();
  guint                    i;

  json_object_set_string_member (object, "pipeline", pipeline->name);

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];
      const gchar          *name  = field->name;

      switch (field->kind)
        {
        case OVERPAINT_FIELD_TEXT:
          json_object_set_string_member (object, name, overpaint_request_get_text (request, name));
          break;

        case OVERPAINT_FIELD_WEIGHTS:
          {
            const gchar *weights = overpaint_request_get_text (request, name);

            json_object_set_member (object, name,
                                    json_from_string (*weights == '\0' ? "{}" : weights, NULL));
          }
          break;

        case OVERPAINT_FIELD_INTEGER:
          json_object_set_int_member (object, name, overpaint_request_get_integer (request, name));
          break;

        case OVERPAINT_FIELD_NUMBER:
          json_object_set_double_member (object, name, overpaint_request_get_number (request, name));
          break;

        case OVERPAINT_FIELD_SWITCH:
          json_object_set_boolean_member (object, name, overpaint_request_get_switch (request, name));
          break;

        default:
          g_assert_not_reached ();
        }
    }

  return object;
}

/* An unset value is NULL; one of a shape that no field has is a tuple, for the rules
 * to refuse with the field's name.
 */
static GVariant *
value_from_json (const OverpaintField *field,
                 JsonNode             *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  if (field->kind == OVERPAINT_FIELD_WEIGHTS && JSON_NODE_HOLDS_OBJECT (node))
    return g_variant_new_take_string (json_to_string (node, FALSE));

  if (! JSON_NODE_HOLDS_VALUE (node))
    return g_variant_new_tuple (NULL, 0);

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_variant_new_string (json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return g_variant_new_boolean (json_node_get_boolean (node));
    default:
      return g_variant_new_double (json_node_get_double (node));
    }
}

/**
 * overpaint_request_new_from_json_object:
 * @object: what overpaint_request_to_json_object() made
 * @error: return location for an #OverpaintRequestError
 *
 * Returns: (transfer full) (nullable): the request
 */
OverpaintRequest *
overpaint_request_new_from_json_object (JsonObject  *object,
                                        GError     **error)
{
  const OverpaintPipeline *pipeline;
  GVariantDict             dict;
  guint                    i;

  pipeline = overpaint_pipeline_lookup (json_object_get_string_member_with_default (object, "pipeline", NULL));
  if (pipeline == NULL)
    {
      g_set_error_literal (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_PARSE,
                           _("These settings are for a kind of request that this version does not know."));
      return NULL;
    }

  g_variant_dict_init (&dict, NULL);

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];
      JsonNode             *node  = json_object_get_member (object, field->name);
      GVariant             *value = value_from_json (field, node);

      if (value != NULL)
        g_variant_dict_insert_value (&dict, field->name, value);
    }

  return overpaint_request_new (pipeline, g_variant_dict_end (&dict), error);
}

/**
 * overpaint_request_json_is_flat:
 * @object: what claims to be a request
 *
 * Weights are written as an object. As text they would be parsed once more, with whatever depth
 * they have, past what has been judged of the text around them.
 *
 * Returns: whether no field hides JSON in a text
 */
gboolean
overpaint_request_json_is_flat (JsonObject *object)
{
  const OverpaintPipeline *pipeline = overpaint_pipeline_image_to_image ();
  guint                    i;

  for (i = 0; i < pipeline->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, pipeline->fields[i].name);

      if (pipeline->fields[i].kind == OVERPAINT_FIELD_WEIGHTS &&
          node != NULL && JSON_NODE_HOLDS_VALUE (node))
        return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_request_to_json:
 * @request: a request
 *
 * Returns: (transfer full): the request as one line of JSON, numbers in the C locale
 */
gchar *
overpaint_request_to_json (OverpaintRequest *request)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, overpaint_request_to_json_object (request));

  return json_to_string (node, FALSE);
}

/**
 * overpaint_request_new_from_json:
 * @text: what overpaint_request_to_json() wrote
 * @error: return location for an #OverpaintRequestError
 *
 * Returns: (transfer full) (nullable): the request
 */
OverpaintRequest *
overpaint_request_new_from_json (const gchar  *text,
                                 GError      **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  if (node == NULL || ! JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_PARSE,
                           _("These settings cannot be read."));
      return NULL;
    }

  return overpaint_request_new_from_json_object (json_node_get_object (node), error);
}
