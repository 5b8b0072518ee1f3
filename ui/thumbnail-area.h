/* thumbnail-area.h: a place in which a picture is seen small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "pixels.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_THUMBNAIL_AREA (overpaint_thumbnail_area_get_type ())

/**
 * OverpaintThumbnailArea:
 *
 * Shows a picture as large as fits, whole and in its aspect. It is made small in a thread, as
 * often as the area's size asks for it. Emits #OverpaintThumbnailArea::ready when it is seen.
 */
G_DECLARE_FINAL_TYPE (OverpaintThumbnailArea, overpaint_thumbnail_area, OVERPAINT, THUMBNAIL_AREA, GtkDrawingArea)

GtkWidget * overpaint_thumbnail_area_new        (void);

void        overpaint_thumbnail_area_set_pixels (OverpaintThumbnailArea *self,
                                                 OverpaintPixels        *pixels);
void        overpaint_thumbnail_area_set_alpha  (OverpaintThumbnailArea *self,
                                                 gdouble                 alpha);
gboolean    overpaint_thumbnail_area_is_ready   (OverpaintThumbnailArea *self);

G_END_DECLS
