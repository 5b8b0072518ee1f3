/* test-run-steps.c: tests of what a run hears of its pictures, of what it leaves behind, and of smaller ones
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "run-record.h"
#include "run-scene.h"
#include "step-progress.h"

#define SECOND G_USEC_PER_SEC

static OverpaintVariation *
get (Scene *scene,
     guint  index)
{
  return overpaint_run_get_variation (scene->run, index);
}

/* --- one picture's progress --- */

static void
test_reports (void)
{
  /* a report of a server, or one of steps where there are some; what is known after it */
  static const struct
  {
    gint     ahead;
    gdouble  fraction;
    guint    step, n_steps;
    gboolean news;
    gint     says_ahead;
    gdouble  says_fraction;
    guint    says_step;
  } cases[] =
  {
    { -1, -1.0,  0, 0,  FALSE, -1, -1.0,  0 },
    { 2,  -1.0,  0, 0,  TRUE,  2,  -1.0,  0 },
    { 0,  -1.0,  0, 0,  TRUE,  0,  -1.0,  0 },
    { 0,  0.25,  0, 0,  TRUE,  0,  0.25,  0 },
    { 0,  -1.0,  0, 0,  FALSE, 0,  0.25,  0 },
    { 0,  7.0,   0, 0,  TRUE,  0,  1.0,   0 },
    /* back in the queue, as after a server's own second try */
    { 1,  0.5,   0, 0,  TRUE,  1,  -1.0,  0 },
    /* steps are the finer measure */
    { 0,  0.0,   5, 20, TRUE,  0,  0.25,  5 },
    { 0,  0.0,   5, 20, FALSE, 0,  0.25,  5 },
    { 0,  0.9,   0, 0,  FALSE, 0,  0.25,  5 },
    { 0,  0.0,   25, 20, TRUE, 0,  1.0,   20 },
    /* the bar of what comes after the last step */
    { 0,  0.0,   1, 4,  FALSE, 0,  1.0,   20 },
  };
  OverpaintStepProgress progress;
  guint                 i;

  overpaint_step_progress_init (&progress);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean news;

      g_test_message ("report %u", i);

      if (cases[i].n_steps > 0)
        news = overpaint_step_progress_report_steps (&progress, cases[i].step, cases[i].n_steps, i + 1);
      else
        news = overpaint_step_progress_report (&progress, cases[i].ahead, cases[i].fraction, i + 1);

      g_assert_true (news == cases[i].news);
      g_assert_cmpint (progress.ahead, ==, cases[i].says_ahead);
      g_assert_cmpfloat (progress.fraction, ==, cases[i].says_fraction);
      g_assert_cmpuint (progress.step, ==, cases[i].says_step);
    }
}

/* The model took nine seconds to load; that is no part of the pace. */
static void
test_seconds_left (void)
{
  OverpaintStepProgress progress;

  overpaint_step_progress_init (&progress);
  g_assert_cmpfloat (overpaint_step_progress_get_seconds_left (&progress, 9 * SECOND), ==, -1.0);
  overpaint_step_progress_report_steps (&progress, 0, 20, 9 * SECOND);
  overpaint_step_progress_report_steps (&progress, 2, 20, 10 * SECOND);
  g_assert_cmpfloat (overpaint_step_progress_get_seconds_left (&progress, 10 * SECOND), ==, -1.0);
  overpaint_step_progress_report_steps (&progress, 10, 20, 14 * SECOND);
  g_assert_cmpfloat_with_epsilon (overpaint_step_progress_get_seconds_left (&progress, 14 * SECOND), 5.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (overpaint_step_progress_get_seconds_left (&progress, 17 * SECOND), 2.0, 1e-6);
  g_assert_cmpfloat (overpaint_step_progress_get_seconds_left (&progress, 60 * SECOND), ==, 0.0);
}

/* --- a run's --- */

static void
set_up (Scene               *scene,
        OverpaintServerKind  kind,
        guint                parallel,
        gint                 images)
{
  scene->painter        = painter_new ();
  scene->painter->holds = TRUE;
  scene_set_up_server (scene, kind, parallel);
  scene_set_up_run (scene, 10, images);
  scene_start (scene);
  wait_until (scene->painter->held->len == MIN (parallel, (guint) images));
}

static void
release_all (Scene *scene)
{
  scene->painter->holds = FALSE;
  while (scene->painter->held->len > 0)
    painter_release (scene->painter, 0);
}

static void
note_told (OverpaintRun       *run,
           OverpaintVariation *variation,
           gpointer            data)
{
  g_ptr_array_add (data, variation);
}

static void
assert_describes (OverpaintVariation *variation,
                  const gchar        *expected)
{
  g_autofree gchar *text = overpaint_run_describe_step (variation);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_progress (void)
{
  g_auto (Scene)         scene = { NULL, };
  g_autoptr (GPtrArray)  told  = g_ptr_array_new ();
  g_autoptr (GError)     error = NULL;
  guint                  before;
  guint                  n_steps;

  set_up (&scene, OVERPAINT_SERVER_RUNNER, 2, 4);
  g_signal_connect (scene.run, "progress", G_CALLBACK (note_told), told);
  before = scene.n_changed;
  assert_describes (get (&scene, 0), NULL);

  g_signal_emit_by_name (scene.server, "progress", overpaint_variation_get_request (get (&scene, 1)), 3, -1.0);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_true (g_ptr_array_index (told, 0) == get (&scene, 1));
  assert_describes (get (&scene, 1), "3 ahead in the queue");
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 0.0);

  g_signal_emit_by_name (scene.server, "progress", overpaint_variation_get_request (get (&scene, 0)), 0, 0.4);
  assert_describes (get (&scene, 0), "40 %");
  g_assert_cmpfloat_with_epsilon (overpaint_run_get_fraction (scene.run), 0.1, 1e-9);

  /* the output of a worker: of the picture that waits for no other */
  overpaint_run_report_steps (scene.run, 12, 20);
  assert_describes (get (&scene, 0), "Step 12 of 20");
  g_assert_cmpuint (overpaint_variation_get_step (get (&scene, 0), &n_steps), ==, 12);
  g_assert_cmpuint (n_steps, ==, 20);
  g_assert_cmpfloat_with_epsilon (overpaint_run_get_fraction (scene.run), 0.15, 1e-9);
  assert_describes (get (&scene, 1), "3 ahead in the queue");

  /* nobody listens for one that has not been asked for; pictures that come are another signal's */
  g_signal_emit_by_name (scene.server, "progress", overpaint_variation_get_request (get (&scene, 3)), 0, 0.4);
  assert_describes (get (&scene, 3), NULL);
  g_assert_cmpuint (scene.n_changed, ==, before);

  release_all (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  assert_done (&scene, 0, 10);
  assert_describes (get (&scene, 0), NULL);
  g_assert_cmpfloat (overpaint_variation_get_fraction (get (&scene, 0)), ==, -1.0);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 1.0);

  /* too late */
  overpaint_run_report_steps (scene.run, 13, 20);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 1.0);
}

/* A thousand steps in no time are told once each tenth of a second, and none is lost. */
static void
test_progress_bounded (void)
{
  g_auto (Scene)         scene = { NULL, };
  g_autoptr (GPtrArray)  told  = g_ptr_array_new ();
  g_autoptr (GError)     error = NULL;
  gint64                 begun;
  guint                  i;

  set_up (&scene, OVERPAINT_SERVER_RUNNER, 1, 1);
  g_signal_connect (scene.run, "progress", G_CALLBACK (note_told), told);
  begun = g_get_monotonic_time ();

  for (i = 1; i <= 1000; i++)
    overpaint_run_report_steps (scene.run, i, 1000);

  g_assert_cmpuint (told->len, >=, 1);
  g_assert_cmpuint (told->len, <=, 1 + (g_get_monotonic_time () - begun) / 100000);
  assert_describes (get (&scene, 0), "Step 1000 of 1000");

  release_all (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
}

/* --- what comes of a stop --- */

static void
test_left (void)
{
  static const struct
  {
    OverpaintServerKind kind;
    gboolean            left;
  } cases[] = { { OVERPAINT_SERVER_RUNNER, TRUE }, { OVERPAINT_SERVER_GATEWAY, FALSE } };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Scene)      scene = { NULL, };
      g_autoptr (GError)  error = NULL;
      g_autofree gchar   *stop  = NULL;

      set_up (&scene, cases[i].kind, 1, 2);
      stop = overpaint_run_describe_stop (scene.run);
      g_assert_true ((stop != NULL) == cases[i].left);
      g_assert_null (overpaint_run_find_left (scene.run));

      g_cancellable_cancel (scene.cancellable);
      g_assert_false (scene_finish (&scene, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      /* the one that was painted, not the one that waited */
      g_assert_true (overpaint_variation_is_left (get (&scene, 0)) == cases[i].left);
      g_assert_false (overpaint_variation_is_left (get (&scene, 1)));
      assert_failed (&scene, 0, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      if (! cases[i].left)
        {
          g_assert_null (overpaint_run_find_left (scene.run));
          continue;
        }

      g_assert_nonnull (strstr (stop, "cannot be interrupted"));
      g_assert_nonnull (strstr (overpaint_run_find_left (scene.run), "finishes the old picture first"));
      g_assert_nonnull (strstr (overpaint_run_find_left (scene.run), "the next run waits for it"));

      overpaint_run_retry (scene.run, get (&scene, 0));
      g_assert_false (overpaint_variation_is_left (get (&scene, 0)));
    }
}

static void
test_describe_stop (void)
{
  static const struct
  {
    OverpaintServerKind kind;
    gboolean            says;
  } cases[] =
  {
    { OVERPAINT_SERVER_UNKNOWN, FALSE }, { OVERPAINT_SERVER_RUNNER, TRUE }, { OVERPAINT_SERVER_GATEWAY, FALSE },
    { OVERPAINT_SERVER_STUDIO, FALSE }, { OVERPAINT_SERVER_SD_SERVER, TRUE }, { OVERPAINT_SERVER_FORGE, FALSE },
    { OVERPAINT_SERVER_A1111, FALSE }, { OVERPAINT_SERVER_SDNEXT, TRUE }, { OVERPAINT_SERVER_KOBOLDCPP, TRUE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Scene)    scene = { NULL, };
      g_autofree gchar *stop  = NULL;

      scene.painter = painter_new ();
      scene_set_up_server (&scene, cases[i].kind, 1);
      scene_set_up_run (&scene, 10, 1);
      stop = overpaint_run_describe_stop (scene.run);
      g_test_message ("kind %s", overpaint_server_kind_get_nick (cases[i].kind));
      g_assert_true ((stop != NULL) == cases[i].says);
    }
}

/* --- smaller --- */

/* As a card would that can just make a picture of 384 x 288. */
static gchar *
answer_if_it_fits (Painter *painter,
                   gint64   seed,
                   guint   *status)
{
  const gchar      *size = g_ptr_array_index (painter->sizes, painter->sizes->len - 1);
  g_autofree gchar *url  = NULL;
  gint              width;
  gint              height;

  g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);

  if (painter->faulty || (width * height > 384 * 288 && seed != painter->spared))
    {
      *status = 500;
      return g_strdup ("{\"detail\":{\"msg\":\"Out of memory error. Try reducing input image resolution.\"}}");
    }

  url = make_url (width, height, gray_of (seed));

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":%" G_GINT64_FORMAT ",\"nsfw\":false}]}", url, seed);
}

static void
set_up_card (Scene *scene,
             guint  parallel,
             gint   images)
{
  scene->painter         = painter_new ();
  scene->painter->answer = answer_if_it_fits;
  scene->source          = make_noise (512, 384, 3, 1);
  scene_set_up_server (scene, OVERPAINT_SERVER_RUNNER, parallel);
  scene_set_up_run (scene, 10, images);
}

static void
assert_smaller (Scene *scene,
                guint  index,
                gint   expected_width,
                gint   expected_height)
{
  gint width  = 0;
  gint height = 0;

  g_assert_true (overpaint_run_get_smaller (scene->run, get (scene, index), &width, &height));
  g_assert_cmpint (width, ==, expected_width);
  g_assert_cmpint (height, ==, expected_height);
}

/* How often each size came over the wire, in the order of the requests. */
static void
assert_sizes (Scene       *scene,
              const gchar *expected)
{
  g_autofree gchar *sizes = NULL;

  g_ptr_array_add (scene->painter->sizes, NULL);
  sizes = g_strjoinv (" ", (gchar **) scene->painter->sizes->pdata);
  g_ptr_array_remove_index (scene->painter->sizes, scene->painter->sizes->len - 1);
  g_assert_cmpstr (sizes, ==, expected);
}

static void
assert_came_back (Scene *scene,
                  guint  index,
                  gint   sent_width,
                  gint   sent_height)
{
  OverpaintVariation          *variation = get (scene, index);
  g_autoptr (OverpaintPixels)  expected  = make_filled (512, 384, 3, gray_of (10 + index));
  OverpaintRecord              record    = { NULL, };

  g_assert_cmpint ((gint) overpaint_variation_get_state (variation), ==, OVERPAINT_VARIATION_DONE);
  g_assert_true (overpaint_pixels_equal (overpaint_variation_get_pixels (variation), expected));
  g_assert_false (overpaint_variation_is_cropped (variation));

  overpaint_run_fill_record (scene->run, variation, &record);
  g_assert_cmpint (record.sent_width, ==, sent_width);
  g_assert_cmpint (record.sent_height, ==, sent_height);
  g_assert_cmpstr (record.sent_sha256, ==, overpaint_variation_get_sent (variation)->sha256);
}

static void
test_smaller (void)
{
  g_auto (Scene)      scene = { NULL, };
  g_autoptr (GError)  error = NULL;
  gint                width;
  gint                height;

  set_up_card (&scene, 1, 2);
  g_assert_false (overpaint_run_get_smaller (scene.run, get (&scene, 0), &width, &height));
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY);
  assert_smaller (&scene, 0, 384, 288);
  assert_smaller (&scene, 1, 384, 288);

  /* all that failed for this reason, at once */
  g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, 1)));
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_WAITING), ==, 2);
  g_assert_false (overpaint_run_retry_smaller (scene.run, get (&scene, 0)));

  g_clear_object (&scene.result);
  g_clear_error (&error);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  assert_sizes (&scene, "512x384 512x384 384x288 384x288");
  assert_came_back (&scene, 0, 384, 288);
  assert_came_back (&scene, 1, 384, 288);
}

/* Each picture's record says at which size that one was sent. */
static void
test_two_sizes (void)
{
  g_auto (Scene)      scene = { NULL, };
  g_autoptr (GError)  error = NULL;

  set_up_card (&scene, 1, 2);
  scene.painter->spared = 10;
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, 1)));
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 1);

  g_clear_object (&scene.result);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  assert_sizes (&scene, "512x384 512x384 384x288");
  assert_came_back (&scene, 0, 512, 384);
  assert_came_back (&scene, 1, 384, 288);
}

/* Two that are asked for at once may arrive in any order. */
static guint
find_failed (Scene *scene)
{
  guint i;

  for (i = 0; i < overpaint_run_get_n_variations (scene->run); i++)
    if (overpaint_variation_get_state (get (scene, i)) == OVERPAINT_VARIATION_FAILED)
      return i;

  g_assert_not_reached ();
}

/* The first fails while the second is painted; what waits goes smaller, and the second, which fails too, goes
 * as small as the others.
 */
static void
test_smaller_meanwhile (void)
{
  g_auto (Scene)      scene = { NULL, };
  g_autoptr (GError)  error = NULL;

  set_up_card (&scene, 2, 4);
  scene.painter->holds = TRUE;
  scene_start (&scene);
  wait_until (scene.painter->held->len == 2);
  painter_release (scene.painter, 0);
  wait_until (count (&scene, OVERPAINT_VARIATION_FAILED) == 1);
  wait_until (scene.painter->held->len == 2);

  g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, find_failed (&scene))));
  g_assert_true (overpaint_run_is_going (scene.run));

  /* two have been asked for at the old size */
  painter_release (scene.painter, 0);
  wait_until (count (&scene, OVERPAINT_VARIATION_FAILED) == 1);
  assert_smaller (&scene, find_failed (&scene), 384, 288);
  g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, find_failed (&scene))));
  painter_release (scene.painter, 0);
  wait_until (count (&scene, OVERPAINT_VARIATION_FAILED) == 1);
  g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, find_failed (&scene))));
  scene.painter->holds = FALSE;
  while (scene.painter->held->len > 0)
    painter_release (scene.painter, 0);

  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 4);
  assert_came_back (&scene, 0, 384, 288);
  assert_came_back (&scene, 3, 384, 288);
  g_assert_cmpuint (scene.painter->sizes->len, ==, 7);
  g_assert_cmpstr (g_ptr_array_index (scene.painter->sizes, 2), ==, "512x384");
  g_assert_cmpstr (g_ptr_array_index (scene.painter->sizes, 3), ==, "384x288");
}

/* Stopped while the smaller picture is made: nothing is asked for any more, and the run ends. */
static void
test_smaller_stopped (void)
{
  g_auto (Scene)      scene = { NULL, };
  g_autoptr (GError)  error = NULL;

  set_up_card (&scene, 2, 3);
  scene.painter->holds = TRUE;
  scene_start (&scene);
  wait_until (scene.painter->held->len == 2);
  painter_release (scene.painter, 0);
  wait_until (count (&scene, OVERPAINT_VARIATION_FAILED) == 1);
  wait_until (scene.painter->held->len == 2);
  g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, find_failed (&scene))));
  g_cancellable_cancel (scene.cancellable);
  g_assert_false (scene_finish (&scene, &error));
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_FAILED), ==, 3);
  g_assert_cmpuint (scene.painter->sizes->len, ==, 3);
}

/* Size after size, down to the smallest: then it is a failure like any other. */
static void
test_smallest (void)
{
  static const gint   widths[] = { 384, 256 };
  g_auto (Scene)      scene    = { NULL, };
  gint                width;
  gint                height;
  guint               i;

  set_up_card (&scene, 1, 1);
  scene.painter->faulty = TRUE;
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, NULL));

  for (i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      assert_smaller (&scene, 0, widths[i], widths[i] * 3 / 4);
      g_assert_true (overpaint_run_retry_smaller (scene.run, get (&scene, 0)));
      g_clear_object (&scene.result);
      scene_start (&scene);
      g_assert_false (scene_finish (&scene, NULL));
    }

  g_assert_false (overpaint_run_get_smaller (scene.run, get (&scene, 0), &width, &height));
  g_assert_false (overpaint_run_retry_smaller (scene.run, get (&scene, 0)));
  assert_failed (&scene, 0, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY);
  assert_sizes (&scene, "512x384 384x288 256x192");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-steps/reports", test_reports);
  g_test_add_func ("/run-steps/seconds-left", test_seconds_left);
  g_test_add_func ("/run-steps/progress", test_progress);
  g_test_add_func ("/run-steps/progress-bounded", test_progress_bounded);
  g_test_add_func ("/run-steps/left", test_left);
  g_test_add_func ("/run-steps/describe-stop", test_describe_stop);
  g_test_add_func ("/run-steps/smaller", test_smaller);
  g_test_add_func ("/run-steps/two-sizes", test_two_sizes);
  g_test_add_func ("/run-steps/smaller-meanwhile", test_smaller_meanwhile);
  g_test_add_func ("/run-steps/smaller-stopped", test_smaller_stopped);
  g_test_add_func ("/run-steps/smallest", test_smallest);

  return g_test_run ();
}
