/* find-button.h: the button that looks for workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_FIND_BUTTON (overpaint_find_button_get_type ())

/**
 * OverpaintFindButton:
 *
 * Opens an #OverpaintFoundDialog. It emits #OverpaintFindButton::added with the name of each server that
 * has been added there. Where one is to paint, it says so to the keeper, and closes the window that it
 * stands in.
 */
G_DECLARE_FINAL_TYPE (OverpaintFindButton, overpaint_find_button, OVERPAINT, FIND_BUTTON, GtkButton)

GtkWidget * overpaint_find_button_new        (void);

void        overpaint_find_button_set_keeper (OverpaintFindButton   *self,
                                              OverpaintServerKeeper *keeper);

G_END_DECLS
