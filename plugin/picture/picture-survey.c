/* picture-survey.c: what a picture's bytes say of it, before anything is decoded
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* gdk-pixbuf alone does not do here, for two reasons, both seen in its releases
 * 2.42 and 2.44: a JPEG that is cut in half loads without an error, its lower half
 * gray; and since loaders may be glycin's, a "size-prepared" handler can no
 * longer stop a picture that is too large from being decoded. So the few bytes that
 * hold the size are read here, and the marks that tell where the picture ends.
 */

#include "picture-survey.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "pixels.h"

static gboolean
refuse_cut_off (GError **error)
{
  g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                       _("The server's picture could not be read: it is cut off."));
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                       _("The server's picture could not be read: it is damaged."));
  return FALSE;
}

/**
 * overpaint_picture_survey_format:
 * @bytes: the bytes of a file
 *
 * Returns: the format that the first bytes are the mark of
 */
OverpaintPictureFormat
overpaint_picture_survey_format (GBytes *bytes)
{
  const guint8 *data;
  gsize         length;

  g_return_val_if_fail (bytes != NULL, OVERPAINT_PICTURE_FORMAT_UNKNOWN);

  data = g_bytes_get_data (bytes, &length);

  if (length >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return OVERPAINT_PICTURE_FORMAT_PNG;

  if (length >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return OVERPAINT_PICTURE_FORMAT_JPEG;

  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return OVERPAINT_PICTURE_FORMAT_WEBP;

  return OVERPAINT_PICTURE_FORMAT_UNKNOWN;
}

/* The next marker at or after @position; the coded picture between markers is
 * stepped over: there 0xff is followed by 0, by a restart mark or by another 0xff.
 */
static gboolean
find_jpeg_marker (const guint8 *data,
                  gsize         length,
                  gsize        *position,
                  guint8       *marker)
{
  while (*position < length)
    {
      const guint8 *mark = memchr (data + *position, 0xff, length - *position);

      if (mark == NULL)
        return FALSE;

      *position = mark - data + 1;

      if (*position < length                                        &&
          data[*position] != 0x00                                   &&
          data[*position] != 0xff                                   &&
          ! (data[*position] >= 0xd0 && data[*position] <= 0xd7))
        {
          *marker = data[*position];
          *position += 1;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * overpaint_picture_survey_jpeg:
 * @bytes: a file that begins as a JPEG does
 * @width: (out): return location for its width, 1 to 65535
 * @height: (out): return location for its height, 1 to 65535
 * @error: return location for an error
 *
 * Walks through the parts of a JPEG (ITU-T T.81, annex B) for its frame's size and
 * its end.
 *
 * Returns: %TRUE when it has a frame and an end mark; otherwise %FALSE with
 *   %OVERPAINT_PICTURE_ERROR_INVALID
 */
gboolean
overpaint_picture_survey_jpeg (GBytes  *bytes,
                               gint    *width,
                               gint    *height,
                               GError **error)
{
  const guint8 *data;
  gsize         length;
  gsize         position = 2;
  guint8        marker;

  g_return_val_if_fail (bytes != NULL && width != NULL && height != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  data    = g_bytes_get_data (bytes, &length);
  *width  = 0;
  *height = 0;

  while (find_jpeg_marker (data, length, &position, &marker))
    {
      gsize part;

      if (marker == 0xd9)                         /* end of image */
        {
          if (*width < 1 || *height < 1)
            return refuse_damaged (error);

          return TRUE;
        }

      if (marker == 0xd8 || marker == 0x01)       /* the two others without a length */
        continue;

      if (length - position < 2)
        return refuse_cut_off (error);

      part = data[position] << 8 | data[position + 1];

      if (part < 2)
        return refuse_damaged (error);

      if (part > length - position)
        return refuse_cut_off (error);

      /* Frames of every kind of coding; the three left out share their row of the
       * table but are tables (Huffman, arithmetic) and a reserved one.
       */
      if (marker >= 0xc0 && marker <= 0xcf &&
          marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          if (part < 8 || *width != 0)
            return refuse_damaged (error);

          *height = data[position + 3] << 8 | data[position + 4];
          *width  = data[position + 5] << 8 | data[position + 6];

          if (*width < 1 || *height < 1)
            return refuse_damaged (error);
        }

      position += part;
    }

  return refuse_cut_off (error);
}

/**
 * overpaint_picture_survey_webp:
 * @bytes: a file that begins as a WebP does
 * @width: (out): return location for its width, 1 to 16777216
 * @height: (out): return location for its height, 1 to 16777216
 * @error: return location for an error
 *
 * Reads the size from the first part of a WebP (RFC 9649), which is the lossy
 * picture, the lossless picture, or the canvas that the pictures after it lie on.
 *
 * Returns: %TRUE when it has a size and all the bytes that it says it has; otherwise
 *   %FALSE with %OVERPAINT_PICTURE_ERROR_INVALID
 */
gboolean
overpaint_picture_survey_webp (GBytes  *bytes,
                               gint    *width,
                               gint    *height,
                               GError **error)
{
  const guint8 *data;
  const guint8 *part;
  gsize         length;
  guint32       claimed;

  g_return_val_if_fail (bytes != NULL && width != NULL && height != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  data    = g_bytes_get_data (bytes, &length);
  *width  = 0;
  *height = 0;

  if (length < 30)
    return refuse_cut_off (error);

  memcpy (&claimed, data + 4, sizeof claimed);

  if (GUINT32_FROM_LE (claimed) > length - 8)
    return refuse_cut_off (error);

  part = data + 20;

  if (memcmp (data + 12, "VP8 ", 4) == 0)
    {
      if (memcmp (part + 3, "\x9d\x01\x2a", 3) != 0)
        return refuse_damaged (error);

      *width  = (part[6] | part[7] << 8) & 0x3fff;
      *height = (part[8] | part[9] << 8) & 0x3fff;
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      if (part[0] != 0x2f)
        return refuse_damaged (error);

      *width  = 1 + (part[1] | (part[2] & 0x3f) << 8);
      *height = 1 + (part[2] >> 6 | part[3] << 2 | (part[4] & 0x0f) << 10);
    }
  else if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      *width  = 1 + (part[4] | part[5] << 8 | part[6] << 16);
      *height = 1 + (part[7] | part[8] << 8 | part[9] << 16);
    }

  if (*width < 1 || *height < 1)
    return refuse_damaged (error);

  return TRUE;
}
