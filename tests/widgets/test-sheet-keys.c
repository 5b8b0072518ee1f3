/* test-sheet-keys.c: tests of the keys and clicks of the contact sheet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "results-scene.h"

typedef struct
{
  guint        key;
  const gchar *calls;
  gint         current;   /* seed */
} KeyCase;

static const KeyCase key_cases[] =
{
  { GDK_KEY_Right, "show 11; ", 11 },
  { GDK_KEY_Right, "show 12; ", 12 },
  { GDK_KEY_Left,  "show 11; ", 11 },
  { GDK_KEY_End,   "show 18; ", 18 },
  { GDK_KEY_Right, "show 10; ", 10 },
  { GDK_KEY_Left,  "show 18; ", 18 },
  { GDK_KEY_Home,  "show 10; ", 10 },
  { GDK_KEY_3,     "show 12; ", 12 },
  { GDK_KEY_9,     "show 18; ", 18 },
  { GDK_KEY_1,     "show 10; ", 10 },
  { GDK_KEY_a,     "",          10 },
  { GDK_KEY_4,     "show 13; ", 13 },
  { GDK_KEY_b,     "",          13 },
  { GDK_KEY_f,     "show 10; ", 10 },
  { GDK_KEY_f,     "show 13; ", 13 },
  { GDK_KEY_x,     "",          13 },
  { GDK_KEY_Right, "show 14; ", 14 },
  { GDK_KEY_k,     "",          14 },
  { GDK_KEY_Home,  "show 10; ", 10 },
  { GDK_KEY_Down,  "show 15; ", 15 },
  { GDK_KEY_Down,  "",          15 },
  { GDK_KEY_Up,    "show 10; ", 10 },
  { GDK_KEY_Up,    "",          10 },
  { GDK_KEY_Return, "",         10 },
  { GDK_KEY_Delete, "",         10 },
};

static void
test_keys (void)
{
  g_auto (Scene) scene = { NULL, };
  guint          i;

  scene_show_layers (&scene, 9);
  gtk_widget_grab_focus (scene.sheet);

  for (i = 0; i < G_N_ELEMENTS (key_cases); i++)
    {
      OverpaintVariation *current;

      scene_press (&scene, key_cases[i].key);
      current = overpaint_picks_get_current (scene.picks);
      assert_calls (scene.canvas, key_cases[i].calls);
      g_assert_cmpint (overpaint_variation_get_seed (current), ==, key_cases[i].current);
      g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, (guint) (key_cases[i].current - FIRST_SEED))));
    }

  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, shown, A");
  g_assert_cmpstr (scene_get_name (&scene, 3), ==, "Seed 13, done, rejected, B");
  g_assert_cmpstr (scene_get_name (&scene, 4), ==, "Seed 14, done, kept");
  assert_asked (&scene, "");
}

static void
simulate (Scene       *scene,
          GdkEventType type)
{
  g_assert_true (gdk_test_simulate_key (gtk_widget_get_window (scene->window), 1, 1, GDK_KEY_space, 0, type));
}

/* The source is there while Space is held, also where the key repeats itself or the focus goes. */
static void
test_space (void)
{
  g_auto (Scene)        scene = { NULL, };
  g_autoptr (GdkEvent)  again = NULL;
  gint                  i;

  scene_show_layers (&scene, 3);
  gtk_widget_grab_focus (scene.sheet);
  scene_press (&scene, GDK_KEY_Right);
  assert_calls (scene.canvas, "show 11; ");

  simulate (&scene, GDK_KEY_PRESS);
  test_wait_until (overpaint_picks_is_source_shown (scene.picks));

  /* what a keyboard that repeats sends */
  again = gdk_event_new (GDK_KEY_PRESS);
  again->key.window     = g_object_ref (gtk_widget_get_window (scene.window));
  again->key.send_event = TRUE;
  again->key.keyval     = GDK_KEY_space;
  gdk_event_set_device (again, gdk_seat_get_keyboard (gdk_display_get_default_seat (gdk_display_get_default ())));
  for (i = 0; i < 5; i++)
    gtk_main_do_event (again);
  assert_calls (scene.canvas, "show the source; ");

  simulate (&scene, GDK_KEY_RELEASE);
  test_wait_until (! overpaint_picks_is_source_shown (scene.picks));
  assert_calls (scene.canvas, "show 11; ");

  simulate (&scene, GDK_KEY_PRESS);
  test_wait_until (overpaint_picks_is_source_shown (scene.picks));
  gtk_window_set_focus (GTK_WINDOW (scene.window), NULL);
  test_wait_until (! overpaint_picks_is_source_shown (scene.picks));
  assert_calls (scene.canvas, "show the source; show 11; ");
  simulate (&scene, GDK_KEY_RELEASE);
  widget_settle ();
}

/* Cells without a picture are passed over by the arrows, and reached with Ctrl. */
static void
test_cells_without_picture (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 5));
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), TRUE);
  hand_deliver (scene.run, 0, FALSE);
  hand_fail (scene.run, 1, G_IO_ERROR_FAILED, "The server is busy.");
  hand_deliver (scene.run, 2, TRUE);
  hand_start (scene.run, 3);
  overpaint_picks_bring_in (scene.picks, NULL);
  assert_calls (scene.canvas, "bring in; ");
  gtk_widget_grab_focus (scene.sheet);

  scene_press (&scene, GDK_KEY_Right);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 2)));
  assert_calls (scene.canvas, "");
  scene_press (&scene, GDK_KEY_Return);
  assert_calls (scene.canvas, "show 12; ");
  g_assert_cmpstr (scene_get_name (&scene, 2), ==, "Seed 12, done, marked as unsafe by the server, shown");

  widget_press (scene.window, GDK_KEY_Left, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 1)));
  scene_press (&scene, GDK_KEY_KP_Enter);
  assert_asked (&scene, "retry 11; ");
  scene_press (&scene, GDK_KEY_Delete);
  assert_asked (&scene, "");

  scene_press (&scene, GDK_KEY_4);
  scene_press (&scene, GDK_KEY_Delete);
  widget_press (scene.window, GDK_KEY_Right, GDK_CONTROL_MASK);
  scene_press (&scene, GDK_KEY_Delete);
  assert_asked (&scene, "stop 13; stop 14; ");

  scene_press (&scene, GDK_KEY_Escape);
  assert_asked (&scene, "stop; ");
  overpaint_results_view_set_busy (OVERPAINT_RESULTS_VIEW (scene.view), FALSE);
  scene_press (&scene, GDK_KEY_Escape);
  assert_asked (&scene, "");

  fake_canvas_delete (scene.canvas, scene_get (&scene, 2));
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (scene.view));
  scene_press (&scene, GDK_KEY_3);
  scene_press (&scene, GDK_KEY_Return);
  assert_calls (scene.canvas, "bring back 12; show 12; ");
}

/* Tab comes to the current cell, goes to its button where it has one, and leaves. */
static void
test_tab (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkWidget      *button;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 6));
  hand_deliver (scene.run, 0, FALSE);
  hand_fail (scene.run, 1, G_IO_ERROR_FAILED, "The server is busy.");
  gtk_window_set_focus (GTK_WINDOW (scene.window), NULL);

  gtk_widget_grab_focus (scene.sheet);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 0)));
  scene_press (&scene, GDK_KEY_Tab);
  g_assert_null (gtk_container_get_focus_child (GTK_CONTAINER (scene.sheet)));
  widget_press (scene.window, GDK_KEY_Tab, GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 0)));

  scene_press (&scene, GDK_KEY_2);
  scene_press (&scene, GDK_KEY_Tab);
  button = widget_find (scene_get_cell (&scene, 1), GTK_TYPE_BUTTON, "Retry, seed 11");
  g_assert_true (gtk_widget_is_focus (button));
  widget_press (scene.window, GDK_KEY_Tab, GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 1)));
  scene_press (&scene, GDK_KEY_Tab);
  g_assert_true (gtk_widget_is_focus (button));
  scene_press (&scene, GDK_KEY_space);
  test_wait_until (scene.asked->len > 0);
  assert_asked (&scene, "retry 11; ");

  /* the button goes, the focus does not */
  overpaint_variation_reset (scene_get (&scene, 1));
  hand_deliver (scene.run, 1, FALSE);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 1)));
  scene_press (&scene, GDK_KEY_Tab);
  g_assert_null (gtk_container_get_focus_child (GTK_CONTAINER (scene.sheet)));
  assert_calls (scene.canvas, "");
}

static void
click (GtkWidget *widget)
{
  gint x;
  gint y;

  gtk_widget_translate_coordinates (widget, gtk_widget_get_toplevel (widget),
                                    gtk_widget_get_allocated_width (widget) / 2,
                                    gtk_widget_get_allocated_height (widget) / 2, &x, &y);
  g_assert_true (gdk_test_simulate_button (gtk_widget_get_window (gtk_widget_get_toplevel (widget)), x, y, 1, 0,
                                           GDK_BUTTON_PRESS));
  g_assert_true (gdk_test_simulate_button (gtk_widget_get_window (gtk_widget_get_toplevel (widget)), x, y, 1, 0,
                                           GDK_BUTTON_RELEASE));
}

static void
test_clicks (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_show_layers (&scene, 4);
  click (scene_get_cell (&scene, 2));
  test_wait_until (scene.canvas->shown == scene_get (&scene, 2));
  assert_calls (scene.canvas, "show 12; ");
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 2)));
}

/* Of 64 the last is scrolled to when it is gone to. */
static void
test_scrolling (void)
{
  g_auto (Scene)  scene = { NULL, };
  GtkAdjustment  *adjustment;

  scene_show_layers (&scene, 64);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scene.sheet));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0.0);
  gtk_widget_grab_focus (scene.sheet);
  scene_press (&scene, GDK_KEY_End);
  assert_calls (scene.canvas, "show 73; ");
  test_wait_until (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >=
                   gtk_adjustment_get_upper (adjustment) - 40.0);
}

/* A server may send more pictures than it was asked for; and the next run replaces this one. */
static void
test_other_run (void)
{
  g_auto (Scene)                scene  = { NULL, };
  g_autoptr (OverpaintRun)      other  = hand_run (50, 2);
  g_autoptr (FakeCanvas)        canvas = fake_canvas_new ();
  g_autoptr (OverpaintPicks)    picks  = overpaint_picks_new (other, OVERPAINT_CANVAS (canvas));

  scene_show_layers (&scene, 3);
  gtk_widget_grab_focus (scene.sheet);
  overpaint_results_view_show_run (OVERPAINT_RESULTS_VIEW (scene.view), picks);
  g_assert_null (overpaint_contact_sheet_get_cell (OVERPAINT_CONTACT_SHEET (scene.sheet), 2));
  g_assert_cmpstr (scene_get_name (&scene, 1), ==, "Seed 51, waiting");
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 0)));

  /* the old one may go on for all that, and means nothing to the sheet */
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_KEPT);
  scene_press (&scene, GDK_KEY_2);
  assert_calls (scene.canvas, "");
  g_assert_true (overpaint_picks_get_current (picks) == overpaint_run_get_variation (other, 1));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/sheet-keys/keys", test_keys);
  g_test_add_func ("/sheet-keys/space", test_space);
  g_test_add_func ("/sheet-keys/cells-without-picture", test_cells_without_picture);
  g_test_add_func ("/sheet-keys/tab", test_tab);
  g_test_add_func ("/sheet-keys/clicks", test_clicks);
  g_test_add_func ("/sheet-keys/scrolling", test_scrolling);
  g_test_add_func ("/sheet-keys/other-run", test_other_run);

  return g_test_run ();
}
