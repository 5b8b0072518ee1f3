/* source-card.h: what Generate would take of the image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "canvas.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SOURCE_CARD (overpaint_source_card_get_type ())

/* Longest side of its thumbnail, in the widget's pixels. */
#define OVERPAINT_SOURCE_CARD_SIDE 96

/**
 * OverpaintSourceCard:
 *
 * A thumbnail of what would be sent, the layer's name and size, or why nothing can be sent.
 */
G_DECLARE_FINAL_TYPE (OverpaintSourceCard, overpaint_source_card, OVERPAINT, SOURCE_CARD, GtkBox)

GtkWidget * overpaint_source_card_new  (void);

void        overpaint_source_card_show (OverpaintSourceCard       *self,
                                        const OverpaintCanvasView *view);

G_END_DECLS
