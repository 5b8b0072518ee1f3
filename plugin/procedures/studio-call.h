/* studio-call.h: a call from the menu that ends up in the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "call.h"
#include "wish.h"

G_BEGIN_DECLS

GimpValueArray * overpaint_studio_call (OverpaintCall *call,
                                        OverpaintWish *wish);

G_END_DECLS
