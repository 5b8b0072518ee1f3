/* resample.c: pixels at another size, by one scale both ways
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this is not left to GEGL: it runs in a worker thread, while GEGL in a plug-in
 * belongs to the main thread with the rest of libgimp; the scale must stay exactly
 * the same both ways and have its origin between pixels; and GEGL's cubic sampler
 * looks at a few points of what it covers, where far down every pixel must count.
 *
 * Down, each pixel is the mean of the area that it covers, in linear light, because
 * that is how an eye, or a lens, mixes what it cannot tell apart: a fine black and
 * white pattern becomes 188, not 128. Up, it is a cubic (Catmull-Rom) of the
 * perceptual values: nothing is mixed there, the curve only joins what is known, and
 * the small dark rim that a cubic leaves beside bright edges would in linear light
 * be a wide black one.
 *
 * Both are separable. Only four rows of floats are held, whatever the picture's size.
 */

#include "resample.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "resample-axis.h"

#define CACHED_ROWS   4        /* what a cubic needs; an area's rows come one by one */
#define GUESSES       4096     /* above 12.92 * 255, so that a guess is at most a level or two low */

typedef struct
{
  gboolean linear;
  gfloat   decode[256];
  gfloat   threshold[255];       /* linear light between one level and the next */
  guint8   guess[GUESSES];
} Curve;

static gdouble
srgb_to_linear (gdouble value)
{
  /* IEC 61966-2-1 */
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static void
curve_init (Curve    *curve,
            gboolean  linear)
{
  gint level;
  gint guess;

  curve->linear = linear;

  for (level = 0; level < 256; level++)
    curve->decode[level] = linear ? srgb_to_linear (level / 255.0) : level / 255.0;

  for (level = 0; level < 255; level++)
    curve->threshold[level] = srgb_to_linear ((level + 0.5) / 255.0);

  for (guess = 0, level = 0; guess < GUESSES; guess++)
    {
      while (level < 255 && (gfloat) guess / GUESSES >= curve->threshold[level])
        level++;

      curve->guess[guess] = level;
    }
}

static inline guint8
encode_plain (gfloat value)
{
  if (! (value > 0.0f))
    return 0;

  return value >= 1.0f ? 255 : (guint8) (value * 255.0f + 0.5f);
}

static inline guint8
encode (const Curve *curve,
        gfloat       value)
{
  guint8 level;

  if (! curve->linear)
    return encode_plain (value);

  if (! (value > 0.0f))
    return 0;

  if (value >= 1.0f)
    return 255;

  level = curve->guess[(gint) (value * GUESSES)];

  while (level < 255 && value >= curve->threshold[level])
    level++;

  return level;
}

static void
resample_row (const guint8                *source,
              gint                         channels,
              const Curve                 *curve,
              const OverpaintResampleAxis *axis,
              gfloat                      *target,
              gint                         width)
{
  const gfloat *weights = (const gfloat *) axis->weights->data;
  gint          x;

  for (x = 0; x < width; x++, target += channels)
    {
      const OverpaintResampleSpan *span   = &axis->spans[x];
      const gfloat                *weight = weights + span->offset;
      const guint8                *pixel  = source + (gsize) span->first * channels;
      gfloat                       red    = 0.0f;
      gfloat                       green  = 0.0f;
      gfloat                       blue   = 0.0f;
      gint                         count  = span->count;

      if (channels == 3)
        {
          for (; count > 0; count--, weight++, pixel += 3)
            {
              red   += *weight * curve->decode[pixel[0]];
              green += *weight * curve->decode[pixel[1]];
              blue  += *weight * curve->decode[pixel[2]];
            }
        }
      else
        {
          gfloat alpha = 0.0f;

          /* What cannot be seen must not tint what can. */
          for (; count > 0; count--, weight++, pixel += 4)
            {
              gfloat share = *weight * pixel[3];

              red   += share * curve->decode[pixel[0]];
              green += share * curve->decode[pixel[1]];
              blue  += share * curve->decode[pixel[2]];
              alpha += share;
            }

          target[3] = alpha;
        }

      target[0] = red;
      target[1] = green;
      target[2] = blue;
    }
}

static void
add_row (gfloat       *sum,
         const gfloat *row,
         gfloat        weight,
         gsize         length)
{
  gsize i;

  for (i = 0; i < length; i++)
    sum[i] += weight * row[i];
}

static void
encode_row (const gfloat *sum,
            gint          channels,
            const Curve  *curve,
            guint8       *target,
            gint          width)
{
  gint x;

  for (x = 0; x < width; x++, sum += channels, target += channels)
    {
      gfloat unit = 1.0f;

      if (channels == 4)
        {
          target[3] = encode_plain (sum[3] / 255.0f);

          if (target[3] == 0)
            continue;

          unit = 1.0f / sum[3];
        }

      target[0] = encode (curve, sum[0] * unit);
      target[1] = encode (curve, sum[1] * unit);
      target[2] = encode (curve, sum[2] * unit);
    }
}

static gboolean
resample_rows (OverpaintPixels              *source,
               OverpaintPixels              *target,
               gboolean                      down,
               const OverpaintResampleAxis  *columns,
               const OverpaintResampleAxis  *rows,
               GError                      **error)
{
  gint               width               = overpaint_pixels_get_width (target);
  gint               height              = overpaint_pixels_get_height (target);
  gint               channels            = overpaint_pixels_get_channels (target);
  gsize              length              = overpaint_pixels_get_stride (target);
  gint               cached[CACHED_ROWS] = { -1, -1, -1, -1 };
  g_autofree gfloat *floats              = NULL;
  gfloat            *sum;
  Curve              curve;
  gint               y;

  floats = g_try_new (gfloat, length * (CACHED_ROWS + 1));

  if (floats == NULL)
    {
      g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
                   _("There is not enough memory for a picture of %d × %d pixels."),
                   width, height);
      return FALSE;
    }

  sum = floats + length * CACHED_ROWS;
  curve_init (&curve, down);

  for (y = 0; y < height; y++)
    {
      const OverpaintResampleSpan *span   = &rows->spans[y];
      const gfloat                *weight = (const gfloat *) rows->weights->data + span->offset;
      gint                         place;

      memset (sum, 0, length * sizeof (gfloat));

      for (place = span->first; place < span->first + span->count; place++, weight++)
        {
          gint    slot = place % CACHED_ROWS;
          gfloat *row  = floats + length * slot;

          if (cached[slot] != place)
            {
              resample_row (overpaint_pixels_get_data (source) +
                            overpaint_pixels_get_stride (source) * place,
                            channels, &curve, columns, row, width);
              cached[slot] = place;
            }

          add_row (sum, row, *weight, length);
        }

      encode_row (sum, channels, &curve,
                  overpaint_pixels_get_data (target) + length * y, width);
    }

  return TRUE;
}

static void
copy_shifted (OverpaintPixels *source,
              OverpaintPixels *target,
              gdouble          origin_x,
              gdouble          origin_y)
{
  gint width    = overpaint_pixels_get_width (target);
  gint height   = overpaint_pixels_get_height (target);
  gint channels = overpaint_pixels_get_channels (target);
  gint from     = CLAMP (-origin_x, 0.0, width);
  gint to       = CLAMP (overpaint_pixels_get_width (source) - origin_x, from, width);
  gint x;
  gint y;

  for (y = 0; y < height; y++)
    {
      const guint8 *source_row;
      guint8       *target_row;

      source_row = overpaint_pixels_get_data (source) + overpaint_pixels_get_stride (source) *
                   overpaint_resample_nearest_inside (origin_y + y,
                                                      overpaint_pixels_get_height (source));
      target_row = overpaint_pixels_get_data (target) + overpaint_pixels_get_stride (target) * y;

      for (x = 0; x < width; x++)
        {
          gint place = overpaint_resample_nearest_inside (origin_x + x,
                                                          overpaint_pixels_get_width (source));

          if (x == from && to > from)
            {
              memcpy (target_row + (gsize) x * channels,
                      source_row + (gsize) place * channels,
                      (gsize) (to - from) * channels);
              x = to - 1;
            }
          else
            {
              memcpy (target_row + (gsize) x * channels,
                      source_row + (gsize) place * channels, channels);
            }
        }
    }
}

/**
 * overpaint_pixels_resample:
 * @source: a picture
 * @scale: pixels of the result per pixel of @source, the same both ways, above 0
 * @origin_x: where in @source the left edge of the result lies; between pixels, or
 *   outside, if need be
 * @origin_y: where in @source the upper edge of the result lies
 * @width: width of the result in pixels
 * @height: height of the result in pixels
 * @error: return location for an error
 *
 * Takes a rectangle out of @source at another size. Pixel (i, j) of the result covers
 * `[origin_x + i / scale, origin_x + (i + 1) / scale)` of @source, and likewise down;
 * outside @source its edge pixels repeat, so that padding needs nothing else.
 *
 * At scale 1 with whole origins pixels are copied bit for bit. Below 1 each is the
 * mean of the area that it covers, in linear light; from 1 up it is a cubic of
 * perceptual values. Colours count by their alpha; where the result is
 * transparent, its colour is black.
 *
 * May run in any thread. On one core of a laptop 24 megapixels down to one take
 * about a fifth of a second.
 *
 * Returns: (transfer full) (nullable): the result, with the channels of @source, or
 *   %NULL with %OVERPAINT_PICTURE_ERROR_TOO_LARGE or %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
OverpaintPixels *
overpaint_pixels_resample (OverpaintPixels  *source,
                           gdouble           scale,
                           gdouble           origin_x,
                           gdouble           origin_y,
                           gint              width,
                           gint              height,
                           GError          **error)
{
  g_autoptr (OverpaintPixels) target  = NULL;
  OverpaintResampleAxis       columns;
  OverpaintResampleAxis       rows;
  gboolean                    done;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (isfinite (scale) && scale > 0.0, NULL);
  g_return_val_if_fail (isfinite (origin_x) && isfinite (origin_y), NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  target = overpaint_pixels_new (width, height, overpaint_pixels_get_channels (source), error);

  if (target == NULL)
    return NULL;

  if (scale == 1.0 && origin_x == floor (origin_x) && origin_y == floor (origin_y))
    {
      copy_shifted (source, target, origin_x, origin_y);
      return g_steal_pointer (&target);
    }

  overpaint_resample_axis_init (&columns, overpaint_pixels_get_width (source),
                                scale, origin_x, width);
  overpaint_resample_axis_init (&rows, overpaint_pixels_get_height (source),
                                scale, origin_y, height);

  done = resample_rows (source, target, scale < 1.0, &columns, &rows, error);

  overpaint_resample_axis_clear (&columns);
  overpaint_resample_axis_clear (&rows);

  return done ? g_steal_pointer (&target) : NULL;
}
