/* found-dialog.h: a window with the workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_FOUND_DIALOG (overpaint_found_dialog_get_type ())

/**
 * OverpaintFoundDialog:
 *
 * Looks for workers on this computer when it opens, and again when it is asked to. It emits
 * #OverpaintFoundDialog::added with the name of each server that has been added, and
 * #OverpaintFoundDialog::use with the one that is to paint, after which it closes.
 */
G_DECLARE_FINAL_TYPE (OverpaintFoundDialog, overpaint_found_dialog, OVERPAINT, FOUND_DIALOG, GtkDialog)

GtkWidget * overpaint_found_dialog_new (GtkWindow             *parent,
                                        OverpaintServerKeeper *keeper,
                                        gboolean               can_use);

G_END_DECLS
