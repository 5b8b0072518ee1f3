/* window.h: the one window in which an artist works
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "picks.h"
#include "server-keeper.h"
#include "shelf.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WINDOW (overpaint_window_get_type ())

/**
 * OverpaintWindow:
 *
 * What is to be done on the left, what came of it on the right. It stays open from one run to the
 * next, and looks at the image anew each time it gets the keyboard.
 *
 * It only asks for work: #OverpaintWindow::generate with an #OverpaintWish, ::stop,
 * ::stop-one and ::retry with an #OverpaintVariation, ::servers. Whoever does the work says so with
 * overpaint_window_show_run() and overpaint_window_set_busy().
 */
G_DECLARE_FINAL_TYPE (OverpaintWindow, overpaint_window, OVERPAINT, WINDOW, GtkWindow)

GtkWidget * overpaint_window_new        (OverpaintCanvas       *canvas,
                                         OverpaintServerKeeper *keeper,
                                         OverpaintShelf        *shelf);

void        overpaint_window_show_wish  (OverpaintWindow       *self,
                                         OverpaintWish         *wish);
void        overpaint_window_show_run   (OverpaintWindow       *self,
                                         OverpaintPicks        *picks);
void        overpaint_window_set_busy   (OverpaintWindow       *self,
                                         gboolean               busy);
void        overpaint_window_watch_run  (OverpaintWindow       *self);
void        overpaint_window_refresh    (OverpaintWindow       *self);
void        overpaint_window_show_text  (OverpaintWindow       *self,
                                         const gchar           *text);
void        overpaint_window_show_error (OverpaintWindow       *self,
                                         const GError          *error);
void        overpaint_window_mark_lora  (OverpaintWindow       *self,
                                         const gchar           *id,
                                         const gchar           *problem);
void        overpaint_window_show_seed  (OverpaintWindow       *self,
                                         gint                   seed);
void        overpaint_window_servers_changed (OverpaintWindow  *self);
void        overpaint_window_use_server (OverpaintWindow       *self,
                                         const gchar           *name);

G_END_DECLS
