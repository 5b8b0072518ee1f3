/* prompt-view.h: several lines of text, with the keys of a prompt
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PROMPT_VIEW (overpaint_prompt_view_get_type ())

/**
 * OverpaintPromptView:
 *
 * A text view for prompts: Tab moves on, Ctrl+Enter emits #OverpaintPromptView::generate, Alt+Up and
 * Alt+Down emit #OverpaintPromptView::walk, Ctrl+Z and Shift+Ctrl+Z undo and redo. All of these
 * are key bindings, which input methods see before the view does.
 */
G_DECLARE_FINAL_TYPE (OverpaintPromptView, overpaint_prompt_view, OVERPAINT, PROMPT_VIEW, GtkTextView)

void    overpaint_prompt_view_set_placeholder (OverpaintPromptView *self,
                                               const gchar         *text);
gchar * overpaint_prompt_view_get_text        (OverpaintPromptView *self);
void    overpaint_prompt_view_set_text        (OverpaintPromptView *self,
                                               const gchar         *text);
void    overpaint_prompt_view_add_phrase      (OverpaintPromptView *self,
                                               const gchar         *phrase);

G_END_DECLS
