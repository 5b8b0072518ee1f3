/* number-spin.h: a spin button that tells what the artist did from what code did
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_NUMBER_SPIN (overpaint_number_spin_get_type ())

/**
 * OverpaintNumberSpin:
 *
 * A spin button whose value is right at each moment, also while it is being typed, and that emits
 * #OverpaintNumberSpin::edited once for each new value that comes from the artist. The wheel turns
 * it only where it has the focus, so that scrolling a form changes nothing on the way.
 */
G_DECLARE_FINAL_TYPE (OverpaintNumberSpin, overpaint_number_spin, OVERPAINT, NUMBER_SPIN, GtkSpinButton)

void    overpaint_number_spin_set_range (OverpaintNumberSpin *self,
                                         gdouble              least,
                                         gdouble              greatest,
                                         gdouble              step,
                                         guint                digits);
void    overpaint_number_spin_set_word  (OverpaintNumberSpin *self,
                                         const gchar         *word);

gdouble overpaint_number_spin_get       (OverpaintNumberSpin *self);
void    overpaint_number_spin_set       (OverpaintNumberSpin *self,
                                         gdouble              value);

G_END_DECLS
