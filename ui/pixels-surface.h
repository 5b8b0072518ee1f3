/* pixels-surface.h: a picture in memory, as the screen takes it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "pixels.h"

G_BEGIN_DECLS

cairo_surface_t * overpaint_pixels_surface_new     (OverpaintPixels *pixels,
                                                    gint             scale);

void              overpaint_pixels_surface_checker (cairo_t         *cairo,
                                                    gdouble          x,
                                                    gdouble          y,
                                                    gdouble          width,
                                                    gdouble          height);

G_END_DECLS
