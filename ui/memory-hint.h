/* memory-hint.h: whether a model fits this computer's graphics card
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "pace.h"
#include "server-keeper.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_MEMORY_HINT (overpaint_memory_hint_get_type ())

/**
 * OverpaintMemoryHint:
 *
 * A line such as "SDXL wants about 8 GiB, 5.1 free: SD-Turbo fits." It is there only where it informs:
 * for a server on this computer, a card whose memory is known, and a model that does not fit, that the server
 * would have to load, and that has not painted there before. It holds up nothing.
 */
G_DECLARE_FINAL_TYPE (OverpaintMemoryHint, overpaint_memory_hint, OVERPAINT, MEMORY_HINT, GtkLabel)

GtkWidget * overpaint_memory_hint_new   (OverpaintServerKeeper      *keeper,
                                         OverpaintPace              *pace);

void        overpaint_memory_hint_show  (OverpaintMemoryHint        *self,
                                         const OverpaintServerRow   *server,
                                         const OverpaintServerOffer *offer,
                                         const gchar                *model);

G_END_DECLS
