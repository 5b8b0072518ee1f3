/* job-dialog.h: a call with a person present
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "job.h"

G_BEGIN_DECLS

/**
 * OverpaintJobMaker:
 * @error: return location for why there is no job
 * @user_data: the data given with it
 *
 * Makes a job of what the dialog holds at this moment.
 *
 * Returns: (transfer full) (nullable): a job
 */
typedef OverpaintJob * (* OverpaintJobMaker) (GError   **error,
                                              gpointer   user_data);

OverpaintJob * overpaint_job_dialog_ask  (GimpProcedure        *procedure,
                                          GimpProcedureConfig  *config,
                                          OverpaintJobMaker     make_job,
                                          gpointer              user_data);

gboolean       overpaint_job_dialog_wait (const gchar          *title,
                                          OverpaintJob         *job,
                                          GError              **error);

G_END_DECLS
