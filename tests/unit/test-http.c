/* test-http.c: tests of the questions and answers themselves
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "address.h"
#include "http.h"
#include "server-tools.h"

static OverpaintHttpRequest *
ask (const gchar *address,
     const gchar *path)
{
  g_autoptr(GUri) server = overpaint_address_parse (address, NULL);
  g_autoptr(GUri) target = overpaint_address_append (server, path);

  return overpaint_http_request_new (target);
}

static OverpaintHttpReply *
send_and_wait (OverpaintHttpRequest  *request,
               GError               **error)
{
  g_autoptr(OverpaintHttp) http   = overpaint_http_new ();
  g_autoptr(GAsyncResult)  result = NULL;

  overpaint_http_send_async (http, request, NULL, test_done, &result);
  test_wait_until (result != NULL);

  return overpaint_http_send_finish (http, result, error);
}

static void
assert_body (const OverpaintHttpReply *reply,
             const gchar              *text)
{
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body),
                   text, strlen (text));
}

static void
test_get (void)
{
  g_autoptr(TestServer)            server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest)  request = ask (server->address, "version");
  g_autoptr(OverpaintHttpReply)    reply   = NULL;
  g_autoptr(GError)                error   = NULL;
  Seen                            *seen;

  test_server_answer_header (server, 503, "{\"a\": 1}", "Retry-After", " 17 ");

  reply = send_and_wait (request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 503);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_cmpstr (reply->retry_after, ==, "17");
  assert_body (reply, "{\"a\": 1}");

  seen = test_server_seen (server, 0);
  g_assert_cmpstr (seen->method, ==, "GET");
  g_assert_cmpstr (seen->path, ==, "/version");
  g_assert_cmpstr (seen->user_agent, ==, "Overpaint/" OVERPAINT_VERSION);
  g_assert_null (seen->token);
  g_assert_cmpuint (g_bytes_get_size (seen->body), ==, 0);
}

static void
test_post (void)
{
  g_autoptr(TestServer)            server   = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest)  request  = ask (server->address, "image-to-image");
  g_autoptr(OverpaintHttpReply)    reply    = NULL;
  g_autoptr(GError)                error    = NULL;
  g_autoptr(GBytes)                png      = g_bytes_new_static ("\x89PNG\0\r\n--\xff", 11);
  g_autoptr(GByteArray)            expected = g_byte_array_new ();
  g_autofree gchar                *head     = NULL;
  g_autofree gchar                *tail     = NULL;
  const gchar                     *boundary;
  Seen                            *seen;

  overpaint_http_request_add_text (request, "prompt", "a “café”\nat dusk");
  overpaint_http_request_add_text (request, "empty", "");
  overpaint_http_request_add_file (request, "image", "layer.png", "image/png", png);
  test_server_answer (server, 200, "application/json", "{}");

  reply = send_and_wait (request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);

  seen = test_server_seen (server, 0);
  g_assert_cmpstr (seen->method, ==, "POST");
  g_assert_null (seen->expect);
  g_assert_true (g_str_has_prefix (seen->content_type, "multipart/form-data; boundary="));
  boundary = seen->content_type + strlen ("multipart/form-data; boundary=");

  head = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n"
                          "a “café”\nat dusk\r\n"
                          "--%s\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
                          "--%s\r\nContent-Disposition: form-data; name=\"image\"; "
                          "filename=\"layer.png\"\r\nContent-Type: image/png\r\n\r\n",
                          boundary, boundary, boundary);
  tail = g_strdup_printf ("\r\n--%s--\r\n", boundary);

  g_byte_array_append (expected, (const guint8 *) head, strlen (head));
  g_byte_array_append (expected, g_bytes_get_data (png, NULL), 11);
  g_byte_array_append (expected, (const guint8 *) tail, strlen (tail));

  g_assert_cmpmem (g_bytes_get_data (seen->body, NULL), g_bytes_get_size (seen->body),
                   expected->data, expected->len);
}

static void
test_sent_twice (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "image-to-image");
  g_autofree gchar               *big     = g_strnfill (3000000, 'x');
  g_autoptr(GBytes)               bytes   = g_bytes_new_static (big, 3000000);
  guint                           i;

  overpaint_http_request_add_file (request, "image", "layer.png", "image/png", bytes);

  for (i = 0; i < 2; i++)
    {
      g_autoptr(OverpaintHttpReply) reply = NULL;

      test_server_answer (server, 200, "application/json", "{}");
      reply = send_and_wait (request, NULL);
      g_assert_nonnull (reply);
      g_assert_cmpuint (g_bytes_get_size (test_server_seen (server, i)->body), >, 3000000);

      /* libcurl would ask for leave first, with a body of this size. */
      g_assert_null (test_server_seen (server, i)->expect);
    }

  g_assert_cmpuint (g_bytes_get_size (test_server_seen (server, 0)->body), ==,
                    g_bytes_get_size (test_server_seen (server, 1)->body));
}

static void
test_token (void)
{
  g_autoptr(TestServer)            own     = test_server_new (NULL);
  g_autoptr(TestServer)            other   = test_server_new (NULL);
  g_autoptr(GUri)                  server  = overpaint_address_parse (own->address, NULL);
  TestServer                      *servers[2];
  guint                            i;

  servers[0] = own;
  servers[1] = other;

  for (i = 0; i < 2; i++)
    {
      g_autoptr(OverpaintHttpRequest) request = ask (servers[i]->address, "x");
      g_autoptr(OverpaintHttpReply)   reply   = NULL;

      overpaint_http_request_set_token (request, server, " secret-token\n");
      test_server_answer (servers[i], 200, NULL, "ok");
      reply = send_and_wait (request, NULL);
      g_assert_nonnull (reply);
      g_assert_cmpstr (test_server_seen (servers[i], 0)->token, ==,
                       i == 0 ? "Bearer secret-token" : NULL);
    }
}

static void
test_redirect (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
  g_autoptr(OverpaintHttpReply)   reply   = NULL;

  test_server_answer_header (server, 307, "moved", "Location", "/elsewhere");
  test_server_answer (server, 200, NULL, "followed");

  reply = send_and_wait (request, NULL);
  g_assert_nonnull (reply);
  g_assert_cmpuint (reply->status, ==, 307);
  assert_body (reply, "moved");
  g_assert_cmpuint (server->seen->len, ==, 1);
}

static void
test_no_proxy (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
  g_autoptr(OverpaintHttpReply)   reply   = NULL;
  g_autoptr(GError)               error   = NULL;
  g_autofree gchar               *proxy   = g_strdup_printf ("http://127.0.0.1:%u",
                                                             test_dead_port ());

  g_setenv ("http_proxy", proxy, TRUE);
  g_setenv ("ALL_PROXY", proxy, TRUE);
  test_server_answer (server, 200, NULL, "direct");

  reply = send_and_wait (request, &error);
  g_unsetenv ("http_proxy");
  g_unsetenv ("ALL_PROXY");

  g_assert_no_error (error);
  assert_body (reply, "direct");
}

static void
test_four_at_once (void)
{
  g_autoptr(TestServer)    server     = test_server_new (NULL);
  g_autoptr(OverpaintHttp) http       = overpaint_http_new ();
  GAsyncResult            *results[4] = { NULL, };
  guint                    i;

  for (i = 0; i < 4; i++)
    {
      g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");

      overpaint_http_request_add_text (request, "n", "1");
      test_server_answer (server, 200, NULL, "ok")->kind = ANSWER_HOLD;
      overpaint_http_send_async (http, request, NULL, test_done, &results[i]);
    }

  test_wait_until (g_queue_get_length (&server->held) == 4);
  test_server_release (server);

  for (i = 0; i < 4; i++)
    {
      g_autoptr(OverpaintHttpReply) reply = NULL;

      test_wait_until (results[i] != NULL);
      reply = overpaint_http_send_finish (http, results[i], NULL);
      assert_body (reply, "ok");
      g_object_unref (results[i]);
    }
}

/* --- sizes --- */

static void
test_limit (void)
{
  static const struct
  {
    gsize    length;
    gboolean raw;      /* without a Content-Length */
    gboolean fits;
  } cases[] =
  {
    { 1000, FALSE, TRUE  }, { 1000, TRUE, TRUE  },
    { 1001, FALSE, FALSE }, { 1001, TRUE, FALSE },
    { 200000, FALSE, FALSE }, { 200000, TRUE, FALSE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)           server  = test_server_new (NULL);
      g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
      g_autoptr(OverpaintHttpReply)   reply   = NULL;
      g_autoptr(GError)               error   = NULL;
      g_autofree gchar               *body    = g_strnfill (cases[i].length, 'x');
      g_autofree gchar               *raw     = g_strconcat ("HTTP/1.0 200 OK\r\n\r\n", body, NULL);

      overpaint_http_request_set_limit (request, 1000);

      if (cases[i].raw)
        test_server_answer_raw (server, raw);
      else
        test_server_answer (server, 200, NULL, body);

      reply = send_and_wait (request, &error);

      if (cases[i].fits)
        {
          g_assert_no_error (error);
          assert_body (reply, body);
        }
      else
        {
          g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TOO_LARGE);
          g_assert_null (reply);
        }
    }
}

/* A few hundred bytes that unpack to a megabyte: what counts is what comes out. */
static void
test_packed_bomb (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
  g_autoptr(GZlibCompressor)      packer  = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(OverpaintHttpReply)   reply   = NULL;
  g_autoptr(GError)               error   = NULL;
  g_autoptr(GBytes)               plain   = g_bytes_new_take (g_malloc0 (1000000), 1000000);
  g_autoptr(GBytes)               packed  = NULL;
  Answer                         *answer;
  guint                           i;

  packed = g_converter_convert_bytes (G_CONVERTER (packer), plain, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (packed), <, 10000);

  for (i = 0; i < 2; i++)
    {
      answer         = test_server_answer_bytes (server, 200, "image/png", packed);
      answer->header = g_strdup ("Content-Encoding");
      answer->value  = g_strdup ("gzip");
    }

  overpaint_http_request_set_limit (request, 1000000);
  reply = send_and_wait (request, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (reply->body, plain));
  g_clear_pointer (&reply, overpaint_http_reply_free);

  overpaint_http_request_set_limit (request, 999999);
  reply = send_and_wait (request, &error);
  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TOO_LARGE);
}

/* --- failures --- */

static void
assert_failure (OverpaintHttpRequest *request,
                OverpaintHttpError    code,
                const gchar          *message)
{
  g_autoptr(GError)             error = NULL;
  g_autoptr(OverpaintHttpReply) reply = send_and_wait (request, &error);

  g_assert_null (reply);
  g_assert_error (error, OVERPAINT_HTTP_ERROR, (gint) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_no_connection (void)
{
  guint                           port    = test_dead_port ();
  g_autofree gchar               *address = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autofree gchar               *message = NULL;
  g_autoptr(OverpaintHttpRequest) request = ask (address, "x");

  message = g_strdup_printf ("No server is running at 127.0.0.1:%u. Start it, or wait until it has "
                             "loaded its model, then try again.", port);
  assert_failure (request, OVERPAINT_HTTP_ERROR_NO_CONNECTION, message);
}

/* A label of 64 letters is no name: the resolver says so without asking anybody. */
static void
test_not_resolved (void)
{
  g_autofree gchar               *label   = g_strnfill (64, 'a');
  g_autofree gchar               *address = g_strdup_printf ("https://%s.invalid", label);
  g_autofree gchar               *message = NULL;
  g_autoptr(OverpaintHttpRequest) request = ask (address, "x");

  message = g_strdup_printf ("There is no computer named %s.invalid. Check the address and the "
                             "network, then try again.", label);
  assert_failure (request, OVERPAINT_HTTP_ERROR_NOT_RESOLVED, message);
}

typedef struct
{
  GTlsCertificate *certificate;
  GIOStream       *stream;
  gchar            byte;
  gssize           received; /* of what was meant to be said in confidence */
  gboolean         ended;
} TlsServer;

static void
tls_byte_came (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  TlsServer *server = data;

  server->received += g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  server->ended     = TRUE;
}

/* With TLS 1.3 a client may end the handshake before it judges the certificate. */
static void
tls_handshake_done (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  TlsServer *server = data;

  if (! g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL))
    {
      server->ended = TRUE;
      return;
    }

  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (source)), &server->byte, 1,
                             G_PRIORITY_DEFAULT, NULL, tls_byte_came, server);
}

static gboolean
tls_incoming (GSocketService    *service,
              GSocketConnection *connection,
              GObject           *listener,
              gpointer           data)
{
  TlsServer *server = data;

  g_clear_object (&server->stream);
  server->stream = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (server->stream), G_PRIORITY_DEFAULT, NULL,
                                    tls_handshake_done, server);

  return TRUE;
}

static void
test_tls_refused (void)
{
  g_autoptr(GSocketService)       service = NULL;
  g_autoptr(OverpaintHttpRequest) request = NULL;
  g_autoptr(OverpaintHttpReply)   reply   = NULL;
  g_autoptr(GError)               error   = NULL;
  g_autofree gchar               *file    = NULL;
  g_autofree gchar               *key     = NULL;
  g_autofree gchar               *address = NULL;
  g_autofree gchar               *start   = NULL;
  TlsServer                       server  = { NULL, };
  guint16                         port;

  if (! g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("GLib has no TLS here, so that no TLS server can be made");
      return;
    }

  file               = g_test_build_filename (G_TEST_DIST, "data", "untrusted.crt", NULL);
  key                = g_test_build_filename (G_TEST_DIST, "data", "untrusted.key", NULL);
  server.certificate = g_tls_certificate_new_from_files (file, key, &error);
  g_assert_no_error (error);

  service = g_socket_service_new ();
  port    = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (tls_incoming), &server);

  address = g_strdup_printf ("https://127.0.0.1:%u", port);
  request = ask (address, "x");
  overpaint_http_request_add_text (request, "prompt", "private");
  overpaint_http_request_set_timeouts (request, 60000, 60000);

  reply = send_and_wait (request, &error);
  g_assert_null (reply);
  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TLS);

  start = g_strdup_printf ("No secure connection to 127.0.0.1:%u: ", port);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_assert_nonnull (strstr (error->message, "certificate"));
  g_assert_true (g_str_has_suffix (error->message, ". Nothing was sent. Check the address and "
                                                   "this computer's date."));

  test_wait_until (server.ended);
  g_assert_cmpint (server.received, <=, 0);

  g_socket_service_stop (service);
  g_clear_object (&server.stream);
  g_clear_object (&server.certificate);
}

static gboolean
plain_incoming (GSocketService    *service,
                GSocketConnection *connection,
                GObject           *listener,
                gpointer           data)
{
  const gchar *answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
  guint       *count  = data;

  (*count)++;
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                             strlen (answer), NULL, NULL, NULL);
  g_object_set_data_full (G_OBJECT (service), "connection", g_object_ref (connection),
                          g_object_unref);

  return TRUE;
}

/* https to a server without TLS is not tried again without it. */
static void
test_tls_not_downgraded (void)
{
  g_autoptr(GSocketService)       service = g_socket_service_new ();
  g_autoptr(OverpaintHttpRequest) request = NULL;
  g_autoptr(OverpaintHttpReply)   reply   = NULL;
  g_autoptr(GError)               error   = NULL;
  g_autofree gchar               *address = NULL;
  guint                           count   = 0;
  guint16                         port;

  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_signal_connect (service, "incoming", G_CALLBACK (plain_incoming), &count);

  address = g_strdup_printf ("https://127.0.0.1:%u", port);
  request = ask (address, "x");

  reply = send_and_wait (request, &error);
  g_socket_service_stop (service);

  g_assert_null (reply);
  g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TLS);
  g_assert_cmpuint (count, ==, 1);
}

static void
test_timeout (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
  g_autofree gchar               *message = NULL;

  test_server_answer (server, 200, NULL, "late")->kind = ANSWER_HOLD;
  overpaint_http_request_set_timeouts (request, 1000, 300);

  message = g_strdup_printf ("127.0.0.1:%u did not finish within 1 second. Try again, with a smaller "
                             "layer or fewer steps, or allow more time in the settings.",
                             server->port);
  assert_failure (request, OVERPAINT_HTTP_ERROR_TIMEOUT, message);
}

/* A socket that listens, and says nothing to a client that wants to talk TLS. */
static void
test_connect_timeout (void)
{
  g_autoptr(GSocketListener)      listener = g_socket_listener_new ();
  g_autoptr(OverpaintHttpRequest) request  = NULL;
  g_autofree gchar               *address  = NULL;
  g_autofree gchar               *message  = NULL;
  guint16                         port     = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  address = g_strdup_printf ("https://127.0.0.1:%u", port);
  request = ask (address, "x");
  overpaint_http_request_set_timeouts (request, 300, 60000);

  message = g_strdup_printf ("127.0.0.1:%u did not answer within 1 second. Check the address and the "
                             "network, then try again.", port);
  assert_failure (request, OVERPAINT_HTTP_ERROR_TIMEOUT, message);
}

static void
test_broken_answers (void)
{
  static const struct
  {
    const gchar        *raw;
    OverpaintHttpError  code;
    const gchar        *format;
  } cases[] =
  {
    { "", OVERPAINT_HTTP_ERROR_EMPTY_REPLY,
      "%s closed the connection without an answer. It may still be loading its model; try again "
      "in a minute." },
    { "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"images\"", OVERPAINT_HTTP_ERROR_CUT_OFF,
      "The connection to %s broke in the middle of the answer. Try again." },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", OVERPAINT_HTTP_ERROR_CUT_OFF,
      "The connection to %s broke in the middle of the answer. Try again." },
    { "SSH-2.0-OpenSSH_9.2\r\n", OVERPAINT_HTTP_ERROR_OTHER, NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(TestServer)           server  = test_server_new (NULL);
      g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
      g_autoptr(OverpaintHttpReply)   reply   = NULL;
      g_autoptr(GError)               error   = NULL;

      overpaint_http_request_add_text (request, "n", "1");
      test_server_answer_raw (server, cases[i].raw);

      reply = send_and_wait (request, &error);
      g_test_message ("%s", error->message);
      g_assert_null (reply);
      g_assert_error (error, OVERPAINT_HTTP_ERROR, (gint) cases[i].code);

      if (cases[i].format != NULL)
        {
          g_autofree gchar  *host   = g_strdup_printf ("127.0.0.1:%u", server->port);
          g_auto(GStrv)      pieces = g_strsplit (cases[i].format, "%s", 2);
          g_autofree gchar  *whole  = g_strjoinv (host, pieces);

          g_assert_cmpstr (error->message, ==, whole);
        }

      /* One question is one question: nothing is asked again in secret. */
      g_assert_cmpuint (server->seen->len, ==, 1);
    }
}

/* A connection that is reset, not closed, before the first byte: a container whose
 * worker still loads its model does that.
 */
static void
test_reset (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
  g_autofree gchar               *message = NULL;

  overpaint_http_request_add_text (request, "n", "1");
  test_server_answer (server, 0, NULL, "")->kind = ANSWER_RESET;

  message = g_strdup_printf ("127.0.0.1:%u closed the connection without an answer. It may still be "
                             "loading its model; try again in a minute.", server->port);
  assert_failure (request, OVERPAINT_HTTP_ERROR_EMPTY_REPLY, message);
  g_assert_cmpuint (server->seen->len, ==, 1);
}

/* A connection that was kept is closed by the server just when the next question comes. */
static void
test_kept_connection (void)
{
  g_autoptr(TestServer)    server = test_server_new (NULL);
  g_autoptr(OverpaintHttp) http   = overpaint_http_new ();
  guint                    i;

  for (i = 0; i < 2; i++)
    {
      g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
      g_autoptr(OverpaintHttpReply)   reply   = NULL;
      g_autoptr(GAsyncResult)         result  = NULL;
      g_autoptr(GError)               error   = NULL;

      if (i == 0)
        {
          test_server_answer (server, 200, NULL, "first");
        }
      else
        {
          overpaint_http_request_add_text (request, "n", "1");
          test_server_answer_raw (server, "");
          test_server_answer (server, 200, NULL, "painted twice");
        }

      overpaint_http_send_async (http, request, NULL, test_done, &result);
      test_wait_until (result != NULL);
      reply = overpaint_http_send_finish (http, result, &error);

      if (i == 1)
        g_assert_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_EMPTY_REPLY);
    }

  g_assert_cmpuint (server->seen->len, ==, 2);
}

/* --- cancels --- */

typedef enum
{
  CANCEL_PREEMPTIVE,
  CANCEL_IMMEDIATE,
  CANCEL_CONNECTING,
  CANCEL_SOON,
  CANCEL_IN_BODY
} CancelWhen;

static gboolean
cancel_idle (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

static void
test_cancel (gconstpointer data)
{
  CancelWhen                      when        = GPOINTER_TO_INT (data);
  g_autoptr(TestServer)           server      = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request     = ask (server->address, "x");
  g_autoptr(GCancellable)         cancellable = g_cancellable_new ();
  g_autoptr(OverpaintHttpReply)   reply       = NULL;
  g_autoptr(GAsyncResult)         result      = NULL;
  g_autoptr(GError)               error       = NULL;
  OverpaintHttp                  *http        = overpaint_http_new ();
  gint64                          start;

  overpaint_http_request_add_text (request, "n", "1");
  g_object_add_weak_pointer (G_OBJECT (http), (gpointer *) &http);
  test_server_answer (server, 200, NULL, "a piece")->kind =
    when == CANCEL_IN_BODY ? ANSWER_STALL : ANSWER_HOLD;

  if (when == CANCEL_PREEMPTIVE)
    g_cancellable_cancel (cancellable);

  overpaint_http_send_async (http, request, cancellable, test_done, &result);
  g_assert_null (result);

  start = g_get_monotonic_time ();

  switch (when)
    {
    case CANCEL_PREEMPTIVE:
      break;

    case CANCEL_IMMEDIATE:
      g_cancellable_cancel (cancellable);
      break;

    case CANCEL_CONNECTING:
      g_idle_add_full (G_PRIORITY_HIGH, cancel_idle, cancellable, NULL);
      break;

    case CANCEL_SOON:
      test_wait_until (g_queue_get_length (&server->held) == 1);
      g_cancellable_cancel (cancellable);
      break;

    case CANCEL_IN_BODY:
      test_wait_until (server->stalled);
      test_settle ();
      g_cancellable_cancel (cancellable);
      break;
    }

  test_wait_until (result != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);

  reply = overpaint_http_send_finish (http, result, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (server->seen->len, ==, when >= CANCEL_SOON ? 1 : 0);

  /* Nothing keeps the sender alive, and nothing comes after. */
  g_clear_object (&result);
  g_object_unref (http);
  test_settle ();
  g_assert_null (http);
}

/* One of two is cancelled; the other does not notice. */
static void
test_cancel_one (void)
{
  g_autoptr(TestServer)    server         = test_server_new (NULL);
  g_autoptr(OverpaintHttp) http           = overpaint_http_new ();
  GAsyncResult            *results[2]     = { NULL, };
  GCancellable            *cancellables[2];
  guint                    i;

  for (i = 0; i < 2; i++)
    {
      g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");

      cancellables[i] = g_cancellable_new ();
      test_server_answer (server, 200, NULL, "ok")->kind = ANSWER_HOLD;
      overpaint_http_send_async (http, request, cancellables[i], test_done, &results[i]);
    }

  test_wait_until (g_queue_get_length (&server->held) == 2);
  g_cancellable_cancel (cancellables[0]);
  test_wait_until (results[0] != NULL);
  g_assert_null (results[1]);
  test_server_release (server);
  test_wait_until (results[1] != NULL);

  for (i = 0; i < 2; i++)
    {
      g_autoptr(GError)             error = NULL;
      g_autoptr(OverpaintHttpReply) reply = NULL;

      reply = overpaint_http_send_finish (http, results[i], &error);

      if (i == 0)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_no_error (error);

      g_object_unref (results[i]);
      g_object_unref (cancellables[i]);
    }
}

/* A caller may ask the next question, and let go of the sender, in the very callback. */
typedef struct
{
  TestServer *server;
  guint       left;
} Chain;

static void
chain_next (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(OverpaintHttp)        http    = OVERPAINT_HTTP (source);
  g_autoptr(OverpaintHttpRequest) request = NULL;
  g_autoptr(OverpaintHttpReply)   reply   = overpaint_http_send_finish (http, result, NULL);
  Chain                          *chain   = data;

  g_assert_nonnull (reply);

  if (--chain->left == 0)
    return;

  request = ask (chain->server->address, "x");
  test_server_answer (chain->server, 200, NULL, "ok");
  overpaint_http_send_async (g_object_ref (http), request, NULL, chain_next, chain);
}

static void
test_reentrant (void)
{
  g_autoptr(TestServer)           server  = test_server_new (NULL);
  g_autoptr(OverpaintHttpRequest) request = ask (server->address, "x");
  Chain                           chain   = { server, 5 };

  test_server_answer (server, 200, NULL, "ok");
  overpaint_http_send_async (overpaint_http_new (), request, NULL, chain_next, &chain);
  test_wait_until (chain.left == 0);
  g_assert_cmpuint (server->seen->len, ==, 5);
}

/* --- headers --- */

static void
test_retry_after (void)
{
  static const struct
  {
    const gchar *text;
    gint64       seconds;
  } cases[] =
  {
    { NULL, -1 }, { "", -1 }, { "soon", -1 }, { "-5", -1 }, { "1.5", -1 },
    { "0", 0 }, { "17", 17 }, { " 17 ", 17 }, { "99999999999999999999999", 86400 },
    { "Sun, 06 Nov 1994 08:49:37 GMT", 0 },
    { "Fri, 01 Mar 2024 00:00:30 GMT", 30 },
    { "Fri, 01 Mar 2024 00:02:00 GMT", 120 },
    { "Fri, 30 Feb 2024 00:00:30 GMT", -1 },
    { "Fri, 01 Foo 2024 00:00:30 GMT", -1 },
  };
  /* 2024-03-01T00:00:00Z */
  const gint64      now  = 1709251200;
  g_autoptr(GBytes) body = g_bytes_new_static ("", 0);
  guint             i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OverpaintHttpReply) reply = overpaint_http_reply_new (429, NULL, cases[i].text, body);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (overpaint_http_reply_get_retry_after (reply, now), ==, cases[i].seconds);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/get", test_get);
  g_test_add_func ("/http/post", test_post);
  g_test_add_func ("/http/sent-twice", test_sent_twice);
  g_test_add_func ("/http/token", test_token);
  g_test_add_func ("/http/redirect", test_redirect);
  g_test_add_func ("/http/no-proxy", test_no_proxy);
  g_test_add_func ("/http/four-at-once", test_four_at_once);
  g_test_add_func ("/http/limit", test_limit);
  g_test_add_func ("/http/packed-bomb", test_packed_bomb);
  g_test_add_func ("/http/no-connection", test_no_connection);
  g_test_add_func ("/http/not-resolved", test_not_resolved);
  g_test_add_func ("/http/tls-refused", test_tls_refused);
  g_test_add_func ("/http/tls-not-downgraded", test_tls_not_downgraded);
  g_test_add_func ("/http/timeout", test_timeout);
  g_test_add_func ("/http/connect-timeout", test_connect_timeout);
  g_test_add_func ("/http/broken-answers", test_broken_answers);
  g_test_add_func ("/http/reset", test_reset);
  g_test_add_func ("/http/kept-connection", test_kept_connection);
  g_test_add_data_func ("/http/cancel/preemptive", GINT_TO_POINTER (CANCEL_PREEMPTIVE), test_cancel);
  g_test_add_data_func ("/http/cancel/immediate", GINT_TO_POINTER (CANCEL_IMMEDIATE), test_cancel);
  g_test_add_data_func ("/http/cancel/connecting", GINT_TO_POINTER (CANCEL_CONNECTING), test_cancel);
  g_test_add_data_func ("/http/cancel/soon", GINT_TO_POINTER (CANCEL_SOON), test_cancel);
  g_test_add_data_func ("/http/cancel/in-body", GINT_TO_POINTER (CANCEL_IN_BODY), test_cancel);
  g_test_add_func ("/http/cancel/one", test_cancel_one);
  g_test_add_func ("/http/reentrant", test_reentrant);
  g_test_add_func ("/http/retry-after", test_retry_after);

  return g_test_run ();
}
