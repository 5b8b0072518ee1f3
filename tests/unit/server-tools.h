/* server-tools.h: a small server inside the test program, and how to wait for things
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "comma-locale.h"

/* What the server was asked, as it arrived. */
typedef struct
{
  gchar  *method;
  gchar  *path;
  gchar  *token;         /* the Authorization header, or NULL */
  gchar  *content_type;
  gchar  *expect;
  gchar  *user_agent;
  GBytes *body;
} Seen;

typedef enum
{
  ANSWER_PLAIN,  /* status, type and body */
  ANSWER_RAW,    /* these bytes instead of an answer, then the connection is closed */
  ANSWER_RESET,  /* the connection is reset */
  ANSWER_HOLD,   /* nothing until the server is told to release it; then plain */
  ANSWER_STALL   /* a piece of the body, and nothing more */
} AnswerKind;

typedef struct
{
  AnswerKind  kind;
  guint       status;
  gchar      *type;
  GBytes     *body;
  gchar      *header; /* one more header: its name, or NULL */
  gchar      *value;
} Answer;

/* Answers are given in the order in which they were prepared, to whatever is asked. */
typedef struct
{
  SoupServer *soup;
  gchar      *address;
  guint       port;
  GQueue      answers;
  GPtrArray  *seen;
  GQueue      held;
  guint       finished; /* answers that were written out */
  gboolean    stalled;  /* whether a piece of a body was written */
} TestServer;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->method);
  g_free (seen->path);
  g_free (seen->token);
  g_free (seen->content_type);
  g_free (seen->expect);
  g_free (seen->user_agent);
  g_bytes_unref (seen->body);
  g_free (seen);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->type);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer->header);
  g_free (answer->value);
  g_free (answer);
}

static void
test_server_wrote_chunk (SoupServerMessage *message,
                         gpointer           data)
{
  TestServer *server = data;

  server->stalled = TRUE;
  soup_server_message_pause (message);
}

static void
test_server_asked (SoupServer        *soup,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           data)
{
  TestServer         *server  = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody    *body    = soup_server_message_get_request_body (message);
  Seen               *seen    = g_new0 (Seen, 1);
  Answer             *answer;

  seen->method       = g_strdup (soup_server_message_get_method (message));
  seen->path         = g_strdup (path);
  seen->token        = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  seen->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  seen->expect       = g_strdup (soup_message_headers_get_one (headers, "Expect"));
  seen->user_agent   = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  seen->body         = soup_message_body_flatten (body);
  g_ptr_array_add (server->seen, seen);

  answer = g_queue_pop_head (&server->answers);

  if (answer == NULL)
    {
      soup_server_message_set_status (message, 599, "no answer was prepared");
      return;
    }

  if (answer->kind == ANSWER_RAW || answer->kind == ANSWER_RESET)
    {
      const struct linger  hard   = { 1, 0 };
      GSocket             *socket = soup_server_message_get_socket (message);
      g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
      gsize                length;
      const gchar         *bytes  = g_bytes_get_data (answer->body, &length);

      if (answer->kind == ANSWER_RESET)
        setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);

      g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, length,
                                 NULL, NULL, NULL);
      g_io_stream_close (stream, NULL, NULL);
      server->finished++;
      answer_free (answer);
      return;
    }

  soup_server_message_set_status (message, answer->status, NULL);
  headers = soup_server_message_get_response_headers (message);

  if (answer->header != NULL)
    soup_message_headers_replace (headers, answer->header, answer->value);

  if (answer->type != NULL)
    soup_message_headers_set_content_type (headers, answer->type, NULL);

  if (answer->kind == ANSWER_STALL)
    {
      soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
      g_signal_connect (message, "wrote-chunk", G_CALLBACK (test_server_wrote_chunk), server);
    }

  if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);

  if (answer->kind == ANSWER_HOLD)
    {
      soup_server_message_pause (message);
      g_queue_push_tail (&server->held, g_object_ref (message));
    }

  answer_free (answer);
}

static void
test_server_finished (SoupServer        *soup,
                      SoupServerMessage *message,
                      gpointer           data)
{
  ((TestServer *) data)->finished++;
}

G_GNUC_UNUSED static TestServer *
test_server_new (GTlsCertificate *certificate)
{
  TestServer          *server = g_new0 (TestServer, 1);
  g_autoptr(GError)    error  = NULL;
  g_autoslist(GUri)    uris   = NULL;

  server->soup = soup_server_new ("server-header", "in-process", NULL);
  server->seen = g_ptr_array_new_with_free_func (seen_free);

  if (certificate != NULL)
    soup_server_set_tls_certificate (server->soup, certificate);

  soup_server_add_handler (server->soup, NULL, test_server_asked, server, NULL);
  g_signal_connect (server->soup, "request-finished", G_CALLBACK (test_server_finished), server);
  soup_server_listen_local (server->soup, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                            (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);

  uris            = soup_server_get_uris (server->soup);
  server->port    = (guint) g_uri_get_port (uris->data);
  server->address = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http",
                                     server->port);

  return server;
}

G_GNUC_UNUSED static void
test_server_free (TestServer *server)
{
  soup_server_disconnect (server->soup);
  g_queue_clear_full (&server->held, g_object_unref);
  g_object_unref (server->soup);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_queue_clear_full (&server->answers, answer_free);
  g_ptr_array_unref (server->seen);
  g_free (server->address);
  g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

G_GNUC_UNUSED static Answer *
test_server_answer_bytes (TestServer  *server,
                          guint        status,
                          const gchar *type,
                          GBytes      *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->type   = g_strdup (type);
  answer->body   = g_bytes_ref (body);
  g_queue_push_tail (&server->answers, answer);

  return answer;
}

G_GNUC_UNUSED static Answer *
test_server_answer (TestServer  *server,
                    guint        status,
                    const gchar *type,
                    const gchar *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  return test_server_answer_bytes (server, status, type, bytes);
}

G_GNUC_UNUSED static void
test_server_answer_header (TestServer  *server,
                           guint        status,
                           const gchar *body,
                           const gchar *header,
                           const gchar *value)
{
  Answer *answer = test_server_answer (server, status, "application/json", body);

  answer->header = g_strdup (header);
  answer->value  = g_strdup (value);
}

G_GNUC_UNUSED static void
test_server_answer_raw (TestServer  *server,
                        const gchar *bytes)
{
  test_server_answer (server, 0, NULL, bytes)->kind = ANSWER_RAW;
}

G_GNUC_UNUSED static Seen *
test_server_seen (TestServer *server,
                  guint       index)
{
  g_assert_cmpuint (index, <, server->seen->len);

  return g_ptr_array_index (server->seen, index);
}

G_GNUC_UNUSED static void
test_server_release (TestServer *server)
{
  SoupServerMessage *message;

  while ((message = g_queue_pop_head (&server->held)) != NULL)
    {
      soup_server_message_unpause (message);
      g_object_unref (message);
    }
}

/* A port of this computer at which nothing listens. */
G_GNUC_UNUSED static guint
test_dead_port (void)
{
  g_autoptr(TestServer) server = test_server_new (NULL);

  return server->port;
}

G_GNUC_UNUSED static void
test_done (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GAsyncResult **slot = data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

#define test_wait_until(condition) \
  G_STMT_START { while (! (condition)) g_main_context_iteration (NULL, TRUE); } G_STMT_END

/* Lets everything happen that can happen without waiting. */
G_GNUC_UNUSED static void
test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
