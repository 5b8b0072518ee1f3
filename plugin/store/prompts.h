/* prompts.h: prompts that were used, and favourites
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PROMPTS (overpaint_prompts_get_type ())

/**
 * OverpaintPrompts:
 *
 * The prompts that the artist has used, the newest first and each once, and those marked with a
 * star. Several windows share the file. It emits #OverpaintPrompts::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintPrompts, overpaint_prompts, OVERPAINT, PROMPTS, GObject)

OverpaintPrompts    * overpaint_prompts_new           (const gchar       *path);

gboolean              overpaint_prompts_remember      (OverpaintPrompts  *self,
                                                       const gchar       *prompt,
                                                       GError           **error);
guint                 overpaint_prompts_get_n         (OverpaintPrompts  *self);
const gchar         * overpaint_prompts_get           (OverpaintPrompts  *self,
                                                       guint              index);

gboolean              overpaint_prompts_is_favourite  (OverpaintPrompts  *self,
                                                       const gchar       *prompt);
gboolean              overpaint_prompts_set_favourite (OverpaintPrompts  *self,
                                                       const gchar       *prompt,
                                                       gboolean           favourite,
                                                       GError           **error);
const gchar * const * overpaint_prompts_get_favourites (OverpaintPrompts *self);

G_END_DECLS
