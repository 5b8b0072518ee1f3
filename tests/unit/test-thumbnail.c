/* test-thumbnail.c: tests of pictures made small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picture-tools.h"
#include "thumbnail.h"

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OverpaintPixels *
make_thumbnail (OverpaintPixels  *pixels,
                gint              side,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  overpaint_thumbnail_make_async (pixels, side, cancellable, on_made, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return overpaint_thumbnail_make_finish (result, error);
}

typedef struct
{
  const gchar *name;
  gint         width;
  gint         height;
  gint         channels;
  gint         side;
  gint         small_width;
  gint         small_height;
} SizeCase;

static const SizeCase size_cases[] =
{
  { "wide",          300,  200,  3, 96,  96,  64 },
  { "high",          200,  300,  3, 96,  64,  96 },
  { "square",        128,  128,  4, 64,  64,  64 },
  { "rounded",       1000, 333,  3, 100, 100, 33 },
  { "rounded-up",    1000, 336,  3, 100, 100, 34 },
  { "rounded-across", 336, 1000, 3, 100, 34,  100 },
  { "strip",         2000, 1,    3, 96,  96,  1 },
  { "column",        1,    2000, 4, 96,  1,   96 },
  { "to-a-pixel",    50,   40,   3, 1,   1,   1 },
  { "just-right",    96,   64,   4, 96,  96,  64 },
  { "never-larger",  40,   30,   3, 96,  40,  30 },
};

static void
test_size (gconstpointer data)
{
  const SizeCase              *test   = data;
  g_autoptr (OverpaintPixels)  pixels = make_filled (test->width, test->height, test->channels, 119);
  g_autoptr (OverpaintPixels)  small  = NULL;
  g_autoptr (OverpaintPixels)  expected = NULL;
  g_autoptr (GError)           error  = NULL;

  small = make_thumbnail (pixels, test->side, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (small), ==, test->small_width);
  g_assert_cmpint (overpaint_pixels_get_height (small), ==, test->small_height);

  /* One colour all over stays that colour all over, and so does its opacity. */
  expected = make_filled (test->small_width, test->small_height, test->channels, 119);
  g_assert_true (overpaint_pixels_equal (small, expected));
}

static void
test_untouched (void)
{
  g_autoptr (OverpaintPixels) pixels = make_noise (90, 60, 4, 7);
  g_autoptr (OverpaintPixels) small  = make_thumbnail (pixels, 96, NULL, NULL);

  g_assert_true (overpaint_pixels_equal (small, pixels));
}

/* A disc's edge, as a checker of white and of transparent black: white everywhere, half there. */
static void
test_no_fringe (void)
{
  g_autoptr (OverpaintPixels) pixels = make_filled (64, 64, 4, 0);
  g_autoptr (OverpaintPixels) small  = NULL;
  gint                        x;
  gint                        y;

  for (y = 0; y < 64; y++)
    {
      for (x = y % 2; x < 64; x += 2)
        memset (pixel_at (pixels, x, y), 255, 4);
    }

  small = make_thumbnail (pixels, 32, NULL, NULL);
  g_assert_cmpint (overpaint_pixels_get_channels (small), ==, 4);

  for (y = 0; y < 32; y++)
    {
      for (x = 0; x < 32; x++)
        {
          const guint8 *pixel = pixel_at (small, x, y);

          g_assert_cmpint (pixel[0], ==, 255);
          g_assert_cmpint (pixel[1], ==, 255);
          g_assert_cmpint (pixel[2], ==, 255);
          g_assert_cmpint (pixel[3], ==, 128);
        }
    }
}

static void
test_transparent (void)
{
  g_autoptr (OverpaintPixels) pixels   = make_filled (64, 64, 4, 0);
  g_autoptr (OverpaintPixels) expected = make_filled (16, 16, 4, 0);
  g_autoptr (OverpaintPixels) small    = make_thumbnail (pixels, 16, NULL, NULL);

  g_assert_true (overpaint_pixels_equal (small, expected));
}

static void
test_cancel (void)
{
  g_autoptr (OverpaintPixels)  pixels      = make_noise (2000, 2000, 4, 7);
  g_autoptr (GCancellable)     cancellable = g_cancellable_new ();
  g_autoptr (GError)           error       = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (make_thumbnail (pixels, 96, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (size_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/thumbnail/size/", size_cases[i].name, NULL);

      g_test_add_data_func (path, &size_cases[i], test_size);
    }

  g_test_add_func ("/thumbnail/untouched", test_untouched);
  g_test_add_func ("/thumbnail/no-fringe", test_no_fringe);
  g_test_add_func ("/thumbnail/transparent", test_transparent);
  g_test_add_func ("/thumbnail/cancel", test_cancel);

  return g_test_run ();
}
