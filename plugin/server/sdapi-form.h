/* sdapi-form.h: requests and answers in the words of the web UIs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "capabilities.h"
#include "http-reply.h"
#include "request.h"
#include "server-kind.h"

G_BEGIN_DECLS

/* Private to this room. */

GBytes    * overpaint_sdapi_form_new      (OverpaintServerKind           kind,
                                           OverpaintRequest             *variation,
                                           const OverpaintModel         *model,
                                           GBytes                       *png,
                                           const OverpaintCapabilities  *capabilities,
                                           const gchar                  *task_id,
                                           const gchar                  *host,
                                           GError                      **error);
GPtrArray * overpaint_sdapi_read_pictures (OverpaintServerKind           kind,
                                           const OverpaintHttpReply     *reply,
                                           GBytes                       *png,
                                           gint64                        seed,
                                           guint                         most,
                                           const gchar                  *host,
                                           GError                      **error);

G_END_DECLS
