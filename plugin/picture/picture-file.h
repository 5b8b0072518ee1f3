/* picture-file.h: the bytes of a picture, whatever its format, to pixels
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pixels.h"

G_BEGIN_DECLS

OverpaintPixels * overpaint_picture_decode (GBytes  *bytes,
                                            GError **error);

G_END_DECLS
