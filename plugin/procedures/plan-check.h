/* plan-check.h: whether there is what a plan needs, and what to expect of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "worker-plan.h"

G_BEGIN_DECLS

void    overpaint_plan_check_async  (const OverpaintWorkerPlan  *plan,
                                     GCancellable               *cancellable,
                                     GAsyncReadyCallback         callback,
                                     gpointer                    user_data);
gchar * overpaint_plan_check_finish (GAsyncResult               *result,
                                     GError                    **error);

G_END_DECLS
