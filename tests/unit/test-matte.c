/* test-matte.c: tests of the matte
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "matte.h"
#include "picture-tools.h"

/* Each pixel's place is its colour, so that a result tells where it came from. */
static OverpaintPixels *
make_places (gint    width,
             gint    height,
             guint   visible_percent,
             guint32 seed)
{
  OverpaintPixels *pixels = make_filled (width, height, 4, 0);
  GRand           *random = g_rand_new_with_seed (seed);
  gint             x;
  gint             y;

  for (y = 0; y < height; y++)
    for (x = 0; x < width; x++)
      {
        guint8 *pixel = pixel_at (pixels, x, y);

        pixel[0] = x;
        pixel[1] = y;
        pixel[2] = (x >> 8) | (y >> 8) << 4;

        if ((guint) g_rand_int_range (random, 0, 100) < visible_percent)
          pixel[3] = g_rand_int_range (random, 1, 256);
      }

  g_rand_free (random);

  return pixels;
}

static void
assert_nearest (OverpaintPixels *pixels)
{
  g_autoptr (GError)          error  = NULL;
  g_autoptr (OverpaintPixels) spread = overpaint_matte_spread (pixels, &error);
  gint                        width  = overpaint_pixels_get_width (pixels);
  gint                        height = overpaint_pixels_get_height (pixels);
  gint                        x, y, i, j;

  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_channels (spread), ==, 3);
  g_assert_cmpint (overpaint_pixels_get_width (spread), ==, width);
  g_assert_cmpint (overpaint_pixels_get_height (spread), ==, height);

  for (y = 0; y < height; y++)
    for (x = 0; x < width; x++)
      {
        const guint8 *result = pixel_at (spread, x, y);
        gint          from_x = result[0] | (result[2] & 0x0f) << 8;
        gint          from_y = result[1] | (result[2] >> 4) << 8;
        gint          least  = G_MAXINT;

        for (j = 0; j < height; j++)
          for (i = 0; i < width; i++)
            if (pixel_at (pixels, i, j)[3] > 0)
              least = MIN (least, (x - i) * (x - i) + (y - j) * (y - j));

        g_assert_cmpint (pixel_at (pixels, from_x, from_y)[3], >, 0);
        g_assert_cmpint ((x - from_x) * (x - from_x) + (y - from_y) * (y - from_y), ==, least);
      }
}

static void
test_nearest (void)
{
  static const struct
  {
    gint  width;
    gint  height;
    guint visible_percent;
  }
  cases[] =
  {
    { 1, 1, 100 }, { 40, 1, 10 }, { 1, 40, 10 }, { 300, 3, 1 }, { 3, 300, 1 },
    { 24, 24, 1 }, { 32, 21, 3 }, { 21, 32, 10 }, { 20, 20, 50 }, { 20, 20, 100 },
  };
  guint i;
  guint seed;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    for (seed = 0; seed < 5; seed++)
      {
        g_autoptr (OverpaintPixels) pixels = make_places (cases[i].width, cases[i].height,
                                                          cases[i].visible_percent, seed);

        /* At least one, wherever chance left none. */
        pixel_at (pixels, seed % cases[i].width, seed % cases[i].height)[3] = 1;
        g_test_message ("%d x %d, %u %%, seed %u", cases[i].width, cases[i].height,
                        cases[i].visible_percent, seed);
        assert_nearest (pixels);
      }
}

static void
test_corners (void)
{
  gint corner;

  for (corner = 0; corner < 4; corner++)
    {
      g_autoptr (OverpaintPixels) pixels = make_places (17, 23, 0, 0);

      pixel_at (pixels, corner & 1 ? 16 : 0, corner & 2 ? 22 : 0)[3] = 255;
      assert_nearest (pixels);
    }
}

static void
test_visible_untouched (void)
{
  g_autoptr (OverpaintPixels) pixels = make_noise (64, 48, 4, 8);
  g_autoptr (OverpaintPixels) spread = NULL;
  gint                        x;
  gint                        y;

  for (x = 0; x < 64; x++)
    pixel_at (pixels, x, 10)[3] = 0;

  spread = overpaint_matte_spread (pixels, NULL);

  for (y = 0; y < 48; y++)
    for (x = 0; x < 64; x++)
      if (pixel_at (pixels, x, y)[3] > 0)
        g_assert_cmpmem (pixel_at (spread, x, y), 3, pixel_at (pixels, x, y), 3);
}

/* A red disc on transparent black: no black may be left. */
static void
test_no_fringe (void)
{
  g_autoptr (OverpaintPixels) pixels = make_filled (50, 50, 4, 0);
  g_autoptr (OverpaintPixels) spread = NULL;
  gint                        x;
  gint                        y;

  for (y = 0; y < 50; y++)
    for (x = 0; x < 50; x++)
      if ((x - 25) * (x - 25) + (y - 25) * (y - 25) < 200)
        memcpy (pixel_at (pixels, x, y), "\xc8\x14\x1e\xff", 4);

  spread = overpaint_matte_spread (pixels, NULL);

  for (y = 0; y < 50; y++)
    for (x = 0; x < 50; x++)
      g_assert_cmpmem (pixel_at (spread, x, y), 3, "\xc8\x14\x1e", 3);
}

static void
test_no_alpha (void)
{
  g_autoptr (OverpaintPixels) pixels = make_noise (5, 4, 3, 1);
  g_autoptr (OverpaintPixels) spread = overpaint_matte_spread (pixels, NULL);

  g_assert_true (spread == pixels);
}

static void
test_empty (void)
{
  g_autoptr (OverpaintPixels) pixels = make_places (30, 20, 0, 0);
  g_autoptr (GError)          error  = NULL;

  g_assert_null (overpaint_matte_spread (pixels, &error));
  g_assert_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY);
  g_assert_cmpstr (error->message, ==,
                   "The layer is fully transparent: there is nothing to send.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/matte/nearest", test_nearest);
  g_test_add_func ("/matte/corners", test_corners);
  g_test_add_func ("/matte/visible-untouched", test_visible_untouched);
  g_test_add_func ("/matte/no-fringe", test_no_fringe);
  g_test_add_func ("/matte/no-alpha", test_no_alpha);
  g_test_add_func ("/matte/empty", test_empty);

  return g_test_run ();
}
