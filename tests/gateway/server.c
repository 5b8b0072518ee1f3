/* server.c: the practice server: its settings, its faults, its log
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "server.h"

#include <poll.h>
#include <stdlib.h>

#include <glib-unix.h>
#include <sys/socket.h>

#include "answer.h"
#include "control.h"
#include "local.h"

/* What the process exits with when it is told to die. */
#define DEATH_STATUS 3

static void begin_next (PracticeServer   *server);
static void conclude   (PracticeExchange *exchange);

/**
 * practice_server_send:
 * @message: a request
 * @reply: what it is answered
 *
 * Hands @reply to libsoup.
 */
void
practice_server_send (SoupServerMessage *message,
                      PracticeReply     *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, reply->status, NULL);
  soup_message_headers_replace (headers, "Server", "practice-server (plain arithmetic, no AI)");

  if (reply->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", reply->content_type);

  for (guint i = 0; i + 1 < reply->headers->len; i += 2)
    soup_message_headers_append (headers, g_ptr_array_index (reply->headers, i),
                                 g_ptr_array_index (reply->headers, i + 1));

  soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->body);
}

static gint
socket_of (PracticeExchange *exchange)
{
  GSocket *socket = exchange->message != NULL ? soup_server_message_get_socket (exchange->message)
                                              : NULL;

  return socket != NULL ? g_socket_get_fd (socket) : -1;
}

/* The reply is out, or the connection is gone: libsoup is done with it either way. */
static void
on_finished (SoupServerMessage *message,
             PracticeExchange  *exchange)
{
  PracticeServer *server = exchange->server;

  if (exchange->finished != 0)
    return;

  exchange->finished = g_get_monotonic_time () / 1000;
  exchange->gone     = exchange->gone || ! exchange->answered;
  g_clear_handle_id (&exchange->departure, g_source_remove);

  if (server->log != NULL)
    {
      g_autoptr (JsonNode)  node = practice_exchange_to_node (exchange);
      g_autofree gchar     *line = json_to_string (node, FALSE);
      FILE                 *file = fopen (server->log, "a");

      if (file != NULL)
        {
          fprintf (file, "%s\n", line);
          fclose (file);
        }
    }

  g_signal_handlers_disconnect_by_data (message, exchange);
  g_clear_object (&exchange->message);

  /* Where libsoup saw the client go first, a runner must not hang on for ever. */
  if (practice_fault_is (exchange->fault, "hang"))
    conclude (exchange);

  practice_exchange_unref (exchange);
}

/* The exchange is over for whoever holds it: a runner turns to the next. */
static void
conclude (PracticeExchange *exchange)
{
  PracticeServer *server = exchange->server;

  if (server->working && server->waiting.head != NULL && server->waiting.head->data == exchange)
    {
      g_queue_pop_head (&server->waiting);
      server->working = FALSE;
      practice_exchange_unref (exchange);
      begin_next (server);
    }
}

static void
answer_now (PracticeExchange *exchange)
{
  g_autoptr (SoupServerMessage) message = exchange->message != NULL
                                          ? g_object_ref (exchange->message) : NULL;
  gint                          fd      = socket_of (exchange);

  exchange->answered = TRUE;
  exchange->status   = exchange->reply->status;

  if (message != NULL)
    {
      /* Nobody is told a status of 0: the connection is cut, and what libsoup then writes
       * goes nowhere. */
      if (exchange->status == 0)
        {
          if (fd >= 0)
            shutdown (fd, SHUT_RDWR);

          soup_server_message_set_status (message, 500, NULL);
        }
      else
        {
          practice_server_send (message, exchange->reply);

          if (practice_fault_is (exchange->fault, "huge-reply") &&
              json_object_get_boolean_member_with_default (exchange->fault->extras, "chunked", TRUE))
            {
              soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                                 SOUP_ENCODING_CHUNKED);
              soup_message_body_complete (soup_server_message_get_response_body (message));
            }
        }

      soup_server_message_unpause (message);
    }

  conclude (exchange);
}

static gboolean
on_delay_over (gpointer data)
{
  answer_now (data);

  return G_SOURCE_REMOVE;
}

/**
 * practice_server_conclude:
 * @exchange: a request that has not been answered
 * @reply: (transfer full): what it is answered
 *
 * Answers, after whatever time the pictures or a fault take.
 */
void
practice_server_conclude (PracticeExchange *exchange,
                          PracticeReply    *reply)
{
  PracticeServer *server = exchange->server;
  const gchar    *origin = g_hash_table_lookup (exchange->headers, "origin");
  guint           delay  = reply->pictures * server->delay;

  exchange->reply = reply;

  /* Any web page may drive an sd-server. */
  if (server->role == PRACTICE_ROLE_SD_SERVER && origin != NULL)
    {
      practice_reply_add_header (reply, "Access-Control-Allow-Origin", origin);
      practice_reply_add_header (reply, "Access-Control-Allow-Credentials", "true");
    }

  if (practice_fault_is (exchange->fault, "slow"))
    delay += practice_fault_integer (exchange->fault, "milliseconds", 1000);

  if (delay == 0)
    answer_now (exchange);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, delay, on_delay_over,
                        practice_exchange_ref (exchange), (GDestroyNotify) practice_exchange_unref);
}

/* The client has closed its end, perhaps before it was answered. A runner goes on
 * nevertheless; only a request that would hang for ever ends here. */
static gboolean
on_departure (gint         fd,
              GIOCondition condition,
              gpointer     data)
{
  PracticeExchange *exchange = data;

  exchange->departure = 0;
  exchange->gone      = TRUE;

  if (practice_fault_is (exchange->fault, "hang") && ! exchange->answered && exchange->reply != NULL)
    answer_now (exchange);

  return G_SOURCE_REMOVE;
}

static void
begin (PracticeExchange *exchange)
{
  PracticeServer *server = exchange->server;
  PracticeReply  *reply;

  exchange->paints = practice_answer_paints (server, exchange);
  exchange->fault  = practice_faults_take (&server->faults, exchange->paints, exchange->path,
                                           practice_exchange_prompt (exchange));

  if (practice_fault_is (exchange->fault, "dies"))
    _exit (DEATH_STATUS);

  if (practice_fault_is (exchange->fault, "hang"))
    {
      exchange->reply = practice_reply_new_drop ();

      if (exchange->gone)
        answer_now (exchange);

      return;
    }

  reply = practice_answer (server, exchange);

  if (reply != NULL)
    practice_server_conclude (exchange, reply);
}

static void
begin_next (PracticeServer *server)
{
  if (server->working || server->waiting.head == NULL)
    return;

  server->working = TRUE;
  begin (server->waiting.head->data);
}

static guint
count_in_flight (PracticeServer *server)
{
  guint count = 0;

  for (guint i = 0; i < server->exchanges->len; i++)
    {
      PracticeExchange *exchange = g_ptr_array_index (server->exchanges, i);

      count += exchange->paints && ! exchange->gone && exchange->finished == 0;
    }

  return count;
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  PracticeServer   *server = data;
  PracticeExchange *exchange;
  gint              fd;

  if (g_str_has_prefix (path, "/practice/"))
    {
      g_autoptr (PracticeReply) reply = practice_control_answer (server, message, path, query);

      practice_server_send (message, reply);
      return;
    }

  exchange = practice_exchange_new (message, path, server->next_id++);
  exchange->server    = server;
  exchange->paints    = practice_answer_paints (server, exchange);
  g_ptr_array_add (server->exchanges, practice_exchange_ref (exchange));
  exchange->in_flight = count_in_flight (server);

  /* The first of these holds the exchange's first reference. */
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), exchange);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_finished), exchange);
  soup_server_message_pause (message);

  fd = socket_of (exchange);

  /* POLLRDHUP: a client that has sent all and gone away has not always hung up entirely. */
  if (fd >= 0)
    exchange->departure = g_unix_fd_add_full (G_PRIORITY_DEFAULT, fd, (GIOCondition) POLLRDHUP,
                                              on_departure, practice_exchange_ref (exchange),
                                              (GDestroyNotify) practice_exchange_unref);

  if (server->role == PRACTICE_ROLE_RUNNER)
    {
      g_queue_push_tail (&server->waiting, practice_exchange_ref (exchange));
      begin_next (server);
    }
  else
    {
      begin (exchange);
    }
}

/**
 * practice_server_new:
 *
 * Returns: (transfer full): a server that does not listen yet: a runner that restyles
 */
PracticeServer *
practice_server_new (void)
{
  PracticeServer *server = g_new0 (PracticeServer, 1);

  server->model     = g_strdup ("timbrooks/instruct-pix2pix");
  server->next_id   = 1;
  server->local     = practice_local_new ();
  server->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_exchange_unref);
  server->pictures  = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) practice_reply_free);
  g_queue_init (&server->faults);
  g_queue_init (&server->waiting);

  return server;
}

/**
 * practice_server_free:
 * @server: (transfer full): a server
 */
void
practice_server_free (PracticeServer *server)
{
  if (server->soup != NULL)
    soup_server_disconnect (server->soup);

  g_clear_object (&server->soup);
  practice_local_free (server->local);
  g_queue_clear_full (&server->waiting, (GDestroyNotify) practice_exchange_unref);
  g_queue_clear_full (&server->faults, (GDestroyNotify) practice_fault_free);
  g_ptr_array_unref (server->exchanges);
  g_hash_table_unref (server->pictures);
  g_free (server->token);
  g_free (server->model);
  g_free (server->addresses);
  g_free (server->origin);
  g_free (server->elsewhere);
  g_free (server->log);
  g_free (server);
}

/**
 * practice_server_listen:
 * @server: a server
 * @port: 0 for any free one
 * @certificate: (nullable): makes it TLS
 * @error: return location for an error
 *
 * Listens on 127.0.0.1 and nowhere else.
 *
 * Returns: whether it does
 */
gboolean
practice_server_listen (PracticeServer   *server,
                        guint             port,
                        GTlsCertificate  *certificate,
                        GError          **error)
{
  g_autoptr (GSocketAddress)  address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  SoupServerListenOptions     options = certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;
  const gchar                *scheme  = certificate != NULL ? "https" : "http";
  g_autoptr (GUri)            uri     = NULL;
  GSList                     *uris;

  server->soup = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server->soup, NULL, on_request, server, NULL);

  if (! soup_server_listen (server->soup, address, options, error))
    return FALSE;

  uris = soup_server_get_uris (server->soup);
  uri  = g_uri_ref (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  server->origin    = g_strdup_printf ("%s://127.0.0.1:%d", scheme, g_uri_get_port (uri));
  server->elsewhere = g_strdup_printf ("%s://localhost:%d", scheme, g_uri_get_port (uri));

  return TRUE;
}
