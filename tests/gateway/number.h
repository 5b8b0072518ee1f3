/* number.h: how Python, Go and JavaScript read a number from text
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seeds go up to 2^64 - 1 and down to -2^63: no type of GLib's holds both. */
__extension__ typedef __int128 PracticeWide;

gboolean practice_python_integer (const gchar  *text,
                                  PracticeWide *value);
gboolean practice_python_number  (const gchar  *text,
                                  gdouble      *value);
gboolean practice_python_switch  (const gchar  *text,
                                  gboolean     *value);
gchar  * practice_python_repr    (gdouble       value);

gboolean practice_go_integer     (const gchar  *text,
                                  gint64       *value);
gboolean practice_go_number      (const gchar  *text,
                                  gdouble      *value);
gboolean practice_go_switch      (const gchar  *text,
                                  gboolean     *value);

gboolean practice_script_number  (const gchar  *text,
                                  gdouble      *value);

gchar  * practice_wide_to_text   (PracticeWide  value);

G_END_DECLS
