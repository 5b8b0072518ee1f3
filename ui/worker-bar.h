/* worker-bar.h: buttons for servers that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_BAR (overpaint_worker_bar_get_type ())

/**
 * OverpaintWorkerBar:
 *
 * The buttons beside the list of servers that make, start and stop a worker of Overpaint's own. It shows nothing
 * where nobody starts workers.
 *
 * It emits #OverpaintWorkerBar::changed where the list is no longer true, and #OverpaintWorkerBar::said where there is
 * something to say.
 */
G_DECLARE_FINAL_TYPE (OverpaintWorkerBar, overpaint_worker_bar, OVERPAINT, WORKER_BAR, GtkBox)

GtkWidget * overpaint_worker_bar_new     (OverpaintServerKeeper    *keeper);

void        overpaint_worker_bar_set_row (OverpaintWorkerBar       *self,
                                          const OverpaintServerRow *row);
gboolean    overpaint_worker_bar_edit    (OverpaintWorkerBar       *self,
                                          const OverpaintServerRow *row);
gboolean    overpaint_worker_bar_remove  (OverpaintWorkerBar       *self,
                                          const OverpaintServerRow *row);

G_END_DECLS
