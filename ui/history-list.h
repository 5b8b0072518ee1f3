/* history-list.h: the rows of earlier runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "history.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_HISTORY_LIST (overpaint_history_list_get_type ())

/**
 * OverpaintHistoryList:
 *
 * All runs, the newest first, day by day; those that are searched for are shown. Rows are filled when
 * they are seen. It emits #OverpaintHistoryList::selected and ::activated.
 */
G_DECLARE_FINAL_TYPE (OverpaintHistoryList, overpaint_history_list, OVERPAINT, HISTORY_LIST, GtkScrolledWindow)

void                          overpaint_history_list_set_history  (OverpaintHistoryList *self,
                                                                   OverpaintHistory     *history);
void                          overpaint_history_list_update       (OverpaintHistoryList *self);
void                          overpaint_history_list_search       (OverpaintHistoryList *self,
                                                                   const gchar          *text);

guint                         overpaint_history_list_count        (OverpaintHistoryList *self);
guint                         overpaint_history_list_count_found  (OverpaintHistoryList *self);
const OverpaintHistoryEntry * overpaint_history_list_get_selected (OverpaintHistoryList *self);
gboolean                      overpaint_history_list_enter        (OverpaintHistoryList *self);
void                          overpaint_history_list_step_off     (OverpaintHistoryList *self);

G_END_DECLS
