/* test-compare.c: two pictures under one divider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "compare-canvas.h"
#include "compare-view.h"
#include "widget-tools.h"

#define VIEW_WIDTH  400
#define VIEW_HEIGHT 400

#define RED   0xc80000
#define GREEN 0x00c800
#define BLUE  0x0000c8

typedef struct
{
  OverpaintVariation     *a;
  OverpaintVariation     *b;
  GtkWidget              *view;
  OverpaintCompareCanvas *canvas;
  OverpaintComparePair   *pair;
  GtkWidget              *window;
} Fixture;

/* One colour, or where there is another, chequered pixel by pixel. */
static OverpaintPixels *
make_pixels (gint    width,
             gint    height,
             guint32 colour,
             guint32 other)
{
  OverpaintPixels *pixels = overpaint_pixels_new (width, height, 3, NULL);
  guint8          *to     = overpaint_pixels_get_data (pixels);
  gint             i;

  for (i = 0; i < width * height; i++, to += 3)
    {
      guint32 value = (i % width + i / width) % 2 == 0 ? colour : other;

      to[0] = value >> 16 & 0xff;
      to[1] = value >> 8 & 0xff;
      to[2] = value & 0xff;
    }

  return pixels;
}

static OverpaintVariation *
make_variation (gint             seed,
                gdouble          strength,
                guint            value_index,
                OverpaintPixels *pixels)
{
  g_autoptr (OverpaintRequest)  request = NULL;
  OverpaintVariation           *variation;
  GError                       *error   = NULL;
  GVariantBuilder               values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&values, "{sv}", "prompt", g_variant_new_string ("a harbour"));
  g_variant_builder_add (&values, "{sv}", "seed", g_variant_new_int32 (seed));
  g_variant_builder_add (&values, "{sv}", "strength", g_variant_new_double (strength));
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_builder_end (&values), &error);
  g_assert_no_error (error);

  variation = overpaint_variation_new (request, value_index);
  if (pixels != NULL)
    {
      overpaint_variation_start (variation);
      overpaint_variation_complete (variation, pixels, seed, FALSE, FALSE);
    }

  return variation;
}

static void
show (Fixture *fixture)
{
  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), fixture->a, fixture->b);
  test_wait_until (overpaint_compare_pair_is_ready (fixture->pair) &&
                   overpaint_compare_canvas_get_geometry (fixture->canvas)->view_width == VIEW_WIDTH);
  test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (OverpaintPixels) red  = make_pixels (200, 200, RED, RED);
  g_autoptr (OverpaintPixels) blue = make_pixels (200, 200, BLUE, GREEN);

  fixture->a      = make_variation (1234, 0.5, 0, red);
  fixture->b      = make_variation (1235, 0.5, 1, blue);
  fixture->view   = overpaint_compare_view_new ();
  fixture->canvas = test_find (fixture->view, OVERPAINT_TYPE_COMPARE_CANVAS, 0);
  fixture->pair   = overpaint_compare_canvas_get_pair (fixture->canvas);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->canvas), VIEW_WIDTH, VIEW_HEIGHT);
  gtk_widget_set_halign (GTK_WIDGET (fixture->canvas), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (fixture->canvas), GTK_ALIGN_START);
  fixture->window = test_show (fixture->view, 600);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_widget_destroy (fixture->window);
  test_settle ();
  g_assert_finalize_object (fixture->a);
  g_assert_finalize_object (fixture->b);
}

/* What the canvas draws at a place, as 0xRRGGBB. */
static guint32
look (Fixture *fixture,
      gint     x,
      gint     y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, VIEW_WIDTH, VIEW_HEIGHT);
  cairo_t         *cairo   = cairo_create (surface);
  guint32          value;

  gtk_widget_draw (GTK_WIDGET (fixture->canvas), cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  memcpy (&value, cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * y + 4 * x,
          sizeof value);
  cairo_surface_destroy (surface);

  return value & 0xffffff;
}

static gdouble
get_divider (Fixture *fixture)
{
  return overpaint_compare_canvas_get_geometry (fixture->canvas)->divider;
}

static gdouble
get_zoom (Fixture *fixture)
{
  return overpaint_compare_canvas_get_geometry (fixture->canvas)->zoom;
}

static const gchar *
get_page (Fixture *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (test_find (fixture->view, GTK_TYPE_STACK, 0));

  return GTK_IS_LABEL (page) ? gtk_label_get_text (GTK_LABEL (page)) : NULL;
}

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
  guint32                        colour;

  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), large, other);
  test_wait_until (overpaint_compare_pair_is_ready (fixture->pair) && get_zoom (fixture) == 0.25);
  test_settle ();

  g_assert_cmphex (look (fixture, 100, 100), ==, RED);

  colour = look (fixture, 300, 100);
  g_assert_cmphex (colour >> 16, ==, 0);
  g_assert_cmpint (colour >> 8 & 0xff, >, 138);
  g_assert_cmpint (colour >> 8 & 0xff, <, 152);
  g_assert_cmpint (ABS ((gint) (colour >> 8 & 0xff) - (gint) (colour & 0xff)), <=, 2);
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

#define ADD(name, function) \
  g_test_add ("/compare/" name, Fixture, NULL, set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("hints", test_hints);
  ADD ("sides", test_sides);
  ADD ("sharp", test_sharp);
  ADD ("far", test_far);
  ADD ("keys", test_keys);
  ADD ("pointer", test_pointer);
  ADD ("accessible", test_accessible);
  ADD ("axis", test_axis);
  ADD ("again", test_again);
  ADD ("early-end", test_early_end);
  ADD ("buttons", test_buttons);

  return g_test_run ();
}
