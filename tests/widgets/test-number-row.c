/* test-number-row.c: numbers, what the model likes best, and the strength
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "number-row.h"
#include "strength-row.h"
#include "widget-tools.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *row;
  GtkWidget *spin;
  GtkWidget *reset;
  guint      n_changed;
} Fixture;

static const OverpaintField *
find_field (const gchar *name)
{
  return overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->row    = overpaint_number_row_new (find_field (user_data));
  fixture->window = widget_open (fixture->row);
  fixture->spin   = widget_find (fixture->row, GTK_TYPE_SPIN_BUTTON, NULL);
  fixture->reset  = widget_find (fixture->row, GTK_TYPE_BUTTON, NULL);
  widget_watch (fixture->row, &fixture->n_changed);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_widget_destroy (fixture->window);
}

static gdouble
get_value (Fixture *fixture)
{
  return overpaint_number_row_get_value (OVERPAINT_NUMBER_ROW (fixture->row));
}

static const gchar *
get_text (Fixture *fixture)
{
  return gtk_entry_get_text (GTK_ENTRY (fixture->spin));
}

static void
test_automatic (Fixture       *fixture,
                gconstpointer  user_data)
{
  OverpaintNumberRow *row = OVERPAINT_NUMBER_ROW (fixture->row);

  overpaint_number_row_set_best (row, 7.5);

  g_assert_cmpfloat (get_value (fixture), ==, -1.0);
  g_assert_true (overpaint_number_row_is_automatic (row));
  g_assert_cmpstr (get_text (fixture), ==, "7.50");
  g_assert_true (widget_says (fixture->row, "Automatic"));
  g_assert_false (gtk_widget_get_sensitive (fixture->reset));
  g_assert_cmpstr (atk_object_get_description (gtk_widget_get_accessible (fixture->spin)), ==,
                   "Automatic: what the model likes best");

  /* another model */
  overpaint_number_row_set_best (row, 3.0);
  g_assert_cmpstr (get_text (fixture), ==, "3.00");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_choose_and_reset (Fixture       *fixture,
                       gconstpointer  user_data)
{
  OverpaintNumberRow *row = OVERPAINT_NUMBER_ROW (fixture->row);

  overpaint_number_row_set_best (row, 7.5);
  gtk_widget_grab_focus (fixture->row);
  g_assert_true (gtk_widget_has_focus (fixture->spin));

  widget_press (fixture->window, GDK_KEY_Up, 0);
  g_assert_cmpfloat (get_value (fixture), ==, 8.0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_false (widget_says (fixture->row, "Automatic"));
  g_assert_true (gtk_widget_get_sensitive (fixture->reset));
  g_assert_cmpstr (atk_object_get_description (gtk_widget_get_accessible (fixture->spin)), ==,
                   find_field (user_data)->tooltip);

  /* another model leaves alone what was chosen */
  overpaint_number_row_set_best (row, 5.0);
  g_assert_cmpfloat (get_value (fixture), ==, 8.0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  widget_press (fixture->window, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_has_focus (fixture->reset));
  widget_press (fixture->window, GDK_KEY_space, 0);
  g_assert_cmpfloat (get_value (fixture), ==, -1.0);
  g_assert_cmpstr (get_text (fixture), ==, "5.00");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_false (gtk_widget_get_sensitive (fixture->reset));
  g_assert_true (gtk_widget_has_focus (fixture->spin));
}

/* The value is right while it is typed, and leaving the field changes nothing more. */
static void
test_typed (Fixture       *fixture,
            gconstpointer  user_data)
{
  widget_retype (fixture->window, fixture->spin, "4");
  g_assert_cmpfloat (get_value (fixture), ==, 4.0);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  widget_type (fixture->window, ".");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (get_text (fixture), ==, "4.");

  widget_type (fixture->window, "256");
  g_assert_cmpfloat (fabs (get_value (fixture) - 4.26), <, 1e-9);
  g_assert_cmpuint (fixture->n_changed, ==, 4);

  widget_press (fixture->window, GDK_KEY_Tab, 0);
  g_assert_cmpstr (get_text (fixture), ==, "4.26");
  g_assert_cmpfloat (fabs (get_value (fixture) - 4.26), <, 1e-9);
  g_assert_cmpuint (fixture->n_changed, ==, 4);
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  user_data)
{
  overpaint_number_row_set_value (OVERPAINT_NUMBER_ROW (fixture->row), 20);
  widget_retype (fixture->window, fixture->spin, "9999");
  g_assert_cmpfloat (get_value (fixture), ==, 500.0);

  widget_retype (fixture->window, fixture->spin, "0");
  g_assert_cmpfloat (get_value (fixture), ==, 1.0);

  widget_press (fixture->window, GDK_KEY_Tab, 0);
  g_assert_cmpstr (get_text (fixture), ==, "1");

  widget_retype (fixture->window, fixture->spin, "x");
  g_assert_cmpfloat (get_value (fixture), ==, 1.0);
  widget_press (fixture->window, GDK_KEY_Tab, 0);
  g_assert_cmpstr (get_text (fixture), ==, "1");
}

/* What a request holds is kept, though fewer digits are shown. */
static void
test_set_by_code (Fixture       *fixture,
                  gconstpointer  user_data)
{
  OverpaintNumberRow *row = OVERPAINT_NUMBER_ROW (fixture->row);

  overpaint_number_row_set_value (row, 1.2345);
  g_assert_cmpstr (get_text (fixture), ==, "1.23");
  g_assert_cmpfloat (get_value (fixture), ==, 1.2345);

  gtk_widget_grab_focus (fixture->spin);
  widget_press (fixture->window, GDK_KEY_Tab, 0);
  g_assert_cmpfloat (get_value (fixture), ==, 1.2345);

  overpaint_number_row_set_value (row, -1.0);
  g_assert_cmpfloat (get_value (fixture), ==, -1.0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_assert_cmpfloat (get_value (fixture), ==, 1.0);
  g_assert_false (widget_says (fixture->row, "Automatic"));
  g_assert_false (gtk_widget_get_sensitive (fixture->reset));

  widget_retype (fixture->window, fixture->spin, "9");
  g_assert_true (gtk_widget_get_sensitive (fixture->reset));

  gtk_button_clicked (GTK_BUTTON (fixture->reset));
  g_assert_cmpfloat (get_value (fixture), ==, 1.0);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_assert_cmpuint (widget_check (fixture->window), ==, 1);
  g_assert_true (widget_has_name (fixture->spin, "Guidance Scale"));
  g_assert_true (widget_has_name (fixture->reset, "Reset Guidance Scale"));

  gtk_widget_grab_focus (fixture->reset);
  widget_press (fixture->window, GDK_KEY_u, GDK_MOD1_MASK);
  g_assert_true (gtk_widget_has_focus (fixture->spin));
}

static void
test_wheel (Fixture       *fixture,
            gconstpointer  user_data)
{
  GdkEvent *event = gdk_event_new (GDK_SCROLL);

  event->scroll.window    = g_object_ref (gtk_widget_get_window (fixture->spin));
  event->scroll.direction = GDK_SCROLL_UP;
  gdk_event_set_device (event, gdk_seat_get_pointer (gdk_display_get_default_seat (gdk_display_get_default ())));

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_event (fixture->spin, event);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  gtk_widget_grab_focus (fixture->spin);
  gtk_widget_event (fixture->spin, event);
  g_assert_cmpuint (fixture->n_changed, ==, 1);

  gdk_event_free (event);
}

static void
test_strength (void)
{
  GtkWidget            *widget = overpaint_strength_row_new ();
  OverpaintStrengthRow *row    = OVERPAINT_STRENGTH_ROW (widget);
  GtkWidget            *window = widget_open (widget);
  GtkWidget            *scale  = widget_find (widget, GTK_TYPE_SCALE, NULL);
  GtkWidget            *spin   = widget_find (widget, GTK_TYPE_SPIN_BUTTON, "Strength");
  guint                 n_changed;

  widget_watch (widget, &n_changed);
  overpaint_strength_row_set_best (row, 0.8);

  g_assert_cmpfloat (overpaint_strength_row_get_value (row), ==, -1.0);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 0.8);
  g_assert_true (widget_says (widget, "closer to the layer"));
  g_assert_true (widget_says (widget, "closer to the prompt"));
  g_assert_cmpuint (widget_check (window), ==, 1);

  gtk_widget_grab_focus (scale);
  widget_press (window, GDK_KEY_Right, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpfloat (fabs (overpaint_strength_row_get_value (row) - 0.85), <, 1e-9);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (spin)), ==, "0.85");
  g_assert_false (overpaint_strength_row_is_automatic (row));

  widget_press (window, GDK_KEY_Home, 0);
  g_assert_cmpfloat (overpaint_strength_row_get_value (row), ==, 0.0);
  g_assert_false (overpaint_strength_row_is_automatic (row));
  widget_press (window, GDK_KEY_End, 0);
  g_assert_cmpfloat (overpaint_strength_row_get_value (row), ==, 1.0);
  g_assert_cmpuint (n_changed, ==, 3);

  overpaint_strength_row_set_value (row, 0.3);
  g_assert_cmpfloat (overpaint_strength_row_get_value (row), ==, 0.3);
  gtk_widget_grab_focus (widget);
  g_assert_true (gtk_widget_has_focus (spin));
  g_assert_cmpuint (n_changed, ==, 3);

  gtk_button_clicked (GTK_BUTTON (widget_find (widget, GTK_TYPE_BUTTON, "Reset Strength")));
  g_assert_cmpfloat (overpaint_strength_row_get_value (row), ==, -1.0);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 0.8);
  g_assert_cmpuint (n_changed, ==, 4);

  gtk_widget_destroy (window);
}

#define ADD(path, field, function) \
  g_test_add ("/number-row/" path, Fixture, field, set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("automatic", "guidance-scale", test_automatic);
  ADD ("choose-and-reset", "guidance-scale", test_choose_and_reset);
  ADD ("typed", "guidance-scale", test_typed);
  ADD ("limits", "steps", test_limits);
  ADD ("set-by-code", "guidance-scale", test_set_by_code);
  ADD ("plain", "images", test_plain);
  ADD ("names", "guidance-scale", test_names);
  ADD ("wheel", "guidance-scale", test_wheel);
  g_test_add_func ("/strength-row", test_strength);

  return g_test_run ();
}
