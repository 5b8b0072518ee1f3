/* keys-popover.h: what the keys of the contact sheet do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget * overpaint_keys_popover_new (GtkWidget *relative_to);

G_END_DECLS
