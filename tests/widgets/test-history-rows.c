/* test-history-rows.c: what is said and shown of earlier runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "history-strip.h"
#include "history-scene.h"

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  static const gchar * const prompts[] = {
    "ink drawing\nof a cat", "a lighthouse at night", "a lighthouse in fog", "an old harbour"
  };
  g_autofree gchar *old_day = NULL;
  gint              i;

  for (i = 0; i < 4; i++)
    g_assert_cmpstr (get_prompt (fixture, i), ==, prompts[i]);

  g_assert_cmpstr (get_header (fixture, 0), ==, "Today");
  g_assert_null (get_header (fixture, 1));
  g_assert_cmpstr (get_header (fixture, 2), ==, "Yesterday");
  old_day = overpaint_history_text_name_day (overpaint_history_row_get_day (get_row (fixture, 3)), 0);
  g_assert_cmpstr (get_header (fixture, 3), ==, old_day);

  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (get_row (fixture, 0)))), ==,
                   "ink drawing of a cat, stabilityai/sd-turbo · strength 0.60 · seeds 1234–1237, "
                   "portrait.xcf · Background · Practice, 12:00");
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (get_row (fixture, 3)))), ==,
                   "an old harbour, stabilityai/sd-turbo · strength 0.60 · seed 1234, "
                   "portrait.xcf · Background · Practice, 12:00");
}

static OverpaintPixels *
make_pixels (gint   width,
             gint   height,
             guint8 red)
{
  OverpaintPixels *pixels = overpaint_pixels_new (width, height, 3, NULL);
  guint8          *to     = overpaint_pixels_get_data (pixels);
  gint             i;

  for (i = 0; i < width * height; i++, to += 3)
    {
      to[0] = red;
      to[1] = 20;
      to[2] = 30;
    }

  return pixels;
}

static void
on_thumbnail (GObject      *source,
              GAsyncResult *result,
              gpointer      n_done)
{
  GError *error = NULL;

  overpaint_history_add_thumbnail_finish (OVERPAINT_HISTORY (source), result, &error);
  g_assert_no_error (error);
  *(guint *) n_done += 1;
}

static guint32
look (GtkWidget *widget,
      gint       x,
      gint       y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         gtk_widget_get_allocated_width (widget),
                                                         gtk_widget_get_allocated_height (widget));
  cairo_t         *cairo   = cairo_create (surface);
  guint32          value;

  gtk_widget_draw (widget, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  memcpy (&value, cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * y + 4 * x,
          sizeof value);
  cairo_surface_destroy (surface);

  return value & 0xffffff;
}

static void
test_thumbnails (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (OverpaintPixels)  red    = make_pixels (300, 200, 250);
  g_autoptr (OverpaintPixels)  dark   = make_pixels (300, 200, 90);
  const OverpaintHistoryEntry *entry  = overpaint_history_row_get_entry (get_row (fixture, 0));
  OverpaintHistoryStrip       *strip  = test_find (GTK_WIDGET (get_row (fixture, 0)), OVERPAINT_TYPE_HISTORY_STRIP, 0);
  guint                        n_done = 0;

  overpaint_history_add_thumbnail_async (fixture->history, entry->id, 0, red, on_thumbnail, &n_done);
  overpaint_history_add_thumbnail_async (fixture->history, entry->id, 1, dark, on_thumbnail, &n_done);
  test_wait_until (n_done == 2 && overpaint_history_strip_count_read (strip) == 2);
  gtk_test_widget_wait_for_draw (fixture->window);

  /* 3:2 and 64 high: 96 wide, then the gap */
  g_assert_cmphex (look (GTK_WIDGET (strip), 2, 30), ==, 0xfa141e);
  g_assert_cmphex (look (GTK_WIDGET (strip), 93, 2), ==, 0xfa141e);
  g_assert_cmphex (look (GTK_WIDGET (strip), 97, 30), ==, 0x000000);
  g_assert_cmphex (look (GTK_WIDGET (strip), 102, 61), ==, 0x5a141e);

  /* what goes out of sight gives its memory back, and comes again */
  overpaint_history_row_set_seen (get_row (fixture, 0), FALSE);
  g_assert_cmpuint (overpaint_history_strip_count_read (strip), ==, 0);
  overpaint_history_row_set_seen (get_row (fixture, 0), TRUE);
  test_wait_until (overpaint_history_strip_count_read (strip) == 2);
}

static guint
count_filled (Fixture *fixture)
{
  guint count = 0;
  guint i;

  for (i = 0; i < count_rows (fixture); i++)
    count += overpaint_history_row_is_filled (get_row (fixture, (gint) i));

  return count;
}

/* Of many rows only those near what is seen are filled, also after scrolling. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  GtkScrolledWindow *window     = test_find (fixture->view, GTK_TYPE_SCROLLED_WINDOW, 0);
  GtkAdjustment     *adjustment = gtk_scrolled_window_get_vadjustment (window);
  gint               height;
  gint               i;

  for (i = 0; i < 200; i++)
    g_free (add_run (fixture->history, "one of many", "stabilityai/sd-turbo", get_noon () - i * DAY / 10, 4));

  test_wait_until (count_rows (fixture) == 200 && count_filled (fixture) > 0);
  test_settle ();
  g_assert_true (overpaint_history_row_is_filled (get_row (fixture, 0)));
  g_assert_false (overpaint_history_row_is_filled (get_row (fixture, 199)));
  g_assert_cmpuint (count_filled (fixture), <, 20);

  /* a row is as high before it is filled as after */
  height = gtk_widget_get_allocated_height (GTK_WIDGET (get_row (fixture, 199)));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  test_wait_until (overpaint_history_row_is_filled (get_row (fixture, 199)));
  test_settle ();
  g_assert_cmpint (gtk_widget_get_allocated_height (GTK_WIDGET (get_row (fixture, 199))), ==, height);
  g_assert_false (overpaint_history_row_is_filled (get_row (fixture, 100)));
}

static void
test_days (void)
{
  gint              today     = overpaint_history_text_get_day (get_noon ());
  gint              yesterday = overpaint_history_text_get_day (get_noon () - DAY);
  g_autofree gchar *name      = NULL;

  g_assert_cmpint (yesterday, ==, today - 1);
  g_assert_cmpint (overpaint_history_text_get_day (get_noon () + 11 * 60 * 60 * SECOND), ==, today);

  /* 21 November 2026 is a Saturday */
  name = overpaint_history_text_name_day (overpaint_history_text_get_day (G_GINT64_CONSTANT (1795262400) * SECOND), 1);
  g_assert_cmpstr (name, ==, "Saturday, 11/21/26");
}

gint
main (gint    argc,
      gchar **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);

  ADD ("history-rows/rows", TRUE, test_rows);
  ADD ("history-rows/thumbnails", TRUE, test_thumbnails);
  ADD ("history-rows/many", FALSE, test_many);
  g_test_add_func ("/history-rows/days", test_days);

  return g_test_run ();
}
