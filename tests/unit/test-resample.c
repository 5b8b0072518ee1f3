/* test-resample.c: tests of resampling
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "picture-tools.h"
#include "resample.h"

static gdouble
to_linear (gdouble value)
{
  value /= 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static gdouble
from_linear (gdouble value)
{
  return 255.0 * (value <= 0.04045 / 12.92 ? value * 12.92
                                           : 1.055 * pow (value, 1 / 2.4) - 0.055);
}

static guint8 *
repeated_at (OverpaintPixels *pixels,
             gint             x,
             gint             y)
{
  return pixel_at (pixels,
                   CLAMP (x, 0, overpaint_pixels_get_width (pixels) - 1),
                   CLAMP (y, 0, overpaint_pixels_get_height (pixels) - 1));
}

static OverpaintPixels *
resample (OverpaintPixels *source,
          gdouble          scale,
          gdouble          origin_x,
          gdouble          origin_y,
          gint             width,
          gint             height)
{
  g_autoptr (GError)  error  = NULL;
  OverpaintPixels    *result = overpaint_pixels_resample (source, scale, origin_x, origin_y,
                                                          width, height, &error);

  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (result), ==, width);
  g_assert_cmpint (overpaint_pixels_get_height (result), ==, height);
  g_assert_cmpint (overpaint_pixels_get_channels (result), ==,
                   overpaint_pixels_get_channels (source));

  return result;
}

/* At scale 1 and whole origins: moved about, edge repeated, not a bit changed. */
static void
test_copy (void)
{
  static const gint cases[][4] =       /* origin x, y; width, height */
  {
    { 0, 0, 13, 9 }, { 0, 0, 16, 16 }, { 3, 2, 5, 4 }, { -4, -5, 30, 20 }, { 5, -3, 20, 4 },
    { 100, 100, 3, 3 }, { -100, -100, 3, 3 }, { 12, 8, 1, 1 }, { -3, 0, 3, 9 }, { 13, 0, 2, 9 },
  };
  guint i;
  gint  channels;
  gint  x;
  gint  y;

  for (channels = 3; channels <= 4; channels++)
    for (i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr (OverpaintPixels) source = make_noise (13, 9, channels, i);
        g_autoptr (OverpaintPixels) result = resample (source, 1.0, cases[i][0], cases[i][1],
                                                       cases[i][2], cases[i][3]);

        for (y = 0; y < cases[i][3]; y++)
          for (x = 0; x < cases[i][2]; x++)
            g_assert_cmpmem (pixel_at (result, x, y), channels,
                             repeated_at (source, x + cases[i][0], y + cases[i][1]), channels);
      }
}

/* Linear light: half of it is 188, where a mean of the values would be 128. */
static void
test_checkerboard (void)
{
  static const gdouble        scales[] = { 0.5, 0.25, 1.0 / 16 };
  g_autoptr (OverpaintPixels) source   = make_filled (64, 64, 3, 0);
  guint                       i;
  gint                        x;
  gint                        y;

  for (y = 0; y < 64; y++)
    for (x = 0; x < 64; x++)
      memset (pixel_at (source, x, y), (x + y) % 2 ? 255 : 0, 3);

  for (i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gint                        side     = 64 * scales[i];
      g_autoptr (OverpaintPixels) result   = resample (source, scales[i], 0, 0, side, side);
      g_autoptr (OverpaintPixels) expected = make_filled (side, side, 3, 188);

      g_assert_true (overpaint_pixels_equal (result, expected));
    }
}

static void
test_grey (void)
{
  static const gdouble scales[] = { 0.01, 0.1, 0.37, 0.5, 0.999, 1.0, 1.001, 1.3, 2.0, 7.7 };
  guint                i;
  gint                 channels;
  gint                 value;

  for (channels = 3; channels <= 4; channels++)
    for (value = 0; value < 256; value++)
      {
        g_autoptr (OverpaintPixels) source   = make_filled (19, 23, channels, value);
        g_autoptr (OverpaintPixels) expected = make_filled (21, 17, channels, value);

        for (i = 0; i < G_N_ELEMENTS (scales); i++)
          {
            g_autoptr (OverpaintPixels) result = resample (source, scales[i], -0.3, 1.7, 21, 17);

            if (! overpaint_pixels_equal (result, expected))
              g_error ("%d at scale %g is %d", value, scales[i], *pixel_at (result, 0, 0));
          }
      }
}

/* The light on the line from minus infinity to @x, in a row or column of the source. */
static gdouble
light_up_to (OverpaintPixels *source,
             gint             line,
             gboolean         down,
             gint             channel,
             gdouble          x)
{
  gint    length = down ? overpaint_pixels_get_height (source)
                        : overpaint_pixels_get_width (source);
  gdouble sum    = 0;
  gint    i;

  if (x <= 0)
    return x * to_linear (repeated_at (source, 0, line)[channel]);

  for (i = 0; i < length && i + 1 <= x; i++)
    sum += to_linear (repeated_at (source, i, line)[channel]);

  return sum + (x - i) * to_linear (repeated_at (source, i, line)[channel]);
}

/* Down, against the same written as differences of sums, in doubles. */
static void
test_area (void)
{
  static const gdouble cases[][3] =       /* scale, origin x, y */
  {
    { 0.5, 0, 0 }, { 0.37, 0, 0 }, { 0.37, -3.3, 2.6 }, { 0.9, 0.5, 0.5 }, { 0.05, 0, 0 },
    { 0.01, -20, -70 }, { 0.6667, 31.5, 0 },
  };
  g_autoptr (OverpaintPixels) source = make_noise (41, 29, 3, 12);
  guint                       i;
  gint                        x, y, channel, row;
  guint                       off    = 0;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gdouble                     scale  = cases[i][0];
      g_autoptr (OverpaintPixels) result = resample (source, scale, cases[i][1], cases[i][2],
                                                     24, 18);

      for (y = 0; y < 18; y++)
        for (x = 0; x < 24; x++)
          for (channel = 0; channel < 3; channel++)
            {
              gdouble left   = cases[i][1] + x / scale;
              gdouble right  = cases[i][1] + (x + 1) / scale;
              gdouble top    = cases[i][2] + y / scale;
              gdouble bottom = cases[i][2] + (y + 1) / scale;
              gdouble light  = 0;
              gdouble wanted;

              for (row = floor (top); row < bottom; row++)
                light += (MIN (row + 1, bottom) - MAX (row, top)) *
                         (light_up_to (source, row, FALSE, channel, right) -
                          light_up_to (source, row, FALSE, channel, left));

              wanted = from_linear (light * scale * scale);

              /* Half a level is the rounding; floats may tip what lies in the middle. */
              g_assert_cmpfloat_with_epsilon (pixel_at (result, x, y)[channel], wanted, 0.501);
              off += pixel_at (result, x, y)[channel] != lround (wanted);
            }
    }

  g_assert_cmpuint (off, <=, 10);
}

static gdouble
cubic (gdouble before,
       gdouble from,
       gdouble to,
       gdouble after,
       gdouble t)
{
  /* Hermite's form: through both ends, with the slopes that their neighbours give. */
  gdouble slope_from = (to - before) / 2;
  gdouble slope_to   = (after - from) / 2;

  return from * (1 + 2 * t) * (1 - t) * (1 - t) + slope_from * t * (1 - t) * (1 - t) +
         to * t * t * (3 - 2 * t) + slope_to * t * t * (t - 1);
}

static void
test_cubic (void)
{
  static const gdouble cases[][3] =       /* scale, origin x, y */
  {
    { 2, 0, 0 }, { 3.7, 0, 0 }, { 1, 0.5, 0.25 }, { 1.01, -2.2, 1.1 }, { 12.5, 5.5, 6.1 },
    { 1.5, 11, 8.9 },
  };
  g_autoptr (OverpaintPixels) source = make_noise (13, 11, 3, 21);
  guint                       i;
  gint                        x, y, channel, j, k;
  guint                       off    = 0;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gdouble                     scale  = cases[i][0];
      g_autoptr (OverpaintPixels) result = resample (source, scale, cases[i][1], cases[i][2],
                                                     27, 24);

      for (y = 0; y < 24; y++)
        for (x = 0; x < 27; x++)
          for (channel = 0; channel < 3; channel++)
            {
              gdouble from_x = cases[i][1] + (x + 0.5) / scale - 0.5;
              gdouble from_y = cases[i][2] + (y + 0.5) / scale - 0.5;
              gint    left   = floor (from_x);
              gint    top    = floor (from_y);
              gdouble lines[4];
              gdouble points[4];
              gdouble wanted;

              for (j = 0; j < 4; j++)
                {
                  for (k = 0; k < 4; k++)
                    points[k] = repeated_at (source, left - 1 + k, top - 1 + j)[channel];

                  lines[j] = cubic (points[0], points[1], points[2], points[3], from_x - left);
                }

              wanted = cubic (lines[0], lines[1], lines[2], lines[3], from_y - top);
              wanted = CLAMP (wanted, 0, 255);

              g_assert_cmpfloat_with_epsilon (pixel_at (result, x, y)[channel], wanted, 0.501);
              off += pixel_at (result, x, y)[channel] != lround (wanted);
            }
    }

  g_assert_cmpuint (off, <=, 20);
}

/* There and back: had anything shifted by an eighth of a pixel, the mean would tell. */
static void
test_centred (void)
{
  static const gdouble        scales[] = { 0.8, 0.5, 0.37, 0.25, 1.6, 3.0 };
  g_autoptr (OverpaintPixels) source   = make_filled (60, 60, 3, 0);
  guint                       i;
  gint                        x;
  gint                        y;

  for (y = 0; y < 60; y++)
    for (x = 0; x < 60; x++)
      {
        pixel_at (source, x, y)[0] = 4 * x + 10;
        pixel_at (source, x, y)[1] = 250 - 4 * y;
        pixel_at (source, x, y)[2] = 2 * x + 2 * y;
      }

  for (i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gint                        side  = ceil (60 * scales[i]);
      g_autoptr (OverpaintPixels) there = resample (source, scales[i], 0, 0, side, side);
      g_autoptr (OverpaintPixels) back  = resample (there, 1 / scales[i], 0, 0, 60, 60);
      gdouble                     sum[3] = { 0, };
      gint                        count  = 0;
      gint                        channel;

      for (y = 15; y < 45; y++)
        for (x = 15; x < 45; x++, count++)
          for (channel = 0; channel < 3; channel++)
            {
              gint off = pixel_at (back, x, y)[channel] - pixel_at (source, x, y)[channel];

              g_assert_cmpint (ABS (off), <=, 2);
              sum[channel] += off;
            }

      for (channel = 0; channel < 3; channel++)
        g_assert_cmpfloat (fabs (sum[channel] / count), <, 0.5);
    }
}

/* What cannot be seen does not tint what can, and alpha itself is plain arithmetic. */
static void
test_alpha (void)
{
  g_autoptr (OverpaintPixels) source = make_filled (8, 8, 4, 0);
  g_autoptr (OverpaintPixels) down   = NULL;
  g_autoptr (OverpaintPixels) up     = NULL;
  gint                        x;
  gint                        y;

  /* Columns by turns: opaque red, and a green that is wholly transparent. */
  for (y = 0; y < 8; y++)
    for (x = 0; x < 8; x++)
      memcpy (pixel_at (source, x, y), x % 2 ? "\x00\xff\x00\x00" : "\xc8\x0a\x14\xff", 4);

  down = resample (source, 0.5, 0, 0, 4, 4);
  up   = resample (source, 2.5, 0, 0, 20, 20);

  for (y = 0; y < 4; y++)
    for (x = 0; x < 4; x++)
      g_assert_cmpmem (pixel_at (down, x, y), 4, "\xc8\x0a\x14\x80", 4);

  for (y = 0; y < 20; y++)
    for (x = 0; x < 20; x++)
      {
        if (pixel_at (up, x, y)[3] > 0)
          g_assert_cmpmem (pixel_at (up, x, y), 3, "\xc8\x0a\x14", 3);
        else
          g_assert_cmpmem (pixel_at (up, x, y), 3, "\0\0\0", 3);
      }

  g_assert_cmpint (pixel_at (up, 0, 0)[3], ==, 255);
}

/* An opaque picture with alpha gives what the same without gives. */
static void
test_opaque (void)
{
  static const gdouble        scales[] = { 0.3, 0.77, 1.9 };
  g_autoptr (OverpaintPixels) source   = make_noise (30, 20, 4, 2);
  g_autoptr (OverpaintPixels) plain    = make_filled (30, 20, 3, 0);
  guint                       i;
  gint                        x;
  gint                        y;

  for (y = 0; y < 20; y++)
    for (x = 0; x < 30; x++)
      {
        pixel_at (source, x, y)[3] = 255;
        memcpy (pixel_at (plain, x, y), pixel_at (source, x, y), 3);
      }

  for (i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (OverpaintPixels) with    = resample (source, scales[i], 0, 0, 22, 15);
      g_autoptr (OverpaintPixels) without = resample (plain, scales[i], 0, 0, 22, 15);
      gint                        channel;

      for (y = 0; y < 15; y++)
        for (x = 0; x < 22; x++)
          {
            g_assert_cmpint (pixel_at (with, x, y)[3], ==, 255);

            for (channel = 0; channel < 3; channel++)
              g_assert_cmpint (ABS (pixel_at (with, x, y)[channel] -
                                    pixel_at (without, x, y)[channel]), <=, 1);
          }
    }
}

/* Shapes that a wrong index would fall over, each a uniform grey that must stay. */
static void
test_strips (void)
{
  static const struct
  {
    gint    source_width, source_height;
    gdouble scale;
    gint    width, height;
  }
  cases[] =
  {
    { 524288, 1,      2048.0 / 524288, 2048, 8 },
    { 1,      524288, 2048.0 / 524288, 8,    2048 },
    { 1,      1,      512,             512,  512 },
    { 1,      1,      0.001,           8,    8 },
    { 3,      4000,   0.512,           8,    2048 },
    { 8,      2048,   1 / 0.02048,     1,    100000 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintPixels) source   = make_filled (cases[i].source_width,
                                                          cases[i].source_height, 3, 143);
      g_autoptr (OverpaintPixels) expected = make_filled (cases[i].width, cases[i].height, 3, 143);
      g_autoptr (OverpaintPixels) result   = resample (source, cases[i].scale, 0, 0,
                                                       cases[i].width, cases[i].height);

      g_test_message ("case %u", i);
      g_assert_true (overpaint_pixels_equal (result, expected));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/resample/copy", test_copy);
  g_test_add_func ("/resample/checkerboard", test_checkerboard);
  g_test_add_func ("/resample/grey", test_grey);
  g_test_add_func ("/resample/area", test_area);
  g_test_add_func ("/resample/cubic", test_cubic);
  g_test_add_func ("/resample/centred", test_centred);
  g_test_add_func ("/resample/alpha", test_alpha);
  g_test_add_func ("/resample/opaque", test_opaque);
  g_test_add_func ("/resample/strips", test_strips);

  return g_test_run ();
}
