/* call.h: one call of a procedure, in each run mode
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "job.h"

G_BEGIN_DECLS

/**
 * OverpaintCall:
 * @procedure: the procedure that is called
 * @run_mode: how
 * @image: the image that it is called for
 * @drawables: (array zero-terminated=1): what is selected there
 * @config: its arguments
 * @with_person: whether somebody is there who sees a window
 * @status: how the call ends where there is an error
 *
 * One call. GIMP owns all of it.
 */
typedef struct
{
  GimpProcedure        *procedure;
  GimpRunMode           run_mode;
  GimpImage            *image;
  GimpDrawable        **drawables;
  GimpProcedureConfig  *config;
  gboolean              with_person;
  GimpPDBStatusType     status;
} OverpaintCall;

/**
 * OverpaintCallMaker:
 * @call: a call, whose status it sets where there is an error
 * @error: return location for why there is no job
 *
 * Makes the job that a call asks for.
 *
 * Returns: (transfer full) (nullable): a job
 */
typedef OverpaintJob * (* OverpaintCallMaker) (OverpaintCall  *call,
                                               GError        **error);

gboolean         overpaint_call_begin        (OverpaintCall       *call,
                                              GError             **error);
GimpDrawable   * overpaint_call_get_drawable (OverpaintCall       *call,
                                              GError             **error);
GimpValueArray * overpaint_call_run          (OverpaintCall       *call,
                                              const gchar         *title,
                                              OverpaintCallMaker   make_job);
GimpValueArray * overpaint_call_bring_in     (OverpaintCall       *call,
                                              OverpaintJob        *job);
GimpValueArray * overpaint_call_end          (OverpaintCall       *call,
                                              GimpPDBStatusType    status,
                                              GError              *error);

void             overpaint_call_describe     (GimpProcedure       *procedure,
                                              const gchar         *label,
                                              const gchar         *blurb,
                                              const gchar         *help);
void             overpaint_call_add_layers   (GimpProcedure       *procedure);

G_END_DECLS
