/* cases-cancel.c: whether a cancel returns at once, harms nobody else, and leaves a server that works
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "card.h"
#include "case.h"

/* What takes a while; at the practice server, which needs no time at all, because it is told to. */
#define LONG           "{'steps': <60>, 'strength': <0.9>}"
#define PRACTICE_DELAY "{\"delay\":2500}"
#define PRACTICE_QUICK "{\"delay\":0}"

/* Milliseconds: until a server that does not say so is thought to work, and what "at once" is: a
 * server is asked for two seconds at most whether it can be stopped.
 */
#define STARTED 500
#define AT_ONCE 5000

/* Whether @job ended at once, by the cancel and by nothing else. */
static ConformVerdict
judge_end (ConformJob  *job,
           gchar      **words,
           gchar      **found)
{
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;
  gint64                 begun  = g_get_monotonic_time ();

  g_cancellable_cancel (job->cancellable);

  if (! conform_job_wait (job, AT_ONCE))
    return conform_say (CONFORM_FAIL, found, "still waiting after %d s", AT_ONCE / 1000);

  images = conform_job_finish (job, &error);

  if (images != NULL)
    return conform_say (CONFORM_NOTE, found, "the picture was there first");

  if (! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return conform_say_error (CONFORM_FAIL, found, error);

  *words = g_strdup_printf ("it ended after %.1f s (“%s”)", (job->ended - begun) / 1e6, error->message);

  return CONFORM_PASS;
}

/* Whether the server still works, though it may finish what was given up first. */
static ConformVerdict
judge_next (ConformSubject  *subject,
            const gchar     *words,
            gchar          **found)
{
  g_autoptr (GBytes)     png    = conform_card_usual ();
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;
  gint64                 begun  = g_get_monotonic_time ();

  images = conform_paint (subject, "{}", png, &error);
  if (images == NULL)
    return conform_say (CONFORM_FAIL, found, "%s, then: %s", words, error->message);

  return conform_say (CONFORM_PASS, found, "%s, the next one took %.1f s", words,
                      (g_get_monotonic_time () - begun) / 1e6);
}

static ConformVerdict
judge_early (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)      png   = conform_card_usual ();
  g_autoptr (ConformJob)  job   = NULL;
  g_autoptr (GError)      error = NULL;
  g_autofree gchar       *words = NULL;
  ConformVerdict          verdict;

  job = conform_job_begin (subject, LONG, png, &error);
  if (job == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  verdict = judge_end (job, &words, found);

  return verdict == CONFORM_PASS ? judge_next (subject, words, found) : verdict;
}

static ConformVerdict
judge_running (ConformSubject  *subject,
               gint             number,
               gchar          **found)
{
  g_autoptr (GBytes)      png     = conform_card_usual ();
  g_autoptr (ConformJob)  job     = NULL;
  g_autoptr (GError)      error   = NULL;
  g_autofree gchar       *words   = NULL;
  ConformVerdict          verdict = CONFORM_FAIL;

  conform_subject_set (subject, PRACTICE_DELAY);
  job = conform_job_begin (subject, LONG, png, &error);

  if (job == NULL)
    conform_say_error (verdict, found, error);
  else if (conform_job_await_start (job, STARTED))
    verdict = conform_say (CONFORM_NOTE, found, "too quick to be cancelled");
  else
    verdict = judge_end (job, &words, found);

  conform_subject_set (subject, PRACTICE_QUICK);

  return verdict == CONFORM_PASS ? judge_next (subject, words, found) : verdict;
}

/* Where a server makes one picture after the other, an interrupt for the second must not end the
 * first.
 */
static ConformVerdict
judge_queued (ConformSubject  *subject,
              gint             number,
              gchar          **found)
{
  g_autoptr (GBytes)      png     = conform_card_usual ();
  g_autoptr (ConformJob)  first   = NULL;
  g_autoptr (ConformJob)  second  = NULL;
  g_autoptr (GPtrArray)   images  = NULL;
  g_autoptr (GError)      error   = NULL;
  g_autofree gchar       *words   = NULL;
  ConformVerdict          verdict = CONFORM_FAIL;

  conform_subject_set (subject, PRACTICE_DELAY);
  first = conform_job_begin (subject, LONG, png, &error);

  if (first != NULL && ! conform_job_await_start (first, STARTED))
    {
      second = conform_job_begin (subject, LONG, png, &error);

      if (second != NULL && ! conform_job_wait (second, STARTED))
        verdict = judge_end (second, &words, found);
    }

  conform_subject_set (subject, PRACTICE_QUICK);

  if (first == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  images = conform_job_finish (first, &error);
  if (images == NULL)
    return conform_say (CONFORM_FAIL, found, "the other picture was lost: %s", error->message);

  if (words == NULL && *found == NULL)
    return conform_say (CONFORM_NOTE, found, "too quick to be cancelled");

  return verdict == CONFORM_PASS ? judge_next (subject, words, found) : verdict;
}

const ConformCase conform_cancel_cases[] =
{
  { "cancel/early",   "a request, ended at once",        "it ends; the next one works",      judge_early,   0 },
  { "cancel/running", "60 steps, ended while they run",  "it ends; the next one works",      judge_running, 0 },
  { "cancel/queued",  "the second of two, ended",        "it ends; the first one comes",     judge_queued,  0 },
  { NULL, NULL, NULL, NULL, 0 }
};
