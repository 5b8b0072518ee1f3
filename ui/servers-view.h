/* servers-view.h: the list of all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVERS_VIEW (overpaint_servers_view_get_type ())

/**
 * OverpaintServersView:
 *
 * All servers, of which one is chosen: where each is and what kind it is, or what it does where Overpaint starts it.
 *
 * It emits #OverpaintServersView::changed where another one is chosen or the chosen one may be another than before,
 * and #OverpaintServersView::activated where the chosen one is to be opened.
 */
G_DECLARE_FINAL_TYPE (OverpaintServersView, overpaint_servers_view, OVERPAINT, SERVERS_VIEW, GtkScrolledWindow)

GtkWidget          * overpaint_servers_view_new     (OverpaintServerKeeper *keeper);

void                 overpaint_servers_view_fill    (OverpaintServersView  *self,
                                                     const gchar           *selected);
OverpaintServerRow * overpaint_servers_view_get_row (OverpaintServersView  *self);

G_END_DECLS
