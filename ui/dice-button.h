/* dice-button.h: a button with a die on it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_DICE_BUTTON (overpaint_dice_button_get_type ())

/**
 * OverpaintDiceButton:
 *
 * A button with a die, drawn in the theme's colour, for icon themes have none.
 */
G_DECLARE_FINAL_TYPE (OverpaintDiceButton, overpaint_dice_button, OVERPAINT, DICE_BUTTON, GtkButton)

G_END_DECLS
