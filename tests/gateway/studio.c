/* studio.c: a stand-in for Livepeer Studio, in front of a gateway
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "gateway.h"

#include <string.h>

#include "field-list.h"

/* Of Studio's controllers/generate.ts and its schema */
#define LARGEST_FILE  (10 * 1024 * 1024)
#define DEFAULT_MODEL "timbrooks/instruct-pix2pix"

static const gchar * const pipelines[] =
{
  "text-to-image", "image-to-image", "image-to-video", "upscale", "audio-to-text",
  "segment-anything-2", "llm", NULL
};

/**
 * practice_studio_knows:
 * @path: of a request
 *
 * Returns: whether Studio has a route for it
 */
gboolean
practice_studio_knows (const gchar *path)
{
  return g_str_has_prefix (path, PRACTICE_STUDIO_BASE) &&
         g_strv_contains (pipelines, path + strlen (PRACTICE_STUDIO_BASE));
}

/**
 * practice_studio_admit:
 * @authorization: (nullable): the request's Authorization
 * @token: (nullable): the token that is right; %NULL for any
 *
 * Returns: (transfer full) (nullable): a 401 that repeats the token, as Studio's does, or %NULL
 */
PracticeReply *
practice_studio_admit (const gchar *authorization,
                       const gchar *token)
{
  g_autofree gchar *message = NULL;
  const gchar      *sent;

  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return practice_reply_new_errors (401, "no authorization header provided");

  sent = authorization + 7;

  if (*sent != '\0' && (token == NULL || g_str_equal (sent, token)))
    return NULL;

  message = g_strdup_printf ("no token %s found", sent);

  return practice_reply_new_errors (401, message);
}

/* One error of the schema validator, which Studio sends as JSON within JSON. */
static PracticeReply *
schema_error (const gchar *place,
              const gchar *schema,
              const gchar *keyword,
              const gchar *parameter,
              const gchar *value,
              const gchar *message)
{
  g_autofree gchar *quoted = practice_json_quote (value);
  g_autofree gchar *text   = g_strdup_printf ("{\"instancePath\":\"%s\",\"schemaPath\":\"%s\","
                                              "\"keyword\":\"%s\",\"params\":{\"%s\":%s},"
                                              "\"message\":\"%s\"}",
                                              place, schema, keyword, parameter, quoted, message);

  return practice_reply_new_errors (422, text);
}

static PracticeReply *
type_error (const PracticeField *field,
            const gchar         *type)
{
  g_autofree gchar *place   = g_strconcat ("/", field->name, NULL);
  g_autofree gchar *schema  = g_strdup_printf ("#/properties/%s/type", field->name);
  g_autofree gchar *message = g_strconcat ("must be ", type, NULL);

  return schema_error (place, schema, "type", "type", type, message);
}

/* Studio first turns all that looks like a number, or like true or false, into one, and
 * then asks whether it is what the schema says. */
static PracticeReply *
check_field (const PracticeField *field,
             const PracticePart  *part)
{
  gdouble  number    = 0.0;
  gboolean is_number = practice_script_number (part->text, &number);
  gboolean is_switch = g_str_equal (part->text, "true") || g_str_equal (part->text, "false");

  switch (field->kind)
    {
    case PRACTICE_FIELD_TEXT:
      return is_number || is_switch ? type_error (field, "string") : NULL;

    case PRACTICE_FIELD_NUMBER:
      return ! is_number ? type_error (field, "number") : NULL;

    case PRACTICE_FIELD_INTEGER:
      return ! is_number || number != (gdouble) (gint64) number ? type_error (field, "integer")
                                                                : NULL;

    case PRACTICE_FIELD_SWITCH:
      return ! is_switch ? type_error (field, "boolean") : NULL;

    case PRACTICE_FIELD_FILE:
    default:
      return NULL;
    }
}

/* The form once more, with numbers as JavaScript would write them. */
static PracticePart *
pass_on (const PracticeField *field,
         const PracticePart  *part)
{
  gchar   buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gdouble number;

  if (part->filename != NULL || field->kind == PRACTICE_FIELD_TEXT ||
      ! practice_script_number (part->text, &number))
    return practice_part_copy (part);

  if (field->kind == PRACTICE_FIELD_INTEGER)
    g_ascii_formatd (buffer, sizeof (buffer), "%.0f", number);
  else
    g_ascii_dtostr (buffer, sizeof (buffer), number);

  return practice_part_new_text (part->name, buffer);
}

/**
 * practice_studio_pass:
 * @reply: (transfer full): what a gateway answered
 *
 * Returns: (transfer full): what Studio makes of it: anything from 500 up, and no answer
 *   at all, become the same short 500
 */
PracticeReply *
practice_studio_pass (PracticeReply *reply)
{
  if (reply->status != 0 && reply->status < 500)
    return reply;

  practice_reply_free (reply);

  return practice_reply_new_errors (500, "Failed to generate image-to-image");
}

/**
 * practice_studio_paint:
 * @parts: (element-type PracticePart): the parts of the form
 * @paint: how to paint
 * @refusal: (out): why not
 *
 * Checks the form as Studio does and hands it to a gateway.
 *
 * Returns: (transfer full) (nullable) (element-type PracticeResult): the pictures, or %NULL
 *   with @refusal set
 */
GPtrArray *
practice_studio_paint (GPtrArray      *parts,
                       PracticePaint   paint,
                       PracticeReply **refusal)
{
  g_autoptr (GPtrArray)  passed  = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_part_free);
  GPtrArray             *results;

  for (guint i = 0; i < parts->len; i++)
    {
      const PracticePart *part = g_ptr_array_index (parts, i);

      if (part->filename != NULL && g_bytes_get_size (part->data) > LARGEST_FILE)
        {
          *refusal = practice_reply_new_errors (422, "File too large");
          return NULL;
        }
    }

  for (guint i = 0; i < parts->len; i++)
    {
      const PracticePart  *part  = g_ptr_array_index (parts, i);
      const PracticeField *field = practice_field_lookup (part->name);

      if (part->filename == NULL && field == NULL)
        *refusal = schema_error ("", "#/additionalProperties", "additionalProperties",
                                 "additionalProperty", part->name,
                                 "must NOT have additional properties");
      else if (part->filename == NULL)
        *refusal = check_field (field, part);

      if (*refusal != NULL)
        return NULL;

      if (field != NULL)
        g_ptr_array_add (passed, pass_on (field, part));
    }

  if (practice_form_first (passed, "prompt") == NULL)
    {
      *refusal = schema_error ("", "#/required", "required", "missingProperty", "prompt",
                               "must have required property 'prompt'");
      return NULL;
    }

  if (practice_form_first (passed, "model_id") == NULL)
    g_ptr_array_add (passed, practice_part_new_text ("model_id", DEFAULT_MODEL));

  results = practice_gateway_paint (passed, paint, refusal);

  if (results == NULL)
    *refusal = practice_studio_pass (*refusal);

  return results;
}
