/* shelf.h: all that the window keeps from one day to the next
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "history.h"
#include "pace.h"
#include "preferences.h"
#include "prompts.h"
#include "styles.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SHELF (overpaint_shelf_get_type ())

/**
 * OverpaintShelf:
 *
 * The window's stores, opened together from one folder: `styles.json`, `prompts.json`, `history/`,
 * `pace.ini` and `window.ini`.
 */
G_DECLARE_FINAL_TYPE (OverpaintShelf, overpaint_shelf, OVERPAINT, SHELF, GObject)

OverpaintShelf       * overpaint_shelf_new             (const gchar     *folder);

OverpaintStyles      * overpaint_shelf_get_styles      (OverpaintShelf  *self);
OverpaintPrompts     * overpaint_shelf_get_prompts     (OverpaintShelf  *self);
OverpaintHistory     * overpaint_shelf_get_history     (OverpaintShelf  *self);
OverpaintPace        * overpaint_shelf_get_pace        (OverpaintShelf  *self);
OverpaintPreferences * overpaint_shelf_get_preferences (OverpaintShelf  *self);

G_END_DECLS
