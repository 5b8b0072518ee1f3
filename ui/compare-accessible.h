/* compare-accessible.h: the divider of two compared pictures, for those who do not see it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_COMPARE_ACCESSIBLE (overpaint_compare_accessible_get_type ())

GType overpaint_compare_accessible_get_type      (void) G_GNUC_CONST;

void  overpaint_compare_accessible_tell_changed  (GtkWidget *canvas);

G_END_DECLS
