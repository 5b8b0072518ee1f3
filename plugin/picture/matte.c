/* matte.c: colours to lie under transparency, so that no fringe appears
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Servers drop alpha and paint on whatever colour lies under it, mostly black; some
 * of that black then shows at the edge of what is visible.
 *
 * The nearest visible pixel is found exactly and in linear time, by the distance
 * transform of Meijster, Roerdink and Hesselink (2000): first the nearest one
 * within each column; then, along each row, the lower envelope of the parabolas of
 * distance that the columns stand for. It takes 4 bytes a pixel besides the result,
 * and 12 a column.
 */

#include "matte.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define NONE -1

static gboolean
set_no_memory (OverpaintPixels  *pixels,
               GError          **error)
{
  g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
               _("There is not enough memory for a picture of %d × %d pixels."),
               overpaint_pixels_get_width (pixels), overpaint_pixels_get_height (pixels));
  return FALSE;
}

/* The row of the nearest visible pixel in the same column, for every pixel.
 * Row by row both ways, because going down columns would miss the cache each time.
 */
static void
find_in_columns (const guint8 *data,
                 gint          width,
                 gint          height,
                 gint32       *nearest)
{
  gint x;
  gint y;

  for (y = 0; y < height; y++)
    {
      gint32 *row = nearest + (gsize) width * y;

      for (x = 0; x < width; x++, data += 4)
        {
          if (data[3] > 0)
            row[x] = y;
          else
            row[x] = y > 0 ? row[x - width] : NONE;
        }
    }

  for (y = height - 2; y >= 0; y--)
    {
      gint32 *row = nearest + (gsize) width * y;

      for (x = 0; x < width; x++)
        {
          gint32 below = row[x + width];

          if (below != NONE && (row[x] == NONE || below - y < y - row[x]))
            row[x] = below;
        }
    }
}

static inline gint64
squared_distance (const gint32 *row,
                  gint          x,
                  gint          y,
                  gint          column)
{
  gint64 across = x - column;
  gint64 down   = y - row[column];

  return across * across + down * down;
}

/* For every pixel of row @y the column in which the nearest visible pixel lies.
 * @owners and @starts are room for @width numbers each.
 */
static void
find_in_row (const gint32 *row,
             gint          width,
             gint          y,
             gint32       *owners,
             gint32       *starts,
             gint32       *columns)
{
  gint last = -1;
  gint x;

  for (x = 0; x < width; x++)
    {
      if (row[x] == NONE)
        continue;

      while (last >= 0 &&
             squared_distance (row, starts[last], y, owners[last]) >
             squared_distance (row, starts[last], y, x))
        last--;

      if (last < 0)
        {
          last = 0;
          owners[0] = x;
          starts[0] = 0;
        }
      else
        {
          /* From where on this column is nearer than the one before it. */
          gint64 owner = owners[last];
          gint64 left  = squared_distance (row, 0, y, owner);
          gint64 right = squared_distance (row, 0, y, x);
          gint64 start = 1 + (right - left) / (2 * (x - owner));

          if (start < width)
            {
              last++;
              owners[last] = x;
              starts[last] = start;
            }
        }
    }

  for (x = width - 1; x >= 0; x--)
    {
      columns[x] = owners[last];

      if (x == starts[last])
        last--;
    }
}

static gboolean
spread (OverpaintPixels  *pixels,
        OverpaintPixels  *target,
        GError          **error)
{
  const guint8      *data    = overpaint_pixels_get_data (pixels);
  gint               width   = overpaint_pixels_get_width (pixels);
  gint               height  = overpaint_pixels_get_height (pixels);
  g_autofree gint32 *nearest = NULL;
  g_autofree gint32 *room    = NULL;
  gint               x;
  gint               y;

  nearest = g_try_new (gint32, (gsize) width * height);
  room    = g_try_new (gint32, (gsize) width * 3);

  if (nearest == NULL || room == NULL)
    return set_no_memory (pixels, error);

  find_in_columns (data, width, height, nearest);

  for (x = 0; x < width && nearest[x] == NONE; x++)
    continue;

  if (x == width)
    {
      g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY,
                           _("The layer is fully transparent: there is nothing to send."));
      return FALSE;
    }

  for (y = 0; y < height; y++)
    {
      const gint32 *row     = nearest + (gsize) width * y;
      const guint8 *from    = data + overpaint_pixels_get_stride (pixels) * y;
      guint8       *to      = overpaint_pixels_get_data (target) +
                              overpaint_pixels_get_stride (target) * y;
      gint32       *columns = room + (gsize) width * 2;

      find_in_row (row, width, y, room, room + width, columns);

      for (x = 0; x < width; x++, from += 4, to += 3)
        {
          if (from[3] > 0)
            memcpy (to, from, 3);
          else
            memcpy (to, data + overpaint_pixels_get_stride (pixels) * row[columns[x]] +
                        (gsize) columns[x] * 4, 3);
        }
    }

  return TRUE;
}

/**
 * overpaint_matte_spread:
 * @pixels: a picture
 * @error: return location for an error
 *
 * Takes the alpha away from a picture: each wholly transparent pixel gets the
 * colour of the nearest pixel that is visible at all, and each of these keeps its
 * own, bit for bit. What had no alpha is returned as it is.
 *
 * Takes time in proportion to the pixels, and 7 bytes a pixel while it runs. So
 * scale down first: [func@Overpaint.size_plan_apply] weighs colours by alpha. May run
 * in any thread.
 *
 * Returns: (transfer full) (nullable): an RGB picture of the same size, or %NULL with
 *   %OVERPAINT_PICTURE_ERROR_EMPTY where no pixel is visible, or
 *   %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
OverpaintPixels *
overpaint_matte_spread (OverpaintPixels  *pixels,
                        GError          **error)
{
  g_autoptr (OverpaintPixels) target = NULL;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (overpaint_pixels_get_channels (pixels) == 3)
    return overpaint_pixels_ref (pixels);

  target = overpaint_pixels_new (overpaint_pixels_get_width (pixels),
                                 overpaint_pixels_get_height (pixels), 3, error);

  if (target == NULL || ! spread (pixels, target, error))
    return NULL;

  return g_steal_pointer (&target);
}
