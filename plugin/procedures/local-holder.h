/* local-holder.h: a worker of ours, held while a run needs it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-holder.h"
#include "worker-plan.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_LOCAL_HOLDER (overpaint_local_holder_get_type ())

/**
 * OverpaintLocalHolder:
 *
 * Starts the worker of a plan for a run, or joins the one that runs, and holds a lease on it until the run has
 * ended, so that its idle time counts from there. It never downloads anything: that needs the artist's word.
 */
G_DECLARE_FINAL_TYPE (OverpaintLocalHolder, overpaint_local_holder, OVERPAINT, LOCAL_HOLDER, GObject)

OverpaintServerHolder * overpaint_local_holder_new (const OverpaintWorkerPlan *plan);

G_END_DECLS
