/* job-dialog.h: a call that only has to be waited for
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "job.h"

G_BEGIN_DECLS

gboolean overpaint_job_dialog_wait (const gchar   *title,
                                    OverpaintJob  *job,
                                    GError       **error);

G_END_DECLS
