/* test-pixels.c: tests of OverpaintPixels
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picture-tools.h"

/* Under AddressSanitizer too, memory that cannot be had must come back as NULL. */
const char * __asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "allocator_may_return_null=1";
}

static void
test_new (void)
{
  g_autoptr (GError)          error  = NULL;
  g_autoptr (OverpaintPixels) pixels = overpaint_pixels_new (5, 3, 4, &error);
  g_autoptr (OverpaintPixels) zeros  = make_filled (5, 3, 4, 0);

  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (pixels), ==, 5);
  g_assert_cmpint (overpaint_pixels_get_height (pixels), ==, 3);
  g_assert_cmpint (overpaint_pixels_get_channels (pixels), ==, 4);
  g_assert_cmpuint (overpaint_pixels_get_stride (pixels), ==, 20);
  g_assert_true (overpaint_pixels_equal (pixels, zeros));
}

static void
test_boxed (void)
{
  OverpaintPixels *pixels = make_filled (1, 1, 3, 7);
  OverpaintPixels *again  = g_boxed_copy (OVERPAINT_TYPE_PIXELS, pixels);

  g_assert_true (again == pixels);
  overpaint_pixels_unref (pixels);
  g_assert_cmpint (*overpaint_pixels_get_data (again), ==, 7);
  g_boxed_free (OVERPAINT_TYPE_PIXELS, again);
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (overpaint_pixels_new (G_MAXINT, G_MAXINT, 4, &error));
  g_assert_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==,
                   "A picture of 2147483647 × 2147483647 pixels is too large for this system.");
}

static void
test_no_memory (void)
{
  g_autoptr (GError) error = NULL;

  /* 4 exabytes: fits a size, but no machine. */
  g_assert_null (overpaint_pixels_new (G_MAXINT / 2, G_MAXINT / 2, 4, &error));
  g_assert_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY);
  g_assert_nonnull (strstr (error->message, "not enough memory"));
}

static void
test_black (void)
{
  gint channels;

  for (channels = 3; channels <= 4; channels++)
    {
      g_autoptr (OverpaintPixels) pixels = make_filled (9, 4, channels, 2);
      gint                        channel;

      g_assert_true (overpaint_pixels_is_black (pixels));

      for (channel = 0; channel < channels; channel++)
        {
          /* The last pixel, so that one which is not looked at is found out. */
          pixel_at (pixels, 8, 3)[channel] = 3;
          g_assert_true (overpaint_pixels_is_black (pixels) == (channel == 3));
          pixel_at (pixels, 8, 3)[channel] = 2;
        }
    }
}

static void
test_equal (void)
{
  g_autoptr (OverpaintPixels) pixels   = make_noise (6, 4, 3, 1);
  g_autoptr (OverpaintPixels) same     = make_noise (6, 4, 3, 1);
  g_autoptr (OverpaintPixels) turned   = make_noise (4, 6, 3, 1);
  g_autoptr (OverpaintPixels) flat     = make_filled (4, 3, 4, 0);
  g_autoptr (OverpaintPixels) narrower = make_filled (4, 4, 3, 0);

  g_assert_true (overpaint_pixels_equal (pixels, same));
  g_assert_false (overpaint_pixels_equal (pixels, turned));
  g_assert_false (overpaint_pixels_equal (flat, narrower));

  pixel_at (same, 5, 3)[2] ^= 1;
  g_assert_false (overpaint_pixels_equal (pixels, same));
}

static void
test_check_size (void)
{
  static const struct
  {
    gint64 width;
    gint64 height;
    gint   code;       /* -1: fine */
  }
  cases[] =
  {
    { 1,                     1,          -1 },
    { OVERPAINT_MAX_SIDE,    1,          -1 },
    { 1,                     16384,      -1 },
    { 10000,                 10000,      -1 },
    { 16385,                 1,          OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 1,                     16385,      OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 10001,                 10000,      OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 16384,                 16384,      OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { G_MAXUINT32,           G_MAXINT64, OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 0,                     5,          OVERPAINT_PICTURE_ERROR_INVALID },
    { 5,                     -1,         OVERPAINT_PICTURE_ERROR_INVALID },
  };
  g_autoptr (GError) error = NULL;
  guint              i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean fits = overpaint_pixels_check_size (cases[i].width, cases[i].height, &error);

      g_test_message ("%" G_GINT64_FORMAT " x %" G_GINT64_FORMAT,
                      cases[i].width, cases[i].height);
      g_assert_true (fits == (cases[i].code == -1));

      if (! fits)
        g_assert_error (error, OVERPAINT_PICTURE_ERROR, cases[i].code);

      g_clear_error (&error);
    }

  overpaint_pixels_check_size (20000, 300, &error);
  g_assert_cmpstr (error->message, ==,
                   "The server's picture is too large: 20000 × 300 pixels, where at most 16384 "
                   "a side and 100 megapixels are taken.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pixels/new", test_new);
  g_test_add_func ("/pixels/boxed", test_boxed);
  g_test_add_func ("/pixels/too-large", test_too_large);
  g_test_add_func ("/pixels/no-memory", test_no_memory);
  g_test_add_func ("/pixels/black", test_black);
  g_test_add_func ("/pixels/equal", test_equal);
  g_test_add_func ("/pixels/check-size", test_check_size);

  return g_test_run ();
}
