/* keeper-launch.h: starting a keeper
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keeper-order.h"

G_BEGIN_DECLS

void     overpaint_keeper_launch_async   (const gchar                 *program,
                                         const gchar                 *folder,
                                         const OverpaintKeeperOrder  *order,
                                         GAsyncReadyCallback          callback,
                                         gpointer                     data);
gboolean overpaint_keeper_launch_finish  (GAsyncResult                *result,
                                         GError                     **error);

G_END_DECLS
