/* picture.c: eight-bit RGB pixels, from a file's bytes and back
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picture.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <png.h>

/* A practice server has no business with more; the plug-in stays far below. */
#define LARGEST_SIDE   16384
#define MOST_PIXELS    100000000

/* PIL fills what a truncated upload leaves out with this. */
#define TRUNCATED_GRAY 128

typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         position;
} PngSource;

G_DEFINE_QUARK (practice-picture-error-quark, practice_picture_error)

/**
 * practice_picture_new:
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 *
 * Returns: (transfer full): a picture whose pixels are the gray of a truncated upload
 */
PracticePicture *
practice_picture_new (gint width,
                      gint height)
{
  PracticePicture *picture = g_new0 (PracticePicture, 1);
  gsize            size    = (gsize) width * height * 3;

  picture->width  = width;
  picture->height = height;
  picture->pixels = g_malloc (size);
  memset (picture->pixels, TRUNCATED_GRAY, size);

  return picture;
}

/**
 * practice_picture_copy:
 * @picture: a picture
 *
 * Returns: (transfer full): the same pixels once more
 */
PracticePicture *
practice_picture_copy (const PracticePicture *picture)
{
  PracticePicture *copy = practice_picture_new (picture->width, picture->height);

  memcpy (copy->pixels, picture->pixels, (gsize) picture->width * picture->height * 3);

  return copy;
}

/**
 * practice_picture_free:
 * @picture: (transfer full) (nullable): a picture
 */
void
practice_picture_free (PracticePicture *picture)
{
  if (picture == NULL)
    return;

  g_free (picture->pixels);
  g_free (picture);
}

static void
png_source_read (png_structp png,
                 png_bytep   data,
                 png_size_t  length)
{
  PngSource *source = png_get_io_ptr (png);

  if (source->size - source->position < length)
    png_error (png, "truncated");

  memcpy (data, source->data + source->position, length);
  source->position += length;
}

static void
png_stay_silent (png_structp     png,
                 png_const_charp message)
{
}

static void
png_give_up (png_structp     png,
             png_const_charp message)
{
  png_longjmp (png, 1);
}

static gboolean
size_is_sound (guint32 width,
               guint32 height)
{
  return width >= 1 && height >= 1 &&
         width <= LARGEST_SIDE && height <= LARGEST_SIDE &&
         (guint64) width * height <= MOST_PIXELS;
}

/* Rows land in the picture as they are read, so that whatever a truncated file
 * still held is kept, as PIL does with LOAD_TRUNCATED_IMAGES. */
static PracticePicture *
decode_png (GBytes *bytes)
{
  PngSource                 source  = { 0, };
  png_structp               png;
  png_infop                 info;
  PracticePicture *volatile picture = NULL;

  source.data = g_bytes_get_data (bytes, &source.size);
  png  = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, png_give_up, png_stay_silent);
  info = png_create_info_struct (png);

  if (setjmp (png_jmpbuf (png)) == 0)
    {
      gint passes;

      png_set_read_fn (png, &source, png_source_read);
      png_read_info (png, info);

      if (! size_is_sound (png_get_image_width (png, info), png_get_image_height (png, info)))
        png_error (png, "too large");

      png_set_expand (png);
      png_set_strip_16 (png);
      png_set_strip_alpha (png);
      png_set_gray_to_rgb (png);
      passes = png_set_interlace_handling (png);
      png_read_update_info (png, info);

      picture = practice_picture_new (png_get_image_width (png, info),
                                      png_get_image_height (png, info));

      for (gint pass = 0; pass < passes; pass++)
        for (gint y = 0; y < picture->height; y++)
          png_read_row (png, picture->pixels + (gsize) y * picture->width * 3, NULL);
    }

  png_destroy_read_struct (&png, &info, NULL);

  return picture;
}

static GdkPixbuf *
to_pixbuf (const PracticePicture *picture)
{
  return gdk_pixbuf_new_from_data (picture->pixels, GDK_COLORSPACE_RGB, FALSE, 8,
                                   picture->width, picture->height, picture->width * 3,
                                   NULL, NULL);
}

static PracticePicture *
from_pixbuf (GdkPixbuf *pixbuf)
{
  PracticePicture *picture  = practice_picture_new (gdk_pixbuf_get_width (pixbuf),
                                                    gdk_pixbuf_get_height (pixbuf));
  const guint8    *pixels   = gdk_pixbuf_read_pixels (pixbuf);
  gint             channels = gdk_pixbuf_get_n_channels (pixbuf);

  for (gint y = 0; y < picture->height; y++)
    {
      const guint8 *from = pixels + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint8       *to   = picture->pixels + (gsize) y * picture->width * 3;

      for (gint x = 0; x < picture->width; x++, from += channels, to += 3)
        memcpy (to, from, 3);
    }

  return picture;
}

/**
 * practice_picture_decode:
 * @bytes: a picture file; PNG, or anything that gdk-pixbuf has a loader for
 * @error: return location for an error
 *
 * Reads a file as the runner does: alpha is dropped, not blended; profiles and
 * orientation are not looked at; a truncated PNG keeps what it held.
 *
 * Returns: (transfer full): the picture, or %NULL with %PRACTICE_PICTURE_ERROR_UNREADABLE
 */
PracticePicture *
practice_picture_decode (GBytes  *bytes,
                         GError **error)
{
  g_autoptr (GdkPixbufLoader)  loader  = NULL;
  g_autoptr (PracticePicture)  picture = NULL;
  GdkPixbuf                   *pixbuf;
  gsize                        size;
  const guint8                *data    = g_bytes_get_data (bytes, &size);

  if (size >= 8 && png_sig_cmp (data, 0, 8) == 0)
    {
      picture = decode_png (bytes);
    }
  else
    {
      loader = gdk_pixbuf_loader_new ();

      gdk_pixbuf_loader_write (loader, data, size, NULL);
      gdk_pixbuf_loader_close (loader, NULL);

      pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

      if (pixbuf != NULL && size_is_sound (gdk_pixbuf_get_width (pixbuf),
                                           gdk_pixbuf_get_height (pixbuf)))
        picture = from_pixbuf (pixbuf);
    }

  if (picture == NULL)
    g_set_error_literal (error, PRACTICE_PICTURE_ERROR, PRACTICE_PICTURE_ERROR_UNREADABLE,
                         "cannot identify image file");

  return g_steal_pointer (&picture);
}

/**
 * practice_picture_flatten:
 * @bytes: a picture file that gdk-pixbuf has a loader for
 * @background: 0xrrggbb
 *
 * Returns: (transfer full) (nullable): the picture with @background under what is transparent,
 *   or %NULL where it cannot be read whole
 */
PracticePicture *
practice_picture_flatten (GBytes  *bytes,
                          guint32  background)
{
  g_autoptr (GdkPixbufLoader)  loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf)        flat   = NULL;
  GdkPixbuf                   *pixbuf;
  gboolean                     read;

  read   = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  read   = gdk_pixbuf_loader_close (loader, NULL) && read;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (! read || pixbuf == NULL || ! size_is_sound (gdk_pixbuf_get_width (pixbuf),
                                                   gdk_pixbuf_get_height (pixbuf)))
    return NULL;

  flat = gdk_pixbuf_composite_color_simple (pixbuf, gdk_pixbuf_get_width (pixbuf),
                                            gdk_pixbuf_get_height (pixbuf), GDK_INTERP_NEAREST,
                                            255, 8, background, background);

  return from_pixbuf (flat);
}

/**
 * practice_picture_resize:
 * @picture: a picture
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 *
 * Returns: (transfer full): @picture stretched to the size; a plain copy when it has that size
 */
PracticePicture *
practice_picture_resize (const PracticePicture *picture,
                         gint                   width,
                         gint                   height)
{
  g_autoptr (GdkPixbuf) from = NULL;
  g_autoptr (GdkPixbuf) to   = NULL;

  if (picture->width == width && picture->height == height)
    return practice_picture_copy (picture);

  from = to_pixbuf (picture);
  to   = gdk_pixbuf_scale_simple (from, width, height, GDK_INTERP_BILINEAR);

  return from_pixbuf (to);
}

/**
 * practice_format_is_writable:
 * @format: gdk-pixbuf's name of a format: "jpeg", "webp"
 *
 * Returns: whether this machine can write it
 */
gboolean
practice_format_is_writable (const gchar *format)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *each = formats; each != NULL; each = each->next)
    {
      g_autofree gchar *name = gdk_pixbuf_format_get_name (each->data);

      if (g_str_equal (name, format))
        return gdk_pixbuf_format_is_writable (each->data);
    }

  return FALSE;
}

/**
 * practice_picture_to_format:
 * @picture: a picture
 * @format: gdk-pixbuf's name of a format: "jpeg", "webp"
 * @error: return location for an error
 *
 * Returns: (transfer full): the file, or %NULL with %PRACTICE_PICTURE_ERROR_FORMAT
 */
GBytes *
practice_picture_to_format (const PracticePicture  *picture,
                            const gchar            *format,
                            GError                **error)
{
  g_autoptr (GdkPixbuf)  pixbuf = to_pixbuf (picture);
  gchar                 *buffer = NULL;
  gsize                  size   = 0;

  if (! practice_format_is_writable (format) ||
      ! gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, format, NULL, NULL))
    {
      g_set_error (error, PRACTICE_PICTURE_ERROR, PRACTICE_PICTURE_ERROR_FORMAT,
                   "gdk-pixbuf has no writer for %s here", format);
      return NULL;
    }

  return g_bytes_new_take (buffer, size);
}
