/* history-folder.h: the files of the history
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "history-entry.h"

G_BEGIN_DECLS

/* A year of an artist who tries much; some 10 MB with the thumbnails. */
#define OVERPAINT_HISTORY_MOST_RUNS 500

GPtrArray * overpaint_history_folder_new_list (void);

gchar     * overpaint_history_folder_name_run (const gchar                  *folder,
                                               const gchar                  *id);
GPtrArray * overpaint_history_folder_read     (const gchar                  *folder,
                                               GCancellable                 *cancellable);
gboolean    overpaint_history_folder_remove   (const gchar                  *folder,
                                               const OverpaintHistoryEntry  *entry,
                                               GError                      **error);
gboolean    overpaint_history_folder_clear    (const gchar                  *folder,
                                               GError                      **error);

G_END_DECLS
