/* test-compare-geometry.c: where two compared pictures and their divider are
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "compare-geometry.h"

#define TOLERANCE 1e-9

static OverpaintCompareGeometry
make_geometry (gdouble width,
               gdouble height,
               gdouble scale,
               gint    picture_width,
               gint    picture_height)
{
  OverpaintCompareGeometry geometry;

  overpaint_compare_geometry_init (&geometry);
  overpaint_compare_geometry_set_view (&geometry, width, height, scale);
  overpaint_compare_geometry_set_picture (&geometry, picture_width, picture_height);

  return geometry;
}

static void
assert_area (const OverpaintCompareArea *area,
             gdouble                     x,
             gdouble                     y,
             gdouble                     width,
             gdouble                     height)
{
  g_assert_cmpfloat_with_epsilon (area->x, x, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (area->y, y, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (area->width, width, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (area->height, height, TOLERANCE);
}

static void
test_fit (void)
{
  static const struct
  {
    gdouble              width;
    gdouble              height;
    gdouble              scale;
    gint                 picture_width;
    gint                 picture_height;
    gdouble              zoom;
    OverpaintCompareArea area;
  } cases[] = {
    /* as large as the view, wider, higher, smaller, with two pixels to the unit, and bounded */
    { 400, 300, 1, 400, 300, 1.0, { 0, 0, 400, 300 } },
    { 400, 300, 1, 800, 300, 0.5, { 0, 75, 400, 150 } },
    { 400, 300, 1, 400, 600, 0.5, { 100, 0, 200, 300 } },
    { 400, 300, 1, 100, 100, 3.0, { 50, 0, 300, 300 } },
    { 400, 300, 2, 400, 300, 2.0, { 0, 0, 400, 300 } },
    { 400, 300, 1, 2, 2, 32.0, { 168, 118, 64, 64 } },
    { 400, 300, 1, 6000, 4000, 1.0 / 15.0, { 0, 17, 400, 266.0 + 2.0 / 3.0 } },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintCompareGeometry geometry = make_geometry (cases[i].width, cases[i].height, cases[i].scale,
                                                         cases[i].picture_width, cases[i].picture_height);
      OverpaintCompareArea     area;

      g_assert_true (geometry.fits);
      g_assert_cmpfloat_with_epsilon (geometry.zoom, cases[i].zoom, TOLERANCE);
      overpaint_compare_geometry_get_picture (&geometry, &area);
      assert_area (&area, cases[i].area.x, cases[i].area.y, cases[i].area.width, cases[i].area.height);
      overpaint_compare_geometry_get_seen (&geometry, &area);
      assert_area (&area, cases[i].area.x, cases[i].area.y, cases[i].area.width, cases[i].area.height);
      g_assert_false (overpaint_compare_geometry_can_pan (&geometry));
    }
}

/* Another size of the window fits anew only what was fitted. */
static void
test_resize (void)
{
  OverpaintCompareGeometry geometry = make_geometry (400, 400, 1, 800, 800);

  overpaint_compare_geometry_set_view (&geometry, 200, 300, 1);
  g_assert_cmpfloat (geometry.zoom, ==, 0.25);

  overpaint_compare_geometry_zoom (&geometry, 2.0, 100, 150);
  overpaint_compare_geometry_set_view (&geometry, 400, 400, 1);
  g_assert_cmpfloat (geometry.zoom, ==, 2.0);
  g_assert_cmpfloat (geometry.centre_x, ==, 400.0);

  overpaint_compare_geometry_set_view (&geometry, 400, 400, 2);
  g_assert_cmpfloat (geometry.zoom, ==, 2.0);
}

static void
test_zoom_around (void)
{
  static const gdouble places[][2] = { { 0, 0 }, { 400, 300 }, { 200, 150 }, { 130, 280 } };
  guint                i;

  for (i = 0; i < G_N_ELEMENTS (places); i++)
    {
      OverpaintCompareGeometry geometry = make_geometry (400, 300, 1, 4000, 3000);
      gdouble                  x        = places[i][0];
      gdouble                  y        = places[i][1];
      OverpaintCompareArea     area;

      overpaint_compare_geometry_zoom (&geometry, 4.0, x, y);
      g_assert_false (geometry.fits);
      g_assert_true (overpaint_compare_geometry_can_pan (&geometry));

      /* what was ten pixels to the unit is now a quarter of one */
      overpaint_compare_geometry_get_picture (&geometry, &area);
      assert_area (&area, x - 40.0 * x, y - 40.0 * y, 16000, 12000);

      overpaint_compare_geometry_zoom (&geometry, 0.01, x, y);
      g_assert_true (geometry.fits);
      g_assert_cmpfloat_with_epsilon (geometry.zoom, 0.1, TOLERANCE);
      overpaint_compare_geometry_get_picture (&geometry, &area);
      assert_area (&area, 0, 0, 400, 300);
    }
}

static void
test_zoom_bounds (void)
{
  OverpaintCompareGeometry large = make_geometry (400, 300, 1, 4000, 3000);
  OverpaintCompareGeometry small = make_geometry (400, 300, 1, 100, 100);

  overpaint_compare_geometry_zoom (&large, 1000.0, 200, 150);
  g_assert_cmpfloat (large.zoom, ==, OVERPAINT_COMPARE_MAX_ZOOM);

  /* a small picture may become as small as it is */
  overpaint_compare_geometry_zoom (&small, 0.2, 200, 150);
  g_assert_cmpfloat (small.zoom, ==, 1.0);
  g_assert_false (small.fits);
}

static void
test_steps (void)
{
  static const struct
  {
    gdouble zoom;
    gint    steps;
    gdouble next;
  } cases[] = {
    { 1.0, 1, G_SQRT2 }, { 1.0, 2, 2.0 }, { 1.0, -1, 1.0 / G_SQRT2 }, { 2.0, -2, 1.0 }, { 0.3, 1, 0.25 * G_SQRT2 },
    { 0.3, -1, 0.25 }, { G_SQRT2 * G_SQRT2, 1, 2.0 * G_SQRT2 }, { 1.0, 0, 1.0 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintCompareGeometry geometry = make_geometry (400, 300, 1, 4000, 3000);

      overpaint_compare_geometry_zoom (&geometry, cases[i].zoom, 0, 0);
      g_assert_cmpfloat_with_epsilon (overpaint_compare_geometry_next_zoom (&geometry, cases[i].steps), cases[i].next,
                                      TOLERANCE);
    }
}

static void
test_pan (void)
{
  OverpaintCompareGeometry geometry = make_geometry (400, 300, 2, 4000, 3000);
  OverpaintCompareArea     area;

  overpaint_compare_geometry_zoom (&geometry, 1.0, 0, 0);
  overpaint_compare_geometry_get_picture (&geometry, &area);
  assert_area (&area, 0, 0, 2000, 1500);

  overpaint_compare_geometry_pan (&geometry, -30.0, -7.0);
  overpaint_compare_geometry_get_picture (&geometry, &area);
  assert_area (&area, -30, -7, 2000, 1500);

  /* no farther than the edges */
  overpaint_compare_geometry_pan (&geometry, 1000.0, -5000.0);
  overpaint_compare_geometry_get_picture (&geometry, &area);
  assert_area (&area, 0, -1200, 2000, 1500);

  /* between two pixels of the screen, or 100 % would be blurred */
  overpaint_compare_geometry_pan (&geometry, -0.3, 0.0);
  overpaint_compare_geometry_get_picture (&geometry, &area);
  assert_area (&area, -0.5, -1200, 2000, 1500);
}

static void
test_find_pixel (void)
{
  OverpaintCompareGeometry geometry = make_geometry (400, 300, 1, 40, 20);
  gint                     column;
  gint                     row;

  /* ten units to a pixel, and 50 above it */
  g_assert_true (overpaint_compare_geometry_find_pixel (&geometry, 0.5, 50.5, &column, &row));
  g_assert_cmpint (column, ==, 0);
  g_assert_cmpint (row, ==, 0);
  g_assert_true (overpaint_compare_geometry_find_pixel (&geometry, 399.5, 249.5, &column, &row));
  g_assert_cmpint (column, ==, 39);
  g_assert_cmpint (row, ==, 19);
  g_assert_false (overpaint_compare_geometry_find_pixel (&geometry, 10, 49.5, NULL, NULL));
  g_assert_false (overpaint_compare_geometry_find_pixel (&geometry, 10, 250.5, NULL, NULL));

  overpaint_compare_geometry_zoom (&geometry, 20.0, 0, 50);
  g_assert_true (overpaint_compare_geometry_find_pixel (&geometry, 45, 0.5, &column, &row));
  g_assert_cmpint (column, ==, 2);
}

static void
test_divider (void)
{
  OverpaintCompareGeometry geometry = make_geometry (400, 300, 1, 100, 100);

  /* the picture is seen from 50 to 350 */
  g_assert_cmpfloat (overpaint_compare_geometry_get_divider (&geometry), ==, 200.0);

  overpaint_compare_geometry_move_divider (&geometry, 125.0);
  g_assert_cmpfloat (geometry.divider, ==, 0.25);
  g_assert_cmpfloat (overpaint_compare_geometry_get_divider (&geometry), ==, 125.0);

  overpaint_compare_geometry_move_divider (&geometry, -20.0);
  g_assert_cmpfloat (overpaint_compare_geometry_get_divider (&geometry), ==, 50.0);
  overpaint_compare_geometry_set_divider (&geometry, 7.0);
  g_assert_cmpfloat (overpaint_compare_geometry_get_divider (&geometry), ==, 350.0);

  /* a divider is never out of sight */
  overpaint_compare_geometry_zoom (&geometry, 32.0, 200, 150);
  g_assert_cmpfloat (overpaint_compare_geometry_get_divider (&geometry), ==, 400.0);
}

/* Pictures of the same size are looked at in the same place. */
static void
test_next_picture (void)
{
  OverpaintCompareGeometry geometry = make_geometry (400, 300, 1, 1000, 1000);

  overpaint_compare_geometry_zoom (&geometry, 8.0, 10, 20);
  overpaint_compare_geometry_set_picture (&geometry, 1000, 1000);
  g_assert_cmpfloat (geometry.zoom, ==, 8.0);

  overpaint_compare_geometry_set_picture (&geometry, 1000, 999);
  g_assert_true (geometry.fits);
}

/* Before there is a picture, or a size, nothing is divided by nothing. */
static void
test_nothing (void)
{
  OverpaintCompareGeometry geometry;
  OverpaintCompareArea     area;

  overpaint_compare_geometry_init (&geometry);
  overpaint_compare_geometry_zoom (&geometry, 2.0, 0, 0);
  overpaint_compare_geometry_pan (&geometry, 5.0, 5.0);
  overpaint_compare_geometry_move_divider (&geometry, 5.0);
  overpaint_compare_geometry_get_seen (&geometry, &area);
  assert_area (&area, 0, 0, 0, 0);
  g_assert_false (overpaint_compare_geometry_can_pan (&geometry));
  g_assert_false (overpaint_compare_geometry_find_pixel (&geometry, 0, 0, NULL, NULL));

  overpaint_compare_geometry_set_picture (&geometry, 100, 100);
  overpaint_compare_geometry_set_view (&geometry, 200, 200, 1);
  g_assert_cmpfloat (geometry.zoom, ==, 2.0);
}

gint
main (gint    argc,
      gchar **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compare-geometry/fit", test_fit);
  g_test_add_func ("/compare-geometry/resize", test_resize);
  g_test_add_func ("/compare-geometry/zoom-around", test_zoom_around);
  g_test_add_func ("/compare-geometry/zoom-bounds", test_zoom_bounds);
  g_test_add_func ("/compare-geometry/steps", test_steps);
  g_test_add_func ("/compare-geometry/pan", test_pan);
  g_test_add_func ("/compare-geometry/find-pixel", test_find_pixel);
  g_test_add_func ("/compare-geometry/divider", test_divider);
  g_test_add_func ("/compare-geometry/next-picture", test_next_picture);
  g_test_add_func ("/compare-geometry/nothing", test_nothing);

  return g_test_run ();
}
