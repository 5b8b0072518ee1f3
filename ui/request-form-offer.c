/* request-form-offer.c: what the chosen server has, in the fields of the form
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "request-form-private.h"

static void
on_answered (OverpaintRequestForm *self)
{
  overpaint_offer_follow_ask (self->offers);
}

/* Another model is a change like any other. What else has changed is only how a picture is sent. */
static void
on_offer_changed (OverpaintRequestForm *self)
{
  const OverpaintServerOffer *offer = overpaint_offer_follow_get_offer (self->offers);
  const gchar                *name  = overpaint_offer_follow_get_name (self->offers);

  overpaint_lora_list_set_offer (OVERPAINT_LORA_LIST (self->loras), offer, name);
  overpaint_model_picker_set_offer (OVERPAINT_MODEL_PICKER (self->model), offer, name);
  overpaint_request_form_follow_memory (self);

  if (! self->is_filling)
    overpaint_request_form_follow (self);
}

static void
on_trigger (OverpaintRequestForm *self,
            const gchar          *word)
{
  overpaint_prompt_entry_add_phrase (OVERPAINT_PROMPT_ENTRY (self->prompt), word);
}

/**
 * overpaint_request_form_add_offers:
 * @self: a form with all its fields
 * @keeper: knows the servers, and asks them
 *
 * Has the lists of models and LoRAs show what the chosen server has, as soon as it has said so. What the artist
 * has typed or chosen stays.
 */
void
overpaint_request_form_add_offers (OverpaintRequestForm  *self,
                                   OverpaintServerKeeper *keeper)
{
  self->offers = overpaint_offer_follow_new (keeper);

  g_signal_connect_object (self->offers, "changed", G_CALLBACK (on_offer_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->server, "answered", G_CALLBACK (on_answered), self);
  g_signal_connect_swapped (self->loras, "trigger", G_CALLBACK (on_trigger), self);
}
