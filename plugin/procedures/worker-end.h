/* worker-end.h: whether a worker has ended, and why
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-status.h"

G_BEGIN_DECLS

gboolean   overpaint_worker_end_is_likely (const OverpaintWorkerStatus  *status,
                                           const GError                 *error);
GError   * overpaint_worker_end_explain   (const OverpaintWorkerStatus  *status);

G_END_DECLS
