/* compare-picture.h: a picture in several sizes, so that it is drawn at once
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "pixels.h"

G_BEGIN_DECLS

/**
 * OverpaintComparePicture:
 *
 * A picture as cairo paints it, and the same picture at a half, a quarter and so on: an immutable,
 * reference-counted type. However large the picture is, what is drawn is never more than twice as
 * wide as what is seen of it.
 */
typedef struct _OverpaintComparePicture OverpaintComparePicture;

void                      overpaint_compare_picture_make_async  (OverpaintPixels          *pixels,
                                                                 GCancellable             *cancellable,
                                                                 GAsyncReadyCallback       callback,
                                                                 gpointer                  user_data);
OverpaintComparePicture * overpaint_compare_picture_make_finish (GAsyncResult             *result,
                                                                 GError                  **error);
OverpaintComparePicture * overpaint_compare_picture_ref         (OverpaintComparePicture  *self);
void                      overpaint_compare_picture_unref       (OverpaintComparePicture  *self);

OverpaintPixels         * overpaint_compare_picture_get_pixels  (OverpaintComparePicture  *self);
void                      overpaint_compare_picture_draw        (OverpaintComparePicture  *self,
                                                                 cairo_t                  *cairo,
                                                                 gdouble                   x,
                                                                 gdouble                   y,
                                                                 gdouble                   width,
                                                                 gdouble                   height,
                                                                 gdouble                   scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintComparePicture, overpaint_compare_picture_unref)

G_END_DECLS
