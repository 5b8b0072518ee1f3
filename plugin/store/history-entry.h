/* history-entry.h: one run of the history
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "history.h"

G_BEGIN_DECLS

OverpaintHistoryEntry * overpaint_history_entry_new           (const OverpaintHistoryEntry  *entry);
OverpaintHistoryEntry * overpaint_history_entry_read          (const gchar                  *folder,
                                                               const gchar                  *id,
                                                               GHashTable                   *names,
                                                               GError                      **error);
OverpaintHistoryEntry * overpaint_history_entry_ref           (OverpaintHistoryEntry        *entry);
void                    overpaint_history_entry_unref         (OverpaintHistoryEntry        *entry);

gboolean                overpaint_history_entry_write         (OverpaintHistoryEntry        *entry,
                                                               const gchar                  *folder,
                                                               GError                      **error);
void                    overpaint_history_entry_set_thumbnail (OverpaintHistoryEntry        *entry,
                                                               guint                         index,
                                                               const gchar                  *path);

gchar                ** overpaint_history_split_words         (const gchar                  *text);
gboolean                overpaint_history_entry_matches       (OverpaintHistoryEntry        *entry,
                                                               gchar                       **words);

gboolean                overpaint_history_is_id               (const gchar                  *text,
                                                               gsize                         length);
gchar                 * overpaint_history_name_thumbnail      (const gchar                  *id,
                                                               guint                         index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintHistoryEntry, overpaint_history_entry_unref)

G_END_DECLS
