/* layer-look.h: what would be taken out of an image now, small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "canvas.h"

G_BEGIN_DECLS

void overpaint_layer_look (GimpImage            *image,
                           gint                  side,
                           OverpaintCanvasView  *view);

G_END_DECLS
