/* source-card.c: what Generate would take of the image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>

#include "pixels-surface.h"
#include "source-card.h"
#include "ui-resources.h"

/* Height of the thumbnail's place: the form needs its height for other things. */
#define HEIGHT 72

/* The frame that stands where there is nothing to show */
#define FRAME_OPACITY 0.3

/* U+200E */
#define LEFT_TO_RIGHT_MARK "\342\200\216"

struct _OverpaintSourceCard
{
  GtkBox           parent_instance;

  OverpaintPixels *pixels;
  cairo_surface_t *surface;      /* made of them when they are first drawn */

  GtkWidget       *area;
  GtkWidget       *name;
  GtkWidget       *size;
  GtkWidget       *part;
  GtkWidget       *problem_row;
  GtkWidget       *problem;
};

G_DEFINE_FINAL_TYPE (OverpaintSourceCard, overpaint_source_card, GTK_TYPE_BOX)

static void
overpaint_source_card_finalize (GObject *object)
{
  OverpaintSourceCard *self = OVERPAINT_SOURCE_CARD (object);

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);

  G_OBJECT_CLASS (overpaint_source_card_parent_class)->finalize (object);
}

/* A thumbnail may have been made for another scale than the screen's, which can change while the
 * window is moved; it is fitted by what it is, and never larger than one pixel each of its own.
 */
static gdouble
overpaint_source_card_get_factor (OverpaintSourceCard *self)
{
  gdouble wide = (gdouble) OVERPAINT_SOURCE_CARD_SIDE / overpaint_pixels_get_width (self->pixels);
  gdouble high = (gdouble) HEIGHT / overpaint_pixels_get_height (self->pixels);

  return MIN (1.0, MIN (wide, high));
}

static void
draw_frame (GtkWidget *area,
            cairo_t   *cairo)
{
  GtkStyleContext *style = gtk_widget_get_style_context (area);
  GdkRGBA          colour;

  gtk_style_context_get_color (style, gtk_style_context_get_state (style), &colour);
  colour.alpha *= FRAME_OPACITY;
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_set_line_width (cairo, 1.0);
  cairo_rectangle (cairo, 0.5, 0.5,
                   gtk_widget_get_allocated_width (area) - 1.0, gtk_widget_get_allocated_height (area) - 1.0);
  cairo_stroke (cairo);
}

static gboolean
on_draw (GtkWidget *area,
         cairo_t   *cairo,
         gpointer   user_data)
{
  OverpaintSourceCard *self = OVERPAINT_SOURCE_CARD (user_data);
  gdouble              factor;
  gdouble              width;
  gdouble              height;

  if (self->pixels != NULL && self->surface == NULL)
    self->surface = overpaint_pixels_surface_new (self->pixels, 1);

  if (self->surface == NULL)
    {
      draw_frame (area, cairo);
      return GDK_EVENT_PROPAGATE;
    }

  factor = overpaint_source_card_get_factor (self);
  width  = overpaint_pixels_get_width (self->pixels) * factor;
  height = overpaint_pixels_get_height (self->pixels) * factor;

  cairo_translate (cairo, round ((gtk_widget_get_allocated_width (area) - width) / 2.0),
                   round ((gtk_widget_get_allocated_height (area) - height) / 2.0));

  if (overpaint_pixels_get_channels (self->pixels) == 4)
    overpaint_pixels_surface_checker (cairo, 0.0, 0.0, width, height);

  cairo_scale (cairo, factor, factor);
  cairo_set_source_surface (cairo, self->surface, 0.0, 0.0);
  cairo_paint (cairo);

  return GDK_EVENT_PROPAGATE;
}

static void
overpaint_source_card_class_init (OverpaintSourceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_source_card_finalize;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/source-card.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintSourceCard, area);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSourceCard, name);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSourceCard, size);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSourceCard, part);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSourceCard, problem_row);
  gtk_widget_class_bind_template_child (widget_class, OverpaintSourceCard, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_draw);
}

static void
overpaint_source_card_init (OverpaintSourceCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_set_size_request (self->area, OVERPAINT_SOURCE_CARD_SIDE, HEIGHT);
  atk_object_set_role (gtk_widget_get_accessible (self->area), ATK_ROLE_IMAGE);
}

/**
 * overpaint_source_card_new:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
overpaint_source_card_new (void)
{
  return g_object_new (OVERPAINT_TYPE_SOURCE_CARD, NULL);
}

static void
overpaint_source_card_name (OverpaintSourceCard       *self,
                            const OverpaintCanvasView *view)
{
  const gchar      *layer   = view->layer_name != NULL ? view->layer_name : _("No layer");
  AtkObject        *image   = gtk_widget_get_accessible (self->area);
  g_autofree gchar *numbers = NULL;
  g_autofree gchar *size    = NULL;
  g_autofree gchar *spoken  = NULL;

  /* Translators: width and height of what is sent, in pixels */
  numbers = g_strdup_printf (_("%d × %d"), view->width, view->height);
  /* beside letters that run to the left the two would change places */
  size = g_strconcat (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? LEFT_TO_RIGHT_MARK : "",
                      numbers, NULL);
  /* Translators: name of a thumbnail for screen readers; %s is a layer's name */
  spoken = g_strdup_printf (_("Thumbnail of “%s”"), layer);

  gtk_label_set_text (GTK_LABEL (self->name), layer);
  gtk_widget_set_tooltip_text (self->name, view->layer_name);
  gtk_label_set_text (GTK_LABEL (self->size), size);
  gtk_label_set_text (GTK_LABEL (self->problem), view->problem != NULL ? view->problem : "");

  gtk_widget_set_visible (self->size, view->problem == NULL);
  gtk_widget_set_visible (self->part, view->problem == NULL && view->is_part);
  gtk_widget_set_visible (self->problem_row, view->problem != NULL);

  atk_object_set_name (image, self->pixels != NULL ? spoken : _("No thumbnail"));
}

/**
 * overpaint_source_card_show:
 * @self: a card
 * @view: what the image has; its thumbnail is sharp where the longer side is
 *   %OVERPAINT_SOURCE_CARD_SIDE times gtk_widget_get_scale_factor()
 *
 * Shows what Generate would take at this moment.
 */
void
overpaint_source_card_show (OverpaintSourceCard       *self,
                            const OverpaintCanvasView *view)
{
  g_return_if_fail (OVERPAINT_IS_SOURCE_CARD (self));
  g_return_if_fail (view != NULL);

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);

  if (view->thumbnail != NULL)
    self->pixels = overpaint_pixels_ref (view->thumbnail);

  overpaint_source_card_name (self, view);
  gtk_widget_queue_draw (self->area);
}
