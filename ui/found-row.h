/* found-row.h: a worker that was found, and what can be done with it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-scout.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_FOUND_ROW (overpaint_found_row_get_type ())

/**
 * OverpaintFoundRow:
 *
 * What was found, where, and what is in the way, with the buttons "Add" and "Use". It emits
 * #OverpaintFoundRow::take; whoever adds it tells the row.
 */
G_DECLARE_FINAL_TYPE (OverpaintFoundRow, overpaint_found_row, OVERPAINT, FOUND_ROW, GtkBox)

GtkWidget               * overpaint_found_row_new            (const OverpaintScoutRow *found,
                                                              gboolean                 can_use);

const OverpaintScoutRow * overpaint_found_row_get_found      (OverpaintFoundRow       *self);
const gchar             * overpaint_found_row_get_name       (OverpaintFoundRow       *self);
void                      overpaint_found_row_set_configured (OverpaintFoundRow       *self,
                                                              const gchar             *name);

G_END_DECLS
