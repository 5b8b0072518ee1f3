/* forecast.h: what a run will send, take and cost, before it does
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model.h"

G_BEGIN_DECLS

/**
 * OverpaintForecastInput:
 * @width: width of what will be taken of the layer, in layer pixels
 * @height: height of it
 * @model: the model, for the size plan
 * @host: (nullable): where it goes, "dream-gateway.livepeer.cloud"; %NULL where no server is known
 * @n_pictures: how many pictures, 1..64
 * @parallel: how many are asked for at a time, 1 or more
 * @seconds: how long one picture takes here, 0 where nothing has been learned
 * @price: US dollars per input pixel and picture; 0 where nothing is charged or it is not known
 * @server_step: what both sides must be a multiple of for the server; 0 or 1 where it takes any
 *
 * What a forecast is made of.
 */
typedef struct
{
  gint                  width;
  gint                  height;
  const OverpaintModel *model;
  const gchar          *host;
  guint                 n_pictures;
  guint                 parallel;
  gdouble               seconds;
  gdouble               price;
  gint                  server_step;
} OverpaintForecastInput;

/**
 * OverpaintForecast:
 * @width: width of what is taken and of what comes back, in layer pixels
 * @height: height of it
 * @sent_width: width of what is sent, in pixels
 * @sent_height: height of it
 * @seconds: how long it will take altogether; 0 where it is not known
 * @dollars: what it will cost, in US dollars; 0 where nothing is charged
 *
 * What a run will come to.
 */
typedef struct
{
  gint    width;
  gint    height;
  gint    sent_width;
  gint    sent_height;
  gdouble seconds;
  gdouble dollars;
} OverpaintForecast;

gint    overpaint_forecast_find_step (const gchar                  *kind);
guint   overpaint_forecast_count_parallel (const gchar             *kind,
                                           guint                    parallel);

void    overpaint_forecast_init     (OverpaintForecast             *forecast,
                                     const OverpaintForecastInput  *input);
gchar * overpaint_forecast_describe (const OverpaintForecast       *forecast,
                                     const OverpaintForecastInput  *input);

G_END_DECLS
