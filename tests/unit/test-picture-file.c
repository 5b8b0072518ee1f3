/* test-picture-file.c: tests of decoding what servers send
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "picture-file.h"
#include "picture-tools.h"
#include "png-codec.h"

/* As much of a lossless WebP of 1 x 1 as tells its size. */
static const guint8 small_webp[] =
{
  'R', 'I', 'F', 'F', 0x16, 0, 0, 0, 'W', 'E', 'B', 'P',
  'V', 'P', '8', 'L', 0x0a, 0, 0, 0, 0x2f, 0, 0, 0, 0, 0, 0, 0, 0, 0
};

static gboolean
has_loader (const gchar *name)
{
  GSList   *formats = gdk_pixbuf_get_formats ();
  GSList   *list;
  gboolean  found   = FALSE;

  for (list = formats; list != NULL; list = list->next)
    {
      g_autofree gchar *format_name = gdk_pixbuf_format_get_name (list->data);

      if (strcmp (format_name, name) == 0)
        found = TRUE;
    }

  g_slist_free (formats);

  return found;
}

/* Left half red, right half blue, the upper of both brighter; saved by gdk-pixbuf. */
static GBytes *
make_file (const gchar *type,
           gint         width,
           gint         height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError)    error  = NULL;
  gchar                *data;
  gsize                 length;
  gint                  x;
  gint                  y;

  for (y = 0; y < height; y++)
    for (x = 0; x < width; x++)
      {
        guint8 *pixel = gdk_pixbuf_get_pixels (pixbuf) +
                        (gsize) gdk_pixbuf_get_rowstride (pixbuf) * y + x * 3;

        pixel[0] = pixel[1] = pixel[2] = 0;
        pixel[x < width / 2 ? 0 : 2] = y < height / 2 ? 240 : 120;
      }

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error,
                             strcmp (type, "jpeg") == 0 ? "quality" : NULL, "95", NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, length);
}

/* Whether the middle of a quarter is @red and @blue, as near as a codec comes. */
static void
assert_quarter (OverpaintPixels *pixels,
                gint             column,
                gint             row,
                gint             red,
                gint             blue)
{
  const guint8 *pixel = pixel_at (pixels,
                                  overpaint_pixels_get_width (pixels) * (1 + 2 * column) / 4,
                                  overpaint_pixels_get_height (pixels) * (1 + 2 * row) / 4);

  g_assert_cmpint (ABS (pixel[0] - red), <=, 6);
  g_assert_cmpint (pixel[1], <=, 6);
  g_assert_cmpint (ABS (pixel[2] - blue), <=, 6);
}

static void
assert_refused (const void  *data,
                gsize        length,
                gint         code,
                const gchar *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (overpaint_picture_decode (bytes, &error));
  g_assert_error (error, OVERPAINT_PICTURE_ERROR, code);

  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, words);
}

static void
test_png (void)
{
  g_autoptr (OverpaintPixels) pixels = make_noise (21, 8, 3, 4);
  g_autoptr (GBytes)          bytes  = overpaint_png_encode (pixels, NULL);
  g_autoptr (OverpaintPixels) back   = overpaint_picture_decode (bytes, NULL);

  g_assert_true (overpaint_pixels_equal (pixels, back));
  assert_refused (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) - 20,
                  OVERPAINT_PICTURE_ERROR_INVALID, "cut off");
}

static void
test_codec (gconstpointer data)
{
  const gchar                *type   = data;
  g_autoptr (GError)          error  = NULL;
  g_autoptr (GBytes)          bytes  = NULL;
  g_autoptr (OverpaintPixels) pixels = NULL;

  if (! has_loader (type))
    {
      g_test_skip ("gdk-pixbuf has no such loader here");
      return;
    }

  bytes  = make_file (type, 80, 48);
  pixels = overpaint_picture_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (pixels), ==, 80);
  g_assert_cmpint (overpaint_pixels_get_height (pixels), ==, 48);
  g_assert_cmpint (overpaint_pixels_get_channels (pixels), ==, 3);
  assert_quarter (pixels, 0, 0, 240, 0);
  assert_quarter (pixels, 1, 0, 0, 240);
  assert_quarter (pixels, 0, 1, 120, 0);
  assert_quarter (pixels, 1, 1, 0, 120);
}

/* gdk-pixbuf would show what there is and say nothing. */
static void
test_truncated (gconstpointer type)
{
  g_autoptr (GBytes)  bytes = NULL;
  const guint8       *data;
  gsize               length;
  gsize               cut;

  if (! has_loader (type))
    {
      g_test_skip ("gdk-pixbuf has no such loader here");
      return;
    }

  bytes = make_file (type, 40, 32);
  data  = g_bytes_get_data (bytes, &length);

  for (cut = 12; cut < length; cut++)
    assert_refused (data, cut, OVERPAINT_PICTURE_ERROR_INVALID,
                    "The server's picture could not be read: it is cut off.");
}

static gsize
find_jpeg_frame (const guint8 *data,
                 gsize         length)
{
  gsize position = 2;

  while (position + 9 < length && (data[position + 1] < 0xc0 || data[position + 1] > 0xc2))
    position += 2 + (data[position + 2] << 8 | data[position + 3]);

  g_assert_cmpint (data[position], ==, 0xff);

  return position;
}

static void
test_jpeg_too_large (void)
{
  static const struct
  {
    guint8       size[4];       /* height, width */
    gint         code;
    const gchar *words;
  }
  cases[] =
  {
    { { 0xff, 0xff, 0xff, 0xff }, OVERPAINT_PICTURE_ERROR_TOO_LARGE, "65535 × 65535" },
    { { 0x40, 0x00, 0x40, 0x00 }, OVERPAINT_PICTURE_ERROR_TOO_LARGE, "16384 × 16384" },
    { { 0x00, 0x08, 0x40, 0x01 }, OVERPAINT_PICTURE_ERROR_TOO_LARGE, "16385 × 8" },
    { { 0x00, 0x00, 0x00, 0x20 }, OVERPAINT_PICTURE_ERROR_INVALID,   "damaged" },
    { { 0x00, 0x20, 0x00, 0x00 }, OVERPAINT_PICTURE_ERROR_INVALID,   "damaged" },
  };
  g_autoptr (GBytes)  bytes = NULL;
  g_autofree guint8  *data  = NULL;
  gsize               length;
  gsize               frame;
  guint               i;

  if (! has_loader ("jpeg"))
    {
      g_test_skip ("gdk-pixbuf has no JPEG loader here");
      return;
    }

  bytes  = make_file ("jpeg", 40, 32);
  length = g_bytes_get_size (bytes);
  data   = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
  frame  = find_jpeg_frame (data, length);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      memcpy (data + frame + 5, cases[i].size, 4);
      assert_refused (data, length, cases[i].code, cases[i].words);
    }
}

static void
test_jpeg_parts (void)
{
  static const struct
  {
    const gchar *bytes;
    gsize        length;
    const gchar *words;
  }
  cases[] =
  {
    { "\xff\xd8\xff",                                        3, "cut off" },
    { "\xff\xd8\xff\xd9",                                    4, "damaged" },       /* no frame */
    { "\xff\xd8\xff\xe0\x00",                                5, "cut off" },
    { "\xff\xd8\xff\xe0\x00\x01\xff\xd9",                    8, "damaged" },       /* part of 1 byte */
    { "\xff\xd8\xff\xe0\xff\xff\xff\xd9",                    8, "cut off" },
    { "\xff\xd8\xff\xc0\x00\x05\x08\x00\x10\xff\xd9",       11, "damaged" },       /* short frame */
    { "\xff\xd8\xff\xff\xff\xff\xff\xff",                    8, "cut off" },
    { "\xff\xd8\xff\xc0\x00\x08\x08\x00\x10\x00\x10\x00"
      "\xff\xc0\x00\x08\x08\x7f\xff\x7f\xff\x00\xff\xd9",   24, "damaged" },       /* two frames */
    { "\xff\xd8\xff\xc0\x00\x08\x08\x00\x10\x00\x10\x00"
      "\xff\xd9",                                           14, "damaged" },       /* no scan */
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      assert_refused (cases[i].bytes, cases[i].length, OVERPAINT_PICTURE_ERROR_INVALID,
                      cases[i].words);
    }
}

/* A camera's "turn me by 90 degrees": the red that was left is then on top. */
static void
test_orientation (void)
{
  static const guint8 exif[] =
  {
    0xff, 0xe1, 0x00, 0x22, 'E', 'x', 'i', 'f', 0, 0,
    'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
  };
  g_autoptr (GByteArray)      array  = g_byte_array_new ();
  g_autoptr (GError)          error  = NULL;
  g_autoptr (GBytes)          plain  = NULL;
  g_autoptr (GBytes)          bytes  = NULL;
  g_autoptr (OverpaintPixels) pixels = NULL;
  const guint8               *data;
  gsize                       length;

  if (! has_loader ("jpeg"))
    {
      g_test_skip ("gdk-pixbuf has no JPEG loader here");
      return;
    }

  plain = make_file ("jpeg", 80, 48);
  data  = g_bytes_get_data (plain, &length);
  g_byte_array_append (array, data, 2);
  g_byte_array_append (array, exif, sizeof exif);
  g_byte_array_append (array, data + 2, length - 2);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));

  pixels = overpaint_picture_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (pixels), ==, 48);
  g_assert_cmpint (overpaint_pixels_get_height (pixels), ==, 80);
  assert_quarter (pixels, 0, 0, 120, 0);
  assert_quarter (pixels, 1, 0, 240, 0);
  assert_quarter (pixels, 0, 1, 0, 120);
  assert_quarter (pixels, 1, 1, 0, 240);
}

static void
test_webp_sizes (void)
{
  static const struct
  {
    const gchar *part;
    const gchar *content;
    gint         code;
    const gchar *words;
  }
  cases[] =
  {
    { "VP8 ", "\x30\x01\x00\x9d\x01\x2a\xff\x3f\xff\x3f",     OVERPAINT_PICTURE_ERROR_TOO_LARGE,
      "16383 × 16383" },
    { "VP8 ", "\x30\x01\x00\x9d\x01\x2a\xff\xff\xff\xbf",     OVERPAINT_PICTURE_ERROR_TOO_LARGE,
      "16383 × 16383" },     /* the two uppermost bits are a scale for display */
    { "VP8 ", "\x30\x01\x00\x9d\x01\x2a\x00\x00\x10\x00",     OVERPAINT_PICTURE_ERROR_INVALID,
      "damaged" },
    { "VP8 ", "\x30\x01\x00\x9d\x01\x2b\x10\x00\x10\x00",     OVERPAINT_PICTURE_ERROR_INVALID,
      "damaged" },
    { "VP8L", "\x2f\xff\xff\xff\x0f\x00\x00\x00\x00\x00",     OVERPAINT_PICTURE_ERROR_TOO_LARGE,
      "16384 × 16384" },
    { "VP8L", "\x2f\x0f\x27\x10\x0b\x00\x00\x00\x00\x00",     OVERPAINT_PICTURE_ERROR_TOO_LARGE,
      "10000 × 11329" },
    { "VP8L", "\x30\x0f\x27\x10\x0b\x00\x00\x00\x00\x00",     OVERPAINT_PICTURE_ERROR_INVALID,
      "damaged" },
    { "VP8X", "\x00\x00\x00\x00\x00\x40\x00\x07\x00\x00",     OVERPAINT_PICTURE_ERROR_TOO_LARGE,
      "16385 × 8" },
    { "VP8X", "\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff",     OVERPAINT_PICTURE_ERROR_TOO_LARGE,
      "16777216 × 16777216" },
    { "JUNK", "\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00",     OVERPAINT_PICTURE_ERROR_INVALID,
      "damaged" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 data[30] = "RIFF\x16\0\0\0WEBP....\x0a\0\0\0";

      memcpy (data + 12, cases[i].part, 4);
      memcpy (data + 20, cases[i].content, 10);

      g_test_message ("case %u", i);
      assert_refused (data, sizeof data, cases[i].code, cases[i].words);
      assert_refused (data, sizeof data - 1, OVERPAINT_PICTURE_ERROR_INVALID, "cut off");

      data[4]++;
      assert_refused (data, sizeof data, OVERPAINT_PICTURE_ERROR_INVALID, "cut off");
    }
}

static void
test_no_loader (void)
{
  if (! g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  /* Before gdk-pixbuf looks for its loaders; those built into it stay. */
  g_setenv ("GDK_PIXBUF_MODULE_FILE", "/dev/null", TRUE);

  if (has_loader ("webp"))
    return;

  assert_refused (small_webp, sizeof small_webp, OVERPAINT_PICTURE_ERROR_UNSUPPORTED,
                  "The server sent a WebP picture, and gdk-pixbuf has no loader for WebP here. "
                  "Install one, or have the server send PNG.");
}

static void
test_unknown (void)
{
  static const gchar *const words =
    "The server's answer is not a picture in a known format (PNG, JPEG or WebP).";

  assert_refused ("", 0, OVERPAINT_PICTURE_ERROR_INVALID, words);
  assert_refused ("\xff\xd8", 2, OVERPAINT_PICTURE_ERROR_INVALID, words);
  assert_refused ("RIFF\4\0\0\0WEB", 11, OVERPAINT_PICTURE_ERROR_INVALID, words);
  assert_refused ("RIFF\4\0\0\0WAVEfmt ", 16, OVERPAINT_PICTURE_ERROR_INVALID, words);
  assert_refused ("<!doctype html><html></html>", 28, OVERPAINT_PICTURE_ERROR_INVALID, words);
  assert_refused ("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0", 14, OVERPAINT_PICTURE_ERROR_INVALID, words);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/picture-file/png", test_png);
  g_test_add_data_func ("/picture-file/jpeg", "jpeg", test_codec);
  g_test_add_data_func ("/picture-file/jpeg-truncated", "jpeg", test_truncated);
  g_test_add_func ("/picture-file/jpeg-too-large", test_jpeg_too_large);
  g_test_add_func ("/picture-file/jpeg-parts", test_jpeg_parts);
  g_test_add_func ("/picture-file/orientation", test_orientation);
  g_test_add_data_func ("/picture-file/webp", "webp", test_codec);
  g_test_add_data_func ("/picture-file/webp-truncated", "webp", test_truncated);
  g_test_add_func ("/picture-file/webp-sizes", test_webp_sizes);
  g_test_add_func ("/picture-file/no-loader", test_no_loader);
  g_test_add_func ("/picture-file/unknown", test_unknown);

  return g_test_run ();
}
