/* picture-tools.h: pictures for tests to work on
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "pixels.h"

static inline guint8 *
pixel_at (OverpaintPixels *pixels,
          gint             x,
          gint             y)
{
  return overpaint_pixels_get_data (pixels) +
         overpaint_pixels_get_stride (pixels) * y +
         (gsize) x * overpaint_pixels_get_channels (pixels);
}

static inline OverpaintPixels *
make_filled (gint   width,
             gint   height,
             gint   channels,
             guint8 value)
{
  g_autoptr (GError)  error  = NULL;
  OverpaintPixels    *pixels = overpaint_pixels_new (width, height, channels, &error);

  g_assert_no_error (error);
  memset (overpaint_pixels_get_data (pixels), value,
          overpaint_pixels_get_stride (pixels) * height);

  return pixels;
}

/* Every byte at random, but the same for the same @seed. */
static inline OverpaintPixels *
make_noise (gint    width,
            gint    height,
            gint    channels,
            guint32 seed)
{
  OverpaintPixels *pixels = make_filled (width, height, channels, 0);
  guint8          *data   = overpaint_pixels_get_data (pixels);
  gsize            length = overpaint_pixels_get_stride (pixels) * height;
  GRand           *random = g_rand_new_with_seed (seed);
  gsize            i;

  for (i = 0; i < length; i++)
    data[i] = g_rand_int (random) >> 24;

  g_rand_free (random);

  return pixels;
}
