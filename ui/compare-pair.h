/* compare-pair.h: the two pictures that are compared
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "compare-geometry.h"
#include "pixels.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_COMPARE_PAIR (overpaint_compare_pair_get_type ())

/**
 * OverpaintComparePair:
 *
 * Two pictures with their labels, one for the left and one for the right. They are made ready in
 * threads; until both of a new pair are, the one before stays. It emits
 * #OverpaintComparePair::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintComparePair, overpaint_compare_pair, OVERPAINT, COMPARE_PAIR, GObject)

OverpaintComparePair * overpaint_compare_pair_new         (void);

void                   overpaint_compare_pair_set         (OverpaintComparePair           *self,
                                                           OverpaintPixels                *left,
                                                           const gchar                    *left_label,
                                                           OverpaintPixels                *right,
                                                           const gchar                    *right_label);
void                   overpaint_compare_pair_clear       (OverpaintComparePair           *self);
void                   overpaint_compare_pair_swap        (OverpaintComparePair           *self);

gboolean               overpaint_compare_pair_is_there    (OverpaintComparePair           *self);
gboolean               overpaint_compare_pair_is_ready    (OverpaintComparePair           *self);
const gchar          * overpaint_compare_pair_get_problem (OverpaintComparePair           *self);
OverpaintPixels      * overpaint_compare_pair_get_pixels  (OverpaintComparePair           *self);
const gchar          * overpaint_compare_pair_get_left    (OverpaintComparePair           *self);
const gchar          * overpaint_compare_pair_get_right   (OverpaintComparePair           *self);

void                   overpaint_compare_pair_draw        (OverpaintComparePair           *self,
                                                           cairo_t                        *cairo,
                                                           const OverpaintCompareGeometry *geometry);

G_END_DECLS
