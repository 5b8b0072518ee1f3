/* history-text.c: what is said about an earlier run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "catalogue.h"
#include "history-text.h"

/* A list of seeds that do not follow each other breaks off after so many. */
#define MOST_SEEDS 4

#define SEPARATOR " · "

static GDateTime *
get_local_time (gint64 when)
{
  return g_date_time_new_from_unix_local (when / G_USEC_PER_SEC);
}

/**
 * overpaint_history_text_get_day:
 * @when: a time, in microseconds since 1970 UTC
 *
 * Returns: the day here on which it was, as a number that grows by one from day to day
 */
gint
overpaint_history_text_get_day (gint64 when)
{
  g_autoptr (GDateTime) time = get_local_time (when);
  GDate                 date;

  if (time == NULL)
    return 0;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));

  return (gint) g_date_get_julian (&date);
}

/**
 * overpaint_history_text_name_day:
 * @day: a day, from overpaint_history_text_get_day()
 * @today: today
 *
 * Returns: (transfer full): "Today", "Yesterday", or weekday and date as the locale writes them
 */
gchar *
overpaint_history_text_name_day (gint day,
                                 gint today)
{
  g_autoptr (GDateTime) noon = NULL;
  GDate                 date;

  if (day == today)
    return g_strdup (_("Today"));

  if (day == today - 1)
    return g_strdup (_("Yesterday"));

  if (day <= 0)
    return g_strdup ("");

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  noon = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12, 0, 0.0);

  /* Translators: a day, as the locale writes it: weekday and date; see the manual of strftime */
  return g_date_time_format (noon, _("%A, %x"));
}

/**
 * overpaint_history_text_get_time:
 * @when: a time, in microseconds since 1970 UTC
 *
 * Returns: (transfer full): hours and minutes here
 */
gchar *
overpaint_history_text_get_time (gint64 when)
{
  g_autoptr (GDateTime) time = get_local_time (when);

  /* Translators: a time of the day, hours and minutes; see the manual of strftime */
  return time != NULL ? g_date_time_format (time, _("%H:%M")) : g_strdup ("");
}

/**
 * overpaint_history_text_get_prompt:
 * @entry: a run
 *
 * Returns: (transfer full): the prompt as it was typed, in one paragraph; words for one that was empty
 */
gchar *
overpaint_history_text_get_prompt (const OverpaintHistoryEntry *entry)
{
  g_autofree gchar *text = g_strdup (overpaint_request_get_text (entry->wish->request, "prompt"));

  g_strstrip (g_strdelimit (text, "\r\n\t", ' '));

  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (_("No prompt"));
}

static gboolean
follow_each_other (const gint64 *seeds,
                   guint         n_seeds)
{
  guint i;

  for (i = 1; i < n_seeds; i++)
    {
      if (seeds[i] != seeds[0] + (gint64) i)
        return FALSE;
    }

  return TRUE;
}

/* A grid has each seed several times. */
static GArray *
list_seeds (const OverpaintHistoryEntry *entry)
{
  GArray *seeds = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   i;
  guint   j;

  for (i = 0; i < entry->n_seeds; i++)
    {
      for (j = 0; j < seeds->len && g_array_index (seeds, gint64, j) != entry->seeds[i]; j++)
        ;

      if (j == seeds->len)
        g_array_append_val (seeds, entry->seeds[i]);
    }

  return seeds;
}

static gchar *
describe_seeds (const OverpaintHistoryEntry *entry)
{
  g_autoptr (GArray)   list  = list_seeds (entry);
  const gint64        *seeds = (const gint64 *) (gpointer) list->data;
  g_autoptr (GString)  text  = g_string_new (NULL);
  guint                i;

  if (list->len == 0)
    return g_strdup (_("no picture"));

  if (list->len > 2 && follow_each_other (seeds, list->len))
    {
      g_string_printf (text, "%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, seeds[0], seeds[list->len - 1]);
    }
  else
    {
      for (i = 0; i < MIN (list->len, MOST_SEEDS); i++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", seeds[i]);

      if (list->len > MOST_SEEDS)
        g_string_append (text, ", …");
    }

  /* Translators: %s is one seed or several: "1234", "1234–1237", "5, 9" */
  return g_strdup_printf (ngettext ("seed %s", "seeds %s", list->len), text->str);
}

static gchar *
describe_strength (const OverpaintHistoryEntry *entry)
{
  OverpaintRequest     *request = entry->request;
  OverpaintAxis        *axis    = entry->wish->axis;
  const OverpaintModel *model   = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));
  const OverpaintField *field   = overpaint_pipeline_get_field (overpaint_request_get_pipeline (request), "strength");
  g_autofree gchar     *values  = NULL;

  if (axis != NULL && g_str_equal (overpaint_axis_get_field (axis), "strength"))
    values = overpaint_axis_to_text (axis);
  else if (field != NULL && overpaint_model_uses (model, field))
    values = g_strdup_printf ("%.2f", overpaint_request_get_number (request, "strength"));
  else
    return NULL;

  /* Translators: %s is one number or several: "0.50", "0.3, 0.6" */
  return g_strdup_printf (_("strength %s"), values);
}

static gchar *
describe_weights (const OverpaintHistoryEntry *entry)
{
  OverpaintAxis    *axis   = entry->wish->axis;
  g_autofree gchar *values = NULL;

  if (axis == NULL || overpaint_axis_get_lora (axis) == NULL)
    return NULL;

  values = overpaint_axis_to_text (axis);

  /* Translators: the id of a LoRA, and the weights that were tried: "owner/ink: 0.4, 0.8" */
  return g_strdup_printf (_("%s: %s"), overpaint_axis_get_lora (axis), values);
}

static gchar *
join (GPtrArray   *parts,
      const gchar *separator)
{
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (separator, (gchar **) parts->pdata);
}

static void
add_part (GPtrArray *parts,
          gchar     *part)
{
  if (part != NULL && *part != '\0')
    g_ptr_array_add (parts, part);
  else
    g_free (part);
}

/**
 * overpaint_history_text_get_settings:
 * @entry: a run
 *
 * Returns: (transfer full): model, strength and seeds: "stabilityai/sd-turbo · strength 0.50 · seeds 1234–1237"
 */
gchar *
overpaint_history_text_get_settings (const OverpaintHistoryEntry *entry)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_part (parts, g_strdup (overpaint_request_get_text (entry->request, "model")));
  add_part (parts, describe_strength (entry));
  add_part (parts, describe_weights (entry));
  add_part (parts, describe_seeds (entry));

  return join (parts, SEPARATOR);
}

/**
 * overpaint_history_text_get_place:
 * @entry: a run
 *
 * Returns: (transfer full): image, layer and server: "portrait.xcf · Background · Livepeer"
 */
gchar *
overpaint_history_text_get_place (const OverpaintHistoryEntry *entry)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_part (parts, g_strdup (entry->image_name));
  add_part (parts, g_strdup (entry->layer_name));
  add_part (parts, g_strdup (entry->server_name));

  return join (parts, SEPARATOR);
}

/**
 * overpaint_history_text_get_name:
 * @entry: a run
 *
 * Returns: (transfer full): what is read out of its row, all of it
 */
gchar *
overpaint_history_text_get_name (const OverpaintHistoryEntry *entry)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_part (parts, overpaint_history_text_get_prompt (entry));
  add_part (parts, overpaint_history_text_get_settings (entry));
  add_part (parts, overpaint_history_text_get_place (entry));
  add_part (parts, overpaint_history_text_get_time (entry->when));

  /* Translators: between the parts of a list that is read out */
  return join (parts, _(", "));
}
