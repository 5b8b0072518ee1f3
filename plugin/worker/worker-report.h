/* worker-report.h: how a worker is doing, in words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-status.h"

G_BEGIN_DECLS

gchar   * overpaint_worker_report_write        (const OverpaintWorkerStatus *status);

gdouble   overpaint_worker_report_get_fraction (const OverpaintWorkerStatus *status);

G_END_DECLS
