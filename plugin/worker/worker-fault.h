/* worker-fault.h: why a worker does not run, and what to do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Faults travel by nick, so that the keeper has no language: the plug-in says them in the artist's. */
#define OVERPAINT_WORKER_FAULT_CRASHED        "crashed"
#define OVERPAINT_WORKER_FAULT_OUT_OF_MEMORY  "out-of-memory"
#define OVERPAINT_WORKER_FAULT_KILLED         "killed"
#define OVERPAINT_WORKER_FAULT_NOT_STARTED    "not-started"
#define OVERPAINT_WORKER_FAULT_NOT_READY      "not-ready"
#define OVERPAINT_WORKER_FAULT_PORT_TAKEN     "port-taken"
#define OVERPAINT_WORKER_FAULT_PORT_SHARED    "port-shared"
#define OVERPAINT_WORKER_FAULT_OTHER_MODEL    "other-model"
#define OVERPAINT_WORKER_FAULT_NO_IMAGE       "no-image"
#define OVERPAINT_WORKER_FAULT_PULL_FAILED    "pull-failed"

const gchar * overpaint_worker_fault_read      (const gchar *line);

const gchar * overpaint_worker_fault_describe  (const gchar *nick);

const gchar * overpaint_worker_fault_remedy    (const gchar *nick);

gchar       * overpaint_worker_fault_explain   (const gchar *nick,
                                                const gchar *tail);

G_END_DECLS
