/* lora-choices.h: the LoRAs of a server, as lists and rows show them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "lora-row.h"
#include "server-offers.h"

G_BEGIN_DECLS

GtkTreeModel * overpaint_lora_choices_new      (GPtrArray        *items);
void           overpaint_lora_choices_describe (OverpaintLoraRow *row,
                                                GPtrArray        *items,
                                                const gchar      *server,
                                                const gchar      *family);

G_END_DECLS
