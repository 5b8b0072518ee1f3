/* worker-process.h: telling processes apart, and what they inherit
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A process id is given out again; together with its start time it is one process only. */

guint64    overpaint_worker_process_get_start_time     (gint64   pid);

gboolean   overpaint_worker_process_is_alive           (gint64   pid,
                                                        guint64  start_time);

gboolean   overpaint_worker_process_signal             (gint64   pid,
                                                        guint64  start_time,
                                                        gint     number);

gchar    * overpaint_worker_process_get_folder         (void);

gchar   ** overpaint_worker_process_clean_environment  (gchar  **environment);

G_END_DECLS
