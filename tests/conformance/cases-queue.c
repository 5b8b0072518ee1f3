/* cases-queue.c: whether several pictures at once all come
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "card.h"
#include "case.h"
#include "picture-file.h"

/* What the practice server, which needs no time at all, takes for a picture while something is to
 * be seen of that, in milliseconds.
 */
#define PRACTICE_DELAY "{\"delay\":1500}"
#define PRACTICE_QUICK "{\"delay\":0}"

#define LONG    "{'steps': <50>, 'strength': <0.9>}"
#define STARTED 500

static ConformVerdict
judge_two (ConformSubject  *subject,
           gint             number,
           gchar          **found)
{
  g_autoptr (GBytes)           png    = conform_card_usual ();
  g_autoptr (ConformJob)       first  = NULL;
  g_autoptr (ConformJob)       second = NULL;
  g_autoptr (OverpaintPixels)  one    = NULL;
  g_autoptr (OverpaintPixels)  other  = NULL;
  g_autoptr (GError)           error  = NULL;
  gint64                       seeds[2];

  first = conform_job_begin (subject, "{'seed': <100>}", png, &error);
  if (first != NULL)
    second = conform_job_begin (subject, "{'seed': <200>}", png, &error);
  if (second != NULL)
    one = conform_job_picture (first, &seeds[0], &error);
  if (one != NULL)
    other = conform_job_picture (second, &seeds[1], &error);
  if (other == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (seeds[0] != 100 || seeds[1] != 200)
    return conform_say (CONFORM_FAIL, found, "seeds %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, seeds[0], seeds[1]);

  if (overpaint_pixels_equal (one, other))
    return conform_say (CONFORM_FAIL, found, "one picture, twice");

  return conform_say (CONFORM_PASS, found, "after %.1f and %.1f s", (first->ended - first->begun) / 1e6,
                      (second->ended - second->begun) / 1e6);
}

static ConformVerdict
judge_batch (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)           png    = conform_card_usual ();
  g_autoptr (GPtrArray)        images = NULL;
  g_autoptr (OverpaintPixels)  one    = NULL;
  g_autoptr (OverpaintPixels)  other  = NULL;
  g_autoptr (GError)           error  = NULL;
  OverpaintReplyImage         *first;
  OverpaintReplyImage         *second;

  if (! conform_subject_is_local (subject))
    return conform_say (CONFORM_SKIP, found, "never asked for: addresses of several pictures are mixed up");

  images = conform_paint (subject, "{'images': <2>}", png, &error);
  if (images == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (images->len == 1)
    return conform_say (conform_subject_get_kind (subject) == OVERPAINT_SERVER_KOBOLDCPP ? CONFORM_PASS : CONFORM_NOTE,
                        found, "one picture a request");

  first  = g_ptr_array_index (images, 0);
  second = g_ptr_array_index (images, 1);
  one    = overpaint_picture_decode (first->bytes, &error);
  if (one != NULL)
    other = overpaint_picture_decode (second->bytes, &error);
  if (other == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (overpaint_pixels_equal (one, other))
    return conform_say (CONFORM_FAIL, found, "one picture, twice");

  return conform_say (second->seed == first->seed + 1 ? CONFORM_PASS : CONFORM_FAIL, found,
                      "%u pictures, seeds %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, images->len, first->seed,
                      second->seed);
}

/* Whoever waits behind another is told so, where the server tells it. */
static ConformVerdict
judge_position (ConformSubject  *subject,
                gint             number,
                gchar          **found)
{
  const OverpaintCapabilities *capabilities = overpaint_server_get_capabilities (subject->server);
  g_autoptr (GBytes)           png          = conform_card_usual ();
  g_autoptr (ConformJob)       first        = NULL;
  g_autoptr (ConformJob)       second       = NULL;
  g_autoptr (GPtrArray)        one          = NULL;
  g_autoptr (GPtrArray)        other        = NULL;
  g_autoptr (GError)           error        = NULL;

  if (capabilities == NULL || capabilities->cancel != OVERPAINT_SERVER_CANCEL_QUEUED)
    return conform_say (CONFORM_SKIP, found, "it has no queue that can be looked at");

  conform_subject_set (subject, PRACTICE_DELAY);
  first = conform_job_begin (subject, LONG, png, &error);
  if (first != NULL)
    {
      conform_job_await_start (first, STARTED);
      second = conform_job_begin (subject, LONG, png, &error);
    }
  if (second != NULL)
    one = conform_job_finish (first, &error);
  if (one != NULL)
    other = conform_job_finish (second, &error);
  conform_subject_set (subject, PRACTICE_QUICK);

  if (other == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (second->ahead > 0)
    return conform_say (CONFORM_PASS, found, "%d was ahead of the second", second->ahead);

  /* A job that only waits for the card is called "generating" by some. */
  return conform_say (CONFORM_NOTE, found, "it did not say that the second waited");
}

static ConformVerdict
judge_progress (ConformSubject  *subject,
                gint             number,
                gchar          **found)
{
  const OverpaintCapabilities  *capabilities = overpaint_server_get_capabilities (subject->server);
  g_autoptr (GBytes)            png          = conform_card_usual ();
  g_autoptr (ConformJob)        job          = NULL;
  g_autoptr (GPtrArray)         images       = NULL;
  g_autoptr (GError)            error        = NULL;

  if (capabilities == NULL || ! capabilities->progress)
    return conform_say (CONFORM_SKIP, found, "it does not say how far it is");

  conform_subject_set (subject, PRACTICE_DELAY);
  job = conform_job_begin (subject, LONG, png, &error);
  if (job != NULL)
    images = conform_job_finish (job, &error);
  conform_subject_set (subject, PRACTICE_QUICK);

  if (images == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  if (job->fraction >= 0)
    return conform_say (CONFORM_PASS, found, "the last that it said was %.0f %%", job->fraction * 100);

  return conform_say (job->ended - job->begun < G_TIME_SPAN_SECOND ? CONFORM_NOTE : CONFORM_FAIL, found,
                      "nothing in %.1f s", (job->ended - job->begun) / 1e6);
}

const ConformCase conform_queue_cases[] =
{
  { "queue/two",      "two requests at once",       "both come, each its own",     judge_two,      0 },
  { "queue/batch",    "two pictures in one request", "two, with seeds in a row",   judge_batch,    0 },
  { "queue/position", "two requests of 50 steps",   "the second hears of the first", judge_position, 0 },
  { "queue/progress", "50 steps",                   "it says how far it is",       judge_progress, 0 },
  { NULL, NULL, NULL, NULL, 0 }
};
