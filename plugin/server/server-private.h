/* server-private.h: what the dialects may ask of a server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capabilities.h"
#include "patience.h"
#include "server.h"

G_BEGIN_DECLS

/* The members are for server.c, server-ask.c and server-held.c alone. */
struct _OverpaintServer
{
  GObject                parent_instance;

  GUri                  *uri;
  gchar                 *name;
  gchar                 *display_host;
  gchar                 *address;
  gchar                 *token;
  OverpaintServerKind    kind;
  gboolean               certain;         /* whether the kind is more than a guess */
  guint                  connect_timeout; /* milliseconds */
  guint                  request_timeout; /* milliseconds */
  guint                  probe_timeout;   /* milliseconds */
  guint                  poll_pause;      /* milliseconds */
  guint                  parallel;
  OverpaintHttp         *http;
  OverpaintPatience     *patience;
  OverpaintCapabilities *capabilities;    /* what it said of itself last, or NULL */
  gboolean               busy;            /* whether a runner was last known to paint */
  OverpaintServerHolder *holder;          /* who sees to it that it runs, or NULL */
  gboolean               goes_on;         /* whether it makes a picture that was stopped */
};

GUri                 * overpaint_server_get_uri           (OverpaintServer          *server);
const gchar          * overpaint_server_get_token         (OverpaintServer          *server);
OverpaintHttp        * overpaint_server_get_http          (OverpaintServer          *server);
OverpaintPatience    * overpaint_server_get_patience      (OverpaintServer          *server);
guint                  overpaint_server_get_probe_timeout (OverpaintServer          *server);
guint                  overpaint_server_get_poll_pause    (OverpaintServer          *server);
guint                  overpaint_server_get_retry_pause   (OverpaintServer          *server);

OverpaintHttpRequest * overpaint_server_ask               (OverpaintServer          *server,
                                                           GUri                     *target);
OverpaintHttpRequest * overpaint_server_ask_name          (OverpaintServer          *server,
                                                           const gchar              *name,
                                                           guint                     timeout);
void                   overpaint_server_settle            (OverpaintServer          *server,
                                                           OverpaintServerKind       kind,
                                                           gboolean                  certain);
void                   overpaint_server_learn             (OverpaintServer          *server,
                                                           const OverpaintHttpReply *reply);
gboolean               overpaint_server_is_busy           (OverpaintServer          *server);
void                   overpaint_server_set_busy          (OverpaintServer          *server,
                                                           gboolean                  busy);
void                   overpaint_server_take_capabilities (OverpaintServer          *server,
                                                           OverpaintCapabilities    *capabilities);
void                   overpaint_server_tell_progress     (OverpaintServer          *server,
                                                           OverpaintRequest         *variation,
                                                           gint                      ahead,
                                                           gdouble                   fraction);
void                   overpaint_server_tell_left         (OverpaintServer          *server,
                                                           OverpaintRequest         *variation);

void                   overpaint_server_set_holder        (OverpaintServer          *server,
                                                           OverpaintServerHolder    *holder);
void                   overpaint_server_open_async        (OverpaintServer          *server,
                                                           GCancellable             *cancellable,
                                                           GAsyncReadyCallback       callback,
                                                           gpointer                  data);
gboolean               overpaint_server_open_finish       (OverpaintServer          *server,
                                                           GAsyncResult             *result,
                                                           GError                  **error);

G_END_DECLS
