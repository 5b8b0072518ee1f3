/* strength-row.c: how far the result may leave the layer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "number-row.h"
#include "strength-row.h"
#include "ui-resources.h"

struct _OverpaintStrengthRow
{
  GtkBox     parent_instance;

  GtkWidget *number;
  GtkWidget *scale;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintStrengthRow, overpaint_strength_row, GTK_TYPE_BOX)

/* The wheel scrolls the form; it moves the slider only where the artist is at it. */
static gboolean
on_scroll (GtkWidget *scale)
{
  if (! gtk_widget_has_focus (scale))
    g_signal_stop_emission_by_name (scale, "scroll-event");

  return GDK_EVENT_PROPAGATE;
}

static void
on_number_changed (OverpaintStrengthRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
overpaint_strength_row_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_STRENGTH_ROW (widget)->number);
}

static void
overpaint_strength_row_class_init (OverpaintStrengthRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = overpaint_strength_row_grab_focus;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/strength-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintStrengthRow, scale);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll);

  /**
   * OverpaintStrengthRow::changed:
   * @row: the row
   *
   * The artist has changed or reset the strength; code has not.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_strength_row_init (OverpaintStrengthRow *self)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "strength");

  gtk_widget_init_template (GTK_WIDGET (self));

  self->number = overpaint_number_row_new (field);
  gtk_widget_show (self->number);
  gtk_box_pack_start (GTK_BOX (self), self->number, FALSE, FALSE, 0);
  g_signal_connect_swapped (self->number, "changed", G_CALLBACK (on_number_changed), self);

  gtk_range_set_adjustment (GTK_RANGE (self->scale),
                            overpaint_number_row_get_adjustment (OVERPAINT_NUMBER_ROW (self->number)));
  gtk_widget_set_tooltip_text (self->scale, _(field->tooltip));
  atk_object_set_name (gtk_widget_get_accessible (self->scale),
                       _("Strength, from closer to the layer to closer to the prompt"));
}

/**
 * overpaint_strength_row_new:
 *
 * Returns: (transfer floating): a row that is automatic
 */
GtkWidget *
overpaint_strength_row_new (void)
{
  return g_object_new (OVERPAINT_TYPE_STRENGTH_ROW, NULL);
}

/**
 * overpaint_strength_row_align:
 * @self: a row
 * @labels: the group of the labels of a form
 *
 * Makes the label as wide as the others.
 */
void
overpaint_strength_row_align (OverpaintStrengthRow *self,
                              GtkSizeGroup         *labels)
{
  g_return_if_fail (OVERPAINT_IS_STRENGTH_ROW (self));

  overpaint_number_row_align (OVERPAINT_NUMBER_ROW (self->number), labels);
}

/**
 * overpaint_strength_row_set_best:
 * @self: a row
 * @best: what the chosen model likes best, 0..1
 *
 * Says what is shown while the row is automatic; what the artist has chosen stays.
 */
void
overpaint_strength_row_set_best (OverpaintStrengthRow *self,
                                 gdouble               best)
{
  g_return_if_fail (OVERPAINT_IS_STRENGTH_ROW (self));

  overpaint_number_row_set_best (OVERPAINT_NUMBER_ROW (self->number), best);
}

/**
 * overpaint_strength_row_get_value:
 * @self: a row
 *
 * Returns: the strength, 0..1; -1 while automatic
 */
gdouble
overpaint_strength_row_get_value (OverpaintStrengthRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_STRENGTH_ROW (self), -1.0);

  return overpaint_number_row_get_value (OVERPAINT_NUMBER_ROW (self->number));
}

/**
 * overpaint_strength_row_set_value:
 * @self: a row
 * @value: the strength, 0..1; -1 is automatic
 *
 * Sets it without a signal.
 */
void
overpaint_strength_row_set_value (OverpaintStrengthRow *self,
                                  gdouble               value)
{
  g_return_if_fail (OVERPAINT_IS_STRENGTH_ROW (self));

  overpaint_number_row_set_value (OVERPAINT_NUMBER_ROW (self->number), value);
}

/**
 * overpaint_strength_row_is_automatic:
 * @self: a row
 *
 * Returns: whether the model chooses
 */
gboolean
overpaint_strength_row_is_automatic (OverpaintStrengthRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_STRENGTH_ROW (self), FALSE);

  return overpaint_number_row_is_automatic (OVERPAINT_NUMBER_ROW (self->number));
}
