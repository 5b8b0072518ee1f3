/* test-reply.c: tests of what answers hold, and of what is said about them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "data-address.h"
#include "reply.h"
#include "secret.h"
#include "server-text.h"

#define HOST  "gateway.example.org"
#define TOKEN "sk-0123456789"

static OverpaintHttpReply *
make_reply (guint        status,
            const gchar *type,
            const gchar *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  return overpaint_http_reply_new (status, type, NULL, bytes);
}

/* --- errors: the rows of the table of what servers say --- */

typedef struct
{
  guint                 status;
  OverpaintServerKind   kind;
  const gchar          *type;
  const gchar          *body;
  OverpaintServerError  code;
  const gchar          *message;
} ErrorCase;

#define JSON    "application/json"
#define RUNNER  OVERPAINT_SERVER_RUNNER
#define GATEWAY OVERPAINT_SERVER_GATEWAY
#define STUDIO  OVERPAINT_SERVER_STUDIO
#define UNKNOWN OVERPAINT_SERVER_UNKNOWN

#define REFUSED HOST " does not take this request. Change what it names, then try again."
#define LARGE   "The picture is too large for " HOST ". Use a smaller layer or selection."
#define MEMORY  "The graphics card of " HOST " has too little memory for this. Use a smaller " \
                "layer or selection, or a smaller model."
#define TOKEN_REFUSED \
  HOST " does not accept the token. Check it in Filters > Overpaint > Servers, or in OVERPAINT_TOKEN."
#define FAILED  HOST " failed (status 500). Try again, perhaps with another seed or model."
#define NOBODY  "No worker is free for this model at " HOST ". Try again in a minute, or choose " \
                "another model."

static const ErrorCase error_cases[] =
{
  /* 400, in the shapes of a runner and of a gateway */
  { 400, RUNNER, JSON, "{\"detail\":{\"msg\":\"LoRa repository 'x/y' not found.\"}}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “LoRa repository 'x/y' not found.”" },
  { 400, RUNNER, JSON, "{\"detail\":\"Part exceeded maximum size of 1024KB.\"}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “Part exceeded maximum size of 1024KB.”" },
  { 400, GATEWAY, JSON, "{\"error\":{\"message\":\": Too many LoRas provided. Maximum is 4..\"}}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “Too many LoRas provided. Maximum is 4..”" },
  { 400, GATEWAY, JSON, "{\"error\":{\"message\":\": \"}}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED },
  { 400, RUNNER, JSON,
    "{\"detail\":{\"msg\":\"Error during model execution: CUDA out of memory.\"}}",
    OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY,
    MEMORY " It says: “Error during model execution: CUDA out of memory.”" },

  /* 401, 402, 404, 413 */
  { 401, RUNNER, JSON, "{\"detail\":{\"msg\":\"Invalid bearer token.\"}}",
    OVERPAINT_SERVER_ERROR_UNAUTHORIZED, TOKEN_REFUSED " It says: “Invalid bearer token.”" },
  { 401, STUDIO, JSON, "{\"errors\":[\"no token " TOKEN " found\"]}",
    OVERPAINT_SERVER_ERROR_UNAUTHORIZED, TOKEN_REFUSED " It says: “no token [token] found”" },
  { 403, GATEWAY, "text/plain", "Forbidden",
    OVERPAINT_SERVER_ERROR_UNAUTHORIZED, TOKEN_REFUSED " It says: “Forbidden”" },
  { 402, GATEWAY, JSON, "{\"error\":{\"message\":\"insufficient balance\"}}",
    OVERPAINT_SERVER_ERROR_PAYMENT,
    HOST " wants payment. Top up the account there, or choose another server. "
    "It says: “insufficient balance”" },
  { 404, RUNNER, JSON, "{\"detail\":\"Not Found\"}",
    OVERPAINT_SERVER_ERROR_NOT_FOUND,
    HOST " offers no image to image at this address. Check the address in the settings. "
    "It says: “Not Found”" },
  { 405, RUNNER, JSON, "", OVERPAINT_SERVER_ERROR_NOT_FOUND,
    HOST " offers no image to image at this address. Check the address in the settings." },
  { 413, GATEWAY, "text/html", "<html><h1>413 Request Entity Too Large</h1></html>",
    OVERPAINT_SERVER_ERROR_TOO_LARGE, LARGE },

  /* 422: three shapes of detail, and two of Studio's */
  { 422, RUNNER, JSON, "{\"detail\":\"seed is odd\"}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “seed is odd”" },
  { 422, RUNNER, JSON, "{\"detail\":{\"msg\":\"seed is odd\"}}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “seed is odd”" },
  { 422, RUNNER, JSON,
    "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"body\",\"seed\"],\"msg\":\"Input should be a "
    "valid integer\",\"input\":\"\"},{\"type\":\"missing\",\"loc\":[\"body\",\"loras\",0],"
    "\"msg\":\"Field required\"}]}",
    OVERPAINT_SERVER_ERROR_REFUSED,
    REFUSED " It says: “seed: Input should be a valid integer; loras.0: Field required”" },
  { 422, STUDIO, JSON,
    "{\"errors\":[\"{\\\"instancePath\\\":\\\"/prompt\\\","
    "\\\"schemaPath\\\":\\\"#/properties/prompt/type\\\","
    "\\\"keyword\\\":\\\"type\\\",\\\"params\\\":{\\\"type\\\":\\\"string\\\"},"
    "\\\"message\\\":\\\"must be string\\\"}\"]}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “prompt: must be string”" },
  { 422, STUDIO, JSON,
    "{\"errors\":[\"[{\\\"instancePath\\\":\\\"\\\",\\\"keyword\\\":\\\"additionalProperties\\\","
    "\\\"params\\\":{\\\"additionalProperty\\\":\\\"foo\\\"},"
    "\\\"message\\\":\\\"must NOT have additional properties\\\"}]\"]}",
    OVERPAINT_SERVER_ERROR_REFUSED, REFUSED " It says: “foo: must NOT have additional properties”" },
  { 422, STUDIO, JSON, "{\"errors\":[\"File too large\"]}",
    OVERPAINT_SERVER_ERROR_TOO_LARGE, LARGE " It says: “File too large”" },

  /* 429, 503 */
  { 429, STUDIO, JSON, "{\"errors\":[\"Too many AI requests\"]}",
    OVERPAINT_SERVER_ERROR_BUSY,
    HOST " has had too many requests. Wait a minute, then try again. "
    "It says: “Too many AI requests”" },
  { 503, GATEWAY, JSON, "{\"error\":{\"message\":\"Service Unavailable Error\"}}",
    OVERPAINT_SERVER_ERROR_BUSY,
    HOST " found no worker for this model. Try again in a minute, or choose another model. "
    "It says: “Service Unavailable Error”" },
  { 503, RUNNER, "text/plain", "", OVERPAINT_SERVER_ERROR_BUSY,
    HOST " is not available just now. Try again in a minute." },

  /* 500 */
  { 500, RUNNER, "text/plain; charset=utf-8", "Internal Server Error",
    OVERPAINT_SERVER_ERROR_FAILED, FAILED " It says: “Internal Server Error”" },
  { 500, STUDIO, JSON, "{\"errors\":[\"Failed to generate image-to-image\"]}",
    OVERPAINT_SERVER_ERROR_FAILED, FAILED " It says: “Failed to generate image-to-image”" },
  { 500, RUNNER, JSON,
    "{\"detail\":{\"msg\":\"Out of memory error. Try reducing input image resolution.\"}}",
    OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY,
    MEMORY " It says: “Out of memory error. Try reducing input image resolution.”" },
  { 500, GATEWAY, "text/html", "<!DOCTYPE html><p>oops", OVERPAINT_SERVER_ERROR_FAILED, FAILED },
  { 500, GATEWAY, JSON, "{\"error\":", OVERPAINT_SERVER_ERROR_FAILED,
    FAILED " It says: “{\"error\":”" },
  { 500, GATEWAY, JSON, "[[[[[[[[[[\"deep\"]]]]]]]]]]", OVERPAINT_SERVER_ERROR_FAILED, FAILED },

  /* 502 of whatever stands before a gateway, and what nobody expects */
  { 502, GATEWAY, "text/html", "<html>Bad Gateway</html>", OVERPAINT_SERVER_ERROR_NO_WORKER, NOBODY },
  { 502, RUNNER, "text/plain", "x", OVERPAINT_SERVER_ERROR_FAILED,
    HOST " failed (status 502). Try again, perhaps with another seed or model. It says: “x”" },
  { 307, UNKNOWN, NULL, "", OVERPAINT_SERVER_ERROR_BAD_REPLY,
    HOST " sends requests on to another address, which is not followed. Enter the final address in "
    "the settings." },
  { 202, GATEWAY, JSON, "{\"request_id\":\"ab\"}", OVERPAINT_SERVER_ERROR_BAD_REPLY,
    HOST " answered in a way that is not understood (status 202). Check the address in the settings." },
  { 418, UNKNOWN, NULL, "", OVERPAINT_SERVER_ERROR_FAILED,
    HOST " failed (status 418). Try again, perhaps with another seed or model." },
};

static void
test_errors (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      const ErrorCase               *test  = &error_cases[i];
      g_autoptr(OverpaintHttpReply)  reply = make_reply (test->status, test->type, test->body);
      g_autoptr(GError)              error = NULL;

      g_test_message ("%u %s", test->status, test->body);
      error = overpaint_server_error_from_reply (reply, test->kind, HOST, TOKEN);
      g_assert_cmpstr (error->message, ==, test->message);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, (gint) test->code);
    }
}

static void
test_no_token (void)
{
  g_autoptr(OverpaintHttpReply) reply = make_reply (401, NULL, "");
  g_autoptr(GError)             error = NULL;

  error = overpaint_server_error_from_reply (reply, RUNNER, HOST, NULL);
  g_assert_cmpstr (error->message, ==, HOST " wants a token. Give it one in Filters > Overpaint > Servers, "
                                       "or put one into OVERPAINT_TOKEN before GIMP starts.");
}

static void
test_retry_after (void)
{
  static const struct
  {
    guint        status;
    const gchar *retry_after;
    const gchar *message;
  } cases[] =
  {
    { 429, "1", HOST " has had too many requests and takes new ones in 1 second. Try again then." },
    { 429, "90", HOST " has had too many requests and takes new ones in 90 seconds. Try again then." },
    { 429, "601", HOST " has had too many requests and takes new ones in 11 minutes. Try again then." },
    { 503, "7201", HOST " is not available and expects to be back in 3 hours. Try again then." },
    { 429, "soon", HOST " has had too many requests. Wait a minute, then try again." },
  };
  g_autoptr(GBytes) body = g_bytes_new_static ("", 0);
  guint             i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OverpaintHttpReply) reply = NULL;
      g_autoptr(GError)             error = NULL;

      reply = overpaint_http_reply_new (cases[i].status, NULL, cases[i].retry_after, body);
      error = overpaint_server_error_from_reply (reply, GATEWAY, HOST, TOKEN);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BUSY);
    }
}

/* --- a server's own words --- */

static void
test_clean (void)
{
  g_autofree gchar *many_in  = g_strnfill (300, 'x');
  g_autofree gchar *many_out = NULL;
  g_autofree gchar *tail     = NULL;
  g_autofree gchar *tail_out = NULL;
  g_autofree gchar *wide_in  = NULL;
  g_autofree gchar *wide_out = NULL;
  g_autoptr(GString) wide    = g_string_new (NULL);
  guint             i;

  static const gchar * const cases[][2] =
  {
    { "plain", "plain" },
    { "  two\r\n lines\t", "two lines" },
    { "bell\a and \x1b[31mred", "bell and [31mred" },
    { "turned \xe2\x80\xaeround", "turned round" },
    { "not \xff UTF-8", "not � UTF-8" },
    { "no token " TOKEN ", really " TOKEN, "no token [token], really [token]" },
    { "sk-01234\xe2\x80\x8b" "56789 hides", "[token] hides" },
    { "", "" },
  };

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *clean = overpaint_server_text_clean (cases[i][0], TOKEN);

      g_assert_cmpstr (clean, ==, cases[i][1]);
    }

  many_out = overpaint_server_text_clean (many_in, NULL);
  g_assert_cmpint (g_utf8_strlen (many_out, -1), ==, 200);
  g_assert_true (g_str_has_suffix (many_out, "x…"));

  for (i = 0; i < 300; i++)
    g_string_append (wide, "é");
  wide_out = overpaint_server_text_clean (wide->str, NULL);
  g_assert_true (g_utf8_validate (wide_out, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (wide_out, -1), ==, 200);

  /* A token that would be cut in two leaves no half behind. */
  many_in[194] = '\0';
  tail         = g_strconcat (many_in, TOKEN, " and more", NULL);
  tail_out     = overpaint_server_text_clean (tail, TOKEN);
  g_assert_null (strstr (tail_out, "sk-"));
}

/* --- success --- */

static void
test_parse (void)
{
  g_autoptr(OverpaintHttpReply)  reply   = NULL;
  g_autoptr(GPtrArray)           entries = NULL;
  g_autoptr(GError)              error   = NULL;
  OverpaintReplyEntry           *entry;

  reply = make_reply (200, JSON,
                      "{\"images\":["
                      "{\"url\":\"data:image/png;base64,AAAA\",\"seed\":7,\"nsfw\":true},"
                      "{\"seed\":8,\"url\":\"/stream/a/b.png\"},"
                      "{\"url\":\"/c.png\",\"seed\":18446744073709551615,\"nsfw\":\"yes\"},"
                      "{\"url\":\"/d.png\",\"seed\":null,\"nsfw\":null},"
                      "{\"seed\":9}, 5, {\"url\":7}]}");
  entries = overpaint_reply_parse (reply, HOST, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 4);

  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->url, ==, "data:image/png;base64,AAAA");
  g_assert_cmpint (entry->seed, ==, 7);
  g_assert_true (entry->nsfw);

  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (entry->url, ==, "/stream/a/b.png");
  g_assert_cmpint (entry->seed, ==, 8);
  g_assert_false (entry->nsfw);

  entry = g_ptr_array_index (entries, 2);
  g_assert_cmpint (entry->seed, ==, -1);
  g_assert_false (entry->nsfw);

  entry = g_ptr_array_index (entries, 3);
  g_assert_cmpint (entry->seed, ==, -1);
  g_assert_false (entry->nsfw);
}

static void
test_parse_bad (void)
{
#define DAMAGED "The answer of " HOST " is damaged or cut off. Try again."
#define OTHER   HOST " answered with something else than pictures. Check the address: another kind " \
                "of server may be there."
#define WITHOUT HOST " answered without a picture. Try again, perhaps with another seed."
#define PAGE    HOST " answered with a web page instead of a picture. Check the address: it may be " \
                "that of a website."
  static const struct
  {
    const gchar *type;
    const gchar *body;
    const gchar *message;
  } cases[] =
  {
    { JSON, "", HOST " answered with nothing at all. Check the address: a part of its path may be "
                "missing." },
    { "text/html", "hello", PAGE },
    { JSON, "  <!doctype HTML><p>hello", PAGE },
    { JSON, "{\"images\":[{\"url\":\"data:image/png;base64,AAA", DAMAGED },
    { JSON, "{\"images\":[{\"url\":\"\xff\"}]}", DAMAGED },
    { JSON, "no JSON", DAMAGED },
    { JSON, "{}", OTHER },
    { JSON, "[]", OTHER },
    { JSON, "\"images\"", OTHER },
    { JSON, "{\"images\":{}}", OTHER },
    { JSON, "{\"frames\":[[]]}", OTHER },
    { JSON, "{\"images\":[]}", WITHOUT },
    { JSON, "{\"images\":[{\"url\":\"\"}]}", WITHOUT },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OverpaintHttpReply) reply   = make_reply (200, cases[i].type, cases[i].body);
      g_autoptr(GPtrArray)          entries = NULL;
      g_autoptr(GError)             error   = NULL;

      entries = overpaint_reply_parse (reply, HOST, &error);
      g_assert_null (entries);
      g_assert_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* A hundred thousand brackets are refused before a parser that recurses sees them;
 * brackets within text are none.
 */
static void
test_nesting (void)
{
  g_autofree gchar *brackets = g_strnfill (100000, '[');
  g_autofree gchar *quoted   = g_strdup_printf ("{\"a\": \"\\\"%s\"}", brackets);
  JsonNode         *node;
  gsize             levels;

  node = overpaint_reply_parse_json (brackets, strlen (brackets));
  g_assert_null (node);

  for (levels = 32; levels <= 33; levels++)
    {
      g_autofree gchar *opened = g_strnfill (levels, '[');
      g_autofree gchar *closed = g_strnfill (levels, ']');
      g_autofree gchar *whole  = g_strconcat (opened, closed, NULL);

      node = overpaint_reply_parse_json (whole, strlen (whole));
      g_assert_cmpint (node != NULL, ==, levels == 32);
      g_clear_pointer (&node, json_node_unref);
    }

  node = overpaint_reply_parse_json (quoted, strlen (quoted));
  g_assert_nonnull (node);
  json_node_unref (node);
}

static void
test_guess_kind (void)
{
  static const struct
  {
    const gchar         *body;
    OverpaintServerKind  kind;
  } cases[] =
  {
    { "{\"errors\":[\"x\"]}", STUDIO },
    { "{\"error\":{\"message\":\"x\"}}", GATEWAY },
    { "{\"detail\":\"x\"}", RUNNER },
    { "{\"images\":[{\"url\":\"data:image/png;base64,AAAA\"}]}", RUNNER },
    { "{\"images\":[{\"url\":\"/stream/a.png\"}]}", GATEWAY },
    { "{\"images\":[]}", UNKNOWN },
    { "{\"error\":\"x\"}", UNKNOWN },
    { "Internal Server Error", UNKNOWN },
    { "", UNKNOWN },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OverpaintHttpReply) reply = make_reply (200, NULL, cases[i].body);

      g_test_message ("%s", cases[i].body);
      g_assert_cmpint (overpaint_reply_guess_kind (reply), ==, cases[i].kind);
    }
}

static void
test_data_address (void)
{
  static const struct
  {
    const gchar *url;
    gsize        limit;
    const gchar *text; /* NULL where it is refused */
  } cases[] =
  {
    { "data:image/png;base64,Zm9vYmFy", 6, "foobar" },
    { "data:image/png;base64,Zm9vYmFy", 5, NULL },
    { "data:image/webp;base64,Zm9vYmE=", 5, "fooba" },
    { "data:image/webp;base64,Zm9vYmE=", 4, NULL },
    { "data:image/jpeg;base64,Zm9vYg==", 4, "foob" },
    { "data:image/jpeg;base64,Zm9vYg==", 3, NULL },
    { "data:image/jpeg;base64,Zm9vYg", 4, "foob" },
    { "data:image/jpeg;base64,Zm9vYmE", 5, "fooba" },
    { "DATA:Image/PNG;charset=utf-8;BASE64,Zm8+/w==", 100, "fo>\xff" },
    { "data:image/png;base64,", 100, NULL },
    { "data:image/png;base64,=", 100, NULL },
    { "data:image/png;base64,Zm9vY", 100, NULL },
    { "data:image/png;base64,Zm9vYg=", 100, NULL },
    { "data:image/png;base64,Zm9v===", 100, NULL },
    { "data:image/png;base64,Zm9v Ym", 100, NULL },
    { "data:image/png;base64,Zm9-_m9v", 100, NULL },
    { "data:image/png,Zm9v", 100, NULL },
    { "data:text/html;base64,Zm9v", 100, NULL },
    { "data:;base64,Zm9v", 100, NULL },
    { "data:image/png;base64", 100, NULL },
    { "data:", 100, NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = overpaint_data_address_decode (cases[i].url, cases[i].limit);

      g_test_message ("%s", cases[i].url);
      g_assert_true (overpaint_data_address_is (cases[i].url));

      if (cases[i].text == NULL)
        g_assert_null (bytes);
      else
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                         cases[i].text, strlen (cases[i].text));
    }

  g_assert_false (overpaint_data_address_is ("/data:x"));
}

static void
test_secret (void)
{
  gchar *secret = overpaint_secret_dup ("\t abc \n");

  g_assert_cmpstr (secret, ==, "abc");
  overpaint_secret_free (secret);
  g_assert_null (overpaint_secret_dup (NULL));
  g_assert_null (overpaint_secret_dup (" \n"));
  overpaint_secret_free (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reply/errors", test_errors);
  g_test_add_func ("/reply/no-token", test_no_token);
  g_test_add_func ("/reply/retry-after", test_retry_after);
  g_test_add_func ("/reply/clean", test_clean);
  g_test_add_func ("/reply/parse", test_parse);
  g_test_add_func ("/reply/parse-bad", test_parse_bad);
  g_test_add_func ("/reply/nesting", test_nesting);
  g_test_add_func ("/reply/guess-kind", test_guess_kind);
  g_test_add_func ("/reply/data-address", test_data_address);
  g_test_add_func ("/reply/secret", test_secret);

  return g_test_run ();
}
