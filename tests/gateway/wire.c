/* wire.c: a client that sees the bytes on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire.h"

#include <string.h>

#define BOUNDARY "----practice-boundary"

/* Long enough for a slow machine, short enough that a server that hangs fails the test. */
#define PATIENCE 60

/**
 * wire_form:
 * @fields: "name=value" joined by "&"; the value "@" is a file part with @image
 * @image: (nullable): what "@" stands for; %NULL for wire_picture()
 *
 * Returns: (transfer full): a multipart body
 */
GBytes *
wire_form (const gchar *fields,
           GBytes      *image)
{
  g_auto (GStrv)  pieces = g_strsplit (fields, "&", -1);
  GString        *body   = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      gchar *value = strchr (pieces[i], '=');

      *value++ = '\0';
      g_string_append_printf (body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"",
                              pieces[i]);

      if (g_str_equal (value, "@"))
        {
          GBytes *bytes = image != NULL ? image : wire_picture ();

          g_string_append (body, "; filename=\"a picture.png\"\r\nContent-Type: image/png\r\n\r\n");
          g_string_append_len (body, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
        }
      else
        {
          g_string_append_printf (body, "\r\n\r\n%s", value);
        }

      g_string_append (body, "\r\n");
    }

  g_string_append (body, "--" BOUNDARY "--\r\n");

  return g_string_free_to_bytes (body);
}

static gboolean
accept_any (GTlsConnection *connection)
{
  return TRUE;
}

/* The certificate of a test is signed by nobody. */
static void
on_client_event (GSocketClient      *client,
                 GSocketClientEvent  event,
                 GSocketConnectable *connectable,
                 GIOStream          *connection)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_signal_connect (connection, "accept-certificate", G_CALLBACK (accept_any), NULL);
}

/**
 * wire_send:
 * @method: of the request
 * @path: of the request
 * @headers: (nullable): more headers, each ended by CR LF
 * @body: (nullable): of the request
 *
 * Returns: (transfer full): the connection, with the request sent whole
 */
GSocketConnection *
wire_send (const gchar *method,
           const gchar *path,
           const gchar *headers,
           GBytes      *body)
{
  g_autoptr (GSocketClient)  client = g_socket_client_new ();
  g_autoptr (GError)         error  = NULL;
  g_autofree gchar          *head   = NULL;
  GSocketConnection         *connection;
  GOutputStream             *output;
  gsize                      size   = body != NULL ? g_bytes_get_size (body) : 0;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, PATIENCE);

  if (wire_is_secure ())
    {
      g_socket_client_set_tls (client, TRUE);
      g_signal_connect (client, "event", G_CALLBACK (on_client_event), NULL);
    }

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", wire_port (), NULL, &error);
  g_assert_no_error (error);

  head = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
                          method, path, wire_port (), size, headers != NULL ? headers : "");
  output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (output, head, strlen (head), NULL, NULL, &error);
  g_assert_no_error (error);

  if (size > 0)
    g_output_stream_write_all (output, g_bytes_get_data (body, NULL), size, NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

/**
 * wire_receive:
 * @connection: (transfer full): from wire_send()
 *
 * Reads until the server closes.
 *
 * Returns: (transfer full): the reply
 */
Wire *
wire_receive (GSocketConnection *connection)
{
  g_autoptr (GError)  error  = NULL;
  GInputStream       *input  = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GByteArray         *bytes  = g_byte_array_new ();
  Wire               *wire   = g_new0 (Wire, 1);
  guint8             *buffer = g_malloc (1 << 16);
  gchar              *blank;
  gssize              n;

  while ((n = g_input_stream_read (input, buffer, 1 << 16, NULL, &error)) > 0)
    g_byte_array_append (bytes, buffer, n);

  /* A reset is one of the ways to close without a word. */
  if (error != NULL && ! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    g_assert_no_error (error);

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  blank = strstr ((gchar *) bytes->data, "\r\n\r\n");

  if (blank != NULL)
    {
      gsize head = blank + 4 - (gchar *) bytes->data;

      wire->head   = g_strndup ((gchar *) bytes->data, head);
      wire->size   = bytes->len - 1 - head;
      wire->body   = g_memdup2 (bytes->data + head, wire->size + 1);
      wire->status = g_ascii_strtoull (wire->head + strlen ("HTTP/1.1 "), NULL, 10);
    }
  else
    {
      g_assert_cmpuint (bytes->len, ==, 1);
      wire->head = g_strdup ("");
      wire->body = g_strdup ("");
    }

  g_free (buffer);
  g_byte_array_unref (bytes);
  g_object_unref (connection);

  return wire;
}

/**
 * wire_ask:
 * @method: of the request
 * @path: of the request
 * @headers: (nullable): more headers, each ended by CR LF
 * @body: (nullable): of the request
 *
 * Returns: (transfer full): the reply
 */
Wire *
wire_ask (const gchar *method,
          const gchar *path,
          const gchar *headers,
          GBytes      *body)
{
  return wire_receive (wire_send (method, path, headers, body));
}

static GSocketConnection *
send_form (const gchar *path,
           const gchar *headers,
           const gchar *fields,
           GBytes      *image)
{
  g_autoptr (GBytes)  body = wire_form (fields, image);
  g_autofree gchar   *all  = g_strconcat ("Content-Type: multipart/form-data; boundary=" BOUNDARY
                                          "\r\n", headers, NULL);

  return wire_send ("POST", path, all, body);
}

/**
 * wire_begin_form:
 * @path: of the request
 * @fields: see wire_form()
 *
 * Returns: (transfer full): the connection, with the form sent whole
 */
GSocketConnection *
wire_begin_form (const gchar *path,
                 const gchar *fields)
{
  return send_form (path, NULL, fields, NULL);
}

/**
 * wire_post_picture:
 * @path: of the request
 * @headers: (nullable): more headers, each ended by CR LF
 * @fields: see wire_form()
 * @image: (nullable): what "@" stands for
 *
 * Returns: (transfer full): the reply
 */
Wire *
wire_post_picture (const gchar *path,
                   const gchar *headers,
                   const gchar *fields,
                   GBytes      *image)
{
  return wire_receive (send_form (path, headers, fields, image));
}

/**
 * wire_post_form:
 * @path: of the request
 * @headers: (nullable): more headers, each ended by CR LF
 * @fields: see wire_form()
 *
 * Returns: (transfer full): the reply
 */
Wire *
wire_post_form (const gchar *path,
                const gchar *headers,
                const gchar *fields)
{
  return wire_post_picture (path, headers, fields, NULL);
}

/**
 * wire_control:
 * @path: what follows "/practice/"
 * @json: (nullable): what is posted; %NULL to delete
 *
 * Asserts that the server did so.
 */
void
wire_control (const gchar *path,
              const gchar *json)
{
  g_autoptr (GBytes)  body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;
  g_autofree gchar   *full = g_strconcat ("/practice/", path, NULL);
  g_autoptr (Wire)    wire = wire_ask (json != NULL ? "POST" : "DELETE", full, NULL, body);

  g_assert_cmpstr (wire->body, ==, "{}");
  g_assert_cmpuint (wire->status, ==, 200);
}

/**
 * wire_log:
 *
 * Returns: (transfer full): the log, JSON
 */
gchar *
wire_log (void)
{
  g_autoptr (Wire) wire = wire_ask ("GET", "/practice/log", NULL, NULL);

  return g_steal_pointer (&wire->body);
}

/**
 * wire_reset:
 *
 * No faults, no log, and a runner with a model that uses the strength.
 */
void
wire_reset (void)
{
  wire_control ("fault", NULL);
  wire_control ("log", NULL);
  wire_control ("settings", "{\"as\":\"runner\",\"token\":null,\"paint\":\"restyle\",\"delay\":0,"
                            "\"model\":\"practice/plain\",\"url\":null,\"samples_format\":null,"
                            "\"background\":null,\"auth\":null,\"api\":null,\"native\":null,\"queue\":null,"
                            "\"job_seconds\":null,\"steps_per_second\":null,\"hold\":null,\"models\":null}");
}

/**
 * wire_free:
 * @wire: (transfer full): a reply
 */
void
wire_free (Wire *wire)
{
  g_free (wire->head);
  g_free (wire->body);
  g_free (wire);
}

/**
 * wire_first_url:
 * @wire: a reply with pictures
 *
 * Returns: (transfer full): the address of the first
 */
gchar *
wire_first_url (Wire *wire)
{
  const gchar *start = strstr (wire->body, "\"url\":\"");

  g_assert_nonnull (start);
  start += strlen ("\"url\":\"");

  return g_strndup (start, strcspn (start, "\""));
}

/**
 * wire_first_picture:
 * @wire: a reply with pictures
 *
 * Returns: (transfer full): the file of the first, from a data: URL or from the server
 */
GBytes *
wire_first_picture (Wire *wire)
{
  g_autofree gchar *url  = wire_first_url (wire);
  gchar            *data = strstr (url, ";base64,");
  gsize             size;

  if (g_str_has_prefix (url, "data:"))
    {
      guchar *bytes = g_base64_decode (data + strlen (";base64,"), &size);

      return g_bytes_new_take (bytes, size);
    }
  else
    {
      g_autoptr (Wire) file = wire_ask ("GET", url, NULL, NULL);

      g_assert_cmpuint (file->status, ==, 200);

      return g_bytes_new_take (g_steal_pointer (&file->body), file->size);
    }
}
