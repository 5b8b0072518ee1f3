/* sdcpp-job.h: one job of sd-server, followed to its end
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

void        overpaint_sdcpp_follow_async  (OverpaintServer      *server,
                                           OverpaintRequest     *variation,
                                           const gchar          *id,
                                           gint64                begun,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              data);
GPtrArray * overpaint_sdcpp_follow_finish (OverpaintServer      *server,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
