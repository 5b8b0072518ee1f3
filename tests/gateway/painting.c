/* painting.c: what the practice server does to a picture; plain arithmetic, no AI
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "painting.h"

#include <math.h>

#include "canvas.h"
#include "palette.h"

/* The share of the darkest and of the lightest pixels that may fall off the palette's ends. */
#define CLIPPED_SHARE 0.01f

/**
 * Technique:
 * @length: of a stroke, in brush units
 * @width: of a stroke, in brush units
 * @spacing: between strokes, in brush units
 * @bristle: how far single hairs show, 0 to 1
 * @scatter: how far a stroke's tone strays from the picture's, 0 to 1
 * @opacity: of a stroke, 0 to 1
 * @turn: how far strokes leave the seed's own direction to follow contours, 0 to 1
 * @ground: the tone of the ground under the strokes, or -1 for the picture itself
 * @grade: how far the palette replaces the picture's own colours, 0 to 1
 * @ink: how dark the outlines are, 0 to 1
 */
typedef struct
{
  gfloat length;
  gfloat width;
  gfloat spacing;
  gfloat bristle;
  gfloat scatter;
  gfloat opacity;
  gfloat turn;
  gfloat ground;
  gfloat grade;
  gfloat ink;
} Technique;

static const Technique techniques[] =
{
  /* oils that follow the form */
  { 3.2f, 1.1f, 1.20f, 0.55f, 0.08f, 0.92f, 1.0f, -1.0f, 0.80f, 0.0f },
  /* pen over a loose wash */
  { 2.2f, 1.9f, 1.35f, 0.25f, 0.10f, 0.60f, 0.8f, -1.0f, 0.85f, 0.9f },
  /* chalk, all in one direction, on a dark ground */
  { 4.0f, 0.65f, 0.85f, 0.80f, 0.12f, 0.85f, 0.0f, 0.12f, 0.90f, 0.0f },
  /* dots, over a wash of the same colours */
  { 1.0f, 1.0f, 0.90f, 0.0f, 0.26f, 0.90f, 0.0f, -1.0f, 0.85f, 0.0f },
};

typedef struct
{
  const Technique       *technique;
  const PracticePicture *soft;
  const gfloat          *tone;
  PracticePalette        palette;
  guint32                salt;
  gfloat                 direction;
  gfloat                 grade;
  gfloat                 unit;
} Easel;

static inline gfloat
luminance (const guint8 *pixel)
{
  return (0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2]) / 255.0f;
}

/* The tone of every pixel, stretched so that even a flat picture uses the whole palette. */
static gfloat *
measure_tones (const PracticePicture *picture,
               gfloat                 amount)
{
  gsize   n      = (gsize) picture->width * picture->height;
  gfloat *tones  = g_new (gfloat, n);
  guint   histogram[256] = { 0, };
  gsize   passed = 0;
  gint    low    = 0;
  gint    high   = 255;

  for (gsize i = 0; i < n; i++)
    {
      tones[i] = luminance (picture->pixels + 3 * i);
      histogram[(gint) (tones[i] * 255.0f)]++;
    }

  while (low < 254 && (passed += histogram[low]) < CLIPPED_SHARE * n)
    low++;

  passed = 0;

  while (high > low + 1 && (passed += histogram[high]) < CLIPPED_SHARE * n)
    high--;

  /* Gently: a plain surface should stay plain. */
  for (gsize i = 0; i < n; i++)
    {
      gfloat stretched = (tones[i] * 255.0f - low) / MAX (high - low, 64);

      tones[i] += (CLAMP (stretched, 0.0f, 1.0f) - tones[i]) * MIN (1.0f, amount + 0.2f);
    }

  return tones;
}

static void
mix_colour (const Easel *easel,
            gsize         index,
            guint32       number,
            gfloat        colour[3])
{
  const guint8 *own    = easel->soft->pixels + 3 * index;
  gfloat        stray  = (practice_chance (number * 5 + easel->salt) - 0.5f) *
                         easel->technique->scatter;
  gfloat        tone   = CLAMP (easel->tone[index] + stray, 0.0f, 1.0f);
  const gfloat *graded = easel->palette.tones[(gint) (tone * 255.0f)];
  gfloat        gray   = luminance (own) * 255.0f;

  /* What remains of the picture's own colour is its departure from gray: so things that
   * differ in hue alone stay apart under any palette. */
  for (gint channel = 0; channel < 3; channel++)
    {
      gfloat departure = own[channel] - gray;
      gfloat painted   = graded[channel] + 0.35f * departure;
      gfloat kept      = own[channel] + 0.25f * departure + stray * 255.0f;

      colour[channel] = CLAMP (kept + (painted - kept) * easel->grade, 0.0f, 255.0f);
    }
}

/* Strokes lie along what the eye follows: across the gradient. Where there is none to
 * speak of, they drift slowly about the seed's own direction. */
static gfloat
stroke_angle (const Easel *easel,
              gint          x,
              gint          y,
              guint32       number,
              gfloat       *steepness)
{
  gint          width  = easel->soft->width;
  gint          height = easel->soft->height;
  gint          reach  = MAX (1, (gint) (easel->unit * 0.5f));
  gint          left   = MAX (x - reach, 0);
  gint          right  = MIN (x + reach, width - 1);
  gint          top    = MAX (y - reach, 0);
  gint          bottom = MIN (y + reach, height - 1);
  const gfloat *tone   = easel->tone;
  gfloat        along  = tone[(gsize) y * width + right] - tone[(gsize) y * width + left];
  gfloat        down   = tone[(gsize) bottom * width + x] - tone[(gsize) top * width + x];
  gfloat        drift  = easel->direction +
                         0.5f * sinf (x * 0.09f / easel->unit + easel->direction) +
                         0.5f * cosf (y * 0.07f / easel->unit);
  gfloat        turn;

  *steepness = sqrtf (along * along + down * down);

  if (easel->technique->turn <= 0.0f)
    return easel->direction + (practice_chance (number * 7 + easel->salt) - 0.5f) * 0.25f;

  turn = easel->technique->turn * MIN (1.0f, *steepness * 8.0f);

  if (turn > 0.5f)
    return atan2f (along, -down) + (practice_chance (number * 7 + easel->salt) - 0.5f) * 0.3f;

  return drift + (practice_chance (number * 7 + easel->salt) - 0.5f) * 0.4f;
}

/* One coat of strokes; @detail is how steep the picture must be for a stroke to be laid. */
static void
lay_strokes (const Easel *easel,
             Canvas       *canvas,
             gfloat        scale,
             gfloat        detail)
{
  const Technique *technique = easel->technique;
  gfloat           unit      = easel->unit * scale;
  gfloat           step      = MAX (2.0f, unit * technique->spacing);
  guint            columns   = (guint) (canvas->width / step) + 2;
  guint            rows      = (guint) (canvas->height / step) + 2;
  guint            total     = columns * rows;
  guint            stride    = 7919;

  /* Strokes are laid here and there, not in rows, so that none of them all overlap one
   * way. The stride must share no divisor with the total for each to be laid once. */
  while (total % stride == 0)
    stride += 2;

  for (guint i = 0; i < total; i++)
    {
      guint32 number = (guint32) (((guint64) i * stride) % total);
      guint32 salt   = number * 31 + easel->salt + (guint32) (scale * 64);
      gfloat  x      = (number % columns + practice_chance (salt) - 0.5f) * step;
      gfloat  y      = (number / columns + practice_chance (salt + 1) - 0.5f) * step;
      gint    at_x   = CLAMP ((gint) x, 0, canvas->width - 1);
      gint    at_y   = CLAMP ((gint) y, 0, canvas->height - 1);
      Stroke  stroke = { .x = x, .y = y };
      gfloat  steepness;

      stroke.angle = stroke_angle (easel, at_x, at_y, number, &steepness);

      if (steepness < detail)
        continue;

      mix_colour (easel, (gsize) at_y * canvas->width + at_x, salt, stroke.colour);
      stroke.length  = unit * technique->length * (0.75f + 0.5f * practice_chance (salt + 2));
      stroke.width   = unit * technique->width * (0.8f + 0.4f * practice_chance (salt + 3));
      stroke.opacity = technique->opacity;
      stroke.bristle = technique->bristle;
      stroke.salt    = salt;
      canvas_stroke (canvas, &stroke);
    }
}

static void
lay_ground (const Easel *easel,
            Canvas       *canvas)
{
  gsize n = (gsize) canvas->width * canvas->height;

  for (gsize i = 0; i < n; i++)
    {
      gfloat *to = canvas->pixels + 3 * i;

      mix_colour (easel, i, 0, to);

      if (easel->technique->ground >= 0.0f)
        {
          const gfloat *ground = easel->palette.tones[(gint) (easel->technique->ground * 255.0f)];

          for (gint channel = 0; channel < 3; channel++)
            to[channel] += (ground[channel] - to[channel]) * easel->grade;
        }
    }
}

static void
restyle (PracticePicture *picture,
         guint64          seed,
         gfloat           amount)
{
  g_autoptr (PracticePicture)  soft   = practice_picture_copy (picture);
  g_autofree gfloat           *tone   = NULL;
  Canvas                      *canvas = canvas_new (picture->width, picture->height);
  Easel                       easel = { 0, };
  gfloat                       side   = sqrtf ((gfloat) picture->width * picture->height);
  gfloat                       blend  = MIN (1.0f, amount * 2.2f);
  gsize                        n      = (gsize) picture->width * picture->height * 3;

  easel.technique = &techniques[(seed + seed / 8) % G_N_ELEMENTS (techniques)];
  easel.salt      = practice_hash ((guint32) seed ^ (guint32) (seed >> 32));
  easel.direction = practice_chance (easel.salt) * (gfloat) G_PI;
  easel.unit      = CLAMP (side / 85.0f, 3.0f, 20.0f) * (0.45f + 0.55f * amount);
  easel.grade     = easel.technique->grade * powf (amount, 0.45f);
  practice_palette_init (&easel.palette, seed);

  canvas_soften (soft, MAX (1, (gint) (easel.unit * 0.35f)));
  tone = measure_tones (soft, amount);
  easel.soft = soft;
  easel.tone = tone;

  lay_ground (&easel, canvas);
  lay_strokes (&easel, canvas, 1.6f, 0.0f);
  lay_strokes (&easel, canvas, 0.8f, 0.07f);

  if (easel.technique->ink > 0.0f)
    canvas_ink (canvas, picture, easel.palette.tones[8], easel.unit,
                easel.technique->ink * MIN (1.0f, amount * 1.6f));

  canvas_grain (canvas, easel.salt, 5.0f * amount);

  for (gsize i = 0; i < n; i++)
    {
      gfloat value = picture->pixels[i] + (canvas->pixels[i] - picture->pixels[i]) * blend;

      picture->pixels[i] = (guint8) CLAMP (value + 0.5f, 0.0f, 255.0f);
    }

  canvas_free (canvas);
}

/**
 * practice_painting_apply:
 * @picture: a picture, changed in place
 * @paint: in which way
 * @seed: any seed; each gives its own palette, technique and strokes, always the same
 * @amount: how far, from 0 (not at all: every byte stays) to 1; %PRACTICE_PAINT_RULE
 *   does not look at it
 */
void
practice_painting_apply (PracticePicture *picture,
                         PracticePaint    paint,
                         guint64          seed,
                         gdouble          amount)
{
  gsize n = (gsize) picture->width * picture->height;

  if (paint == PRACTICE_PAINT_MIXED)
    paint = seed % 2 == 1 ? PRACTICE_PAINT_RULE : PRACTICE_PAINT_RESTYLE;

  if (paint == PRACTICE_PAINT_RULE)
    {
      for (gsize i = 0; i < n; i++)
        {
          guint8 *pixel = picture->pixels + 3 * i;
          guint8  red   = pixel[0];

          pixel[0] = 255 - pixel[1];
          pixel[1] = 255 - pixel[2];
          pixel[2] = 255 - red;
        }
    }
  else if (amount > 0.0)
    {
      restyle (picture, seed, (gfloat) CLAMP (amount, 0.05, 1.0));
    }
}

/**
 * practice_painting_invent:
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 * @seed: any seed
 *
 * Hills under a sky: for the model that ignores the picture it is sent.
 *
 * Returns: (transfer full): the picture
 */
PracticePicture *
practice_painting_invent (gint    width,
                          gint    height,
                          guint64 seed)
{
  PracticePicture *picture = practice_picture_new (width, height);
  PracticePalette  palette;
  guint32          salt    = practice_hash ((guint32) seed);

  practice_palette_init (&palette, seed);

  for (gint x = 0; x < width; x++)
    {
      gfloat across = (gfloat) x / width;

      for (gint y = 0; y < height; y++)
        {
          gfloat        down = (gfloat) y / height;
          gfloat        tone = 0.98f - 0.35f * (0.6f - down) * (0.6f - down) * 3.0f;
          gfloat        sun  = hypotf (across - 0.2f - 0.6f * practice_chance (salt), down - 0.3f);
          const gfloat *colour;

          if (sun < 0.08f)
            tone = 1.0f;

          for (gint hill = 0; hill < 5; hill++)
            {
              gfloat phase = practice_chance (salt + hill) * 6.0f;
              gfloat crest = 0.45f + 0.12f * hill +
                             0.06f * sinf (across * (5.0f + hill) + phase) +
                             0.02f * sinf (across * 17.0f + 2.0f * phase);

              if (down > crest)
                tone = 0.75f - 0.16f * hill + 0.1f * (down - crest);
            }

          colour = palette.tones[(gint) (CLAMP (tone, 0.0f, 1.0f) * 255.0f)];

          for (gint channel = 0; channel < 3; channel++)
            picture->pixels[((gsize) y * width + x) * 3 + channel] = (guint8) colour[channel];
        }
    }

  practice_painting_apply (picture, PRACTICE_PAINT_RESTYLE, seed, 0.7);

  return picture;
}
