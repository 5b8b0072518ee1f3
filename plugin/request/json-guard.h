/* json-guard.h: whether a text that anyone may have written can go to the parser
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean overpaint_json_is_harmless (const gchar *text,
                                     gsize        length,
                                     guint        deepest);

G_END_DECLS
