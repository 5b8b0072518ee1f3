/* server-editor.h: a window for one server and its token
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_EDITOR (overpaint_server_editor_get_type ())

/**
 * OverpaintServerEditor:
 *
 * A window for one server and its token. It saves through an #OverpaintServerKeeper, says
 * what is wrong with everything still typed, and closes once all is kept.
 */
G_DECLARE_FINAL_TYPE (OverpaintServerEditor, overpaint_server_editor, OVERPAINT, SERVER_EDITOR, GtkDialog)

GtkWidget * overpaint_server_editor_new (GtkWindow                *parent,
                                         OverpaintServerKeeper    *keeper,
                                         const OverpaintServerRow *row);

GtkWidget * overpaint_server_editor_new_filled (GtkWindow                *parent,
                                                OverpaintServerKeeper    *keeper,
                                                const OverpaintServerRow *row);

G_END_DECLS
