/* worker-log.h: what a worker says, kept within bounds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintWorkerLog: (skip)
 *
 * A file of lines that never grows beyond its limit: when it would, it becomes "NAME.1", in place of the one
 * before, and a new one begins. The owner alone can read both. What cannot be written is left out; a worker
 * does not stop for a full disk.
 */
typedef struct _OverpaintWorkerLog OverpaintWorkerLog;

OverpaintWorkerLog * overpaint_worker_log_new    (const gchar         *path,
                                                  gsize                limit);
void                 overpaint_worker_log_free   (OverpaintWorkerLog  *log);

void                 overpaint_worker_log_write  (OverpaintWorkerLog  *log,
                                                  const gchar         *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWorkerLog, overpaint_worker_log_free)

G_END_DECLS
