/* test-closed-image.c: tests of the pictures of an image that has been closed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "results-scene.h"

static const gchar closed[]      = "The image has been closed. Its pictures can still be looked at and compared here, "
                                   "and Insert Anew opens them as a new image.";
static const gchar still_to_be[] = "The image has been closed. What is painted now will open as a new image.";

static GtkWidget *
get_button (Scene       *scene,
            const gchar *name)
{
  return widget_find (scene->view, GTK_TYPE_BUTTON, name);
}

static void
press (Scene       *scene,
       const gchar *name)
{
  GtkWidget *button = get_button (scene, name);

  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_button_clicked (GTK_BUTTON (button));
  widget_settle ();
}

static void
note_said (gchar       **said,
           const gchar  *text)
{
  g_free (*said);
  *said = g_strdup (text);
}

static void
test_closed (void)
{
  static const gchar * const names[] = { "Show Source", "Flip", "Keep", "Reject", "Remove the Rejected (0)",
                                         "Keep Only This" };
  g_auto (Scene)             scene   = { NULL, };
  g_autofree gchar          *said    = NULL;
  guint                      i;

  scene_show_layers (&scene, 3);
  g_signal_connect_swapped (gtk_widget_get_accessible (scene.view), "announcement", G_CALLBACK (note_said), &said);
  press (&scene, "Mark as A");
  press (&scene, "Reject");
  fake_canvas_close (scene.canvas);
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (scene.view));

  g_assert_true (widget_says (scene.view, closed));
  g_assert_cmpstr (said, ==, closed);
  g_assert_true (widget_says (scene_get_cell (&scene, 0), "Image closed"));
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (gtk_widget_is_sensitive (get_button (&scene, names[i])));
  g_assert_false (gtk_widget_is_sensitive (widget_find (scene.view, GTK_TYPE_SCALE, NULL)));

  /* comparing goes on */
  gtk_widget_grab_focus (scene.sheet);
  scene_press (&scene, GDK_KEY_Right);
  press (&scene, "Mark as B");
  g_assert_cmpstr (scene_get_name (&scene, 1), ==, "Seed 11, done, the image is closed, B");
  assert_calls (scene.canvas, "");

  /* once is enough */
  g_clear_pointer (&said, g_free);
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (scene.view));
  g_assert_null (said);
}

/* Each cell offers to insert its picture anew, by its button and by the keys, and all goes on in the new image. */
static void
test_closed_and_back (void)
{
  g_auto (Scene) scene = { NULL, };
  GtkWidget     *cell;

  scene_show_layers (&scene, 3);
  gtk_widget_grab_focus (scene.sheet);
  fake_canvas_close (scene.canvas);
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (scene.view));

  cell = scene_get_cell (&scene, 0);
  g_assert_true (widget_says (cell, "Insert Anew"));
  g_assert_false (widget_says (cell, "The layer was deleted"));
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (widget_find (cell, GTK_TYPE_BUTTON, NULL))), ==,
                   "Insert Anew, seed 10");
  g_assert_nonnull (strstr (atk_object_get_description (gtk_widget_get_accessible (cell)),
                            "Its image has been closed. Enter inserts it anew."));

  /* the second cell: Enter */
  scene_press (&scene, GDK_KEY_Right);
  scene_press (&scene, GDK_KEY_Return);
  assert_calls (scene.canvas, "bring back 11; show 11; ");
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, the image is closed");
  g_assert_cmpstr (scene_get_name (&scene, 1), ==, "Seed 11, done, shown");
  g_assert_false (widget_says (scene_get_cell (&scene, 1), "Insert Anew"));
  g_assert_false (widget_says (scene_get_cell (&scene, 1), "Image closed"));
  g_assert_true (widget_says (scene_get_cell (&scene, 2), "Image closed"));
  g_assert_false (widget_says (scene.view, closed));
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 1)));
  g_assert_true (gtk_widget_is_sensitive (get_button (&scene, "Show Source")));
  g_assert_true (gtk_widget_is_sensitive (widget_find (scene.view, GTK_TYPE_SCALE, NULL)));

  /* the third: Tab to its button, which Space presses */
  scene_press (&scene, GDK_KEY_Right);
  assert_calls (scene.canvas, "");
  scene_press (&scene, GDK_KEY_Tab);
  scene_press (&scene, GDK_KEY_space);
  test_wait_until (scene.canvas->calls->len > 0);
  assert_calls (scene.canvas, "bring back 12; show 12; ");
  g_assert_cmpstr (scene_get_name (&scene, 2), ==, "Seed 12, done, shown");

  /* and flipping, rejecting and removing go on */
  scene_press (&scene, GDK_KEY_x);
  scene_press (&scene, GDK_KEY_2);
  press (&scene, "Remove the Rejected (1)");
  assert_calls (scene.canvas, "show 11; remove 12; ");
  g_assert_cmpstr (scene_get_name (&scene, 2), ==, "Seed 12, done, the layer was deleted, rejected");
}

/* What is under way has not been in the image, and is not offered: it will come by itself. */
static void
test_closed_while_they_come (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 2));
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), TRUE);
  hand_deliver (scene.run, 0, FALSE);
  fake_canvas_close (scene.canvas);
  hand_deliver (scene.run, 1, FALSE);
  g_assert_true (widget_says (scene.view, still_to_be));
  g_assert_false (widget_says (scene.view, "Insert Anew"));
  g_assert_false (widget_says (scene.view, "Image closed"));

  g_assert_true (overpaint_picks_bring_in (scene.picks, &error));
  g_assert_no_error (error);
  g_assert_false (widget_says (scene.view, still_to_be));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, shown");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/closed-image/looked-at", test_closed);
  g_test_add_func ("/closed-image/inserted-anew", test_closed_and_back);
  g_test_add_func ("/closed-image/while-they-come", test_closed_while_they_come);

  return g_test_run ();
}
