/* lora-list.h: the LoRAs of a request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-offers.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_LORA_LIST (overpaint_lora_list_get_type ())

/**
 * OverpaintLoraList:
 *
 * Up to four LoRAs, each an #OverpaintLoraRow, and a button that adds one. It emits
 * #OverpaintLoraList::changed for each change that the artist makes to what would be sent or kept,
 * and #OverpaintLoraList::trigger for a word that is to go into the prompt.
 */
G_DECLARE_FINAL_TYPE (OverpaintLoraList, overpaint_lora_list, OVERPAINT, LORA_LIST, GtkBox)

GtkWidget  * overpaint_lora_list_new         (void);

void         overpaint_lora_list_set         (OverpaintLoraList *self,
                                              const gchar       *loras,
                                              const gchar       *idle);
gchar      * overpaint_lora_list_get_loras   (OverpaintLoraList *self);
gchar      * overpaint_lora_list_get_idle    (OverpaintLoraList *self);
gchar     ** overpaint_lora_list_get_ids     (OverpaintLoraList *self);

void         overpaint_lora_list_set_offer   (OverpaintLoraList *self,
                                              const OverpaintServerOffer *offer,
                                              const gchar       *name);
void         overpaint_lora_list_set_family  (OverpaintLoraList *self,
                                              const gchar       *family);

gboolean     overpaint_lora_list_mark        (OverpaintLoraList *self,
                                              const gchar       *id,
                                              const gchar       *problem);
gchar      * overpaint_lora_list_get_problem (OverpaintLoraList *self);

G_END_DECLS
