/* offer-follow.h: what the chosen server has to offer, whichever that is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_OFFER_FOLLOW (overpaint_offer_follow_get_type ())

/**
 * OverpaintOfferFollow:
 *
 * Asks the chosen server in the background what it has, and lets go of the answer when another one is
 * chosen. It emits #OverpaintOfferFollow::changed when there is another offer, or none any more.
 */
G_DECLARE_FINAL_TYPE (OverpaintOfferFollow, overpaint_offer_follow, OVERPAINT, OFFER_FOLLOW, GObject)

OverpaintOfferFollow       * overpaint_offer_follow_new        (OverpaintServerKeeper    *keeper);

void                         overpaint_offer_follow_set_server (OverpaintOfferFollow     *self,
                                                                const OverpaintServerRow *row);
void                         overpaint_offer_follow_ask        (OverpaintOfferFollow     *self);

const OverpaintServerOffer * overpaint_offer_follow_get_offer  (OverpaintOfferFollow     *self);
const gchar                * overpaint_offer_follow_get_name   (OverpaintOfferFollow     *self);

G_END_DECLS
