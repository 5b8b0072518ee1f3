/* server.h: a server that can be asked for pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "address.h"
#include "capabilities.h"
#include "http-error.h"
#include "reply-image.h"
#include "request.h"
#include "server-error.h"
#include "server-holder.h"
#include "server-kind.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER (overpaint_server_get_type ())

/**
 * OverpaintServerSettings:
 * @name: (nullable): what the artist calls it; its host where that is %NULL or empty
 * @address: its address, as the artist typed it
 * @kind: which kind it is; %OVERPAINT_SERVER_UNKNOWN to find out
 * @token: (nullable): its bearer token; for Forge, AUTOMATIC1111, SD.Next and KoboldCpp
 *   the name, a colon and the password
 * @connect_timeout: how long a connection may take, in seconds; 0 for 10. On this
 *   computer it is never more than 2
 * @request_timeout: how long a request may take in all, in seconds; 0 for 600. For
 *   servers that artists run themselves 600 is no limit at all: the first picture
 *   waits for the model, which may take as long as it likes
 * @parallel: how many requests it takes at once; 0 for what suits its kind
 * @holder: (nullable): who sees to it that it runs, and says where; then @address is not looked at, and @kind
 *   must be known
 *
 * What has to be known of a server. Nothing of it is kept but copies.
 */
typedef struct
{
  const gchar         *name;
  const gchar         *address;
  OverpaintServerKind  kind;
  const gchar         *token;
  guint                connect_timeout;
  guint                request_timeout;
  guint                parallel;

  OverpaintServerHolder *holder;
} OverpaintServerSettings;

/**
 * OverpaintServer:
 *
 * A server that can be asked for pictures. It judges its address when it is made,
 * finds out what kind it is ([method@Overpaint.Server.probe_async]), and makes
 * pictures, one variation a call ([method@Overpaint.Server.generate_async]).
 * It belongs to the thread that made it.
 *
 * Its token is kept in memory alone, goes to the server's own origin and nowhere else,
 * is in no message, and is overwritten with the last reference.
 *
 * ```c
 * OverpaintServerSettings settings = { .address = "https://dream-gateway.livepeer.cloud" };
 *
 * server = overpaint_server_new (&settings, &error);
 * overpaint_server_generate_async (server, variation, model, png, cancellable, came, data);
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintServer, overpaint_server, OVERPAINT, SERVER, GObject)

OverpaintServer     * overpaint_server_new              (const OverpaintServerSettings  *settings,
                                                         GError                        **error);

const gchar         * overpaint_server_get_name         (OverpaintServer                *server);
const gchar         * overpaint_server_get_display_host (OverpaintServer                *server);
const gchar         * overpaint_server_get_address      (OverpaintServer                *server);
OverpaintServerKind   overpaint_server_get_kind         (OverpaintServer                *server);
guint                 overpaint_server_get_parallel     (OverpaintServer                *server);

gint                  overpaint_server_get_size_step    (OverpaintServer                *server);
const OverpaintCapabilities *
                      overpaint_server_get_capabilities (OverpaintServer                *server);
OverpaintServerCancel overpaint_server_get_cancel       (OverpaintServer                *server);

void                  overpaint_server_survey_async     (OverpaintServer                *server,
                                                         GCancellable                   *cancellable,
                                                         GAsyncReadyCallback             callback,
                                                         gpointer                        data);
gboolean              overpaint_server_survey_finish    (OverpaintServer                *server,
                                                         GAsyncResult                   *result,
                                                         GError                        **error);

void                  overpaint_server_probe_async      (OverpaintServer                *server,
                                                         GCancellable                   *cancellable,
                                                         GAsyncReadyCallback             callback,
                                                         gpointer                        data);
void                  overpaint_server_test_async       (OverpaintServer                *server,
                                                         GCancellable                   *cancellable,
                                                         GAsyncReadyCallback             callback,
                                                         gpointer                        data);
gboolean              overpaint_server_probe_finish     (OverpaintServer                *server,
                                                         GAsyncResult                   *result,
                                                         GError                        **error);

void                  overpaint_server_generate_async   (OverpaintServer                *server,
                                                         OverpaintRequest               *variation,
                                                         const OverpaintModel           *model,
                                                         GBytes                         *png,
                                                         GCancellable                   *cancellable,
                                                         GAsyncReadyCallback             callback,
                                                         gpointer                        data);
GPtrArray           * overpaint_server_generate_finish  (OverpaintServer                *server,
                                                         GAsyncResult                   *result,
                                                         GError                        **error);

gchar               * overpaint_server_get_news         (OverpaintServer                *server);
gboolean              overpaint_server_ends_to_stop     (OverpaintServer                *server);
void                  overpaint_server_rest             (OverpaintServer                *server);

G_END_DECLS
