/* worker-form.h: how a worker is started, to be filled in
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "worker-plan.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_FORM (overpaint_worker_form_get_type ())

/**
 * OverpaintWorkerForm:
 *
 * A name and a plan: the program or the container, its model, and when it is stopped.
 */
G_DECLARE_FINAL_TYPE (OverpaintWorkerForm, overpaint_worker_form, OVERPAINT, WORKER_FORM, GtkBox)

GtkWidget           * overpaint_worker_form_new          (void);

void                  overpaint_worker_form_set_name     (OverpaintWorkerForm        *self,
                                                          const gchar                *name);
gchar               * overpaint_worker_form_get_name     (OverpaintWorkerForm        *self);

void                  overpaint_worker_form_set_plan     (OverpaintWorkerForm        *self,
                                                          const OverpaintWorkerPlan  *plan);
OverpaintWorkerPlan * overpaint_worker_form_get_plan     (OverpaintWorkerForm        *self);

const gchar         * overpaint_worker_form_find_lacking (OverpaintWorkerForm        *self);

G_END_DECLS
