/* forecast-line.h: what Generate will do, in a sentence
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_FORECAST_LINE (overpaint_forecast_line_get_type ())

/**
 * OverpaintForecastLine:
 *
 * A sentence that follows the form, and is said to screen readers once it has come to rest.
 */
G_DECLARE_FINAL_TYPE (OverpaintForecastLine, overpaint_forecast_line, OVERPAINT, FORECAST_LINE, GtkBox)

GtkWidget   * overpaint_forecast_line_new      (void);

void          overpaint_forecast_line_set_text (OverpaintForecastLine *self,
                                                const gchar           *sentence);
const gchar * overpaint_forecast_line_get_text (OverpaintForecastLine *self);

G_END_DECLS
