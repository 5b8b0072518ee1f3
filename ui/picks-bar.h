/* picks-bar.h: buttons for what is done with the pictures of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "picks.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PICKS_BAR (overpaint_picks_bar_get_type ())

/**
 * OverpaintPicksBar:
 *
 * The same as the contact sheet's keys, for the mouse and for who does not know them: show the
 * source, A, B, flip, keep, reject, remove the rejected, keep only this, and the blend slider.
 * Emits #OverpaintPicksBar::problem with a sentence where the image refuses.
 */
G_DECLARE_FINAL_TYPE (OverpaintPicksBar, overpaint_picks_bar, OVERPAINT, PICKS_BAR, GtkBox)

GtkWidget * overpaint_picks_bar_new  (void);

void        overpaint_picks_bar_show (OverpaintPicksBar *self,
                                      OverpaintPicks    *picks);

G_END_DECLS
