/* servers-dialog.h: a window with all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVERS_DIALOG (overpaint_servers_dialog_get_type ())

/**
 * OverpaintServersDialog:
 *
 * A window with all servers, in which they are added, changed, tested and removed. Each change is
 * made at once.
 */
G_DECLARE_FINAL_TYPE (OverpaintServersDialog, overpaint_servers_dialog, OVERPAINT, SERVERS_DIALOG, GtkDialog)

GtkWidget * overpaint_servers_dialog_new (OverpaintServerKeeper *keeper);

G_END_DECLS
