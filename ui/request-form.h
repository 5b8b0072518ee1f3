/* request-form.h: everything that a request is made of, to be typed and chosen
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "canvas.h"
#include "server-keeper.h"
#include "shelf.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_REQUEST_FORM (overpaint_request_form_get_type ())

/**
 * OverpaintRequestForm:
 *
 * The left side of the window: prompt, style, model, strength, LoRAs, seeds, server, and the line
 * that says what Generate will do. It emits #OverpaintRequestForm::changed when any value
 * has changed, #OverpaintRequestForm::generate for Ctrl+Enter in it, and
 * #OverpaintRequestForm::servers for "Servers...".
 */
G_DECLARE_FINAL_TYPE (OverpaintRequestForm, overpaint_request_form, OVERPAINT, REQUEST_FORM, GtkBox)

GtkWidget     * overpaint_request_form_new          (OverpaintShelf        *shelf,
                                                     OverpaintServerKeeper *keeper);

OverpaintWish * overpaint_request_form_get_wish     (OverpaintRequestForm       *self,
                                                     GError                    **error);
void            overpaint_request_form_set_wish     (OverpaintRequestForm       *self,
                                                     OverpaintWish              *wish);
void            overpaint_request_form_show_view    (OverpaintRequestForm       *self,
                                                     const OverpaintCanvasView  *view);
void            overpaint_request_form_mark_lora    (OverpaintRequestForm       *self,
                                                     const gchar                *id,
                                                     const gchar                *problem);
void            overpaint_request_form_refill_servers (OverpaintRequestForm     *self);
void            overpaint_request_form_use_server   (OverpaintRequestForm       *self,
                                                     const gchar                *name);
void            overpaint_request_form_show_seed    (OverpaintRequestForm       *self,
                                                     gint                        seed);
GtkWidget     * overpaint_request_form_take_forecast (OverpaintRequestForm      *self);

G_END_DECLS
