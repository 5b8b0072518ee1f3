/* worker-plan.c: a worker that Overpaint starts itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "worker-plan.h"

/**
 * overpaint_worker_plan_new:
 * @kind: what is to be started
 *
 * Returns: (transfer full): a plan that names nothing yet, with the usual values
 */
OverpaintWorkerPlan *
overpaint_worker_plan_new (OverpaintWorkerPlanKind kind)
{
  OverpaintWorkerPlan *plan = g_new0 (OverpaintWorkerPlan, 1);

  plan->kind         = kind;
  plan->program      = g_strdup ("");
  plan->model        = g_strdup ("");
  plan->folder       = g_strdup ("");
  plan->device       = g_strdup ("");
  plan->idle_minutes = OVERPAINT_WORKER_PLAN_IDLE_MINUTES;

  return plan;
}

/**
 * overpaint_worker_plan_copy:
 * @plan: (nullable): a plan
 *
 * Returns: (transfer full) (nullable): a copy of it
 */
OverpaintWorkerPlan *
overpaint_worker_plan_copy (const OverpaintWorkerPlan *plan)
{
  OverpaintWorkerPlan *copy;

  if (plan == NULL)
    return NULL;

  copy          = g_memdup2 (plan, sizeof *plan);
  copy->program = g_strdup (plan->program);
  copy->model   = g_strdup (plan->model);
  copy->folder  = g_strdup (plan->folder);
  copy->device  = g_strdup (plan->device);

  return copy;
}

/**
 * overpaint_worker_plan_free:
 * @plan: (transfer full): a plan
 */
void
overpaint_worker_plan_free (OverpaintWorkerPlan *plan)
{
  g_free (plan->program);
  g_free (plan->model);
  g_free (plan->folder);
  g_free (plan->device);
  g_free (plan);
}
