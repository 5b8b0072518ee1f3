/* weights.c: LoRAs and their weights, as text and as values
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>

#include "request-rules.h"
#include "weights.h"

/**
 * overpaint_weights_new_from_text:
 * @text: (nullable): what the field "loras" takes: a JSON object, id to weight; "" or %NULL is none
 * @error: return location for an %OVERPAINT_REQUEST_ERROR_INVALID
 *
 * Takes the text apart, for those who know no JSON. It is judged as the field judges it.
 *
 * Returns: (transfer full) (nullable): an `a{sd}` in the text's order, not floating
 */
GVariant *
overpaint_weights_new_from_text (const gchar  *text,
                                 GError      **error)
{
  const OverpaintField *field  = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "loras");
  g_autoptr (GVariant)  typed  = g_variant_ref_sink (g_variant_new_string (text != NULL ? text : ""));
  g_autoptr (GVariant)  judged = overpaint_rules_check (field, typed, error);
  g_autoptr (JsonNode)  root   = NULL;
  GVariantBuilder       builder;
  JsonObjectIter        iter;
  const gchar          *id;
  JsonNode             *weight;

  if (judged == NULL)
    return NULL;

  g_variant_ref_sink (judged);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sd}"));

  if (*g_variant_get_string (judged, NULL) != '\0')
    {
      root = json_from_string (g_variant_get_string (judged, NULL), NULL);
      json_object_iter_init_ordered (&iter, json_node_get_object (root));

      while (json_object_iter_next_ordered (&iter, &id, &weight))
        g_variant_builder_add (&builder, "{sd}", id, json_node_get_double (weight));
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * overpaint_weights_to_text:
 * @weights: an `a{sd}` of ids and finite weights; of one that is there twice the last counts
 *
 * Returns: (transfer full): what the field "loras" takes; "" for none
 */
gchar *
overpaint_weights_to_text (GVariant *weights)
{
  g_autoptr (JsonObject)  object = json_object_new ();
  g_autoptr (JsonNode)    root   = json_node_new (JSON_NODE_OBJECT);
  GVariantIter            iter;
  const gchar            *id;
  gdouble                 weight;

  g_return_val_if_fail (g_variant_is_of_type (weights, G_VARIANT_TYPE ("a{sd}")), NULL);

  g_variant_iter_init (&iter, weights);
  while (g_variant_iter_next (&iter, "{&sd}", &id, &weight))
    json_object_set_double_member (object, id, weight);

  if (json_object_get_size (object) == 0)
    return g_strdup ("");

  json_node_set_object (root, object);

  return json_to_string (root, FALSE);
}
