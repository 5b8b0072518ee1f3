/* wish-forecast.c: what a wish will come to
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "forecast.h"
#include "wish-forecast.h"
#include "worker-text.h"

/* The host as an artist knows it, with its port where the address names one. */
static gchar *
find_host (const OverpaintServerRow *server)
{
  g_autoptr (GUri) uri = NULL;

  if (server == NULL || server->address == NULL)
    return NULL;

  /* a worker that Overpaint starts is known by its name alone */
  if (server->plan != NULL)
    return g_strdup (server->name);

  uri = g_uri_parse (server->address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));

  return g_strdup (g_uri_get_host (uri));
}

/**
 * overpaint_wish_forecast_new_text:
 * @wish: what the artist has typed
 * @styled: the wish's request in its style
 * @width: width of what would be taken of the layer, in layer pixels, 1 or more
 * @height: height of it
 * @server: (nullable): the server that would be asked
 * @server_step: what it says that both sides of a picture must be a multiple of; 0 where it has not said
 * @pace: how long pictures have taken
 *
 * Says what Generate will do. Time and price are left out where they are not known.
 *
 * Returns: (transfer full) (nullable): a translated text of one line; %NULL where the model cannot
 *   be asked that way
 */
gchar *
overpaint_wish_forecast_new_text (OverpaintWish            *wish,
                                  OverpaintRequest         *styled,
                                  gint                      width,
                                  gint                      height,
                                  const OverpaintServerRow *server,
                                  gint                      server_step,
                                  OverpaintPace            *pace)
{
  const gchar                  *model_id = overpaint_request_get_text (styled, "model");
  const OverpaintModel         *model    = overpaint_catalogue_lookup (model_id);
  g_autoptr (OverpaintRequest)  settled  = overpaint_request_resolve (styled, model, 0, NULL);
  g_autofree gchar             *host     = find_host (server);
  const gchar                  *kind     = server != NULL ? overpaint_worker_text_find_kind (server) : NULL;
  OverpaintForecastInput        input    = { 0, };
  OverpaintForecast             forecast;

  if (settled == NULL)
    return NULL;

  input.width      = width;
  input.height     = height;
  input.model      = model;
  input.host       = host;
  input.n_pictures = (guint) overpaint_request_get_integer (settled, "images");
  input.parallel   = 1;

  if (wish->axis != NULL)
    input.n_pictures *= overpaint_axis_get_n_values (wish->axis);

  if (server != NULL)
    input.server_step = server_step > 0 ? server_step : overpaint_forecast_find_step (kind);

  overpaint_forecast_init (&forecast, &input);

  if (server != NULL)
    {
      input.parallel = overpaint_forecast_count_parallel (kind, server->parallel);
      input.price    = server->price;
      input.seconds  = overpaint_pace_foretell (pace, server->name, model_id,
                                                overpaint_request_get_integer (settled, "steps"),
                                                forecast.sent_width, forecast.sent_height);
      overpaint_forecast_init (&forecast, &input);
    }

  return overpaint_forecast_describe (&forecast, &input);
}
