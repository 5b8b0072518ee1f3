/* sdapi.h: pictures from Forge, AUTOMATIC1111, SD.Next, KoboldCpp and older sd-servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

void        overpaint_sdapi_generate_async  (OverpaintServer       *server,
                                             OverpaintRequest      *variation,
                                             const OverpaintModel  *model,
                                             GBytes                *png,
                                             GCancellable          *cancellable,
                                             GAsyncReadyCallback    callback,
                                             gpointer               data);
GPtrArray * overpaint_sdapi_generate_finish (OverpaintServer       *server,
                                             GAsyncResult          *result,
                                             GError               **error);

G_END_DECLS
