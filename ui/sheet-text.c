/* sheet-text.c: what is said about a picture of the sheet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "run-progress.h"
#include "sheet-text.h"

/**
 * overpaint_sheet_text_is_stopped:
 * @variation: a variation
 *
 * Returns: whether it was stopped by the artist, which is not a failure
 */
gboolean
overpaint_sheet_text_is_stopped (OverpaintVariation *variation)
{
  return g_error_matches (overpaint_variation_get_error (variation), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a program said last comes in a paragraph of its own, for which a picture has no room. */
static gchar *
summarise (OverpaintVariation *variation)
{
  const gchar *message = overpaint_variation_get_error (variation)->message;
  const gchar *end     = strstr (message, "\n\n");

  return end != NULL ? g_strndup (message, (gsize) (end - message)) : g_strdup (message);
}

static gchar *
describe_state (OverpaintPicks     *picks,
                OverpaintVariation *variation)
{
  g_autofree gchar *summary = NULL;

  switch (overpaint_variation_get_state (variation))
    {
    case OVERPAINT_VARIATION_WAITING:
      return g_strdup (_("waiting"));

    case OVERPAINT_VARIATION_RUNNING:
      return overpaint_variation_get_ahead (variation) > 0 ? overpaint_run_describe_step (variation)
                                                           : g_strdup (_("running"));

    case OVERPAINT_VARIATION_FAILED:
      if (overpaint_sheet_text_is_stopped (variation))
        return g_strdup (_("stopped"));

      /* Translators: what became of a picture; %s is a sentence that says why */
      summary = summarise (variation);
      return g_strdup_printf (_("failed: %s"), summary);

    case OVERPAINT_VARIATION_DONE:
    default:
      return g_strdup (_("done"));
    }
}

static void
add_marks (GPtrArray          *parts,
           OverpaintPicks     *picks,
           OverpaintVariation *variation)
{
  OverpaintPlacement placement = overpaint_picks_get_placement (picks, variation);

  if (placement == OVERPAINT_PLACEMENT_REMOVED)
    g_ptr_array_add (parts, g_strdup (_("the layer was deleted")));

  if (placement == OVERPAINT_PLACEMENT_CLOSED)
    g_ptr_array_add (parts, g_strdup (_("the image is closed")));

  if (overpaint_picks_is_veiled (picks, variation))
    g_ptr_array_add (parts, g_strdup (_("hidden: the server marked it as unsafe")));
  else if (overpaint_variation_is_flagged (variation))
    g_ptr_array_add (parts, g_strdup (_("marked as unsafe by the server")));

  if (overpaint_variation_is_black (variation))
    g_ptr_array_add (parts, g_strdup (_("all black")));

  if (overpaint_picks_get_shown (picks) == variation)
    g_ptr_array_add (parts, g_strdup (_("shown")));

  if (overpaint_picks_get_verdict (picks, variation) == OVERPAINT_VERDICT_KEPT)
    g_ptr_array_add (parts, g_strdup (_("kept")));

  if (overpaint_picks_get_verdict (picks, variation) == OVERPAINT_VERDICT_REJECTED)
    g_ptr_array_add (parts, g_strdup (_("rejected")));

  if (overpaint_picks_get_a (picks) == variation)
    g_ptr_array_add (parts, g_strdup ("A"));

  if (overpaint_picks_get_b (picks) == variation)
    g_ptr_array_add (parts, g_strdup ("B"));
}

/**
 * overpaint_sheet_text_get_name:
 * @picks: the picks of a run
 * @variation: one of that run
 *
 * What is read out of a cell: "Seed 1234, done, kept, A". In a grid the value comes first.
 * Seconds and steps are not in it, or they would be read out each time.
 *
 * Returns: (transfer full): a translated text
 */
gchar *
overpaint_sheet_text_get_name (OverpaintPicks     *picks,
                               OverpaintVariation *variation)
{
  OverpaintAxis         *axis  = overpaint_run_get_axis (overpaint_picks_get_run (picks));
  g_autoptr (GPtrArray)  parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar      *seed  = g_strdup_printf ("%" G_GINT64_FORMAT, overpaint_variation_get_seed (variation));

  if (axis != NULL)
    g_ptr_array_add (parts, overpaint_axis_name_value (axis, overpaint_variation_get_value_index (variation)));

  /* Translators: "Seed 1234"; begins what is read out of a picture: "Seed 1234, done, kept, A" */
  g_ptr_array_add (parts, g_strdup_printf (_("Seed %s"), seed));
  g_ptr_array_add (parts, describe_state (picks, variation));

  if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
    add_marks (parts, picks, variation);

  g_ptr_array_add (parts, NULL);

  /* Translators: between the parts of a list that is read out */
  return g_strjoinv (_(", "), (gchar **) parts->pdata);
}

static void
describe_failure (GString            *text,
                  OverpaintRun       *run,
                  OverpaintVariation *variation)
{
  gint width;
  gint height;

  if (! overpaint_sheet_text_is_stopped (variation) || overpaint_variation_is_left (variation))
    g_string_append_printf (text, "%s\n", overpaint_variation_get_error (variation)->message);

  if (overpaint_run_get_smaller (run, variation, &width, &height))
    g_string_append_printf (text, _("Enter asks for it again at %d × %d, and for all others that failed for the "
                                    "same reason."), width, height);
  else
    g_string_append (text, _("Enter asks for it again."));
}

/* One sentence and one question, for the button below them. */
static gchar *
ask_for_smaller (OverpaintRun       *run,
                 OverpaintVariation *variation)
{
  OverpaintSentPicture *sent = overpaint_variation_get_sent (variation);
  gint                  width;
  gint                  height;

  if (! overpaint_run_get_smaller (run, variation, &width, &height))
    return NULL;

  /* Translators: on a picture; the size that was sent, and the one that would be sent next */
  return g_strdup_printf (_("Out of memory at %d × %d. Again at %d × %d?"),
                          sent->plan.sent_width, sent->plan.sent_height, width, height);
}

/**
 * overpaint_sheet_text_get_detail:
 * @picks: the picks of a run
 * @variation: one of that run
 *
 * What a tooltip adds to the name: the whole reason of a failure, what to do about it, how long
 * it took.
 *
 * Returns: (transfer full) (nullable): a translated text of whole sentences
 */
gchar *
overpaint_sheet_text_get_detail (OverpaintPicks     *picks,
                                 OverpaintVariation *variation)
{
  OverpaintRun         *run  = overpaint_picks_get_run (picks);
  g_autoptr (GString)   text = g_string_new (NULL);

  switch (overpaint_variation_get_state (variation))
    {
    case OVERPAINT_VARIATION_RUNNING:
      {
        g_autofree gchar *stop = overpaint_run_describe_stop (run);

        g_string_append (text, _("Delete stops this picture alone."));
        if (stop != NULL)
          g_string_append_printf (text, "\n%s", stop);
      }
      break;

    case OVERPAINT_VARIATION_WAITING:
      return g_strdup (_("Delete stops this picture alone."));

    case OVERPAINT_VARIATION_FAILED:
      describe_failure (text, run, variation);
      break;

    case OVERPAINT_VARIATION_DONE:
    default:
      {
        g_autofree gchar *seconds = g_strdup_printf ("%.1f", overpaint_variation_get_duration (variation) / 1000.0);

        /* Translators: %s is a number of seconds, "12.5" */
        g_string_append_printf (text, _("Painted in %s s."), seconds);
      }

      if (overpaint_picks_get_placement (picks, variation) == OVERPAINT_PLACEMENT_REMOVED)
        g_string_append_printf (text, "\n%s", _("Its layer was deleted. Enter inserts it anew."));
      else if (overpaint_picks_is_veiled (picks, variation))
        g_string_append_printf (text, "\n%s", _("The server marked it as unsafe. Enter shows it."));
      else if (overpaint_picks_get_placement (picks, variation) == OVERPAINT_PLACEMENT_CLOSED)
        g_string_append_printf (text, "\n%s", _("Its image has been closed. Enter inserts it anew."));

      if (overpaint_variation_is_black (variation))
        g_string_append_printf (text, "\n%s", _("All black: this is how a model's safety filter answers."));

      if (overpaint_variation_is_cropped (variation))
        g_string_append_printf (text, "\n%s", _("It came in other proportions than were sent, and was cut."));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * overpaint_sheet_text_get_words:
 * @picks: the picks of a run
 * @variation: one of that run
 *
 * Returns: (transfer full) (nullable): what is written where the picture is, or will be; %NULL where it speaks for
 *   itself, or where seconds are counted
 */
gchar *
overpaint_sheet_text_get_words (OverpaintPicks     *picks,
                                OverpaintVariation *variation)
{
  gchar *words;

  switch (overpaint_variation_get_state (variation))
    {
    case OVERPAINT_VARIATION_WAITING:
      return g_strdup (_("Waiting"));

    case OVERPAINT_VARIATION_FAILED:
      words = ask_for_smaller (overpaint_picks_get_run (picks), variation);
      if (words != NULL)
        return words;

      return overpaint_sheet_text_is_stopped (variation) ? g_strdup (_("Stopped")) : summarise (variation);

    case OVERPAINT_VARIATION_DONE:
      if (overpaint_picks_get_placement (picks, variation) == OVERPAINT_PLACEMENT_REMOVED)
        return g_strdup (_("The layer was deleted"));

      return overpaint_picks_is_veiled (picks, variation) ? g_strdup (_("Marked as unsafe by the server")) : NULL;

    case OVERPAINT_VARIATION_RUNNING:
    default:
      return NULL;
    }
}

/**
 * overpaint_sheet_text_count:
 * @variation: a variation that runs
 *
 * What is written while it is painted: how far it is, where that is known, and the seconds below.
 *
 * Returns: (transfer full): a translated text of one or two lines
 */
gchar *
overpaint_sheet_text_count (OverpaintVariation *variation)
{
  g_autofree gchar *step = overpaint_run_describe_step (variation);
  g_autofree gchar *time = NULL;

  /* Translators: seconds that a picture has taken so far */
  time = g_strdup_printf (_("%d s"), (gint) (overpaint_variation_get_duration (variation) / 1000));

  if (step == NULL)
    return g_steal_pointer (&time);

  if (overpaint_variation_get_ahead (variation) > 0)
    return g_steal_pointer (&step);

  return g_strdup_printf ("%s\n%s", step, time);
}

/**
 * overpaint_sheet_text_get_action:
 * @picks: the picks of a run
 * @variation: one of that run
 *
 * Returns: what can be done about it now
 */
OverpaintSheetAction
overpaint_sheet_text_get_action (OverpaintPicks     *picks,
                                 OverpaintVariation *variation)
{
  gint width;
  gint height;

  switch (overpaint_variation_get_state (variation))
    {
    case OVERPAINT_VARIATION_FAILED:
      return overpaint_run_get_smaller (overpaint_picks_get_run (picks), variation, &width, &height)
             ? OVERPAINT_SHEET_ACTION_SMALLER : OVERPAINT_SHEET_ACTION_RETRY;

    case OVERPAINT_VARIATION_DONE:
      if (overpaint_picks_get_placement (picks, variation) == OVERPAINT_PLACEMENT_REMOVED)
        return OVERPAINT_SHEET_ACTION_BRING_BACK;

      if (overpaint_picks_is_veiled (picks, variation))
        return OVERPAINT_SHEET_ACTION_REVEAL;

      return overpaint_picks_get_placement (picks, variation) == OVERPAINT_PLACEMENT_CLOSED
             ? OVERPAINT_SHEET_ACTION_BRING_BACK : OVERPAINT_SHEET_ACTION_NONE;

    case OVERPAINT_VARIATION_WAITING:
    case OVERPAINT_VARIATION_RUNNING:
    default:
      return OVERPAINT_SHEET_ACTION_NONE;
    }
}

/**
 * overpaint_sheet_text_name_action:
 * @action: what can be done
 *
 * Returns: (nullable): what its button says; %NULL for nothing
 */
const gchar *
overpaint_sheet_text_name_action (OverpaintSheetAction action)
{
  switch (action)
    {
    case OVERPAINT_SHEET_ACTION_RETRY:
      return _("Retry");

    case OVERPAINT_SHEET_ACTION_SMALLER:
      return _("Again, Smaller");

    case OVERPAINT_SHEET_ACTION_BRING_BACK:
      return _("Insert Anew");

    case OVERPAINT_SHEET_ACTION_REVEAL:
      return _("Look at It");

    case OVERPAINT_SHEET_ACTION_NONE:
    default:
      return NULL;
    }
}
