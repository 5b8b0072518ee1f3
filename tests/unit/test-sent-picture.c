/* test-sent-picture.c: tests of how a layer's pixels are made ready to travel
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "catalogue.h"
#include "picture-tools.h"
#include "png-codec.h"
#include "sent-picture.h"

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static OverpaintSentPicture *
prepare (OverpaintPixels  *pixels,
         const gchar      *model,
         GCancellable     *cancellable,
         GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  overpaint_sent_picture_prepare_async (pixels, overpaint_catalogue_lookup (model), 8, 0, cancellable,
                                        on_prepared, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return overpaint_sent_picture_prepare_finish (result, error);
}

static OverpaintPixels *
decode (const OverpaintSentPicture *sent)
{
  g_autoptr (GError)  error  = NULL;
  OverpaintPixels    *pixels = overpaint_png_decode (sent->png, &error);

  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (pixels), ==, sent->plan.sent_width);
  g_assert_cmpint (overpaint_pixels_get_height (pixels), ==, sent->plan.sent_height);
  g_assert_cmpint (overpaint_pixels_get_channels (pixels), ==, 3);

  return pixels;
}

/* A server that takes multiples of 64 alone gets them, and the way back knows it. */
static void
test_server_step (void)
{
  g_autoptr (OverpaintPixels)       pixels = make_noise (300, 200, 3, 7);
  g_autoptr (GAsyncResult)          result = NULL;
  g_autoptr (GError)                error  = NULL;
  g_autoptr (OverpaintSentPicture)  sent   = NULL;
  g_autoptr (OverpaintPixels)       back   = NULL;

  overpaint_sent_picture_prepare_async (pixels, overpaint_catalogue_lookup ("stabilityai/sd-turbo"), 64, 0, NULL,
                                        on_prepared, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  sent = overpaint_sent_picture_prepare_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sent->plan.sent_width % 64, ==, 0);
  g_assert_cmpint (sent->plan.sent_height % 64, ==, 0);
  g_assert_cmpint (sent->plan.pad_right + sent->plan.pad_bottom, >, 0);
  back = decode (sent);
}

/* What has the model's size already travels as it is, to the last bit. */
static void
test_exact (void)
{
  g_autoptr (OverpaintPixels)       pixels = make_noise (512, 512, 3, 7);
  g_autoptr (GError)                error  = NULL;
  g_autoptr (OverpaintSentPicture)  sent   = prepare (pixels, "stabilityai/sd-turbo", NULL, &error);
  g_autoptr (OverpaintPixels)       back   = NULL;

  g_assert_no_error (error);
  back = decode (sent);
  g_assert_true (overpaint_pixels_equal (back, pixels));
  g_assert_cmpfloat (sent->plan.scale, ==, 1.0);
  g_assert_cmpint (sent->plan.pad_right, ==, 0);
  g_assert_cmpint (sent->plan.pad_bottom, ==, 0);
}

static void
test_sum (void)
{
  g_autoptr (OverpaintPixels)       pixels = make_noise (200, 300, 3, 7);
  g_autoptr (OverpaintPixels)       other  = make_noise (200, 300, 3, 8);
  g_autoptr (OverpaintSentPicture)  one    = prepare (pixels, "stabilityai/sd-turbo", NULL, NULL);
  g_autoptr (OverpaintSentPicture)  again  = prepare (pixels, "stabilityai/sd-turbo", NULL, NULL);
  g_autoptr (OverpaintSentPicture)  second = prepare (other, "stabilityai/sd-turbo", NULL, NULL);
  g_autofree gchar                 *sum    = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, one->png);

  g_assert_cmpstr (one->sha256, ==, sum);
  g_assert_cmpuint (strlen (one->sha256), ==, 64);
  g_assert_cmpstr (again->sha256, ==, sum);
  g_assert_cmpstr (second->sha256, !=, sum);
}

/* The size is the model's business: the same layer travels larger to a larger model. */
static void
test_sizes (void)
{
  static const struct
  {
    const gchar *model;
    gint         width;
    gint         height;
  } cases[] =
  {
    { "stabilityai/sd-turbo",        6000, 4000 },
    { "SG161222/RealVisXL_V4.0",     6000, 4000 },
    { "timbrooks/instruct-pix2pix",  37,   5    },
    { "somebody/unknown",            4000, 3    },
    { "somebody/unknown",            513,  511  },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const OverpaintModel             *model  = overpaint_catalogue_lookup (cases[i].model);
      g_autoptr (OverpaintPixels)       pixels = make_filled (cases[i].width, cases[i].height, 3, 99);
      g_autoptr (GError)                error  = NULL;
      g_autoptr (OverpaintSentPicture)  sent   = prepare (pixels, cases[i].model, NULL, &error);
      g_autoptr (OverpaintPixels)       back   = NULL;
      g_autoptr (OverpaintPixels)       whole  = NULL;

      g_test_message ("%s: %d x %d", cases[i].model, cases[i].width, cases[i].height);
      g_assert_no_error (error);

      g_assert_cmpint (sent->plan.source_width, ==, cases[i].width);
      g_assert_cmpint (sent->plan.source_height, ==, cases[i].height);
      g_assert_cmpint (sent->plan.sent_width % model->size_step, ==, 0);
      g_assert_cmpint (sent->plan.sent_height % model->size_step, ==, 0);
      g_assert_cmpint (sent->plan.sent_width * sent->plan.sent_height, <=, model->pixel_budget);

      back  = decode (sent);
      whole = make_filled (sent->plan.sent_width, sent->plan.sent_height, 3, 99);
      g_assert_true (overpaint_pixels_equal (back, whole));
    }
}

/* Hidden colours do not travel: servers drop the alpha and would show them. */
static void
test_transparency (void)
{
  g_autoptr (OverpaintPixels)       pixels = make_filled (512, 512, 4, 0);
  g_autoptr (OverpaintPixels)       before = NULL;
  g_autoptr (OverpaintPixels)       white  = make_filled (512, 512, 3, 200);
  g_autoptr (GError)                error  = NULL;
  g_autoptr (OverpaintSentPicture)  sent   = NULL;
  g_autoptr (OverpaintPixels)       back   = NULL;
  gint                              x;
  gint                              y;

  for (y = 0; y < 512; y++)
    for (x = 0; x < 512; x++)
      {
        static const guint8 seen[]   = { 200, 200, 200, 255 };
        static const guint8 hidden[] = { 255, 0, 255, 0 };

        memcpy (pixel_at (pixels, x, y), x < 100 && y < 100 ? seen : hidden, 4);
      }

  before = overpaint_pixels_new (512, 512, 4, NULL);
  memcpy (overpaint_pixels_get_data (before), overpaint_pixels_get_data (pixels), (gsize) 512 * 512 * 4);

  sent = prepare (pixels, "stabilityai/sd-turbo", NULL, &error);
  g_assert_no_error (error);
  back = decode (sent);
  g_assert_true (overpaint_pixels_equal (back, white));
  g_assert_true (overpaint_pixels_equal (pixels, before));
}

static void
test_empty (void)
{
  g_autoptr (OverpaintPixels)  pixels = make_filled (512, 512, 4, 0);
  g_autoptr (GError)           error  = NULL;

  g_assert_null (prepare (pixels, "stabilityai/sd-turbo", NULL, &error));
  g_assert_error (error, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY);
}

static void
test_cancel (void)
{
  g_autoptr (OverpaintPixels)  pixels      = make_filled (512, 512, 3, 0);
  g_autoptr (GCancellable)     cancellable = g_cancellable_new ();
  g_autoptr (GError)           error       = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (prepare (pixels, "stabilityai/sd-turbo", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sent-picture/server-step", test_server_step);
  g_test_add_func ("/sent-picture/exact", test_exact);
  g_test_add_func ("/sent-picture/sum", test_sum);
  g_test_add_func ("/sent-picture/sizes", test_sizes);
  g_test_add_func ("/sent-picture/transparency", test_transparency);
  g_test_add_func ("/sent-picture/empty", test_empty);
  g_test_add_func ("/sent-picture/cancel", test_cancel);

  return g_test_run ();
}
