/* blend-slider.c: how much of a picture is seen over the source
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "blend-slider.h"
#include "ui-resources.h"

struct _OverpaintBlendSlider
{
  GtkBox              parent_instance;

  GtkWidget          *scale;
  OverpaintPicks     *picks;
  OverpaintVariation *moving;    /* what is mixed while the slider has not come to rest */
  gboolean            pressed;   /* whether a button of the mouse holds it */
  gboolean            filling;   /* whether its value comes from the image */
};

G_DEFINE_FINAL_TYPE (OverpaintBlendSlider, overpaint_blend_slider, GTK_TYPE_BOX)

static guint problem_signal;

static void
overpaint_blend_slider_tell (OverpaintBlendSlider *self,
                             GError               *error)
{
  if (error != NULL)
    g_signal_emit (self, problem_signal, 0, error->message);
}

/* The slider has come to rest: what it came to is one step of GIMP's history. */
static void
overpaint_blend_slider_settle (OverpaintBlendSlider *self)
{
  g_autoptr (OverpaintVariation) variation = g_steal_pointer (&self->moving);
  g_autoptr (GError)             error     = NULL;

  if (variation == NULL || self->picks == NULL ||
      overpaint_picks_get_placement (self->picks, variation) != OVERPAINT_PLACEMENT_LAYER)
    return;

  overpaint_canvas_set_blend (overpaint_picks_get_canvas (self->picks), variation,
                              gtk_range_get_value (GTK_RANGE (self->scale)) / 100.0, &error);
  overpaint_blend_slider_tell (self, error);
}

/* Takes the value of what the image shows now, unless the slider is being moved on it. */
static void
overpaint_blend_slider_fill (OverpaintBlendSlider *self)
{
  OverpaintVariation *shown = NULL;

  if (self->picks != NULL)
    shown = overpaint_picks_get_shown (self->picks);

  if (shown != NULL && overpaint_picks_get_placement (self->picks, shown) != OVERPAINT_PLACEMENT_LAYER)
    shown = NULL;

  if (self->moving != NULL && self->moving == shown)
    return;

  overpaint_blend_slider_settle (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), shown != NULL);

  if (shown != NULL)
    {
      self->filling = TRUE;
      gtk_range_set_value (GTK_RANGE (self->scale),
                           100.0 * overpaint_canvas_get_blend (overpaint_picks_get_canvas (self->picks), shown));
      self->filling = FALSE;
    }
}

static void
overpaint_blend_slider_dispose (GObject *object)
{
  OverpaintBlendSlider *self = OVERPAINT_BLEND_SLIDER (object);

  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_func (self->picks, overpaint_blend_slider_fill, self);

  g_clear_object (&self->picks);
  g_clear_object (&self->moving);

  G_OBJECT_CLASS (overpaint_blend_slider_parent_class)->dispose (object);
}

static void
on_value_changed (OverpaintBlendSlider *self)
{
  g_autoptr (GdkEvent) event = gtk_get_current_event ();
  g_autoptr (GError)   error = NULL;

  if (self->filling || self->picks == NULL || overpaint_picks_get_shown (self->picks) == NULL)
    return;

  g_set_object (&self->moving, overpaint_picks_get_shown (self->picks));

  /* A key that is held moves it step by step, and is let go of in the end. */
  if (self->pressed || (event != NULL && event->type == GDK_KEY_PRESS))
    {
      overpaint_canvas_drag_blend (overpaint_picks_get_canvas (self->picks), self->moving,
                                   gtk_range_get_value (GTK_RANGE (self->scale)) / 100.0, &error);
      overpaint_blend_slider_tell (self, error);
    }
  else
    {
      overpaint_blend_slider_settle (self);
    }
}

static gboolean
on_press (OverpaintBlendSlider *self)
{
  self->pressed = TRUE;

  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_release (OverpaintBlendSlider *self)
{
  self->pressed = FALSE;
  overpaint_blend_slider_settle (self);

  return GDK_EVENT_PROPAGATE;
}

/* Else a wheel that scrolls past it would change the image, with a step of its history a notch. */
static gboolean
on_scroll (OverpaintBlendSlider *self)
{
  return GDK_EVENT_STOP;
}

static void
overpaint_blend_slider_class_init (OverpaintBlendSliderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_blend_slider_dispose;

  /**
   * OverpaintBlendSlider::problem:
   * @self: the slider
   * @text: a sentence
   */
  problem_signal = g_signal_new ("problem", OVERPAINT_TYPE_BLEND_SLIDER, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/blend-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintBlendSlider, scale);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_press);
  gtk_widget_class_bind_template_callback (widget_class, on_release);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll);
}

static void
overpaint_blend_slider_init (OverpaintBlendSlider *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (self->scale), _("Blend with the source, in percent of the picture"));
}

/**
 * overpaint_blend_slider_new:
 *
 * Returns: (transfer floating): a slider for no picture
 */
GtkWidget *
overpaint_blend_slider_new (void)
{
  return g_object_new (OVERPAINT_TYPE_BLEND_SLIDER, NULL);
}

/**
 * overpaint_blend_slider_show:
 * @self: a slider
 * @picks: (nullable): whose shown picture it mixes from now on
 */
void
overpaint_blend_slider_show (OverpaintBlendSlider *self,
                             OverpaintPicks       *picks)
{
  overpaint_blend_slider_settle (self);

  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_func (self->picks, overpaint_blend_slider_fill, self);

  g_set_object (&self->picks, picks);

  if (picks != NULL)
    g_signal_connect_swapped (picks, "changed", G_CALLBACK (overpaint_blend_slider_fill), self);

  overpaint_blend_slider_fill (self);
}
