/* dice-button.c: a button with a die on it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dice-button.h"

/* A symbolic icon's size, and the die in it, in its pixels */
#define SIDE    16.0
#define MARGIN   1.5
#define ROUND    3.0
#define PIP      1.4
#define OFFSET   3.2

struct _OverpaintDiceButton
{
  GtkButton parent_instance;
};

G_DEFINE_FINAL_TYPE (OverpaintDiceButton, overpaint_dice_button, GTK_TYPE_BUTTON)

static void
trace_square (cairo_t *cairo)
{
  gdouble near = MARGIN + ROUND;
  gdouble far  = SIDE - MARGIN - ROUND;

  cairo_new_path (cairo);
  cairo_arc (cairo, far, near, ROUND, -G_PI_2, 0.0);
  cairo_arc (cairo, far, far, ROUND, 0.0, G_PI_2);
  cairo_arc (cairo, near, far, ROUND, G_PI_2, G_PI);
  cairo_arc (cairo, near, near, ROUND, G_PI, 1.5 * G_PI);
  cairo_close_path (cairo);
}

static gboolean
on_draw (GtkWidget *area,
         cairo_t   *cairo)
{
  static const gint  pips[][2] = { { 0, 0 }, { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } };
  GtkStyleContext   *style     = gtk_widget_get_style_context (area);
  GdkRGBA            colour;
  guint              i;

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &colour);
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_translate (cairo,
                   (gtk_widget_get_allocated_width (area) - SIDE) / 2.0,
                   (gtk_widget_get_allocated_height (area) - SIDE) / 2.0);

  trace_square (cairo);
  cairo_set_line_width (cairo, 1.0);
  cairo_stroke (cairo);

  for (i = 0; i < G_N_ELEMENTS (pips); i++)
    {
      cairo_arc (cairo, SIDE / 2.0 + pips[i][0] * OFFSET, SIDE / 2.0 + pips[i][1] * OFFSET, PIP, 0.0, 2.0 * G_PI);
      cairo_fill (cairo);
    }

  return GDK_EVENT_PROPAGATE;
}

static void
overpaint_dice_button_class_init (OverpaintDiceButtonClass *klass)
{
}

static void
overpaint_dice_button_init (OverpaintDiceButton *self)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_set_size_request (area, SIDE, SIDE);
  g_signal_connect (area, "draw", G_CALLBACK (on_draw), NULL);
  gtk_container_add (GTK_CONTAINER (self), area);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "image-button");
  gtk_widget_show (area);
}
