/* test-compare-canvas.c: two pictures under one divider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "compare-scene.h"

static void
test_sides (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture);

  /* 200 % of 200 pixels: as large as the canvas, the divider in the middle */
  g_assert_cmpfloat (get_zoom (fixture), ==, 2.0);
  g_assert_cmphex (look (fixture, 20, 200), ==, RED);
  g_assert_cmphex (look (fixture, 197, 100), ==, RED);
  g_assert_cmphex (look (fixture, 200, 100), ==, 0xffffff);
  g_assert_cmphex (look (fixture, 203, 100) & 0xff0000, ==, 0);

  overpaint_compare_canvas_set_divider (fixture->canvas, 0.25);
  g_assert_cmphex (look (fixture, 97, 100), ==, RED);
  g_assert_cmphex (look (fixture, 104, 100) & 0xff0000, ==, 0);
}

/* Each pixel is as it was, above 200 %, and at 100 %. */
static void
test_sharp (Fixture       *fixture,
            gconstpointer  data)
{
  static const gdouble zooms[] = { 1.0, 4.0, 8.0 };
  guint                i;

  show (fixture);
  overpaint_compare_canvas_set_divider (fixture->canvas, 0.0);

  for (i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      const OverpaintCompareGeometry *geometry = overpaint_compare_canvas_get_geometry (fixture->canvas);
      gint                            x;

      overpaint_compare_canvas_set_zoom (fixture->canvas, zooms[i], 150, 150);
      overpaint_compare_canvas_pan (fixture->canvas, -3.3, 4.7);
      g_assert_cmpfloat (geometry->zoom, ==, zooms[i]);

      for (x = 180; x < 200; x++)
        {
          gint column;
          gint row;

          g_assert_true (overpaint_compare_geometry_find_pixel (geometry, x + 0.5, 150.5, &column, &row));
          g_assert_cmphex (look (fixture, x, 150), ==, (column + row) % 2 == 0 ? BLUE : GREEN);
        }
    }
}

/* A fine pattern becomes grey, as an eye sees it from afar: (00c800 + 0000c8) / 2 in linear light. */
static void
test_far (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (OverpaintPixels)    red   = make_pixels (1600, 1600, RED, RED);
  g_autoptr (OverpaintPixels)    blue  = make_pixels (1600, 1600, BLUE, GREEN);
  g_autoptr (OverpaintVariation) large = make_variation (1, 0.5, 0, red);
  g_autoptr (OverpaintVariation) other = make_variation (2, 0.5, 0, blue);
  static const gdouble           zooms[] = { 0.25, 0.3, 0.5 };
  guint                          i;

  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), large, other);
  test_wait_until (overpaint_compare_pair_is_ready (fixture->pair) && get_zoom (fixture) == 0.25);
  test_settle ();

  g_assert_cmphex (look (fixture, 100, 100), ==, RED);

  for (i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      guint32 colour;

      overpaint_compare_canvas_set_zoom (fixture->canvas, zooms[i], 200, 200);
      colour = look (fixture, 300, 100);
      g_assert_cmphex (colour >> 16, ==, 0);
      g_assert_cmpint (colour >> 8 & 0xff, >, 138);
      g_assert_cmpint (colour >> 8 & 0xff, <, 152);
      g_assert_cmpint (ABS ((gint) (colour >> 8 & 0xff) - (gint) (colour & 0xff)), <=, 2);
    }
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *canvas = GTK_WIDGET (fixture->canvas);
  gdouble    before;

  show (fixture);
  gtk_widget_grab_focus (fixture->view);
  g_assert_true (gtk_widget_is_focus (canvas));

  test_send_key (canvas, GDK_KEY_Right, 0);
  g_assert_cmpfloat_with_epsilon (get_divider (fixture), 0.52, 1e-9);
  test_send_key (canvas, GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_cmpfloat_with_epsilon (get_divider (fixture), 0.42, 1e-9);
  test_send_key (canvas, GDK_KEY_End, 0);
  g_assert_cmpfloat (get_divider (fixture), ==, 1.0);
  g_assert_cmphex (look (fixture, 380, 100), ==, RED);
  test_send_key (canvas, GDK_KEY_Home, 0);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.0);
  g_assert_cmphex (look (fixture, 20, 100) & 0xff0000, ==, 0);

  test_send_key (canvas, GDK_KEY_f, 0);
  g_assert_cmpfloat (get_divider (fixture), ==, 1.0);
  test_send_key (canvas, GDK_KEY_f, 0);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.0);

  test_send_key (canvas, GDK_KEY_s, 0);
  g_assert_cmphex (look (fixture, 20, 200), ==, RED);
  g_assert_cmpstr (overpaint_compare_pair_get_left (fixture->pair), ==, "B · seed 1235");
  test_send_key (canvas, GDK_KEY_s, 0);

  test_send_key (canvas, GDK_KEY_plus, GDK_SHIFT_MASK);
  g_assert_cmpfloat_with_epsilon (get_zoom (fixture), 2.0 * G_SQRT2, 1e-9);
  test_send_key (canvas, GDK_KEY_plus, GDK_CONTROL_MASK);
  g_assert_cmpfloat_with_epsilon (get_zoom (fixture), 4.0, 1e-9);

  before = overpaint_compare_canvas_get_geometry (fixture->canvas)->centre_x;
  test_send_key (canvas, GDK_KEY_Right, GDK_CONTROL_MASK);
  g_assert_cmpfloat_with_epsilon (overpaint_compare_canvas_get_geometry (fixture->canvas)->centre_x, before + 10.0,
                                  1e-9);
  before = overpaint_compare_canvas_get_geometry (fixture->canvas)->centre_y;
  test_send_key (canvas, GDK_KEY_Up, GDK_CONTROL_MASK);
  g_assert_cmpfloat_with_epsilon (overpaint_compare_canvas_get_geometry (fixture->canvas)->centre_y, before - 10.0,
                                  1e-9);

  test_send_key (canvas, GDK_KEY_minus, 0);
  g_assert_cmpfloat_with_epsilon (get_zoom (fixture), 2.0 * G_SQRT2, 1e-9);
  test_send_key (canvas, GDK_KEY_0, 0);
  g_assert_true (overpaint_compare_canvas_get_geometry (fixture->canvas)->fits);

  /* Tab moves on, and so do keys that mean nothing here */
  test_send_key (canvas, GDK_KEY_Tab, 0);
  g_assert_false (gtk_widget_is_focus (canvas));
}

static void
send_pointer (Fixture      *fixture,
              GdkEventType  type,
              guint         button,
              gdouble       x,
              gdouble       y)
{
  GdkEvent  *event   = gdk_event_new (type);
  GdkWindow *window  = gtk_widget_get_window (GTK_WIDGET (fixture->canvas));
  GdkSeat   *seat    = gdk_display_get_default_seat (gdk_display_get_default ());

  event->any.window     = g_object_ref (window);
  event->any.send_event = TRUE;
  gdk_event_set_device (event, gdk_seat_get_pointer (seat));

  if (type == GDK_MOTION_NOTIFY)
    {
      event->motion.x     = x;
      event->motion.y     = y;
      event->motion.state = button != 0 ? GDK_BUTTON1_MASK : 0;
    }
  else if (type == GDK_SCROLL)
    {
      event->scroll.x         = x;
      event->scroll.y         = y;
      event->scroll.direction = button == 4 ? GDK_SCROLL_UP : GDK_SCROLL_DOWN;
    }
  else
    {
      event->button.x      = x;
      event->button.y      = y;
      event->button.button = button;
    }

  gtk_main_do_event (event);
  gdk_event_free (event);
}

static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  const OverpaintCompareGeometry *geometry = overpaint_compare_canvas_get_geometry (fixture->canvas);
  OverpaintCompareArea            area;

  show (fixture);

  /* taken beside its middle, the divider does not jump */
  send_pointer (fixture, GDK_BUTTON_PRESS, 1, 205, 100);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.5);
  send_pointer (fixture, GDK_MOTION_NOTIFY, 1, 105, 100);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.25);
  g_assert_cmphex (look (fixture, 110, 100) & 0xff0000, ==, 0);
  send_pointer (fixture, GDK_MOTION_NOTIFY, 1, -500, 100);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.0);
  send_pointer (fixture, GDK_MOTION_NOTIFY, 1, 105, 100);
  send_pointer (fixture, GDK_BUTTON_RELEASE, 1, 105, 100);
  send_pointer (fixture, GDK_MOTION_NOTIFY, 0, 300, 100);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.25);

  /* what is under the pointer stays there */
  send_pointer (fixture, GDK_SCROLL, 4, 300, 100);
  send_pointer (fixture, GDK_SCROLL, 4, 300, 100);
  g_assert_cmpfloat_with_epsilon (geometry->zoom, 4.0, 1e-9);
  overpaint_compare_geometry_get_picture (geometry, &area);
  g_assert_cmpfloat_with_epsilon (area.x, -300.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.y, -100.0, 1e-9);

  send_pointer (fixture, GDK_BUTTON_PRESS, 1, 300, 300);
  send_pointer (fixture, GDK_MOTION_NOTIFY, 1, 280, 330);
  send_pointer (fixture, GDK_BUTTON_RELEASE, 1, 280, 330);
  send_pointer (fixture, GDK_MOTION_NOTIFY, 0, 10, 10);
  overpaint_compare_geometry_get_picture (geometry, &area);
  g_assert_cmpfloat_with_epsilon (area.x, -320.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (area.y, -70.0, 1e-9);
  g_assert_cmpfloat (get_divider (fixture), ==, 0.25);

  /* both pictures have moved: of the pattern, pixel 105 lies where it should */
  g_assert_cmphex (look (fixture, 102, 352), ==, (105 + 105) % 2 == 0 ? BLUE : GREEN);
  g_assert_cmphex (look (fixture, 106, 352), ==, (106 + 105) % 2 == 0 ? BLUE : GREEN);

  send_pointer (fixture, GDK_SCROLL, 5, 300, 100);
  g_assert_cmpfloat_with_epsilon (geometry->zoom, 2.0 * G_SQRT2, 1e-9);

  send_pointer (fixture, GDK_2BUTTON_PRESS, 1, 300, 300);
  g_assert_true (geometry->fits);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (fixture->canvas)));
}

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("compare-canvas/sides", test_sides);
  ADD ("compare-canvas/sharp", test_sharp);
  ADD ("compare-canvas/far", test_far);
  ADD ("compare-canvas/keys", test_keys);
  ADD ("compare-canvas/pointer", test_pointer);

  return g_test_run ();
}
