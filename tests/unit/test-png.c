/* test-png.c: tests of the PNG codec
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <png.h>

#include "picture-tools.h"
#include "png-codec.h"

#define CHUNK_START 8           /* after a PNG's signature */

typedef struct
{
  gint     colour_type;
  gint     depth;
  gboolean interlaced;
  gboolean transparent;
  gint     width;
  gint     height;
} Kind;

static guint32
read_number (const guint8 *data)
{
  return (guint32) data[0] << 24 | data[1] << 16 | data[2] << 8 | data[3];
}

static void
append_bytes (png_structp png,
              png_bytep   data,
              size_t      length)
{
  g_byte_array_append (png_get_io_ptr (png), data, length);
}

static void
flush_nothing (png_structp png)
{
}

static gint
count_samples (gint colour_type)
{
  switch (colour_type)
    {
    case PNG_COLOR_TYPE_GRAY_ALPHA:
      return 2;
    case PNG_COLOR_TYPE_RGB:
      return 3;
    case PNG_COLOR_TYPE_RGB_ALPHA:
      return 4;
    default:
      return 1;
    }
}

/* One sample, as wide as the kind has it, in the packed rows that libpng takes. */
static guint
get_sample (const guint8 *row,
            gint          depth,
            gint          index)
{
  if (depth == 16)
    return row[2 * index] << 8 | row[2 * index + 1];

  return row[index * depth / 8] >> (8 - depth - index * depth % 8) & ((1 << depth) - 1);
}

static guint8
to_byte (guint sample,
         gint  depth)
{
  guint most = (1u << depth) - 1;

  return (sample * 255 + most / 2) / most;
}

/* A PNG of noise, and what it must be read as. */
static GBytes *
make_png (const Kind       *kind,
          OverpaintPixels **expected)
{
  g_autoptr (GByteArray)       array   = g_byte_array_new ();
  gint                         samples = count_samples (kind->colour_type);
  gsize                        stride  = (kind->width * samples * kind->depth + 7) / 8;
  g_autofree guint8           *rows    = g_malloc (stride * kind->height);
  g_autofree guint8          **row     = g_new (guint8 *, kind->height);
  png_color                    palette[256];
  png_byte                     alphas[256];
  png_color_16                 hidden  = { 0, };
  gboolean                     alpha   = kind->transparent || samples % 2 == 0;
  GRand                       *random  = g_rand_new_with_seed (kind->depth * 7 + kind->colour_type);
  png_structp                  png;
  png_infop                    info;
  gint                         i;
  gint                         x;
  gint                         y;

  for (i = 0; i < (gint) stride * kind->height; i++)
    rows[i] = g_rand_int (random) >> 24;

  for (i = 0; i < 256; i++)
    {
      palette[i] = (png_color) { i, 255 - i, i * 31 };
      alphas[i]  = i * 57;
    }

  for (y = 0; y < kind->height; y++)
    row[y] = rows + stride * y;

  png  = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  info = png_create_info_struct (png);
  png_set_write_fn (png, array, append_bytes, flush_nothing);
  png_set_IHDR (png, info, kind->width, kind->height, kind->depth, kind->colour_type,
                kind->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);

  if (kind->colour_type == PNG_COLOR_TYPE_PALETTE)
    {
      png_set_PLTE (png, info, palette, 1 << kind->depth);

      if (kind->transparent)
        png_set_tRNS (png, info, alphas, 1 << kind->depth, NULL);
    }
  else if (kind->transparent)
    {
      /* The first pixel's colour is the one that shall not be seen. */
      hidden.gray = hidden.red = get_sample (row[0], kind->depth, 0);

      if (samples == 3)
        {
          hidden.green = get_sample (row[0], kind->depth, 1);
          hidden.blue  = get_sample (row[0], kind->depth, 2);
        }

      png_set_tRNS (png, info, NULL, 0, &hidden);
    }

  png_write_info (png, info);
  png_write_image (png, row);
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  g_rand_free (random);

  *expected = make_filled (kind->width, kind->height, alpha ? 4 : 3, 255);

  for (y = 0; y < kind->height; y++)
    for (x = 0; x < kind->width; x++)
      {
        guint8 *pixel = pixel_at (*expected, x, y);
        guint   first = get_sample (row[y], kind->depth, x * samples);

        if (kind->colour_type == PNG_COLOR_TYPE_PALETTE)
          {
            pixel[0] = palette[first].red;
            pixel[1] = palette[first].green;
            pixel[2] = palette[first].blue;

            if (alpha)
              pixel[3] = alphas[first];

            continue;
          }

        for (i = 0; i < 3; i++)
          pixel[i] = to_byte (get_sample (row[y], kind->depth,
                                          x * samples + (samples >= 3 ? i : 0)), kind->depth);

        if (samples % 2 == 0)
          pixel[3] = to_byte (get_sample (row[y], kind->depth, x * samples + samples - 1),
                              kind->depth);
        else if (kind->transparent &&
                 first == hidden.red &&
                 (samples == 1 ||
                  (get_sample (row[y], kind->depth, x * 3 + 1) == hidden.green &&
                   get_sample (row[y], kind->depth, x * 3 + 2) == hidden.blue)))
          pixel[3] = 0;
      }

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static void
assert_refused (const guint8 *data,
                gsize         length,
                gint          code,
                const gchar  *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (overpaint_png_decode (bytes, &error));
  g_assert_error (error, OVERPAINT_PICTURE_ERROR, code);

  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
}

static void
test_round_trip (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 9 }, { 9, 1 }, { 37, 5 }, { 256, 64 }, { 500, 333 } };
  guint             i;
  gint              channels;

  for (i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (channels = 3; channels <= 4; channels++)
      {
        g_autoptr (GError)          error  = NULL;
        g_autoptr (OverpaintPixels) pixels = make_noise (sizes[i][0], sizes[i][1], channels, i);
        g_autoptr (GBytes)          bytes  = overpaint_png_encode (pixels, &error);
        g_autoptr (GBytes)          again  = overpaint_png_encode (pixels, NULL);
        g_autoptr (OverpaintPixels) back   = NULL;

        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (bytes, again));

        back = overpaint_png_decode (bytes, &error);
        g_assert_no_error (error);
        g_assert_true (overpaint_pixels_equal (pixels, back));
      }
}

/* What the bytes say, read without libpng: 8 bits, RGB, sRGB, and not a chunk more. */
static void
test_encoded (void)
{
  g_autoptr (OverpaintPixels) pixels   = make_noise (31, 17, 3, 5);
  g_autoptr (GBytes)          bytes    = overpaint_png_encode (pixels, NULL);
  g_autoptr (GString)         chunks   = g_string_new (NULL);
  gsize                       position = CHUNK_START;
  const guint8               *data;
  gsize                       length;

  data = g_bytes_get_data (bytes, &length);
  g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);

  while (position < length)
    {
      const guint8 *chunk = data + position;

      g_string_append_len (chunks, (const gchar *) chunk + 4, 4);
      g_string_append_c (chunks, ' ');

      if (memcmp (chunk + 4, "IHDR", 4) == 0)
        {
          g_assert_cmpuint (read_number (chunk + 8), ==, 31);
          g_assert_cmpuint (read_number (chunk + 12), ==, 17);
          g_assert_cmpint (chunk[16], ==, 8);       /* depth */
          g_assert_cmpint (chunk[17], ==, 2);       /* RGB */
          g_assert_cmpint (chunk[20], ==, 0);       /* not interlaced */
        }
      else if (memcmp (chunk + 4, "sRGB", 4) == 0)
        {
          g_assert_cmpint (chunk[8], ==, 0);        /* perceptual */
        }

      position += 12 + read_number (chunk);
    }

  g_assert_cmpuint (position, ==, length);
  g_assert_cmpstr (chunks->str, ==, "IHDR sRGB IDAT IEND ");
}

static void
test_kinds (void)
{
  static const struct
  {
    gint     colour_type;
    gint     depths[5];
    gboolean may_hide;
  }
  types[] =
  {
    { PNG_COLOR_TYPE_GRAY,       { 1, 2, 4, 8, 16 }, TRUE },
    { PNG_COLOR_TYPE_PALETTE,    { 1, 2, 4, 8 },     TRUE },
    { PNG_COLOR_TYPE_RGB,        { 8, 16 },          TRUE },
    { PNG_COLOR_TYPE_GRAY_ALPHA, { 8, 16 },          FALSE },
    { PNG_COLOR_TYPE_RGB_ALPHA,  { 8, 16 },          FALSE },
  };
  static const gint sizes[][2] = { { 1, 1 }, { 13, 7 }, { 64, 33 } };
  guint             type;
  guint             depth;
  guint             size;
  guint             variant;

  for (type = 0; type < G_N_ELEMENTS (types); type++)
    for (depth = 0; depth < 5 && types[type].depths[depth] != 0; depth++)
      for (size = 0; size < G_N_ELEMENTS (sizes); size++)
        for (variant = 0; variant < 4; variant++)
          {
            Kind                        kind     = { types[type].colour_type,
                                                     types[type].depths[depth],
                                                     variant & 1, variant & 2,
                                                     sizes[size][0], sizes[size][1] };
            g_autoptr (GError)          error    = NULL;
            g_autoptr (OverpaintPixels) expected = NULL;
            g_autoptr (OverpaintPixels) pixels   = NULL;
            g_autoptr (GBytes)          bytes    = NULL;

            if (kind.transparent && ! types[type].may_hide)
              continue;

            g_test_message ("type %d, depth %d, interlaced %d, transparent %d, %d x %d",
                            kind.colour_type, kind.depth, kind.interlaced, kind.transparent,
                            kind.width, kind.height);
            bytes  = make_png (&kind, &expected);
            pixels = overpaint_png_decode (bytes, &error);
            g_assert_no_error (error);
            g_assert_cmpint (overpaint_pixels_get_channels (pixels), ==,
                             overpaint_pixels_get_channels (expected));
            g_assert_true (overpaint_pixels_equal (pixels, expected));
          }
}

static void
test_truncated (void)
{
  static const Kind kinds[] =
  {
    { PNG_COLOR_TYPE_RGB,     8,  FALSE, FALSE, 19, 11 },
    { PNG_COLOR_TYPE_RGB,     8,  TRUE,  FALSE, 19, 11 },
    { PNG_COLOR_TYPE_PALETTE, 4,  FALSE, TRUE,  19, 11 },
    { PNG_COLOR_TYPE_GRAY,    16, FALSE, TRUE,  19, 11 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (OverpaintPixels) expected = NULL;
      g_autoptr (OverpaintPixels) whole    = NULL;
      g_autoptr (GBytes)          bytes    = make_png (&kinds[i], &expected);
      const guint8               *data;
      gsize                       length;
      gsize                       cut;

      data = g_bytes_get_data (bytes, &length);

      for (cut = 0; cut < length; cut++)
        assert_refused (data, cut, OVERPAINT_PICTURE_ERROR_INVALID,
                        "could not be read: it is cut off.");

      whole = overpaint_png_decode (bytes, NULL);
      g_assert_nonnull (whole);
    }
}

/* One wrong byte anywhere is found by a chunk's checksum, but in chunks that say
 * nothing of the pixels: sRGB, and the end mark's own checksum.
 */
static void
test_damaged (void)
{
  g_autoptr (OverpaintPixels) pixels = make_noise (19, 11, 3, 3);
  g_autoptr (GBytes)          bytes  = overpaint_png_encode (pixels, NULL);
  gsize                       length = g_bytes_get_size (bytes);
  g_autofree guint8          *data   = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
  gsize                       srgb   = CHUNK_START + 25;
  gsize                       i;

  g_assert_cmpmem (data + srgb + 4, 4, "sRGB", 4);

  for (i = 0; i < length; i++)
    {
      data[i] ^= 0x10;

      if (i < srgb || (i >= srgb + 13 && i < length - 4))
        {
          assert_refused (data, length, OVERPAINT_PICTURE_ERROR_INVALID, "could not be read");
        }
      else
        {
          g_autoptr (GBytes)          changed = g_bytes_new (data, length);
          g_autoptr (OverpaintPixels) back    = overpaint_png_decode (changed, NULL);

          g_assert_true (back == NULL || overpaint_pixels_equal (back, pixels));
        }

      data[i] ^= 0x10;
    }
}

/* Chunks of @name after the header of an encoded picture. */
static GBytes *
insert_chunk (GBytes      *bytes,
              const gchar *name,
              const gchar *content,
              gsize        content_length,
              gboolean     right_checksum)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  const guint8          *data;
  gsize                  length;
  guint32                number;
  guint32                checksum;
  gsize                  i;
  gint                   bit;

  data = g_bytes_get_data (bytes, &length);
  g_byte_array_append (array, data, CHUNK_START + 25);

  number = GUINT32_TO_BE (content_length);
  g_byte_array_append (array, (guint8 *) &number, 4);
  g_byte_array_append (array, (const guint8 *) name, 4);
  g_byte_array_append (array, (const guint8 *) content, content_length);

  checksum = 0xffffffff;
  for (i = array->len - content_length - 4; i < array->len; i++)
    {
      checksum ^= array->data[i];
      for (bit = 0; bit < 8; bit++)
        checksum = checksum >> 1 ^ (checksum & 1 ? 0xedb88320 : 0);
    }

  number = GUINT32_TO_BE (~checksum + (right_checksum ? 0 : 1));
  g_byte_array_append (array, (guint8 *) &number, 4);
  g_byte_array_append (array, data + CHUNK_START + 25, length - CHUNK_START - 25);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/* Neither changes the pixels, nor says a word on the artist's terminal. */
static void
test_other_chunks (void)
{
  static const struct
  {
    const gchar *name;
    const gchar *content;
    gsize        length;
    gboolean     right_checksum;
  }
  chunks[] =
  {
    { "gAMA", "\x00\x01\x86\xa0",        4,  TRUE },        /* linear light */
    { "gAMA", "\x00\x01\x86\xa0",        4,  FALSE },
    { "gAMA", "\x00",                    1,  TRUE },
    { "iCCP", "profile\0\0not deflated", 21, TRUE },
    { "tEXt", "Comment",                 7,  FALSE },
    { "zTXt", "Comment\0\0nor this",     17, TRUE },
    { "tIME", "never",                   5,  TRUE },
    { "juNk", "whatever",                8,  FALSE },
  };
  g_autoptr (OverpaintPixels) pixels = make_noise (19, 11, 3, 3);
  g_autoptr (GBytes)          bytes  = overpaint_png_encode (pixels, NULL);
  guint                       i;

  if (! g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("");
      return;
    }

  for (i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autoptr (GError)          error = NULL;
      g_autoptr (GBytes)          more  = insert_chunk (bytes, chunks[i].name, chunks[i].content,
                                                        chunks[i].length,
                                                        chunks[i].right_checksum);
      g_autoptr (OverpaintPixels) back  = overpaint_png_decode (more, &error);

      g_assert_no_error (error);
      g_assert_true (overpaint_pixels_equal (pixels, back));
    }
}

static void
test_huge (void)
{
  static const struct
  {
    guint32 width;
    guint32 height;
    gint    code;
  }
  cases[] =
  {
    { 16385,      1,          OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 1,          16385,      OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 10001,      10000,      OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 2000000,    2000000,    OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 0x7fffffff, 0x7fffffff, OVERPAINT_PICTURE_ERROR_TOO_LARGE },
    { 0xffffffff, 1,          OVERPAINT_PICTURE_ERROR_INVALID },
    { 0,          1,          OVERPAINT_PICTURE_ERROR_INVALID },
    { 10000,      10000,      OVERPAINT_PICTURE_ERROR_INVALID },       /* allowed, but cut off */
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      g_autoptr (GBytes)     empty = NULL;
      g_autoptr (GBytes)     bytes = NULL;
      guint8                 header[13] = { 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0 };
      guint32                number;

      number = GUINT32_TO_BE (cases[i].width);
      memcpy (header, &number, 4);
      number = GUINT32_TO_BE (cases[i].height);
      memcpy (header + 4, &number, 4);

      /* insert_chunk () puts it after a first header: that one is cut away again. The
       * rows are missing, so that whoever refuses the size has not asked for them.
       */
      g_byte_array_append (array, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
      g_byte_array_set_size (array, CHUNK_START + 25);
      empty = g_bytes_new (array->data, array->len);
      bytes = insert_chunk (empty, "IHDR", (gchar *) header, 13, TRUE);
      memcpy (array->data + CHUNK_START,
              (const guint8 *) g_bytes_get_data (bytes, NULL) + CHUNK_START + 25, 25);
      g_byte_array_append (array, (const guint8 *) "\0\0\x10\0IDATx\x01", 10);

      g_test_message ("%u x %u", cases[i].width, cases[i].height);
      assert_refused (array->data, array->len, cases[i].code, NULL);
    }
}

static void
test_not_png (void)
{
  assert_refused ((const guint8 *) "", 0, OVERPAINT_PICTURE_ERROR_INVALID, "cut off");
  assert_refused ((const guint8 *) "<html>502 Bad Gateway</html>", 28,
                  OVERPAINT_PICTURE_ERROR_INVALID, "damaged");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/png/round-trip", test_round_trip);
  g_test_add_func ("/png/encoded", test_encoded);
  g_test_add_func ("/png/kinds", test_kinds);
  g_test_add_func ("/png/truncated", test_truncated);
  g_test_add_func ("/png/damaged", test_damaged);
  g_test_add_func ("/png/other-chunks", test_other_chunks);
  g_test_add_func ("/png/huge", test_huge);
  g_test_add_func ("/png/not-png", test_not_png);

  return g_test_run ();
}
