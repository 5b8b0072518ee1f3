/* single-window.h: the one window of an image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "wish.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SINGLE_WINDOW (overpaint_single_window_get_type ())

/**
 * OverpaintSingleWindow:
 *
 * GIMP starts a process for each call from a menu. The first one for an image has the window; those
 * that come later find it here, raise it, and hand over what they bring.
 *
 * It emits #OverpaintSingleWindow::called where a later call has come.
 */
G_DECLARE_FINAL_TYPE (OverpaintSingleWindow, overpaint_single_window, OVERPAINT, SINGLE_WINDOW, GObject)

OverpaintSingleWindow * overpaint_single_window_new      (GimpImage              *image);

gboolean                overpaint_single_window_is_first (OverpaintSingleWindow  *self);
void                    overpaint_single_window_call     (OverpaintSingleWindow  *self,
                                                          OverpaintWish          *wish);

G_END_DECLS
