/* card.c: pictures that are sent, and how what comes back is measured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <stdlib.h>

#include "card.h"
#include "png-codec.h"

#define PATCHES 4
#define CORNERS 4

/* Not the strongest ones: a model's decoder bends those most. */
static const guint8 colours[CORNERS][3] =
{
  { 196, 62, 54 }, { 62, 160, 82 }, { 58, 84, 184 }, { 224, 190, 70 },
};

/* No turn or mirroring of these looks like them. */
static const guint8 grays[PATCHES][PATCHES] =
{
  { 230,  40, 200,  90 },
  {  40,  60, 120, 220 },
  { 180, 230,  70,  40 },
  {  60,  90,  50, 150 },
};

static const struct
{
  const gchar *name; /* NULL where nothing was turned */
  gboolean     across;
  gboolean     down;
} turns[] =
{
  { NULL,                              FALSE, FALSE },
  { "mirrored, left for right",        TRUE,  FALSE },
  { "upside down",                     FALSE, TRUE  },
  { "turned by half",                  TRUE,  TRUE  },
};

static OverpaintPixels *
make (gint width,
      gint height)
{
  g_autoptr (GError)  error  = NULL;
  OverpaintPixels    *pixels = overpaint_pixels_new (width, height, 3, &error);

  if (pixels == NULL)
    g_error ("%s", error->message);

  return pixels;
}

/**
 * conform_card_new_colours:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a picture of four plain colours, one a quarter
 */
OverpaintPixels *
conform_card_new_colours (gint width,
                          gint height)
{
  OverpaintPixels *card = make (width, height);
  guint8          *to   = overpaint_pixels_get_data (card);
  gint             x, y, channel;

  for (y = 0; y < height; y++)
    for (x = 0; x < width; x++)
      for (channel = 0; channel < 3; channel++)
        *to++ = colours[2 * (2 * y / height) + 2 * x / width][channel];

  return card;
}

/**
 * conform_card_new_patches:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a picture of sixteen grays, which shows where it is turned or mirrored
 */
OverpaintPixels *
conform_card_new_patches (gint width,
                          gint height)
{
  OverpaintPixels *card = make (width, height);
  guint8          *to   = overpaint_pixels_get_data (card);
  gint             x, y, channel;

  for (y = 0; y < height; y++)
    for (x = 0; x < width; x++)
      for (channel = 0; channel < 3; channel++)
        *to++ = grays[PATCHES * y / height][PATCHES * x / width];

  return card;
}

/**
 * conform_card_to_png:
 * @card: a picture
 *
 * Returns: (transfer full): it, as the plug-in sends pictures
 */
GBytes *
conform_card_to_png (OverpaintPixels *card)
{
  g_autoptr (GError)  error = NULL;
  GBytes             *png   = overpaint_png_encode (card, &error);

  if (png == NULL)
    g_error ("%s", error->message);

  return png;
}

/**
 * conform_card_usual:
 *
 * Returns: (transfer full): what is sent where it does not matter
 */
GBytes *
conform_card_usual (void)
{
  g_autoptr (OverpaintPixels) card = conform_card_new_patches (CONFORM_SIDE, CONFORM_SIDE);

  return conform_card_to_png (card);
}

/* The mean of the inner half of a cell of a grid: its edges are the model's to blur. */
static void
measure_cell (OverpaintPixels *picture,
              gint             cells,
              gint             column,
              gint             row,
              gdouble          mean[3])
{
  gint          width    = overpaint_pixels_get_width (picture);
  gint          height   = overpaint_pixels_get_height (picture);
  gint          channels = overpaint_pixels_get_channels (picture);
  gsize         stride   = overpaint_pixels_get_stride (picture);
  const guint8 *data     = overpaint_pixels_get_data (picture);
  gint          left     = (4 * column + 1) * width / (4 * cells);
  gint          top      = (4 * row + 1) * height / (4 * cells);
  gint          right    = MAX ((4 * column + 3) * width / (4 * cells), left + 1);
  gint          bottom   = MAX ((4 * row + 3) * height / (4 * cells), top + 1);
  gint          x, y, channel;

  for (channel = 0; channel < 3; channel++)
    {
      gdouble sum = 0;

      for (y = top; y < bottom; y++)
        for (x = left; x < right; x++)
          sum += data[stride * y + (gsize) x * channels + channel];

      mean[channel] = sum / ((gdouble) (right - left) * (bottom - top));
    }
}

/* The least error of all ways in which what came can stand for what was sent. */
static gdouble
match_colours (gdouble means[CORNERS][3],
               gint    corner,
               guint   taken)
{
  gdouble least = G_MAXDOUBLE;
  gint    other, channel;

  if (corner == CORNERS)
    return 0;

  for (other = 0; other < CORNERS; other++)
    {
      gdouble error = 0;

      if ((taken & (1u << other)) != 0)
        continue;

      for (channel = 0; channel < 3; channel++)
        error += fabs (means[other][channel] - colours[corner][channel]) / (3 * CORNERS);

      least = MIN (least, error + match_colours (means, corner + 1, taken | (1u << other)));
    }

  return least;
}

/**
 * conform_card_colour_error:
 * @picture: what came for the card of four colours
 *
 * Wherever the colours are: where they should be, conform_card_find_turn() looks at.
 *
 * Returns: how far they are off in the mean, of 255
 */
gdouble
conform_card_colour_error (OverpaintPixels *picture)
{
  gdouble means[CORNERS][3];
  gint    i;

  for (i = 0; i < CORNERS; i++)
    measure_cell (picture, 2, i % 2, i / 2, means[i]);

  return match_colours (means, 0, 0);
}

/* How alike two rows of numbers are, whatever was done to lightness and contrast: -1 to 1. */
static gdouble
correlate (const gdouble *one,
           const gdouble *other,
           gint           n)
{
  gdouble mean_one = 0, mean_other = 0, product = 0, square_one = 0, square_other = 0;
  gint    i;

  for (i = 0; i < n; i++)
    {
      mean_one   += one[i] / n;
      mean_other += other[i] / n;
    }

  for (i = 0; i < n; i++)
    {
      product      += (one[i] - mean_one) * (other[i] - mean_other);
      square_one   += (one[i] - mean_one) * (one[i] - mean_one);
      square_other += (other[i] - mean_other) * (other[i] - mean_other);
    }

  return square_one > 0 && square_other > 0 ? product / sqrt (square_one * square_other) : 0;
}

/**
 * conform_card_find_turn:
 * @picture: what came for the card of grays
 * @likeness: (out): how alike they are, so turned: 0 for not at all, to 1
 *
 * A negative is as good as a positive: colours are looked at elsewhere.
 *
 * Returns: (nullable): how the picture was turned, in words; %NULL where it was not
 */
const gchar *
conform_card_find_turn (OverpaintPixels *picture,
                        gdouble         *likeness)
{
  gdouble      sent[PATCHES * PATCHES];
  gdouble      received[PATCHES * PATCHES];
  const gchar *best = NULL;
  guint        turn;
  gint         i;

  *likeness = -1;

  for (i = 0; i < PATCHES * PATCHES; i++)
    {
      gdouble mean[3];

      measure_cell (picture, PATCHES, i % PATCHES, i / PATCHES, mean);
      received[i] = (mean[0] + mean[1] + mean[2]) / 3;
    }

  for (turn = 0; turn < G_N_ELEMENTS (turns); turn++)
    {
      gdouble alike;

      for (i = 0; i < PATCHES * PATCHES; i++)
        {
          gint column = turns[turn].across ? PATCHES - 1 - i % PATCHES : i % PATCHES;
          gint row    = turns[turn].down ? PATCHES - 1 - i / PATCHES : i / PATCHES;

          sent[i] = grays[row][column];
        }

      alike = fabs (correlate (sent, received, PATCHES * PATCHES));

      if (alike > *likeness)
        {
          *likeness = alike;
          best      = turns[turn].name;
        }
    }

  return best;
}

/**
 * conform_card_difference:
 * @one: a picture
 * @other: another
 *
 * Returns: how far they differ in the mean, of 255; 255 where their sizes do
 */
gdouble
conform_card_difference (OverpaintPixels *one,
                         OverpaintPixels *other)
{
  gint    width  = overpaint_pixels_get_width (one);
  gint    height = overpaint_pixels_get_height (one);
  gdouble sum    = 0;
  gint    x, y, channel;

  if (overpaint_pixels_get_width (other) != width || overpaint_pixels_get_height (other) != height)
    return 255;

  for (y = 0; y < height; y++)
    {
      const guint8 *from = overpaint_pixels_get_data (one) + overpaint_pixels_get_stride (one) * y;
      const guint8 *to   = overpaint_pixels_get_data (other) + overpaint_pixels_get_stride (other) * y;

      for (x = 0; x < width; x++)
        for (channel = 0; channel < 3; channel++)
          sum += abs (from[x * overpaint_pixels_get_channels (one) + channel] -
                      to[x * overpaint_pixels_get_channels (other) + channel]);
    }

  return sum / (3.0 * width * height);
}
