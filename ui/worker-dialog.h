/* worker-dialog.h: a window for a server that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_DIALOG (overpaint_worker_dialog_get_type ())

/**
 * OverpaintWorkerDialog:
 *
 * What is to be started, checked while it is filled in; saved as a server, and started where the artist wants that
 * now. It emits #OverpaintWorkerDialog::saved with the server's name and a sentence, and destroys itself.
 */
G_DECLARE_FINAL_TYPE (OverpaintWorkerDialog, overpaint_worker_dialog, OVERPAINT, WORKER_DIALOG, GtkDialog)

GtkWidget * overpaint_worker_dialog_new   (GtkWindow                *parent,
                                           OverpaintServerKeeper    *keeper,
                                           const OverpaintServerRow *row);

void        overpaint_worker_dialog_start (OverpaintWorkerDialog    *self);

G_END_DECLS
