/* test-practice-faults.c: each thing that goes wrong on demand
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-practice.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#define FORM "prompt=a&image=@&model_id=practice/plain&seed=3"

typedef struct
{
  const gchar *role;
  const gchar *fault;
  guint        status;
  const gchar *header;
  const gchar *body;
} FaultyReply;

static const FaultyReply replies[] =
{
  { "runner", "{\"fault\":\"drop\"}", 0, "", "" },
  { "runner", "{\"fault\":\"status\",\"status\":418,\"body\":\"tea\",\"content_type\":\"text/tea\"}",
    418, "Content-Type: text/tea", "tea" },
  { "runner", "{\"fault\":\"400\",\"text\":\"no\"}", 400, "json", "{\"detail\":{\"msg\":\"no\"}}" },
  { "gateway", "{\"fault\":\"400\",\"text\":\"no\"}", 400, "json", "{\"error\":{\"message\":\": no\"}}" },
  { "studio", "{\"fault\":\"400\",\"text\":\"no\"}", 400, "json", "{\"error\":{\"message\":\": no\"}}" },
  { "runner", "{\"fault\":\"401\"}", 401, "WWW-Authenticate: Bearer",
    "{\"detail\":{\"msg\":\"Invalid bearer token.\"}}" },
  { "studio", "{\"fault\":\"401\"}", 401, "json", "{\"errors\":[\"no token tok-en found\"]}" },
  { "gateway", "{\"fault\":\"402\",\"text\":\"pay\"}", 402, "json", "{\"error\":{\"message\":\"pay\"}}" },
  { "studio", "{\"fault\":\"402\",\"text\":\"pay\"}", 402, "json", "{\"errors\":[\"pay\"]}" },
  { "runner", "{\"fault\":\"404\"}", 404, "json", "{\"detail\":\"Not Found\"}" },
  { "gateway", "{\"fault\":\"404\"}", 404, "text/plain", "404 page not found\n" },
  { "runner", "{\"fault\":\"413\"}", 413, "json", "{\"detail\":{\"msg\":\"File size exceeds limit\"}}" },
  { "runner", "{\"fault\":\"422-object\",\"text\":\"no\"}", 422, "json", "{\"detail\":{\"msg\":\"no\"}}" },
  { "gateway", "{\"fault\":\"422-array\",\"text\":\"no\"}", 422, "json", "{\"detail\":[{\"type\":"
    "\"value_error\",\"loc\":[\"body\",\"strength\"],\"msg\":\"no\",\"input\":\"x\"}]}" },
  { "runner", "{\"fault\":\"422-string\",\"text\":\"no\"}", 422, "json", "{\"detail\":\"no\"}" },
  { "studio", "{\"fault\":\"429\",\"retry_after\":7}", 429, "Retry-After: 7\r\n",
    "{\"errors\":[\"Too many AI requests\"]}" },
  { "runner", "{\"fault\":\"500-text\"}", 500, "text/plain", "Internal Server Error" },
  { "runner", "{\"fault\":\"oom\"}", 500, "json", "{\"detail\":{\"msg\":\"Out of memory error. Try "
    "reducing input image resolution.\"}}" },
  { "gateway", "{\"fault\":\"oom\"}", 503, "json", "{\"error\":{\"message\":\"Service Unavailable Error\"}}" },
  { "studio", "{\"fault\":\"oom\"}", 500, "json", "{\"errors\":[\"Failed to generate image-to-image\"]}" },
  { "gateway", "{\"fault\":\"503\",\"retry_after\":2}", 503, "Retry-After: 2\r\n",
    "{\"error\":{\"message\":\"Service Unavailable Error\"}}" },
  { "runner", "{\"fault\":\"empty-200\"}", 200, "Content-Length: 0\r\n", "" },
  { "runner", "{\"fault\":\"html-200\"}", 200, "text/html", "<!DOCTYPE html><html><body><h1>Welcome"
    "</h1><p>Please sign in.</p></body></html>\n" },
  { "runner", "{\"fault\":\"truncated-json\"}", 200, "json",
    "{\"images\":[{\"url\":\"data:image/png;ba" },
  { "runner", "{\"fault\":\"redirect\",\"location\":\"https://x/y\"}", 302, "Location: https://x/y\r\n",
    "Found\n" },
  { "runner", "{\"fault\":\"no-images\"}", 200, "json", "{\"images\":[]}" },
};

static Wire *
post (const gchar *role)
{
  return wire_post_form (g_str_equal (role, "studio") ? STUDIO_PATH : "/image-to-image",
                         "Authorization: Bearer tok-en\r\n", FORM);
}

static void
test_replies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      const FaultyReply *reply    = &replies[i];
      g_autofree gchar  *settings = g_strdup_printf ("{\"as\":\"%s\"}", reply->role);
      g_autoptr (Wire)   wire     = NULL;
      g_autoptr (Wire)   after    = NULL;

      wire_control ("settings", settings);
      wire_control ("fault", reply->fault);
      wire  = post (reply->role);
      after = post (reply->role);

      if (wire->status != reply->status || strstr (wire->head, reply->header) == NULL ||
          strcmp (wire->body, reply->body) != 0)
        {
          g_test_message ("%s %s: %s%s", reply->role, reply->fault, wire->head, wire->body);
          g_test_fail ();
        }

      g_assert_cmpuint (after->status, ==, 200);
    }
}

static void
test_no_retry_after (void)
{
  g_autoptr (Wire) wire = NULL;

  wire_control ("fault", "{\"fault\":\"429\",\"retry_after\":-1}");
  wire = post ("runner");
  g_assert_cmpuint (wire->status, ==, 429);
  g_assert_null (strstr (wire->head, "Retry-After"));
}

static void
test_huge_reply (void)
{
  g_autoptr (Wire) chunked = NULL;
  g_autoptr (Wire) known   = NULL;

  wire_control ("fault", "{\"fault\":\"huge-reply\"}");
  chunked = post ("runner");
  g_assert_nonnull (strstr (chunked->head, "Transfer-Encoding: chunked"));
  g_assert_cmpuint (chunked->size, >, 64 * 1024 * 1024);

  wire_control ("fault", "{\"fault\":\"huge-reply\",\"chunked\":false,\"bytes\":70000000}");
  known = post ("runner");
  g_assert_nonnull (strstr (known->head, "Content-Length: 70000000\r\n"));
  g_assert_cmpuint (known->size, ==, 70000000);
}

static guint32
number_at (const guint8 *data)
{
  return (guint32) data[0] << 24 | data[1] << 16 | data[2] << 8 | data[3];
}

typedef struct
{
  const gchar *fault;
  const gchar *starts;
  guint        width;
  guint        height;
  gint         depth;
  gint         type;
  gboolean     decodes;
} FaultyPicture;

#define PNG "\x89PNG\r\n\x1a\n"

static const FaultyPicture pictures[] =
{
  { "{\"fault\":\"nsfw\"}",              PNG, 96, 64, 8, 2, TRUE },
  { "{\"fault\":\"black\"}",             PNG, 96, 64, 8, 2, TRUE },
  { "{\"fault\":\"size\",\"width\":40,\"height\":30}", PNG, 40, 30, 8, 2, TRUE },
  { "{\"fault\":\"gray-png\"}",          PNG, 96, 64, 8, 0, TRUE },
  { "{\"fault\":\"16-bit\"}",            PNG, 96, 64, 16, 2, TRUE },
  { "{\"fault\":\"palette-png\"}",       PNG, 96, 64, 8, 3, TRUE },
  { "{\"fault\":\"rgba-png\"}",          PNG, 96, 64, 8, 6, TRUE },
  { "{\"fault\":\"bomb\",\"width\":3000,\"height\":2000}", PNG, 3000, 2000, 8, 2, TRUE },
  { "{\"fault\":\"huge-picture\"}",      PNG, 20000, 20000, 8, 2, FALSE },
  { "{\"fault\":\"truncated-picture\"}", PNG, 96, 64, 8, 2, FALSE },
  { "{\"fault\":\"bad-picture\"}",       "this is not a picture", 0, 0, 0, 0, FALSE },
  { "{\"fault\":\"jpeg\"}",              "\xff\xd8\xff", 0, 0, 0, 0, TRUE },
};

static void
test_pictures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      const FaultyPicture         *wanted  = &pictures[i];
      g_autoptr (Wire)             wire    = NULL;
      g_autoptr (GBytes)           bytes   = NULL;
      g_autoptr (GdkPixbufLoader)  loader  = gdk_pixbuf_loader_new ();
      const guint8                *data;
      gboolean                     decodes = FALSE;

      wire_control ("fault", wanted->fault);
      wire  = post ("runner");
      bytes = wire_first_picture (wire);
      data  = g_bytes_get_data (bytes, NULL);

      g_assert_cmpmem (data, strlen (wanted->starts), wanted->starts, strlen (wanted->starts));

      if (wanted->width > 0)
        {
          g_assert_cmpuint (number_at (data + 16), ==, wanted->width);
          g_assert_cmpuint (number_at (data + 20), ==, wanted->height);
          g_assert_cmpint (data[24], ==, wanted->depth);
          g_assert_cmpint (data[25], ==, wanted->type);
        }

      /* The header that claims 20000 x 20000 is not tried: gdk-pixbuf would believe it. */
      if (wanted->width < 20000)
        decodes = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);

      decodes = gdk_pixbuf_loader_close (loader, NULL) && decodes;

      /* Some gdk-pixbufs show what there is of a broken file, and some refuse it. */
      if (strstr (wanted->fault, "truncated") == NULL)
        g_assert_cmpint (decodes, ==, wanted->decodes);

      if (wanted->width > 0)
        g_assert_cmpint (memcmp (data + g_bytes_get_size (bytes) - 8, "IEND", 4) != 0, ==,
                         strstr (wanted->fault, "truncated") != NULL);

      g_assert_nonnull (strstr (wire->body, strstr (wanted->fault, "nsfw") != NULL
                                            ? "\"nsfw\":true" : "\"nsfw\":false"));

      if (strstr (wanted->fault, "black") != NULL)
        {
          GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

          for (gsize at = 0; at < gdk_pixbuf_get_byte_length (pixbuf); at++)
            g_assert_cmpint (gdk_pixbuf_read_pixels (pixbuf)[at], ==, 0);
        }
    }
}

static GdkPixbuf *
paint (const gchar *fault)
{
  g_autoptr (GdkPixbufLoader)  loader = gdk_pixbuf_loader_new ();
  g_autoptr (GBytes)           bytes  = NULL;
  g_autoptr (Wire)             wire   = NULL;

  if (fault != NULL)
    wire_control ("fault", fault);

  wire  = post ("runner");
  bytes = wire_first_picture (wire);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static const guint8 *
pixel (GdkPixbuf *pixbuf,
       gint       x,
       gint       y)
{
  return gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x;
}

/* The whole picture, only wrong: for those who look whether anybody looks. */
static void
test_untrue (void)
{
  g_autoptr (GdkPixbuf)  plain    = NULL;
  g_autoptr (GdkPixbuf)  mirrored = NULL;
  g_autoptr (GdkPixbuf)  grain    = NULL;
  g_autoptr (GdkPixbuf)  other    = NULL;
  gint                   sum      = 0;
  gint                   unlike   = 0;

  wire_control ("settings", "{\"as\":\"runner\"}");
  plain    = paint (NULL);
  mirrored = paint ("{\"fault\":\"mirrored\"}");
  grain    = paint ("{\"fault\":\"grain\"}");
  other    = paint ("{\"fault\":\"grain\"}");

  for (gint y = 0; y < 64; y++)
    for (gint x = 0; x < 96; x++)
      {
        g_assert_cmpmem (pixel (plain, x, y), 3, pixel (mirrored, 95 - x, y), 3);
        sum    += pixel (grain, x, y)[0] - pixel (plain, x, y)[0];
        unlike += pixel (grain, x, y)[0] != pixel (other, x, y)[0];
      }

  g_assert_cmpint (ABS (sum), <, 96 * 64 * 4);
  g_assert_cmpint (unlike, >, 96 * 64 / 2);
}

/* WebP where gdk-pixbuf can write it; a refusal, not another format, where it cannot. */
static void
test_webp (void)
{
  g_autoptr (GBytes) body  = g_bytes_new_static ("{\"fault\":\"webp\"}", 16);
  g_autoptr (Wire)   asked = wire_ask ("POST", "/practice/fault", NULL, body);
  g_autoptr (Wire)   wire  = NULL;
  g_autoptr (GBytes) file  = NULL;

  if (asked->status == 400)
    {
      g_assert_nonnull (strstr (asked->body, "cannot write webp"));
      g_test_skip ("no WebP writer here");
      return;
    }

  wire = post ("runner");
  g_assert_nonnull (strstr (wire->body, "data:image/webp;base64,"));
  file = wire_first_picture (wire);
  g_assert_cmpmem ((const gchar *) g_bytes_get_data (file, NULL) + 8, 4, "WEBP", 4);
}

static void
test_addresses (void)
{
  g_autofree gchar *elsewhere = g_strdup_printf ("http://localhost:%d/stream/", wire_port ());
  g_autoptr (Wire)  lost      = NULL;
  g_autoptr (Wire)  given     = NULL;
  g_autoptr (Wire)  own       = NULL;
  g_autoptr (Wire)  file      = NULL;
  g_autofree gchar *url       = NULL;
  g_autofree gchar *other     = NULL;

  wire_control ("fault", "{\"fault\":\"url-404\"}");
  lost = post ("runner");
  url  = wire_first_url (lost);
  file = wire_ask ("GET", url, NULL, NULL);
  g_assert_cmpuint (file->status, ==, 404);
  g_assert_cmpstr (file->body, ==, "ErrNotFound");

  wire_control ("fault", "{\"fault\":\"absolute-elsewhere\",\"url\":\"https://elsewhere.example/a.png\"}");
  given = post ("runner");
  g_assert_nonnull (strstr (given->body, "\"url\":\"https://elsewhere.example/a.png\""));

  wire_control ("fault", "{\"fault\":\"absolute-elsewhere\"}");
  own   = post ("runner");
  other = wire_first_url (own);
  g_assert_true (g_str_has_prefix (other, elsewhere));
  g_clear_pointer (&file, wire_free);
  file = wire_ask ("GET", strstr (other, "/stream/"), NULL, NULL);
  g_assert_cmpuint (file->status, ==, 200);
}

static void
test_extra_images (void)
{
  g_autoptr (Wire)  wire = NULL;
  g_auto (GStrv)    each = NULL;

  wire_control ("settings", "{\"as\":\"gateway\"}");
  wire_control ("fault", "{\"fault\":\"extra-images\",\"count\":2}");
  wire = post ("gateway");
  each = g_strsplit (wire->body, "\"url\":", -1);

  g_assert_cmpuint (g_strv_length (each), ==, 4);
  g_assert_cmpstr (each[1], !=, each[2]);
  g_assert_nonnull (strstr (wire->body, "\"seed\":5,"));
}

/* How faults wait: so often, after so many, for one prompt, for one path. */
static void
test_queue (void)
{
  static const guint  wanted[] = { 200, 413, 413, 402, 200 };
  g_autoptr (Wire)    other    = NULL;
  g_autoptr (Wire)    meant    = NULL;
  g_autoptr (Wire)    health   = NULL;
  g_autoptr (Wire)    cleared  = NULL;

  wire_control ("fault", "{\"fault\":\"413\",\"times\":2,\"skip\":1}");
  wire_control ("fault", "{\"fault\":\"402\",\"skip\":1}");

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (Wire) wire = post ("runner");

      g_assert_cmpuint (wire->status, ==, wanted[i]);
    }

  wire_control ("fault", "{\"fault\":\"413\",\"prompt\":\"b\",\"times\":-1}");
  other = post ("runner");
  g_assert_cmpuint (other->status, ==, 200);

  for (guint i = 0; i < 3; i++)
    {
      g_clear_pointer (&meant, wire_free);
      meant = wire_post_form ("/image-to-image", NULL, "prompt=b&image=@");
      g_assert_cmpuint (meant->status, ==, 413);
    }

  wire_control ("fault", NULL);
  cleared = wire_post_form ("/image-to-image", NULL, "prompt=b&image=@");
  g_assert_cmpuint (cleared->status, ==, 200);

  wire_control ("fault", "{\"fault\":\"500-text\",\"path\":\"/health\"}");
  g_clear_pointer (&other, wire_free);
  other = post ("runner");
  g_assert_cmpuint (other->status, ==, 200);
  health = wire_ask ("GET", "/health", NULL, NULL);
  g_assert_cmpuint (health->status, ==, 500);
}

/**
 * test_practice_faults_add:
 *
 * Adds the tests of faults, but for those that take time.
 */
void
test_practice_faults_add (void)
{
  test_practice_add ("/practice-server/faults/replies", test_replies);
  test_practice_add ("/practice-server/faults/no-retry-after", test_no_retry_after);
  test_practice_add ("/practice-server/faults/huge-reply", test_huge_reply);
  test_practice_add ("/practice-server/faults/pictures", test_pictures);
  test_practice_add ("/practice-server/faults/untrue", test_untrue);
  test_practice_add ("/practice-server/faults/webp", test_webp);
  test_practice_add ("/practice-server/faults/addresses", test_addresses);
  test_practice_add ("/practice-server/faults/extra-images", test_extra_images);
  test_practice_add ("/practice-server/faults/queue", test_queue);
}
