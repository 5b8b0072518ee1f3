/* test-size-plan.c: tests of the size plan
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "picture-tools.h"
#include "size-plan.h"

typedef struct
{
  gint native;
  gint budget;
  gint step;
} Model;

static const Model models[] =
{
  { 512,  589824,  8 },
  { 1024, 1048576, 8 },
  { 512,  786432,  64 },
  { 500,  250000,  64 },       /* four sides of which are no multiple of its step */
};

static void
test_known (void)
{
  static const struct
  {
    gint    model;
    gint    width, height;
    gdouble scale;
    gint    sent_width, sent_height;
    gint    pad_right, pad_bottom;
  }
  cases[] =
  {
    /* right as they are */
    { 0, 512,    512,    1.0,            512,  512,  0,  0 },
    { 0, 768,    768,    1.0,            768,  768,  0,  0 },
    { 0, 256,    256,    1.0,            256,  256,  0,  0 },
    { 1, 1920,   540,    1.0,            1920, 544,  0,  4 },
    { 2, 511,    513,    1.0,            512,  576,  1,  63 },
    /* within the budget but for the padding */
    { 1, 1021,   1027,   1.0,            1024, 1032, 3,  5 },
    /* too large */
    { 1, 6000,   4000,   0.208,          1248, 832,  0,  0 },
    { 0, 6000,   4000,   0.156,          936,  624,  0,  0 },
    { 2, 6000,   4000,   0.176,          1088, 704,  32, 0 },
    { 0, 524288, 524288, 768.0 / 524288, 768,  768,  0,  0 },
    /* too small */
    { 0, 1,      1,      512.0,          512,  512,  0,  0 },
    { 1, 1,      1,      1024.0,         1024, 1024, 0,  0 },
    { 0, 255,    256,    2.003918,       512,  520,  1,  6 },
    { 0, 37,     5,      37.642989,      1400, 192,  7,  3 },
    /* too long */
    { 0, 4000,   3,      0.512,          2048, 8,    0,  6 },
    { 1, 4000,   3,      1.0,            4000, 8,    0,  5 },
    { 2, 4000,   3,      0.512,          2048, 64,   0,  62 },
    { 0, 1,      100000, 0.02048,        8,    2048, 7,  0 },
    /* small, but doubling it would make it too long: not a thousandth larger either */
    { 0, 2047,   3,      1.0,            2048, 8,    1,  5 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Model       *model = &models[cases[i].model];
      OverpaintSizePlan  plan;

      overpaint_size_plan_init (&plan, cases[i].width, cases[i].height,
                                model->native, model->budget, model->step);

      g_test_message ("%d x %d for model %d", cases[i].width, cases[i].height, cases[i].model);
      g_assert_cmpint (plan.source_width, ==, cases[i].width);
      g_assert_cmpint (plan.source_height, ==, cases[i].height);

      if (cases[i].scale == 1.0)
        g_assert_true (plan.scale == 1.0);
      else
        g_assert_cmpfloat_with_epsilon (plan.scale, cases[i].scale, cases[i].scale * 1e-6);

      g_assert_cmpint (plan.sent_width, ==, cases[i].sent_width);
      g_assert_cmpint (plan.sent_height, ==, cases[i].sent_height);
      g_assert_cmpint (plan.pad_right, ==, cases[i].pad_right);
      g_assert_cmpint (plan.pad_bottom, ==, cases[i].pad_bottom);
    }
}

static void
check_rules (const Model *model,
             gint         width,
             gint         height)
{
  OverpaintSizePlan plan;
  gdouble           area        = (gdouble) width * height;
  gdouble           native_area = (gdouble) model->native * model->native;
  gdouble           sent_area;
  gint              longest     = 4 * model->native / model->step * model->step;
  gint              taken_width, taken_height;

  overpaint_size_plan_init (&plan, width, height, model->native, model->budget, model->step);

  /* Thousands of lines that only who looks for a failure wants. */
  if (g_test_verbose ())
    g_test_message ("%d x %d for (%d, %d, %d): %.6f, %d x %d, padding %d, %d",
                    width, height, model->native, model->budget, model->step, plan.scale,
                    plan.sent_width, plan.sent_height, plan.pad_right, plan.pad_bottom);

  sent_area    = (gdouble) plan.sent_width * plan.sent_height;
  taken_width  = plan.sent_width - plan.pad_right;
  taken_height = plan.sent_height - plan.pad_bottom;

  g_assert_cmpint (plan.sent_width % model->step, ==, 0);
  g_assert_cmpint (plan.sent_height % model->step, ==, 0);
  g_assert_cmpint (plan.sent_width, <=, longest);
  g_assert_cmpint (plan.sent_height, <=, longest);
  g_assert_true (plan.pad_right >= 0 && plan.pad_right < model->step);
  g_assert_true (plan.pad_bottom >= 0 && plan.pad_bottom < model->step);

  /* Nothing of the picture is lost, and no column is all repeated edge. */
  g_assert_true (taken_width >= 1 && taken_height >= 1);
  g_assert_cmpfloat (taken_width, >=, width * plan.scale - 1e-5);
  g_assert_cmpfloat (taken_height, >=, height * plan.scale - 1e-5);
  g_assert_cmpfloat (taken_width, <, width * plan.scale + 1.0);
  g_assert_cmpfloat (taken_height, <, height * plan.scale + 1.0);

  if (plan.scale != 1.0)
    g_assert_cmpfloat (sent_area, <=, model->budget);

  if (area > model->budget)
    g_assert_cmpfloat (plan.scale, <, 1.0);
  else if (area >= native_area / 4 && MAX (width, height) <= longest)
    g_assert_true (plan.scale == 1.0);

  /* Pictures of a usual shape use what they may. */
  if (MAX (width, height) <= 3 * MIN (width, height))
    {
      gdouble wanted = MIN (native_area, model->budget);

      if (area > model->budget)
        g_assert_cmpfloat (sent_area, >=, 0.7 * model->budget);
      else if (area < native_area / 4)
        g_assert_cmpfloat (sent_area, >=, 0.7 * wanted);
    }
}

static void
test_rules (void)
{
  static const gint sizes[][2] =
  {
    { 6000, 4000 }, { 4000, 3 }, { 37, 5 }, { 1, 1 }, { 1, 100000 }, { 524288, 524288 },
    { 524288, 1 }, { 1, 524288 }, { 524288, 2 }, { 3, 524287 }, { 1921, 1079 }, { 769, 768 },
  };
  GRand *random = g_rand_new_with_seed (1);
  guint  model;
  guint  i;

  for (model = 0; model < G_N_ELEMENTS (models); model++)
    {
      for (i = 0; i < G_N_ELEMENTS (sizes); i++)
        check_rules (&models[model], sizes[i][0], sizes[i][1]);

      /* Every order of magnitude as often as any other. */
      for (i = 0; i < 2000; i++)
        check_rules (&models[model],
                     exp (g_rand_double_range (random, 0, log (524288))),
                     exp (g_rand_double_range (random, 0, log (524288))));
      for (i = 0; i < 2000; i++)
        check_rules (&models[model],
                     g_rand_int_range (random, 1, 3000), g_rand_int_range (random, 1, 3000));
    }

  g_rand_free (random);
}

/* What goes out and comes back as it was is the same picture, bit for bit, and what
 * went out ends in repetitions of its edge.
 */
static void
test_unscaled (void)
{
  static const gint sizes[][2] =
  {
    { 512, 512 }, { 511, 513 }, { 700, 801 }, { 257, 259 }, { 768, 768 }, { 767, 767 },
    { 1021, 560 }, { 300, 1500 }, { 2048, 40 }, { 33, 2047 },
  };
  guint model;
  guint i;
  gint  x;
  gint  y;

  for (model = 0; model < G_N_ELEMENTS (models); model++)
    for (i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        g_autoptr (OverpaintPixels) pixels = NULL;
        g_autoptr (OverpaintPixels) sent   = NULL;
        g_autoptr (OverpaintPixels) back   = NULL;
        OverpaintSizePlan           plan;
        gboolean                    cropped = TRUE;

        overpaint_size_plan_init (&plan, sizes[i][0], sizes[i][1], models[model].native,
                                  models[model].budget, models[model].step);

        if (plan.scale != 1.0)
          {
            /* Right for most, but far below the second, or above what the last takes. */
            g_assert_true (model == 1 ? plan.scale > 1.0 : model == 3 && plan.scale < 1.0);
            continue;
          }

        pixels = make_noise (sizes[i][0], sizes[i][1], 3 + i % 2, i);
        sent   = overpaint_size_plan_apply (&plan, pixels, NULL);
        g_assert_cmpint (overpaint_pixels_get_width (sent), ==, plan.sent_width);
        g_assert_cmpint (overpaint_pixels_get_height (sent), ==, plan.sent_height);

        for (y = 0; y < plan.sent_height; y++)
          for (x = 0; x < plan.sent_width; x++)
            if (memcmp (pixel_at (sent, x, y),
                        pixel_at (pixels, MIN (x, sizes[i][0] - 1), MIN (y, sizes[i][1] - 1)),
                        overpaint_pixels_get_channels (pixels)) != 0)
              g_error ("%d x %d: wrong at %d, %d", sizes[i][0], sizes[i][1], x, y);

        back = overpaint_size_plan_undo (&plan, sent, &cropped, NULL);
        g_assert_false (cropped);
        g_assert_true (overpaint_pixels_equal (back, pixels));
      }
}

/* Soft waves, so that a shift of a part of a pixel shows and resampling does not. */
static OverpaintPixels *
make_waves (gint width,
            gint height)
{
  OverpaintPixels *pixels = make_filled (width, height, 3, 0);
  gint             x;
  gint             y;

  for (y = 0; y < height; y++)
    for (x = 0; x < width; x++)
      {
        guint8 *pixel = pixel_at (pixels, x, y);

        pixel[0] = lround (128 + 90 * sin (x * 2.5 * G_PI / width * 3));
        pixel[1] = lround (128 + 90 * sin (y * 2.5 * G_PI / height * 3));
        pixel[2] = 77;
      }

  return pixels;
}

static void
assert_alike (OverpaintPixels *pixels,
              OverpaintPixels *other,
              gint             most)
{
  gint x, y, channel;

  g_assert_cmpint (overpaint_pixels_get_width (pixels), ==, overpaint_pixels_get_width (other));
  g_assert_cmpint (overpaint_pixels_get_height (pixels), ==, overpaint_pixels_get_height (other));

  for (y = 0; y < overpaint_pixels_get_height (pixels); y++)
    for (x = 0; x < overpaint_pixels_get_width (pixels); x++)
      for (channel = 0; channel < 3; channel++)
        {
          gint value = pixel_at (pixels, x, y)[channel];
          gint was   = pixel_at (other, x, y)[channel];

          if (ABS (value - was) > most)
            g_error ("channel %d at %d, %d is %d, not %d", channel, x, y, value, was);
        }
}

/* Through a plan that scales, and a server that answers at another size besides. */
static void
test_scaled (void)
{
  static const struct
  {
    gint    width, height;
    gdouble reply_scale;
    gint    most;
  }
  cases[] =
  {
    { 1501, 997,  1.0,   2 },
    { 1501, 997,  0.5,   3 },
    { 1501, 997,  2.0,   2 },
    { 1501, 997,  0.731, 3 },
    { 2000, 611,  1.0,   2 },
    { 201,  157,  1.0,   2 },
    { 201,  157,  0.5,   2 },
    { 800,  600,  0.5,   2 },       /* a plan at scale 1 */
    { 801,  603,  1.5,   2 },
  };
  guint i;
  gint  x;
  gint  y;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintPixels) pixels  = make_waves (cases[i].width, cases[i].height);
      g_autoptr (OverpaintPixels) sent    = NULL;
      g_autoptr (OverpaintPixels) reply   = NULL;
      g_autoptr (OverpaintPixels) back    = NULL;
      OverpaintSizePlan           plan;
      gboolean                    cropped = TRUE;

      overpaint_size_plan_init (&plan, cases[i].width, cases[i].height, 1024, 1048576, 8);
      sent = overpaint_size_plan_apply (&plan, pixels, NULL);

      /* The server's own scaling, rounded down as diffusers does it: plain linear. */
      reply = make_filled (plan.sent_width * cases[i].reply_scale,
                           plan.sent_height * cases[i].reply_scale, 3, 0);

      for (y = 0; y < overpaint_pixels_get_height (reply); y++)
        for (x = 0; x < overpaint_pixels_get_width (reply); x++)
          {
            gdouble from_x = CLAMP ((x + 0.5) * plan.sent_width /
                                    overpaint_pixels_get_width (reply) - 0.5,
                                    0, plan.sent_width - 1);
            gdouble from_y = CLAMP ((y + 0.5) * plan.sent_height /
                                    overpaint_pixels_get_height (reply) - 0.5,
                                    0, plan.sent_height - 1);
            gint    left   = from_x;
            gint    top    = from_y;
            gint    right  = MIN (left + 1, plan.sent_width - 1);
            gint    bottom = MIN (top + 1, plan.sent_height - 1);
            gint    channel;

            from_x -= left;
            from_y -= top;

            for (channel = 0; channel < 3; channel++)
              pixel_at (reply, x, y)[channel] = lround
                (pixel_at (sent, left,  top)[channel]    * (1 - from_x) * (1 - from_y) +
                 pixel_at (sent, right, top)[channel]    * from_x       * (1 - from_y) +
                 pixel_at (sent, left,  bottom)[channel] * (1 - from_x) * from_y +
                 pixel_at (sent, right, bottom)[channel] * from_x       * from_y);
          }

      g_test_message ("%d x %d, sent %d x %d, reply %d x %d", cases[i].width, cases[i].height,
                      plan.sent_width, plan.sent_height,
                      overpaint_pixels_get_width (reply), overpaint_pixels_get_height (reply));
      back = overpaint_size_plan_undo (&plan, reply, &cropped, NULL);
      g_assert_false (cropped);
      assert_alike (back, pixels, cases[i].most);
    }
}

/* 600 x 400 was sent and a square comes back: its middle is shown, round things round. */
static void
test_other_aspect (void)
{
  g_autoptr (OverpaintPixels) reply   = make_waves (512, 512);
  g_autoptr (OverpaintPixels) tall    = make_waves (300, 600);
  g_autoptr (OverpaintPixels) back    = NULL;
  g_autoptr (OverpaintPixels) again   = NULL;
  OverpaintSizePlan           plan;
  gboolean                    cropped = FALSE;
  gint                        x;
  gint                        y;

  overpaint_size_plan_init (&plan, 600, 400, 512, 589824, 8);
  back = overpaint_size_plan_undo (&plan, reply, &cropped, NULL);

  g_assert_true (cropped);
  g_assert_cmpint (overpaint_pixels_get_width (back), ==, 600);
  g_assert_cmpint (overpaint_pixels_get_height (back), ==, 400);

  for (y = 0; y < 400; y++)
    for (x = 0; x < 600; x++)
      {
        gdouble from_x = (x + 0.5) * 512 / 600 - 0.5;
        gdouble from_y = (y + 100.5) * 512 / 600 - 0.5;       /* 600 x 600, 100 off above and below */

        g_assert_cmpfloat_with_epsilon (pixel_at (back, x, y)[0],
                                        128 + 90 * sin (from_x * 2.5 * G_PI / 512 * 3), 2.0);
        g_assert_cmpfloat_with_epsilon (pixel_at (back, x, y)[1],
                                        128 + 90 * sin (from_y * 2.5 * G_PI / 512 * 3), 2.0);
      }

  /* Cut at the sides: 200 x 400 of a wide one; nobody need ask whether it was. */
  overpaint_size_plan_init (&plan, 100, 400, 64, 589824, 8);
  again = overpaint_size_plan_undo (&plan, tall, NULL, NULL);
  g_assert_cmpint (overpaint_pixels_get_width (again), ==, 100);

  for (x = 0; x < 100; x++)
    g_assert_cmpfloat_with_epsilon (pixel_at (again, x, 200)[0],
                                    128 + 90 * sin (((x + 50.5) * 1.5 - 0.5) * 2.5 * G_PI / 300 * 3),
                                    2.0);
}

/* A pixel more or less each way is rounding; two are another aspect. */
static void
test_rounding (void)
{
  static const struct
  {
    gint     width, height;
    gboolean cropped;
  }
  cases[] =
  {
    { 512,  384,  FALSE }, { 513,  384, FALSE }, { 512, 385, FALSE }, { 511, 385, FALSE },
    { 256,  192,  FALSE }, { 256,  193, FALSE }, { 255, 192, FALSE }, { 1024, 768, FALSE },
    { 512,  512,  TRUE },  { 384,  512, TRUE },  { 512, 388, TRUE },  { 256, 195, TRUE },
    { 512,  380,  TRUE },  { 512, 383, FALSE }, { 515, 384, TRUE }, { 509, 384, TRUE },
    { 512,  387,  TRUE },
  };
  OverpaintSizePlan plan;
  guint             i;

  overpaint_size_plan_init (&plan, 512, 384, 512, 589824, 8);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintPixels) reply   = make_filled (cases[i].width, cases[i].height, 3, 99);
      g_autoptr (OverpaintPixels) back    = NULL;
      g_autoptr (OverpaintPixels) grey    = make_filled (512, 384, 3, 99);
      gboolean                    cropped = ! cases[i].cropped;

      back = overpaint_size_plan_undo (&plan, reply, &cropped, NULL);
      g_test_message ("%d x %d", cases[i].width, cases[i].height);
      g_assert_true (cropped == cases[i].cropped);
      g_assert_true (overpaint_pixels_equal (back, grey));
    }
}

/* Each size after the one that was too large, down to the smallest. */
static void
test_smaller (void)
{
  static const struct
  {
    gint         width, height, native, step;
    const gchar *sizes;
  }
  cases[] =
  {
    { 1024, 768,  1024, 8,  "1024x768 768x576 512x384 384x288 256x192" },
    { 1000, 750,  1024, 8,  "1000x752 768x576 512x384 384x288 256x192" },
    { 500,  1000, 1024, 8,  "504x1000 384x768 256x512 192x384 128x256" },
    /* too little less is passed over */
    { 520,  392,  512,  8,  "520x392 384x296 256x200" },
    { 800,  100,  512,  64, "832x128 512x64 384x64 256x64" },
    /* nothing smaller makes sense */
    { 250,  200,  256,  8,  "256x200" },
    /* enlarged for the model: less so, then not at all */
    { 200,  200,  1024, 8,  "1024x1024 768x768 512x512 384x384 256x256" },
    /* steps that no size of ours is a multiple of */
    { 1000, 1000, 1024, 96, "1056x1056 768x768 480x480 384x384 192x192" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString)  sizes    = g_string_new (NULL);
      gint                 greatest = G_MAXINT;
      OverpaintSizePlan    plan;

      overpaint_size_plan_init (&plan, cases[i].width, cases[i].height, cases[i].native, 1048576, cases[i].step);

      for (; greatest != 0; greatest = overpaint_size_plan_find_smaller (&plan, cases[i].step))
        {
          overpaint_size_plan_limit (&plan, greatest, cases[i].step);
          g_string_append_printf (sizes, "%s%dx%d", sizes->len > 0 ? " " : "", plan.sent_width, plan.sent_height);

          g_assert_cmpint (plan.source_width, ==, cases[i].width);
          g_assert_cmpint (plan.sent_width - plan.pad_right, ==, (gint) ceil (cases[i].width * plan.scale - 1e-6));
          g_assert_cmpint (plan.sent_height - plan.pad_bottom, ==, (gint) ceil (cases[i].height * plan.scale - 1e-6));
        }

      g_assert_cmpstr (sizes->str, ==, cases[i].sizes);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/size-plan/known", test_known);
  g_test_add_func ("/size-plan/rules", test_rules);
  g_test_add_func ("/size-plan/unscaled", test_unscaled);
  g_test_add_func ("/size-plan/scaled", test_scaled);
  g_test_add_func ("/size-plan/other-aspect", test_other_aspect);
  g_test_add_func ("/size-plan/rounding", test_rounding);
  g_test_add_func ("/size-plan/smaller", test_smaller);

  return g_test_run ();
}
