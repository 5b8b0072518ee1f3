/* worker-output.h: reading what a worker prints
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-log.h"

G_BEGIN_DECLS

/**
 * OverpaintWorkerOutput: (skip)
 *
 * Cuts what a worker prints into lines, keeps the last of them, and reads how far it is. sd-server has no other way
 * to say so: it draws a bar, again and again on the same line, with "\r" before it:
 *
 * ```
 * \r  |====>              | 3/20 - 5.10it/s\033[K
 * ```
 *
 * Lines of a bar do not get into the log, which they would fill.
 */
typedef struct _OverpaintWorkerOutput OverpaintWorkerOutput;

OverpaintWorkerOutput * overpaint_worker_output_new           (OverpaintWorkerLog     *log);
void                    overpaint_worker_output_free          (OverpaintWorkerOutput  *output);

gboolean                overpaint_worker_output_feed          (OverpaintWorkerOutput  *output,
                                                               const gchar            *data,
                                                               gsize                   length);
void                    overpaint_worker_output_finish        (OverpaintWorkerOutput  *output);
void                    overpaint_worker_output_forget        (OverpaintWorkerOutput  *output);

void                    overpaint_worker_output_get_progress  (OverpaintWorkerOutput  *output,
                                                               guint                  *done,
                                                               guint                  *of);
const gchar           * overpaint_worker_output_get_fault     (OverpaintWorkerOutput  *output);
gchar                 * overpaint_worker_output_get_tail      (OverpaintWorkerOutput  *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWorkerOutput, overpaint_worker_output_free)

G_END_DECLS
