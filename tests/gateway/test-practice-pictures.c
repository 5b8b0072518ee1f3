/* test-practice-pictures.c: what comes back, pixel by pixel
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <stdlib.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#define SIDE_X 104
#define SIDE_Y 72

static GdkPixbuf *
read_picture (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static const guint8 *
pixel_at (GdkPixbuf *pixbuf,
          gint       x,
          gint       y)
{
  return gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
         x * gdk_pixbuf_get_n_channels (pixbuf);
}

/* Both sides a multiple of 8, so that nothing is resized on the way. */
static GdkPixbuf *
make_source (GBytes **bytes)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, SIDE_X, SIDE_Y);
  gchar     *buffer = NULL;
  gsize      size   = 0;

  for (gint y = 0; y < SIDE_Y; y++)
    for (gint x = 0; x < SIDE_X; x++)
      {
        guint8 *pixel = gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;

        pixel[0] = 30 + x;
        pixel[1] = 230 - 2 * y;
        pixel[2] = x / 13 % 2 == y / 9 % 2 ? 200 : 40;
      }

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, NULL));
  *bytes = g_bytes_new_take (buffer, size);

  return pixbuf;
}

static GdkPixbuf *
paint (GBytes      *source,
       const gchar *fields)
{
  g_autoptr (Wire)   wire    = wire_post_picture ("/image-to-image", NULL, fields, source);
  g_autoptr (GBytes) picture = NULL;

  g_assert_cmpuint (wire->status, ==, 200);
  picture = wire_first_picture (wire);

  return read_picture (picture);
}

/* Mean difference of all channels, in steps of 255. */
static gdouble
difference (GdkPixbuf *a,
            GdkPixbuf *b)
{
  gdouble sum = 0.0;

  g_assert_cmpint (gdk_pixbuf_get_width (a), ==, gdk_pixbuf_get_width (b));
  g_assert_cmpint (gdk_pixbuf_get_height (a), ==, gdk_pixbuf_get_height (b));

  for (gint y = 0; y < gdk_pixbuf_get_height (a); y++)
    for (gint x = 0; x < gdk_pixbuf_get_width (a); x++)
      for (gint channel = 0; channel < 3; channel++)
        sum += abs (pixel_at (a, x, y)[channel] - pixel_at (b, x, y)[channel]);

  return sum / (3.0 * gdk_pixbuf_get_width (a) * gdk_pixbuf_get_height (a));
}

static void
test_unchanged (void)
{
  static const gchar * const models[] = { "practice/plain", "stabilityai/sd-turbo",
                                          "timbrooks/instruct-pix2pix" };
  g_autoptr (GBytes)    bytes  = NULL;
  g_autoptr (GdkPixbuf) source = make_source (&bytes);

  wire_control ("settings", "{\"as\":\"gateway\"}");

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree gchar      *fields  = g_strdup_printf ("prompt=a&image=@&strength=0&model_id=%s",
                                                        models[i]);
      g_autoptr (GdkPixbuf)  painted = paint (bytes, fields);

      g_assert_cmpfloat (difference (source, painted), ==, 0.0);
    }
}

static void
test_rule (void)
{
  g_autoptr (GBytes)    bytes   = NULL;
  g_autoptr (GdkPixbuf) source  = make_source (&bytes);
  g_autoptr (GdkPixbuf) painted = NULL;

  wire_control ("settings", "{\"paint\":\"rule\"}");
  painted = paint (bytes, "prompt=a&image=@&strength=0.4&seed=9");

  for (gint y = 0; y < SIDE_Y; y++)
    for (gint x = 0; x < SIDE_X; x++)
      {
        const guint8 *from = pixel_at (source, x, y);
        const guint8 *to   = pixel_at (painted, x, y);

        g_assert_cmpint (to[0], ==, 255 - from[1]);
        g_assert_cmpint (to[1], ==, 255 - from[2]);
        g_assert_cmpint (to[2], ==, 255 - from[0]);
      }
}

static void
test_amounts (void)
{
  g_autoptr (GBytes)    bytes  = NULL;
  g_autoptr (GdkPixbuf) source = make_source (&bytes);
  g_autoptr (GdkPixbuf) little = paint (bytes, "prompt=a&image=@&strength=0.1&seed=1");
  g_autoptr (GdkPixbuf) middle = paint (bytes, "prompt=a&image=@&strength=0.4&seed=1");
  g_autoptr (GdkPixbuf) much   = paint (bytes, "prompt=a&image=@&strength=1&seed=1");
  g_autoptr (GdkPixbuf) again  = paint (bytes, "prompt=b&image=@&strength=1&seed=1");

  g_assert_cmpfloat (difference (source, little), >, 1.0);
  g_assert_cmpfloat (difference (source, middle), >, difference (source, little) + 3.0);
  g_assert_cmpfloat (difference (source, much), >, difference (source, middle) + 3.0);
  g_assert_cmpfloat (difference (again, much), ==, 0.0);
}

static void
test_seeds (void)
{
  g_autoptr (GBytes)    bytes  = NULL;
  g_autoptr (GdkPixbuf) source = make_source (&bytes);
  GdkPixbuf            *painted[8];

  for (gint i = 0; i < 8; i++)
    {
      g_autofree gchar *fields = g_strdup_printf ("prompt=a&image=@&strength=0.8&seed=%d", 40 + i);

      painted[i] = paint (bytes, fields);
    }

  for (gint i = 0; i < 8; i++)
    for (gint j = 0; j < i; j++)
      g_assert_cmpfloat (difference (painted[i], painted[j]), >, 10.0);

  for (gint i = 0; i < 8; i++)
    g_object_unref (painted[i]);
}

/* 101 x 67 becomes 96 x 64, resized and not cut; what lies under transparency shows. */
static void
test_size_and_alpha (void)
{
  g_autoptr (GdkPixbuf)  painted = paint (NULL, "prompt=a&image=@&strength=0");
  const guint8          *corner  = pixel_at (painted, 0, 0);

  g_assert_cmpint (gdk_pixbuf_get_width (painted), ==, 96);
  g_assert_cmpint (gdk_pixbuf_get_height (painted), ==, 64);
  g_assert_false (gdk_pixbuf_get_has_alpha (painted));

  /* The left half is transparent, and red there runs from 20. */
  g_assert_cmpint (abs (corner[0] - 20), <=, 3);
  g_assert_cmpint (abs (corner[1] - 250), <=, 4);
  g_assert_cmpint (abs (pixel_at (painted, 95, 0)[0] - 220), <=, 4);
}

/* Strength does nothing to pix2pix; the image guidance does. */
static void
test_pix2pix (void)
{
  g_autoptr (GBytes)    bytes  = NULL;
  g_autoptr (GdkPixbuf) source = make_source (&bytes);
  g_autoptr (GdkPixbuf) weak   = NULL;
  g_autoptr (GdkPixbuf) strong = NULL;
  g_autoptr (GdkPixbuf) bound  = NULL;

  wire_control ("settings", "{\"model\":\"timbrooks/instruct-pix2pix\"}");
  weak   = paint (bytes, "prompt=a&image=@&strength=0.2&seed=1");
  strong = paint (bytes, "prompt=a&image=@&strength=0.9&seed=1");
  bound  = paint (bytes, "prompt=a&image=@&image_guidance_scale=4&seed=1");

  g_assert_cmpfloat (difference (weak, strong), ==, 0.0);
  g_assert_cmpfloat (difference (source, weak), >, difference (source, bound) + 3.0);
}

/* What is sent to SDXL-Lightning is not looked at: a square comes back. */
static void
test_lightning (void)
{
  g_autoptr (GBytes)    bytes  = NULL;
  g_autoptr (GdkPixbuf) source = make_source (&bytes);
  g_autoptr (GdkPixbuf) one    = NULL;
  g_autoptr (GdkPixbuf) other  = NULL;

  wire_control ("settings", "{\"model\":\"ByteDance/SDXL-Lightning\"}");
  one   = paint (bytes, "prompt=a&image=@&seed=1");
  other = paint (NULL, "prompt=a&image=@&seed=1");

  g_assert_cmpint (gdk_pixbuf_get_width (one), ==, 1024);
  g_assert_cmpint (gdk_pixbuf_get_height (one), ==, 1024);
  g_assert_cmpfloat (difference (one, other), ==, 0.0);
}

/* A gateway takes PNG, JPEG and GIF; a runner takes whatever can be decoded. */
static void
test_upload_formats (void)
{
  g_autoptr (GBytes)    bytes   = NULL;
  g_autoptr (GdkPixbuf) source  = make_source (&bytes);
  g_autoptr (GBytes)    rubbish = g_bytes_new_static ("no picture", 10);
  g_autoptr (GBytes)    half    = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  g_autoptr (Wire)      unread  = NULL;
  g_autoptr (Wire)      torn    = NULL;
  static const struct { const gchar *format; guint status; } formats[] =
  {
    { "jpeg", 200 }, { "png", 200 }, { "bmp", 503 }, { "tiff", 503 },
  };

  unread = wire_post_picture ("/image-to-image", NULL, "prompt=a&image=@", rubbish);
  g_assert_cmpuint (unread->status, ==, 500);
  g_assert_cmpstr (unread->body, ==, "Internal Server Error");
  g_assert_nonnull (strstr (unread->head, "text/plain"));

  torn = wire_post_picture ("/image-to-image", NULL, "prompt=a&image=@", half);
  g_assert_cmpuint (torn->status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes)  file    = NULL;
      g_autoptr (Wire)    gateway = NULL;
      g_autoptr (Wire)    runner  = NULL;
      gchar              *buffer  = NULL;
      gsize               size    = 0;

      g_assert_true (gdk_pixbuf_save_to_buffer (source, &buffer, &size, formats[i].format, NULL, NULL));
      file = g_bytes_new_take (buffer, size);

      wire_control ("settings", "{\"as\":\"runner\"}");
      runner = wire_post_picture ("/image-to-image", NULL, "prompt=a&image=@", file);
      g_assert_cmpuint (runner->status, ==, 200);

      wire_control ("settings", "{\"as\":\"gateway\"}");
      gateway = wire_post_picture ("/image-to-image", NULL, "prompt=a&image=@&model_id=a", file);
      g_assert_cmpuint (gateway->status, ==, formats[i].status);
    }
}

/* Studio's own limit of 10 MiB a file. */
static void
test_upload_limit (void)
{
  g_autofree guint8 *zeros = g_malloc0 (10 * 1024 * 1024 + 1);
  g_autoptr (GBytes) over  = g_bytes_new (zeros, 10 * 1024 * 1024 + 1);
  g_autoptr (GBytes) just  = g_bytes_new (zeros, 10 * 1024 * 1024);
  g_autoptr (Wire)   refused = NULL;
  g_autoptr (Wire)   passed  = NULL;

  wire_control ("settings", "{\"as\":\"studio\"}");
  refused = wire_post_picture (STUDIO_PATH, "Authorization: Bearer x\r\n", "prompt=a&image=@", over);
  g_assert_cmpuint (refused->status, ==, 422);
  g_assert_cmpstr (refused->body, ==, "{\"errors\":[\"File too large\"]}");

  /* Small enough, but no picture: a gateway finds nobody for it. */
  passed = wire_post_picture (STUDIO_PATH, "Authorization: Bearer x\r\n", "prompt=a&image=@", just);
  g_assert_cmpuint (passed->status, ==, 500);
}

/* Of several pictures a gateway keeps the last alone, under one address. */
static void
test_gateway_addresses (void)
{
  g_autoptr (GBytes)     bytes  = NULL;
  g_autoptr (GdkPixbuf)  source = make_source (&bytes);
  g_autoptr (Wire)       three  = NULL;
  g_autoptr (Wire)       file   = NULL;
  g_autofree gchar      *url    = NULL;
  g_autoptr (GdkPixbuf)  kept   = NULL;
  g_autoptr (GdkPixbuf)  last   = NULL;
  g_autoptr (GBytes)     data   = NULL;
  gchar                 *second;

  wire_control ("settings", "{\"as\":\"gateway\"}");
  three = wire_post_picture ("/image-to-image", NULL,
                             "prompt=a&image=@&model_id=a&seed=5&num_images_per_prompt=3", bytes);
  url   = wire_first_url (three);

  g_assert_true (g_regex_match_simple ("^/stream/[0-9a-f]{8}/[0-9a-f]{8}\\.png$", url, 0, 0));
  second = strstr (strstr (three->body, url) + 1, url);
  g_assert_nonnull (second);
  g_assert_nonnull (strstr (second + 1, url));
  g_assert_nonnull (strstr (three->body, "\"seed\":5,"));
  g_assert_nonnull (strstr (three->body, "\"seed\":7,"));

  file = wire_ask ("GET", url, NULL, NULL);
  g_assert_nonnull (strstr (file->head, "Content-Type: image/png"));
  g_assert_nonnull (strstr (file->head, "max-age=5"));

  data = g_bytes_new (file->body, file->size);
  kept = read_picture (data);
  last = paint (bytes, "prompt=a&image=@&model_id=a&seed=7");
  g_assert_cmpfloat (difference (kept, last), ==, 0.0);
}

static void
test_address_forms (void)
{
  g_autofree gchar *absolute = g_strconcat (wire_origin (), "/stream/", NULL);
  g_autofree gchar *glued    = g_strconcat ("https://dream-gateway.livepeer.cloud:", absolute, NULL);
  const struct { const gchar *setting; const gchar *starts; } forms[] =
  {
    { "{\"url\":\"data\"}", "data:image/png;base64,iVBOR" },
    { "{\"url\":\"relative\"}", "/stream/" },
    { "{\"url\":\"absolute\"}", absolute },
    { "{\"url\":\"glued\"}", glued },
    { "{\"url\":null,\"as\":\"runner\"}", "data:image/png;base64,iVBOR" },
    { "{\"url\":null,\"as\":\"gateway\"}", "/stream/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (Wire)  wire = NULL;
      g_autofree gchar *url  = NULL;

      wire_control ("settings", forms[i].setting);
      wire = wire_post_form ("/image-to-image", NULL, "prompt=a&image=@&model_id=practice/plain");
      url  = wire_first_url (wire);
      g_assert_true (g_str_has_prefix (url, forms[i].starts));
    }
}

/**
 * test_practice_pictures_add:
 *
 * Adds the tests of what is painted and how it is sent.
 */
void
test_practice_pictures_add (void)
{
  test_practice_add ("/practice-server/pictures/unchanged", test_unchanged);
  test_practice_add ("/practice-server/pictures/rule", test_rule);
  test_practice_add ("/practice-server/pictures/amounts", test_amounts);
  test_practice_add ("/practice-server/pictures/seeds", test_seeds);
  test_practice_add ("/practice-server/pictures/size-and-alpha", test_size_and_alpha);
  test_practice_add ("/practice-server/pictures/pix2pix", test_pix2pix);
  test_practice_add ("/practice-server/pictures/lightning", test_lightning);
  test_practice_add ("/practice-server/pictures/upload-formats", test_upload_formats);
  test_practice_add ("/practice-server/pictures/upload-limit", test_upload_limit);
  test_practice_add ("/practice-server/pictures/gateway-addresses", test_gateway_addresses);
  test_practice_add ("/practice-server/pictures/address-forms", test_address_forms);
}
