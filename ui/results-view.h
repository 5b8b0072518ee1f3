/* results-view.h: the contact sheet of a run, its A and B, and what is done with them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "picks.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_RESULTS_VIEW (overpaint_results_view_get_type ())

/**
 * OverpaintResultsView:
 *
 * The right side of the window: progress and Stop while a run goes on, its pictures as they come,
 * the keys that flip, keep and reject them, the compare view, the blend slider. It emits
 * #OverpaintResultsView::stop, and ::stop-one and ::retry with an #OverpaintVariation.
 */
G_DECLARE_FINAL_TYPE (OverpaintResultsView, overpaint_results_view, OVERPAINT, RESULTS_VIEW, GtkBox)

GtkWidget * overpaint_results_view_new        (void);

void        overpaint_results_view_show_run   (OverpaintResultsView *self,
                                               OverpaintPicks       *picks);
void        overpaint_results_view_set_busy   (OverpaintResultsView *self,
                                               gboolean              busy);
void        overpaint_results_view_refresh    (OverpaintResultsView *self);
void        overpaint_results_view_show_text  (OverpaintResultsView *self,
                                               const gchar          *text);
void        overpaint_results_view_show_error (OverpaintResultsView *self,
                                               const gchar          *text);

G_END_DECLS
