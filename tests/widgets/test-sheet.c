/* test-sheet.c: tests of the contact sheet: its cells, what they say, and its keys
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "results-scene.h"
#include "sheet-geometry.h"
#include "thumbnail-area.h"

/* What is read out of each state, and of each mark. */
static void
test_names (void)
{
  g_auto (Scene)     scene = { NULL, };
  g_autoptr (GError) error = NULL;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 4));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, waiting");

  hand_start (scene.run, 0);
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, running");
  hand_deliver (scene.run, 0, FALSE);
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done");

  hand_fail (scene.run, 1, G_IO_ERROR_FAILED, "The server is busy.");
  g_assert_cmpstr (scene_get_name (&scene, 1), ==, "Seed 11, failed: The server is busy.");
  g_assert_nonnull (strstr (atk_object_get_description (gtk_widget_get_accessible (scene_get_cell (&scene, 1))),
                            "The server is busy."));
  hand_fail (scene.run, 2, G_IO_ERROR_CANCELLED, "Stopped.");
  g_assert_cmpstr (scene_get_name (&scene, 2), ==, "Seed 12, stopped");
  hand_deliver (scene.run, 3, TRUE);
  g_assert_cmpstr (scene_get_name (&scene, 3), ==, "Seed 13, done, hidden: the server marked it as unsafe");

  overpaint_picks_bring_in (scene.picks, &error);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_KEPT);
  overpaint_picks_mark_a (scene.picks);
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, shown, kept, A");
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  overpaint_picks_mark_b (scene.picks);
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, shown, rejected, B");

  fake_canvas_delete (scene.canvas, scene_get (&scene, 0));
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (scene.view));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, the layer was deleted, rejected");

  fake_canvas_close (scene.canvas);
  overpaint_results_view_refresh (OVERPAINT_RESULTS_VIEW (scene.view));
  g_assert_cmpstr (scene_get_name (&scene, 0), ==, "Seed 10, done, the image is closed, rejected");
  g_assert_no_error (error);
}

/* What is seen without pointing at anything. */
static void
test_words (void)
{
  g_auto (Scene) scene = { NULL, };

  scene_open (&scene);
  g_assert_true (widget_says (scene.view, "The pictures will appear here, each as soon as it is painted. "
                                          "When all are there, they become layers of your image."));
  scene_show (&scene, hand_run (FIRST_SEED, 5));
  hand_start (scene.run, 1);
  hand_fail (scene.run, 2, G_IO_ERROR_FAILED, "The server is busy.");
  hand_deliver (scene.run, 3, TRUE);
  hand_deliver (scene.run, 4, FALSE);

  g_assert_true (widget_says (scene_get_cell (&scene, 0), "Waiting"));
  g_assert_true (widget_says (scene_get_cell (&scene, 1), "0 s"));
  g_assert_true (widget_says (scene_get_cell (&scene, 2), "The server is busy."));
  g_assert_true (widget_says (scene_get_cell (&scene, 2), "Retry"));
  g_assert_true (widget_says (scene_get_cell (&scene, 3), "Look at It"));
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "14"));
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "5"));

  overpaint_picks_bring_in (scene.picks, NULL);
  overpaint_picks_go_to (scene.picks, scene_get (&scene, 4), NULL);
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  overpaint_picks_mark_b (scene.picks);
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "✗ Rejected"));
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "B"));
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "Shown"));
  g_assert_false (widget_says (scene_get_cell (&scene, 3), "Shown"));
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_KEPT);
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "✓ Kept"));

  fake_canvas_delete (scene.canvas, scene_get (&scene, 4));
  overpaint_picks_refresh (scene.picks);
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "The layer was deleted"));
  g_assert_true (widget_says (scene_get_cell (&scene, 4), "Insert Anew"));
  g_assert_false (widget_says (scene_get_cell (&scene, 4), "✓ Kept"));
}

/* What comes about is read out once, and the focus stays where it is. */
static void
test_read_out (void)
{
  g_auto (Scene) scene = { NULL, };
  GtkWidget     *focus;

  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 3));
  gtk_widget_grab_focus (scene.sheet);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 0)));
  scene_press (&scene, GDK_KEY_End);
  focus = scene_get_cell (&scene, 2);
  g_assert_true (gtk_widget_is_focus (focus));

  hand_start (scene.run, 0);
  g_assert_cmpuint (scene.read_out->len, ==, 0);
  hand_deliver (scene.run, 0, FALSE);
  hand_fail (scene.run, 1, G_IO_ERROR_FAILED, "The server is busy.");
  g_assert_cmpuint (scene.read_out->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (scene.read_out, 0), ==, "Seed 10, done");
  g_assert_cmpstr (g_ptr_array_index (scene.read_out, 1), ==, "Seed 11, failed: The server is busy.");
  g_assert_true (gtk_widget_is_focus (focus));

  /* tried again, it is news again */
  overpaint_variation_reset (scene_get (&scene, 1));
  hand_deliver (scene.run, 1, FALSE);
  g_assert_cmpuint (scene.read_out->len, ==, 3);

  /* nor does it come to the sheet from elsewhere */
  focus = widget_find (scene.view, GTK_TYPE_BUTTON, "Keep");
  overpaint_picks_go_to (scene.picks, scene_get (&scene, 0), NULL);
  gtk_widget_grab_focus (focus);
  g_assert_true (gtk_widget_is_focus (focus));
  hand_deliver (scene.run, 2, FALSE);
  overpaint_picks_step (scene.picks, 1, NULL);
  g_assert_true (gtk_widget_is_focus (focus));
}

static guint32
get_pixel (GtkWidget *cell,
           gdouble    x,
           gdouble    y)
{
  GtkWidget       *area    = widget_find (cell, OVERPAINT_TYPE_THUMBNAIL_AREA, NULL);
  gint             width   = gtk_widget_get_allocated_width (area);
  gint             height  = gtk_widget_get_allocated_height (area);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cairo   = cairo_create (surface);
  guint32          pixel;

  gtk_widget_draw (area, cairo);
  cairo_surface_flush (surface);
  pixel = *(guint32 *) (gpointer) (cairo_image_surface_get_data (surface) +
                                   cairo_image_surface_get_stride (surface) * (gint) (y * height) +
                                   4 * (gint) (x * width));
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);

  return pixel & 0xffffff;
}

static gboolean
is_ready (GtkWidget *cell)
{
  GtkWidget *area = widget_find (cell, OVERPAINT_TYPE_THUMBNAIL_AREA, NULL);

  return overpaint_thumbnail_area_is_ready (OVERPAINT_THUMBNAIL_AREA (area));
}

/* The picture is there, the right way up, in its colours; what is veiled is not. */
static void
test_pixels (void)
{
  g_auto (Scene)               scene  = { NULL, };
  g_autoptr (OverpaintPixels)  pixels = make_filled (600, 400, 3, 0);
  gint                         x;
  gint                         y;

  for (y = 0; y < 400; y++)
    {
      for (x = 0; x < 600; x++)
        {
          pixel_at (pixels, x, y)[0] = x < 300 ? 255 : 0;
          pixel_at (pixels, x, y)[2] = y < 200 ? 0 : 255;
        }
    }

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  scene_open (&scene);
  scene_show (&scene, hand_run (FIRST_SEED, 4));
  hand_deliver_pixels (scene.run, 0, pixels, FALSE);
  hand_deliver_pixels (scene.run, 1, pixels, TRUE);
  test_wait_until (is_ready (scene_get_cell (&scene, 0)));
  gtk_test_widget_wait_for_draw (scene.window);
  widget_settle ();
  test_wait_until (is_ready (scene_get_cell (&scene, 0)));

  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 0), 0.25, 0.25), ==, 0xff0000);
  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 0), 0.75, 0.25), ==, 0x000000);
  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 0), 0.25, 0.75), ==, 0xff00ff);
  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 0), 0.75, 0.75), ==, 0x0000ff);

  g_assert_false (is_ready (scene_get_cell (&scene, 1)));
  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 1), 0.25, 0.25), ==,
                   get_pixel (scene_get_cell (&scene, 1), 0.75, 0.75));

  overpaint_picks_reveal (scene.picks, scene_get (&scene, 1), NULL);
  test_wait_until (is_ready (scene_get_cell (&scene, 1)));
  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 1), 0.25, 0.25), ==, 0xff0000);

  /* rejected, it steps back */
  overpaint_picks_judge (scene.picks, OVERPAINT_VERDICT_REJECTED);
  g_assert_cmphex (get_pixel (scene_get_cell (&scene, 1), 0.25, 0.25), !=, 0xff0000);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

static void
get_place (GtkWidget *cell,
           gint      *x,
           gint      *y)
{
  gtk_widget_translate_coordinates (cell, gtk_widget_get_toplevel (cell), 0, 0, x, y);
}

/* A row for each value, a column for each seed. */
static void
test_grid (void)
{
  g_auto (Scene)             scene    = { NULL, };
  const gdouble              values[] = { 0.25, 0.75 };
  g_autoptr (GError)         error    = NULL;
  g_autoptr (OverpaintAxis)  axis     = overpaint_axis_new ("strength", NULL, values, 2, &error);
  gint                       x[6];
  gint                       y[6];
  guint                      i;

  g_assert_no_error (error);
  scene_open (&scene);
  scene_show (&scene, hand_grid (FIRST_SEED, 3, axis));
  for (i = 0; i < 6; i++)
    hand_deliver (scene.run, i, FALSE);
  gtk_test_widget_wait_for_draw (scene.window);
  widget_settle ();

  for (i = 0; i < 6; i++)
    get_place (scene_get_cell (&scene, i), &x[i], &y[i]);

  for (i = 0; i < 3; i++)
    {
      g_assert_cmpint (x[i], ==, x[i + 3]);
      g_assert_cmpint (y[i], ==, y[0]);
      g_assert_cmpint (y[i + 3], >, y[0]);
      g_assert_cmpint (y[i + 3], ==, y[3]);
    }

  g_assert_cmpint (x[0], <, x[1]);
  g_assert_true (widget_says (scene.sheet, "Strength 0.25"));
  g_assert_true (widget_says (scene.sheet, "Strength 0.75"));
  g_assert_cmpstr (scene_get_name (&scene, 4), ==, "Strength 0.75, Seed 11, done");

  overpaint_picks_bring_in (scene.picks, NULL);
  gtk_widget_grab_focus (scene.sheet);
  scene_press (&scene, GDK_KEY_Right);
  scene_press (&scene, GDK_KEY_Down);
  g_assert_true (gtk_widget_is_focus (scene_get_cell (&scene, 4)));
}

static gint
measure (guint n,
         gint  side)
{
  return (gint) n * (side + OVERPAINT_SHEET_GAP) - OVERPAINT_SHEET_GAP;
}

/* Nine at once in the pane that the window gives them; more scroll. */
static void
test_shapes (void)
{
  guint i;

  for (i = 1; i <= 64; i++)
    {
      OverpaintSheetGeometry geometry = { .n_cells = i, .least_width = 120, .least_height = 106,
                                          .border_width = 10, .border_height = 32, .aspect = 1.5 };
      OverpaintSheetPlan     plan     = overpaint_sheet_geometry_plan (&geometry, 700, 340);
      gint                   least    = overpaint_sheet_geometry_get_least_height (&geometry, 700);

      g_assert_cmpint (measure (plan.n_columns, plan.width), <=, 700);
      g_assert_cmpuint (plan.n_columns * plan.n_rows, >=, i);
      g_assert_cmpint (plan.width, >=, 120);
      g_assert_cmpint (plan.height, >=, 106);
      g_assert_cmpint (measure (plan.n_rows, plan.height), <=, MAX (340, least));

      /* a row is added only where the one above is full */
      g_assert_cmpuint (plan.n_columns * (plan.n_rows - 1), <, i);
      if (i <= 9)
        g_assert_cmpint (measure (plan.n_rows, plan.height), <=, 340);
      if (i == 1)
        g_assert_cmpint (least, <=, 340);

      /* nothing that scrolls is cut off at its end */
      plan = overpaint_sheet_geometry_plan (&geometry, 700, least);
      g_assert_cmpint (measure (plan.n_rows, plan.height), <=, least);
    }
}

/* In a window of the size it will have, nine cells lie within the sheet. */
static void
test_nine_in_sight (void)
{
  g_auto (Scene) scene = { NULL, };
  GtkAllocation  sheet;
  guint          i;

  scene_show_layers (&scene, 9);
  gtk_widget_get_allocation (scene.sheet, &sheet);

  for (i = 0; i < 9; i++)
    {
      GtkWidget *cell = scene_get_cell (&scene, i);
      gint       x;
      gint       y;

      gtk_widget_translate_coordinates (cell, scene.sheet, 0, 0, &x, &y);
      g_assert_cmpint (x, >=, 0);
      g_assert_cmpint (y, >=, 0);
      g_assert_cmpint (x + gtk_widget_get_allocated_width (cell), <=, sheet.width);
      g_assert_cmpint (y + gtk_widget_get_allocated_height (cell), <=, sheet.height);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/sheet/names", test_names);
  g_test_add_func ("/sheet/words", test_words);
  g_test_add_func ("/sheet/read-out", test_read_out);
  g_test_add_func ("/sheet/pixels", test_pixels);
  g_test_add_func ("/sheet/grid", test_grid);
  g_test_add_func ("/sheet/shapes", test_shapes);
  g_test_add_func ("/sheet/nine-in-sight", test_nine_in_sight);

  return g_test_run ();
}
