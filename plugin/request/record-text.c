/* record-text.c: a record for people to read
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "catalogue.h"
#include "record-text.h"

static void
add_line (GString     *text,
          const gchar *label,
          const gchar *value)
{
  /* Translators: a line of what a layer remembers: what it is, and its value */
  g_string_append_printf (text, _("%s: %s"), label, value);
  g_string_append_c (text, '\n');
}

/* As the person writes numbers, who does not want to see 0.55000000000000004. */
static gchar *
write_number (gdouble number)
{
  return g_strdup_printf ("%.6g", number);
}

/* The table's label, without the mark of its mnemonic. */
static gchar *
get_label (const OverpaintField *field)
{
  const gchar *label = _(field->label);
  const gchar *mark  = strchr (label, '_');

  return mark == NULL ? g_strdup (label)
                      : g_strdup_printf ("%.*s%s", (gint) (mark - label), label, mark + 1);
}

static gchar *
write_weights (const gchar *weights)
{
  g_autoptr (JsonParser)  parser = json_parser_new ();
  g_autoptr (GString)     text   = g_string_new (NULL);
  JsonObjectIter          iter;
  const gchar            *id;
  JsonNode               *node;

  /* A request holds weights that its rules have checked. */
  if (*weights == '\0' || ! json_parser_load_from_data (parser, weights, -1, NULL))
    return NULL;

  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &id, &node))
    {
      g_autofree gchar *weight = write_number (json_node_get_double (node));

      /* Translators: a LoRA and its weight */
      g_string_append_printf (text, text->len > 0 ? C_("LoRAs", ", %s (%s)") : C_("LoRAs", "%s (%s)"), id, weight);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gchar *
write_value (OverpaintRequest     *request,
             const OverpaintModel *model,
             const OverpaintField *field)
{
  if (! overpaint_model_uses (model, field))
    return g_strdup (_("not used by this model"));

  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
      {
        const gchar *text = overpaint_request_get_text (request, field->name);

        if (*text != '\0')
          return g_strdup (text);

        return (field->flags & OVERPAINT_FIELD_REQUIRED) != 0 ? g_strdup (C_("prompt", "none")) : NULL;
      }

    case OVERPAINT_FIELD_WEIGHTS:
      return write_weights (overpaint_request_get_text (request, field->name));

    case OVERPAINT_FIELD_INTEGER:
    case OVERPAINT_FIELD_NUMBER:
      return write_number (overpaint_request_get_number (request, field->name));

    case OVERPAINT_FIELD_SWITCH:
      return g_strdup (overpaint_request_get_switch (request, field->name) ? _("yes") : _("no"));

    default:
      g_return_val_if_reached (NULL);
    }
}

static void
add_request (GString               *text,
             const OverpaintRecord *record)
{
  const OverpaintPipeline *pipeline = overpaint_request_get_pipeline (record->request);
  const OverpaintModel    *model;
  guint                    i;

  model = overpaint_catalogue_lookup (overpaint_request_get_text (record->request, "model"));

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];
      g_autofree gchar     *label = get_label (field);
      g_autofree gchar     *value = NULL;

      /* One picture's record always says one image; whom the artist asked is said
       * below, by name and kind.
       */
      if (field->wire == NULL || strcmp (field->name, "images") == 0)
        continue;

      if (strcmp (field->name, "seed") == 0)
        value = g_strdup_printf ("%" G_GINT64_FORMAT, record->seed);
      else
        value = write_value (record->request, model, field);

      if (value != NULL)
        add_line (text, label, value);
    }
}

static void
add_place (GString               *text,
           const OverpaintRecord *record)
{
  g_autofree gchar *server = NULL;
  g_autofree gchar *source = NULL;
  g_autofree gchar *sent   = NULL;
  g_autofree gchar *scale  = g_strdup_printf ("%.4g", record->scale * 100.0);

  /* Translators: a server's name, and its kind: runner, gateway or studio */
  server = g_strdup_printf (_("%s (%s)"), record->server_name, record->server_kind);
  add_line (text, _("Server"), server);

  /* Translators: a layer's name, and the part of it that was taken: width, height, left edge, top edge */
  source = g_strdup_printf (_("“%s”, %d × %d pixels at (%d, %d)"), record->source_name,
                            record->width, record->height, record->x, record->y);
  add_line (text, _("Layer"), source);

  /* Translators: width, height, and per cent */
  sent = g_strdup_printf (_("%d × %d pixels, scaled to %s %%"), record->sent_width, record->sent_height, scale);
  add_line (text, _("Sent As"), sent);
}

static void
add_time (GString               *text,
          const OverpaintRecord *record)
{
  g_autoptr (GDateTime)  started  = g_date_time_new_from_unix_local (record->started / G_USEC_PER_SEC);
  g_autofree gchar      *when     = NULL;
  g_autofree gchar      *how_long = NULL;
  gdouble                seconds  = record->duration / 1000.0;

  /* the date and time as the person writes them; far beyond the calendar there are none */
  if (started != NULL)
    when = g_date_time_format (started, "%c");
  if (when != NULL)
    add_line (text, _("When"), when);

  how_long = g_strdup_printf (ngettext ("%.1f second", "%.1f seconds", record->duration == 1000 ? 1 : 2), seconds);
  add_line (text, _("How Long"), how_long);
}

static void
add_marks (GString               *text,
           const OverpaintRecord *record)
{
  if (record->flagged)
    g_string_append_printf (text, "%s\n", _("The server marked the picture as possibly offensive."));

  if (record->black)
    g_string_append_printf (text, "%s\n", _("The picture came back all black."));

  if (record->cropped)
    g_string_append_printf (text, "%s\n", _("The picture came back in other proportions than were sent, and was cut."));
}

/**
 * overpaint_record_describe:
 * @record: a record
 *
 * Says what made a picture, a line for each thing, with the labels of the one table of fields, in the
 * person's language, with numbers and dates as the locale writes them.
 *
 * Returns: (transfer full): lines of text
 */
gchar *
overpaint_record_describe (const OverpaintRecord *record)
{
  GString *text = g_string_new (NULL);

  add_request (text, record);
  add_place (text, record);
  add_time (text, record);
  add_marks (text, record);

  return g_string_free (text, FALSE);
}
