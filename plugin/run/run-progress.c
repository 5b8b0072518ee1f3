/* run-progress.c: how far a run is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "run-private.h"
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
 * Returns: how much of it is settled or painted, 0 to 1
 */
gdouble
overpaint_run_get_fraction (OverpaintRun *self)
{
  gdouble done = overpaint_run_count (self, OVERPAINT_VARIATION_DONE) +
                 overpaint_run_count (self, OVERPAINT_VARIATION_FAILED);
  guint   i;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    done += MAX (overpaint_variation_get_fraction (overpaint_run_get_variation (self, i)), 0.0);

  return done / overpaint_run_get_n_variations (self);
}

/**
 * overpaint_run_expect:
 * @self: a run
 * @seconds: how long one of its pictures is likely to take, as earlier ones did; 0 where that is not known
 *
 * Says what there is to go by until its own pictures tell.
 */
void
overpaint_run_expect (OverpaintRun *self,
                      gdouble       seconds)
{
  self->expected = seconds;
}

/* How long one picture takes, in seconds: by those that are here, or else by the one that has come farthest
 * to be judged by its steps, or by earlier runs; -1 where nothing is known.
 */
static gdouble
overpaint_run_guess_seconds (OverpaintRun *self)
{
  guint   n_done  = overpaint_run_count (self, OVERPAINT_VARIATION_DONE);
  gdouble average = 0.0;
  gdouble guess   = -1.0;
  guint   i;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      OverpaintVariation      *variation = overpaint_run_get_variation (self, i);
      OverpaintVariationState  state     = overpaint_variation_get_state (variation);
      gdouble                  taken     = overpaint_variation_get_duration (variation) / 1000.0;
      gdouble                  left      = overpaint_variation_get_seconds_left (variation);

      if (state == OVERPAINT_VARIATION_DONE)
        average += taken / n_done;
      else if (state == OVERPAINT_VARIATION_RUNNING && left >= 0.0)
        guess = MAX (guess, taken + left);
    }

  if (n_done > 0)
    return average;

  /* before they are asked for, nobody knows how many are painted at a time */
  if (guess < 0.0 && self->expected > 0.0 && overpaint_run_count (self, OVERPAINT_VARIATION_RUNNING) > 0)
    return self->expected;

  return guess;
}

/**
 * overpaint_run_get_seconds_left:
 * @self: a run
 *
 * Guesses from the pictures that are here, from the steps of those that are painted, and until then from
 * what overpaint_run_expect() was told: each of the others takes as long as they do on average, and as many
 * are painted at a time as are now.
 *
 * Returns: how long the rest will take, in seconds; -1 where nothing is known yet
 */
gint
overpaint_run_get_seconds_left (OverpaintRun *self)
{
  gdouble average   = overpaint_run_guess_seconds (self);
  guint   n_running = overpaint_run_count (self, OVERPAINT_VARIATION_RUNNING);
  gdouble left      = 0.0;
  guint   i;

  if (average < 0.0)
    return -1;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      OverpaintVariation      *variation = overpaint_run_get_variation (self, i);
      OverpaintVariationState  state     = overpaint_variation_get_state (variation);
      gdouble                  own       = overpaint_variation_get_seconds_left (variation);

      if (state == OVERPAINT_VARIATION_WAITING)
        left += average;
      else if (state == OVERPAINT_VARIATION_RUNNING && own >= 0.0)
        left += own;
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

/**
 * overpaint_run_describe_step:
 * @variation: one of a run's variations
 *
 * Says how far a picture is that is being painted: "Step 12 of 20" where its steps are known, else "60 %", or
 * "2 ahead in the queue".
 *
 * Returns: (transfer full) (nullable): a translated text; %NULL where nothing is known
 */
gchar *
overpaint_run_describe_step (OverpaintVariation *variation)
{
  gint    ahead    = overpaint_variation_get_ahead (variation);
  gdouble fraction = overpaint_variation_get_fraction (variation);
  guint   n_steps;
  guint   step     = overpaint_variation_get_step (variation, &n_steps);

  if (ahead > 0)
    /* Translators: how many pictures a server makes before this one */
    return g_strdup_printf (ngettext ("%d ahead in the queue", "%d ahead in the queue", ahead), ahead);

  if (n_steps > 0)
    /* Translators: how many of a picture's denoising steps are done, and how many there are */
    return g_strdup_printf (_("Step %u of %u"), step, n_steps);

  if (fraction < 0.0)
    return NULL;

  /* Translators: how much of a picture is painted */
  return g_strdup_printf (_("%d %%"), (gint) (fraction * 100.0));
}

/**
 * overpaint_run_describe_stop:
 * @self: a run
 *
 * Says what comes of a stop, where that is not what one expects.
 *
 * Returns: (transfer full) (nullable): a translated sentence where the server cannot be interrupted;
 *   %NULL where it can be, or nobody has to wait for it
 */
gchar *
overpaint_run_describe_stop (OverpaintRun *self)
{
  OverpaintServer     *server = overpaint_run_get_server (self);
  OverpaintServerKind  kind   = overpaint_server_get_kind (server);

  /* Behind a gateway there are other workers, and of one that is not known nothing is. */
  if (! (kind == OVERPAINT_SERVER_RUNNER || overpaint_server_kind_is_local (kind)) ||
      overpaint_server_get_cancel (server) == OVERPAINT_SERVER_CANCEL_RUNNING)
    return NULL;

  /* Translators: said of the button Stop; %s is a server's name */
  if (overpaint_server_ends_to_stop (server))
    return g_strdup_printf (_("%s cannot be interrupted: it is stopped itself, and the next run starts it again."),
                            overpaint_server_get_name (server));

  /* Translators: said of the button Stop; %s is a server's name */
  return g_strdup_printf (_("%s cannot be interrupted: it paints the picture that it has begun to its end, and "
                            "the next run waits for it."), overpaint_server_get_name (server));
}

/**
 * overpaint_run_find_left:
 * @self: a run
 *
 * Returns: (nullable): what its server does with a picture that was stopped, as a sentence, where it goes
 *   on to paint it: see overpaint_variation_is_left()
 */
const gchar *
overpaint_run_find_left (OverpaintRun *self)
{
  guint i;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (self, i);

      if (overpaint_variation_is_left (variation) && overpaint_variation_get_error (variation) != NULL)
        return overpaint_variation_get_error (variation)->message;
    }

  return NULL;
}
