/* matte.h: colours to lie under transparency, so that no fringe appears
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pixels.h"

G_BEGIN_DECLS

OverpaintPixels * overpaint_matte_spread (OverpaintPixels  *pixels,
                                          GError          **error);

G_END_DECLS
