/* compare-paint.c: what lies over two compared pictures
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "compare-paint.h"

/* How much of the theme's ink there is in the ground around the pictures. */
#define GROUND_INK 0.07

/* Over a picture no theme knows what is readable: white on nearly black always is. */
#define PILL_ALPHA   0.78
#define PILL_PADDING 9.0
#define PILL_MARGIN  8.0
#define PILL_HEIGHT_PADDING 3.0

/* in units of the widget */
#define LINE_WIDTH   1.0
#define RIM_WIDTH    1.0
#define GRIP_RADIUS  11.0
#define ARROW_FROM   3.0
#define ARROW_TO     7.0
#define ARROW_HEIGHT 4.0
#define FOCUS_WIDTH  2.0

/* How far down the grip is: what matters in a picture is seldom there. */
#define GRIP_PLACE 0.82

/**
 * overpaint_compare_paint_ground:
 * @widget: who draws
 * @cairo: where
 *
 * Paints what is around the pictures: the theme's background, a bit nearer to its ink, so that
 * neither a white nor a black picture loses its edge.
 */
void
overpaint_compare_paint_ground (GtkWidget *widget,
                                cairo_t   *cairo)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA          ink;

  gtk_render_background (style, cairo, 0.0, 0.0,
                         gtk_widget_get_allocated_width (widget), gtk_widget_get_allocated_height (widget));

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &ink);
  ink.alpha *= GROUND_INK;
  gdk_cairo_set_source_rgba (cairo, &ink);
  cairo_paint (cairo);
}

/**
 * overpaint_compare_paint_sentence:
 * @widget: who draws
 * @cairo: where
 * @sentence: what is to be read in place of the pictures
 *
 * Writes it in the middle.
 */
void
overpaint_compare_paint_sentence (GtkWidget   *widget,
                                  cairo_t     *cairo,
                                  const gchar *sentence)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, sentence);
  gint                    width  = gtk_widget_get_allocated_width (widget);
  gint                    height;

  pango_layout_set_width (layout, MAX (0, width - 2 * (gint) PILL_MARGIN) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);

  gtk_render_layout (gtk_widget_get_style_context (widget), cairo, PILL_MARGIN,
                     (gtk_widget_get_allocated_height (widget) - height) / 2, layout);
}

static void
add_pill (cairo_t *cairo,
          gdouble  x,
          gdouble  y,
          gdouble  width,
          gdouble  height)
{
  gdouble radius = height / 2.0;

  cairo_new_sub_path (cairo);
  cairo_arc (cairo, x + radius, y + radius, radius, G_PI_2, 3.0 * G_PI_2);
  cairo_arc (cairo, x + width - radius, y + radius, radius, -G_PI_2, G_PI_2);
  cairo_close_path (cairo);
}

/* @place is the left side of the label, or where @ends its right side. */
static void
paint_label (GtkWidget   *widget,
             cairo_t     *cairo,
             const gchar *text,
             gdouble      place,
             gdouble      top,
             gboolean     ends)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  gint                    text_width;
  gint                    text_height;
  gdouble                 width;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  width = text_width + 2.0 * PILL_PADDING;

  if (ends)
    place -= width;

  add_pill (cairo, place, top, width, text_height + 2.0 * PILL_HEIGHT_PADDING);
  cairo_set_source_rgba (cairo, 0.0, 0.0, 0.0, PILL_ALPHA);
  cairo_fill (cairo);

  cairo_set_source_rgb (cairo, 1.0, 1.0, 1.0);
  cairo_move_to (cairo, place + PILL_PADDING, top + PILL_HEIGHT_PADDING);
  pango_cairo_show_layout (cairo, layout);
}

/**
 * overpaint_compare_paint_labels:
 * @widget: who draws
 * @cairo: where
 * @geometry: where the pictures are
 * @left: what the left one is called
 * @right: what the right one is called
 *
 * Writes each name into the upper corner of its picture. A name goes away with its picture, under
 * the divider, so that it never stands on the other one.
 */
void
overpaint_compare_paint_labels (GtkWidget                      *widget,
                                cairo_t                        *cairo,
                                const OverpaintCompareGeometry *geometry,
                                const gchar                    *left,
                                const gchar                    *right)
{
  gdouble              divider = overpaint_compare_geometry_get_divider (geometry);
  OverpaintCompareArea seen;

  overpaint_compare_geometry_get_seen (geometry, &seen);

  cairo_save (cairo);
  cairo_rectangle (cairo, seen.x, seen.y, divider - seen.x, seen.height);
  cairo_clip (cairo);
  paint_label (widget, cairo, left, seen.x + PILL_MARGIN, seen.y + PILL_MARGIN, FALSE);
  cairo_restore (cairo);

  cairo_save (cairo);
  cairo_rectangle (cairo, divider, seen.y, seen.x + seen.width - divider, seen.height);
  cairo_clip (cairo);
  paint_label (widget, cairo, right, seen.x + seen.width - PILL_MARGIN, seen.y + PILL_MARGIN, TRUE);
  cairo_restore (cairo);
}

static void
add_arrow (cairo_t *cairo,
           gdouble  x,
           gdouble  y,
           gdouble  direction)
{
  cairo_move_to (cairo, x + direction * ARROW_FROM, y - ARROW_HEIGHT);
  cairo_line_to (cairo, x + direction * ARROW_TO, y);
  cairo_line_to (cairo, x + direction * ARROW_FROM, y + ARROW_HEIGHT);
  cairo_close_path (cairo);
}

/* White on nearly black, as the rest: a theme's own colour may be that of the picture. */
static void
paint_focus (cairo_t *cairo,
             gdouble  x,
             gdouble  y)
{
  gdouble radius = GRIP_RADIUS + FOCUS_WIDTH + RIM_WIDTH;

  cairo_arc (cairo, x, y, radius, 0.0, 2.0 * G_PI);
  cairo_set_line_width (cairo, FOCUS_WIDTH + 2.0 * RIM_WIDTH);
  cairo_set_source_rgb (cairo, 0.0, 0.0, 0.0);
  cairo_stroke_preserve (cairo);
  cairo_set_line_width (cairo, FOCUS_WIDTH);
  cairo_set_source_rgb (cairo, 1.0, 1.0, 1.0);
  cairo_stroke (cairo);
}

/**
 * overpaint_compare_paint_divider:
 * @widget: who draws
 * @cairo: where
 * @geometry: where the divider is
 *
 * Paints a white line between two dark ones, which is seen on every picture, and its grip, which has
 * a ring while the widget has the focus.
 */
void
overpaint_compare_paint_divider (GtkWidget                      *widget,
                                 cairo_t                        *cairo,
                                 const OverpaintCompareGeometry *geometry)
{
  gdouble              x = overpaint_compare_geometry_get_divider (geometry);
  gdouble              y;
  OverpaintCompareArea seen;

  overpaint_compare_geometry_get_seen (geometry, &seen);
  y = round (seen.y + seen.height * GRIP_PLACE);

  cairo_save (cairo);

  /* on whole pixels of the screen, or it would be grey */
  cairo_rectangle (cairo, x - RIM_WIDTH, seen.y, LINE_WIDTH + 2.0 * RIM_WIDTH, seen.height);
  cairo_set_source_rgba (cairo, 0.0, 0.0, 0.0, PILL_ALPHA);
  cairo_fill (cairo);
  cairo_rectangle (cairo, x, seen.y, LINE_WIDTH, seen.height);
  cairo_set_source_rgb (cairo, 1.0, 1.0, 1.0);
  cairo_fill (cairo);

  cairo_arc (cairo, x, y, GRIP_RADIUS, 0.0, 2.0 * G_PI);
  cairo_set_source_rgb (cairo, 0.16, 0.16, 0.16);
  cairo_fill_preserve (cairo);
  cairo_set_line_width (cairo, LINE_WIDTH);
  cairo_set_source_rgb (cairo, 1.0, 1.0, 1.0);
  cairo_stroke (cairo);

  add_arrow (cairo, x, y, -1.0);
  add_arrow (cairo, x, y, 1.0);
  cairo_fill (cairo);

  if (gtk_widget_has_visible_focus (widget))
    paint_focus (cairo, x, y);

  cairo_restore (cairo);
}
