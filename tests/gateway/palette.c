/* palette.c: the colours that a seed paints with
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "palette.h"

#include <math.h>

#define STOPS 5

/* Neighbours in this list differ in hue and in temperature, because the seeds of one
 * contact sheet are neighbours too. */
static const guint32 palettes[][STOPS] =
{
  { 0x1b1033, 0x5b2a86, 0xc8457a, 0xf79862, 0xffe7b8 },
  { 0x06222e, 0x0f5a6b, 0x3aa39a, 0xa9d9b5, 0xf7f3d6 },
  { 0x1a0a0a, 0x6b1d1d, 0xc0392b, 0xf08a3c, 0xffe6a3 },
  { 0x10163a, 0x2b4a9b, 0x6d8fc4, 0xb9cfe0, 0xfdf8ea },
  { 0x13211a, 0x2f5233, 0x7d8f3b, 0xd8b85a, 0xf9efcf },
  { 0x22122e, 0x5d2e6b, 0xb0699a, 0xe8a9b0, 0xfdf0e4 },
  { 0x0d1f2d, 0x1f5f8b, 0xc98a4b, 0xf2c879, 0xfff6dc },
  { 0x2a1a12, 0x70452b, 0x9c9a6a, 0xa8cfc2, 0xf5f7ec },
};

/**
 * practice_hash:
 * @value: any number
 *
 * Returns: a number that looks unrelated to @value and is always the same
 */
guint32
practice_hash (guint32 value)
{
  value ^= value >> 16;
  value *= 0x7feb352du;
  value ^= value >> 15;
  value *= 0x846ca68bu;
  value ^= value >> 16;

  return value;
}

/**
 * practice_chance:
 * @value: any number
 *
 * Returns: practice_hash() as a number from 0 up to, but without, 1
 */
gfloat
practice_chance (guint32 value)
{
  return (practice_hash (value) >> 8) / 16777216.0f;
}

static gfloat
stop_channel (guint32 stop,
              guint   channel)
{
  return (stop >> (16 - 8 * channel)) & 0xff;
}

/**
 * practice_palette_init:
 * @palette: (out caller-allocates): where the ramp goes
 * @seed: any seed; neighbouring seeds get different palettes
 */
void
practice_palette_init (PracticePalette *palette,
                       guint64          seed)
{
  const guint32 *stops = palettes[seed % G_N_ELEMENTS (palettes)];

  for (guint tone = 0; tone < PRACTICE_PALETTE_TONES; tone++)
    {
      gfloat position = tone / 255.0f * (STOPS - 1);
      guint  low      = MIN ((guint) position, STOPS - 2);
      gfloat part     = position - low;

      /* Mixed as squares: colours mixed as they are stored turn muddy between two stops. */
      for (guint channel = 0; channel < 3; channel++)
        {
          gfloat a = stop_channel (stops[low], channel);
          gfloat b = stop_channel (stops[low + 1], channel);

          palette->tones[tone][channel] = sqrtf (a * a * (1 - part) + b * b * part);
        }
    }
}
