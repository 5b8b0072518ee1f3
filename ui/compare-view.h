/* compare-view.h: two pictures of a run, A and B, under one divider
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "axis.h"
#include "variation.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_COMPARE_VIEW (overpaint_compare_view_get_type ())

/**
 * OverpaintCompareView:
 *
 * A and B, zoomed and panned together, with what zooms, fits and swaps them below; or, while one of
 * the two is missing, a sentence on how to come by it. The focus goes to the pictures.
 */
G_DECLARE_FINAL_TYPE (OverpaintCompareView, overpaint_compare_view, OVERPAINT, COMPARE_VIEW, GtkBox)

GtkWidget * overpaint_compare_view_new      (void);

void        overpaint_compare_view_set_axis (OverpaintCompareView *self,
                                             OverpaintAxis        *axis);
void        overpaint_compare_view_show     (OverpaintCompareView *self,
                                             OverpaintVariation   *a,
                                             OverpaintVariation   *b);

G_END_DECLS
