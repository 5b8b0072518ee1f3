/* server-offering.h: what a server has to offer, asked in the background
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "secrets.h"
#include "server-offers.h"
#include "settings.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_OFFERING (overpaint_server_offering_get_type ())

/**
 * OverpaintServerOffering:
 *
 * The #OverpaintServerOffers of the plug-in: it asks servers for their lists, and reads what the LoRA
 * files on this computer say of themselves. It starts no worker and opens no keyring.
 */
G_DECLARE_FINAL_TYPE (OverpaintServerOffering, overpaint_server_offering, OVERPAINT, SERVER_OFFERING, GObject)

OverpaintServerOffers * overpaint_server_offering_new (OverpaintSettings *settings,
                                                       OverpaintSecrets  *secrets);

G_END_DECLS
