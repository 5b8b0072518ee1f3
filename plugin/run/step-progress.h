/* step-progress.h: how far one picture is, as its server says
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintStepProgress: (skip)
 * @ahead: how many other pictures the server makes first; -1 where it does not say
 * @fraction: how far the picture is, 0 to 1; -1 where nobody says
 * @step: how many steps are done
 * @n_steps: of how many; 0 where steps are not known
 * @moved: when @fraction was first more than 0, in monotonic microseconds; 0 before that
 * @moved_from: what it was then
 * @seen: when it was last heard of, in monotonic microseconds
 *
 * How far one picture is. Not every server says all of it, and most say nothing.
 */
typedef struct
{
  gint    ahead;
  gdouble fraction;
  guint   step;
  guint   n_steps;
  gint64  moved;
  gdouble moved_from;
  gint64  seen;
} OverpaintStepProgress;

void     overpaint_step_progress_init             (OverpaintStepProgress       *progress);
gboolean overpaint_step_progress_report           (OverpaintStepProgress       *progress,
                                                   gint                         ahead,
                                                   gdouble                      fraction,
                                                   gint64                       now);
gboolean overpaint_step_progress_report_steps     (OverpaintStepProgress       *progress,
                                                   guint                        step,
                                                   guint                        n_steps,
                                                   gint64                       now);
gdouble  overpaint_step_progress_get_seconds_left (const OverpaintStepProgress *progress,
                                                   gint64                       now);

G_END_DECLS
