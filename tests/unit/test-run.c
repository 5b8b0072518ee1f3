/* test-run.c: tests of one source times N variations
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-scene.h"
#include "server-error.h"

static void
test_pictures (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *before = NULL;
  g_autofree gchar   *after  = NULL;
  guint               i;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, G_MAXINT32 - 1, 5);

  g_assert_cmpuint (overpaint_run_get_n_variations (scene.run), ==, 5);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_WAITING), ==, 5);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 0.0);
  g_assert_null (overpaint_run_get_sent (scene.run));
  g_assert_true (overpaint_run_get_server (scene.run) == scene.server);
  before = overpaint_run_describe (scene.run);
  g_assert_cmpstr (before, ==, "0 of 5 pictures, 0 s");

  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  for (i = 0; i < 5; i++)
    {
      gint64            seed    = ((gint64) G_MAXINT32 - 1 + i) & G_MAXINT32;
      OverpaintRequest *request = overpaint_variation_get_request (overpaint_run_get_variation (scene.run, i));

      assert_done (&scene, i, seed);
      g_assert_cmpint (g_array_index (scene.painter->seeds, gint64, i), ==, seed);
      g_assert_cmpint (overpaint_request_get_integer (request, "seed"), ==, seed);
      g_assert_cmpint (overpaint_request_get_integer (request, "images"), ==, 1);
    }

  /* The PNG is made once: every request has the same, and the record has its sum. */
  g_assert_cmpuint (scene.painter->sums->len, ==, 5);
  for (i = 0; i < 5; i++)
    g_assert_cmpstr (g_ptr_array_index (scene.painter->sums, i), ==, overpaint_run_get_sent (scene.run)->sha256);

  /* Asked for and arrived, five times. */
  g_assert_cmpuint (scene.n_changed, ==, 10);
  g_assert_cmpuint (scene.painter->n_asked, ==, 5);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 1.0);
  after = overpaint_run_describe (scene.run);
  g_assert_true (g_str_has_prefix (after, "5 of 5 pictures, "));
}

typedef struct
{
  const gchar         *name;
  OverpaintServerKind  kind;
  guint                parallel;
  gboolean             as_runner;
  guint                expected;
} ParallelCase;

static const ParallelCase parallel_cases[] =
{
  { "runner",         OVERPAINT_SERVER_RUNNER,  0, TRUE,  1 },
  { "gateway",        OVERPAINT_SERVER_GATEWAY, 0, FALSE, 4 },
  { "studio",         OVERPAINT_SERVER_STUDIO,  0, FALSE, 4 },
  { "probed-runner",  OVERPAINT_SERVER_UNKNOWN, 0, TRUE,  1 },
  { "probed-gateway", OVERPAINT_SERVER_UNKNOWN, 0, FALSE, 4 },
  { "settings",       OVERPAINT_SERVER_GATEWAY, 2, FALSE, 2 },
  { "runner-of-many", OVERPAINT_SERVER_RUNNER,  3, TRUE,  3 },
  { "more-than-asked-for", OVERPAINT_SERVER_GATEWAY, 64, FALSE, 6 },
};

static void
test_parallel (gconstpointer data)
{
  const ParallelCase  *test  = data;
  g_auto (Scene)       scene = { painter_new (), };
  g_autoptr (GError)   error = NULL;
  guint                n_released;

  scene.painter->as_runner = test->as_runner;
  scene.painter->holds     = TRUE;
  scene_set_up_server (&scene, test->kind, test->parallel);
  scene_set_up_run (&scene, 10, 6);
  scene_start (&scene);

  for (n_released = 0; n_released < 6; n_released++)
    {
      guint expected = MIN (test->expected, 6 - n_released);

      wait_until (scene.painter->held->len == expected);
      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_RUNNING), ==, expected);
      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_WAITING), ==, 6 - n_released - expected);
      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, n_released);

      painter_release (scene.painter, 0);
      wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == n_released + 1);
    }

  g_assert_true (scene_finish (&scene, &error));
  g_assert_cmpuint (scene.painter->most_open, ==, test->expected);
}

static gchar *
answer_relative (Painter *painter,
                 gint64   seed,
                 guint   *status)
{
  return g_strdup ("{\"images\":[{\"url\":\"/stream/a.png\",\"seed\":1,\"nsfw\":false}]}");
}

/* A server that was taken for one that does one thing at a time, and answers as a gateway does. */
static void
test_corrected_kind (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene.painter->holds  = TRUE;
  scene.painter->mute   = TRUE;
  scene.painter->answer = answer_relative;
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  g_object_set (scene.server, "probe-timeout", 200, NULL);
  scene_set_up_run (&scene, 10, 6);
  scene_start (&scene);

  wait_until (scene.painter->seeds->len == 1);
  g_assert_cmpint ((gint) overpaint_server_get_kind (scene.server), ==, OVERPAINT_SERVER_RUNNER);
  scene.painter->holds = FALSE;
  painter_release (scene.painter, scene.painter->held->len - 1);
  wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == 1);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_RUNNING), ==, 4);

  g_assert_true (scene_finish (&scene, &error));
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 6);
}

static gchar *
answer_three (Painter *painter,
              gint64   seed,
              guint   *status)
{
  g_autofree gchar *one   = make_url (SIDE, SIDE, gray_of (seed));
  g_autofree gchar *third = make_url (SIDE, SIDE, gray_of (seed + 2));

  if (seed != 40)
    return answer_picture (painter, seed, status);

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":40,\"nsfw\":false},"
                          "{\"url\":\"data:image/png;base64,AAAA\",\"seed\":41,\"nsfw\":false},"
                          "{\"url\":\"%s\",\"seed\":42,\"nsfw\":true}]}", one, third);
}

/* More pictures than were asked for become variations too; one of them that is damaged
 * takes none of the others away.
 */
static void
test_extra_pictures (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *text  = NULL;

  scene.painter->answer = answer_three;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 39, 2);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  g_assert_cmpuint (overpaint_run_get_n_variations (scene.run), ==, 4);
  assert_done (&scene, 0, 39);
  assert_done (&scene, 1, 40);
  assert_failed (&scene, 2, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID);
  assert_done (&scene, 3, 42);
  g_assert_false (overpaint_variation_is_flagged (overpaint_run_get_variation (scene.run, 1)));
  g_assert_true (overpaint_variation_is_flagged (overpaint_run_get_variation (scene.run, 3)));

  text = overpaint_run_describe (scene.run);
  g_assert_true (g_str_has_prefix (text, "3 of 4 pictures, "));
}

static gchar *
answer_odd (Painter *painter,
            gint64   seed,
            guint   *status)
{
  static const gchar * const bodies[] =
  {
    "{\"images\":[{\"url\":\"data:image/png;base64,AAAA\",\"seed\":1,\"nsfw\":false}]}",
    "{\"images\":[]}",
  };

  if (seed % 2 != 0)
    return answer_picture (painter, seed, status);

  if (seed == 14)
    {
      *status = 400;
      return g_strdup ("{\"detail\":{\"msg\":\"no such thing\"}}");
    }

  return g_strdup (bodies[seed == 10 ? 0 : 1]);
}

static void
test_some_fail (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene.painter->answer = answer_odd;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 6);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (scene.painter->seeds->len, ==, 6);
  assert_failed (&scene, 0, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID);
  assert_done (&scene, 1, 11);
  assert_failed (&scene, 2, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY);
  assert_done (&scene, 3, 13);
  assert_failed (&scene, 4, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  assert_done (&scene, 5, 15);
  g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, 1.0);
}

static gchar *
answer_reason (Painter *painter,
               gint64   seed,
               guint   *status)
{
  *status = 400;

  return g_strdup_printf ("{\"detail\":{\"msg\":\"reason %" G_GINT64_FORMAT "\"}}", seed);
}

/* Where all fail, the reason is that of the first picture, whichever answer came first. */
static void
test_first_error (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.painter->holds  = TRUE;
  scene.painter->answer = answer_reason;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 50, 4);
  scene_start (&scene);

  wait_until (scene.painter->held->len == 4);

  for (i = 4; i > 0; i--)
    {
      guint held;

      for (held = 0; g_array_index (scene.painter->seeds, gint64, held) != 49 + i; held++)
        ;
      g_array_remove_index (scene.painter->seeds, held);
      painter_release (scene.painter, held);
      wait_until (count (&scene, OVERPAINT_VARIATION_FAILED) == 5 - i);
    }

  g_assert_false (scene_finish (&scene, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "reason 50"));
}

typedef struct
{
  const gchar *name;
  guint        status;
  gint         code;
  guint        n_requests;
} StopCase;

static const StopCase stop_cases[] =
{
  { "token",     401, OVERPAINT_SERVER_ERROR_UNAUTHORIZED, 1 },
  { "forbidden", 403, OVERPAINT_SERVER_ERROR_UNAUTHORIZED, 1 },
  { "payment",   402, OVERPAINT_SERVER_ERROR_PAYMENT,      1 },
  { "address",   404, OVERPAINT_SERVER_ERROR_NOT_FOUND,    1 },
  { "too-large", 413, OVERPAINT_SERVER_ERROR_TOO_LARGE,    1 },

  /* These may be the fault of one seed alone. */
  { "refused",   400, OVERPAINT_SERVER_ERROR_REFUSED,      3 },
  { "failed",    500, OVERPAINT_SERVER_ERROR_FAILED,       3 },
};

static guint stop_status;

static gchar *
answer_status (Painter *painter,
               gint64   seed,
               guint   *status)
{
  *status = stop_status;

  return g_strdup ("{\"detail\":{\"msg\":\"no\"}}");
}

static void
test_server_at_fault (gconstpointer data)
{
  const StopCase     *test  = data;
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  stop_status           = test->status;
  scene.painter->answer = answer_status;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));

  g_assert_error (error, OVERPAINT_SERVER_ERROR, test->code);
  g_assert_cmpuint (scene.painter->seeds->len, ==, test->n_requests);
  for (i = 0; i < 3; i++)
    assert_failed (&scene, i, OVERPAINT_SERVER_ERROR, test->code);
}

static void
test_nobody_there (gconstpointer data)
{
  OverpaintServerKind  kind  = GPOINTER_TO_UINT (data);
  g_auto (Scene)       scene = { painter_new (), };
  g_autoptr (GError)   error = NULL;

  scene_set_up_server (&scene, kind, 0);
  g_clear_pointer (&scene.painter, painter_free);
  scene_set_up_run (&scene, 0, 64);
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));

  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_FAILED), ==, 64);
}

static gchar *
answer_other_aspect (Painter *painter,
                     gint64   seed,
                     guint   *status)
{
  g_autofree gchar *url = make_url (SIDE, seed == 21 ? SIDE / 2 : SIDE, seed == 22 ? 0 : gray_of (seed));

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":%" G_GINT64_FORMAT ",\"nsfw\":%s}]}",
                          url, seed, seed == 23 ? "true" : "false");
}

static void
test_marks (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  gint                i;

  scene.painter->answer = answer_other_aspect;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 20, 4);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  for (i = 0; i < 4; i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (scene.run, i);

      g_assert_cmpint (overpaint_pixels_get_width (overpaint_variation_get_pixels (variation)), ==, SIDE);
      g_assert_cmpint (overpaint_pixels_get_height (overpaint_variation_get_pixels (variation)), ==, SIDE);
      g_assert_cmpint (overpaint_variation_is_cropped (variation), ==, i == 1);
      g_assert_cmpint (overpaint_variation_is_black (variation), ==, i == 2);
      g_assert_cmpint (overpaint_variation_is_flagged (variation), ==, i == 3);
    }
}

/* Nothing to see is nothing to send, and no server is troubled to find that out. */
static void
test_transparent_source (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.source = make_filled (SIDE, SIDE, 4, 0);
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  g_assert_false (scene_finish (&scene, &error));

  g_assert_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY);
  for (i = 0; i < 3; i++)
    assert_failed (&scene, i, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY);
  g_assert_cmpuint (scene.painter->n_asked, ==, 0);
}

static void
test_progress (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 0, 4);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 4);

  for (i = 0; i <= 4; i++)
    {
      g_autofree gchar *text  = overpaint_run_describe (scene.run);
      g_autofree gchar *start = g_strdup_printf ("%u of 4 pictures, ", i);

      g_assert_true (g_str_has_prefix (text, start));
      g_assert_true (g_str_has_suffix (text, " s"));
      g_assert_cmpfloat (overpaint_run_get_fraction (scene.run), ==, i / 4.0);

      if (i < 4)
        {
          painter_release (scene.painter, 0);
          wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == i + 1);
        }
    }

  g_assert_true (scene_finish (&scene, &error));
}

static void
test_progress_of_one (void)
{
  g_auto (Scene)    scene = { painter_new (), };
  g_autofree gchar *text  = NULL;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 0, 1);
  text = overpaint_run_describe (scene.run);
  g_assert_cmpstr (text, ==, "0 of 1 picture, 0 s");
}

static void
assert_nothing_came (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  guint              i;

  g_assert_false (scene_finish (scene, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  for (i = 0; i < overpaint_run_get_n_variations (scene->run); i++)
    assert_failed (scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_before (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  scene_set_up_run (&scene, 0, 3);
  g_cancellable_cancel (scene.cancellable);
  scene_start (&scene);
  assert_nothing_came (&scene);
  settle ();
  g_assert_cmpuint (scene.painter->n_asked, ==, 0);
}

static void
test_cancel_at_once (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene.source = make_noise (3000, 2000, 3, 1);
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  g_cancellable_cancel (scene.cancellable);
  assert_nothing_came (&scene);
  settle ();
  g_assert_cmpuint (scene.painter->n_asked, ==, 0);
}

static void
test_cancel_probe (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene.painter->mute = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 0);
  g_object_set (scene.server, "probe-timeout", 60000, NULL);
  scene_set_up_run (&scene, 0, 3);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 1);
  g_cancellable_cancel (scene.cancellable);
  assert_nothing_came (&scene);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 0);
}

static void
test_cancel_first (void)
{
  g_auto (Scene) scene = { painter_new (), };

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 0, 6);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 4);
  g_cancellable_cancel (scene.cancellable);
  assert_nothing_came (&scene);
  settle ();
  g_assert_cmpuint (scene.painter->seeds->len, ==, 4);
}

static void
test_cancel_keeps (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               n_done;
  guint               i;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 0);
  scene_set_up_run (&scene, 0, 8);
  scene_start (&scene);

  for (n_done = 0; n_done < 2; n_done++)
    {
      wait_until (scene.painter->held->len == 4);
      painter_release (scene.painter, 0);
      wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == n_done + 1);
    }

  wait_until (scene.painter->held->len == 4);
  g_cancellable_cancel (scene.cancellable);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  settle ();
  g_assert_cmpuint (scene.painter->seeds->len, ==, 6);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 2);

  for (i = 0; i < 8; i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (scene.run, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        assert_done (&scene, i, i);
      else
        assert_failed (&scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
cancel_when_one_is_here (OverpaintRun *run,
                         gpointer      data)
{
  if (overpaint_run_count (run, OVERPAINT_VARIATION_DONE) == 1)
    g_cancellable_cancel (data);
}

/* From within the signal that tells of the first picture: the next is not asked for. */
static void
test_cancel_in_signal (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 0, 3);
  g_signal_connect (scene.run, "changed", G_CALLBACK (cancel_when_one_is_here), scene.cancellable);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  settle ();

  g_assert_cmpuint (scene.painter->seeds->len, ==, 1);
  assert_done (&scene, 0, 0);
  assert_failed (&scene, 1, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_failed (&scene, 2, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whatever the moment: it ends, each variation is done or cancelled, and at least one that
 * is done makes it a success.
 */
static void
test_cancel_any_moment (void)
{
  guint    turns;
  gboolean in_time = TRUE;
  guint    n_part  = 0;

  for (turns = 0; in_time; turns++)
    {
      g_auto (Scene)      scene = { painter_new (), };
      g_autoptr (GError)  error = NULL;
      gboolean            arrived;
      guint               n_done;
      guint               n_asked;
      guint               i;

      scene.painter->as_runner = FALSE;
      scene_set_up_server (&scene, OVERPAINT_SERVER_UNKNOWN, 2);
      scene_set_up_run (&scene, 0, 5);
      scene_start (&scene);

      for (i = 0; i < turns && scene.result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);

      in_time = scene.result == NULL;
      n_done  = count (&scene, OVERPAINT_VARIATION_DONE);
      n_asked = count (&scene, OVERPAINT_VARIATION_DONE) + count (&scene, OVERPAINT_VARIATION_RUNNING);
      g_cancellable_cancel (scene.cancellable);
      arrived = scene_finish (&scene, &error);
      settle ();

      g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), >=, n_done);
      g_assert_cmpuint (scene.painter->seeds->len, <=, n_asked);
      n_done = count (&scene, OVERPAINT_VARIATION_DONE);
      g_assert_cmpint (arrived, ==, n_done > 0);

      if (! arrived)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      if (n_done > 0 && n_done < 5)
        n_part++;

      for (i = 0; i < 5; i++)
        {
          OverpaintVariation *variation = overpaint_run_get_variation (scene.run, i);

          if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
            assert_done (&scene, i, i);
          else
            assert_failed (&scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
    }

  g_test_message ("%u moments, %u of them with some of the pictures", turns, n_part);
  g_assert_cmpuint (n_part, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run/pictures", test_pictures);

  for (i = 0; i < G_N_ELEMENTS (parallel_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/run/parallel/", parallel_cases[i].name, NULL);

      g_test_add_data_func (path, &parallel_cases[i], test_parallel);
    }

  g_test_add_func ("/run/corrected-kind", test_corrected_kind);
  g_test_add_func ("/run/extra-pictures", test_extra_pictures);
  g_test_add_func ("/run/some-fail", test_some_fail);
  g_test_add_func ("/run/first-error", test_first_error);

  for (i = 0; i < G_N_ELEMENTS (stop_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/run/server-at-fault/", stop_cases[i].name, NULL);

      g_test_add_data_func (path, &stop_cases[i], test_server_at_fault);
    }

  g_test_add_data_func ("/run/nobody-there/unknown", GUINT_TO_POINTER (OVERPAINT_SERVER_UNKNOWN), test_nobody_there);
  g_test_add_data_func ("/run/nobody-there/gateway", GUINT_TO_POINTER (OVERPAINT_SERVER_GATEWAY), test_nobody_there);
  g_test_add_func ("/run/marks", test_marks);
  g_test_add_func ("/run/transparent-source", test_transparent_source);
  g_test_add_func ("/run/progress", test_progress);
  g_test_add_func ("/run/progress-of-one", test_progress_of_one);
  g_test_add_func ("/run/cancel/before", test_cancel_before);
  g_test_add_func ("/run/cancel/at-once", test_cancel_at_once);
  g_test_add_func ("/run/cancel/probe", test_cancel_probe);
  g_test_add_func ("/run/cancel/first", test_cancel_first);
  g_test_add_func ("/run/cancel/keeps", test_cancel_keeps);
  g_test_add_func ("/run/cancel/in-signal", test_cancel_in_signal);
  g_test_add_func ("/run/cancel/any-moment", test_cancel_any_moment);

  return g_test_run ();
}
