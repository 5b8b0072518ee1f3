/* compare-pointer.h: what pointer and keys do to two compared pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "compare-canvas.h"

G_BEGIN_DECLS

void     overpaint_compare_pointer_attach    (OverpaintCompareCanvas *canvas);
gboolean overpaint_compare_pointer_press_key (OverpaintCompareCanvas *canvas,
                                              GdkEventKey            *event);

G_END_DECLS
