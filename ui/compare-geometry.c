/* compare-geometry.c: where two compared pictures and their divider are
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "compare-geometry.h"

/* Two steps double: 50 %, 71 %, 100 %, 141 %, 200 %. */
#define STEPS_PER_DOUBLING 2.0

/* Half of a thousandth of a step: what rounding may add to a zoom that lies on one. */
#define STEP_TOLERANCE 0.0005

/**
 * overpaint_compare_geometry_init:
 * @self: where it is
 *
 * Begins with no picture in a widget of no size, and the divider in the middle.
 */
void
overpaint_compare_geometry_init (OverpaintCompareGeometry *self)
{
  *self = (OverpaintCompareGeometry) {
    .scale   = 1.0,
    .fits    = TRUE,
    .zoom    = 1.0,
    .divider = 0.5
  };
}

static gboolean
is_ready (const OverpaintCompareGeometry *self)
{
  return self->picture_width > 0 && self->picture_height > 0 && self->view_width > 0.0 && self->view_height > 0.0;
}

static gdouble
get_fitting_zoom (const OverpaintCompareGeometry *self)
{
  if (! is_ready (self))
    return 1.0;

  return MIN (MIN (self->view_width * self->scale / self->picture_width,
                   self->view_height * self->scale / self->picture_height),
              OVERPAINT_COMPARE_MAX_ZOOM);
}

/* A picture that is smaller than the widget stays in the middle; of a larger one, no edge comes in. */
static gdouble
bound_centre (gdouble centre,
              gint    picture_side,
              gdouble view_side)
{
  if (picture_side <= view_side)
    return picture_side / 2.0;

  return CLAMP (centre, view_side / 2.0, picture_side - view_side / 2.0);
}

static void
settle (OverpaintCompareGeometry *self)
{
  gdouble unit;

  if (self->fits)
    self->zoom = get_fitting_zoom (self);

  unit           = self->scale / self->zoom;
  self->centre_x = bound_centre (self->centre_x, self->picture_width, self->view_width * unit);
  self->centre_y = bound_centre (self->centre_y, self->picture_height, self->view_height * unit);
}

/**
 * overpaint_compare_geometry_set_view:
 * @self: a geometry
 * @width: width of the widget, in its units
 * @height: its height
 * @scale: pixels of the screen in such a unit: what gtk_widget_get_scale_factor() says
 *
 * The middle of the widget goes on to show the same point.
 */
void
overpaint_compare_geometry_set_view (OverpaintCompareGeometry *self,
                                     gdouble                   width,
                                     gdouble                   height,
                                     gdouble                   scale)
{
  g_return_if_fail (scale > 0.0);

  self->view_width  = MAX (width, 0.0);
  self->view_height = MAX (height, 0.0);
  self->scale       = scale;
  settle (self);
}

/**
 * overpaint_compare_geometry_set_picture:
 * @self: a geometry
 * @width: width of the pictures, in their pixels; 0 for none
 * @height: their height
 *
 * Pictures of the same size as those before are looked at in the same place, so that an artist who
 * has found an eye can look at it in every picture. Others are fitted.
 */
void
overpaint_compare_geometry_set_picture (OverpaintCompareGeometry *self,
                                        gint                      width,
                                        gint                      height)
{
  if (width == self->picture_width && height == self->picture_height)
    return;

  self->picture_width  = MAX (width, 0);
  self->picture_height = MAX (height, 0);
  overpaint_compare_geometry_fit (self);
}

/**
 * overpaint_compare_geometry_fit:
 * @self: a geometry
 *
 * Shows the whole picture, also when the widget becomes larger or smaller.
 */
void
overpaint_compare_geometry_fit (OverpaintCompareGeometry *self)
{
  self->fits     = TRUE;
  self->centre_x = self->picture_width / 2.0;
  self->centre_y = self->picture_height / 2.0;
  settle (self);
}

/**
 * overpaint_compare_geometry_zoom:
 * @self: a geometry
 * @zoom: pixels of the screen that a pixel of the picture is to fill; it is bounded by what fits (or
 *   100 %, where the picture is smaller) and %OVERPAINT_COMPARE_MAX_ZOOM
 * @x: a place in the widget
 * @y: the same, down
 *
 * Zooms so that what is seen at @x, @y stays there, as far as edges let it.
 */
void
overpaint_compare_geometry_zoom (OverpaintCompareGeometry *self,
                                 gdouble                   zoom,
                                 gdouble                   x,
                                 gdouble                   y)
{
  gdouble fitting = get_fitting_zoom (self);
  gdouble wanted  = CLAMP (zoom, MIN (fitting, 1.0), OVERPAINT_COMPARE_MAX_ZOOM);
  gdouble shift;

  if (! is_ready (self))
    return;

  shift           = self->scale / self->zoom - self->scale / wanted;
  self->centre_x += (x - self->view_width / 2.0) * shift;
  self->centre_y += (y - self->view_height / 2.0) * shift;
  self->zoom      = wanted;
  self->fits      = wanted <= fitting && fitting <= 1.0;
  settle (self);
}

/**
 * overpaint_compare_geometry_next_zoom:
 * @self: a geometry
 * @steps: how many steps nearer, or farther away where it is negative
 *
 * Returns: the zoom that is so many steps from now; whole ones such as 100 % and 200 % are met
 */
gdouble
overpaint_compare_geometry_next_zoom (const OverpaintCompareGeometry *self,
                                      gint                            steps)
{
  gdouble place = log2 (self->zoom) * STEPS_PER_DOUBLING;

  /* what lies between two steps, as a fitting zoom does, goes to the next one */
  if (steps > 0)
    place = floor (place + STEP_TOLERANCE) + steps;
  else if (steps < 0)
    place = ceil (place - STEP_TOLERANCE) + steps;

  return exp2 (place / STEPS_PER_DOUBLING);
}

/**
 * overpaint_compare_geometry_pan:
 * @self: a geometry
 * @x: how far the pictures are pushed to the right, in the widget's units
 * @y: how far down
 *
 * Moves both pictures, up to their edges.
 */
void
overpaint_compare_geometry_pan (OverpaintCompareGeometry *self,
                                gdouble                   x,
                                gdouble                   y)
{
  self->centre_x -= x * self->scale / self->zoom;
  self->centre_y -= y * self->scale / self->zoom;
  settle (self);
}

/* Pixels of the picture begin where those of the screen do: else 100 % would be blurred. */
static gdouble
snap (const OverpaintCompareGeometry *self,
      gdouble                         place)
{
  return round (place * self->scale) / self->scale;
}

/**
 * overpaint_compare_geometry_get_picture:
 * @self: a geometry
 * @area: (out caller-allocates): where the whole picture would be, also outside of the widget
 *
 * The left top corner is between two pixels of the screen.
 */
void
overpaint_compare_geometry_get_picture (const OverpaintCompareGeometry *self,
                                        OverpaintCompareArea           *area)
{
  gdouble unit = self->zoom / self->scale;

  area->x      = snap (self, self->view_width / 2.0 - self->centre_x * unit);
  area->y      = snap (self, self->view_height / 2.0 - self->centre_y * unit);
  area->width  = self->picture_width * unit;
  area->height = self->picture_height * unit;
}

/**
 * overpaint_compare_geometry_get_seen:
 * @self: a geometry
 * @area: (out caller-allocates): the part of the widget that shows the picture
 */
void
overpaint_compare_geometry_get_seen (const OverpaintCompareGeometry *self,
                                     OverpaintCompareArea           *area)
{
  OverpaintCompareArea whole;
  gdouble              right;
  gdouble              bottom;

  overpaint_compare_geometry_get_picture (self, &whole);

  right        = MIN (whole.x + whole.width, self->view_width);
  bottom       = MIN (whole.y + whole.height, self->view_height);
  area->x      = MAX (whole.x, 0.0);
  area->y      = MAX (whole.y, 0.0);
  area->width  = MAX (right - area->x, 0.0);
  area->height = MAX (bottom - area->y, 0.0);
}

/**
 * overpaint_compare_geometry_find_pixel:
 * @self: a geometry
 * @x: a place in the widget
 * @y: the same, down
 * @column: (out) (optional): which pixel of the picture is seen there, from the left
 * @row: (out) (optional): the same, from the top
 *
 * Returns: whether there is one
 */
gboolean
overpaint_compare_geometry_find_pixel (const OverpaintCompareGeometry *self,
                                       gdouble                         x,
                                       gdouble                         y,
                                       gint                           *column,
                                       gint                           *row)
{
  OverpaintCompareArea whole;
  gdouble              across;
  gdouble              down;

  overpaint_compare_geometry_get_picture (self, &whole);
  across = floor ((x - whole.x) * self->scale / self->zoom);
  down   = floor ((y - whole.y) * self->scale / self->zoom);

  if (across < 0.0 || across >= self->picture_width || down < 0.0 || down >= self->picture_height)
    return FALSE;

  if (column != NULL)
    *column = (gint) across;
  if (row != NULL)
    *row = (gint) down;

  return TRUE;
}

/**
 * overpaint_compare_geometry_can_pan:
 * @self: a geometry
 *
 * Returns: whether there is more of the picture than the widget shows
 */
gboolean
overpaint_compare_geometry_can_pan (const OverpaintCompareGeometry *self)
{
  gdouble unit = self->scale / self->zoom;

  return is_ready (self) && ! self->fits &&
         (self->picture_width > self->view_width * unit || self->picture_height > self->view_height * unit);
}

/**
 * overpaint_compare_geometry_get_divider:
 * @self: a geometry
 *
 * Returns: where the divider is in the widget, between two pixels of the screen
 */
gdouble
overpaint_compare_geometry_get_divider (const OverpaintCompareGeometry *self)
{
  OverpaintCompareArea seen;

  overpaint_compare_geometry_get_seen (self, &seen);

  return snap (self, seen.x + seen.width * self->divider);
}

/**
 * overpaint_compare_geometry_move_divider:
 * @self: a geometry
 * @x: a place in the widget
 *
 * Moves the divider there, or to that side of what is seen.
 */
void
overpaint_compare_geometry_move_divider (OverpaintCompareGeometry *self,
                                         gdouble                   x)
{
  OverpaintCompareArea seen;

  overpaint_compare_geometry_get_seen (self, &seen);

  if (seen.width > 0.0)
    overpaint_compare_geometry_set_divider (self, (x - seen.x) / seen.width);
}

/**
 * overpaint_compare_geometry_set_divider:
 * @self: a geometry
 * @divider: how much of what is seen is to lie left of it; what is below 0 or above 1 is the nearest
 */
void
overpaint_compare_geometry_set_divider (OverpaintCompareGeometry *self,
                                        gdouble                   divider)
{
  self->divider = CLAMP (divider, 0.0, 1.0);
}
