/* pixels.c: a picture in memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pixels.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* A safety filter paints exact zeros; where a server then saves as JPEG or lossy
 * WebP at a usual quality, rounding in the codec moves them by at most one level
 * (half a step of the coarsest constant term, divided by eight). Two leaves room,
 * and no eye tells it from black.
 */
#define BLACK_THRESHOLD 2

struct _OverpaintPixels
{
  gatomicrefcount  references;
  gint             width;
  gint             height;
  gint             channels;
  gsize            stride;
  guint8          *data;
};

G_DEFINE_BOXED_TYPE (OverpaintPixels, overpaint_pixels,
                     overpaint_pixels_ref, overpaint_pixels_unref)

G_DEFINE_QUARK (overpaint-picture-error-quark, overpaint_picture_error)

/**
 * overpaint_pixels_new:
 * @width: width in pixels, at least 1
 * @height: height in pixels, at least 1
 * @channels: 3 for RGB, 4 for RGBA
 * @error: return location for an error
 *
 * Makes a picture of zeros: black, and transparent where it has alpha.
 *
 * It takes any size that can be addressed, because layers of 524288 pixels a side
 * exist; what a server sends is checked with [func@Overpaint.Pixels.check_size] first.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with
 *   %OVERPAINT_PICTURE_ERROR_TOO_LARGE or %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
OverpaintPixels *
overpaint_pixels_new (gint     width,
                      gint     height,
                      gint     channels,
                      GError **error)
{
  OverpaintPixels *pixels;
  gsize            stride;
  gsize            size;
  guint8          *data;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (channels == 3 || channels == 4, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (! g_size_checked_mul (&stride, width, channels) ||
      ! g_size_checked_mul (&size, stride, height)    ||
      size > G_MAXSSIZE)
    {
      g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_TOO_LARGE,
                   _("A picture of %d × %d pixels is too large for this system."),
                   width, height);
      return NULL;
    }

  /* Not GLib's allocators: running out of memory must not end the whole plug-in,
   * and with it the pictures that are already there. Zeroed, so that a half-filled
   * picture never shows what was in memory before; for large ones it costs nothing.
   */
  data = calloc (height, stride);

  if (data == NULL)
    {
      g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
                   _("There is not enough memory for a picture of %d × %d pixels."),
                   width, height);
      return NULL;
    }

  pixels = g_new0 (OverpaintPixels, 1);

  g_atomic_ref_count_init (&pixels->references);
  pixels->width    = width;
  pixels->height   = height;
  pixels->channels = channels;
  pixels->stride   = stride;
  pixels->data     = data;

  return pixels;
}

/**
 * overpaint_pixels_ref:
 * @pixels: a picture
 *
 * Takes a reference. Any thread may.
 *
 * Returns: (transfer full): @pixels
 */
OverpaintPixels *
overpaint_pixels_ref (OverpaintPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, NULL);

  g_atomic_ref_count_inc (&pixels->references);

  return pixels;
}

/**
 * overpaint_pixels_unref:
 * @pixels: (transfer full): a picture
 *
 * Gives a reference back; the last one frees the picture. Any thread may.
 */
void
overpaint_pixels_unref (OverpaintPixels *pixels)
{
  g_return_if_fail (pixels != NULL);

  if (g_atomic_ref_count_dec (&pixels->references))
    {
      free (pixels->data);
      g_free (pixels);
    }
}

/**
 * overpaint_pixels_get_width:
 * @pixels: a picture
 *
 * Returns: its width in pixels, at least 1
 */
gint
overpaint_pixels_get_width (OverpaintPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, 0);

  return pixels->width;
}

/**
 * overpaint_pixels_get_height:
 * @pixels: a picture
 *
 * Returns: its height in pixels, at least 1
 */
gint
overpaint_pixels_get_height (OverpaintPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, 0);

  return pixels->height;
}

/**
 * overpaint_pixels_get_channels:
 * @pixels: a picture
 *
 * Returns: bytes a pixel: 3 for RGB, 4 for RGBA
 */
gint
overpaint_pixels_get_channels (OverpaintPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, 0);

  return pixels->channels;
}

/**
 * overpaint_pixels_get_stride:
 * @pixels: a picture
 *
 * Returns: bytes from one row to the next: always width times channels; a #gsize, so
 *   that stride times row is reckoned without overflow
 */
gsize
overpaint_pixels_get_stride (OverpaintPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, 0);

  return pixels->stride;
}

/**
 * overpaint_pixels_get_data:
 * @pixels: a picture
 *
 * Its bytes, to be written only by whoever made @pixels, and only until it is shared.
 *
 * Returns: (transfer none): height rows of stride bytes, owned by @pixels
 */
guint8 *
overpaint_pixels_get_data (OverpaintPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, NULL);

  return pixels->data;
}

/**
 * overpaint_pixels_is_black:
 * @pixels: a picture
 *
 * Whether the whole picture is black to the eye, as a server's safety filter
 * leaves it. Alpha is not looked at.
 *
 * Returns: %TRUE when no colour channel anywhere is above 2 of 255
 */
gboolean
overpaint_pixels_is_black (OverpaintPixels *pixels)
{
  const guint8 *byte;
  const guint8 *end;

  g_return_val_if_fail (pixels != NULL, FALSE);

  byte = pixels->data;
  end  = byte + pixels->stride * pixels->height;

  for (; byte < end; byte += pixels->channels)
    {
      if (byte[0] > BLACK_THRESHOLD ||
          byte[1] > BLACK_THRESHOLD ||
          byte[2] > BLACK_THRESHOLD)
        return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_pixels_equal:
 * @pixels: a picture
 * @other: another one
 *
 * Returns: %TRUE when both have the same size, the same channels and the same bytes
 */
gboolean
overpaint_pixels_equal (OverpaintPixels *pixels,
                        OverpaintPixels *other)
{
  g_return_val_if_fail (pixels != NULL && other != NULL, FALSE);

  return (pixels->width    == other->width    &&
          pixels->height   == other->height   &&
          pixels->channels == other->channels &&
          memcmp (pixels->data, other->data, pixels->stride * pixels->height) == 0);
}

/**
 * overpaint_pixels_check_size:
 * @width: width that a server's picture claims
 * @height: height that it claims
 * @error: return location for an error
 *
 * Whether a server's picture may be decoded at all, asked before any memory is
 * taken for it. The artist's own layers are not measured by this.
 *
 * Returns: %TRUE when both sides are within 1 and %OVERPAINT_MAX_SIDE and the area is
 *   within %OVERPAINT_MAX_PIXELS; otherwise %FALSE with
 *   %OVERPAINT_PICTURE_ERROR_INVALID or %OVERPAINT_PICTURE_ERROR_TOO_LARGE
 */
gboolean
overpaint_pixels_check_size (gint64   width,
                             gint64   height,
                             GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (width < 1 || height < 1)
    {
      g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                           _("The server's picture could not be read: it has no size."));
      return FALSE;
    }

  if (width  > OVERPAINT_MAX_SIDE ||
      height > OVERPAINT_MAX_SIDE ||
      width * height > OVERPAINT_MAX_PIXELS)
    {
      g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_TOO_LARGE,
                   _("The server's picture is too large: %d × %d pixels, where at most %d a side "
                     "and %d megapixels are taken."),
                   (gint) MIN (width, G_MAXINT), (gint) MIN (height, G_MAXINT),
                   OVERPAINT_MAX_SIDE, OVERPAINT_MAX_PIXELS / 1000000);
      return FALSE;
    }

  return TRUE;
}
