/* job.h: one call, from the layer to the layers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "request.h"
#include "run.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_JOB (overpaint_job_get_type ())

/**
 * OverpaintJob:
 *
 * One call of a procedure: takes the layer out, has a run, brings the layers in.
 */
G_DECLARE_FINAL_TYPE (OverpaintJob, overpaint_job, OVERPAINT, JOB, GObject)

OverpaintJob       * overpaint_job_new            (GimpImage           *image,
                                                   GimpDrawable        *drawable,
                                                   OverpaintRequest    *request,
                                                   gboolean             with_person,
                                                   GimpPDBStatusType   *status,
                                                   GError             **error);

OverpaintRun       * overpaint_job_get_run        (OverpaintJob        *self);
GCancellable       * overpaint_job_get_cancellable (OverpaintJob       *self);

gboolean             overpaint_job_wait           (OverpaintJob        *self,
                                                   GError             **error);
GimpLayer         ** overpaint_job_insert         (OverpaintJob        *self,
                                                   GError             **error);
GimpImage          * overpaint_job_get_new_image  (OverpaintJob        *self);
gboolean             overpaint_job_image_is_open  (OverpaintJob        *self);

G_END_DECLS
