/* png-text.c: what a PNG file says of itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "png-text.h"

/* PNG specification, 5.2 and 5.3: a signature, then chunks of length, type, data and check sum. */
#define SIGNATURE   "\x89PNG\r\n\x1a\n"
#define N_SIGNATURE 8
#define N_AROUND    12
#define N_HEAD      33

#define CRC_POLYNOMIAL 0xedb88320u

static guint32
read_number (const guint8 *data)
{
  guint32 number;

  memcpy (&number, data, 4);

  return GUINT32_FROM_BE (number);
}

/**
 * conform_png_get_text:
 * @file: any file
 * @keyword: what the text is called: "parameters"
 *
 * Finds a text in the file, of either kind as long as it is not compressed.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is none, or no PNG
 */
gchar *
conform_png_get_text (GBytes      *file,
                      const gchar *keyword)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (file, &length);
  gsize         key  = strlen (keyword) + 1;
  gsize         at;

  if (length < N_SIGNATURE || memcmp (data, SIGNATURE, N_SIGNATURE) != 0)
    return NULL;

  for (at = N_SIGNATURE; at + N_AROUND <= length;)
    {
      gsize        size = read_number (data + at);
      const gchar *type = (const gchar *) data + at + 4;
      const gchar *body = type + 4;

      if (size > length - at - N_AROUND)
        return NULL;

      if (size >= key && memcmp (body, keyword, key) == 0)
        {
          if (memcmp (type, "tEXt", 4) == 0)
            return g_convert (body + key, (gssize) (size - key), "UTF-8", "UTF-8", NULL, NULL, NULL);

          /* Whether it is compressed, how, in which language, and the keyword in that. */
          if (memcmp (type, "iTXt", 4) == 0 && size > key + 2 && body[key] == 0)
            {
              const gchar *language = body + key + 2;
              const gchar *end      = body + size;
              const gchar *word     = memchr (language, 0, (gsize) (end - language));
              const gchar *text     = word != NULL ? memchr (word + 1, 0, (gsize) (end - word - 1)) : NULL;

              return text != NULL ? g_strndup (text + 1, (gsize) (end - text - 1)) : NULL;
            }
        }

      at += size + N_AROUND;
    }

  return NULL;
}

/**
 * conform_png_get_head:
 * @file: any file
 * @width: (out): in pixels
 * @height: (out): in pixels
 * @depth: (out): bits a channel
 * @colour_type: (out): as the PNG specification counts them: 0 gray, 2 RGB, 3 palette, 4 and 6
 *   with alpha
 *
 * Returns: whether @file begins as a PNG does
 */
gboolean
conform_png_get_head (GBytes *file,
                      gint   *width,
                      gint   *height,
                      gint   *depth,
                      gint   *colour_type)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (file, &length);

  if (length < N_HEAD || memcmp (data, SIGNATURE, N_SIGNATURE) != 0)
    return FALSE;

  *width       = (gint) read_number (data + 16);
  *height      = (gint) read_number (data + 20);
  *depth       = data[24];
  *colour_type = data[25];

  return TRUE;
}

static void
add_chunk (GByteArray   *file,
           const gchar  *type,
           const guint8 *body,
           gsize         length)
{
  guint32 size = GUINT32_TO_BE ((guint32) length);
  guint32 sum  = 0xffffffffu;
  guint   from = file->len + 4;
  guint   i, bit;

  g_byte_array_append (file, (const guint8 *) &size, 4);
  g_byte_array_append (file, (const guint8 *) type, 4);
  g_byte_array_append (file, body, (guint) length);

  for (i = from; i < file->len; i++)
    {
      sum ^= file->data[i];
      for (bit = 0; bit < 8; bit++)
        sum = (sum >> 1) ^ ((sum & 1) != 0 ? CRC_POLYNOMIAL : 0);
    }

  sum = GUINT32_TO_BE (sum ^ 0xffffffffu);
  g_byte_array_append (file, (const guint8 *) &sum, 4);
}

/**
 * conform_png_new_gray:
 * @pixels: a picture
 *
 * Makes what the plug-in never sends.
 *
 * Returns: (transfer full): the first channel of @pixels as a PNG file of one channel
 */
GBytes *
conform_png_new_gray (OverpaintPixels *pixels)
{
  gint                         width      = overpaint_pixels_get_width (pixels);
  gint                         height     = overpaint_pixels_get_height (pixels);
  gint                         channels   = overpaint_pixels_get_channels (pixels);
  g_autoptr (GZlibCompressor)  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GOutputStream)    packed     = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream)    stream     = NULL;
  GByteArray                  *file       = g_byte_array_new ();
  guint8                       head[13]   = { 0, };
  guint32                      sides[2]   = { GUINT32_TO_BE ((guint32) width), GUINT32_TO_BE ((guint32) height) };
  const guint8                *from       = overpaint_pixels_get_data (pixels);
  const guint8                 plain      = 0;
  gint                         x, y;

  stream = g_converter_output_stream_new (packed, G_CONVERTER (compressor));

  for (y = 0; y < height; y++)
    {
      /* The byte before each row says that nothing was done to it. */
      g_output_stream_write_all (stream, &plain, 1, NULL, NULL, NULL);

      for (x = 0; x < width; x++)
        g_output_stream_write_all (stream, from + overpaint_pixels_get_stride (pixels) * y + (gsize) x * channels, 1,
                                   NULL, NULL, NULL);
    }

  g_output_stream_close (stream, NULL, NULL);

  memcpy (head, sides, sizeof sides);
  head[8] = 8;

  g_byte_array_append (file, (const guint8 *) SIGNATURE, N_SIGNATURE);
  add_chunk (file, "IHDR", head, sizeof head);
  add_chunk (file, "IDAT", g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (packed)),
             g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (packed)));
  add_chunk (file, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (file);
}
