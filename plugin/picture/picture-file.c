/* picture-file.c: the bytes of a picture, whatever its format, to pixels
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picture-file.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "picture-survey.h"
#include "png-codec.h"

static OverpaintPixels *
copy_pixbuf (GdkPixbuf  *pixbuf,
             GError    **error)
{
  OverpaintPixels *pixels;
  const guint8    *data   = gdk_pixbuf_read_pixels (pixbuf);
  gsize            stride = gdk_pixbuf_get_rowstride (pixbuf);
  gint             y;

  pixels = overpaint_pixels_new (gdk_pixbuf_get_width (pixbuf),
                                 gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_n_channels (pixbuf),
                                 error);
  if (pixels == NULL)
    return NULL;

  for (y = 0; y < overpaint_pixels_get_height (pixels); y++)
    memcpy (overpaint_pixels_get_data (pixels) + overpaint_pixels_get_stride (pixels) * y,
            data + stride * y,
            overpaint_pixels_get_stride (pixels));

  return pixels;
}

static void
set_loader_error (GError      **error,
                  const gchar  *format_name,
                  const GError *cause)
{
  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE) ||
      g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNSUPPORTED_OPERATION))
    g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_UNSUPPORTED,
                 /* TRANSLATORS: %s is the name of a file format: JPEG or WebP */
                 _("The server sent a %s picture, and gdk-pixbuf has no loader for %s here. "
                   "Install one, or have the server send PNG."),
                 format_name, format_name);
  else if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
                         _("There is not enough memory to read the server's picture."));
  else
    g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                         _("The server's picture could not be read: it is damaged."));

  /* The loader's own words are for whoever looks into it: they are not sentences. */
  if (cause != NULL)
    g_debug ("gdk-pixbuf on a %s picture: %s", format_name, cause->message);
}

static OverpaintPixels *
decode_by_gdk_pixbuf (GBytes       *bytes,
                      const gchar  *loader_name,
                      const gchar  *format_name,
                      GError      **error)
{
  g_autoptr (GdkPixbufLoader) loader    = NULL;
  g_autoptr (GdkPixbuf)       turned    = NULL;
  g_autoptr (GError)          cause     = NULL;
  GdkPixbuf                  *pixbuf    = NULL;
  gboolean                    written;
  gboolean                    closed;

  loader = gdk_pixbuf_loader_new_with_type (loader_name, &cause);

  if (loader == NULL)
    {
      set_loader_error (error, format_name, cause);
      return NULL;
    }

  written = gdk_pixbuf_loader_write_bytes (loader, bytes, &cause);

  /* A loader must be closed even after an error, and only then has it spoken: some
   * decode the whole picture here.
   */
  closed = gdk_pixbuf_loader_close (loader, cause == NULL ? &cause : NULL);

  if (written && closed)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (pixbuf == NULL)
    {
      set_loader_error (error, format_name, cause);
      return NULL;
    }

  /* Without this a photograph that a server merely handed back would lie on its side. */
  turned = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  if (turned == NULL)
    {
      g_clear_error (&cause);
      g_set_error_literal (&cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY,
                           "no memory to turn the picture");
      set_loader_error (error, format_name, cause);
      return NULL;
    }

  return copy_pixbuf (turned, error);
}

/**
 * overpaint_picture_decode:
 * @bytes: a picture from a server
 * @error: return location for an error
 *
 * Reads a picture as 8-bit RGB or RGBA: PNG, and JPEG and WebP where gdk-pixbuf has
 * their loaders. The format is told by the bytes themselves. A colour profile in
 * them is passed over; the orientation that a camera noted is applied.
 *
 * Sizes are checked before memory is taken. A file that is cut off gives an error and
 * never a part of the picture. May run in any thread.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with an
 *   %OVERPAINT_PICTURE_ERROR: INVALID, TOO_LARGE, UNSUPPORTED or NO_MEMORY
 */
OverpaintPixels *
overpaint_picture_decode (GBytes  *bytes,
                          GError **error)
{
  gint width;
  gint height;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  switch (overpaint_picture_survey_format (bytes))
    {
    case OVERPAINT_PICTURE_FORMAT_PNG:
      return overpaint_png_decode (bytes, error);

    case OVERPAINT_PICTURE_FORMAT_JPEG:
      if (! overpaint_picture_survey_jpeg (bytes, &width, &height, error) ||
          ! overpaint_pixels_check_size (width, height, error))
        return NULL;

      return decode_by_gdk_pixbuf (bytes, "jpeg", "JPEG", error);

    case OVERPAINT_PICTURE_FORMAT_WEBP:
      if (! overpaint_picture_survey_webp (bytes, &width, &height, error) ||
          ! overpaint_pixels_check_size (width, height, error))
        return NULL;

      return decode_by_gdk_pixbuf (bytes, "webp", "WebP", error);

    case OVERPAINT_PICTURE_FORMAT_UNKNOWN:
      break;
    }

  g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                       _("The server's answer is not a picture in a known format "
                         "(PNG, JPEG or WebP)."));

  return NULL;
}
