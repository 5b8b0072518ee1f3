/* calm-combo.h: a list to choose from that keeps its choice while a form is scrolled
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_CALM_COMBO (overpaint_calm_combo_get_type ())

/**
 * OverpaintCalmCombo:
 *
 * A combo box that leaves the mouse wheel to whatever is scrolled around it.
 */
G_DECLARE_DERIVABLE_TYPE (OverpaintCalmCombo, overpaint_calm_combo, OVERPAINT, CALM_COMBO, GtkComboBox)

struct _OverpaintCalmComboClass
{
  GtkComboBoxClass parent_class;
};

G_END_DECLS
