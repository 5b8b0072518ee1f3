/* job.h: one call, from the layer to the layers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "request.h"
#include "run.h"
#include "source.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_JOB (overpaint_job_get_type ())

/**
 * OverpaintJobOrigin:
 * @OVERPAINT_JOB_FROM_ARTIST: a dialog's fields, or a script's arguments
 * @OVERPAINT_JOB_FROM_RECORD: what a layer remembers, and anybody may have made the image
 *
 * Who asks, and so how far the request's server is trusted.
 */
typedef enum
{
  OVERPAINT_JOB_FROM_ARTIST,
  OVERPAINT_JOB_FROM_RECORD
} OverpaintJobOrigin;

/**
 * OverpaintJob:
 *
 * One call of a procedure: takes the layer out, has a run, brings the layers in.
 */
G_DECLARE_FINAL_TYPE (OverpaintJob, overpaint_job, OVERPAINT, JOB, GObject)

OverpaintJob       * overpaint_job_new            (GimpImage              *image,
                                                   GimpDrawable           *drawable,
                                                   const OverpaintRegion  *region,
                                                   OverpaintRequest       *request,
                                                   OverpaintAxis          *axis,
                                                   OverpaintJobOrigin      origin,
                                                   gboolean                with_person,
                                                   GimpPDBStatusType      *status,
                                                   GError                **error);

OverpaintRun       * overpaint_job_get_run        (OverpaintJob        *self);
GCancellable       * overpaint_job_get_cancellable (OverpaintJob       *self);

gboolean             overpaint_job_wait           (OverpaintJob        *self,
                                                   GError             **error);
GimpLayer         ** overpaint_job_insert         (OverpaintJob        *self,
                                                   GError             **error);
GimpImage          * overpaint_job_get_new_image  (OverpaintJob        *self);
gboolean             overpaint_job_image_is_open  (OverpaintJob        *self);

G_END_DECLS
