/* test-pixels-surface.c: a picture in memory, as the screen takes it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "pixels-surface.h"

static guint32
read_surface (cairo_surface_t *surface,
              gint             x,
              gint             y)
{
  guint32 value;

  memcpy (&value,
          cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * y + 4 * x,
          sizeof value);

  return value;
}

static cairo_surface_t *
make_surface (gint          width,
              gint          height,
              gint          channels,
              const guint8 *bytes,
              gint          scale)
{
  g_autoptr (OverpaintPixels) pixels = overpaint_pixels_new (width, height, channels, NULL);

  memcpy (overpaint_pixels_get_data (pixels), bytes, (gsize) width * height * channels);

  return overpaint_pixels_surface_new (pixels, scale);
}

/* Odd widths: rows of a picture have no gaps, those of a surface may. */
static void
test_colours (void)
{
  static const guint8 rgb[]  = { 255, 0, 0,  0, 255, 0,  0, 0, 255,
                                 1, 2, 3,  4, 5, 6,  7, 8, 9 };
  cairo_surface_t    *surface = make_surface (3, 2, 3, rgb, 1);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 3);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 2);
  g_assert_cmphex (read_surface (surface, 0, 0) & 0xffffff, ==, 0xff0000);
  g_assert_cmphex (read_surface (surface, 1, 0) & 0xffffff, ==, 0x00ff00);
  g_assert_cmphex (read_surface (surface, 2, 0) & 0xffffff, ==, 0x0000ff);
  g_assert_cmphex (read_surface (surface, 0, 1) & 0xffffff, ==, 0x010203);
  g_assert_cmphex (read_surface (surface, 2, 1) & 0xffffff, ==, 0x070809);

  cairo_surface_destroy (surface);
}

static void
test_alpha (void)
{
  static const guint8 rgba[]  = { 255, 128, 0, 128,  255, 255, 255, 0,  10, 20, 30, 255,  1, 200, 255, 1 };
  cairo_surface_t    *surface = make_surface (2, 2, 4, rgba, 1);

  g_assert_cmphex (read_surface (surface, 0, 0), ==, 0x80804000);
  g_assert_cmphex (read_surface (surface, 1, 0), ==, 0x00000000);
  g_assert_cmphex (read_surface (surface, 0, 1), ==, 0xff0a141e);
  g_assert_cmphex (read_surface (surface, 1, 1), ==, 0x01000101);

  cairo_surface_destroy (surface);
}

static void
test_scale (void)
{
  static const guint8 rgb[]   = { 9, 9, 9,  9, 9, 9 };
  cairo_surface_t    *surface = make_surface (2, 1, 3, rgb, 2);
  gdouble             scale_x;
  gdouble             scale_y;

  cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
  g_assert_cmpfloat (scale_x, ==, 2.0);
  g_assert_cmpfloat (scale_y, ==, 2.0);

  cairo_surface_destroy (surface);
}

static void
test_too_large (void)
{
  g_autoptr (OverpaintPixels) pixels = overpaint_pixels_new (40000, 1, 3, NULL);

  g_assert_null (overpaint_pixels_surface_new (pixels, 1));
}

static void
test_checker (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 24, 24);
  cairo_t         *cairo   = cairo_create (surface);

  overpaint_pixels_surface_checker (cairo, 2, 3, 20, 20);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);

  g_assert_cmphex (read_surface (surface, 0, 0) & 0xffffff, ==, 0x000000);
  g_assert_cmphex (read_surface (surface, 2, 3) & 0xffffff, ==, 0x999999);
  g_assert_cmphex (read_surface (surface, 10, 3) & 0xffffff, ==, 0x666666);
  g_assert_cmphex (read_surface (surface, 2, 11) & 0xffffff, ==, 0x666666);
  g_assert_cmphex (read_surface (surface, 10, 11) & 0xffffff, ==, 0x999999);
  g_assert_cmphex (read_surface (surface, 22, 3) & 0xffffff, ==, 0x000000);
  g_assert_cmphex (read_surface (surface, 2, 23) & 0xffffff, ==, 0x000000);

  cairo_surface_destroy (surface);
}

gint
main (gint    argc,
      gchar **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pixels-surface/colours", test_colours);
  g_test_add_func ("/pixels-surface/alpha", test_alpha);
  g_test_add_func ("/pixels-surface/scale", test_scale);
  g_test_add_func ("/pixels-surface/too-large", test_too_large);
  g_test_add_func ("/pixels-surface/checker", test_checker);

  return g_test_run ();
}
