/* request-rules.c: what the fields of a request take
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "request-rules.h"
#include "request.h"

/* Starlette, under every Livepeer runner, refuses a larger part of a form that
 * is not a file.
 */
#define TEXT_LIMIT (1024 * 1024)

#define INVALID(field, ...) \
  overpaint_rules_refuse (error, (field), g_strdup_printf (__VA_ARGS__))

static GVariant *
overpaint_rules_refuse (GError               **error,
                        const OverpaintField  *field,
                        gchar                 *reason)
{
  /* Translators: a field's name as scripts write it, then what is wrong with its value */
  g_set_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID,
               _("%s: %s"), field->name, reason);
  g_free (reason);

  return NULL;
}

/* A password in an address would end in the image's record and in GIMP's last
 * values, so the address is refused, and the sentence does not repeat it. Any "@"
 * counts: people mistype slashes, and passwords hold them.
 */
static gboolean
has_user_info (const gchar *server)
{
  return strchr (server, '@') != NULL;
}

static gboolean
is_too_long (const gchar *text)
{
  return strlen (text) > TEXT_LIMIT;
}

static GVariant *
check_text (const OverpaintField  *field,
            const gchar           *text,
            GError               **error)
{
  if (! g_utf8_validate (text, -1, NULL))
    return INVALID (field, _("the text is not valid UTF-8."));

  if (is_too_long (text))
    return INVALID (field, _("the text is longer than servers take (1 MiB)."));

  if (field->wire == NULL && has_user_info (text))
    return INVALID (field, _("leave the user name and password out of the address; "
                             "a token belongs in Filters > Overpaint > Servers or in OVERPAINT_TOKEN."));

  if (*text == '\0' && (field->flags & OVERPAINT_FIELD_REQUIRED) != 0)
    text = field->initial_text;

  return g_variant_new_string (text);
}

/* Not by an immutable parser: of several JSON texts in a row json-glib makes an array, does
 * not seal it, and stops the program for that.
 */
static GVariant *
check_weights (const OverpaintField  *field,
               const gchar           *text,
               GError               **error)
{
  g_autoptr (JsonParser) parser  = json_parser_new ();
  g_autofree gchar      *trimmed = NULL;
  JsonNode              *root;
  JsonObjectIter         iter;
  const gchar           *id;
  JsonNode              *node;

  if (is_too_long (text))
    return INVALID (field, _("the text is longer than servers take (1 MiB)."));

  trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    return g_variant_new_string ("");

  if (! g_utf8_validate (trimmed, -1, NULL) ||
      ! json_parser_load_from_data (parser, trimmed, -1, NULL) ||
      (root = json_parser_get_root (parser)) == NULL ||
      ! JSON_NODE_HOLDS_OBJECT (root))
    return INVALID (field, _("expected a JSON object such as {\"owner/name\": 0.8}."));

  if (json_object_get_size (json_node_get_object (root)) == 0)
    return g_variant_new_string ("");

  if (json_object_get_size (json_node_get_object (root)) > field->maximum)
    return INVALID (field, ngettext ("servers take at most %d LoRA.",
                                     "servers take at most %d LoRAs.",
                                     (gulong) field->maximum), (gint) field->maximum);

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &id, &node))
    {
      GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

      if (*id == '\0')
        return INVALID (field, _("a LoRA has no name."));

      if ((type != G_TYPE_DOUBLE && type != G_TYPE_INT64) ||
          ! isfinite (json_node_get_double (node))        ||
          json_node_get_double (node) < 0.0)
        return INVALID (field, _("the weight of “%s” must be a number that is not below 0."), id);
    }

  return g_variant_new_take_string (json_to_string (root, FALSE));
}

static gboolean
check_range (const OverpaintField  *field,
             gdouble                value,
             GError               **error)
{
  gboolean automatic = (field->flags & OVERPAINT_FIELD_AUTOMATIC) != 0;

  if (automatic && value == -1.0)
    return TRUE;

  /* Written so that NaN fails too. */
  if (! (value >= (automatic ? field->lowest : field->minimum) && value <= field->maximum))
    {
      gchar least[G_ASCII_DTOSTR_BUF_SIZE];
      gchar most[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (least, sizeof least, "%.10g", automatic ? field->lowest : field->minimum);
      g_ascii_formatd (most, sizeof most, "%.10g", field->maximum);

      if (automatic)
        INVALID (field, _("expected a number from %s to %s, or -1 for what the model likes best."),
                 least, most);
      else
        INVALID (field, _("expected a number from %s to %s."), least, most);

      return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_rules_check:
 * @field: a field
 * @value: (transfer none): a value for it: a string, a boolean, an "i" or a "d"
 * @error: return location for an %OVERPAINT_REQUEST_ERROR_INVALID
 *
 * Checks a value against its field and brings it into the form in which requests
 * keep it: text, weights as compact JSON, "i", "d" or "b".
 *
 * Returns: (transfer floating) (nullable): the value, or %NULL where the field does not
 *   take it; the message begins with the field's name
 */
GVariant *
overpaint_rules_check (const OverpaintField  *field,
                       GVariant              *value,
                       GError               **error)
{
  gboolean is_text = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);
  gdouble  number  = 0.0;

  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
      if (is_text)
        return check_text (field, g_variant_get_string (value, NULL), error);
      return INVALID (field, _("expected text."));

    case OVERPAINT_FIELD_WEIGHTS:
      if (is_text)
        return check_weights (field, g_variant_get_string (value, NULL), error);
      return INVALID (field, _("expected text."));

    case OVERPAINT_FIELD_SWITCH:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        return g_variant_new_boolean (g_variant_get_boolean (value));
      return INVALID (field, _("expected yes or no."));

    case OVERPAINT_FIELD_INTEGER:
    case OVERPAINT_FIELD_NUMBER:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
        number = g_variant_get_int32 (value);
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
        number = g_variant_get_double (value);
      else
        return INVALID (field, _("expected a number."));

      if (! check_range (field, number, error))
        return NULL;

      if (field->kind == OVERPAINT_FIELD_NUMBER)
        return g_variant_new_double (number);

      if (number != floor (number))
        return INVALID (field, _("expected a whole number."));

      return g_variant_new_int32 ((gint32) number);

    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
makes_a_step (gint     steps,
              gdouble  strength,
              gboolean strength_floor)
{
  if (strength_floor)
    strength = MAX (1.0 / steps, strength);

  return (gint) (steps * strength) >= 1;
}

/**
 * overpaint_rules_least_steps:
 * @steps: steps that were asked for, 1 or more
 * @strength: the strength, 0..1
 * @strength_floor: whether the server raises the strength to 1 / @steps
 * @most: the greatest number of steps to try
 *
 * The least number of steps, @steps or more, of which a server performs at least
 * one. A server performs int (steps × strength) of them (diffusers 0.31,
 * get_timesteps() of its image-to-image pipelines) and fails obscurely where
 * that is 0. A gateway passes the strength on as a 32-bit float written with
 * six decimals, so both what is sent and what arrives there must do. Even the
 * floor of turbo models can miss: 49 × (1 / 49) is less than 1.
 *
 * Returns: the number of steps, or -1 where not even @most would do
 */
gint
overpaint_rules_least_steps (gint     steps,
                             gdouble  strength,
                             gboolean strength_floor,
                             gint     most)
{
  gchar   text[G_ASCII_DTOSTR_BUF_SIZE];
  gdouble arrived;

  /* Strength 0 asks for no step at all, and is the artist's own wish. */
  if (strength <= 0.0 && ! strength_floor)
    return steps;

  g_ascii_formatd (text, sizeof text, "%f", (gfloat) strength);
  arrived = g_ascii_strtod (text, NULL);

  for (; steps <= most; steps++)
    {
      if (makes_a_step (steps, strength, strength_floor) &&
          makes_a_step (steps, arrived, strength_floor))
        return steps;
    }

  return -1;
}
