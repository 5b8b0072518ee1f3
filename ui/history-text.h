/* history-text.h: what is said about an earlier run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "history.h"

G_BEGIN_DECLS

gint    overpaint_history_text_get_day      (gint64                       when);
gchar * overpaint_history_text_name_day     (gint                         day,
                                             gint                         today);
gchar * overpaint_history_text_get_time     (gint64                       when);
gchar * overpaint_history_text_get_prompt   (const OverpaintHistoryEntry *entry);
gchar * overpaint_history_text_get_settings (const OverpaintHistoryEntry *entry);
gchar * overpaint_history_text_get_place    (const OverpaintHistoryEntry *entry);
gchar * overpaint_history_text_get_name     (const OverpaintHistoryEntry *entry);

G_END_DECLS
