/* fingerprint.h: which of the servers that artists run answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

/* Private to this room. */

void     overpaint_fingerprint_take_async  (OverpaintServer      *server,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              data);
gboolean overpaint_fingerprint_take_finish (OverpaintServer      *server,
                                            GAsyncResult         *result,
                                            OverpaintServerKind  *kind,
                                            gboolean             *closed,
                                            GError              **error);

G_END_DECLS
