/* keeper-wait.h: waiting until a worker answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keeper-order.h"

G_BEGIN_DECLS

/**
 * OverpaintKeeperWait: (skip)
 *
 * Asks a worker, again and again, until it answers with our model or its time is up.
 */
typedef struct _OverpaintKeeperWait OverpaintKeeperWait;

/**
 * OverpaintKeeperWaited:
 * @fault: (nullable): %NULL where the worker is ready; else the nick of why it is not
 * @user_data: what was given to overpaint_keeper_wait_new()
 *
 * Called once; the wait may be freed in it.
 */
typedef void (* OverpaintKeeperWaited) (const gchar *fault,
                                        gpointer     user_data);

OverpaintKeeperWait * overpaint_keeper_wait_new   (const OverpaintKeeperOrder  *order,
                                                   guint                        port,
                                                   OverpaintKeeperWaited        waited,
                                                   gpointer                     user_data);
void                  overpaint_keeper_wait_free  (OverpaintKeeperWait         *wait);

G_END_DECLS
