/* number-spin.c: a spin button that tells what the artist did from what code did
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "number-spin.h"

struct _OverpaintNumberSpin
{
  GtkSpinButton  parent_instance;

  gchar         *word;          /* stands for the least value */
  gdouble        known;         /* what it was told, or told others */
  gboolean       is_set_here;
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintNumberSpin, overpaint_number_spin, GTK_TYPE_SPIN_BUTTON)

static void
overpaint_number_spin_finalize (GObject *object)
{
  OverpaintNumberSpin *self = OVERPAINT_NUMBER_SPIN (object);

  g_clear_pointer (&self->word, g_free);

  G_OBJECT_CLASS (overpaint_number_spin_parent_class)->finalize (object);
}

static gdouble
overpaint_number_spin_get_least (OverpaintNumberSpin *self)
{
  return gtk_adjustment_get_lower (gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (self)));
}

/* An emptied field says the same as the word: nothing in particular. */
static gboolean
overpaint_number_spin_has_word (OverpaintNumberSpin *self)
{
  g_autofree gchar *typed = NULL;
  g_autofree gchar *word  = NULL;
  g_autofree gchar *text  = NULL;

  if (self->word == NULL)
    return FALSE;

  text  = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self))));
  typed = g_utf8_casefold (text, -1);
  word  = g_utf8_casefold (self->word, -1);

  return *text == '\0' || g_str_equal (typed, word);
}

static gint
overpaint_number_spin_output (GtkSpinButton *spin)
{
  OverpaintNumberSpin *self = OVERPAINT_NUMBER_SPIN (spin);

  if (self->word == NULL || gtk_spin_button_get_value (spin) > overpaint_number_spin_get_least (self))
    return FALSE;

  if (! g_str_equal (gtk_entry_get_text (GTK_ENTRY (spin)), self->word))
    gtk_entry_set_text (GTK_ENTRY (spin), self->word);

  return TRUE;
}

/* GtkSpinButton takes over what is typed only when the focus leaves, and rewrites it then. Here it
 * is read without being touched, so that a forecast can follow the typing.
 */
static gdouble
overpaint_number_spin_read (OverpaintNumberSpin *self)
{
  GtkSpinButton    *spin       = GTK_SPIN_BUTTON (self);
  GtkAdjustment    *adjustment = gtk_spin_button_get_adjustment (spin);
  const gchar      *text       = gtk_entry_get_text (GTK_ENTRY (self));
  gdouble           value      = gtk_adjustment_get_value (adjustment);
  gdouble           factor     = pow (10.0, gtk_spin_button_get_digits (spin));
  g_autofree gchar *shown      = g_strdup_printf ("%0.*f", gtk_spin_button_get_digits (spin), value);
  gchar            *end;
  gdouble           typed;

  /* what is shown may be rounded */
  if (g_str_equal (text, shown))
    return value;

  if (overpaint_number_spin_has_word (self))
    return gtk_adjustment_get_lower (adjustment);

  typed = g_strtod (text, &end);
  if (end == text || *end != '\0' || ! isfinite (typed))
    return value;

  return CLAMP (round (typed * factor) / factor,
                gtk_adjustment_get_lower (adjustment), gtk_adjustment_get_upper (adjustment));
}

/* What is taken over is what was read: GTK would take the digits behind those that are shown. */
static gint
overpaint_number_spin_input (GtkSpinButton *spin,
                             gdouble       *value)
{
  *value = overpaint_number_spin_read (OVERPAINT_NUMBER_SPIN (spin));

  return TRUE;
}

static void
on_touched (OverpaintNumberSpin *self)
{
  gdouble value;

  if (self->is_set_here)
    return;

  value = overpaint_number_spin_read (self);
  if (value == self->known)
    return;

  self->known = value;
  g_signal_emit (self, signals[EDITED], 0);
}

static gboolean
overpaint_number_spin_scroll (GtkWidget      *widget,
                              GdkEventScroll *event)
{
  if (! gtk_widget_has_focus (widget))
    return GDK_EVENT_PROPAGATE;

  return GTK_WIDGET_CLASS (overpaint_number_spin_parent_class)->scroll_event (widget, event);
}

static void
overpaint_number_spin_class_init (OverpaintNumberSpinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize         = overpaint_number_spin_finalize;
  GTK_WIDGET_CLASS (klass)->scroll_event   = overpaint_number_spin_scroll;
  GTK_SPIN_BUTTON_CLASS (klass)->input     = overpaint_number_spin_input;
  GTK_SPIN_BUTTON_CLASS (klass)->output    = overpaint_number_spin_output;

  /**
   * OverpaintNumberSpin::edited:
   * @spin: the spin button
   *
   * The artist has made another value of it: typed, with the arrows, the wheel, or a slider that
   * shares its adjustment. It is not emitted for what overpaint_number_spin_set() does.
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
overpaint_number_spin_init (OverpaintNumberSpin *self)
{
  g_signal_connect (self, "changed", G_CALLBACK (on_touched), NULL);
  g_signal_connect (self, "value-changed", G_CALLBACK (on_touched), NULL);
}

/**
 * overpaint_number_spin_set_range:
 * @self: a spin button
 * @least: least value
 * @greatest: greatest value
 * @step: what an arrow key adds; Page Up adds ten times as much
 * @digits: digits behind the point that are shown
 *
 * Says which values it takes.
 */
void
overpaint_number_spin_set_range (OverpaintNumberSpin *self,
                                 gdouble              least,
                                 gdouble              greatest,
                                 gdouble              step,
                                 guint                digits)
{
  g_return_if_fail (OVERPAINT_IS_NUMBER_SPIN (self));

  self->is_set_here = TRUE;
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self), digits);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (self), step, 10.0 * step);
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self), least, greatest);
  self->is_set_here = FALSE;
  self->known       = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self));
}

/**
 * overpaint_number_spin_set_word:
 * @self: a spin button
 * @word: (nullable): what is shown, and may be typed, in place of the least value
 *
 * Gives the least value a word, such as "Random" to -1.
 */
void
overpaint_number_spin_set_word (OverpaintNumberSpin *self,
                                const gchar         *word)
{
  g_return_if_fail (OVERPAINT_IS_NUMBER_SPIN (self));

  g_free (self->word);
  self->word = g_strdup (word);

  overpaint_number_spin_set (self, gtk_spin_button_get_value (GTK_SPIN_BUTTON (self)));
}

/**
 * overpaint_number_spin_get:
 * @self: a spin button
 *
 * Returns: its value, also of what is being typed; the last one where that is no number
 */
gdouble
overpaint_number_spin_get (OverpaintNumberSpin *self)
{
  g_return_val_if_fail (OVERPAINT_IS_NUMBER_SPIN (self), 0.0);

  return overpaint_number_spin_read (self);
}

/**
 * overpaint_number_spin_set:
 * @self: a spin button
 * @value: the value; it is kept whole, though the screen may show fewer digits
 *
 * Sets it without a signal, and drops what was being typed.
 */
void
overpaint_number_spin_set (OverpaintNumberSpin *self,
                           gdouble              value)
{
  GtkSpinButton *spin = GTK_SPIN_BUTTON (self);
  gint           handled;

  g_return_if_fail (OVERPAINT_IS_NUMBER_SPIN (self));

  self->is_set_here = TRUE;
  gtk_spin_button_set_value (spin, value);

  /* an equal value leaves half a number standing */
  g_signal_emit_by_name (self, "output", &handled);
  if (! handled)
    {
      g_autofree gchar *text = g_strdup_printf ("%0.*f", gtk_spin_button_get_digits (spin),
                                                gtk_spin_button_get_value (spin));

      if (! g_str_equal (gtk_entry_get_text (GTK_ENTRY (self)), text))
        gtk_entry_set_text (GTK_ENTRY (self), text);
    }

  self->is_set_here = FALSE;
  self->known       = gtk_spin_button_get_value (spin);
}
