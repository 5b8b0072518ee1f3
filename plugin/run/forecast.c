/* forecast.c: what a run will send, take and cost, before it does
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "forecast.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "sent-picture.h"
#include "server-kind.h"

/* Below this many seconds a time is told in seconds: the next that rounds to 5 is a minute. */
#define MOST_SECONDS 57.5

/* From here on cents say nothing. */
#define MOST_CENTS 100.0

/**
 * overpaint_forecast_count_parallel:
 * @kind: the kind of a server as settings name it: "gateway"
 * @parallel: how many pictures at once its settings ask for; 0 leaves it to the kind
 *
 * Returns: how many pictures a run will ask the server for at a time, 1 or more
 */
guint
overpaint_forecast_count_parallel (const gchar *kind,
                                   guint        parallel)
{
  OverpaintServerKind known = OVERPAINT_SERVER_UNKNOWN;

  if (parallel > 0)
    return parallel;

  overpaint_server_kind_from_nick (kind, &known);

  return overpaint_server_kind_get_parallel (known);
}

/**
 * overpaint_forecast_find_step:
 * @kind: the kind of a server as settings name it: "sd-server"
 *
 * Returns: what both sides of a picture must be a multiple of for such a server; 8, as most models
 *   want, where it takes any
 */
gint
overpaint_forecast_find_step (const gchar *kind)
{
  OverpaintServerKind known = OVERPAINT_SERVER_UNKNOWN;

  overpaint_server_kind_from_nick (kind, &known);

  return overpaint_server_kind_get_size_step (known);
}

/**
 * overpaint_forecast_init:
 * @forecast: (out caller-allocates): the forecast to fill
 * @input: what it is made of; neither side of the picture is below 1
 *
 * Plans as the run itself will: the size by the model's numbers, the time by as many rounds as it
 * takes to ask for all pictures, the price by the pixels that are sent.
 */
void
overpaint_forecast_init (OverpaintForecast            *forecast,
                         const OverpaintForecastInput *input)
{
  OverpaintSizePlan plan;
  guint             parallel = MAX (input->parallel, 1);
  guint             rounds   = input->n_pictures / parallel + (input->n_pictures % parallel > 0 ? 1 : 0);

  g_return_if_fail (input->width > 0 && input->height > 0);
  g_return_if_fail (input->model != NULL);

  overpaint_sent_picture_plan (&plan, input->width, input->height, input->model, input->server_step, 0);

  forecast->width       = input->width;
  forecast->height      = input->height;
  forecast->sent_width  = plan.sent_width;
  forecast->sent_height = plan.sent_height;
  forecast->seconds     = MAX (input->seconds, 0.0) * rounds;
  forecast->dollars     = MAX (input->price, 0.0) * plan.sent_width * plan.sent_height * input->n_pictures;
}

/* As a person would say it: nobody waits 43 seconds, but three quarters of a minute. */
static gchar *
describe_time (gdouble seconds)
{
  gint64 minutes;

  if (seconds < MOST_SECONDS)
    {
      gint told = MAX (1, (gint) round (seconds));

      if (told > 10)
        told = (gint) round (seconds / 5.0) * 5;

      /* Translators: how long something will take, in seconds */
      return g_strdup_printf (ngettext ("about %d s", "about %d s", told), told);
    }

  minutes = (gint64) round (MIN (seconds, 1e9) / 60.0);

  /* Translators: how long something will take, in minutes */
  if (minutes < 60)
    return g_strdup_printf (ngettext ("about %d min", "about %d min", minutes), (gint) minutes);

  minutes = (minutes + 2) / 5 * 5;

  /* Translators: how long something will take, in whole hours */
  if (minutes % 60 == 0)
    return g_strdup_printf (ngettext ("about %d h", "about %d h", minutes / 60), (gint) (minutes / 60));

  /* Translators: how long something will take, in hours and minutes */
  return g_strdup_printf (_("about %d h %d min"), (gint) (minutes / 60), (gint) (minutes % 60));
}

static gchar *
describe_price (gdouble dollars)
{
  if (dollars < 0.01)
    /* Translators: what something will cost, in US dollars */
    return g_strdup (_("less than $0.01"));

  if (dollars < MOST_CENTS)
    /* Translators: what something will cost, in US dollars and cents */
    return g_strdup_printf (_("about $%.2f"), dollars);

  /* Translators: what something will cost, in whole US dollars */
  return g_strdup_printf (_("about $%.0f"), dollars);
}

static gchar *
describe_way (const OverpaintForecast *forecast,
              const gchar             *host)
{
  if (host != NULL)
    /* Translators: width and height of a layer, the server's name, the size that is sent, and the
     * layer's again
     */
    return g_strdup_printf (_("%d × %d, sent to %s as %d × %d, comes back %d × %d."),
                            forecast->width, forecast->height, host,
                            forecast->sent_width, forecast->sent_height,
                            forecast->width, forecast->height);

  /* Translators: width and height of a layer, the size that is sent, and the layer's again */
  return g_strdup_printf (_("%d × %d, sent as %d × %d to a server that is not known yet, comes back %d × %d."),
                          forecast->width, forecast->height,
                          forecast->sent_width, forecast->sent_height,
                          forecast->width, forecast->height);
}

static gchar *
describe_effort (const OverpaintForecast *forecast,
                 guint                    n_pictures)
{
  g_autofree gchar *pictures = NULL;
  g_autofree gchar *time     = NULL;
  g_autofree gchar *price    = NULL;

  /* Translators: how many pictures a server will be asked for; begins a sentence */
  pictures = g_strdup_printf (ngettext ("%u picture", "%u pictures", n_pictures), n_pictures);

  if (forecast->seconds > 0.0)
    time = describe_time (forecast->seconds);
  if (forecast->dollars > 0.0)
    price = describe_price (forecast->dollars);

  /* Translators: "4 pictures", "about 1 min", "about $0.07" */
  if (time != NULL && price != NULL)
    return g_strdup_printf (_("%s, %s, %s."), pictures, time, price);

  /* Translators: "4 pictures", and how long they will take or what they will cost */
  if (time != NULL || price != NULL)
    return g_strdup_printf (_("%s, %s."), pictures, time != NULL ? time : price);

  /* Translators: "4 pictures", as a sentence of its own */
  return g_strdup_printf (_("%s."), pictures);
}

/**
 * overpaint_forecast_describe:
 * @forecast: a forecast
 * @input: what it was made of
 *
 * Says what will happen: "3000 × 2000, sent to dream-gateway.livepeer.cloud as 1216 × 808, comes
 * back 3000 × 2000. 4 pictures, about 1 min, about $0.07." The time and the price are left out
 * where they are not known.
 *
 * Returns: (transfer full): a translated text of one line
 */
gchar *
overpaint_forecast_describe (const OverpaintForecast      *forecast,
                             const OverpaintForecastInput *input)
{
  g_autofree gchar *way    = describe_way (forecast, input->host);
  g_autofree gchar *effort = describe_effort (forecast, input->n_pictures);

  /* Translators: two sentences, one after the other */
  return g_strdup_printf (_("%s %s"), way, effort);
}
