/* token-entry.h: where a token is typed, and where it is kept
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_TOKEN_ENTRY (overpaint_token_entry_get_type ())

/**
 * OverpaintTokenEntry:
 *
 * An entry for a token that is not shown, a button that forgets the one that is kept, and a
 * line that says where. A token that is kept is never read back into the entry.
 */
G_DECLARE_FINAL_TYPE (OverpaintTokenEntry, overpaint_token_entry, OVERPAINT, TOKEN_ENTRY, GtkBox)

GtkWidget   * overpaint_token_entry_new         (OverpaintServerKeeper *keeper);

void          overpaint_token_entry_set_label   (OverpaintTokenEntry   *self,
                                                 GtkWidget             *label);
void          overpaint_token_entry_set_address (OverpaintTokenEntry   *self,
                                                 const gchar           *address);
const gchar * overpaint_token_entry_get_text    (OverpaintTokenEntry   *self);

G_END_DECLS
