/* run-progress.c: how far a run is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "run-progress.h"
#include "server.h"

/**
 * overpaint_run_count:
 * @self: a run
 * @state: a state
 *
 * Returns: how many variations are in that state
 */
guint
overpaint_run_count (OverpaintRun            *self,
                     OverpaintVariationState  state)
{
  guint n = 0;
  guint i;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      if (overpaint_variation_get_state (overpaint_run_get_variation (self, i)) == state)
        n++;
    }

  return n;
}

/**
 * overpaint_run_get_fraction:
 * @self: a run
 *
 * Returns: how much of it is settled, 0 to 1
 */
gdouble
overpaint_run_get_fraction (OverpaintRun *self)
{
  guint settled = overpaint_run_count (self, OVERPAINT_VARIATION_DONE) +
                  overpaint_run_count (self, OVERPAINT_VARIATION_FAILED);

  return (gdouble) settled / overpaint_run_get_n_variations (self);
}

/**
 * overpaint_run_get_seconds_left:
 * @self: a run
 *
 * Guesses from the pictures that are here: each of the others takes as long as they did on
 * average, and as many are painted at a time as are now.
 *
 * Returns: how long the rest will take, in seconds; -1 where nothing is known yet
 */
gint
overpaint_run_get_seconds_left (OverpaintRun *self)
{
  guint   n_done    = overpaint_run_count (self, OVERPAINT_VARIATION_DONE);
  guint   n_running = overpaint_run_count (self, OVERPAINT_VARIATION_RUNNING);
  gdouble average   = 0.0;
  gdouble left      = 0.0;
  guint   i;

  if (n_done == 0)
    return -1;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (self, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        average += overpaint_variation_get_duration (variation) / 1000.0 / n_done;
    }

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      OverpaintVariation      *variation = overpaint_run_get_variation (self, i);
      OverpaintVariationState  state     = overpaint_variation_get_state (variation);

      if (state == OVERPAINT_VARIATION_WAITING)
        left += average;
      else if (state == OVERPAINT_VARIATION_RUNNING)
        left += MAX (0.0, average - overpaint_variation_get_duration (variation) / 1000.0);
    }

  return (gint) (left / MAX (1, n_running) + 0.5);
}

/**
 * overpaint_run_describe:
 * @self: a run
 *
 * Says how far it is, in words: "2 of 4 pictures, 35 s". Of a worker that is started first it says that.
 *
 * Returns: (transfer full): a translated text
 */
gchar *
overpaint_run_describe (OverpaintRun *self)
{
  guint             n       = overpaint_run_get_n_variations (self);
  guint             n_done  = overpaint_run_count (self, OVERPAINT_VARIATION_DONE);
  gint              seconds = overpaint_run_get_elapsed (self) / G_USEC_PER_SEC;
  g_autofree gchar *news    = overpaint_server_get_news (overpaint_run_get_server (self));

  /* Translators: a sentence on what is waited for, such as “The worker is being started.”, and seconds so far */
  if (news != NULL)
    return g_strdup_printf (_("%s %d s"), news, seconds);

  /* Translators: progress; how many pictures are here, how many were asked for, seconds so far */
  return g_strdup_printf (ngettext ("%u of %u picture, %d s", "%u of %u pictures, %d s", n),
                          n_done, n, seconds);
}

/**
 * overpaint_run_describe_left:
 * @self: a run
 *
 * The same with the time left, where it is known: "2 of 4 pictures, 35 s, about 20 s left".
 *
 * Returns: (transfer full): a translated text
 */
gchar *
overpaint_run_describe_left (OverpaintRun *self)
{
  g_autofree gchar *text = overpaint_run_describe (self);
  gint              left = overpaint_run_get_seconds_left (self);

  if (left < 1)
    return g_steal_pointer (&text);

  /* Translators: %s is "2 of 4 pictures, 35 s" */
  if (left < 90)
    return g_strdup_printf (_("%s, about %d s left"), text, left);

  return g_strdup_printf (_("%s, about %d min left"), text, (left + 30) / 60);
}
