/* calm-combo.c: a list to choose from that keeps its choice while a form is scrolled
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calm-combo.h"

G_DEFINE_TYPE (OverpaintCalmCombo, overpaint_calm_combo, GTK_TYPE_COMBO_BOX)

static gboolean
overpaint_calm_combo_scroll_event (GtkWidget      *widget,
                                   GdkEventScroll *event)
{
  return GDK_EVENT_PROPAGATE;
}

static void
overpaint_calm_combo_class_init (OverpaintCalmComboClass *klass)
{
  GTK_WIDGET_CLASS (klass)->scroll_event = overpaint_calm_combo_scroll_event;
}

static void
overpaint_calm_combo_init (OverpaintCalmCombo *self)
{
}
