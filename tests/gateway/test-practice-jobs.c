/* test-practice-jobs.c: local servers at work: who waits, who is told what, who can stop it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <string.h>

#define NATIVE   "/sdcpp/v1/img_gen"
#define SDAPI    "/sdapi/v1/img2img"
#define SMALL    "'prompt':'a','width':64,'height':64"
#define JOB      "{" SMALL ",'init_image':'@THIRDS','seed':1}"
#define PICTURE  SMALL ",'init_images':['@THIRDS'],'seed':1"

#define SD_SERVER "{\"as\":\"sd-server\",\"paint\":\"rule\",\"hold\":0}"
#define RELEASE   "{\"hold\":null}"

static gchar *
post_job (void)
{
  g_autoptr (Wire) wire = wire_post_json (NATIVE, JOB);

  g_assert_cmpuint (wire->status, ==, 202);

  return wire_query (wire, "$.poll_url");
}

static Wire *
cancel_job (const gchar *url)
{
  g_autofree gchar *path = g_strconcat (url, "/cancel", NULL);

  return wire_ask ("POST", path, NULL, NULL);
}

static void
assert_query (Wire        *wire,
              const gchar *path,
              const gchar *expected)
{
  g_autofree gchar *text = wire_query (wire, path);

  g_assert_cmpstr (text, ==, expected);
}

/* Asks until the answer has @expected at @path; each turn waits for the server. */
static Wire *
await (const gchar *url,
       const gchar *body,
       const gchar *path,
       const gchar *expected)
{
  gint64 start = g_get_monotonic_time ();

  for (;;)
    {
      g_autoptr (Wire)  wire = body != NULL ? wire_post_json (url, body) : wire_ask ("GET", url, NULL, NULL);
      g_autofree gchar *text = wire_query (wire, path);

      if (g_strcmp0 (text, expected) == 0)
        return g_steal_pointer (&wire);

      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

static void
await_in_log (const gchar *text)
{
  gint64 start = g_get_monotonic_time ();

  for (;;)
    {
      g_autofree gchar *log = wire_log ();

      if (strstr (log, text) != NULL)
        return;

      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

static void
test_queue (void)
{
  g_autofree gchar *first  = NULL;
  g_autofree gchar *second = NULL;
  g_autofree gchar *third  = NULL;
  g_autoptr (Wire)  begun  = NULL;
  g_autoptr (Wire)  waits  = NULL;
  g_autoptr (Wire)  last   = NULL;
  g_autoptr (Wire)  full   = NULL;
  g_autoptr (Wire)  cancelled = NULL;
  g_autoptr (Wire)  moved  = NULL;
  g_autoptr (Wire)  done   = NULL;
  g_autoptr (Wire)  late   = NULL;

  wire_control ("settings", SD_SERVER);
  wire_control ("settings", "{\"queue\":3}");
  first  = post_job ();
  begun  = await (first, NULL, "$.status", "generating");
  second = post_job ();
  third  = post_job ();

  assert_query (begun, "$.queue_position", "0");
  assert_query (begun, "$.result", "null");
  assert_query (begun, "$.completed", "null");

  waits = wire_ask ("GET", second, NULL, NULL);
  assert_query (waits, "$.status", "queued");
  assert_query (waits, "$.queue_position", "1");
  assert_query (waits, "$.started", "null");
  last = wire_ask ("GET", third, NULL, NULL);
  assert_query (last, "$.queue_position", "2");

  full = wire_post_json (NATIVE, JOB);
  g_assert_cmpuint (full->status, ==, 429);
  g_assert_cmpstr (full->body, ==, "{\"error\":\"job queue is full\"}");

  cancelled = cancel_job (second);
  g_assert_cmpuint (cancelled->status, ==, 200);
  assert_query (cancelled, "$.status", "cancelled");
  assert_query (cancelled, "$.error.code", "cancelled");
  moved = wire_ask ("GET", third, NULL, NULL);
  assert_query (moved, "$.queue_position", "1");

  wire_control ("settings", RELEASE);
  done = await (third, NULL, "$.status", "completed");
  assert_query (done, "$.result.output_format", "png");
  assert_query (done, "$.result.images[0].index", "0");
  assert_query (done, "$.error", "null");

  late = cancel_job (first);
  g_assert_cmpuint (late->status, ==, 200);
  assert_query (late, "$.status", "completed");
}

static void
test_cannot_interrupt (void)
{
  g_autofree gchar *job    = NULL;
  g_autoptr (Wire)  begun  = NULL;
  g_autoptr (Wire)  cancel = NULL;
  g_autoptr (Wire)  list   = NULL;
  g_autoptr (Wire)  done   = NULL;

  wire_control ("settings", SD_SERVER);
  job    = post_job ();
  begun  = await (job, NULL, "$.status", "generating");
  cancel = cancel_job (job);
  g_assert_cmpuint (cancel->status, ==, 409);
  g_assert_cmpstr (cancel->body, ==, "{\"error\":\"job is currently generating and cannot be interrupted yet\"}");

  /* It answers other questions meanwhile. */
  list = wire_ask ("GET", "/sdapi/v1/options", NULL, NULL);
  g_assert_cmpuint (list->status, ==, 200);

  wire_control ("settings", RELEASE);
  done = await (job, NULL, "$.status", "completed");
}

static void
test_expires (void)
{
  g_autofree gchar *job     = NULL;
  g_autoptr (Wire)  done    = NULL;
  g_autoptr (Wire)  expired = NULL;

  wire_control ("settings", SD_SERVER);
  job = post_job ();
  wire_control ("settings", RELEASE);
  done = await (job, NULL, "$.status", "completed");
  wire_control ("settings", "{\"job_seconds\":0}");
  expired = wire_ask ("GET", job, NULL, NULL);
  g_assert_cmpuint (expired->status, ==, 410);
  g_assert_cmpstr (expired->body, ==, "{\"error\":\"job expired\"}");
}

static void
test_fails (void)
{
  g_autofree gchar *job    = NULL;
  g_autoptr (Wire)  failed = NULL;

  wire_control ("settings", "{\"as\":\"sd-server\"}");
  wire_control ("fault", "{\"fault\":\"oom\"}");
  job    = post_job ();
  failed = await (job, NULL, "$.status", "failed");
  assert_query (failed, "$.error.code", "generation_failed");
  assert_query (failed, "$.error.message", "generate_image returned no results");
  assert_query (failed, "$.result", "null");
}

/* One card for all: a client that goes does not free it, and a job that waits for it says that it
 * is generating. */
static void
test_one_card (void)
{
  GSocketConnection *abandoned;
  GSocketConnection *other;
  g_autofree gchar  *job     = NULL;
  g_autoptr (Wire)   begun   = NULL;
  g_autoptr (Wire)   cancel  = NULL;
  g_autoptr (Wire)   done    = NULL;
  g_autoptr (Wire)   painted = NULL;

  wire_control ("settings", SD_SERVER);
  abandoned = wire_begin_json (SDAPI, "{" PICTURE "}");
  await_in_log ("\"in_flight\":1");
  g_object_unref (abandoned);
  await_in_log ("\"gone\":true");

  job    = post_job ();
  begun  = await (job, NULL, "$.status", "generating");
  cancel = cancel_job (job);
  g_assert_cmpuint (cancel->status, ==, 409);
  other = wire_begin_json (SDAPI, "{" PICTURE "}");
  await_in_log ("\"status\":409");

  wire_control ("settings", RELEASE);
  painted = wire_receive (other);
  g_assert_cmpuint (painted->status, ==, 200);
  done = await (job, NULL, "$.status", "completed");
}

/* Two clients of one web UI: either is told of whatever is being painted, unless it asks for a
 * task by name. */
static void
test_progress (void)
{
  GSocketConnection *first;
  GSocketConnection *second;
  g_autoptr (Wire)   active    = NULL;
  g_autoptr (Wire)   queued    = NULL;
  g_autoptr (Wire)   unknown   = NULL;
  g_autoptr (Wire)   progress  = NULL;
  g_autoptr (Wire)   one       = NULL;
  g_autoptr (Wire)   two       = NULL;
  g_autoptr (Wire)   completed = NULL;
  g_autoptr (Wire)   idle      = NULL;

  wire_control ("settings", "{\"as\":\"forge\",\"paint\":\"rule\",\"hold\":6}");
  first  = wire_begin_json (SDAPI, "{" PICTURE ",'steps':4,'n_iter':2,'force_task_id':'mine'}");
  active = await ("/internal/progress", "{'id_task':'mine'}", "$.active", "true");
  second = wire_begin_json (SDAPI, "{" PICTURE ",'force_task_id':'yours'}");
  queued = await ("/internal/progress", "{'id_task':'yours'}", "$.queued", "true");

  assert_query (active, "$.progress", "0.75");
  assert_query (active, "$.completed", "false");
  assert_query (active, "$.queued", "false");
  assert_query (queued, "$.active", "false");
  assert_query (queued, "$.textinfo", "Queued...");

  unknown = wire_post_json ("/internal/progress", "{'id_task':'nobody'}");
  assert_query (unknown, "$.active", "false");
  assert_query (unknown, "$.queued", "false");
  assert_query (unknown, "$.completed", "false");

  progress = wire_ask ("GET", "/sdapi/v1/progress?skip_current_image=true", NULL, NULL);
  g_assert_true (g_str_has_prefix (progress->body, "{\"progress\":0.7600,"));
  assert_query (progress, "$.state.job_count", "2");
  assert_query (progress, "$.state.job_no", "1");
  assert_query (progress, "$.state.sampling_step", "2");
  assert_query (progress, "$.state.sampling_steps", "4");

  wire_control ("settings", RELEASE);
  one = wire_receive (first);
  two = wire_receive (second);
  g_assert_cmpuint (one->status, ==, 200);
  g_assert_cmpuint (two->status, ==, 200);
  completed = wire_post_json ("/internal/progress", "{'id_task':'mine'}");
  assert_query (completed, "$.completed", "true");
  idle = wire_ask ("GET", "/sdapi/v1/progress", NULL, NULL);
  assert_query (idle, "$.progress", "0.0");
}

/* SD.Next goes by names of its own, which it tells. */
static void
test_sdnext_names (void)
{
  GSocketConnection *first;
  g_autoptr (Wire)   progress = NULL;
  g_autoptr (Wire)   task     = NULL;
  g_autoptr (Wire)   one      = NULL;
  g_autofree gchar  *name     = NULL;

  wire_control ("settings", "{\"as\":\"sdnext\",\"paint\":\"rule\",\"hold\":5}");
  first    = wire_begin_json (SDAPI, "{" PICTURE ",'steps':10,'force_task_id':'mine'}");
  progress = await ("/sdapi/v1/progress", NULL, "$.state.sampling_steps", "10");
  name     = wire_query (progress, "$.id");
  task     = wire_post_json ("/internal/progress", "{'id_task':'mine'}");

  assert_query (progress, "$.progress", "0.5");
  g_assert_true (g_str_has_prefix (name, "task("));
  assert_query (task, "$.active", "false");

  wire_control ("settings", RELEASE);
  one = wire_receive (first);
  g_assert_cmpuint (one->status, ==, 200);
}

static const struct
{
  const gchar *settings;
  guint        pictures;
  const gchar *body;
  guint        status;
} interrupts[] =
{
  { "{\"as\":\"a1111\",\"paint\":\"rule\",\"hold\":0}", 0, "{}", 200 },
  { "{\"as\":\"a1111\",\"paint\":\"rule\",\"hold\":3}", 1, "{}", 200 },
  { "{\"as\":\"forge\",\"paint\":\"rule\",\"hold\":7}", 2, "{}", 200 },
  { "{\"as\":\"sdnext\",\"paint\":\"rule\",\"hold\":3}", 1, "", 204 },
};

/* Whoever's picture it is, it stops, and the 200 for it has what was there by then. */
static void
test_interrupt (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (interrupts); i++)
    {
      GSocketConnection *first;
      g_autoptr (Wire)   begun   = NULL;
      g_autoptr (Wire)   stopped = NULL;
      g_autoptr (Wire)   partial = NULL;
      g_autoptr (Wire)   state   = NULL;
      g_autofree gchar  *images  = NULL;
      g_auto (GStrv)     quotes  = NULL;

      wire_reset ();
      wire_control ("settings", interrupts[i].settings);
      first   = wire_begin_json (SDAPI, "{" PICTURE ",'steps':5,'n_iter':3}");
      begun   = await ("/sdapi/v1/progress", NULL, "$.state.job_count", "3");
      stopped = wire_ask ("POST", "/sdapi/v1/interrupt", NULL, NULL);
      g_assert_cmpuint (stopped->status, ==, interrupts[i].status);
      g_assert_cmpstr (stopped->body, ==, interrupts[i].body);

      partial = wire_receive (first);
      g_assert_cmpuint (partial->status, ==, 200);
      images = wire_query (partial, "$.images");
      quotes = g_strsplit (images, "\"", -1);
      g_assert_cmpuint (g_strv_length (quotes) / 2, ==, interrupts[i].pictures);

      state = wire_ask ("GET", "/sdapi/v1/progress", NULL, NULL);
      assert_query (state, "$.state.interrupted", "true");
    }
}

static const struct
{
  const gchar *settings;
  const gchar *body;
  guint        pictures;
} skips[] =
{
  { "{\"as\":\"a1111\",\"paint\":\"rule\",\"hold\":0}", "{" PICTURE ",'steps':5}", 0 },
  { "{\"as\":\"a1111\",\"paint\":\"rule\",\"hold\":3}", "{" PICTURE ",'steps':5}", 1 },
  /* The first round is over; the second has all its steps. */
  { "{\"as\":\"forge\",\"paint\":\"rule\",\"hold\":0}", "{" PICTURE ",'steps':5,'n_iter':2}", 1 },
  { "{\"as\":\"sdnext\",\"paint\":\"rule\",\"hold\":3}", "{" PICTURE ",'steps':5,'n_iter':2}", 2 },
};

/* A skip ends one round and not the others; it is remembered until the next picture begins. */
static void
test_skip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (skips); i++)
    {
      GSocketConnection *first;
      g_autoptr (Wire)   begun   = NULL;
      g_autoptr (Wire)   skipped = NULL;
      g_autoptr (Wire)   partial = NULL;
      g_autoptr (Wire)   state   = NULL;
      g_autoptr (Wire)   whole   = NULL;
      g_autoptr (Wire)   after   = NULL;
      g_autofree gchar  *images  = NULL;
      g_auto (GStrv)     quotes  = NULL;

      wire_reset ();
      wire_control ("settings", skips[i].settings);
      first   = wire_begin_json (SDAPI, skips[i].body);
      begun   = await ("/sdapi/v1/progress", NULL, "$.state.sampling_steps", "5");
      skipped = wire_ask ("POST", "/sdapi/v1/skip", NULL, NULL);
      g_assert_cmpuint (skipped->status, ==, 200);
      wire_control ("settings", RELEASE);

      partial = wire_receive (first);
      images  = wire_query (partial, "$.images");
      quotes  = g_strsplit (images, "\"", -1);
      g_assert_cmpuint (g_strv_length (quotes) / 2, ==, skips[i].pictures);

      state = wire_ask ("GET", "/sdapi/v1/progress", NULL, NULL);
      assert_query (state, "$.state.skipped", "true");
      assert_query (state, "$.state.interrupted", "false");
      whole = wire_post_json (SDAPI, "{" PICTURE ",'steps':5}");
      after = wire_ask ("GET", "/sdapi/v1/progress", NULL, NULL);
      assert_query (after, "$.state.skipped", "false");
    }
}

/* A hundred steps at a thousand a second. */
static void
test_speed (void)
{
  g_autoptr (Wire) wire = NULL;
  gint64           start;

  wire_control ("settings", "{\"as\":\"sd-server\",\"paint\":\"rule\",\"steps_per_second\":1000}");
  start = g_get_monotonic_time ();
  wire  = wire_post_json (SDAPI, "{" PICTURE ",'steps':100}");
  g_assert_cmpuint (wire->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC / 10);
}

/**
 * test_practice_jobs_add:
 *
 * Adds the tests of local servers at work.
 */
void
test_practice_jobs_add (void)
{
  test_practice_add ("/practice-server/jobs/queue", test_queue);
  test_practice_add ("/practice-server/jobs/cannot-interrupt", test_cannot_interrupt);
  test_practice_add ("/practice-server/jobs/expires", test_expires);
  test_practice_add ("/practice-server/jobs/fails", test_fails);
  test_practice_add ("/practice-server/jobs/one-card", test_one_card);
  test_practice_add ("/practice-server/jobs/progress", test_progress);
  test_practice_add ("/practice-server/jobs/sdnext-names", test_sdnext_names);
  test_practice_add ("/practice-server/jobs/interrupt", test_interrupt);
  test_practice_add ("/practice-server/jobs/skip", test_skip);
  test_practice_add ("/practice-server/jobs/speed", test_speed);
}
