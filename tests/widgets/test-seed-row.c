/* test-seed-row.c: seeds, the lock and the dice, and the grid beside them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "axis-row.h"
#include "seed-row.h"
#include "widget-tools.h"

typedef struct
{
  GtkWidget        *window;
  OverpaintSeedRow *row;
  GtkWidget        *seed;
  GtkWidget        *lock;
  GtkWidget        *dice;
  guint             n_changed;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *row = overpaint_seed_row_new ();

  fixture->row    = OVERPAINT_SEED_ROW (row);
  fixture->window = widget_open (row);
  fixture->seed   = widget_find (row, GTK_TYPE_SPIN_BUTTON, "Seed");
  fixture->lock   = widget_find (row, GTK_TYPE_TOGGLE_BUTTON, "Keep the Seed");
  fixture->dice   = widget_find (row, GTK_TYPE_BUTTON, "Roll a New Seed");
  widget_watch (row, &fixture->n_changed);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_widget_destroy (fixture->window);
}

/* What is asked for, what is shown, whether it is locked, and the words below. */
static void
assert_row (Fixture     *fixture,
            gint         seed,
            const gchar *shown,
            gboolean     locked,
            const gchar *hint)
{
  g_assert_cmpint (overpaint_seed_row_get_seed (fixture->row), ==, seed);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (fixture->seed)), ==, shown);
  g_assert_cmpint (overpaint_seed_row_get_locked (fixture->row), ==, locked);
  g_assert_true (widget_says (GTK_WIDGET (fixture->row), hint));
  g_assert_cmpstr (atk_object_get_description (gtk_widget_get_accessible (fixture->seed)), ==, hint);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  user_data)
{
  assert_row (fixture, -1, "Random", FALSE, "Each run takes a new seed");

  overpaint_seed_row_show_used (fixture->row, 1234);
  assert_row (fixture, -1, "1234", FALSE, "Seed of the last run");
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  gtk_widget_grab_focus (fixture->lock);
  widget_press (fixture->window, GDK_KEY_space, 0);
  assert_row (fixture, 1234, "1234", TRUE, "Each run takes this seed again");
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  overpaint_seed_row_show_used (fixture->row, 1234);
  assert_row (fixture, 1234, "1234", TRUE, "Each run takes this seed again");

  widget_press (fixture->window, GDK_KEY_space, 0);
  assert_row (fixture, -1, "1234", FALSE, "Seed of the last run");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_typed (Fixture       *fixture,
            gconstpointer  user_data)
{
  widget_retype (fixture->window, fixture->seed, "42");
  assert_row (fixture, 42, "42", TRUE, "Each run takes this seed again");
  g_assert_cmpuint (fixture->n_changed, ==, 2);

  /* a run of before ends now */
  overpaint_seed_row_show_used (fixture->row, 7);
  assert_row (fixture, 42, "42", TRUE, "Each run takes this seed again");

  widget_press (fixture->window, GDK_KEY_BackSpace, 0);
  widget_press (fixture->window, GDK_KEY_BackSpace, 0);
  widget_press (fixture->window, GDK_KEY_Tab, 0);
  assert_row (fixture, -1, "Random", FALSE, "Each run takes a new seed");

  widget_retype (fixture->window, fixture->seed, "99999999999");
  g_assert_cmpint (overpaint_seed_row_get_seed (fixture->row), ==, G_MAXINT32);
}

/* Wiggling the lock of a random seed must give it one to keep. */
static void
test_lock_nothing (Fixture       *fixture,
                   gconstpointer  user_data)
{
  gtk_button_clicked (GTK_BUTTON (fixture->lock));
  g_assert_cmpint (overpaint_seed_row_get_seed (fixture->row), >=, 0);
  g_assert_true (overpaint_seed_row_get_locked (fixture->row));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_dice (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree gchar *shown = NULL;
  gint              first;
  gint              second;

  gtk_widget_grab_focus (fixture->dice);
  widget_press (fixture->window, GDK_KEY_space, 0);
  first = overpaint_seed_row_get_seed (fixture->row);
  shown = g_strdup_printf ("%d", first);
  g_assert_cmpint (first, >=, 0);
  assert_row (fixture, first, shown, FALSE, "The next run takes this seed");
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  widget_press (fixture->window, GDK_KEY_space, 0);
  second = overpaint_seed_row_get_seed (fixture->row);
  g_assert_cmpint (second, !=, first);

  /* the run that took the first ends; the second has not been taken yet */
  overpaint_seed_row_show_used (fixture->row, first);
  g_assert_cmpint (overpaint_seed_row_get_seed (fixture->row), ==, second);

  overpaint_seed_row_show_used (fixture->row, second);
  g_assert_cmpint (overpaint_seed_row_get_seed (fixture->row), ==, -1);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_set (Fixture       *fixture,
          gconstpointer  user_data)
{
  overpaint_seed_row_set_seed (fixture->row, 0, TRUE);
  assert_row (fixture, 0, "0", TRUE, "Each run takes this seed again");
  overpaint_seed_row_set_seed (fixture->row, 8, FALSE);
  assert_row (fixture, 8, "8", FALSE, "The next run takes this seed");
  overpaint_seed_row_set_seed (fixture->row, -1, TRUE);
  assert_row (fixture, -1, "Random", FALSE, "Each run takes a new seed");

  overpaint_seed_row_set_images (fixture->row, 9);
  g_assert_cmpint (overpaint_seed_row_get_images (fixture->row), ==, 9);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  widget_retype (fixture->window, widget_find (GTK_WIDGET (fixture->row), GTK_TYPE_SPIN_BUTTON, "Images"), "70");
  g_assert_cmpint (overpaint_seed_row_get_images (fixture->row), ==, 64);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_assert_cmpuint (widget_check (fixture->window), ==, 2);
}

typedef struct
{
  GtkWidget        *window;
  OverpaintAxisRow *row;
  GtkWidget        *combo;
  GtkWidget        *values;
  guint             n_changed;
} AxisFixture;

static void
set_up_axis (AxisFixture   *fixture,
             gconstpointer  user_data)
{
  GtkWidget *row = overpaint_axis_row_new ();

  fixture->row    = OVERPAINT_AXIS_ROW (row);
  fixture->window = widget_open (row);
  fixture->combo  = widget_find (row, GTK_TYPE_COMBO_BOX, "Also Vary");
  fixture->values = widget_find (row, GTK_TYPE_ENTRY, "Values");
  widget_watch (row, &fixture->n_changed);
}

static void
tear_down_axis (AxisFixture   *fixture,
                gconstpointer  user_data)
{
  gtk_widget_destroy (fixture->window);
}

/* The axis in words, or the sentence that says what is wrong. */
static gchar *
describe_axis (AxisFixture *fixture)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (OverpaintAxis)  axis  = overpaint_axis_row_get_axis (fixture->row, &error);
  g_autofree gchar          *text  = NULL;

  if (error != NULL)
    {
      g_assert_null (axis);
      return g_strdup (error->message);
    }

  if (axis == NULL)
    return g_strdup ("nothing");

  text = overpaint_axis_to_text (axis);

  return g_strdup_printf ("%s %s: %s", overpaint_axis_get_field (axis),
                          overpaint_axis_get_lora (axis) != NULL ? overpaint_axis_get_lora (axis) : "-", text);
}

static void
assert_axis (AxisFixture *fixture,
             const gchar *axis,
             const gchar *sentence)
{
  g_autofree gchar *found = describe_axis (fixture);

  g_assert_cmpstr (found, ==, axis);

  if (sentence != NULL)
    g_assert_true (widget_says (GTK_WIDGET (fixture->row), sentence));
}

static void
test_axis_typed (AxisFixture   *fixture,
                 gconstpointer  user_data)
{
  overpaint_axis_row_set_n_seeds (fixture->row, 4);
  assert_axis (fixture, "nothing", NULL);
  g_assert_false (gtk_widget_get_visible (fixture->values));

  gtk_widget_grab_focus (fixture->combo);
  gtk_combo_box_set_active (GTK_COMBO_BOX (fixture->combo), 1);
  widget_settle ();
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_axis (fixture, "A grid takes 2 to 16 values, such as 0.3, 0.5, 0.7.",
               "A grid takes 2 to 16 values, such as 0.3, 0.5, 0.7.");

  widget_retype (fixture->window, fixture->values, "0.3,0.5");
  assert_axis (fixture, "strength -: 0.3, 0.5", "4 seeds × 2 values = 8 pictures");
  g_assert_cmpuint (fixture->n_changed, ==, 8);
  g_assert_cmpstr (atk_object_get_description (gtk_widget_get_accessible (fixture->values)), ==,
                   "4 seeds × 2 values = 8 pictures");

  overpaint_axis_row_set_n_seeds (fixture->row, 1);
  assert_axis (fixture, "strength -: 0.3, 0.5", "1 seed × 2 values = 2 pictures");

  overpaint_axis_row_set_n_seeds (fixture->row, 33);
  assert_axis (fixture, "2 values with 33 seeds each are 66 pictures; one run takes at most 64.",
               "2 values with 33 seeds each are 66 pictures; one run takes at most 64.");

  overpaint_axis_row_set_n_seeds (fixture->row, 32);
  assert_axis (fixture, "strength -: 0.3, 0.5", "32 seeds × 2 values = 64 pictures");
  g_assert_cmpuint (fixture->n_changed, ==, 8);
}

static void
test_axis_loras (AxisFixture   *fixture,
                 gconstpointer  user_data)
{
  static const gchar * const  two[]   = { "a/b", "c/d", NULL };
  static const gchar * const  one[]   = { "a/b", NULL };
  g_autoptr (OverpaintAxis)   weights = overpaint_axis_new_from_text ("loras", "c/d", "0.5 1", NULL);

  overpaint_axis_row_set_axis (fixture->row, weights);
  assert_axis (fixture, "The LoRA “c/d” is not used now. Choose something else to vary.",
               "The LoRA “c/d” is not used now. Choose something else to vary.");

  overpaint_axis_row_set_loras (fixture->row, two);
  assert_axis (fixture, "loras c/d: 0.5, 1", "1 seed × 2 values = 2 pictures");

  overpaint_axis_row_set_loras (fixture->row, one);
  assert_axis (fixture, "The LoRA “c/d” is not used now. Choose something else to vary.", NULL);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  gtk_combo_box_set_active (GTK_COMBO_BOX (fixture->combo), 2);
  assert_axis (fixture, "loras a/b: 0.5, 1", NULL);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  overpaint_axis_row_set_axis (fixture->row, NULL);
  assert_axis (fixture, "nothing", NULL);
  g_assert_cmpint (gtk_combo_box_get_active (GTK_COMBO_BOX (fixture->combo)), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_axis_no_strength (AxisFixture   *fixture,
                       gconstpointer  user_data)
{
  g_autoptr (OverpaintAxis) axis = overpaint_axis_new_from_text ("strength", NULL, "0.5 1", NULL);

  overpaint_axis_row_set_uses_strength (fixture->row, FALSE);
  g_assert_cmpint (gtk_tree_model_iter_n_children (gtk_combo_box_get_model (GTK_COMBO_BOX (fixture->combo)), NULL),
                   ==, 1);

  overpaint_axis_row_set_axis (fixture->row, axis);
  assert_axis (fixture, "This model has no strength. Choose something else to vary.",
               "This model has no strength. Choose something else to vary.");

  overpaint_axis_row_set_uses_strength (fixture->row, TRUE);
  assert_axis (fixture, "strength -: 0.5, 1", NULL);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_axis_wheel (AxisFixture   *fixture,
                 gconstpointer  user_data)
{
  GdkEvent *event = gdk_event_new (GDK_SCROLL);

  event->scroll.window    = g_object_ref (gtk_widget_get_window (fixture->combo));
  event->scroll.direction = GDK_SCROLL_DOWN;
  gdk_event_set_device (event, gdk_seat_get_pointer (gdk_display_get_default_seat (gdk_display_get_default ())));

  gtk_widget_grab_focus (fixture->combo);
  gtk_widget_event (fixture->combo, event);
  g_assert_cmpint (gtk_combo_box_get_active (GTK_COMBO_BOX (fixture->combo)), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  gdk_event_free (event);
}

static void
test_axis_names (AxisFixture   *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (OverpaintAxis) axis = overpaint_axis_new_from_text ("strength", NULL, "0.5 1", NULL);

  overpaint_axis_row_set_axis (fixture->row, axis);
  g_assert_cmpuint (widget_check (fixture->window), ==, 2);
}

#define ADD(path, function) \
  g_test_add ("/seed-row/" path, Fixture, NULL, set_up, function, tear_down)
#define ADD_AXIS(path, function) \
  g_test_add ("/axis-row/" path, AxisFixture, NULL, set_up_axis, function, tear_down_axis)

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("random", test_random);
  ADD ("typed", test_typed);
  ADD ("lock-nothing", test_lock_nothing);
  ADD ("dice", test_dice);
  ADD ("set", test_set);
  ADD ("names", test_names);
  ADD_AXIS ("typed", test_axis_typed);
  ADD_AXIS ("loras", test_axis_loras);
  ADD_AXIS ("no-strength", test_axis_no_strength);
  ADD_AXIS ("wheel", test_axis_wheel);
  ADD_AXIS ("names", test_axis_names);

  return g_test_run ();
}
