/* test-address.c: tests of which addresses are asked
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "address.h"

#define NOT_ONE "This is not the address of a server. " \
                "An address looks like https://gateway.example.org"
#define USER_INFO "The address of a server must not hold a user name or a password. " \
                  "Take out everything up to the “@”; a token has a setting of its own."
#define QUERY "The address of a server must not hold “?” or “#”. " \
              "Take out that character and what follows it."

typedef struct
{
  const gchar *text;
  const gchar *address; /* NULL where it is refused */
  const gchar *shown;
  gint         code;
  const gchar *message;
} ParseCase;

static const ParseCase parse_cases[] =
{
  { "https://dream-gateway.livepeer.cloud", "https://dream-gateway.livepeer.cloud/", "dream-gateway.livepeer.cloud" },
  { "  https://livepeer.studio/api/beta/generate//\n", "https://livepeer.studio/api/beta/generate", "livepeer.studio" },
  { "HTTPS://Example.org:443/", "https://Example.org/", "Example.org" },
  { "https://example.org:8443/a", "https://example.org:8443/a", "example.org:8443" },
  { "example.org:8937", "https://example.org:8937/", "example.org:8937" },
  { "example.org/generate", "https://example.org/generate", "example.org" },
  { "localhost:8000", "http://localhost:8000/", "localhost:8000" },
  { "127.0.0.1:8000", "http://127.0.0.1:8000/", "127.0.0.1:8000" },
  { "[::1]:8000", "http://[::1]:8000/", "[::1]:8000" },
  { "http://127.9.8.7", "http://127.9.8.7/", "127.9.8.7" },
  { "https://localhost:8000/x", "https://localhost:8000/x", "localhost:8000" },
  { "https://[2001:db8::1]", "https://[2001:db8::1]/", "[2001:db8::1]" },

  { "", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID,
    "No server is set. Type the address of one, such as https://gateway.example.org" },
  { "http://example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INSECURE,
    "example.org would be asked in clear, so that others could read the picture. "
    "Use an address that begins with https://" },
  { "http://localhost.example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INSECURE, NULL },
  { "http://127.0.0.1.example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INSECURE, NULL },
  { "http://10.0.0.1:8000", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INSECURE, NULL },
  { "http://0.0.0.0:8000", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INSECURE, NULL },
  { "https://me:secret@example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_USER_INFO, USER_INFO },
  { "me@example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_USER_INFO, USER_INFO },
  { "http://127.0.0.1:8000@example.org/", NULL, NULL, OVERPAINT_ADDRESS_ERROR_USER_INFO, USER_INFO },
  { "https://me:sec/ret@example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NOT_ONE },
  { "https://example.org/?key=1", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, QUERY },
  { "https://example.org/#top", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, QUERY },
  { "ftp://example.org", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID,
    "“ftp://example.org” is not the address of a server. "
    "An address looks like https://gateway.example.org" },
  { "file:///etc/passwd", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NULL },
  { "https://", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NULL },
  { "https://example.org:99999", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NULL },
  { "https://example.org:0", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NULL },
  { "my server", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NULL },
  { "https://example.org/a\r\nX: y", NULL, NULL, OVERPAINT_ADDRESS_ERROR_INVALID, NULL },
};

static void
test_parse (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      const ParseCase   *test    = &parse_cases[i];
      g_autoptr(GError)  error   = NULL;
      g_autoptr(GUri)    address = overpaint_address_parse (test->text, &error);

      g_test_message ("%s", test->text);

      if (test->address != NULL)
        {
          g_autofree gchar *text  = NULL;
          g_autofree gchar *shown = NULL;

          g_assert_no_error (error);
          text  = g_uri_to_string (address);
          shown = overpaint_address_redact (address);
          g_assert_cmpstr (text, ==, test->address);
          g_assert_cmpstr (shown, ==, test->shown);
        }
      else
        {
          g_assert_null (address);
          g_assert_error (error, OVERPAINT_ADDRESS_ERROR, test->code);
          g_assert_null (strstr (error->message, "sec"));
          if (test->message != NULL)
            g_assert_cmpstr (error->message, ==, test->message);
        }
    }
}

typedef struct
{
  const gchar *server;
  const gchar *url;
  const gchar *address; /* NULL where it is refused */
  gint         code;
} ResolveCase;

static const ResolveCase resolve_cases[] =
{
  { "https://livepeer.studio/api/beta/generate", "/stream/ab12/cd34.png",
    "https://livepeer.studio/stream/ab12/cd34.png" },
  { "https://livepeer.studio/api/beta/generate", "stream/ab12/cd34.png",
    "https://livepeer.studio/stream/ab12/cd34.png" },
  { "http://127.0.0.1:8937", "/stream/a/b.png", "http://127.0.0.1:8937/stream/a/b.png" },
  { "https://a.example", "https://s3.example/b.png?sig=x%2Fy&z=1", "https://s3.example/b.png?sig=x%2Fy&z=1" },
  { "https://a.example", "//b.example/c.png", "https://b.example/c.png" },
  { "https://a.example", "https://a.example:https://b.example/c.png", "https://b.example/c.png" },
  { "https://a.example", "https://a.example:https://b.example:8443/c.png",
    "https://b.example:8443/c.png" },
  { "https://a.example", "https://a.example:https://a.example:https://b.example/c.png",
    "https://b.example/c.png" },
  { "http://127.0.0.1:1", "https://a.example:http://127.0.0.1:2/c.png", "http://127.0.0.1:2/c.png" },
  { "https://a.example", "https://b.example/go?to=x:https://c.example/d",
    "https://b.example/go?to=x:https://c.example/d" },

  { "https://a.example", "", NULL, OVERPAINT_ADDRESS_ERROR_INVALID },
  { "https://a.example", "http://b.example/c.png", NULL, OVERPAINT_ADDRESS_ERROR_INSECURE },
  { "https://a.example", "https://a.example:http://b.example/c.png", NULL, OVERPAINT_ADDRESS_ERROR_INSECURE },
  { "https://a.example", "http://127.0.0.1:8000/c.png", NULL, OVERPAINT_ADDRESS_ERROR_INSECURE },
  { "https://a.example", "https://localhost/c.png", NULL, OVERPAINT_ADDRESS_ERROR_INSECURE },
  { "https://a.example", "https://me:pw@a.example/c.png", NULL, OVERPAINT_ADDRESS_ERROR_USER_INFO },
  { "https://a.example", "file:///etc/passwd", NULL, OVERPAINT_ADDRESS_ERROR_INVALID },
  { "https://a.example", "ftp://b.example/c.png", NULL, OVERPAINT_ADDRESS_ERROR_INVALID },
  { "https://a.example", "/a b.png", NULL, OVERPAINT_ADDRESS_ERROR_INVALID },
  { "https://a.example", "/a\r\nX: y", NULL, OVERPAINT_ADDRESS_ERROR_INVALID },
};

static void
test_resolve (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (resolve_cases); i++)
    {
      const ResolveCase *test     = &resolve_cases[i];
      g_autoptr(GError)  error    = NULL;
      g_autoptr(GUri)    server   = overpaint_address_parse (test->server, NULL);
      g_autoptr(GUri)    resolved = overpaint_address_resolve (server, test->url, &error);

      g_test_message ("%s + %s", test->server, test->url);

      if (test->address != NULL)
        {
          g_autofree gchar *text = NULL;

          g_assert_no_error (error);
          text = g_uri_to_string (resolved);
          g_assert_cmpstr (text, ==, test->address);
        }
      else
        {
          g_assert_null (resolved);
          g_assert_error (error, OVERPAINT_ADDRESS_ERROR, test->code);
        }
    }
}

static void
test_append (void)
{
  static const gchar * const cases[][3] =
  {
    { "https://a.example", "image-to-image", "https://a.example/image-to-image" },
    { "https://livepeer.studio/api/beta/generate/", "image-to-image",
      "https://livepeer.studio/api/beta/generate/image-to-image" },
    { "[::1]:8000", "image-to-image", "http://[::1]:8000/image-to-image" },
    { "[::1]:8000", "", "http://[::1]:8000/" },
    { "127.0.0.1:7860/a", "progress?skip=true&x=1", "http://127.0.0.1:7860/a/progress?skip=true&x=1" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GUri)   server = overpaint_address_parse (cases[i][0], NULL);
      g_autoptr(GUri)   target = overpaint_address_append (server, cases[i][1]);
      g_autofree gchar *text   = g_uri_to_string (target);

      g_assert_cmpstr (text, ==, cases[i][2]);
    }
}

static void
test_append_odd (void)
{
  static const gchar * const cases[][2] =
  {
    { "",             "http://127.0.0.1:7860/" },
    { "?",            "http://127.0.0.1:7860/?" },
    { "a/b",          "http://127.0.0.1:7860/a/b" },
    { "progress?x=1", "http://127.0.0.1:7860/progress?x=1" },
    { "a?b=1?c",      "http://127.0.0.1:7860/a?b=1?c" }
  };
  g_autoptr(GUri) server = overpaint_address_parse ("http://127.0.0.1:7860", NULL);
  guint           i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GUri)   target = overpaint_address_append (server, cases[i][0]);
      g_autofree gchar *text   = g_uri_to_string (target);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_same_origin (void)
{
  static const struct
  {
    const gchar *one;
    const gchar *other;
    gboolean     same;
  } cases[] =
  {
    { "https://a.example/x", "https://a.example/y", TRUE },
    { "https://a.example", "https://A.EXAMPLE:443", TRUE },
    { "http://localhost", "http://localhost:80", TRUE },
    { "https://a.example", "https://a.example:8443", FALSE },
    { "https://a.example", "https://b.example", FALSE },
    { "https://a.example", "https://a.example.b.example", FALSE },
    { "https://sub.a.example", "https://a.example", FALSE },
    { "https://localhost:8000", "http://localhost:8000", FALSE },
    { "http://localhost:8000", "http://127.0.0.1:8000", FALSE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GUri) one   = overpaint_address_parse (cases[i].one, NULL);
      g_autoptr(GUri) other = overpaint_address_parse (cases[i].other, NULL);
      g_autofree gchar *origin       = overpaint_address_get_origin (one);
      g_autofree gchar *other_origin = overpaint_address_get_origin (other);

      g_test_message ("%s, %s", cases[i].one, cases[i].other);
      g_assert_cmpint (overpaint_address_same_origin (one, other), ==, cases[i].same);
      g_assert_cmpint (overpaint_address_same_origin (other, one), ==, cases[i].same);
      g_assert_cmpint (g_str_equal (origin, other_origin), ==, cases[i].same);
    }
}

static void
test_origin (void)
{
  static const gchar * const cases[][2] =
  {
    { "https://Livepeer.Studio:443/api/beta/generate", "https://livepeer.studio" },
    { "gateway.example.org:8443/x", "https://gateway.example.org:8443" },
    { "localhost:8000", "http://localhost:8000" },
    { "http://[::1]:80/", "http://[::1]" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GUri)   address = overpaint_address_parse (cases[i][0], NULL);
      g_autofree gchar *origin  = overpaint_address_get_origin (address);

      g_assert_cmpstr (origin, ==, cases[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/parse", test_parse);
  g_test_add_func ("/address/resolve", test_resolve);
  g_test_add_func ("/address/append", test_append);
  g_test_add_func ("/address/append-odd", test_append_odd);
  g_test_add_func ("/address/same-origin", test_same_origin);
  g_test_add_func ("/address/origin", test_origin);

  return g_test_run ();
}
