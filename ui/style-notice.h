/* style-notice.h: what is wrong with the artist's styles, in a sentence
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "styles.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_STYLE_NOTICE (overpaint_style_notice_get_type ())

/**
 * OverpaintStyleNotice:
 *
 * A sentence that is there as long as the artist's own file of styles cannot all be used, and is said to
 * screen readers when it appears. It shows and hides itself.
 */
G_DECLARE_FINAL_TYPE (OverpaintStyleNotice, overpaint_style_notice, OVERPAINT, STYLE_NOTICE, GtkBox)

GtkWidget * overpaint_style_notice_new (OverpaintStyles *styles);

G_END_DECLS
