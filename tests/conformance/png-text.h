/* png-text.h: what a PNG file says of itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "pixels.h"

G_BEGIN_DECLS

gchar    * conform_png_get_text (GBytes          *file,
                                 const gchar     *keyword);
gboolean   conform_png_get_head (GBytes          *file,
                                 gint            *width,
                                 gint            *height,
                                 gint            *depth,
                                 gint            *colour_type);
GBytes   * conform_png_new_gray (OverpaintPixels *pixels);

G_END_DECLS
