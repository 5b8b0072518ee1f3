/* test-sheet-steps.c: tests of what is shown while a picture is painted, and when a card has too little memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "results-scene.h"
#include "run-view.h"
#include "server-error.h"

static GtkWidget *
get_bar (Scene *scene,
         guint  index)
{
  g_autofree gchar *name = g_strdup_printf ("Progress of seed %u", FIRST_SEED + index);

  return widget_find (scene_get_cell (scene, index), GTK_TYPE_PROGRESS_BAR, name);
}

static gdouble
get_fraction (GtkWidget *bar)
{
  return gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar));
}

static GtkWidget *
find_spinner (GtkWidget *widget)
{
  g_autoptr (GList)  children = NULL;
  GtkWidget         *found    = GTK_IS_SPINNER (widget) ? widget : NULL;
  GList             *child;

  if (! GTK_IS_CONTAINER (widget))
    return found;

  children = gtk_container_get_children (GTK_CONTAINER (widget));
  for (child = children; child != NULL && found == NULL; child = child->next)
    found = find_spinner (child->data);

  return found;
}

/* A bar and words where something is known, and nothing of it is read out but the place in the queue. */
static void
test_steps (void)
{
  g_auto (Scene)      scene = { NULL, };
  OverpaintVariation *first;
  GtkWidget          *spinner;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 2));
  spinner = find_spinner (scene_get_cell (&scene, 0));
  g_assert_false (gtk_widget_get_visible (get_bar (&scene, 0)));
  g_assert_false (gtk_widget_get_visible (spinner));

  first = hand_start (scene.run, 0);
  g_assert_true (gtk_widget_get_visible (spinner));
  g_assert_false (gtk_widget_get_visible (get_bar (&scene, 0)));
  g_assert_true (widget_says (scene_get_cell (&scene, 0), "0 s"));

  overpaint_variation_report (first, 2, -1.0);
  g_assert_true (widget_says (scene_get_cell (&scene, 0), "2 ahead in the queue"));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, 2 ahead in the queue");
  g_assert_true (gtk_widget_get_visible (spinner));

  /* the sheet looks for itself where it was told a moment ago */
  overpaint_variation_report (first, 0, 0.6);
  while (! widget_says (scene_get_cell (&scene, 0), "60 %\n0 s"))
    gtk_main_iteration ();
  g_assert_true (gtk_widget_get_visible (get_bar (&scene, 0)));
  g_assert_cmpfloat_with_epsilon (get_fraction (get_bar (&scene, 0)), 0.6, 1e-9);
  g_assert_false (gtk_widget_get_visible (spinner));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, running");

  overpaint_variation_report_steps (first, 15, 20);
  while (get_fraction (get_bar (&scene, 0)) != 0.75)
    gtk_main_iteration ();
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, running");
  g_assert_cmpuint (scene.read_out->len, ==, 0);

  hand_deliver (scene.run, 0, FALSE);
  g_assert_false (gtk_widget_get_visible (get_bar (&scene, 0)));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done");
}

/* The bar of the whole run moves with the steps, and Stop says what it comes to. */
static void
test_run (void)
{
  static const gchar *says = "127.0.0.1:9 cannot be interrupted: it paints the picture that it has begun to its end, "
                             "and the next run waits for it.";
  g_auto (Scene)      scene = { NULL, };
  OverpaintVariation *first;
  GtkWidget          *bar;
  GtkWidget          *stop;
  g_autofree gchar   *tooltip = NULL;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 2));
  first = hand_start (scene.run, 0);
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), TRUE);
  overpaint_variation_report (first, 0, 0.5);
  bar = widget_find (scene.view, GTK_TYPE_PROGRESS_BAR, "Progress of the run");
  while (get_fraction (bar) == 0.0)
    gtk_main_iteration ();
  g_assert_cmpfloat_with_epsilon (get_fraction (bar), 0.25, 1e-9);

  stop    = widget_find (scene.view, GTK_TYPE_BUTTON, "Stop");
  tooltip = gtk_widget_get_tooltip_text (stop);
  g_assert_nonnull (strstr (tooltip, "pictures that have arrived are kept (Esc)\n"));
  g_assert_nonnull (strstr (tooltip, says));
  g_assert_nonnull (strstr (atk_object_get_description (gtk_widget_get_accessible (scene_get_cell (&scene, 0))), says));
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), FALSE);
}

/* The small window of Run Again has the same. */
static void
test_run_view (void)
{
  g_autoptr (OverpaintRun)  run         = hand_run (FIRST_SEED, 4);
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  GtkWidget                *view        = overpaint_run_view_new ();
  GtkWidget                *window      = widget_open (view);
  GtkWidget                *bar;
  g_autofree gchar         *tooltip     = NULL;

  overpaint_variation_report (hand_start (run, 0), 0, 0.4);
  overpaint_run_view_show_run (OVERPAINT_RUN_VIEW (view), run, cancellable);
  bar = widget_find (view, GTK_TYPE_PROGRESS_BAR, "Progress of the run");
  g_assert_cmpfloat_with_epsilon (get_fraction (bar), 0.1, 1e-9);
  tooltip = gtk_widget_get_tooltip_text (widget_find (view, GTK_TYPE_BUTTON, "Stop"));
  g_assert_nonnull (strstr (tooltip, "cannot be interrupted"));
  gtk_widget_destroy (window);
}

/* One that was stopped, and is painted to its end, says so to whoever asks. */
static void
test_left (void)
{
  g_auto (Scene)      scene = { NULL, };
  const gchar        *detail;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 2));
  overpaint_variation_leave (hand_start (scene.run, 0));
  hand_fail (scene.run, 0, G_IO_ERROR_CANCELLED, "It paints to its end.");
  hand_fail (scene.run, 1, G_IO_ERROR_CANCELLED, "It was stopped.");

  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, stopped");
  detail = atk_object_get_description (gtk_widget_get_accessible (scene_get_cell (&scene, 0)));
  g_assert_cmpstr (detail, ==, "It paints to its end.\nEnter asks for it again.");
  detail = atk_object_get_description (gtk_widget_get_accessible (scene_get_cell (&scene, 1)));
  g_assert_cmpstr (detail, ==, "Enter asks for it again.");
}

static void
fail_for_memory (Scene *scene,
                 guint  index,
                 gint   greatest)
{
  const OverpaintModel             *model     = overpaint_catalogue_lookup ("stabilityai/sd-turbo");
  g_autoptr (OverpaintSentPicture)  sent      = g_atomic_rc_box_new0 (OverpaintSentPicture);
  g_autoptr (GError)                error     = NULL;
  OverpaintVariation               *variation = scene_get (scene, index);

  /* of the size that fake-canvas.h makes its runs of */
  overpaint_sent_picture_plan (&sent->plan, 8, 8, model, 8, greatest);
  overpaint_variation_set_sent (variation, sent);
  error = g_error_new_literal (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY, "Too little memory.");
  overpaint_variation_fail (hand_start (scene->run, index), error);
  g_signal_emit_by_name (scene->run, "changed");
}

/* One button, which asks for it again; where there is no smaller size, the one that is always there. */
static void
test_smaller (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkWidget      *button;
  const gchar    *detail;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 2));
  fail_for_memory (&scene, 0, 0);
  fail_for_memory (&scene, 1, 256);

  g_assert_true (widget_says (scene_get_cell (&scene, 0), "Out of memory at 512 × 512. Again at 384 × 384?"));
  g_assert_true (widget_says (scene_get_cell (&scene, 0), "Again, Smaller"));
  g_assert_false (widget_says (scene_get_cell (&scene, 0), "Retry"));
  detail = atk_object_get_description (gtk_widget_get_accessible (scene_get_cell (&scene, 0)));
  g_assert_cmpstr (detail, ==, "Too little memory.\nEnter asks for it again at 384 × 384, and for all others that "
                               "failed for the same reason.");
  g_assert_true (widget_says (scene_get_cell (&scene, 1), "Too little memory."));
  g_assert_true (widget_says (scene_get_cell (&scene, 1), "Retry"));
  g_assert_false (widget_says (scene_get_cell (&scene, 1), "Again, Smaller"));

  button = widget_find (scene.view, GTK_TYPE_BUTTON, "Again, Smaller, seed 10");
  gtk_button_clicked (GTK_BUTTON (button));
  assert_asked (&scene, "retry 10; ");
  gtk_widget_grab_focus (scene_get_cell (&scene, 0));
  scene_press (&scene, GDK_KEY_Return);
  assert_asked (&scene, "retry 10; ");

  overpaint_run_retry_smaller (scene.run, scene_get (&scene, 0));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, waiting");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/sheet-steps/steps", test_steps);
  g_test_add_func ("/sheet-steps/run", test_run);
  g_test_add_func ("/sheet-steps/run-view", test_run_view);
  g_test_add_func ("/sheet-steps/left", test_left);
  g_test_add_func ("/sheet-steps/smaller", test_smaller);

  return g_test_run ();
}
