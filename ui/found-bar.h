/* found-bar.h: the line that says what paints on this computer, on the first days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "preferences.h"
#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_FOUND_BAR (overpaint_found_bar_get_type ())

/**
 * OverpaintFoundBar:
 *
 * Where the artist has configured no server yet, it looks once for workers on this computer when it is
 * mapped, behind everybody's back, and shows itself where there is one. Once it was closed or used it
 * never looks again. It chooses nothing by itself: it emits #OverpaintFoundBar::use with the name of
 * the server where the artist wants that.
 */
G_DECLARE_FINAL_TYPE (OverpaintFoundBar, overpaint_found_bar, OVERPAINT, FOUND_BAR, GtkBox)

GtkWidget * overpaint_found_bar_new     (OverpaintServerKeeper *keeper,
                                         OverpaintPreferences  *preferences);

void        overpaint_found_bar_refresh (OverpaintFoundBar     *self);

G_END_DECLS
