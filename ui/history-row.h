/* history-row.h: an earlier run in the list
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "history.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_HISTORY_ROW (overpaint_history_row_get_type ())

/**
 * OverpaintHistoryRow:
 *
 * A run: thumbnails, prompt, settings, where and when. It is empty, and as high as if it were not, until
 * somebody sees it: five hundred of them are made at once.
 */
G_DECLARE_FINAL_TYPE (OverpaintHistoryRow, overpaint_history_row, OVERPAINT, HISTORY_ROW, GtkListBoxRow)

GtkWidget                   * overpaint_history_row_new        (const OverpaintHistoryEntry *entry,
                                                                gint                         line);
gint                          overpaint_history_row_measure_line (GtkWidget                 *list);

void                          overpaint_history_row_set_entry  (OverpaintHistoryRow         *self,
                                                                const OverpaintHistoryEntry *entry);
const OverpaintHistoryEntry * overpaint_history_row_get_entry  (OverpaintHistoryRow         *self);
gint                          overpaint_history_row_get_day    (OverpaintHistoryRow         *self);
void                          overpaint_history_row_update_header (OverpaintHistoryRow      *self,
                                                                OverpaintHistoryRow         *before,
                                                                gint                         today);
void                          overpaint_history_row_set_seen   (OverpaintHistoryRow         *self,
                                                                gboolean                     seen);
gboolean                      overpaint_history_row_is_filled  (OverpaintHistoryRow         *self);

G_END_DECLS
