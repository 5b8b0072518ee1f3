/* server-private.h: what the dialects may ask of a server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "patience.h"
#include "server.h"

G_BEGIN_DECLS

GUri                 * overpaint_server_get_uri           (OverpaintServer          *server);
const gchar          * overpaint_server_get_token         (OverpaintServer          *server);
OverpaintHttp        * overpaint_server_get_http          (OverpaintServer          *server);
OverpaintPatience    * overpaint_server_get_patience      (OverpaintServer          *server);
guint                  overpaint_server_get_probe_timeout (OverpaintServer          *server);

OverpaintHttpRequest * overpaint_server_ask               (OverpaintServer          *server,
                                                           GUri                     *target);
void                   overpaint_server_settle            (OverpaintServer          *server,
                                                           OverpaintServerKind       kind,
                                                           gboolean                  certain);
void                   overpaint_server_learn             (OverpaintServer          *server,
                                                           const OverpaintHttpReply *reply);

G_END_DECLS
