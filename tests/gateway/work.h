/* work.h: the one card that everybody's pictures wait for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PracticeWork PracticeWork;

typedef void (* PracticeWorkDone) (PracticeWork *work,
                                   gpointer      data);

/**
 * PracticeWork:
 * @task: by which it can be asked about
 * @steps: of one round
 * @rounds: how many, one after the other
 * @per_round: pictures in each
 * @started: when it began, in milliseconds of the monotonic clock; 0 while it waits
 * @stopped_at: the step at which it was interrupted, of all rounds; -1 where it was not
 * @shares: how much of each round's steps was done, 0 to 1; less than 1 where it was skipped
 * @skipped_to: the step up to which rounds were skipped, of all rounds; 0 for none
 *
 * One request's share of the card.
 */
struct _PracticeWork
{
  gchar            *task;
  gint              steps;
  gint              rounds;
  gint              per_round;
  gint64            started;
  gint              stopped_at;
  gdouble          *shares;
  gint              skipped_to;
  PracticeWorkDone  done;
  gpointer          data;
  GDestroyNotify    free_data;
};

/**
 * PracticeWorkshop:
 * @works: (element-type PracticeWork): the first is being worked on
 * @finished: (element-type utf8): tasks that are through, the last sixteen
 * @speed: steps a second; 0 for no time at all
 * @delay: milliseconds a picture, where @speed is 0
 * @hold: the step at which all work stands still; -1 for none
 * @source: of the main loop, which ends the first
 *
 * They do one thing after the other, in the order of asking.
 */
typedef struct
{
  GQueue      works;
  GPtrArray  *finished;
  gdouble     speed;
  guint       delay;
  gint        hold;
  guint       source;
} PracticeWorkshop;

PracticeWorkshop * practice_workshop_new       (void);
void               practice_workshop_free      (PracticeWorkshop *workshop);

PracticeWork     * practice_workshop_add       (PracticeWorkshop *workshop,
                                                const gchar      *task,
                                                gint              steps,
                                                gint              rounds,
                                                gint              per_round,
                                                PracticeWorkDone  done,
                                                gpointer          data,
                                                GDestroyNotify    free_data);
PracticeWork     * practice_workshop_current   (PracticeWorkshop *workshop);
gboolean           practice_workshop_awaits    (PracticeWorkshop *workshop,
                                                const gchar      *task);
gboolean           practice_workshop_has_done  (PracticeWorkshop *workshop,
                                                const gchar      *task);
gint               practice_workshop_step      (PracticeWorkshop *workshop);
void               practice_workshop_hold      (PracticeWorkshop *workshop,
                                                gint              step);
void               practice_workshop_interrupt (PracticeWorkshop *workshop);
void               practice_workshop_skip      (PracticeWorkshop *workshop);

gboolean           practice_work_owes          (const PracticeWork *work,
                                                gint              picture,
                                                gdouble          *share);

G_END_DECLS
