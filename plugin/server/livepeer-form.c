/* livepeer-form.c: a request in the words of Livepeer's servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "livepeer-form.h"
#include "server-error.h"

/* What JavaScript takes for white space beyond what Unicode calls a space: the byte
 * order mark.
 */
static gboolean
is_javascript_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0xfeff || c == 0x2028 || c == 0x2029;
}

/**
 * overpaint_livepeer_form_looks_number: (skip)
 * @text: a text field's value
 *
 * Says whether Livepeer Studio would not take @text for text. It runs every field
 * through JavaScript's parseFloat(), which is content with a number at the
 * beginning ("3 cats", " -.5", "Infinity and beyond"), and turns "true" and "false"
 * into yes and no.
 *
 * Returns: %TRUE where it would be taken for something else than text
 */
gboolean
overpaint_livepeer_form_looks_number (const gchar *text)
{
  g_autofree gchar *trimmed = NULL;

  while (*text != '\0' && is_javascript_space (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  trimmed = g_strchomp (g_strdup (text));
  if (g_ascii_strcasecmp (trimmed, "true") == 0 || g_ascii_strcasecmp (trimmed, "false") == 0)
    return TRUE;

  if (*text == '+' || *text == '-')
    text++;

  if (*text == '.')
    text++;

  return g_ascii_isdigit (*text) || g_str_has_prefix (text, "Infinity");
}

/* The shortest digits that read back as the same number, in the C locale: the
 * artist's own would put a comma into it, which every server refuses.
 */
static gchar *
format_number (gdouble value)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.15g", value);

  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, sizeof text, value);

  return g_strdup (text);
}

/* What @field holds, as text, or NULL where nothing is set: unset fields never
 * travel, since a blank number is an error to the servers.
 */
static gchar *
format_field (const OverpaintField *field,
              OverpaintRequest     *variation)
{
  gboolean     required = (field->flags & OVERPAINT_FIELD_REQUIRED) != 0;
  const gchar *text;
  gdouble      number;

  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
      text = overpaint_request_get_text (variation, field->name);

      return *text != '\0' || required ? g_strdup (text) : NULL;

    case OVERPAINT_FIELD_WEIGHTS:
      text = overpaint_request_get_text (variation, field->name);

      /* A request keeps weights as compact JSON. */
      return *text != '\0' && strcmp (text, "{}") != 0 ? g_strdup (text) : NULL;

    case OVERPAINT_FIELD_SWITCH:
      return g_strdup (overpaint_request_get_switch (variation, field->name) ? "true" : "false");

    case OVERPAINT_FIELD_INTEGER:
    case OVERPAINT_FIELD_NUMBER:
      number = overpaint_request_get_number (variation, field->name);

      /* -1 is "automatic" or "random" to the artist; a server would take it for a
       * number. Neither does one that is none.
       */
      if ((field->minimum < 0 && number < 0) || ! isfinite (number))
        return NULL;

      if (field->kind == OVERPAINT_FIELD_INTEGER)
        return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);

      return format_number (number);
    }

  g_return_val_if_reached (NULL);
}

/* Makes a text travel through Studio as text. A comma at the beginning of a prompt
 * says nothing to a model; an id has no room for one.
 */
static gboolean
guard_text (const OverpaintField  *field,
            gchar                **text,
            GError               **error)
{
  gchar *guarded;

  if (! overpaint_livepeer_form_looks_number (*text))
    return TRUE;

  if ((field->flags & OVERPAINT_FIELD_LONG) == 0)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                   _("Livepeer Studio takes “%s” for a number. Choose a model whose name does "
                     "not begin with one, or another server."), *text);
      return FALSE;
    }

  guarded = g_strconcat (", ", *text, NULL);
  g_free (*text);
  *text = guarded;

  return TRUE;
}

/**
 * overpaint_livepeer_form_fill: (skip)
 * @question: a question without parts, to the address of the pipeline
 * @kind: which kind of server it goes to
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Puts a request into parts, field by field out of the pipeline's own table: what is
 * required travels always (a gateway crashes without model_id), what is not set never, and what only
 * some models use only to them (a needless field is an error to some). The picture is a
 * file part with a name, without which a runner takes it for text.
 *
 * Returns: whether it can be sent, or %FALSE with @error set
 *   (%OVERPAINT_SERVER_ERROR_REFUSED)
 */
gboolean
overpaint_livepeer_form_fill (OverpaintHttpRequest  *question,
                              OverpaintServerKind    kind,
                              OverpaintRequest      *variation,
                              const OverpaintModel  *model,
                              GBytes                *png,
                              GError               **error)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (variation);
  guint                    i;

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];
      g_autofree gchar     *value = NULL;

      if (field->wire == NULL)
        continue;

      if ((field->flags & OVERPAINT_FIELD_PER_MODEL) != 0 && ! overpaint_model_uses (model, field))
        continue;

      value = format_field (field, variation);
      if (value == NULL)
        continue;

      if (kind == OVERPAINT_SERVER_STUDIO && field->kind == OVERPAINT_FIELD_TEXT &&
          ! guard_text (field, &value, error))
        return FALSE;

      overpaint_http_request_add_text (question, field->wire, value);
    }

  overpaint_http_request_add_file (question, "image", "layer.png", "image/png", png);

  return TRUE;
}
