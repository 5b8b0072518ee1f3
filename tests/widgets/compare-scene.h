/* compare-scene.h: two pictures that are compared
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "compare-canvas.h"
#include "compare-view.h"
#include "key-tools.h"

#define VIEW_WIDTH  400
#define VIEW_HEIGHT 400

#define RED   0xc80000
#define GREEN 0x00c800
#define BLUE  0x0000c8

typedef struct
{
  OverpaintVariation     *a;
  OverpaintVariation     *b;
  GtkWidget              *view;
  OverpaintCompareCanvas *canvas;
  OverpaintComparePair   *pair;
  GtkWidget              *window;
} Fixture;

/* One colour, or where there is another, chequered pixel by pixel. */
G_GNUC_UNUSED static OverpaintPixels *
make_pixels (gint    width,
             gint    height,
             guint32 colour,
             guint32 other)
{
  OverpaintPixels *pixels = overpaint_pixels_new (width, height, 3, NULL);
  guint8          *to     = overpaint_pixels_get_data (pixels);
  gint             i;

  for (i = 0; i < width * height; i++, to += 3)
    {
      guint32 value = (i % width + i / width) % 2 == 0 ? colour : other;

      to[0] = value >> 16 & 0xff;
      to[1] = value >> 8 & 0xff;
      to[2] = value & 0xff;
    }

  return pixels;
}

G_GNUC_UNUSED static OverpaintVariation *
make_variation (gint             seed,
                gdouble          strength,
                guint            value_index,
                OverpaintPixels *pixels)
{
  g_autoptr (OverpaintRequest)  request = NULL;
  OverpaintVariation           *variation;
  GError                       *error   = NULL;
  GVariantBuilder               values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&values, "{sv}", "prompt", g_variant_new_string ("a harbour"));
  g_variant_builder_add (&values, "{sv}", "seed", g_variant_new_int32 (seed));
  g_variant_builder_add (&values, "{sv}", "strength", g_variant_new_double (strength));
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_builder_end (&values), &error);
  g_assert_no_error (error);

  variation = overpaint_variation_new (request, value_index);
  if (pixels != NULL)
    {
      overpaint_variation_start (variation);
      overpaint_variation_complete (variation, pixels, seed, FALSE, FALSE);
    }

  return variation;
}

G_GNUC_UNUSED static void
show (Fixture *fixture)
{
  overpaint_compare_view_show (OVERPAINT_COMPARE_VIEW (fixture->view), fixture->a, fixture->b);
  test_wait_until (overpaint_compare_pair_is_ready (fixture->pair) &&
                   overpaint_compare_canvas_get_geometry (fixture->canvas)->view_width == VIEW_WIDTH);
  test_settle ();
}

G_GNUC_UNUSED static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (OverpaintPixels) red  = make_pixels (200, 200, RED, RED);
  g_autoptr (OverpaintPixels) blue = make_pixels (200, 200, BLUE, GREEN);

  fixture->a      = make_variation (1234, 0.5, 0, red);
  fixture->b      = make_variation (1235, 0.5, 1, blue);
  fixture->view   = overpaint_compare_view_new ();
  fixture->canvas = test_find (fixture->view, OVERPAINT_TYPE_COMPARE_CANVAS, 0);
  fixture->pair   = overpaint_compare_canvas_get_pair (fixture->canvas);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->canvas), VIEW_WIDTH, VIEW_HEIGHT);
  gtk_widget_set_halign (GTK_WIDGET (fixture->canvas), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (fixture->canvas), GTK_ALIGN_START);
  fixture->window = test_show (fixture->view, 600);
}

G_GNUC_UNUSED static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_widget_destroy (fixture->window);
  test_settle ();
  g_assert_finalize_object (fixture->a);
  g_assert_finalize_object (fixture->b);
}

/* What the canvas draws at a place, as 0xRRGGBB. */
G_GNUC_UNUSED static guint32
look (Fixture *fixture,
      gint     x,
      gint     y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, VIEW_WIDTH, VIEW_HEIGHT);
  cairo_t         *cairo   = cairo_create (surface);
  guint32          value;

  gtk_widget_draw (GTK_WIDGET (fixture->canvas), cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  memcpy (&value, cairo_image_surface_get_data (surface) + cairo_image_surface_get_stride (surface) * y + 4 * x,
          sizeof value);
  cairo_surface_destroy (surface);

  return value & 0xffffff;
}

G_GNUC_UNUSED static gdouble
get_divider (Fixture *fixture)
{
  return overpaint_compare_canvas_get_geometry (fixture->canvas)->divider;
}

G_GNUC_UNUSED static gdouble
get_zoom (Fixture *fixture)
{
  return overpaint_compare_canvas_get_geometry (fixture->canvas)->zoom;
}

G_GNUC_UNUSED static const gchar *
get_page (Fixture *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (test_find (fixture->view, GTK_TYPE_STACK, 0));

  return GTK_IS_LABEL (page) ? gtk_label_get_text (GTK_LABEL (page)) : NULL;
}

#define ADD(name, function) \
  g_test_add ("/" name, Fixture, NULL, set_up, function, tear_down)
