/* run-view.h: how far a run is, and how to stop it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "run.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_RUN_VIEW (overpaint_run_view_get_type ())

/**
 * OverpaintRunView:
 *
 * A bar that moves while a run waits for its pictures, with a button that stops it, and a line that
 * says how far it is.
 */
G_DECLARE_FINAL_TYPE (OverpaintRunView, overpaint_run_view, OVERPAINT, RUN_VIEW, GtkBox)

GtkWidget * overpaint_run_view_new      (void);

void        overpaint_run_view_show_run (OverpaintRunView *self,
                                         OverpaintRun     *run,
                                         GCancellable     *cancellable);

void        overpaint_run_view_move         (GtkProgressBar *bar,
                                             gdouble         fraction);
void        overpaint_run_view_explain_stop (GtkWidget      *button,
                                             OverpaintRun   *run,
                                             const gchar    *tooltip);

G_END_DECLS
