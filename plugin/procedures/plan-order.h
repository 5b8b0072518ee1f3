/* plan-order.h: from what the artist wants to what a keeper is told
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "settings.h"
#include "worker-lease.h"

G_BEGIN_DECLS

gchar                * overpaint_plan_get_worker_name  (const OverpaintWorkerPlan  *plan);

void                   overpaint_plan_order_async      (const OverpaintWorkerPlan  *plan,
                                                        gboolean                    may_pull,
                                                        GCancellable               *cancellable,
                                                        GAsyncReadyCallback         callback,
                                                        gpointer                    user_data);
OverpaintWorkerLease * overpaint_plan_order_finish     (GAsyncResult               *result,
                                                        GError                    **error);

OverpaintWorkerLease * overpaint_plan_find_lease       (const OverpaintWorkerPlan  *plan);

void                   overpaint_plan_dismiss          (const OverpaintWorkerPlan  *plan,
                                                        OverpaintSettings          *settings);

G_END_DECLS
