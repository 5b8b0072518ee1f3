/* worker-plan.h: a worker that Overpaint starts itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * OverpaintWorkerPlanKind:
 * @OVERPAINT_WORKER_PLAN_SD_SERVER: an sd-server of stable-diffusion.cpp ("sd-server")
 * @OVERPAINT_WORKER_PLAN_CONTAINER: Livepeer's ai-runner in a container ("container")
 *
 * What is started.
 */
typedef enum
{
  OVERPAINT_WORKER_PLAN_SD_SERVER,
  OVERPAINT_WORKER_PLAN_CONTAINER
} OverpaintWorkerPlanKind;

/**
 * OverpaintWorkerPlan:
 * @kind: what is started
 * @program: path of the sd-server; of docker or podman, or "" for the one at hand
 * @model: path of the model's file; for a container the model's name at Hugging Face
 * @folder: folder of LoRA files, or ""; for a container the folder of its models
 * @device: what sd-server paints on, as it names it itself, such as "CUDA0"; "" for the best
 * @idle_minutes: after how many minutes without a run it is stopped; 0 for never
 * @stop_with_gimp: whether it is stopped when GIMP quits
 * @restart_to_cancel: whether stopping a run may restart it, where a picture cannot be interrupted
 *
 * A worker that Overpaint starts itself, as the artist wants it.
 */
typedef struct
{
  OverpaintWorkerPlanKind  kind;
  gchar                   *program;
  gchar                   *model;
  gchar                   *folder;
  gchar                   *device;
  guint                    idle_minutes;
  gboolean                 stop_with_gimp;
  gboolean                 restart_to_cancel;
} OverpaintWorkerPlan;

#define OVERPAINT_WORKER_PLAN_IDLE_MINUTES      15
#define OVERPAINT_WORKER_PLAN_MOST_IDLE_MINUTES 1440

OverpaintWorkerPlan * overpaint_worker_plan_new  (OverpaintWorkerPlanKind    kind);
OverpaintWorkerPlan * overpaint_worker_plan_copy (const OverpaintWorkerPlan *plan);
void                  overpaint_worker_plan_free (OverpaintWorkerPlan       *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWorkerPlan, overpaint_worker_plan_free)

G_END_DECLS
