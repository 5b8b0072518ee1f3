/* test-picks.c: tests of what an artist thinks of the pictures of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-canvas.h"
#include "picks.h"

/* Pictures of the seeds 10, 11, 12... */
#define FIRST_SEED 10

typedef struct
{
  FakeCanvas     *canvas;
  OverpaintRun   *run;
  OverpaintPicks *picks;
  guint           n_changed;
} Scene;

static void
on_changed (Scene *scene)
{
  scene->n_changed++;
}

static void
scene_set_up (Scene *scene,
              gint   images)
{
  scene->canvas = fake_canvas_new ();
  scene->run    = hand_run (FIRST_SEED, images);
  scene->picks  = overpaint_picks_new (scene->run, OVERPAINT_CANVAS (scene->canvas));
  g_signal_connect_swapped (scene->picks, "changed", G_CALLBACK (on_changed), scene);
}

/* All pictures are layers, and the image shows the first. */
static void
scene_set_up_layers (Scene *scene,
                     gint   images)
{
  g_autoptr (GError) error = NULL;
  gint               i;

  scene_set_up (scene, images);
  for (i = 0; i < images; i++)
    hand_deliver (scene->run, (guint) i, FALSE);

  g_assert_true (overpaint_picks_bring_in (scene->picks, &error));
  g_assert_no_error (error);
  assert_calls (scene->canvas, "bring in; ");
}

static void
scene_clear (Scene *scene)
{
  OverpaintPicks *picks = scene->picks;

  g_object_add_weak_pointer (G_OBJECT (picks), (gpointer *) &picks);
  g_object_unref (scene->picks);
  g_assert_null (picks);
  g_object_unref (scene->run);
  g_object_unref (scene->canvas);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static OverpaintVariation *
nth (Scene *scene,
     guint  index)
{
  return overpaint_run_get_variation (scene->run, index);
}

static gint64
seed_of (OverpaintVariation *variation)
{
  return variation == NULL ? -1 : overpaint_variation_get_seed (variation);
}

#define assert_current(scene, seed)                                                        \
  g_assert_cmpint (seed_of (overpaint_picks_get_current ((scene)->picks)), ==, seed)

#define assert_marks(scene, of_a, of_b)                                                    \
  G_STMT_START                                                                             \
    {                                                                                      \
      g_assert_cmpint (seed_of (overpaint_picks_get_a ((scene)->picks)), ==, of_a);        \
      g_assert_cmpint (seed_of (overpaint_picks_get_b ((scene)->picks)), ==, of_b);        \
    }                                                                                      \
  G_STMT_END

/* Where each picture is: not yet a layer, a layer, removed, closed. */
static void
assert_places (Scene       *scene,
               const gchar *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);
  guint               i;

  for (i = 0; i < overpaint_run_get_n_variations (scene->run); i++)
    g_string_append_c (found, "nlrc"[overpaint_picks_get_placement (scene->picks, nth (scene, i))]);

  g_assert_cmpstr (found->str, ==, expected);
}

static void
go_to (Scene *scene,
       guint  index)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (overpaint_picks_go_to (scene->picks, nth (scene, index), &error));
  g_assert_no_error (error);
}

static void
step (Scene *scene,
      gint   by)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (overpaint_picks_step (scene->picks, by, &error));
  g_assert_no_error (error);
}

/* What the image is asked to do while nothing in it is a layer: nothing. */
static void
test_while_they_come (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_set_up (&scene, 4);
  g_assert_null (overpaint_picks_get_current (scene.picks));
  step (&scene, 1);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_KEPT);
  overpaint_picks_mark_a (scene.picks);
  assert_marks (&scene, -1, -1);

  hand_deliver (scene.run, 2, FALSE);
  assert_current (&scene, 12);
  hand_deliver (scene.run, 0, FALSE);
  assert_current (&scene, 12);
  step (&scene, 1);
  assert_current (&scene, 10);
  step (&scene, 1);
  assert_current (&scene, 12);

  g_assert_true (overpaint_picks_show_source (scene.picks, TRUE, NULL));
  g_assert_false (overpaint_picks_is_source_shown (scene.picks));
  go_to (&scene, 1);
  assert_current (&scene, 11);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_KEPT);
  g_assert_cmpint ((gint) overpaint_picks_get_verdict (scene.picks, nth (&scene, 1)), ==, OVERPAINT_VERDICT_NONE);
  assert_calls (scene.canvas, "");
}

/* The picture that was chosen while they came is shown once they are layers. */
static void
test_bring_in (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, 3);
  hand_deliver (scene.run, 0, FALSE);
  hand_deliver (scene.run, 1, FALSE);
  hand_fail (scene.run, 2, G_IO_ERROR_FAILED, "no");
  go_to (&scene, 1);
  g_assert_true (overpaint_picks_bring_in (scene.picks, &error));
  g_assert_no_error (error);
  assert_calls (scene.canvas, "bring in; show 11; ");
  assert_current (&scene, 11);

  /* a cell that has no picture stays the current one, whatever the run does */
  go_to (&scene, 2);
  assert_calls (scene.canvas, "");
  g_signal_emit_by_name (scene.run, "changed");
  assert_current (&scene, 12);
  g_assert_cmpint (seed_of (overpaint_picks_get_shown (scene.picks)), ==, 11);
}

/* Which picture comes first is chance: where none was gone to, the first seed is shown. */
static void
test_bring_in_unchosen (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, 2);
  hand_deliver (scene.run, 1, FALSE);
  assert_current (&scene, 11);
  hand_deliver (scene.run, 0, FALSE);
  g_assert_true (overpaint_picks_bring_in (scene.picks, &error));
  g_assert_no_error (error);
  assert_calls (scene.canvas, "bring in; ");
  assert_current (&scene, 10);
}

static void
test_steps (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_set_up_layers (&scene, 4);
  step (&scene, 1);
  step (&scene, 1);
  step (&scene, -1);
  assert_calls (scene.canvas, "show 11; show 12; show 11; ");
  step (&scene, -1);
  step (&scene, -1);
  step (&scene, 1);
  assert_calls (scene.canvas, "show 10; show 13; show 10; ");

  fake_canvas_delete (scene.canvas, nth (&scene, 1));
  step (&scene, 1);
  step (&scene, -1);
  assert_calls (scene.canvas, "show 12; show 10; ");
  assert_current (&scene, 10);
}

static void
test_clicked_eyes (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_set_up_layers (&scene, 4);
  scene.canvas->shown = nth (&scene, 2);
  scene.n_changed     = 0;
  overpaint_picks_refresh (scene.picks);
  g_assert_cmpuint (scene.n_changed, ==, 1);
  assert_current (&scene, 12);
  step (&scene, 1);
  assert_calls (scene.canvas, "show 13; ");

  /* all eyes shut: the keys go on where they were */
  scene.canvas->shown = NULL;
  overpaint_picks_refresh (scene.picks);
  assert_current (&scene, 13);
  g_assert_null (overpaint_picks_get_shown (scene.picks));
}

static void
test_source (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;
  guint              i;

  scene_set_up_layers (&scene, 3);
  go_to (&scene, 1);
  assert_calls (scene.canvas, "show 11; ");

  /* a key that is held repeats itself */
  for (i = 0; i < 5; i++)
    g_assert_true (overpaint_picks_show_source (scene.picks, TRUE, &error));
  assert_calls (scene.canvas, "show the source; ");
  g_assert_true (overpaint_picks_is_source_shown (scene.picks));
  overpaint_picks_refresh (scene.picks);
  assert_current (&scene, 11);

  for (i = 0; i < 2; i++)
    g_assert_true (overpaint_picks_show_source (scene.picks, FALSE, &error));
  assert_calls (scene.canvas, "show 11; ");
  g_assert_false (overpaint_picks_is_source_shown (scene.picks));

  /* going on while it is held leaves nothing to come back to */
  overpaint_picks_show_source (scene.picks, TRUE, &error);
  step (&scene, 1);
  overpaint_picks_show_source (scene.picks, FALSE, &error);
  assert_calls (scene.canvas, "show the source; show 12; ");

  /* so does deleting what was shown */
  overpaint_picks_show_source (scene.picks, TRUE, &error);
  fake_canvas_delete (scene.canvas, nth (&scene, 2));
  overpaint_picks_show_source (scene.picks, FALSE, &error);
  assert_calls (scene.canvas, "show the source; ");
  g_assert_no_error (error);
}

static void
test_a_and_b (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up_layers (&scene, 4);
  g_assert_true (overpaint_picks_flip (scene.picks, &error));
  assert_calls (scene.canvas, "");

  go_to (&scene, 1);
  overpaint_picks_mark_a (scene.picks);
  go_to (&scene, 3);
  overpaint_picks_mark_b (scene.picks);
  assert_marks (&scene, 11, 13);
  assert_calls (scene.canvas, "show 11; show 13; ");

  overpaint_picks_flip (scene.picks, &error);
  overpaint_picks_flip (scene.picks, &error);
  overpaint_picks_flip (scene.picks, &error);
  go_to (&scene, 2);
  overpaint_picks_flip (scene.picks, &error);
  assert_calls (scene.canvas, "show 11; show 13; show 11; show 12; show 11; ");

  overpaint_picks_mark_b (scene.picks);
  assert_marks (&scene, -1, 11);
  overpaint_picks_mark_b (scene.picks);
  assert_marks (&scene, -1, -1);

  overpaint_picks_mark_a (scene.picks);
  fake_canvas_delete (scene.canvas, nth (&scene, 1));
  overpaint_picks_refresh (scene.picks);
  assert_marks (&scene, -1, -1);
  g_assert_no_error (error);
}

static void
test_verdicts (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up_layers (&scene, 5);
  g_assert_true (overpaint_picks_remove_rejected (scene.picks, &error));
  assert_calls (scene.canvas, "");

  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_KEPT);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  go_to (&scene, 2);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  go_to (&scene, 3);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  g_assert_cmpuint (overpaint_picks_count_rejected (scene.picks), ==, 2);
  assert_calls (scene.canvas, "show 12; show 13; ");

  /* the one that is shown goes too: the next one that is left is shown */
  g_assert_true (overpaint_picks_remove_rejected (scene.picks, &error));
  assert_calls (scene.canvas, "remove 10 13; show 14; ");
  g_assert_cmpuint (overpaint_picks_count_rejected (scene.picks), ==, 0);
  assert_current (&scene, 14);

  /* GIMP's undo brings them back, rejected as they were */
  g_hash_table_insert (scene.canvas->layers, nth (&scene, 3), GINT_TO_POINTER (100));
  overpaint_picks_refresh (scene.picks);
  g_assert_cmpuint (overpaint_picks_count_rejected (scene.picks), ==, 1);

  /* whoever wants one back does not reject it */
  g_assert_true (overpaint_picks_bring_back (scene.picks, nth (&scene, 0), &error));
  assert_calls (scene.canvas, "bring back 10; show 10; ");
  g_assert_cmpint ((gint) overpaint_picks_get_verdict (scene.picks, nth (&scene, 0)), ==, OVERPAINT_VERDICT_NONE);
  g_assert_no_error (error);
}

static void
test_keep_only (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up_layers (&scene, 3);
  overpaint_picks_mark_a (scene.picks);
  go_to (&scene, 1);
  overpaint_picks_mark_b (scene.picks);
  g_assert_true (overpaint_picks_keep_only (scene.picks, &error));
  g_assert_no_error (error);
  assert_calls (scene.canvas, "show 11; keep only 11; ");
  assert_marks (&scene, -1, 11);
  assert_current (&scene, 11);
  g_assert_cmpint ((gint) overpaint_picks_get_verdict (scene.picks, nth (&scene, 1)), ==, OVERPAINT_VERDICT_KEPT);

  /* Nothing to keep: nothing may go. */
  go_to (&scene, 2);
  g_assert_true (overpaint_picks_keep_only (scene.picks, &error));
  assert_calls (scene.canvas, "");
}

/* What the server marked is shown only where somebody asks for it. */
static void
test_veil (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, 2);
  hand_deliver (scene.run, 0, FALSE);
  hand_deliver (scene.run, 1, TRUE);
  g_assert_true (overpaint_picks_bring_in (scene.picks, &error));
  assert_calls (scene.canvas, "bring in; ");
  g_assert_false (overpaint_picks_is_veiled (scene.picks, nth (&scene, 0)));
  g_assert_true (overpaint_picks_is_veiled (scene.picks, nth (&scene, 1)));

  step (&scene, 1);
  assert_current (&scene, 11);
  assert_calls (scene.canvas, "");

  /* A and B are seen beside each other */
  overpaint_picks_mark_a (scene.picks);
  assert_marks (&scene, -1, -1);

  g_assert_true (overpaint_picks_reveal (scene.picks, nth (&scene, 1), &error));
  assert_calls (scene.canvas, "show 11; ");
  go_to (&scene, 0);
  g_assert_false (overpaint_picks_is_veiled (scene.picks, nth (&scene, 1)));
  g_assert_no_error (error);
}

static void
test_closed (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up_layers (&scene, 3);
  overpaint_picks_mark_a (scene.picks);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  fake_canvas_close (scene.canvas);
  overpaint_picks_refresh (scene.picks);

  step (&scene, 1);
  assert_current (&scene, 11);
  assert_marks (&scene, 10, -1);
  g_assert_null (overpaint_picks_get_shown (scene.picks));
  g_assert_true (overpaint_picks_show_source (scene.picks, TRUE, &error));
  g_assert_true (overpaint_picks_remove_rejected (scene.picks, &error));
  g_assert_true (overpaint_picks_keep_only (scene.picks, &error));
  g_assert_cmpuint (overpaint_picks_count_rejected (scene.picks), ==, 0);
  g_assert_cmpint ((gint) overpaint_picks_get_placement (scene.picks, nth (&scene, 0)), ==,
                   OVERPAINT_PLACEMENT_CLOSED);
  assert_calls (scene.canvas, "");
  g_assert_no_error (error);
}

/* The run goes on in the image that its first picture opens as, and the others can follow it. */
static void
test_closed_and_back (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up_layers (&scene, 4);
  go_to (&scene, 1);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  fake_canvas_delete (scene.canvas, nth (&scene, 3));
  fake_canvas_close (scene.canvas);
  overpaint_picks_refresh (scene.picks);
  assert_calls (scene.canvas, "show 11; ");
  g_assert_false (overpaint_picks_is_open (scene.picks));
  assert_places (&scene, "cccc");

  scene.canvas->refusal = "No memory.";
  g_assert_false (overpaint_picks_bring_back (scene.picks, nth (&scene, 1), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  scene.canvas->refusal = NULL;
  assert_places (&scene, "cccc");
  assert_calls (scene.canvas, "bring back 11; ");

  g_assert_true (overpaint_picks_bring_back (scene.picks, nth (&scene, 1), &error));
  assert_calls (scene.canvas, "bring back 11; show 11; ");
  g_assert_true (overpaint_picks_is_open (scene.picks));
  assert_places (&scene, "clcc");
  assert_current (&scene, 11);
  g_assert_true (overpaint_picks_get_shown (scene.picks) == nth (&scene, 1));
  g_assert_cmpint ((gint) overpaint_picks_get_verdict (scene.picks, nth (&scene, 1)), ==, OVERPAINT_VERDICT_NONE);

  /* those that were not brought back are there to be chosen, and the image goes on showing what it has */
  step (&scene, 1);
  assert_current (&scene, 12);
  g_assert_true (overpaint_picks_get_shown (scene.picks) == nth (&scene, 1));
  assert_calls (scene.canvas, "");

  g_assert_true (overpaint_picks_bring_back (scene.picks, nth (&scene, 2), &error));
  assert_places (&scene, "cllc");
  overpaint_picks_mark_a (scene.picks);
  go_to (&scene, 1);
  overpaint_picks_mark_b (scene.picks);
  g_assert_true (overpaint_picks_flip (scene.picks, &error));
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  g_assert_true (overpaint_picks_remove_rejected (scene.picks, &error));
  assert_places (&scene, "clrc");
  assert_calls (scene.canvas, "bring back 12; show 12; show 11; show 12; remove 12; ");
  g_assert_no_error (error);
}

/* Nobody has looked at the image since it was closed: the others are asked for with the one that comes back. */
static void
test_closed_unseen (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up_layers (&scene, 3);
  fake_canvas_delete (scene.canvas, nth (&scene, 0));
  overpaint_picks_refresh (scene.picks);
  assert_places (&scene, "rll");
  fake_canvas_close (scene.canvas);

  g_assert_true (overpaint_picks_bring_back (scene.picks, nth (&scene, 0), &error));
  g_assert_no_error (error);
  assert_places (&scene, "lcc");
}

/* While a run is under way nothing has been in the image that is closed, and all of it opens as a new one. */
static void
test_closed_while_they_come (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, 2);
  hand_deliver (scene.run, 0, FALSE);
  fake_canvas_close (scene.canvas);
  hand_deliver (scene.run, 1, FALSE);
  g_assert_false (overpaint_picks_is_open (scene.picks));
  assert_places (&scene, "nn");

  g_assert_true (overpaint_picks_bring_in (scene.picks, &error));
  g_assert_no_error (error);
  g_assert_true (overpaint_picks_is_open (scene.picks));
  assert_places (&scene, "ll");
}

typedef gboolean (* ChangeFunc) (OverpaintPicks  *picks,
                                 GError         **error);

static gboolean
change_step (OverpaintPicks  *picks,
             GError         **error)
{
  return overpaint_picks_step (picks, 1, error);
}

static gboolean
change_source (OverpaintPicks  *picks,
               GError         **error)
{
  return overpaint_picks_show_source (picks, TRUE, error);
}

/* What the image refuses is told, and changes nothing here. */
static void
test_refusals (void)
{
  const ChangeFunc changes[] = { change_step, change_source, overpaint_picks_flip, overpaint_picks_remove_rejected,
                                 overpaint_picks_keep_only };
  g_auto (Scene)   scene     = { NULL, };
  guint            i;

  scene_set_up_layers (&scene, 3);
  go_to (&scene, 2);
  overpaint_picks_mark_b (scene.picks);
  go_to (&scene, 0);
  overpaint_picks_mark_a (scene.picks);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  scene.canvas->refusal = "GIMP does not want to.";

  for (i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (changes[i] (scene.picks, &error));
      g_assert_cmpstr (error->message, ==, "GIMP does not want to.");
      assert_current (&scene, 10);
      assert_marks (&scene, 10, 12);
      g_assert_false (overpaint_picks_is_source_shown (scene.picks));
      g_assert_cmpuint (overpaint_picks_count_rejected (scene.picks), ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picks/while-they-come", test_while_they_come);
  g_test_add_func ("/picks/bring-in", test_bring_in);
  g_test_add_func ("/picks/bring-in-unchosen", test_bring_in_unchosen);
  g_test_add_func ("/picks/steps", test_steps);
  g_test_add_func ("/picks/clicked-eyes", test_clicked_eyes);
  g_test_add_func ("/picks/source", test_source);
  g_test_add_func ("/picks/a-and-b", test_a_and_b);
  g_test_add_func ("/picks/verdicts", test_verdicts);
  g_test_add_func ("/picks/keep-only", test_keep_only);
  g_test_add_func ("/picks/veil", test_veil);
  g_test_add_func ("/picks/closed", test_closed);
  g_test_add_func ("/picks/closed-and-back", test_closed_and_back);
  g_test_add_func ("/picks/closed-unseen", test_closed_unseen);
  g_test_add_func ("/picks/closed-while-they-come", test_closed_while_they_come);
  g_test_add_func ("/picks/refusals", test_refusals);

  return g_test_run ();
}
