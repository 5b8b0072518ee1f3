/* compare-geometry.h: where two compared pictures and their divider are
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most pixels of the screen that a pixel of a picture fills, each way. */
#define OVERPAINT_COMPARE_MAX_ZOOM 32.0

/**
 * OverpaintCompareArea:
 * @x: left side, in the widget's units
 * @y: top
 * @width: width
 * @height: height
 *
 * A part of the widget.
 */
typedef struct
{
  gdouble x;
  gdouble y;
  gdouble width;
  gdouble height;
} OverpaintCompareArea;

/**
 * OverpaintCompareGeometry:
 * @view_width: width of the widget, in its units
 * @view_height: its height
 * @scale: pixels of the screen in a unit of the widget, each way
 * @picture_width: width of the pictures, in their pixels; 0 while there is none
 * @picture_height: their height
 * @fits: whether the whole picture is shown, as large as the widget lets it
 * @zoom: pixels of the screen that a pixel of the picture fills, each way: 1 is 100 %
 * @centre_x: which point of the picture is in the middle of the widget, in its pixels
 * @centre_y: the same, down
 * @divider: how much of what is seen of the pictures lies left of the divider, 0 to 1
 *
 * What is where when two pictures lie over each other, one left of a divider and the other right of
 * it. It knows no widget: whoever draws tells it the size, and asks. The fields are to be read; only
 * the functions change them.
 */
typedef struct
{
  gdouble  view_width;
  gdouble  view_height;
  gdouble  scale;

  gint     picture_width;
  gint     picture_height;

  gboolean fits;
  gdouble  zoom;
  gdouble  centre_x;
  gdouble  centre_y;

  gdouble  divider;
} OverpaintCompareGeometry;

void     overpaint_compare_geometry_init            (OverpaintCompareGeometry       *self);
void     overpaint_compare_geometry_set_view        (OverpaintCompareGeometry       *self,
                                                     gdouble                         width,
                                                     gdouble                         height,
                                                     gdouble                         scale);
void     overpaint_compare_geometry_set_picture     (OverpaintCompareGeometry       *self,
                                                     gint                            width,
                                                     gint                            height);

void     overpaint_compare_geometry_fit             (OverpaintCompareGeometry       *self);
void     overpaint_compare_geometry_zoom            (OverpaintCompareGeometry       *self,
                                                     gdouble                         zoom,
                                                     gdouble                         x,
                                                     gdouble                         y);
gdouble  overpaint_compare_geometry_next_zoom       (const OverpaintCompareGeometry *self,
                                                     gint                            steps);
void     overpaint_compare_geometry_pan             (OverpaintCompareGeometry       *self,
                                                     gdouble                         x,
                                                     gdouble                         y);

void     overpaint_compare_geometry_get_picture     (const OverpaintCompareGeometry *self,
                                                     OverpaintCompareArea           *area);
void     overpaint_compare_geometry_get_seen        (const OverpaintCompareGeometry *self,
                                                     OverpaintCompareArea           *area);
gboolean overpaint_compare_geometry_find_pixel      (const OverpaintCompareGeometry *self,
                                                     gdouble                         x,
                                                     gdouble                         y,
                                                     gint                           *column,
                                                     gint                           *row);
gboolean overpaint_compare_geometry_can_pan         (const OverpaintCompareGeometry *self);

gdouble  overpaint_compare_geometry_get_divider     (const OverpaintCompareGeometry *self);
void     overpaint_compare_geometry_move_divider    (OverpaintCompareGeometry       *self,
                                                     gdouble                         x);
void     overpaint_compare_geometry_set_divider     (OverpaintCompareGeometry       *self,
                                                     gdouble                         divider);

G_END_DECLS
