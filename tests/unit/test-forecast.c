/* test-forecast.c: tests of what a run will come to
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "catalogue.h"
#include "forecast.h"

#define GATEWAY "dream-gateway.livepeer.cloud"
#define PRICE   1.9073484e-08

/* In the catalogue, with a native size of 1024 and a budget of 1024 times 1024. */
#define MODEL   "ByteDance/SDXL-Lightning"

/* One that takes a little less, 3000 by 2000 as 1216 by 808. */
static const OverpaintModel lesser_model =
{
  .id           = "owner/lesser",
  .native_size  = 1024,
  .pixel_budget = 1024 * 960,
  .size_step    = 8,
};

typedef struct
{
  const gchar *name;
  gint         width;
  gint         height;
  const gchar *host;
  guint        n_pictures;
  guint        parallel;
  gdouble      seconds;
  gdouble      price;
  const gchar *text;
} DescribeCase;

static const DescribeCase describe_cases[] =
{
  { "whole", 3000, 2000, GATEWAY, 4, 1, 15.0, PRICE,
    "3000 × 2000, sent to " GATEWAY " as 1216 × 808, comes back 3000 × 2000. "
    "4 pictures, about 1 min, about $0.07." },
  { "one", 1024, 768, GATEWAY, 1, 1, 4.2, PRICE,
    "1024 × 768, sent to " GATEWAY " as 1024 × 768, comes back 1024 × 768. "
    "1 picture, about 4 s, about $0.01." },
  { "no-time", 1024, 1024, GATEWAY, 4, 1, 0.0, PRICE,
    "1024 × 1024, sent to " GATEWAY " as 1024 × 1024, comes back 1024 × 1024. "
    "4 pictures, about $0.08." },
  { "no-price", 1024, 1024, "127.0.0.1", 4, 1, 5.0, 0.0,
    "1024 × 1024, sent to 127.0.0.1 as 1024 × 1024, comes back 1024 × 1024. "
    "4 pictures, about 20 s." },
  { "neither", 1024, 1024, "127.0.0.1", 64, 4, 0.0, 0.0,
    "1024 × 1024, sent to 127.0.0.1 as 1024 × 1024, comes back 1024 × 1024. "
    "64 pictures." },
  { "no-host", 200, 100, NULL, 2, 1, 0.0, 0.0,
    "200 × 100, sent as 1440 × 720 to a server that is not known yet, comes back 200 × 100. "
    "2 pictures." },
  { "next-to-nothing", 512, 512, GATEWAY, 1, 1, 0.0, PRICE,
    "512 × 512, sent to " GATEWAY " as 512 × 512, comes back 512 × 512. "
    "1 picture, less than $0.01." },
  { "dear", 1024, 1024, GATEWAY, 64, 1, 0.0, PRICE * 1000.0,
    "1024 × 1024, sent to " GATEWAY " as 1024 × 1024, comes back 1024 × 1024. "
    "64 pictures, about $1280." },
};

static void
fill_input (OverpaintForecastInput *input,
            const DescribeCase     *test)
{
  *input = (OverpaintForecastInput) { 0, };

  input->width      = test->width;
  input->height     = test->height;
  input->model      = test->width == 3000 ? &lesser_model : overpaint_catalogue_lookup (MODEL);
  input->host       = test->host;
  input->n_pictures = test->n_pictures;
  input->parallel   = test->parallel;
  input->seconds    = test->seconds;
  input->price      = test->price;
}

static void
test_describe (gconstpointer data)
{
  OverpaintForecastInput  input;
  OverpaintForecast       forecast;
  g_autofree gchar       *text = NULL;

  fill_input (&input, data);
  overpaint_forecast_init (&forecast, &input);
  text = overpaint_forecast_describe (&forecast, &input);
  g_assert_cmpstr (text, ==, ((const DescribeCase *) data)->text);
}

/* The price of a Livepeer gateway, for what a picture of 3000 by 2000 is sent as. */
static void
test_price (void)
{
  OverpaintForecastInput input;
  OverpaintForecast      forecast;

  fill_input (&input, &describe_cases[0]);
  overpaint_forecast_init (&forecast, &input);

  g_assert_cmpint (forecast.width, ==, 3000);
  g_assert_cmpint (forecast.height, ==, 2000);
  g_assert_cmpint (forecast.sent_width, ==, 1216);
  g_assert_cmpint (forecast.sent_height, ==, 808);
  g_assert_cmpfloat_with_epsilon (forecast.dollars, 0.0749609, 1e-7);
}

static void
test_rounds (void)
{
  static const struct
  {
    guint   n_pictures;
    guint   parallel;
    gdouble seconds;
  }
  cases[] = { { 1, 1, 10 }, { 4, 1, 40 }, { 4, 4, 10 }, { 5, 4, 20 }, { 8, 4, 20 }, { 9, 4, 30 }, { 3, 64, 10 } };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintForecastInput input;
      OverpaintForecast      forecast;

      fill_input (&input, &describe_cases[0]);
      input.n_pictures = cases[i].n_pictures;
      input.parallel   = cases[i].parallel;
      input.seconds    = 10.0;
      overpaint_forecast_init (&forecast, &input);
      g_assert_cmpfloat (forecast.seconds, ==, cases[i].seconds);
    }
}

static void
test_times (void)
{
  static const struct
  {
    gdouble      seconds;
    const gchar *text;
  }
  cases[] =
  {
    { 0.2,    "about 1 s" },
    { 7.4,    "about 7 s" },
    { 10.4,   "about 10 s" },
    { 12.4,   "about 10 s" },
    { 18.0,   "about 20 s" },
    { 43.0,   "about 45 s" },
    { 57.4,   "about 55 s" },
    { 57.5,   "about 1 min" },
    { 89.0,   "about 1 min" },
    { 91.0,   "about 2 min" },
    { 3569.0, "about 59 min" },
    { 3571.0, "about 1 h" },
    { 4200.0, "about 1 h 10 min" },
    { 4279.0, "about 1 h 10 min" },
    { 7190.0, "about 2 h" },
    { 36100., "about 10 h" },
    { 1e300,  "about 277777 h 45 min" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintForecastInput  input;
      OverpaintForecast       forecast;
      g_autofree gchar       *text     = NULL;
      g_autofree gchar       *expected = g_strconcat ("1 picture, ", cases[i].text, ".", NULL);

      fill_input (&input, &describe_cases[0]);
      input.n_pictures = 1;
      input.seconds    = cases[i].seconds;
      input.price      = 0.0;
      overpaint_forecast_init (&forecast, &input);
      text = overpaint_forecast_describe (&forecast, &input);

      if (! g_str_has_suffix (text, expected))
        g_error ("%s does not end with %s", text, expected);
    }
}

/* What a server wants is planned too: sd-server rounds each side up to 64, and says nothing of it. */
static void
test_server_step (void)
{
  static const struct
  {
    const gchar *kind;
    gint         width;
    gint         height;
  } cases[] =
  {
    { "gateway",   1000, 704 },
    { "unknown",   1000, 704 },
    { "forge",     1000, 704 },
    { "sd-server", 1024, 704 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintForecastInput input    = { .width = 1000, .height = 700, .model = &lesser_model, .n_pictures = 1,
                                          .server_step = overpaint_forecast_find_step (cases[i].kind) };
      OverpaintForecast      forecast;

      overpaint_forecast_init (&forecast, &input);
      g_assert_cmpint (forecast.sent_width, ==, cases[i].width);
      g_assert_cmpint (forecast.sent_height, ==, cases[i].height);
    }
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (describe_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/forecast/describe/", describe_cases[i].name, NULL);

      g_test_add_data_func (path, &describe_cases[i], test_describe);
    }

  g_test_add_func ("/forecast/price", test_price);
  g_test_add_func ("/forecast/rounds", test_rounds);
  g_test_add_func ("/forecast/server-step", test_server_step);
  g_test_add_func ("/forecast/times", test_times);

  return g_test_run ();
}
