/* compare-paint.h: what lies over two compared pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "compare-geometry.h"

G_BEGIN_DECLS

/* How far from the divider its grip reaches to both sides, in units of the widget. */
#define OVERPAINT_COMPARE_GRIP 17.0

void overpaint_compare_paint_ground   (GtkWidget                      *widget,
                                       cairo_t                        *cairo);
void overpaint_compare_paint_sentence (GtkWidget                      *widget,
                                       cairo_t                        *cairo,
                                       const gchar                    *sentence);
void overpaint_compare_paint_labels   (GtkWidget                      *widget,
                                       cairo_t                        *cairo,
                                       const OverpaintCompareGeometry *geometry,
                                       const gchar                    *left,
                                       const gchar                    *right);
void overpaint_compare_paint_divider  (GtkWidget                      *widget,
                                       cairo_t                        *cairo,
                                       const OverpaintCompareGeometry *geometry);

G_END_DECLS
