/* blend-slider.h: how much of a picture is seen over the source
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "picks.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_BLEND_SLIDER (overpaint_blend_slider_get_type ())

/**
 * OverpaintBlendSlider:
 *
 * Mixes the picture that the image shows with the source, by its layer's opacity. The image follows
 * while the slider moves; GIMP's history gets one step, when it has come to rest. Emits
 * #OverpaintBlendSlider::problem with a sentence where the image refuses.
 */
G_DECLARE_FINAL_TYPE (OverpaintBlendSlider, overpaint_blend_slider, OVERPAINT, BLEND_SLIDER, GtkBox)

GtkWidget * overpaint_blend_slider_new  (void);

void        overpaint_blend_slider_show (OverpaintBlendSlider *self,
                                         OverpaintPicks       *picks);

G_END_DECLS
