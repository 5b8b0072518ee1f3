/* test-compare-view.c: A and B, and what is said about them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "compare-scene.h"

static void
test_hints (Fixture       *fixture,
            gconstpointer  data)
{
  OverpaintCompareView          *view    = OVERPAINT_COMPARE_VIEW (fixture->view);
  g_autoptr (OverpaintVariation) waiting = make_variation (1, 0.5, 0, NULL);

  g_assert_nonnull (strstr (get_page (fixture), "press A, then choose another and press B"));

  overpaint_compare_view_show (view, fixture->a, NULL);
  g_assert_cmpstr (get_page (fixture), ==,
                   "A is seed 1234. Choose another picture and press B to compare the two.");

  overpaint_compare_view_show (view, NULL, fixture->b);
  g_assert_cmpstr (get_page (fixture), ==,
                   "B is seed 1235. Choose another picture and press A to compare the two.");

  overpaint_compare_view_show (view, fixture->a, fixture->a);
  g_assert_nonnull (strstr (get_page (fixture), "same picture"));

  overpaint_compare_view_show (view, fixture->a, waiting);
  g_assert_nonnull (strstr (get_page (fixture), "have arrived"));

  show (fixture);
  g_assert_null (get_page (fixture));

  overpaint_compare_view_show (view, fixture->a, NULL);
  g_assert_nonnull (get_page (fixture));
  g_assert_false (overpaint_compare_pair_is_there (fixture->pair));

  show (fixture);
  g_assert_null (get_page (fixture));
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  AtkObject           *accessible = gtk_widget_get_accessible (GTK_WIDGET (fixture->canvas));
  gdouble              value;
  g_autofree gchar    *text       = NULL;
  AtkRange            *range;

  show (fixture);
  overpaint_compare_canvas_set_divider (fixture->canvas, 0.3);

  g_assert_cmpint (atk_object_get_role (accessible), ==, ATK_ROLE_SLIDER);
  g_assert_cmpstr (atk_object_get_name (accessible), ==, "A · seed 1234 beside B · seed 1235");
  atk_value_get_value_and_text (ATK_VALUE (accessible), &value, &text);
  g_assert_cmpfloat_with_epsilon (value, 30.0, 1e-9);
  g_assert_cmpstr (text, ==, "30 % A · seed 1234, 70 % B · seed 1235");

  range = atk_value_get_range (ATK_VALUE (accessible));
  g_assert_cmpfloat (atk_range_get_lower_limit (range), ==, 0.0);
  g_assert_cmpfloat (atk_range_get_upper_limit (range), ==, 100.0);
  atk_range_free (range);

  atk_value_set_value (ATK_VALUE (accessible), 75.0);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.75);
  g_assert_cmphex (look (fixture, 290, 100), ==, RED);
}

/* A grid has the same seed several times: its values tell them apart. */
static void
test_axis (Fixture       *fixture,
           gconstpointer  data)
{
  static const gdouble      values[] = { 0.3, 0.6 };
  GError                   *error    = NULL;
  g_autoptr (OverpaintAxis) axis     = overpaint_axis_new ("strength", NULL, values, G_N_ELEMENTS (values), &error);
  g_autofree gchar         *value    = NULL;
  g_autofree gchar         *expected = NULL;

  g_assert_no_error (error);
  overpaint_compare_view_set_axis (OVERPAINT_COMPARE_VIEW (fixture->view), axis);
  show (fixture);

  value    = overpaint_axis_name_value (axis, 1);
  expected = g_strdup_printf ("B · seed 1235 · %s", value);
  g_assert_cmpstr (overpaint_compare_pair_get_right (fixture->pair), ==, expected);
}

/* Another picture of the same size leaves the artist where the artist was; one that is shown again
 * is not made again.
 */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OverpaintPixels)    green = make_pixels (200, 200, GREEN, GREEN);
  g_autoptr (OverpaintVariation) third = make_variation (1236, 0.5, 0, green);

  show (fixture);
  overpaint_compare_canvas_set_zoom (fixture->canvas, 4.0, 30, 40);
  overpaint_compare_pair_swap (fixture->pair);

  /* asked to show the same, it does not swap back */
  show (fixture);
  g_assert_cmpstr (overpaint_compare_pair_get_left (fixture->pair), ==, "B · seed 1235");

  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), fixture->a, third);
  test_wait_until (overpaint_compare_pair_is_ready (fixture->pair));
  g_assert_cmpfloat (get_zoom (fixture), ==, 4.0);
  g_assert_cmphex (look (fixture, 100, 200), ==, RED);
  g_assert_cmphex (look (fixture, 300, 200), ==, GREEN);

  /* both are here already: no thread is waited for */
  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), third, fixture->a);
  g_assert_true (overpaint_compare_pair_is_ready (fixture->pair));
  g_assert_cmphex (look (fixture, 100, 200), ==, GREEN);
}

/* A view that goes away while threads work lets go of everything. */
static void
test_early_end (Fixture       *fixture,
                gconstpointer  data)
{
  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), fixture->a, fixture->b);
  g_assert_false (overpaint_compare_pair_is_ready (fixture->pair));
}

static void
test_buttons (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) widgets = test_list_widgets (fixture->view);
  guint                 n_buttons = 0;
  guint                 i;

  show (fixture);

  for (i = 0; i < widgets->len; i++)
    {
      GtkWidget        *widget  = g_ptr_array_index (widgets, i);
      const gchar      *name    = atk_object_get_name (gtk_widget_get_accessible (widget));
      g_autofree gchar *tooltip = gtk_widget_get_tooltip_text (widget);

      if (! GTK_IS_BUTTON (widget))
        continue;

      n_buttons++;
      g_assert_nonnull (name);
      g_assert_cmpstr (name, !=, "");
      g_assert_nonnull (tooltip);

      if (g_str_equal (name, "100 %"))
        {
          gtk_button_clicked (GTK_BUTTON (widget));
          g_assert_cmpfloat (get_zoom (fixture), ==, 1.0);
        }
      else if (g_str_equal (name, "Zoom In"))
        {
          gtk_button_clicked (GTK_BUTTON (widget));
          g_assert_cmpfloat_with_epsilon (get_zoom (fixture), 2.0 * G_SQRT2, 1e-9);
        }
      else if (g_str_equal (name, "Zoom Out"))
        {
          gtk_button_clicked (GTK_BUTTON (widget));
          g_assert_cmpfloat_with_epsilon (get_zoom (fixture), G_SQRT2, 1e-9);
        }
      else if (g_str_equal (name, "Fit"))
        {
          overpaint_compare_canvas_set_zoom (fixture->canvas, 8.0, 0, 0);
          gtk_button_clicked (GTK_BUTTON (widget));
          g_assert_true (overpaint_compare_canvas_get_geometry (fixture->canvas)->fits);
        }
      else
        {
          g_assert_cmpstr (name, ==, "Swap");
          gtk_button_clicked (GTK_BUTTON (widget));
          g_assert_cmpstr (overpaint_compare_pair_get_left (fixture->pair), ==, "B · seed 1235");
        }

      overpaint_compare_canvas_fit (fixture->canvas);
    }

  g_assert_cmpuint (n_buttons, ==, 5);
}

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("compare-view/hints", test_hints);
  ADD ("compare-view/accessible", test_accessible);
  ADD ("compare-view/axis", test_axis);
  ADD ("compare-view/again", test_again);
  ADD ("compare-view/early-end", test_early_end);
  ADD ("compare-view/buttons", test_buttons);

  return g_test_run ();
}
