/* worker-port.h: ports of this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

guint    overpaint_worker_port_find             (void);

gboolean overpaint_worker_port_is_free          (guint         port);

guint    overpaint_worker_port_count_listeners  (guint         port);

guint    overpaint_worker_port_count_in         (const gchar  *table,
                                                 guint         port);

G_END_DECLS
