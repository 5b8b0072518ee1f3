/* variation-progress.c: how far a picture of a run is while it is painted
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "variation-private.h"

/* How often it is told at most how far a picture is, in microseconds: a fast card makes more steps a second than
 * anybody can read.
 */
#define LEAST_PAUSE (100 * 1000)

/**
 * overpaint_variation_get_ahead:
 * @self: a variation
 *
 * Returns: how many other pictures its server makes before it; -1 where it is not known, or does not run
 */
gint
overpaint_variation_get_ahead (OverpaintVariation *self)
{
  return self->progress.ahead;
}

/**
 * overpaint_variation_get_fraction:
 * @self: a variation
 *
 * Returns: how far it is, 0 to 1; -1 where it is not known, or does not run
 */
gdouble
overpaint_variation_get_fraction (OverpaintVariation *self)
{
  return self->progress.fraction;
}

/**
 * overpaint_variation_get_step:
 * @self: a variation
 * @n_steps: (out): how many steps it takes; 0 where steps are not known
 *
 * Returns: how many of its steps are done
 */
guint
overpaint_variation_get_step (OverpaintVariation *self,
                              guint              *n_steps)
{
  *n_steps = self->progress.n_steps;

  return self->progress.step;
}

/**
 * overpaint_variation_get_seconds_left:
 * @self: a variation
 *
 * Returns: how long it will still take by the pace of its steps, in seconds; -1 where that cannot
 *   be told, or it does not run
 */
gdouble
overpaint_variation_get_seconds_left (OverpaintVariation *self)
{
  return overpaint_step_progress_get_seconds_left (&self->progress, g_get_monotonic_time ());
}

/**
 * overpaint_variation_is_left:
 * @self: a variation
 *
 * Returns: whether it was stopped, and its server cannot be interrupted: it paints the picture to its
 *   end, and only then takes the next one. The error says so in words
 */
gboolean
overpaint_variation_is_left (OverpaintVariation *self)
{
  return self->left;
}

static void
overpaint_variation_tell_progress (OverpaintVariation *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->told < LEAST_PAUSE)
    return;

  self->told = now;
  g_signal_emit_by_name (self, "progress");
}

/**
 * overpaint_variation_report:
 * @self: a variation
 * @ahead: how many other pictures its server makes first; -1 where it does not say
 * @fraction: how far it is, 0 to 1; -1 where the server does not say
 *
 * Takes what its server says. For one that does not run it does nothing.
 */
void
overpaint_variation_report (OverpaintVariation *self,
                            gint                ahead,
                            gdouble             fraction)
{
  if (self->state == OVERPAINT_VARIATION_RUNNING &&
      overpaint_step_progress_report (&self->progress, ahead, fraction, g_get_monotonic_time ()))
    overpaint_variation_tell_progress (self);
}

/**
 * overpaint_variation_report_steps:
 * @self: a variation
 * @step: how many steps are done, from 0
 * @n_steps: of how many
 *
 * Takes what a worker prints of its steps. For one that does not run it does nothing.
 */
void
overpaint_variation_report_steps (OverpaintVariation *self,
                                  guint               step,
                                  guint               n_steps)
{
  if (self->state == OVERPAINT_VARIATION_RUNNING &&
      overpaint_step_progress_report_steps (&self->progress, step, n_steps, g_get_monotonic_time ()))
    overpaint_variation_tell_progress (self);
}

/**
 * overpaint_variation_leave:
 * @self: a variation that runs, and has been stopped
 *
 * Notes that its server cannot be interrupted, and paints it to its end.
 */
void
overpaint_variation_leave (OverpaintVariation *self)
{
  self->left = TRUE;
}
