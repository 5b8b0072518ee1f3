/* png-codec.c: pixels to PNG and back, in memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "png-codec.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <png.h>

/* libpng reports an error by jumping. So every call that may jump stands in
 * write_picture () or read_picture (), which own nothing: what must be freed lies
 * in the struct of the function that called them, where no jump reaches past it.
 */

typedef struct
{
  png_structp      png;
  png_infop        info;
  OverpaintPixels *pixels;
  guint8          *bytes;
  gsize            length;
  gsize            space;
  gboolean         out_of_memory;
} Writer;

typedef struct
{
  png_structp      png;
  png_infop        info;
  const guint8    *bytes;
  gsize            length;
  gsize            position;
  gboolean         cut_off;
  OverpaintPixels *pixels;
  GError          *error;
} Reader;

static G_NORETURN void
jump_on_error (png_structp      png,
               png_const_charp  message)
{
  png_longjmp (png, 1);
}

static void
swallow_warning (png_structp      png,
                 png_const_charp  message)
{
  /* libpng would print it on the artist's terminal. */
}

static void
append_bytes (png_structp png,
              png_bytep   bytes,
              size_t      length)
{
  Writer *writer = png_get_io_ptr (png);

  if (length > writer->space - writer->length)
    {
      gsize   space;
      guint8 *larger = NULL;

      if (g_size_checked_add (&space, writer->length, length) &&
          g_size_checked_mul (&space, space, 2))
        larger = realloc (writer->bytes, space);

      if (larger == NULL)
        {
          writer->out_of_memory = TRUE;
          png_error (png, "out of memory");
        }

      writer->bytes = larger;
      writer->space = space;
    }

  memcpy (writer->bytes + writer->length, bytes, length);
  writer->length += length;
}

static void
flush_nothing (png_structp png)
{
}

static gboolean
write_picture (Writer *writer)
{
  gint   width  = overpaint_pixels_get_width (writer->pixels);
  gint   height = overpaint_pixels_get_height (writer->pixels);
  gsize  stride = overpaint_pixels_get_stride (writer->pixels);
  guint8 *data  = overpaint_pixels_get_data (writer->pixels);
  gint   y;

  if (setjmp (png_jmpbuf (writer->png)))
    return FALSE;

  png_set_write_fn (writer->png, writer, append_bytes, flush_nothing);
  png_set_user_limits (writer->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);

  /* Level 1: on a photograph higher levels take two to four times as long and save
   * some 4 %, which is less than what that time would have sent. SUB is the
   * cheapest filter that still makes a photograph smaller.
   */
  png_set_compression_level (writer->png, 1);
  png_set_filter (writer->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);

  png_set_IHDR (writer->png, writer->info, width, height, 8,
                overpaint_pixels_get_channels (writer->pixels) == 4 ?
                PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  png_set_sRGB (writer->png, writer->info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_write_info (writer->png, writer->info);

  for (y = 0; y < height; y++)
    png_write_row (writer->png, data + stride * y);

  png_write_end (writer->png, NULL);

  return TRUE;
}

/**
 * overpaint_png_encode:
 * @pixels: a picture
 * @error: return location for an error
 *
 * Writes @pixels as an 8-bit PNG with an sRGB chunk: RGB of three channels, RGBA
 * of four. Servers are sent three: some drop alpha, some take no other.
 *
 * May run in any thread. The same pixels give the same bytes.
 *
 * Returns: (transfer full) (nullable): the PNG, or %NULL with
 *   %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
GBytes *
overpaint_png_encode (OverpaintPixels  *pixels,
                      GError          **error)
{
  Writer   writer  = { 0, };
  gboolean written = FALSE;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  writer.pixels = pixels;
  writer.png    = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL,
                                           jump_on_error, swallow_warning);

  if (writer.png != NULL)
    writer.info = png_create_info_struct (writer.png);

  if (writer.info != NULL)
    written = write_picture (&writer);

  if (writer.png != NULL)
    png_destroy_write_struct (&writer.png, &writer.info);

  if (! written)
    {
      free (writer.bytes);

      /* Pixels are valid by construction: nothing but memory can be wanting. */
      g_set_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
                   _("There is not enough memory to make a PNG of %d × %d pixels."),
                   overpaint_pixels_get_width (pixels), overpaint_pixels_get_height (pixels));
      return NULL;
    }

  return g_bytes_new_with_free_func (writer.bytes, writer.length, free, writer.bytes);
}

static void
take_bytes (png_structp png,
            png_bytep   bytes,
            size_t      length)
{
  Reader *reader = png_get_io_ptr (png);

  if (length > reader->length - reader->position)
    {
      reader->cut_off = TRUE;
      png_error (png, "cut off");
    }

  memcpy (bytes, reader->bytes + reader->position, length);
  reader->position += length;
}

static gboolean
read_picture (Reader *reader)
{
  gint   passes;
  gint   pass;
  gint   y;

  if (setjmp (png_jmpbuf (reader->png)))
    return FALSE;

  png_set_read_fn (reader->png, reader, take_bytes);

  /* Only what makes the pixels is looked at. Servers send no colour profile, and a
   * gamma, a profile or a comment from a stranger would be one more thing to go
   * wrong, or to swell when it is unpacked: a reply is sRGB, whatever it says.
   */
  png_set_keep_unknown_chunks (reader->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);

  /* libpng's own limit of a million a side would be told as damage; ours is asked
   * below, with a sentence of its own.
   */
  png_set_user_limits (reader->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);

  png_read_info (reader->png, reader->info);

  if (! overpaint_pixels_check_size (png_get_image_width (reader->png, reader->info),
                                     png_get_image_height (reader->png, reader->info),
                                     &reader->error))
    return FALSE;

  png_set_expand (reader->png);
  png_set_scale_16 (reader->png);
  png_set_gray_to_rgb (reader->png);
  passes = png_set_interlace_handling (reader->png);
  png_read_update_info (reader->png, reader->info);

  reader->pixels = overpaint_pixels_new (png_get_image_width (reader->png, reader->info),
                                         png_get_image_height (reader->png, reader->info),
                                         png_get_channels (reader->png, reader->info),
                                         &reader->error);

  if (reader->pixels == NULL)
    return FALSE;

  g_return_val_if_fail (png_get_rowbytes (reader->png, reader->info) ==
                        overpaint_pixels_get_stride (reader->pixels), FALSE);

  for (pass = 0; pass < passes; pass++)
    {
      for (y = 0; y < overpaint_pixels_get_height (reader->pixels); y++)
        png_read_row (reader->png,
                      overpaint_pixels_get_data (reader->pixels) +
                      overpaint_pixels_get_stride (reader->pixels) * y, NULL);
    }

  /* To the end mark, so that a file that was cut after its last row is told too. */
  png_read_end (reader->png, NULL);

  return TRUE;
}

/**
 * overpaint_png_decode:
 * @bytes: a PNG from a server
 * @error: return location for an error
 *
 * Reads any PNG (gray, palette, 16-bit, with a transparent colour, interlaced) as
 * 8-bit RGB, or as RGBA where it has any kind of transparency. A colour profile or
 * gamma in it is passed over.
 *
 * Its size is checked before memory is taken for it. A file that is cut off gives an
 * error and never a part of the picture. May run in any thread.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with
 *   %OVERPAINT_PICTURE_ERROR_INVALID, %OVERPAINT_PICTURE_ERROR_TOO_LARGE or
 *   %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
OverpaintPixels *
overpaint_png_decode (GBytes  *bytes,
                      GError **error)
{
  Reader   reader = { 0, };
  gboolean read   = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  reader.bytes = g_bytes_get_data (bytes, &reader.length);
  reader.png   = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL,
                                         jump_on_error, swallow_warning);

  if (reader.png != NULL)
    reader.info = png_create_info_struct (reader.png);

  if (reader.info == NULL)
    {
      g_set_error_literal (&reader.error,
                           OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_NO_MEMORY,
                           _("There is not enough memory to read the server's picture."));
    }
  else
    {
      read = read_picture (&reader);
    }

  if (reader.png != NULL)
    png_destroy_read_struct (&reader.png, &reader.info, NULL);

  if (read)
    return reader.pixels;

  g_clear_pointer (&reader.pixels, overpaint_pixels_unref);

  if (reader.error != NULL)
    g_propagate_error (error, reader.error);
  else if (reader.cut_off)
    g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                         _("The server's picture could not be read: it is cut off."));
  else
    g_set_error_literal (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_INVALID,
                         _("The server's picture could not be read: it is damaged."));

  return NULL;
}
