/* path-entry.h: where a file or a folder is chosen or typed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PATH_ENTRY (overpaint_path_entry_get_type ())

/**
 * OverpaintPathEntry:
 *
 * An entry for a path, and a button that chooses one. A path may be dropped on it, pasted with the quotes
 * or the "file:" that file managers put around it, and begin with "~". It emits #OverpaintPathEntry::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintPathEntry, overpaint_path_entry, OVERPAINT, PATH_ENTRY, GtkBox)

void    overpaint_path_entry_set_label (OverpaintPathEntry *self,
                                        GtkWidget          *label,
                                        const gchar        *tooltip);
void    overpaint_path_entry_set_path  (OverpaintPathEntry *self,
                                        const gchar        *path);
gchar * overpaint_path_entry_get_path  (OverpaintPathEntry *self);

G_END_DECLS
