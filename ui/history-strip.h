/* history-strip.h: the thumbnails of a run, side by side
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_HISTORY_STRIP (overpaint_history_strip_get_type ())

/* Height of a thumbnail, in units of the widget. */
#define OVERPAINT_HISTORY_STRIP_HEIGHT 64

/**
 * OverpaintHistoryStrip:
 *
 * Thumbnails in one row, as many as there is room for, and how many more there are. They are read in a
 * thread, and only while somebody looks.
 */
G_DECLARE_FINAL_TYPE (OverpaintHistoryStrip, overpaint_history_strip, OVERPAINT, HISTORY_STRIP, GtkDrawingArea)

GtkWidget * overpaint_history_strip_new        (void);

void        overpaint_history_strip_set_paths  (OverpaintHistoryStrip *self,
                                                gchar                **paths);
void        overpaint_history_strip_set_seen   (OverpaintHistoryStrip *self,
                                                gboolean               seen);
guint       overpaint_history_strip_count_read (OverpaintHistoryStrip *self);

G_END_DECLS
