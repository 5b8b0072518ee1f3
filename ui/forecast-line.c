/* forecast-line.c: what Generate will do, in a sentence
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "forecast-line.h"
#include "ui-resources.h"

/* How long the sentence must stand, in milliseconds, before it is said: longer than the pause
 * between two keys of somebody who types.
 */
#define REST 1500

struct _OverpaintForecastLine
{
  GtkBox     parent_instance;

  guint      announcement;     /* source */

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (OverpaintForecastLine, overpaint_forecast_line, GTK_TYPE_BOX)

static void
overpaint_forecast_line_dispose (GObject *object)
{
  g_clear_handle_id (&OVERPAINT_FORECAST_LINE (object)->announcement, g_source_remove);

  G_OBJECT_CLASS (overpaint_forecast_line_parent_class)->dispose (object);
}

/* The signal came with ATK 2.46; before, a screen reader finds the sentence as any other label. */
static gboolean
on_rest (gpointer user_data)
{
  OverpaintForecastLine *self = OVERPAINT_FORECAST_LINE (user_data);
  const gchar           *text = gtk_label_get_text (GTK_LABEL (self->label));

  self->announcement = 0;

  if (*text != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      g_signal_lookup ("announcement", ATK_TYPE_OBJECT) != 0)
    g_signal_emit_by_name (gtk_widget_get_accessible (self->label), "announcement", text);

  return G_SOURCE_REMOVE;
}

static void
overpaint_forecast_line_class_init (OverpaintForecastLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = overpaint_forecast_line_dispose;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/forecast-line.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintForecastLine, label);
}

static void
overpaint_forecast_line_init (OverpaintForecastLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * overpaint_forecast_line_new:
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *
overpaint_forecast_line_new (void)
{
  return g_object_new (OVERPAINT_TYPE_FORECAST_LINE, NULL);
}

/**
 * overpaint_forecast_line_set_text:
 * @self: a line
 * @sentence: (nullable): what Generate will do, or why it cannot
 *
 * Shows the sentence at once, and has screen readers say it once it has stood for a while. The same
 * sentence again is no news.
 */
void
overpaint_forecast_line_set_text (OverpaintForecastLine *self,
                                  const gchar           *sentence)
{
  const gchar *text = sentence != NULL ? sentence : "";

  g_return_if_fail (OVERPAINT_IS_FORECAST_LINE (self));

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (self->label)), text))
    return;

  gtk_label_set_text (GTK_LABEL (self->label), text);
  g_clear_handle_id (&self->announcement, g_source_remove);
  self->announcement = g_timeout_add (REST, on_rest, self);
}

/**
 * overpaint_forecast_line_get_text:
 * @self: a line
 *
 * Returns: (transfer none): the sentence; "" for none
 */
const gchar *
overpaint_forecast_line_get_text (OverpaintForecastLine *self)
{
  g_return_val_if_fail (OVERPAINT_IS_FORECAST_LINE (self), "");

  return gtk_label_get_text (GTK_LABEL (self->label));
}
