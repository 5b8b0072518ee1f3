/* text-undo.h: undo and redo for a text buffer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_TEXT_UNDO (overpaint_text_undo_get_type ())

/**
 * OverpaintTextUndo:
 *
 * Remembers what a short text was before each change; GTK 3 has no undo of its own. Letters that
 * are typed one after the other are one step, up to the end of the word.
 */
G_DECLARE_FINAL_TYPE (OverpaintTextUndo, overpaint_text_undo, OVERPAINT, TEXT_UNDO, GObject)

OverpaintTextUndo * overpaint_text_undo_new          (GtkTextBuffer     *buffer);

void                overpaint_text_undo_note         (OverpaintTextUndo *self);
gboolean            overpaint_text_undo_step_back    (OverpaintTextUndo *self);
gboolean            overpaint_text_undo_step_forward (OverpaintTextUndo *self);

G_END_DECLS
