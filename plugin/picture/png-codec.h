/* png-codec.h: pixels to PNG and back, in memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pixels.h"

G_BEGIN_DECLS

GBytes          * overpaint_png_encode (OverpaintPixels  *pixels,
                                        GError          **error);

OverpaintPixels * overpaint_png_decode (GBytes           *bytes,
                                        GError          **error);

G_END_DECLS
