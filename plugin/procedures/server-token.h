/* server-token.h: which token goes to which server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "secrets.h"
#include "settings.h"

G_BEGIN_DECLS

const gchar * overpaint_server_token_from_environment (OverpaintSettings           *settings,
                                                       const OverpaintServerEntry  *entry,
                                                       gboolean                     from_record);
void          overpaint_server_token_find_async       (OverpaintSettings           *settings,
                                                       OverpaintSecrets            *secrets,
                                                       const OverpaintServerEntry  *entry,
                                                       gboolean                     from_record,
                                                       gboolean                     may_ask,
                                                       GCancellable                *cancellable,
                                                       GAsyncReadyCallback          callback,
                                                       gpointer                     user_data);
gchar       * overpaint_server_token_find_finish      (GAsyncResult                *result,
                                                       GError                     **error);
gchar       * overpaint_server_token_find             (OverpaintSettings           *settings,
                                                       const OverpaintServerEntry  *entry,
                                                       gboolean                     from_record,
                                                       gboolean                     with_person);

G_END_DECLS
