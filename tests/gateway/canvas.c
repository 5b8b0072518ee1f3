/* canvas.c: strokes, ink and grain on a canvas
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "canvas.h"

#include <math.h>
#include <string.h>

#include "palette.h"

#define HAIRS 16

/**
 * canvas_new:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a black canvas
 */
Canvas *
canvas_new (gint width,
            gint height)
{
  Canvas *canvas = g_new0 (Canvas, 1);

  canvas->width  = width;
  canvas->height = height;
  canvas->pixels = g_new0 (gfloat, (gsize) width * height * 3);

  return canvas;
}

/**
 * canvas_free:
 * @canvas: (transfer full): a canvas
 */
void
canvas_free (Canvas *canvas)
{
  g_free (canvas->pixels);
  g_free (canvas);
}

/* Narrows columns @first to @last to those where |@start + (x - @middle) * @slope| <= @limit. */
static inline void
narrow_to_band (gfloat  start,
                gfloat  slope,
                gfloat  limit,
                gfloat  middle,
                gfloat *first,
                gfloat *last)
{
  gfloat a;
  gfloat b;

  if (fabsf (slope) < 1e-3f)
    return;

  a = middle + (-limit - start) / slope;
  b = middle + (limit - start) / slope;
  *first = MAX (*first, MIN (a, b));
  *last  = MIN (*last, MAX (a, b));
}

/**
 * canvas_stroke:
 * @canvas: a canvas
 * @stroke: one stroke of a round-ended brush; what leaves the canvas is cut
 */
void
canvas_stroke (Canvas       *canvas,
               const Stroke *stroke)
{
  gfloat cosine = cosf (stroke->angle);
  gfloat sine   = sinf (stroke->angle);
  gfloat half   = stroke->width * 0.5f;
  gfloat reach  = MAX (0.0f, stroke->length * 0.5f - half);
  gfloat span_x = fabsf (cosine) * reach + half + 1.0f;
  gfloat span_y = fabsf (sine) * reach + half + 1.0f;
  gint   left   = MAX (0, (gint) floorf (stroke->x - span_x));
  gint   right  = MIN (canvas->width - 1, (gint) ceilf (stroke->x + span_x));
  gint   top    = MAX (0, (gint) floorf (stroke->y - span_y));
  gint   bottom = MIN (canvas->height - 1, (gint) ceilf (stroke->y + span_y));
  gfloat scale  = HAIRS / stroke->width;
  gfloat drying = 0.35f * stroke->bristle / (reach + half);
  gfloat hairs[HAIRS + 1][3];
  gfloat cover[HAIRS + 1];

  /* Each hair carries its own load of paint: lighter or darker, thicker or thinner. */
  for (gint i = 0; i <= HAIRS; i++)
    {
      gfloat load = stroke->bristle > 0.0f ? practice_chance (stroke->salt * 17 + i) - 0.5f : 0.0f;

      for (gint channel = 0; channel < 3; channel++)
        hairs[i][channel] = stroke->colour[channel] + load * 34.0f * stroke->bristle;

      cover[i] = stroke->opacity * (1.0f - stroke->bristle *
                                    0.7f * (0.5f + load));
    }

  for (gint y = top; y <= bottom; y++)
    {
      gfloat  down  = y - stroke->y;
      gfloat  first = left;
      gfloat  last  = right;
      gfloat  along;
      gfloat  across;
      gfloat *pixel;

      /* Most of the box about a slanting stroke is empty: only what lies in its band counts. */
      narrow_to_band (down * cosine, -sine, half + 0.5f, stroke->x, &first, &last);
      narrow_to_band (down * sine, cosine, reach + half + 0.5f, stroke->x, &first, &last);

      pixel  = canvas->pixels + ((gsize) y * canvas->width + (gint) ceilf (first)) * 3;
      along  = (ceilf (first) - stroke->x) * cosine + down * sine;
      across = down * cosine - (ceilf (first) - stroke->x) * sine;

      for (gint count = (gint) floorf (last) - (gint) ceilf (first); count >= 0; count--)
        {
          gfloat beyond = fabsf (along) - reach;
          gfloat away   = fabsf (across);

          if (beyond > 0.0f)
            away = sqrtf (beyond * beyond + across * across);

          if (away < half + 0.5f)
            {
              gint          hair    = CLAMP ((gint) (across * scale + HAIRS * 0.5f), 0, HAIRS);
              gfloat        opacity = MIN (1.0f, half + 0.5f - away) * cover[hair];
              const gfloat *colour  = hairs[hair];

              /* The brush runs dry towards its far end. */
              opacity *= 1.0f - drying * MAX (along, 0.0f);

              pixel[0] += (colour[0] - pixel[0]) * opacity;
              pixel[1] += (colour[1] - pixel[1]) * opacity;
              pixel[2] += (colour[2] - pixel[2]) * opacity;
            }

          pixel  += 3;
          along  += cosine;
          across -= sine;
        }
    }
}

static void
soften_line (const guint8 *from,
             guint8       *to,
             gint          length,
             gsize         step,
             gint          radius)
{
  gint sum = from[0] * (radius + 1);

  for (gint i = 1; i <= radius; i++)
    sum += from[MIN (i, length - 1) * step];

  for (gint i = 0; i < length; i++)
    {
      to[i * step] = sum / (2 * radius + 1);
      sum += from[MIN (i + radius + 1, length - 1) * step] - from[MAX (i - radius, 0) * step];
    }
}

/**
 * canvas_soften:
 * @picture: a picture, changed in place
 * @radius: half the side of the square over which it is averaged, in pixels
 */
void
canvas_soften (PracticePicture *picture,
               gint             radius)
{
  g_autoptr (PracticePicture) other = practice_picture_copy (picture);
  gsize                       row   = (gsize) picture->width * 3;

  for (gint y = 0; y < picture->height; y++)
    for (gint channel = 0; channel < 3; channel++)
      soften_line (picture->pixels + y * row + channel, other->pixels + y * row + channel,
                   picture->width, 3, radius);

  for (gsize i = 0; i < row; i++)
    soften_line (other->pixels + i, picture->pixels + i, picture->height, row, radius);
}

/**
 * canvas_ink:
 * @canvas: a canvas
 * @picture: the picture whose outlines are drawn
 * @colour: of the ink
 * @unit: the brush unit, in pixels; lines are about a tenth of it
 * @darkness: 0 to 1
 *
 * Draws outlines where the picture is darker than its surroundings, and hatching in its
 * shadows.
 */
void
canvas_ink (Canvas                *canvas,
            const PracticePicture *picture,
            const gfloat           colour[3],
            gfloat                 unit,
            gfloat                 darkness)
{
  g_autoptr (PracticePicture) fine  = practice_picture_copy (picture);
  g_autoptr (PracticePicture) broad = practice_picture_copy (picture);
  gfloat                      gap   = MAX (4.0f, unit * 0.6f);

  canvas_soften (fine, MAX (1, (gint) (unit * 0.12f)));
  canvas_soften (broad, MAX (2, (gint) (unit * 0.45f)));

  for (gint y = 0; y < canvas->height; y++)
    for (gint x = 0; x < canvas->width; x++)
      {
        gsize         i     = ((gsize) y * canvas->width + x) * 3;
        const guint8 *a     = fine->pixels + i;
        const guint8 *b     = broad->pixels + i;
        gfloat        near  = 0.3f * a[0] + 0.59f * a[1] + 0.11f * a[2];
        gfloat        far   = 0.3f * b[0] + 0.59f * b[1] + 0.11f * b[2];
        gfloat        line  = CLAMP ((far - near - 5.0f) / 12.0f, 0.0f, 1.0f);
        gfloat        ink;

        if (far < 105.0f)
          {
            gfloat way   = (x + y + 2.5f * sinf (y * 0.05f + x * 0.013f)) / gap;
            gfloat phase = (way - floorf (way)) * gap;
            gfloat width = gap * 0.45f * (1.0f - far / 105.0f);

            line = MAX (line, 0.8f * CLAMP (width - fabsf (phase - gap * 0.5f) + 0.5f, 0.0f, 1.0f));
          }

        ink = line * darkness;

        for (gint channel = 0; channel < 3; channel++)
          canvas->pixels[i + channel] += (colour[channel] - canvas->pixels[i + channel]) * ink;
      }
}

/**
 * canvas_grain:
 * @canvas: a canvas
 * @salt: any number
 * @depth: of the weave, in steps of 255
 *
 * Lets the weave of the cloth show through, faintly.
 */
void
canvas_grain (Canvas  *canvas,
              guint32  salt,
              gfloat   depth)
{
  for (gint y = 0; y < canvas->height; y++)
    {
      gfloat *pixel = canvas->pixels + (gsize) y * canvas->width * 3;

      for (gint x = 0; x < canvas->width; x++, pixel += 3)
        {
          gfloat weave  = ((x >> 1) + (y >> 1)) & 1 ? 0.5f : -0.5f;
          gfloat thread = (practice_hash (salt + (x >> 2) * 7919u + (y >> 2) * 104729u) & 0xff) /
                          255.0f - 0.5f;
          gfloat change = depth * (0.35f * weave + 0.65f * thread);

          for (gint channel = 0; channel < 3; channel++)
            pixel[channel] += change;
        }
    }
}
