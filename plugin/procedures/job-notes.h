/* job-notes.h: what an artist should know of a run that went through
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run.h"

G_BEGIN_DECLS

gchar * overpaint_job_notes_write (OverpaintRun *run,
                                   gboolean      in_new_image);

G_END_DECLS
