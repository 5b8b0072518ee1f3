/* server-picker.h: a server, and whether it answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "field.h"
#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_PICKER (overpaint_server_picker_get_type ())

/**
 * OverpaintServerPicker:
 *
 * The configured servers, the default one first, with a sign and a word on whether the chosen one
 * answers. It is asked in the background as soon as the picker is seen, and again when another
 * one is chosen. It emits #OverpaintServerPicker::changed, #OverpaintServerPicker::answered when the
 * chosen one does, and #OverpaintServerPicker::servers for its button.
 */
G_DECLARE_FINAL_TYPE (OverpaintServerPicker, overpaint_server_picker, OVERPAINT, SERVER_PICKER, GtkBox)

GtkWidget                * overpaint_server_picker_new        (const OverpaintField  *field,
                                                               OverpaintServerKeeper *keeper);

void                       overpaint_server_picker_set_label  (OverpaintServerPicker *self,
                                                               GtkWidget             *label);
const gchar              * overpaint_server_picker_get_server (OverpaintServerPicker *self);
void                       overpaint_server_picker_set_server (OverpaintServerPicker *self,
                                                               const gchar           *server);
const OverpaintServerRow * overpaint_server_picker_get_row    (OverpaintServerPicker *self);
void                       overpaint_server_picker_refill     (OverpaintServerPicker *self);

G_END_DECLS
