/* number-row.c: a number of a request, and the way back to what the model likes best
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "number-row.h"
#include "number-spin.h"
#include "ui-resources.h"

/* What stands for "what the model likes best" in a request (see #OverpaintFieldFlags). */
#define AUTOMATIC -1.0

/* What an arrow key adds: a step that can be seen in the result, over a range of 1 and over the
 * ranges of guidance.
 */
#define SMALL_STEP  0.05
#define LARGE_STEP  0.5
#define SMALL_RANGE 1.0

#define DIGITS 2

struct _OverpaintNumberRow
{
  GtkBox                parent_instance;

  const OverpaintField *field;
  gdouble               best;          /* where reset goes to */
  gboolean              is_automatic;

  GtkWidget            *label;
  GtkWidget            *spin;
  GtkWidget            *state;
  GtkWidget            *reset;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintNumberRow, overpaint_number_row, GTK_TYPE_BOX)

static gboolean
can_be_automatic (OverpaintNumberRow *self)
{
  return (self->field->flags & OVERPAINT_FIELD_AUTOMATIC) != 0;
}

static gchar *
format_number (OverpaintNumberRow *self,
               gdouble             value)
{
  return g_strdup_printf ("%.*f", gtk_spin_button_get_digits (GTK_SPIN_BUTTON (self->spin)), value);
}

/* What the word beside the number says, the eye sees; a screen reader comes to the number alone. */
static void
overpaint_number_row_describe (OverpaintNumberRow *self)
{
  g_autofree gchar *best    = format_number (self, self->best);
  g_autofree gchar *tooltip = NULL;
  AtkObject        *object  = gtk_widget_get_accessible (self->spin);
  gboolean          is_away = can_be_automatic (self) ?
                              ! self->is_automatic :
                              overpaint_number_spin_get (OVERPAINT_NUMBER_SPIN (self->spin)) != self->best;

  gtk_stack_set_visible_child_name (GTK_STACK (self->state), self->is_automatic ? "automatic" : "chosen");
  gtk_widget_set_sensitive (self->reset, is_away);

  if (can_be_automatic (self))
    /* Translators: %s is a number */
    tooltip = g_strdup_printf (_("Back to what the model likes best: %s"), best);
  else
    /* Translators: %s is a number */
    tooltip = g_strdup_printf (_("Back to %s"), best);

  gtk_widget_set_tooltip_text (self->reset, tooltip);
  atk_object_set_description (object, self->is_automatic ? _("Automatic: what the model likes best") :
                                                           _(self->field->tooltip));
}

static void
overpaint_number_row_show (OverpaintNumberRow *self,
                           gdouble             value)
{
  overpaint_number_spin_set (OVERPAINT_NUMBER_SPIN (self->spin), value);
  overpaint_number_row_describe (self);
}

static void
on_edited (OverpaintNumberRow *self)
{
  self->is_automatic = FALSE;
  overpaint_number_row_describe (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

/* A button that becomes insensitive would leave the keyboard nowhere. */
static void
on_reset (OverpaintNumberRow *self)
{
  gboolean had_focus = gtk_widget_has_focus (self->reset);

  self->is_automatic = can_be_automatic (self);
  overpaint_number_row_show (self, self->best);

  if (had_focus)
    gtk_widget_grab_focus (self->spin);

  g_signal_emit (self, signals[CHANGED], 0);
}

static void
overpaint_number_row_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_NUMBER_ROW (widget)->spin);
}

static void
overpaint_number_row_class_init (OverpaintNumberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = overpaint_number_row_grab_focus;

  g_resources_register (overpaint_ui_get_resource ());
  g_type_ensure (OVERPAINT_TYPE_NUMBER_SPIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintNumberRow, label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintNumberRow, spin);
  gtk_widget_class_bind_template_child (widget_class, OverpaintNumberRow, state);
  gtk_widget_class_bind_template_child (widget_class, OverpaintNumberRow, reset);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);

  /**
   * OverpaintNumberRow::changed:
   * @row: the row
   *
   * The artist has changed or reset the number; code has not.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_number_row_init (OverpaintNumberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The same words as on the label, without what belongs to the keyboard. */
static void
overpaint_number_row_name (OverpaintNumberRow *self)
{
  g_autofree gchar *reset = NULL;
  const gchar      *name;

  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label), _(self->field->label));
  name  = gtk_label_get_text (GTK_LABEL (self->label));
  /* Translators: name of a button for screen readers; %s is the field's label */
  reset = g_strdup_printf (_("Reset %s"), name);

  atk_object_set_name (gtk_widget_get_accessible (self->spin), name);
  atk_object_set_name (gtk_widget_get_accessible (self->reset), reset);
}

/**
 * overpaint_number_row_new:
 * @field: a field that holds a number
 *
 * Makes a row that shows the field's default. What an automatic field likes best is its lowest
 * value until overpaint_number_row_set_best() has said more.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
overpaint_number_row_new (const OverpaintField *field)
{
  OverpaintNumberRow *self = g_object_new (OVERPAINT_TYPE_NUMBER_ROW, NULL);
  gboolean            automatic;
  gboolean            whole;
  gdouble             least;

  g_return_val_if_fail (field->kind == OVERPAINT_FIELD_INTEGER || field->kind == OVERPAINT_FIELD_NUMBER, NULL);

  self->field = field;
  automatic   = can_be_automatic (self);
  whole       = field->kind == OVERPAINT_FIELD_INTEGER;
  least       = automatic ? field->lowest : field->minimum;

  overpaint_number_spin_set_range (OVERPAINT_NUMBER_SPIN (self->spin), least, field->maximum,
                                   whole ? 1.0 : field->maximum - least <= SMALL_RANGE ? SMALL_STEP : LARGE_STEP,
                                   whole ? 0 : DIGITS);
  gtk_widget_set_visible (self->state, automatic);
  gtk_widget_set_tooltip_text (self->spin, _(field->tooltip));
  gtk_widget_set_tooltip_text (self->label, _(field->tooltip));

  self->best = automatic ? least : field->initial;
  overpaint_number_row_name (self);
  overpaint_number_row_set_value (self, field->initial);

  return GTK_WIDGET (self);
}

/**
 * overpaint_number_row_align:
 * @self: a row
 * @labels: the group of the labels of a form
 *
 * Makes the label as wide as the others.
 */
void
overpaint_number_row_align (OverpaintNumberRow *self,
                            GtkSizeGroup       *labels)
{
  g_return_if_fail (OVERPAINT_IS_NUMBER_ROW (self));

  gtk_size_group_add_widget (labels, self->label);
}

/**
 * overpaint_number_row_get_adjustment:
 * @self: a row
 *
 * What a slider shares with it, so that the two are one control.
 *
 * Returns: (transfer none): the adjustment of the number; it must not be set by code
 */
GtkAdjustment *
overpaint_number_row_get_adjustment (OverpaintNumberRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_NUMBER_ROW (self), NULL);

  return gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (self->spin));
}

/**
 * overpaint_number_row_set_best:
 * @self: a row of a field that may be automatic
 * @best: what the chosen model likes best, in the field's unit
 *
 * Says what is shown while the row is automatic; what the artist has chosen stays.
 */
void
overpaint_number_row_set_best (OverpaintNumberRow *self,
                               gdouble             best)
{
  g_return_if_fail (OVERPAINT_IS_NUMBER_ROW (self));
  g_return_if_fail (can_be_automatic (self));

  self->best = best;

  if (self->is_automatic)
    overpaint_number_row_show (self, best);
  else
    overpaint_number_row_describe (self);
}

/**
 * overpaint_number_row_get_value:
 * @self: a row
 *
 * Returns: the number as a request takes it, also while it is being typed; -1 while automatic
 */
gdouble
overpaint_number_row_get_value (OverpaintNumberRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_NUMBER_ROW (self), AUTOMATIC);

  return self->is_automatic ? AUTOMATIC : overpaint_number_spin_get (OVERPAINT_NUMBER_SPIN (self->spin));
}

/**
 * overpaint_number_row_set_value:
 * @self: a row
 * @value: the number as a request holds it; -1 is automatic where the field may be
 *
 * Sets it without a signal.
 */
void
overpaint_number_row_set_value (OverpaintNumberRow *self,
                                gdouble             value)
{
  g_return_if_fail (OVERPAINT_IS_NUMBER_ROW (self));

  self->is_automatic = can_be_automatic (self) && value == AUTOMATIC;
  overpaint_number_row_show (self, self->is_automatic ? self->best : value);
}

/**
 * overpaint_number_row_is_automatic:
 * @self: a row
 *
 * Returns: whether the model chooses
 */
gboolean
overpaint_number_row_is_automatic (OverpaintNumberRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_NUMBER_ROW (self), FALSE);

  return self->is_automatic;
}
