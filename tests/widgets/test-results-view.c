/* test-results-view.c: tests of the right side of the window: what it says, its buttons, its slider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "compare-view.h"
#include "results-scene.h"
#include "run-progress.h"

static GtkWidget *
get_button (Scene       *scene,
            const gchar *name)
{
  return widget_find (scene->view, GTK_TYPE_BUTTON, name);
}

static gboolean
is_active (Scene       *scene,
           const gchar *name)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_button (scene, name)));
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
test_progress (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkWidget      *bar;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 4));
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), TRUE);
  hand_deliver (scene.run, 1, FALSE);
  bar = widget_find (scene.view, GTK_TYPE_PROGRESS_BAR, "Progress of the run");
  test_wait_until (g_str_has_prefix (gtk_progress_bar_get_text (GTK_PROGRESS_BAR (bar)), "1 of 4 pictures, "));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.25);

  press (&scene, "Stop");
  assert_asked (&scene, "stop; ");

  /* it is over, and the pictures stay */
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), FALSE);
  overpaint_results_view_show_text (OVERPAINT_RESULTS_VIEW (scene.view), "1 of 4 pictures came.");
  g_assert_false (gtk_widget_is_visible (bar));
  g_assert_true (widget_says (scene.view, "1 of 4 pictures came."));
  g_assert_cmpstr (scene_get_name (&scene, 1), ==, "Seed 11, done");
}

/* What is left is guessed from what is here: four more, and then two of them at a time. */
static void
test_time_left (void)
{
  g_autoptr (OverpaintRun)  run  = hand_run (FIRST_SEED, 5);
  g_autofree gchar         *text = NULL;
  gdouble                   each;

  overpaint_run_expect (run, 8.0);
  g_assert_cmpint (overpaint_run_get_seconds_left (run), ==, -1);
  overpaint_run_expect (run, 0.0);
  hand_start (run, 0);
  g_assert_cmpint (overpaint_run_get_seconds_left (run), ==, -1);

  /* earlier runs tell, until this one does */
  overpaint_run_expect (run, 8.0);
  g_assert_cmpint (overpaint_run_get_seconds_left (run), ==, 40);

  /* time itself is what is measured */
  g_usleep (1100000);
  hand_deliver (run, 0, FALSE);
  each = overpaint_variation_get_duration (overpaint_run_get_variation (run, 0)) / 1000.0;
  g_assert_cmpfloat_with_epsilon (overpaint_run_get_seconds_left (run), 4.0 * each, 0.51);

  text = overpaint_run_describe_left (run);
  g_assert_true (g_str_has_prefix (text, "1 of 5 pictures, 0 s, about "));
  g_assert_true (g_str_has_suffix (text, " s left"));

  hand_start (run, 1);
  hand_start (run, 2);
  g_assert_cmpfloat_with_epsilon (overpaint_run_get_seconds_left (run), 2.0 * each, 0.6);
}

static void
test_sentences (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkWidget      *icon;

  scene_show_layers (&scene, 2);
  overpaint_results_view_show_error (OVERPAINT_RESULTS_VIEW (scene.view), "No server answers.");
  g_assert_true (widget_says (scene.view, "No server answers."));

  /* what the image refuses is said in the same place */
  scene.canvas->refusal = "The layer is locked.";
  gtk_widget_grab_focus (scene.sheet);
  scene_press (&scene, GDK_KEY_Right);
  g_assert_true (widget_says (scene.view, "The layer is locked."));
  overpaint_results_view_show_text (OVERPAINT_RESULTS_VIEW (scene.view), "2 pictures came.");
  scene.canvas->refusal = "The image is busy.";
  press (&scene, "Keep Only This");
  g_assert_true (widget_says (scene.view, "The image is busy."));
  icon = widget_find (scene.view, GTK_TYPE_IMAGE, "Problem");
  g_assert_true (gtk_widget_is_visible (icon));
  overpaint_results_view_show_text (OVERPAINT_RESULTS_VIEW (scene.view), "2 pictures came.");
  g_assert_false (gtk_widget_is_visible (icon));
}

static void
test_buttons (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_show_layers (&scene, 4);
  g_assert_false (gtk_widget_is_sensitive (get_button (&scene, "Flip")));
  g_assert_false (gtk_widget_is_sensitive (get_button (&scene, "Remove the Rejected (0)")));

  press (&scene, "Mark as A");
  press (&scene, "Reject");
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, shown, rejected, A");
  g_assert_true (is_active (&scene, "Mark as A"));
  g_assert_true (is_active (&scene, "Reject"));

  overpaint_picks_step (scene.picks, 1, NULL);
  g_assert_false (is_active (&scene, "Mark as A"));
  g_assert_false (is_active (&scene, "Reject"));
  press (&scene, "Mark as B");
  press (&scene, "Keep");
  g_assert_cmpstr (scene_get_name (&scene, 1), ==, "Seed 11, done, shown, kept, B");
  press (&scene, "Keep");
  g_assert_false (is_active (&scene, "Keep"));
  assert_calls (scene.canvas, "show 11; ");

  press (&scene, "Flip");
  press (&scene, "Flip");
  assert_calls (scene.canvas, "show 10; show 11; ");

  press (&scene, "Show Source");
  g_assert_true (is_active (&scene, "Show Source"));
  press (&scene, "Show Source");
  g_assert_false (is_active (&scene, "Show Source"));
  assert_calls (scene.canvas, "show the source; show 11; ");

  press (&scene, "Remove the Rejected (1)");
  assert_calls (scene.canvas, "remove 10; ");
  g_assert_false (gtk_widget_is_sensitive (get_button (&scene, "Remove the Rejected (0)")));
  press (&scene, "Keep Only This");
  assert_calls (scene.canvas, "keep only 11; ");
  g_assert_cmpstr (scene_get_name (&scene, 2), ==, "Seed 12, done, the layer was deleted");
}

/* Their letters do what they do. */
static void
test_letters (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_show_layers (&scene, 3);
  gtk_widget_grab_focus (scene.sheet);

  /* a button that is pressed so stays pressed for a moment */
  widget_press (scene.window, GDK_KEY_b, GDK_MOD1_MASK);
  test_wait_until (g_str_equal (scene_get_name (&scene, 0), "Seed 10, done, shown, B"));
  widget_press (scene.window, GDK_KEY_j, GDK_MOD1_MASK);
  test_wait_until (g_str_equal (scene_get_name (&scene, 0), "Seed 10, done, shown, rejected, B"));
  widget_press (scene.window, GDK_KEY_h, GDK_MOD1_MASK);
  test_wait_until (scene.canvas->calls->len > 0);
  assert_calls (scene.canvas, "remove 10; show 11; ");
}

static void
test_compare (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkWidget      *compare;

  scene_show_layers (&scene, 3);
  compare = widget_find (scene.view, OVERPAINT_TYPE_COMPARE_VIEW, NULL);
  gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (compare)), compare);
  gtk_test_widget_wait_for_draw (scene.window);
  g_assert_true (widget_says (scene.view, "To compare two pictures, choose one and press A, then choose another and "
                                          "press B."));
  press (&scene, "Mark as A");
  overpaint_picks_step (scene.picks, 1, NULL);
  press (&scene, "Mark as B");
  widget_find (compare, GTK_TYPE_WIDGET, "A · seed 10 beside B · seed 11");
}

static void
move_mouse (GtkWidget *scale,
            gdouble    place,
            gint       button)
{
  GtkWidget *window = gtk_widget_get_toplevel (scale);
  gint       x;
  gint       y;

  gtk_widget_translate_coordinates (scale, window, (gint) (gtk_widget_get_allocated_width (scale) * place),
                                    gtk_widget_get_allocated_height (scale) / 2, &x, &y);
  gdk_test_simulate_button (gtk_widget_get_window (window), x, y, 1, 0,
                            button > 0 ? GDK_BUTTON_PRESS : GDK_BUTTON_RELEASE);
}

/* The image follows the mouse, and its history gets one step. */
static void
test_blend_by_mouse (void)
{
  g_auto (Scene)     scene = { NULL, };
  GtkWidget         *scale;
  g_autofree gchar  *calls = NULL;
  const gchar       *last;
  g_autofree gchar  *step  = NULL;

  scene_show_layers (&scene, 2);
  scale = widget_find (scene.view, GTK_TYPE_SCALE, NULL);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 100.0);

  move_mouse (scale, 0.3, 1);
  test_wait_until (gtk_range_get_value (GTK_RANGE (scale)) < 60.0);
  g_assert_true (g_str_has_prefix (scene.canvas->calls->str, "drag 10 to "));
  g_assert_null (strstr (scene.canvas->calls->str, "blend"));
  move_mouse (scale, 0.3, 0);
  test_wait_until (strstr (scene.canvas->calls->str, "blend") != NULL);
  widget_settle ();

  calls = fake_canvas_take_calls (scene.canvas);
  step  = g_strdup_printf ("blend 10 to %.0f; ", gtk_range_get_value (GTK_RANGE (scale)));
  last  = strstr (calls, "blend");
  g_assert_cmpstr (last, ==, step);
}

/* So it does by key, where the key may be held; and each picture has a value of its own. */
static void
test_blend_by_key (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkWidget      *scale;

  scene_show_layers (&scene, 2);
  scale = widget_find (scene.view, GTK_TYPE_SCALE, NULL);
  gtk_widget_grab_focus (scale);
  scene_press (&scene, GDK_KEY_Left);
  assert_calls (scene.canvas, "drag 10 to 99; blend 10 to 99; ");
  scene_press (&scene, GDK_KEY_Page_Up);
  assert_calls (scene.canvas, "drag 10 to 89; blend 10 to 89; ");

  overpaint_picks_step (scene.picks, 1, NULL);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 100.0);
  overpaint_picks_step (scene.picks, 1, NULL);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 89.0);
  assert_calls (scene.canvas, "show 11; show 10; ");

  /* what reads the screen sets it without a key */
  gtk_range_set_value (GTK_RANGE (scale), 50.0);
  assert_calls (scene.canvas, "blend 10 to 50; ");

  overpaint_picks_show_source (scene.picks, TRUE, NULL);
  g_assert_false (gtk_widget_is_sensitive (scale));
}

/* Tab walks from the pictures through the buttons below, and comes round. */
static void
test_tab_order (void)
{
  static const gchar * const names[] = { "Show Source", "Mark as A", "Mark as B", "Keep", "Reject",
                                         "Keep Only This" };
  g_auto (Scene)             scene   = { NULL, };
  guint                      i;

  scene_show_layers (&scene, 3);
  gtk_widget_grab_focus (scene.sheet);

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      scene_press (&scene, GDK_KEY_Tab);
      if (! gtk_widget_is_focus (get_button (&scene, names[i])))
        g_error ("Tab did not come to %s", names[i]);
    }

  scene_press (&scene, GDK_KEY_Tab);
  g_assert_true (gtk_widget_is_focus (widget_find (scene.view, GTK_TYPE_SCALE, NULL)));

  for (i = 0; ! gtk_widget_is_focus (scene_get_cell (&scene, 0)); i++)
    {
      g_assert_cmpuint (i, <, 8);
      scene_press (&scene, GDK_KEY_Tab);
    }
}

/* Whatever takes the keyboard has a name, and no letter is given twice. */
static void
test_controls (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 5));
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), TRUE);
  hand_deliver (scene.run, 0, FALSE);
  overpaint_picks_mark_a (scene.picks);
  hand_deliver (scene.run, 4, FALSE);
  overpaint_picks_step (scene.picks, 1, NULL);
  overpaint_picks_mark_b (scene.picks);
  hand_deliver (scene.run, 1, TRUE);
  hand_fail (scene.run, 2, G_IO_ERROR_FAILED, "The server is busy.");
  overpaint_results_view_show_error (OVERPAINT_RESULTS_VIEW (scene.view), "Something is wrong.");
  g_assert_cmpuint (widget_check (scene.view), >=, 5);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/results-view/progress", test_progress);
  g_test_add_func ("/results-view/time-left", test_time_left);
  g_test_add_func ("/results-view/sentences", test_sentences);
  g_test_add_func ("/results-view/buttons", test_buttons);
  g_test_add_func ("/results-view/letters", test_letters);
  g_test_add_func ("/results-view/compare", test_compare);
  g_test_add_func ("/results-view/blend-by-mouse", test_blend_by_mouse);
  g_test_add_func ("/results-view/blend-by-key", test_blend_by_key);
  g_test_add_func ("/results-view/tab-order", test_tab_order);
  g_test_add_func ("/results-view/controls", test_controls);

  return g_test_run ();
}
