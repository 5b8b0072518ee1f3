/* gateway.c: a stand-in for a Livepeer gateway
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "gateway.h"

#include <string.h>

#include "field-list.h"

static const gchar * const pipelines[] =
{
  "/text-to-image", "/image-to-image", "/upscale", "/image-to-video", "/image-to-video/result",
  "/audio-to-text", "/llm", "/segment-anything-2", "/image-to-text", "/text-to-speech", NULL
};

/**
 * practice_gateway_knows:
 * @path: of a request
 *
 * Returns: whether a gateway has an entry for it; where it has one, what it does not
 *   understand gets 200 and an empty body
 */
gboolean
practice_gateway_knows (const gchar *path)
{
  return g_strv_contains (pipelines, path);
}

static PracticeReply *
binding_error (const gchar *function,
               const gchar *text)
{
  g_autofree gchar *quoted  = practice_json_quote (text);
  g_autofree gchar *message = g_strdup_printf ("error binding string parameter: strconv.%s: "
                                               "parsing %s: invalid syntax", function, quoted);

  return practice_reply_new_error (400, message);
}

/* Reads one field as Go does, and writes it again as Go does: a float has passed through
 * 32 bits and six decimals before a runner sees it. */
static PracticePart *
bind (const PracticeField  *field,
      const gchar          *text,
      PracticeReply       **refusal)
{
  g_autofree gchar *again = NULL;
  gchar             buffer[G_ASCII_DTOSTR_BUF_SIZE + 64];
  gdouble           number;
  gint64            integer;
  gboolean          value;

  switch (field->kind)
    {
    case PRACTICE_FIELD_NUMBER:
      if (! practice_go_number (text, &number))
        {
          *refusal = binding_error ("ParseFloat", text);
          return NULL;
        }

      g_ascii_formatd (buffer, sizeof (buffer), "%f", (gdouble) (gfloat) number);
      again = g_strdup (buffer);
      break;

    case PRACTICE_FIELD_INTEGER:
      if (! practice_go_integer (text, &integer))
        {
          *refusal = binding_error ("ParseInt", text);
          return NULL;
        }

      again = g_strdup_printf ("%" G_GINT64_FORMAT, integer);
      break;

    case PRACTICE_FIELD_SWITCH:
      if (! practice_go_switch (text, &value))
        {
          *refusal = binding_error ("ParseBool", text);
          return NULL;
        }

      again = g_strdup (value ? "true" : "false");
      break;

    case PRACTICE_FIELD_TEXT:
    case PRACTICE_FIELD_FILE:
    default:
      again = g_strdup (text);
      break;
    }

  return practice_part_new_text (field->name, again);
}

/* The form once more, as a gateway sends it on: its own fields alone, a prompt always. */
static GPtrArray *
bind_all (GPtrArray      *parts,
          PracticeReply **refusal)
{
  g_autoptr (GPtrArray)  bound  = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_part_free);
  const PracticeField   *fields;
  guint                  n_fields;

  fields = practice_field_list (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      PracticePart *part = NULL;

      /* Text parts and files are two lists in Go: either may hide behind the other's name. */
      for (guint j = 0; j < parts->len && part == NULL; j++)
        {
          const PracticePart *sent = g_ptr_array_index (parts, j);
          gboolean            file = fields[i].kind == PRACTICE_FIELD_FILE;

          if (! g_str_equal (sent->name, fields[i].name) || file != (sent->filename != NULL))
            continue;

          part = file ? practice_part_copy (sent) : bind (&fields[i], sent->text, refusal);

          if (part == NULL)
            return NULL;
        }

      if (part == NULL && g_str_equal (fields[i].name, "prompt"))
        part = practice_part_new_text ("prompt", "");

      if (part != NULL)
        g_ptr_array_add (bound, part);
    }

  return g_steal_pointer (&bound);
}

/* Go's image.DecodeConfig with the decoders that a gateway has: PNG, JPEG and GIF. */
static gboolean
is_known_format (const PracticePart *image)
{
  gsize         size;
  const guint8 *data;

  if (image == NULL)
    return FALSE;

  data = g_bytes_get_data (image->data, &size);

  return (size >= 33 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0) ||
         (size >= 20 && memcmp (data, "\xff\xd8\xff", 3) == 0) ||
         (size >= 13 && memcmp (data, "GIF8", 4) == 0);
}

/* What a runner's 400 said, whichever shape it said it in. */
static gchar *
runner_message (PracticeReply *reply)
{
  gsize                size;
  const gchar         *text = g_bytes_get_data (reply->body, &size);
  g_autofree gchar    *copy = g_strndup (text, size);
  g_autoptr (JsonNode) root = json_from_string (copy, NULL);
  JsonNode            *detail;

  if (root == NULL || ! JSON_NODE_HOLDS_OBJECT (root))
    return g_strdup (copy);

  detail = json_object_get_member (json_node_get_object (root), "detail");

  if (detail != NULL && JSON_NODE_HOLDS_OBJECT (detail))
    return g_strdup (json_object_get_string_member (json_node_get_object (detail), "msg"));

  return g_strdup (detail != NULL ? json_node_get_string (detail) : copy);
}

/**
 * practice_gateway_paint:
 * @parts: (element-type PracticePart): the parts of the form
 * @paint: how to paint
 * @refusal: (out): why not
 *
 * Binds the form as Go does, then hands it to a runner that has just the model that is
 * asked for. A model whose id holds "unavailable" has no runner.
 *
 * Returns: (transfer full) (nullable) (element-type PracticeResult): the pictures, or %NULL
 *   with @refusal set
 */
GPtrArray *
practice_gateway_paint (GPtrArray      *parts,
                        PracticePaint   paint,
                        PracticeReply **refusal)
{
  g_autoptr (GPtrArray)      bound   = bind_all (parts, refusal);
  g_autoptr (GPtrArray)      results = NULL;
  g_autoptr (PracticeReply)  said    = NULL;
  const PracticePart        *model;

  if (bound == NULL)
    return NULL;

  model = practice_form_first (bound, "model_id");

  /* The null pointer that a gateway follows. */
  if (model == NULL)
    {
      *refusal = practice_reply_new_drop ();
      return NULL;
    }

  if (*model->text == '\0' || strstr (model->text, "unavailable") != NULL ||
      ! is_known_format (practice_form_first (bound, "image")))
    {
      *refusal = practice_reply_new_error (503, "Service Unavailable Error");
      return NULL;
    }

  results = practice_runner_paint (bound, model->text, NULL, NULL, paint, &said);

  if (results != NULL)
    return g_steal_pointer (&results);

  if (said->status == 400)
    {
      g_autofree gchar *text    = runner_message (said);
      g_autofree gchar *message = g_strconcat (": ", text, NULL);

      *refusal = practice_reply_new_error (400, message);
    }
  else
    {
      *refusal = practice_reply_new_error (503, "Service Unavailable Error");
    }

  return NULL;
}
