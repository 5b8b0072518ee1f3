/* wish.c: what an artist has typed, whole
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "json-guard.h"
#include "request-json.h"
#include "request-rules.h"
#include "wish.h"

#define WISH_FORMAT 1

/* A wish is three objects deep. */
#define DEPTH_LIMIT 8

G_DEFINE_BOXED_TYPE (OverpaintWish, overpaint_wish, overpaint_wish_ref, overpaint_wish_unref)

/**
 * overpaint_wish_new:
 * @request: the fields as typed
 * @axis: (nullable): the second axis of a grid
 * @style: (nullable): id of a style; "" is none
 * @idle_loras: (nullable): LoRAs that are switched off, as a JSON object, id to weight; "" is none
 * @seed_locked: whether the next run takes the same seed again
 *
 * Returns: (transfer full): the wish
 */
OverpaintWish *
overpaint_wish_new (OverpaintRequest *request,
                    OverpaintAxis    *axis,
                    const gchar      *style,
                    const gchar      *idle_loras,
                    gboolean          seed_locked)
{
  OverpaintWish *wish = g_new0 (OverpaintWish, 1);

  g_atomic_ref_count_init (&wish->ref_count);
  wish->request     = overpaint_request_ref (request);
  wish->axis        = axis != NULL ? overpaint_axis_ref (axis) : NULL;
  wish->style       = style != NULL && *style != '\0' ? g_strdup (style) : NULL;
  wish->idle_loras  = idle_loras != NULL && *idle_loras != '\0' ? g_strdup (idle_loras) : NULL;
  wish->seed_locked = seed_locked;

  return wish;
}

/**
 * overpaint_wish_ref:
 * @wish: a wish
 *
 * Returns: (transfer full): @wish, with one reference more
 */
OverpaintWish *
overpaint_wish_ref (OverpaintWish *wish)
{
  g_atomic_ref_count_inc (&wish->ref_count);

  return wish;
}

/**
 * overpaint_wish_unref:
 * @wish: (transfer full): a wish
 *
 * Gives a reference back.
 */
void
overpaint_wish_unref (OverpaintWish *wish)
{
  if (g_atomic_ref_count_dec (&wish->ref_count))
    {
      overpaint_request_unref (wish->request);
      g_clear_pointer (&wish->axis, overpaint_axis_unref);
      g_free (wish->style);
      g_free (wish->idle_loras);
      g_free (wish);
    }
}

static JsonObject *
axis_object (OverpaintAxis *axis)
{
  JsonObject *object = json_object_new ();
  JsonArray  *values = json_array_new ();
  guint       i;

  for (i = 0; i < overpaint_axis_get_n_values (axis); i++)
    json_array_add_double_element (values, overpaint_axis_get_value (axis, i));

  json_object_set_string_member (object, "field", overpaint_axis_get_field (axis));
  if (overpaint_axis_get_lora (axis) != NULL)
    json_object_set_string_member (object, "lora", overpaint_axis_get_lora (axis));
  json_object_set_array_member (object, "values", values);

  return object;
}

/**
 * overpaint_wish_to_json:
 * @wish: a wish
 *
 * Writes a wish. Its members are `format` (a later format is a greater number), `request` with
 * every field of it, `axis` (`field`, `lora`, `values`), `style`, `idle-loras` and `seed-locked`;
 * what is %NULL is left out.
 *
 * Returns: (transfer full): the wish as one line of JSON, numbers in the C locale
 */
gchar *
overpaint_wish_to_json (OverpaintWish *wish)
{
  g_autoptr (JsonNode)  node   = json_node_new (JSON_NODE_OBJECT);
  JsonObject           *object = json_object_new ();
  JsonNode             *idle   = NULL;

  if (wish->idle_loras != NULL)
    idle = json_from_string (wish->idle_loras, NULL);

  json_object_set_int_member (object, "format", WISH_FORMAT);
  json_object_set_object_member (object, "request", overpaint_request_to_json_object (wish->request));
  if (wish->axis != NULL)
    json_object_set_object_member (object, "axis", axis_object (wish->axis));
  if (wish->style != NULL)
    json_object_set_string_member (object, "style", wish->style);
  if (idle != NULL)
    json_object_set_member (object, "idle-loras", idle);
  json_object_set_boolean_member (object, "seed-locked", wish->seed_locked);

  json_node_take_object (node, object);

  return json_to_string (node, FALSE);
}

/* Unset and of the right kind are both fine; what is neither is not. */
static gboolean
read_member (JsonObject    *object,
             const gchar   *name,
             JsonNodeType   node_type,
             GType          value_type,
             JsonNode     **node)
{
  JsonNode *found = json_object_get_member (object, name);

  *node = NULL;

  if (found == NULL || JSON_NODE_HOLDS_NULL (found))
    return TRUE;

  if (json_node_get_node_type (found) != node_type ||
      (node_type == JSON_NODE_VALUE && json_node_get_value_type (found) != value_type))
    return FALSE;

  *node = found;

  return TRUE;
}

static gboolean
read_text (JsonObject   *object,
           const gchar  *name,
           const gchar **text)
{
  JsonNode *node;

  if (! read_member (object, name, JSON_NODE_VALUE, G_TYPE_STRING, &node))
    return FALSE;

  *text = node != NULL ? json_node_get_string (node) : NULL;

  return *text == NULL || g_utf8_validate (*text, -1, NULL);
}

static gboolean
read_values (JsonNode *node,
             GArray   *values)
{
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;
  guint      i;

  if (array == NULL || json_array_get_length (array) > OVERPAINT_AXIS_MAX_VALUES)
    return FALSE;

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gdouble   value;

      if (! JSON_NODE_HOLDS_VALUE (element) ||
          (json_node_get_value_type (element) != G_TYPE_DOUBLE &&
           json_node_get_value_type (element) != G_TYPE_INT64))
        return FALSE;

      value = json_node_get_double (element);
      g_array_append_val (values, value);
    }

  return TRUE;
}

static gboolean
read_axis (JsonObject     *object,
           OverpaintAxis **axis,
           GError        **error)
{
  g_autoptr (GArray)  numbers = g_array_new (FALSE, FALSE, sizeof (gdouble));
  JsonNode           *node;
  JsonNode           *values;
  const gchar        *field;
  const gchar        *lora;

  *axis = NULL;

  if (! read_member (object, "axis", JSON_NODE_OBJECT, G_TYPE_INVALID, &node))
    return FALSE;

  if (node == NULL)
    return TRUE;

  object = json_node_get_object (node);
  if (! read_text (object, "field", &field) || field == NULL                               ||
      ! read_text (object, "lora", &lora)                                                  ||
      ! read_member (object, "values", JSON_NODE_ARRAY, G_TYPE_INVALID, &values)           ||
      ! read_values (values, numbers))
    return FALSE;

  *axis = overpaint_axis_new (field, lora, (const gdouble *) (gpointer) numbers->data, numbers->len, error);

  return *axis != NULL;
}

/* Judged by the rules of the LoRAs that are switched on. */
static gboolean
read_idle_loras (JsonObject  *object,
                 gchar      **idle_loras,
                 GError     **error)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "loras");
  g_autoptr (GVariant)  given   = NULL;
  g_autoptr (GVariant)  checked = NULL;
  JsonNode             *node;

  if (! read_member (object, "idle-loras", JSON_NODE_OBJECT, G_TYPE_INVALID, &node))
    return FALSE;

  if (node == NULL)
    return TRUE;

  given   = g_variant_ref_sink (g_variant_new_take_string (json_to_string (node, FALSE)));
  checked = overpaint_rules_check (field, given, error);
  if (checked == NULL)
    return FALSE;

  g_variant_ref_sink (checked);
  *idle_loras = g_variant_dup_string (checked, NULL);

  return TRUE;
}

static OverpaintWish *
read_wish (JsonObject  *object,
           GError     **error)
{
  g_autoptr (OverpaintRequest)  request    = NULL;
  g_autoptr (OverpaintAxis)     axis       = NULL;
  g_autofree gchar             *idle_loras = NULL;
  const gchar                  *style;
  JsonNode                     *node;
  JsonNode                     *locked;

  if (! read_member (object, "request", JSON_NODE_OBJECT, G_TYPE_INVALID, &node) || node == NULL ||
      ! overpaint_request_json_is_flat (json_node_get_object (node)))
    return NULL;

  request = overpaint_request_new_from_json_object (json_node_get_object (node), error);
  if (request == NULL                                                                            ||
      ! read_axis (object, &axis, error)                                                         ||
      ! read_text (object, "style", &style)                                                      ||
      ! read_idle_loras (object, &idle_loras, error)                                             ||
      ! read_member (object, "seed-locked", JSON_NODE_VALUE, G_TYPE_BOOLEAN, &locked))
    return NULL;

  return overpaint_wish_new (request, axis, style, idle_loras, locked != NULL && json_node_get_boolean (locked));
}

/**
 * overpaint_wish_new_from_json:
 * @text: what overpaint_wish_to_json() wrote
 * @error: return location for an #OverpaintRequestError or an #OverpaintAxisError
 *
 * Reads a wish. Whatever the text is, the answer is a wish whose every value is in its range, or
 * an error.
 *
 * Returns: (transfer full) (nullable): the wish
 */
OverpaintWish *
overpaint_wish_new_from_json (const gchar  *text,
                              GError      **error)
{
  g_autoptr (JsonParser)  parser = json_parser_new ();
  g_autoptr (GError)      reason = NULL;
  OverpaintWish          *wish   = NULL;
  JsonNode               *root   = NULL;
  JsonNode               *format = NULL;

  if (overpaint_json_is_harmless (text, strlen (text), DEPTH_LIMIT) &&
      json_parser_load_from_data (parser, text, -1, NULL))
    root = json_parser_get_root (parser);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
      read_member (json_node_get_object (root), "format", JSON_NODE_VALUE, G_TYPE_INT64, &format) &&
      format != NULL && json_node_get_int (format) > WISH_FORMAT)
    {
      g_set_error_literal (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_PARSE,
                           _("A later version of Overpaint wrote these settings: update Overpaint to read them."));
      return NULL;
    }

  if (format != NULL && json_node_get_int (format) == WISH_FORMAT)
    wish = read_wish (json_node_get_object (root), &reason);

  if (wish == NULL && reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (wish == NULL)
    g_set_error_literal (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_PARSE,
                         _("These settings cannot be read."));

  return wish;
}
