/* history-view.h: earlier runs, to be found and used again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "history.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_HISTORY_VIEW (overpaint_history_view_get_type ())

/**
 * OverpaintHistoryView:
 *
 * A list of runs with their thumbnails, and a field to search it. It emits
 * #OverpaintHistoryView::use with an #OverpaintWish for "Use These Settings".
 */
G_DECLARE_FINAL_TYPE (OverpaintHistoryView, overpaint_history_view, OVERPAINT, HISTORY_VIEW, GtkBox)

GtkWidget * overpaint_history_view_new (OverpaintHistory *history);

G_END_DECLS
