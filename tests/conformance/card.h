/* card.h: pictures that are sent, and how what comes back is measured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pixels.h"

G_BEGIN_DECLS

/* What most cases send: the least that all of these servers are at home with. */
#define CONFORM_SIDE 256

OverpaintPixels * conform_card_new_colours   (gint             width,
                                              gint             height);
OverpaintPixels * conform_card_new_patches   (gint             width,
                                              gint             height);
GBytes          * conform_card_to_png        (OverpaintPixels *card);
GBytes          * conform_card_usual         (void);

gdouble           conform_card_colour_error  (OverpaintPixels *picture);
const gchar     * conform_card_find_turn     (OverpaintPixels *picture,
                                              gdouble         *likeness);
gdouble           conform_card_difference    (OverpaintPixels *one,
                                              OverpaintPixels *other);

G_END_DECLS
