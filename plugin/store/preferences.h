/* preferences.h: how the artist left the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "wish.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PREFERENCES (overpaint_preferences_get_type ())

/**
 * OverpaintPreferences:
 *
 * The window's size, panes and expanders, and the wish of the last Generate, from which the next
 * start and Filters > Repeat begin.
 */
G_DECLARE_FINAL_TYPE (OverpaintPreferences, overpaint_preferences, OVERPAINT, PREFERENCES, GObject)

OverpaintPreferences * overpaint_preferences_new         (const gchar           *path);

gint                   overpaint_preferences_get_number  (OverpaintPreferences  *self,
                                                          const gchar           *name,
                                                          gint                   fallback);
void                   overpaint_preferences_set_number  (OverpaintPreferences  *self,
                                                          const gchar           *name,
                                                          gint                   number);

OverpaintWish        * overpaint_preferences_get_wish    (OverpaintPreferences  *self);
void                   overpaint_preferences_set_wish    (OverpaintPreferences  *self,
                                                          OverpaintWish         *wish);

gboolean               overpaint_preferences_save        (OverpaintPreferences  *self,
                                                          GError               **error);

G_END_DECLS
