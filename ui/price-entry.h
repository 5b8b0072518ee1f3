/* price-entry.h: an entry for what a server takes
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PRICE_ENTRY (overpaint_price_entry_get_type ())

/**
 * OverpaintPriceEntry:
 *
 * A price in US dollars per megapixel, for people; in US dollars per pixel for settings.
 */
G_DECLARE_FINAL_TYPE (OverpaintPriceEntry, overpaint_price_entry, OVERPAINT, PRICE_ENTRY, GtkSpinButton)

GtkWidget * overpaint_price_entry_new         (void);

void        overpaint_price_entry_set_price   (OverpaintPriceEntry *self,
                                               gdouble              price,
                                               const gchar         *kind);
gdouble     overpaint_price_entry_get_price   (OverpaintPriceEntry *self);
void        overpaint_price_entry_change_kind (OverpaintPriceEntry *self,
                                               const gchar         *kind);

G_END_DECLS
