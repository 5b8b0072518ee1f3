/* prompt-guard.h: prompts that a server would take for more than words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "request.h"

G_BEGIN_DECLS

gboolean overpaint_prompt_guard_check (OverpaintRequest  *variation,
                                       const gchar       *host,
                                       GError           **error);

G_END_DECLS
