/* prompt-entry.h: a prompt, the prompts before it, and those with a star
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "field.h"
#include "prompts.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PROMPT_ENTRY (overpaint_prompt_entry_get_type ())

/**
 * OverpaintPromptEntry:
 *
 * Several lines for a prompt. Where it is given the prompts of earlier runs, it has its label above,
 * with a star and a menu beside it, and Alt+Up and Alt+Down walk through them; edits made on
 * the way stay where they were made. It emits #OverpaintPromptEntry::changed once for each
 * change, and #OverpaintPromptEntry::generate for Ctrl+Enter.
 */
G_DECLARE_FINAL_TYPE (OverpaintPromptEntry, overpaint_prompt_entry, OVERPAINT, PROMPT_ENTRY, GtkBox)

GtkWidget * overpaint_prompt_entry_new             (const OverpaintField *field,
                                                    OverpaintPrompts     *prompts);

void        overpaint_prompt_entry_set_placeholder (OverpaintPromptEntry *self,
                                                    const gchar          *text);
gchar     * overpaint_prompt_entry_get_text        (OverpaintPromptEntry *self);
void        overpaint_prompt_entry_set_text        (OverpaintPromptEntry *self,
                                                    const gchar          *text);
gboolean    overpaint_prompt_entry_add_phrase      (OverpaintPromptEntry *self,
                                                    const gchar          *phrase);

G_END_DECLS
