/* prompt-menu.h: favourite and recent prompts, to choose one from
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "prompts.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PROMPT_MENU (overpaint_prompt_menu_get_type ())

/**
 * OverpaintPromptMenu:
 *
 * A popover with the prompts that have a star, and below them those used last. It emits
 * #OverpaintPromptMenu::chosen with the prompt.
 */
G_DECLARE_FINAL_TYPE (OverpaintPromptMenu, overpaint_prompt_menu, OVERPAINT, PROMPT_MENU, GtkPopover)

GtkWidget * overpaint_prompt_menu_new (OverpaintPrompts *prompts);

G_END_DECLS
