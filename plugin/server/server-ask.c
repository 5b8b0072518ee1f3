/* server-ask.c: how a server is asked, and what is learnt by it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "reply.h"
#include "server-private.h"

/* In milliseconds. */
#define LOOPBACK_CONNECT_TIMEOUT 2000

/**
 * overpaint_server_get_uri: (skip)
 * @server: a server
 *
 * Returns: (transfer none): its address
 */
GUri *
overpaint_server_get_uri (OverpaintServer *server)
{
  return server->uri;
}

/**
 * overpaint_server_get_token: (skip)
 * @server: a server
 *
 * Returns: (nullable): its token
 */
const gchar *
overpaint_server_get_token (OverpaintServer *server)
{
  return server->token;
}

/**
 * overpaint_server_get_http: (skip)
 * @server: a server
 *
 * Returns: (transfer none): what asks it once
 */
OverpaintHttp *
overpaint_server_get_http (OverpaintServer *server)
{
  return server->http;
}

/**
 * overpaint_server_get_patience: (skip)
 * @server: a server
 *
 * Returns: (transfer none): what asks it again where it is busy
 */
OverpaintPatience *
overpaint_server_get_patience (OverpaintServer *server)
{
  return server->patience;
}

/**
 * overpaint_server_get_probe_timeout: (skip)
 * @server: a server
 *
 * Returns: how long to wait for an answer that tells its kind, in milliseconds
 */
guint
overpaint_server_get_probe_timeout (OverpaintServer *server)
{
  return server->probe_timeout;
}

/**
 * overpaint_server_get_poll_pause: (skip)
 * @server: a server
 *
 * Returns: how long to wait before asking how far a picture is, in milliseconds
 */
guint
overpaint_server_get_poll_pause (OverpaintServer *server)
{
  return server->poll_pause;
}

/**
 * overpaint_server_get_retry_pause: (skip)
 * @server: a server
 *
 * Returns: how long to wait at least before asking a busy server again, in milliseconds
 */
guint
overpaint_server_get_retry_pause (OverpaintServer *server)
{
  guint pause;

  g_object_get (server, "retry-pause", &pause, NULL);

  return pause;
}

/**
 * overpaint_server_get_size_step:
 * @server: a server
 *
 * Both sides of a picture for this server must be a multiple of this, besides what its
 * model wants. It may change with the server's kind.
 *
 * Returns: the step, in pixels
 */
gint
overpaint_server_get_size_step (OverpaintServer *server)
{
  g_return_val_if_fail (OVERPAINT_IS_SERVER (server), 8);

  return overpaint_server_kind_get_size_step (server->kind);
}

/**
 * overpaint_server_get_capabilities:
 * @server: a server
 *
 * What the server said of itself last: in answer to
 * [method@Overpaint.Server.survey_async], or before a picture.
 *
 * Returns: (transfer none) (nullable): what it can do, or %NULL where it was not asked yet;
 *   good until it is asked again
 */
const OverpaintCapabilities *
overpaint_server_get_capabilities (OverpaintServer *server)
{
  g_return_val_if_fail (OVERPAINT_IS_SERVER (server), NULL);

  return server->capabilities;
}

/**
 * overpaint_server_get_cancel:
 * @server: a server
 *
 * Returns: what comes of ending a request early: as the server says, or as servers of its kind are
 *   known to
 */
OverpaintServerCancel
overpaint_server_get_cancel (OverpaintServer *server)
{
  g_return_val_if_fail (OVERPAINT_IS_SERVER (server), OVERPAINT_SERVER_CANCEL_ABANDON);

  if (server->capabilities != NULL)
    return server->capabilities->cancel;

  if (server->kind == OVERPAINT_SERVER_FORGE || server->kind == OVERPAINT_SERVER_A1111)
    return OVERPAINT_SERVER_CANCEL_RUNNING;

  return server->kind == OVERPAINT_SERVER_SD_SERVER ? OVERPAINT_SERVER_CANCEL_QUEUED
                                                    : OVERPAINT_SERVER_CANCEL_ABANDON;
}

/**
 * overpaint_server_take_capabilities: (skip)
 * @server: a server
 * @capabilities: (transfer full): what it says that it can do
 *
 * Keeps what a server says of itself.
 */
void
overpaint_server_take_capabilities (OverpaintServer       *server,
                                    OverpaintCapabilities *capabilities)
{
  g_clear_pointer (&server->capabilities, overpaint_capabilities_free);
  server->capabilities = capabilities;
}

/**
 * overpaint_server_is_busy: (skip)
 * @server: a server
 *
 * Returns: whether it is a runner that was last known to make a picture
 */
gboolean
overpaint_server_is_busy (OverpaintServer *server)
{
  return server->busy && server->kind == OVERPAINT_SERVER_RUNNER;
}

/**
 * overpaint_server_set_busy: (skip)
 * @server: a server
 * @busy: whether it makes a picture, other than one that is being waited for
 *
 * Takes note of it: it did not answer in time, or a picture was asked for and not waited for.
 */
void
overpaint_server_set_busy (OverpaintServer *server,
                           gboolean         busy)
{
  server->busy = busy;
}

/**
 * overpaint_server_tell_progress: (skip)
 * @server: a server
 * @variation: the request of a picture
 * @ahead: how many other pictures come first, or -1
 * @fraction: how far it is, 0 to 1, or -1
 *
 * Tells whoever listens how far a picture is.
 */
void
overpaint_server_tell_progress (OverpaintServer  *server,
                                OverpaintRequest *variation,
                                gint              ahead,
                                gdouble           fraction)
{
  g_signal_emit_by_name (server, "progress", variation, ahead, fraction);
}

/**
 * overpaint_server_tell_left: (skip)
 * @server: a server
 * @variation: the request of a picture that has been stopped
 *
 * Tells whoever listens that it is painted to its end all the same; where somebody holds the server, not before
 * that one has been asked, who may end it.
 */
void
overpaint_server_tell_left (OverpaintServer  *server,
                            OverpaintRequest *variation)
{
  if (server->holder != NULL)
    server->goes_on = TRUE;
  else
    g_signal_emit_by_name (server, "left", variation);
}

/**
 * overpaint_server_ask: (skip)
 * @server: a server
 * @target: an address there, or one that it handed out
 *
 * Starts a question with the server's times, and with its token if @target is of its
 * own origin.
 *
 * Returns: (transfer full): the question
 */
OverpaintHttpRequest *
overpaint_server_ask (OverpaintServer *server,
                      GUri            *target)
{
  OverpaintHttpRequest *question = overpaint_http_request_new (target);
  guint                 connect  = server->connect_timeout;
  guint                 total    = server->request_timeout;

  /* Whoever listens on this computer answers at once or not at all. */
  if (overpaint_address_is_loopback (server->uri))
    connect = MIN (connect, LOOPBACK_CONNECT_TIMEOUT);

  if (overpaint_server_kind_is_local (server->kind) && total == OVERPAINT_HTTP_TOTAL_TIMEOUT)
    total = 0;

  if (overpaint_server_kind_is_local (server->kind) &&
      server->token != NULL && strchr (server->token, ':') != NULL)
    overpaint_http_request_set_login (question, server->uri, server->token);
  else
    overpaint_http_request_set_token (question, server->uri, server->token);

  overpaint_http_request_set_timeouts (question, connect, total);

  return question;
}

/**
 * overpaint_server_ask_name: (skip)
 * @server: a server
 * @name: what stands below its address: "sdapi/v1/options"
 * @timeout: how long the answer may take in all, in milliseconds; 0 for as long as a
 *   picture may take
 *
 * Starts a question to one of the server's own addresses.
 *
 * Returns: (transfer full): the question
 */
OverpaintHttpRequest *
overpaint_server_ask_name (OverpaintServer *server,
                           const gchar     *name,
                           guint            timeout)
{
  g_autoptr(GUri)       target   = overpaint_address_append (server->uri, name);
  OverpaintHttpRequest *question = overpaint_server_ask (server, target);

  if (timeout > 0)
    overpaint_http_request_set_timeouts (question,
                                         overpaint_http_request_get_connect_timeout (question), timeout);

  return question;
}

/**
 * overpaint_server_settle: (skip)
 * @server: a server
 * @kind: which kind it seems to be
 * @certain: whether nothing that it answers can change that
 *
 * Takes note of the kind of a server.
 */
void
overpaint_server_settle (OverpaintServer     *server,
                         OverpaintServerKind  kind,
                         gboolean             certain)
{
  server->certain = certain;

  if (server->kind == kind)
    return;

  server->kind = kind;
  g_object_notify (G_OBJECT (server), "kind");
}

/**
 * overpaint_server_learn: (skip)
 * @server: a server
 * @reply: what it answered
 *
 * Learns the kind of a server by how it speaks, unless that is certain. A gateway
 * passes on what a runner says, so it is not taken for one.
 */
void
overpaint_server_learn (OverpaintServer          *server,
                        const OverpaintHttpReply *reply)
{
  OverpaintServerKind guess;

  if (server->certain)
    return;

  guess = overpaint_reply_guess_kind (reply);

  if (guess == OVERPAINT_SERVER_UNKNOWN ||
      (guess == OVERPAINT_SERVER_RUNNER && server->kind == OVERPAINT_SERVER_GATEWAY))
    return;

  overpaint_server_settle (server, guess, guess == OVERPAINT_SERVER_STUDIO);
}
