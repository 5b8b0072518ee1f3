/* model-picker.h: a model, and what is known of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "field.h"
#include "model.h"
#include "pace.h"
#include "server-offers.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_MODEL_PICKER (overpaint_model_picker_get_type ())

/**
 * OverpaintModelPicker:
 *
 * A list of models into which any id can be typed: those that the server has, by their names, or where
 * it keeps no list first those that it is known to have, then the catalogue's. A server that holds
 * one model for good leaves no choice. Below it stand what the model is, its licence, and what the
 * artist must know before. It emits #OverpaintModelPicker::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintModelPicker, overpaint_model_picker, OVERPAINT, MODEL_PICKER, GtkBox)

GtkWidget            * overpaint_model_picker_new        (const OverpaintField *field,
                                                          OverpaintPace        *pace);

void                   overpaint_model_picker_set_label  (OverpaintModelPicker *self,
                                                          GtkWidget            *label);
void                   overpaint_model_picker_set_server (OverpaintModelPicker *self,
                                                          const gchar          *server);
void                   overpaint_model_picker_set_offer  (OverpaintModelPicker *self,
                                                          const OverpaintServerOffer *offer,
                                                          const gchar          *name);
const gchar          * overpaint_model_picker_get_id     (OverpaintModelPicker *self);
void                   overpaint_model_picker_set_id     (OverpaintModelPicker *self,
                                                          const gchar          *id);
const OverpaintModel * overpaint_model_picker_get_model  (OverpaintModelPicker *self);

G_END_DECLS
