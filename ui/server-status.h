/* server-status.h: whether a server answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_STATUS (overpaint_server_status_get_type ())

/**
 * OverpaintServerStatus:
 *
 * A sign and a word on whether a server answers, with the reason as tooltip. The server is asked in
 * the background as soon as this is seen, again where another one is set, and when it is pressed.
 * It emits #OverpaintServerStatus::answered each time the server does.
 */
G_DECLARE_FINAL_TYPE (OverpaintServerStatus, overpaint_server_status, OVERPAINT, SERVER_STATUS, GtkButton)

GtkWidget * overpaint_server_status_new     (OverpaintServerKeeper    *keeper);

void        overpaint_server_status_set_row (OverpaintServerStatus    *self,
                                             const OverpaintServerRow *row);

G_END_DECLS
