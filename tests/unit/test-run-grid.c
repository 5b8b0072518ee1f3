/* test-run-grid.c: tests of a run of seeds times values, of stopping one picture and of trying again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-record.h"
#include "run-scene.h"
#include "server-error.h"

static OverpaintVariation *
get (Scene *scene,
     guint  index)
{
  return overpaint_run_get_variation (scene->run, index);
}

static OverpaintVariationState
state_of (Scene *scene,
          guint  index)
{
  return overpaint_variation_get_state (get (scene, index));
}

static void
assert_waits (Scene *scene,
              guint  index)
{
  g_assert_cmpint ((gint) state_of (scene, index), ==, OVERPAINT_VARIATION_WAITING);
  g_assert_null (overpaint_variation_get_error (get (scene, index)));
  g_assert_cmpint (overpaint_variation_get_started (get (scene, index)), ==, 0);
  g_assert_cmpint (overpaint_variation_get_duration (get (scene, index)), ==, 0);
}

/* Starts a run that has ended once more. */
static void
start_again (Scene *scene)
{
  g_assert_false (overpaint_run_is_going (scene->run));
  g_clear_object (&scene->result);
  scene_start (scene);
  g_assert_true (overpaint_run_is_going (scene->run));
}

/* Gives the answer to the picture of @seed, of those that are held back. */
static void
release_seed (Painter *painter,
              gint64   seed)
{
  guint i;

  for (i = 0; i < painter->held->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (painter->held, i);
      g_autoptr (GBytes) body    = soup_message_body_flatten (soup_server_message_get_response_body (message));
      g_autofree gchar  *mark    = g_strdup_printf ("\"seed\":%" G_GINT64_FORMAT ",", seed);

      if (g_strstr_len (g_bytes_get_data (body, NULL), g_bytes_get_size (body), mark) != NULL)
        {
          painter_release (painter, i);
          return;
        }
    }

  g_assert_not_reached ();
}

static void
test_strengths (void)
{
  static const gdouble  strengths[] = { 0.25, 0.5, 0.75 };
  g_auto (Scene)        scene       = { painter_new (), };
  g_autoptr (GError)    error       = NULL;
  guint                 i;

  scene.axis = overpaint_axis_new ("strength", NULL, strengths, 3, &error);
  g_assert_no_error (error);
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 2);

  g_assert_true (overpaint_run_get_axis (scene.run) == scene.axis);
  g_assert_cmpint (overpaint_request_get_integer (overpaint_run_get_request (scene.run), "images"), ==, 2);
  g_assert_cmpuint (overpaint_run_get_n_variations (scene.run), ==, 6);

  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 6);

  /* For each value all seeds, on the wire too. */
  for (i = 0; i < 6; i++)
    {
      OverpaintRequest *request = overpaint_variation_get_request (get (&scene, i));

      assert_done (&scene, i, 10 + i % 2);
      g_assert_cmpuint (overpaint_variation_get_value_index (get (&scene, i)), ==, i / 2);
      g_assert_cmpfloat (overpaint_request_get_number (request, "strength"), ==, strengths[i / 2]);
      g_assert_cmpint (overpaint_request_get_integer (request, "images"), ==, 1);
      g_assert_cmpint (g_array_index (scene.painter->seeds, gint64, i), ==, 10 + i % 2);
      g_assert_cmpfloat (g_array_index (scene.painter->strengths, gdouble, i), ==, strengths[i / 2]);
    }
}

static void
test_weights (void)
{
  static const gchar * const  expected[] = { "{\"a/b\":0.5}", "{\"a/b\":1.0}" };
  static const gdouble        weights[]  = { 0.5, 1.0 };
  g_auto (Scene)              scene      = { painter_new (), };
  g_autoptr (GError)          error      = NULL;
  guint                       i;

  scene.axis = overpaint_axis_new ("loras", "a/b", weights, 2, &error);
  g_assert_no_error (error);
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 2);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  for (i = 0; i < 4; i++)
    {
      OverpaintRequest *request = overpaint_variation_get_request (get (&scene, i));

      g_assert_cmpstr (overpaint_request_get_text (request, "loras"), ==, expected[i / 2]);
      g_assert_cmpstr (g_ptr_array_index (scene.painter->loras, i), ==, expected[i / 2]);
    }
}

/* Settled, for a model whose strength no server raises. */
static OverpaintRequest *
make_other_request (gint images)
{
  g_autoptr (OverpaintRequest)  request = make_request (0, images);
  g_autoptr (GError)            error   = NULL;
  OverpaintRequest             *other;
  GVariantDict                  values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "model", "s", "owner/unknown");
  g_variant_dict_insert (&values, "strength", "d", 0.5);
  g_variant_dict_insert (&values, "steps", "i", 4);
  other = overpaint_request_derive (request, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);

  return other;
}

static gint
steps_of (OverpaintRun *run,
          guint         index)
{
  OverpaintVariation *variation = overpaint_run_get_variation (run, index);

  return overpaint_request_get_integer (overpaint_variation_get_request (variation), "steps");
}

/* A server performs a part of the steps: with four of them a strength of 0.125 has none. */
static void
test_steps_of_each_value (void)
{
  g_auto (Scene)                scene   = { painter_new (), };
  g_autoptr (OverpaintRequest)  request = make_other_request (1);
  g_autoptr (OverpaintAxis)     axis    = overpaint_axis_new_from_text ("strength", NULL, "0.125 1", NULL);
  g_autoptr (OverpaintRun)      run     = NULL;
  g_autoptr (GError)            error   = NULL;

  scene.source = make_noise (SIDE, SIDE, 3, 1);
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  run = overpaint_run_new (scene.server, request, axis, scene.source, &error);
  g_assert_no_error (error);

  g_assert_cmpint (steps_of (run, 0), ==, 8);
  g_assert_cmpint (steps_of (run, 1), ==, 4);
}

static void
test_refused (void)
{
  g_auto (Scene)                scene   = { painter_new (), };
  g_autoptr (OverpaintRequest)  many    = make_request (0, 33);
  g_autoptr (OverpaintRequest)  few     = make_request (0, 32);
  g_autoptr (OverpaintRequest)  other   = make_other_request (32);
  g_autoptr (OverpaintAxis)     axis    = overpaint_axis_new_from_text ("strength", NULL, "0.25 1", NULL);
  g_autoptr (OverpaintAxis)     too_low = overpaint_axis_new_from_text ("strength", NULL, "0.0000001 1", NULL);
  g_autoptr (OverpaintRun)      run     = NULL;
  g_autoptr (GError)            error   = NULL;

  scene.source = make_noise (SIDE, SIDE, 3, 1);
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);

  g_assert_null (overpaint_run_new (scene.server, many, axis, scene.source, &error));
  g_assert_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES);
  g_assert_cmpstr (error->message, ==, "2 values with 33 seeds each are 66 pictures; one run takes at most 64.");
  g_clear_error (&error);

  g_assert_null (overpaint_run_new (scene.server, other, too_low, scene.source, &error));
  g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
  g_clear_error (&error);

  run = overpaint_run_new (scene.server, few, axis, scene.source, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overpaint_run_get_n_variations (run), ==, 64);
}

static gchar *
answer_two (Painter *painter,
            gint64   seed,
            guint   *status)
{
  g_autofree gchar *one = make_url (SIDE, SIDE, gray_of (seed));
  g_autofree gchar *two = make_url (SIDE, SIDE, gray_of (seed + 1));

  return g_strdup_printf ("{\"images\":[{\"url\":\"%s\",\"seed\":%d,\"nsfw\":false},"
                          "{\"url\":\"%s\",\"seed\":%d,\"nsfw\":false}]}",
                          one, (gint) seed, two, (gint) seed + 1);
}

static void
test_extras_keep_their_value (void)
{
  static const guint  expected[] = { 0, 1, 0, 1 };
  g_auto (Scene)      scene      = { painter_new (), };
  g_autoptr (GError)  error      = NULL;
  guint               i;

  scene.painter->answer = answer_two;
  scene.axis            = overpaint_axis_new_from_text ("strength", NULL, "0.25 1", &error);
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 1);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  g_assert_cmpuint (overpaint_run_get_n_variations (scene.run), ==, 4);
  for (i = 0; i < 4; i++)
    {
      assert_done (&scene, i, i < 2 ? 10 : 11);
      g_assert_cmpuint (overpaint_variation_get_value_index (get (&scene, i)), ==, expected[i]);
    }
}

/* One that is on its way, and one that waits; what was asked for beside them goes on. */
static void
test_stop_one (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 2);
  scene_set_up_run (&scene, 10, 4);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 2);

  overpaint_run_stop_variation (scene.run, get (&scene, 2));
  assert_failed (&scene, 2, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint ((gint) state_of (&scene, 3), ==, OVERPAINT_VARIATION_WAITING);

  overpaint_run_stop_variation (scene.run, get (&scene, 1));
  wait_until (state_of (&scene, 1) == OVERPAINT_VARIATION_FAILED);
  assert_failed (&scene, 1, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint ((gint) state_of (&scene, 0), ==, OVERPAINT_VARIATION_RUNNING);

  /* Its place goes to the next that waits. */
  wait_until (scene.painter->held->len == 3);
  g_assert_cmpint ((gint) state_of (&scene, 3), ==, OVERPAINT_VARIATION_RUNNING);

  release_seed (scene.painter, 13);
  wait_until (state_of (&scene, 3) == OVERPAINT_VARIATION_DONE);
  release_seed (scene.painter, 10);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  assert_done (&scene, 0, 10);
  assert_failed (&scene, 1, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_failed (&scene, 2, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_done (&scene, 3, 13);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 3);

  /* It is no use on one that is done. */
  overpaint_run_stop_variation (scene.run, get (&scene, 0));
  assert_done (&scene, 0, 10);
}

/* All of them one by one, before the server has even been asked what it is. */
static void
test_stop_each (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 3);
  scene_start (&scene);

  for (i = 0; i < 3; i++)
    {
      overpaint_run_stop_variation (scene.run, get (&scene, i));
      assert_failed (&scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }

  g_assert_false (scene_finish (&scene, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 0);
}

static gboolean refuses;

static gchar *
answer_or_refuse (Painter *painter,
                  gint64   seed,
                  guint   *status)
{
  if (! refuses || seed != 10)
    return answer_picture (painter, seed, status);

  *status = 400;

  return g_strdup ("{\"detail\":{\"msg\":\"not this one\"}}");
}

static void
test_retry_while_going (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  refuses               = TRUE;
  scene.painter->answer = answer_or_refuse;
  scene.painter->holds  = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 2);
  scene_start (&scene);

  wait_until (scene.painter->held->len == 1);
  painter_release (scene.painter, 0);
  wait_until (state_of (&scene, 0) == OVERPAINT_VARIATION_FAILED);
  wait_until (scene.painter->held->len == 1);

  /* In its turn: the server takes one at a time. */
  refuses = FALSE;
  overpaint_run_retry (scene.run, get (&scene, 0));
  assert_waits (&scene, 0);
  g_assert_cmpint ((gint) state_of (&scene, 1), ==, OVERPAINT_VARIATION_RUNNING);

  /* Neither one that is on its way nor one that waits is put back. */
  overpaint_run_retry (scene.run, get (&scene, 1));
  overpaint_run_retry (scene.run, get (&scene, 0));
  g_assert_cmpint ((gint) state_of (&scene, 1), ==, OVERPAINT_VARIATION_RUNNING);

  scene.painter->holds = FALSE;
  painter_release (scene.painter, 0);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  assert_done (&scene, 0, 10);
  assert_done (&scene, 1, 11);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 3);
  g_assert_cmpint (g_array_index (scene.painter->seeds, gint64, 2), ==, 10);
}

/* With room for it, it is asked for at once. */
static void
test_retry_of_stopped (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_GATEWAY, 2);
  scene_set_up_run (&scene, 10, 2);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 2);
  overpaint_run_stop_variation (scene.run, get (&scene, 1));
  wait_until (state_of (&scene, 1) == OVERPAINT_VARIATION_FAILED);

  overpaint_run_retry (scene.run, get (&scene, 1));
  g_assert_cmpint ((gint) state_of (&scene, 1), ==, OVERPAINT_VARIATION_RUNNING);
  g_assert_null (overpaint_variation_get_error (get (&scene, 1)));

  wait_until (scene.painter->seeds->len == 3);
  wait_until (scene.painter->held->len == 3);
  painter_release (scene.painter, 2);
  release_seed (scene.painter, 10);
  g_assert_true (scene_finish (&scene, &error));
  assert_done (&scene, 0, 10);
  assert_done (&scene, 1, 11);
}

static void
test_retry_after_the_end (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  const gchar        *sum;
  gint64              elapsed;

  refuses               = TRUE;
  scene.painter->answer = answer_or_refuse;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 2);
  g_assert_false (overpaint_run_is_going (scene.run));
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  assert_failed (&scene, 0, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  assert_done (&scene, 1, 11);
  sum     = overpaint_run_get_sent (scene.run)->sha256;
  elapsed = overpaint_run_get_elapsed (scene.run);
  g_assert_cmpint (elapsed, >, 0);

  /* Refused again: that start brought nothing, though a picture is here. */
  overpaint_run_retry (scene.run, get (&scene, 0));
  assert_waits (&scene, 0);
  g_assert_cmpint (overpaint_run_get_elapsed (scene.run), ==, elapsed);
  start_again (&scene);
  g_assert_false (scene_finish (&scene, &error));
  g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED);
  g_clear_error (&error);

  refuses = FALSE;
  overpaint_run_retry (scene.run, get (&scene, 0));
  start_again (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  assert_done (&scene, 0, 10);

  /* The one that was there was not asked for again, and the PNG is the very same. */
  g_assert_cmpuint (scene.painter->seeds->len, ==, 4);
  g_assert_true (overpaint_run_get_sent (scene.run)->sha256 == sum);
  g_assert_cmpstr (g_ptr_array_index (scene.painter->sums, 3), ==, sum);
}

/* Nothing was waited for, and nothing is wrong. */
static void
test_start_for_nothing (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 1);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  start_again (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 1);
}

/* Stopped as a whole, with a picture here; then the rest is asked for after all. */
static void
test_retry_after_a_stop (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 3);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 1);
  painter_release (scene.painter, 0);
  wait_until (scene.painter->held->len == 1);
  g_cancellable_cancel (scene.cancellable);
  g_assert_true (scene_finish (&scene, &error));
  assert_done (&scene, 0, 10);
  assert_failed (&scene, 1, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_failed (&scene, 2, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  scene.painter->holds = FALSE;
  g_clear_object (&scene.cancellable);
  scene.cancellable = g_cancellable_new ();
  overpaint_run_retry (scene.run, get (&scene, 1));
  overpaint_run_retry (scene.run, get (&scene, 2));
  start_again (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  for (i = 0; i < 3; i++)
    assert_done (&scene, i, 10 + i);
}

/* It dies in mid-run: no more is asked for. It lives again, and gives the rest. */
static void
test_server_dies (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene.painter->holds = TRUE;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 4);
  scene_start (&scene);
  wait_until (scene.painter->held->len == 1);
  painter_release (scene.painter, 0);
  wait_until (count (&scene, OVERPAINT_VARIATION_DONE) == 1 && scene.painter->held->len == 1);

  painter_die (scene.painter);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_DONE), ==, 1);
  g_assert_cmpuint (count (&scene, OVERPAINT_VARIATION_FAILED), ==, 3);
  assert_done (&scene, 0, 10);
  assert_failed (&scene, 3, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION);

  /* Still dead. */
  for (i = 1; i < 4; i++)
    overpaint_run_retry (scene.run, get (&scene, i));
  start_again (&scene);
  g_assert_false (scene_finish (&scene, &error));
  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION);
  g_clear_error (&error);

  scene.painter->holds = FALSE;
  painter_listen (scene.painter, scene.painter->port);
  for (i = 1; i < 4; i++)
    overpaint_run_retry (scene.run, get (&scene, i));
  start_again (&scene);
  g_assert_true (scene_finish (&scene, &error));
  g_assert_no_error (error);

  for (i = 0; i < 4; i++)
    assert_done (&scene, i, 10 + i);
}

static void
note_state (OverpaintVariation *variation,
            gpointer            data)
{
  g_string_append_c (data, "wrdf"[overpaint_variation_get_state (variation)]);
}

/* A variation tells of each of its steps itself, and the run of them too. */
static void
test_variation_changed (void)
{
  g_auto (Scene)       scene  = { painter_new (), };
  g_autoptr (GError)   error  = NULL;
  g_autoptr (GString)  first  = g_string_new (NULL);
  g_autoptr (GString)  second = g_string_new (NULL);

  refuses               = TRUE;
  scene.painter->answer = answer_or_refuse;
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 2);
  g_signal_connect (get (&scene, 0), "changed", G_CALLBACK (note_state), first);
  g_signal_connect (get (&scene, 1), "changed", G_CALLBACK (note_state), second);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  refuses = FALSE;
  overpaint_run_retry (scene.run, get (&scene, 0));
  start_again (&scene);
  g_assert_true (scene_finish (&scene, &error));

  g_assert_cmpstr (first->str, ==, "rfwrd");
  g_assert_cmpstr (second->str, ==, "rd");
  g_assert_cmpuint (scene.n_changed, ==, 7);
}

static void
stop_others (OverpaintVariation *variation,
             gpointer            data)
{
  Scene *scene = data;
  guint  i;

  if (overpaint_variation_get_state (variation) != OVERPAINT_VARIATION_DONE)
    return;

  for (i = 0; i < overpaint_run_get_n_variations (scene->run); i++)
    overpaint_run_stop_variation (scene->run, get (scene, i));
}

/* Whoever hears of a picture may stop the others there and then. */
static void
test_stop_in_signal (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 3);
  g_signal_connect (get (&scene, 0), "changed", G_CALLBACK (stop_others), &scene);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  assert_done (&scene, 0, 10);
  assert_failed (&scene, 1, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_failed (&scene, 2, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (scene.painter->seeds->len, ==, 1);
}

static void
cancel_all (OverpaintVariation *variation,
            gpointer            data)
{
  if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
    g_cancellable_cancel (data);
}

/* From the moment of the stop on nothing is even begun. */
static void
test_stop_all_in_signal (void)
{
  g_auto (Scene)      scene = { painter_new (), };
  g_autoptr (GError)  error = NULL;
  guint               i;

  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 3);
  g_signal_connect (get (&scene, 0), "changed", G_CALLBACK (cancel_all), scene.cancellable);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));
  assert_done (&scene, 0, 10);

  for (i = 1; i < 3; i++)
    {
      assert_failed (&scene, i, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (overpaint_variation_get_started (get (&scene, i)), ==, 0);
    }
}

static void
test_record (void)
{
  g_auto (Scene)               scene  = { painter_new (), };
  g_autoptr (GError)           error  = NULL;
  const OverpaintSentPicture  *sent;
  OverpaintRecord              record = { NULL, };

  scene.axis = overpaint_axis_new_from_text ("strength", NULL, "0.25 1", &error);
  scene_set_up_server (&scene, OVERPAINT_SERVER_RUNNER, 0);
  scene_set_up_run (&scene, 10, 1);
  scene_start (&scene);
  g_assert_true (scene_finish (&scene, &error));

  record.source_name = "untouched";
  overpaint_run_fill_record (scene.run, get (&scene, 1), &record);
  sent = overpaint_run_get_sent (scene.run);

  g_assert_true (record.request == overpaint_variation_get_request (get (&scene, 1)));
  g_assert_cmpfloat (overpaint_request_get_number (record.request, "strength"), ==, 1.0);
  g_assert_cmpint (record.seed, ==, 10);
  g_assert_false (record.flagged);
  g_assert_false (record.black);
  g_assert_false (record.cropped);
  g_assert_cmpstr (record.server_name, ==, overpaint_server_get_name (scene.server));
  g_assert_cmpstr (record.server_kind, ==, "runner");
  g_assert_cmpfloat (record.scale, ==, 1.0);
  g_assert_cmpint (record.sent_width, ==, SIDE);
  g_assert_cmpint (record.sent_height, ==, SIDE);
  g_assert_cmpint (record.pad_right, ==, 0);
  g_assert_cmpint (record.pad_bottom, ==, 0);
  g_assert_cmpstr (record.sent_sha256, ==, sent->sha256);
  g_assert_cmpint (record.started, ==, overpaint_variation_get_started (get (&scene, 1)));
  g_assert_cmpint (record.duration, ==, overpaint_variation_get_duration (get (&scene, 1)));
  g_assert_cmpstr (record.source_name, ==, "untouched");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-grid/strengths", test_strengths);
  g_test_add_func ("/run-grid/weights", test_weights);
  g_test_add_func ("/run-grid/steps-of-each-value", test_steps_of_each_value);
  g_test_add_func ("/run-grid/refused", test_refused);
  g_test_add_func ("/run-grid/extras-keep-their-value", test_extras_keep_their_value);
  g_test_add_func ("/run-grid/stop-one", test_stop_one);
  g_test_add_func ("/run-grid/stop-each", test_stop_each);
  g_test_add_func ("/run-grid/stop-in-signal", test_stop_in_signal);
  g_test_add_func ("/run-grid/stop-all-in-signal", test_stop_all_in_signal);
  g_test_add_func ("/run-grid/retry/while-going", test_retry_while_going);
  g_test_add_func ("/run-grid/retry/of-stopped", test_retry_of_stopped);
  g_test_add_func ("/run-grid/retry/after-the-end", test_retry_after_the_end);
  g_test_add_func ("/run-grid/retry/after-a-stop", test_retry_after_a_stop);
  g_test_add_func ("/run-grid/start-for-nothing", test_start_for_nothing);
  g_test_add_func ("/run-grid/server-dies", test_server_dies);
  g_test_add_func ("/run-grid/variation-changed", test_variation_changed);
  g_test_add_func ("/run-grid/record", test_record);

  return g_test_run ();
}
