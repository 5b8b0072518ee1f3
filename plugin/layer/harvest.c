/* harvest.c: the pictures of a run, ready to become layers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "harvest.h"
#include "run-record.h"

/* Longest name of a layer group, in characters: what the Layers dialog has room for. */
#define GROUP_NAME_LENGTH 48

static gchar *
write_record (OverpaintRun       *run,
              OverpaintSource    *source,
              OverpaintVariation *variation)
{
  OverpaintRecord record = { NULL, };

  overpaint_run_fill_record (run, variation, &record);
  overpaint_source_fill_record (source, &record);

  return overpaint_record_to_json (&record);
}

/* One line of the prompt, or the model's id where there is no prompt. */
static gchar *
name_group (OverpaintRequest *request)
{
  g_autofree gchar   *prompt = g_strstrip (g_strdup (overpaint_request_get_text (request, "prompt")));
  g_auto (GStrv)      words  = g_strsplit_set (prompt, " \t\r\n", -1);
  g_autoptr (GString) line   = g_string_new (NULL);
  gint                i;

  for (i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }

  if (line->len == 0)
    return g_strdup (overpaint_request_get_text (request, "model"));

  if (g_utf8_strlen (line->str, -1) > GROUP_NAME_LENGTH)
    {
      *g_utf8_offset_to_pointer (line->str, GROUP_NAME_LENGTH - 1) = '\0';
      return g_strconcat (g_strchomp (line->str), "…", NULL);
    }

  return g_strdup (line->str);
}

/* GIMP gives no two layers of an image the same name: in a grid, the seed alone would become
 * "Seed 7 #1".
 */
static gchar *
name_layer (OverpaintAxis      *axis,
            OverpaintVariation *variation)
{
  g_autofree gchar *seed = g_strdup_printf ("%" G_GINT64_FORMAT, overpaint_variation_get_seed (variation));
  gchar             value[G_ASCII_DTOSTR_BUF_SIZE];

  if (axis == NULL)
    /* Translators: name of a result layer, with its seed */
    return g_strdup_printf (_("Seed %s"), seed);

  g_ascii_formatd (value, sizeof value, "%.10g",
                   overpaint_axis_get_value (axis, overpaint_variation_get_value_index (variation)));

  /* Translators: name of a result layer in a grid: its seed, and its strength or a LoRA's weight */
  return g_strdup_printf (_("Seed %s at %s"), seed, value);
}

static void
overpaint_harvest_add (OverpaintHarvest   *harvest,
                       OverpaintRun       *run,
                       OverpaintSource    *source,
                       OverpaintVariation *variation)
{
  OverpaintAxis   *axis   = overpaint_run_get_axis (run);
  OverpaintResult *result = &harvest->results[harvest->n_results];
  gchar           *name   = name_layer (axis, variation);
  gchar           *record = write_record (run, source, variation);

  g_ptr_array_add (harvest->texts, name);
  g_ptr_array_add (harvest->texts, record);

  result->pixels = overpaint_variation_get_pixels (variation);
  result->name   = name;
  result->record = record;
  result->hidden = overpaint_variation_is_flagged (variation) || overpaint_variation_is_black (variation);

  if (axis != NULL)
    {
      gchar *group = overpaint_axis_name_value (axis, overpaint_variation_get_value_index (variation));

      g_ptr_array_add (harvest->texts, group);
      result->group = group;
    }

  harvest->variations[harvest->n_results++] = variation;
}

/* The order of layers: one value after the other, and for each the seeds as the run has them. */
static gint
compare_values (gconstpointer a,
                gconstpointer b)
{
  guint index   = overpaint_variation_get_value_index (*(OverpaintVariation * const *) a);
  guint another = overpaint_variation_get_value_index (*(OverpaintVariation * const *) b);

  return index < another ? -1 : index > another;
}

/**
 * overpaint_harvest_list:
 * @run: a run
 *
 * Returns: (transfer container) (element-type OverpaintVariation): those whose picture has come, in
 *   the order of the layers that they become, from the top
 */
GPtrArray *
overpaint_harvest_list (OverpaintRun *run)
{
  GPtrArray *list = g_ptr_array_new ();
  guint      i;

  for (i = 0; i < overpaint_run_get_n_variations (run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (run, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        g_ptr_array_add (list, variation);
    }

  /* glib's sort is stable */
  g_ptr_array_sort (list, compare_values);

  return list;
}

/**
 * overpaint_harvest_new:
 * @run: a run
 * @source: what it was started with
 * @variations: (element-type OverpaintVariation): whose pictures have come, in the order of
 *   overpaint_harvest_list()
 *
 * Names the pictures, writes their records, and says which are not to be shown: one that the server
 * marked, or that is all black. Those of a run with an axis belong to a group for each value.
 *
 * Returns: (transfer full): the pictures; it may not outlive the run
 */
OverpaintHarvest *
overpaint_harvest_new (OverpaintRun    *run,
                       OverpaintSource *source,
                       GPtrArray       *variations)
{
  OverpaintHarvest *harvest = g_new0 (OverpaintHarvest, 1);
  guint             i;

  harvest->results    = g_new0 (OverpaintResult, variations->len);
  harvest->variations = g_new0 (OverpaintVariation *, variations->len);
  harvest->group_name = name_group (overpaint_run_get_request (run));
  harvest->texts      = g_ptr_array_new_with_free_func (g_free);

  for (i = 0; i < variations->len; i++)
    overpaint_harvest_add (harvest, run, source, g_ptr_array_index (variations, i));

  return harvest;
}

/**
 * overpaint_harvest_free:
 * @harvest: (transfer full): pictures
 *
 * Frees it.
 */
void
overpaint_harvest_free (OverpaintHarvest *harvest)
{
  g_free (harvest->results);
  g_free (harvest->variations);
  g_free (harvest->group_name);
  g_ptr_array_unref (harvest->texts);
  g_free (harvest);
}
