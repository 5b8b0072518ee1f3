/* wish-forecast.h: what a wish will come to
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pace.h"
#include "server-keeper.h"
#include "wish.h"

G_BEGIN_DECLS

gchar * overpaint_wish_forecast_new_text (OverpaintWish            *wish,
                                          OverpaintRequest         *styled,
                                          gint                      width,
                                          gint                      height,
                                          const OverpaintServerRow *server,
                                          gint                      server_step,
                                          OverpaintPace            *pace);

G_END_DECLS
