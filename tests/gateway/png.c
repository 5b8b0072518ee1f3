/* png.c: the PNG files that the practice server writes and looks into
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picture.h"

#include <string.h>

#include <png.h>
#include <zlib.h>

/* 6 * 6 * 6 colours: coarse enough to be a palette, fine enough to recognise the picture. */
#define PALETTE_LEVELS 6

/* The signature and the IHDR chunk. */
#define HEADER_SIZE    33

static void
append_to_array (png_structp png,
                 png_bytep   data,
                 png_size_t  length)
{
  g_byte_array_append (png_get_io_ptr (png), data, length);
}

static void
flush_nothing (png_structp png)
{
}

static gint
kind_channels (PracticePngKind kind)
{
  switch (kind)
    {
    case PRACTICE_PNG_GRAY:
    case PRACTICE_PNG_PALETTE:
      return 1;
    case PRACTICE_PNG_RGB16:
      return 6;
    case PRACTICE_PNG_RGBA:
      return 4;
    case PRACTICE_PNG_RGB:
    default:
      return 3;
    }
}

static void
convert_row (const guint8    *from,
             guint8          *to,
             gint             width,
             PracticePngKind  kind)
{
  for (gint x = 0; x < width; x++, from += 3)
    switch (kind)
      {
      case PRACTICE_PNG_GRAY:
        *to++ = (from[0] * 299 + from[1] * 587 + from[2] * 114 + 500) / 1000;
        break;
      case PRACTICE_PNG_PALETTE:
        *to++ = (from[0] * PALETTE_LEVELS / 256 * PALETTE_LEVELS +
                 from[1] * PALETTE_LEVELS / 256) * PALETTE_LEVELS +
                from[2] * PALETTE_LEVELS / 256;
        break;
      case PRACTICE_PNG_RGB16:
        for (gint channel = 0; channel < 3; channel++)
          {
            *to++ = from[channel];
            *to++ = from[channel];
          }
        break;
      case PRACTICE_PNG_RGBA:
        memcpy (to, from, 3);
        to[3] = x < width / 2 ? 255 : 128;
        to += 4;
        break;
      case PRACTICE_PNG_RGB:
      default:
        memcpy (to, from, 3);
        to += 3;
        break;
      }
}

static void
set_palette (png_structp png,
             png_infop   info)
{
  png_color palette[PALETTE_LEVELS * PALETTE_LEVELS * PALETTE_LEVELS];

  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    {
      palette[i].red   = i / (PALETTE_LEVELS * PALETTE_LEVELS) * 255 / (PALETTE_LEVELS - 1);
      palette[i].green = i / PALETTE_LEVELS % PALETTE_LEVELS * 255 / (PALETTE_LEVELS - 1);
      palette[i].blue  = i % PALETTE_LEVELS * 255 / (PALETTE_LEVELS - 1);
    }

  png_set_PLTE (png, info, palette, G_N_ELEMENTS (palette));
}

/* @row_step is 0 where one row stands for all of them. */
static GBytes *
write_png (const guint8    *pixels,
           gsize            row_step,
           gint             width,
           gint             height,
           PracticePngKind  kind)
{
  g_autofree guint8 *row   = g_malloc ((gsize) width * kind_channels (kind));
  GByteArray        *array = g_byte_array_new ();
  png_structp        png   = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop          info  = png_create_info_struct (png);
  gint               type  = kind == PRACTICE_PNG_GRAY    ? PNG_COLOR_TYPE_GRAY :
                             kind == PRACTICE_PNG_PALETTE ? PNG_COLOR_TYPE_PALETTE :
                             kind == PRACTICE_PNG_RGBA    ? PNG_COLOR_TYPE_RGB_ALPHA :
                                                            PNG_COLOR_TYPE_RGB;

  /* Writing to memory cannot fail; were it to, a test server may end. */
  if (setjmp (png_jmpbuf (png)) != 0)
    g_error ("libpng could not write to memory");

  png_set_user_limits (png, 0x7fffffff, 0x7fffffff);
  png_set_write_fn (png, array, append_to_array, flush_nothing);
  png_set_compression_level (png, 1);
  png_set_IHDR (png, info, width, height, kind == PRACTICE_PNG_RGB16 ? 16 : 8, type,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, row_step == 0 ? PNG_FILTER_NONE : PNG_FILTER_SUB);

  if (kind == PRACTICE_PNG_PALETTE)
    set_palette (png, info);

  png_write_info (png, info);

  for (gint y = 0; y < height; y++)
    {
      if (y == 0 || row_step != 0)
        convert_row (pixels + y * row_step, row, width, kind);

      png_write_row (png, row);
    }

  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);

  return g_byte_array_free_to_bytes (array);
}

/**
 * practice_picture_to_png:
 * @picture: a picture
 * @kind: the kind of PNG
 *
 * Returns: (transfer full): the file, without any metadata, as a runner's are
 */
GBytes *
practice_picture_to_png (const PracticePicture *picture,
                         PracticePngKind        kind)
{
  return write_png (picture->pixels, (gsize) picture->width * 3,
                    picture->width, picture->height, kind);
}

/**
 * practice_png_of_one_colour:
 * @width: in pixels
 * @height: in pixels
 *
 * A decompression bomb: a sound RGB file, small in bytes and vast in pixels.
 *
 * Returns: (transfer full): the file
 */
GBytes *
practice_png_of_one_colour (gint width,
                            gint height)
{
  g_autofree guint8 *row = g_malloc ((gsize) width * 3);

  memset (row, 0x60, (gsize) width * 3);

  return write_png (row, 0, width, height, PRACTICE_PNG_RGB);
}

static void
append_chunk (GByteArray   *array,
              const gchar  *type,
              const guint8 *data,
              guint32       length)
{
  guint32 wire = GUINT32_TO_BE (length);
  gulong  sum  = crc32 (crc32 (0, NULL, 0), (const Bytef *) type, 4);

  /* crc32() with no data would start over instead of going on. */
  if (length > 0)
    sum = crc32 (sum, data, length);

  g_byte_array_append (array, (const guint8 *) &wire, 4);
  g_byte_array_append (array, (const guint8 *) type, 4);
  g_byte_array_append (array, data, length);
  wire = GUINT32_TO_BE ((guint32) sum);
  g_byte_array_append (array, (const guint8 *) &wire, 4);
}

/**
 * practice_png_header_only:
 * @width: claimed width in pixels
 * @height: claimed height in pixels
 *
 * Returns: (transfer full): a file whose sound header claims a size, and whose data holds
 *   a single byte of it
 */
GBytes *
practice_png_header_only (gint width,
                          gint height)
{
  static const guint8  signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8  data[]      = { 0x78, 0x9c, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01 };
  GByteArray          *array       = g_byte_array_new ();
  guint8               header[13]  = { 0, 0, 0, 0, 0, 0, 0, 0, 8, PNG_COLOR_TYPE_RGB, 0, 0, 0 };

  png_save_uint_32 (header, width);
  png_save_uint_32 (header + 4, height);

  g_byte_array_append (array, signature, sizeof (signature));
  append_chunk (array, "IHDR", header, sizeof (header));
  append_chunk (array, "IDAT", data, sizeof (data));
  append_chunk (array, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (array);
}

/**
 * practice_png_with_text:
 * @file: a picture file
 * @keyword: of a tEXt chunk
 * @text: its text
 *
 * Returns: (transfer full): the file with that chunk behind its header; @file itself where it is no
 *   PNG
 */
GBytes *
practice_png_with_text (GBytes      *file,
                        const gchar *keyword,
                        const gchar *text)
{
  g_autoptr (GByteArray)  chunk = g_byte_array_new ();
  gsize                   size;
  const guint8           *data  = g_bytes_get_data (file, &size);
  GByteArray             *array;

  if (size < HEADER_SIZE || png_sig_cmp (data, 0, 8) != 0)
    return g_bytes_ref (file);

  g_byte_array_append (chunk, (const guint8 *) keyword, strlen (keyword) + 1);
  g_byte_array_append (chunk, (const guint8 *) text, strlen (text));

  array = g_byte_array_new ();
  g_byte_array_append (array, data, HEADER_SIZE);
  append_chunk (array, "tEXt", chunk->data, chunk->len);
  g_byte_array_append (array, data + HEADER_SIZE, size - HEADER_SIZE);

  return g_byte_array_free_to_bytes (array);
}

/**
 * practice_png_describe:
 * @bytes: an uploaded file
 *
 * What tests ask of an upload: "width", "height", "channels", "bit_depth", "has_alpha",
 * "has_srgb_chunk", "has_profile", and "first_pixel", the bytes of the pixel at the top
 * left in hexadecimal, as the file holds them.
 *
 * Returns: (transfer full): a JSON object, or JSON's null where @bytes is no whole PNG
 */
JsonNode *
practice_png_describe (GBytes *bytes)
{
  g_autoptr (JsonObject)  object = json_object_new ();
  g_autoptr (GString)     pixel  = g_string_new (NULL);
  png_image               image  = { 0, };
  JsonNode               *node;
  gsize                   size;
  const guint8           *data   = g_bytes_get_data (bytes, &size);
  gsize                   offset = 8;
  gboolean                srgb   = FALSE;
  gboolean                icc    = FALSE;
  guint32                 width;
  guint32                 height;
  guint                   format;

  image.version = PNG_IMAGE_VERSION;

  if (! png_image_begin_read_from_memory (&image, data, size))
    {
      png_image_free (&image);
      return json_node_new (JSON_NODE_NULL);
    }

  width  = image.width;
  height = image.height;
  format = image.format;

  if ((guint64) width * height <= 100000000)
    {
      g_autofree guint8 *pixels = NULL;

      /* Eight bits are asked for, which is what the plug-in must send; deeper
       * files show in "bit_depth". */
      image.format = format & (PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA);
      pixels = g_malloc (PNG_IMAGE_SIZE (image));

      if (! png_image_finish_read (&image, NULL, pixels, 0, NULL))
        {
          png_image_free (&image);
          return json_node_new (JSON_NODE_NULL);
        }

      for (guint i = 0; i < PNG_IMAGE_PIXEL_CHANNELS (image.format); i++)
        g_string_append_printf (pixel, "%02x", pixels[i]);
    }

  png_image_free (&image);

  while (offset + 12 <= size && memcmp (data + offset + 4, "IDAT", 4) != 0)
    {
      srgb   |= memcmp (data + offset + 4, "sRGB", 4) == 0;
      icc    |= memcmp (data + offset + 4, "iCCP", 4) == 0;
      offset += (gsize) 12 + png_get_uint_32 (data + offset);
    }

  json_object_set_int_member (object, "width", width);
  json_object_set_int_member (object, "height", height);
  json_object_set_int_member (object, "channels", PNG_IMAGE_SAMPLE_CHANNELS (format & 3));
  json_object_set_int_member (object, "bit_depth", data[24]);
  json_object_set_boolean_member (object, "has_alpha", (format & PNG_FORMAT_FLAG_ALPHA) != 0);
  json_object_set_boolean_member (object, "has_srgb_chunk", srgb);
  json_object_set_boolean_member (object, "has_profile", icc);
  json_object_set_string_member (object, "first_pixel", pixel->str);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);

  return node;
}
