/* work.c: the one card that everybody's pictures wait for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "work.h"

/* As many as A1111 remembers. */
#define MOST_FINISHED 16

static void arm (PracticeWorkshop *workshop);

/**
 * practice_workshop_new:
 *
 * Returns: (transfer full): a workshop without work, where nothing takes time
 */
PracticeWorkshop *
practice_workshop_new (void)
{
  PracticeWorkshop *workshop = g_new0 (PracticeWorkshop, 1);

  workshop->finished = g_ptr_array_new_with_free_func (g_free);
  workshop->hold     = -1;
  g_queue_init (&workshop->works);

  return workshop;
}

static void
work_free (PracticeWork *work)
{
  if (work->free_data != NULL)
    work->free_data (work->data);

  g_free (work->task);
  g_free (work->shares);
  g_free (work);
}

/**
 * practice_workshop_free:
 * @workshop: (transfer full): a workshop; what waits there is never done
 */
void
practice_workshop_free (PracticeWorkshop *workshop)
{
  g_clear_handle_id (&workshop->source, g_source_remove);
  g_queue_clear_full (&workshop->works, (GDestroyNotify) work_free);
  g_ptr_array_unref (workshop->finished);
  g_free (workshop);
}

static gint64
now (void)
{
  return g_get_monotonic_time () / 1000;
}

static gint
duration (PracticeWorkshop   *workshop,
          const PracticeWork *work)
{
  if (workshop->speed > 0.0)
    return (gint) (work->steps * work->rounds * 1000.0 / workshop->speed);

  return workshop->delay * work->rounds * work->per_round;
}

static gboolean
on_done (gpointer data)
{
  PracticeWorkshop *workshop = data;
  PracticeWork     *work     = g_queue_pop_head (&workshop->works);

  workshop->source = 0;

  if (*work->task != '\0')
    g_ptr_array_add (workshop->finished, g_strdup (work->task));

  if (workshop->finished->len > MOST_FINISHED)
    g_ptr_array_remove_index (workshop->finished, 0);

  work->done (work, work->data);
  work_free (work);
  arm (workshop);

  return G_SOURCE_REMOVE;
}

/* Begins the first work, or lets it go on, and sees to its end. */
static void
arm (PracticeWorkshop *workshop)
{
  PracticeWork *work = practice_workshop_current (workshop);
  gboolean      over;

  if (work == NULL || workshop->source != 0)
    return;

  if (work->started == 0)
    work->started = now ();

  over = work->stopped_at >= 0 || work->skipped_to >= work->steps * work->rounds;

  if (! over && workshop->hold >= 0)
    return;

  workshop->source = g_timeout_add (over ? 0 : duration (workshop, work), on_done, workshop);
}

/**
 * practice_workshop_add:
 * @workshop: a workshop
 * @task: (nullable): by which it can be asked about
 * @steps: of one round
 * @rounds: how many, one after the other
 * @per_round: pictures in each
 * @done: what is called once it is through, or has been stopped
 * @data: for @done
 * @free_data: (nullable): for @data
 *
 * Returns: (transfer none): work at the end of the queue, never done before this returns
 */
PracticeWork *
practice_workshop_add (PracticeWorkshop *workshop,
                       const gchar      *task,
                       gint              steps,
                       gint              rounds,
                       gint              per_round,
                       PracticeWorkDone  done,
                       gpointer          data,
                       GDestroyNotify    free_data)
{
  PracticeWork *work = g_new0 (PracticeWork, 1);

  work->task       = g_strdup (task != NULL ? task : "");
  work->steps      = steps;
  work->rounds     = rounds;
  work->per_round  = per_round;
  work->stopped_at = -1;
  work->done       = done;
  work->data       = data;
  work->free_data  = free_data;
  work->shares     = g_new (gdouble, rounds);

  for (gint i = 0; i < rounds; i++)
    work->shares[i] = 1.0;

  g_queue_push_tail (&workshop->works, work);
  arm (workshop);

  return work;
}

/**
 * practice_workshop_current:
 * @workshop: a workshop
 *
 * Returns: (nullable): what is being worked on
 */
PracticeWork *
practice_workshop_current (PracticeWorkshop *workshop)
{
  return g_queue_peek_head (&workshop->works);
}

/**
 * practice_workshop_awaits:
 * @workshop: a workshop
 * @task: a name
 *
 * Returns: whether work of that name has not begun yet
 */
gboolean
practice_workshop_awaits (PracticeWorkshop *workshop,
                          const gchar      *task)
{
  for (GList *each = workshop->works.head; each != NULL; each = each->next)
    if (each->prev != NULL && g_strcmp0 (((PracticeWork *) each->data)->task, task) == 0)
      return TRUE;

  return FALSE;
}

/**
 * practice_workshop_has_done:
 * @workshop: a workshop
 * @task: a name
 *
 * Returns: whether work of that name is through
 */
gboolean
practice_workshop_has_done (PracticeWorkshop *workshop,
                            const gchar      *task)
{
  return g_ptr_array_find_with_equal_func (workshop->finished, task, g_str_equal, NULL);
}

/**
 * practice_workshop_step:
 * @workshop: a workshop
 *
 * Returns: how many steps of the current work are done, of all its rounds
 */
gint
practice_workshop_step (PracticeWorkshop *workshop)
{
  PracticeWork *work = practice_workshop_current (workshop);
  gint          total;
  gint          time;

  if (work == NULL || work->started == 0)
    return 0;

  total = work->steps * work->rounds;
  time  = duration (workshop, work);

  if (work->stopped_at >= 0)
    return work->stopped_at;

  if (workshop->hold >= 0)
    return CLAMP (workshop->hold, work->skipped_to, total);

  return time > 0 ? (gint) CLAMP ((now () - work->started) * total / time, work->skipped_to, total)
                  : work->skipped_to;
}

/**
 * practice_workshop_hold:
 * @workshop: a workshop
 * @step: at which all work stands still; -1 lets it go on
 */
void
practice_workshop_hold (PracticeWorkshop *workshop,
                        gint              step)
{
  workshop->hold = step;
  g_clear_handle_id (&workshop->source, g_source_remove);
  arm (workshop);
}

/**
 * practice_workshop_interrupt:
 * @workshop: a workshop
 *
 * Stops what is being worked on, whoever asked for it.
 */
void
practice_workshop_interrupt (PracticeWorkshop *workshop)
{
  PracticeWork *work = practice_workshop_current (workshop);

  if (work == NULL || work->stopped_at >= 0)
    return;

  work->stopped_at = practice_workshop_step (workshop);
  g_clear_handle_id (&workshop->source, g_source_remove);
  arm (workshop);
}

/**
 * practice_workshop_skip:
 * @workshop: a workshop
 *
 * Ends the round that is being worked on, whoever asked for it; the others follow.
 */
void
practice_workshop_skip (PracticeWorkshop *workshop)
{
  PracticeWork *work = practice_workshop_current (workshop);
  gint          step = practice_workshop_step (workshop);
  gint          round;

  if (work == NULL || work->stopped_at >= 0 || step >= work->steps * work->rounds)
    return;

  round               = step / work->steps;
  work->shares[round] = (gdouble) (step % work->steps) / work->steps;
  work->skipped_to    = (round + 1) * work->steps;
  g_clear_handle_id (&workshop->source, g_source_remove);
  arm (workshop);
}

/**
 * practice_work_owes:
 * @work: work that is through
 * @picture: the number of one of its pictures
 * @share: (out): how much of its steps was done, 0 to 1
 *
 * Returns: whether there is anything to see of it
 */
gboolean
practice_work_owes (const PracticeWork *work,
                    gint                picture,
                    gdouble            *share)
{
  gint round  = picture / work->per_round;
  gint before = round * work->steps;

  *share = work->shares[round];

  if (work->stopped_at < 0 || *share < 1.0)
    return *share > 0.0;

  *share = CLAMP ((gdouble) (work->stopped_at - before) / work->steps, 0.0, 1.0);

  return *share > 0.0;
}
