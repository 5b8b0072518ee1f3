/* text-dialog.h: a text to read and to copy
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget * overpaint_text_dialog_new (const gchar *title,
                                       const gchar *text);

G_END_DECLS
