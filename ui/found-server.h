/* found-server.h: making a server of a worker that was found
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

gchar     * overpaint_found_server_add        (OverpaintServerKeeper    *keeper,
                                               const OverpaintScoutRow  *found,
                                               GError                  **error);
GtkWidget * overpaint_found_server_new_editor (GtkWindow                *parent,
                                               OverpaintServerKeeper    *keeper,
                                               const OverpaintScoutRow  *found);

G_END_DECLS
