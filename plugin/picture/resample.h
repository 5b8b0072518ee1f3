/* resample.h: pixels at another size, by one scale both ways
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pixels.h"

G_BEGIN_DECLS

OverpaintPixels * overpaint_pixels_resample (OverpaintPixels  *source,
                                             gdouble           scale,
                                             gdouble           origin_x,
                                             gdouble           origin_y,
                                             gint              width,
                                             gint              height,
                                             GError          **error);

G_END_DECLS
