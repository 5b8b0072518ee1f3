/* style-dialog.h: a window for one style of the artist's own
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "styles.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_STYLE_DIALOG (overpaint_style_dialog_get_type ())

/**
 * OverpaintStyleDialog:
 *
 * Name and words of a style that is kept, changed or removed, and the LoRAs and values that it is to bring
 * along. It emits #OverpaintStyleDialog::done
 * with the style's id, or with %NULL where it has been removed.
 */
G_DECLARE_FINAL_TYPE (OverpaintStyleDialog, overpaint_style_dialog, OVERPAINT, STYLE_DIALOG, GtkDialog)

GtkWidget * overpaint_style_dialog_new (GtkWindow        *parent,
                                        OverpaintStyles  *styles,
                                        const gchar      *id,
                                        const gchar      *prompt,
                                        OverpaintRequest *request);

G_END_DECLS
