/* sdcpp.h: pictures from the jobs of stable-diffusion.cpp's sd-server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

void        overpaint_sdcpp_generate_async  (OverpaintServer       *server,
                                             OverpaintRequest      *variation,
                                             const OverpaintModel  *model,
                                             GBytes                *png,
                                             GCancellable          *cancellable,
                                             GAsyncReadyCallback    callback,
                                             gpointer               data);
GPtrArray * overpaint_sdcpp_generate_finish (OverpaintServer       *server,
                                             GAsyncResult          *result,
                                             GError               **error);

G_END_DECLS
