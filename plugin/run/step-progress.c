/* step-progress.c: how far one picture is, as its server says
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "step-progress.h"

/* From less than this part of a picture its pace cannot be told: the first step is often the
 * slowest by far.
 */
#define LEAST_PART 0.05

/**
 * overpaint_step_progress_init: (skip)
 * @progress: (out caller-allocates): how far a picture is
 *
 * Nothing is known of it.
 */
void
overpaint_step_progress_init (OverpaintStepProgress *progress)
{
  *progress = (OverpaintStepProgress) { .ahead = -1, .fraction = -1.0 };
}

static void
move (OverpaintStepProgress *progress,
      gdouble                fraction,
      gint64                 now)
{
  if (fraction > 0.0 && progress->moved == 0)
    {
      progress->moved      = now;
      progress->moved_from = fraction;
    }

  progress->fraction = fraction;
  progress->seen     = now;
}

/**
 * overpaint_step_progress_report: (skip)
 * @progress: how far a picture is
 * @ahead: how many other pictures come first, or -1
 * @fraction: how far it is, 0 to 1, or -1
 * @now: the monotonic time, in microseconds
 *
 * Takes what a server says. One that only says that it paints takes nothing back of what is known
 * already: the steps of a worker of our own are read from what it prints.
 *
 * Returns: whether anything is another than before
 */
gboolean
overpaint_step_progress_report (OverpaintStepProgress *progress,
                                gint                   ahead,
                                gdouble                fraction,
                                gint64                 now)
{
  OverpaintStepProgress before = *progress;

  if (ahead > 0)
    overpaint_step_progress_init (progress);

  progress->ahead = MAX (ahead, -1);

  /* Steps are the finer measure. */
  if (ahead <= 0 && fraction >= 0.0 && progress->n_steps == 0)
    move (progress, MIN (fraction, 1.0), now);

  return before.ahead != progress->ahead || before.fraction != progress->fraction;
}

/**
 * overpaint_step_progress_report_steps: (skip)
 * @progress: how far a picture is
 * @step: how many steps are done, from 0
 * @n_steps: of how many
 * @now: the monotonic time, in microseconds
 *
 * Takes what a worker prints of its steps. Once the last is done, what comes are no steps: a picture that is
 * decoded in tiles draws a bar too.
 *
 * Returns: whether anything is another than before
 */
gboolean
overpaint_step_progress_report_steps (OverpaintStepProgress *progress,
                                      guint                  step,
                                      guint                  n_steps,
                                      gint64                 now)
{
  gboolean finished = progress->n_steps > 0 && progress->step == progress->n_steps;

  step = MIN (step, n_steps);

  if (n_steps == 0 || finished || (step == progress->step && n_steps == progress->n_steps))
    return FALSE;

  progress->ahead   = 0;
  progress->step    = step;
  progress->n_steps = n_steps;
  move (progress, (gdouble) step / n_steps, now);

  return TRUE;
}

/**
 * overpaint_step_progress_get_seconds_left: (skip)
 * @progress: how far a picture is
 * @now: the monotonic time, in microseconds
 *
 * Guesses from the pace since it first moved: before that the server may have loaded a model.
 *
 * Returns: how long the rest of it will take, in seconds; -1 where that cannot be told
 */
gdouble
overpaint_step_progress_get_seconds_left (const OverpaintStepProgress *progress,
                                          gint64                       now)
{
  gdouble part = progress->fraction - progress->moved_from;
  gdouble left;

  if (progress->moved == 0 || part < LEAST_PART)
    return -1.0;

  left = (1.0 - progress->fraction) * (progress->seen - progress->moved) / part - (now - progress->seen);

  return MAX (left, 0.0) / G_USEC_PER_SEC;
}
