/* lora-row.c: one LoRA of a request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "calm-combo.h"
#include "lora-row.h"
#include "number-spin.h"
#include "ui-resources.h"

/* A weight may be any number from 0 up (see request-rules.c); beyond 2 or so a picture falls apart.
 * The greatest here only keeps a slip of the finger short.
 */
#define GREATEST_WEIGHT 100.0
#define WEIGHT_STEP       0.05
#define WEIGHT_DIGITS     2

struct _OverpaintLoraRow
{
  GtkGrid    parent_instance;

  gchar     *trimmed;        /* the id without blanks around it */
  gchar     *mark;           /* what is wrong with the LoRA itself */
  gchar     *stranger;       /* that the server has none of this name */
  gchar     *misfit;         /* that it is for other models */
  gchar    **triggers;       /* words that wake it, or NULL */
  gboolean   is_duplicate;
  gboolean   is_set_here;

  GtkWidget *on;
  GtkWidget *choices;
  GtkWidget *id;
  GtkWidget *notes;
  GtkWidget *weight;
  GtkWidget *remove;
  GtkWidget *problem_row;
  GtkWidget *problem;
};

enum
{
  CHANGED,
  TRIGGER,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintLoraRow, overpaint_lora_row, GTK_TYPE_GRID)

static void
overpaint_lora_row_finalize (GObject *object)
{
  OverpaintLoraRow *self = OVERPAINT_LORA_ROW (object);

  g_clear_pointer (&self->trimmed, g_free);
  g_clear_pointer (&self->mark, g_free);
  g_clear_pointer (&self->stranger, g_free);
  g_clear_pointer (&self->misfit, g_free);
  g_clear_pointer (&self->triggers, g_strfreev);

  G_OBJECT_CLASS (overpaint_lora_row_parent_class)->finalize (object);
}

static void
overpaint_lora_row_show_problem (OverpaintLoraRow *self)
{
  const gchar *problem = self->misfit;

  /* half a name is no stranger yet */
  if (self->stranger != NULL && ! gtk_widget_is_focus (self->id))
    problem = self->stranger;

  if (self->mark != NULL)
    problem = self->mark;

  if (self->is_duplicate)
    problem = _("This LoRA is in the list already.");

  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_row, problem != NULL);
  gtk_widget_set_tooltip_text (self->problem_row, problem);
  gtk_widget_set_tooltip_text (self->id, problem != NULL ? problem :
                               _("Id of the LoRA as the server knows it, for example "
                                 "latent-consistency/lcm-lora-sdxl"));
  atk_object_set_description (gtk_widget_get_accessible (self->id), problem != NULL ? problem : "");
}

static void
on_edited (OverpaintLoraRow *self)
{
  if (self->is_set_here)
    return;

  overpaint_lora_row_mark (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Blanks around an id change nothing, so they are no change. */
static void
on_id_changed (OverpaintLoraRow *self)
{
  gchar    *trimmed = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->id))));
  gboolean  same    = g_strcmp0 (trimmed, self->trimmed) == 0;

  g_free (self->trimmed);
  self->trimmed = trimmed;

  if (! same)
    on_edited (self);
}

/* The link's address is the place of the word in the list: words are not put into addresses. */
static gboolean
on_trigger (OverpaintLoraRow *self,
            const gchar      *address)
{
  guint64 place;

  if (self->triggers != NULL &&
      g_ascii_string_to_unsigned (address, 10, 0, g_strv_length (self->triggers) - 1, &place, NULL))
    g_signal_emit (self, signals[TRIGGER], 0, self->triggers[place]);

  return TRUE;
}

static void
on_remove (OverpaintLoraRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
overpaint_lora_row_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_LORA_ROW (widget)->id);
}

static void
overpaint_lora_row_class_init (OverpaintLoraRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_lora_row_finalize;
  widget_class->grab_focus         = overpaint_lora_row_grab_focus;

  g_resources_register (overpaint_ui_get_resource ());
  g_type_ensure (OVERPAINT_TYPE_CALM_COMBO);
  g_type_ensure (OVERPAINT_TYPE_NUMBER_SPIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/lora-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, on);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, choices);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, id);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, notes);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, weight);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, remove);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, problem_row);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_id_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_trigger);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, overpaint_lora_row_show_problem);

  /**
   * OverpaintLoraRow::changed:
   * @row: the row
   *
   * The artist has changed id or weight, or switched the LoRA on or off.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintLoraRow::trigger:
   * @row: the row
   * @word: a word, or a few
   *
   * The artist wants a word that wakes the LoRA in the prompt.
   */
  signals[TRIGGER] = g_signal_new ("trigger", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * OverpaintLoraRow::removed:
   * @row: the row
   *
   * The artist wants it gone; whoever holds it destroys it.
   */
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_lora_row_init (OverpaintLoraRow *self)
{
  self->trimmed = g_strdup ("");

  gtk_widget_init_template (GTK_WIDGET (self));
  overpaint_number_spin_set_range (OVERPAINT_NUMBER_SPIN (self->weight), 0.0, GREATEST_WEIGHT,
                                   WEIGHT_STEP, WEIGHT_DIGITS);
  overpaint_lora_row_show_problem (self);
}

/**
 * overpaint_lora_row_new:
 * @id: the LoRA's id, or "" for one that will be typed
 * @weight: its weight, 0..100
 * @is_on: whether it is used
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
overpaint_lora_row_new (const gchar *id,
                        gdouble      weight,
                        gboolean     is_on)
{
  OverpaintLoraRow *self = g_object_new (OVERPAINT_TYPE_LORA_ROW, NULL);

  self->is_set_here = TRUE;
  gtk_entry_set_text (GTK_ENTRY (self->id), id);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->on), is_on);
  overpaint_number_spin_set (OVERPAINT_NUMBER_SPIN (self->weight), weight);
  self->is_set_here = FALSE;

  return GTK_WIDGET (self);
}

static void
name_widget (GtkWidget *widget,
             gchar     *name)
{
  atk_object_set_name (gtk_widget_get_accessible (widget), name);
  g_free (name);
}

/**
 * overpaint_lora_row_set_number:
 * @self: a row
 * @number: which row of the list it is, from 1
 *
 * Tells the controls of one row from those of another, for screen readers.
 */
void
overpaint_lora_row_set_number (OverpaintLoraRow *self,
                               guint             number)
{
  g_return_if_fail (OVERPAINT_IS_LORA_ROW (self));

  /* Translators: names of controls for screen readers; %u is which LoRA of the list, from 1 */
  name_widget (self->on, g_strdup_printf (_("Use LoRA %u"), number));
  name_widget (self->id, g_strdup_printf (_("Id of LoRA %u"), number));
  name_widget (self->choices, g_strdup_printf (_("LoRAs of the server for LoRA %u"), number));
  name_widget (self->weight, g_strdup_printf (_("Weight of LoRA %u"), number));
  name_widget (self->remove, g_strdup_printf (_("Remove LoRA %u"), number));
}

/**
 * overpaint_lora_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none): the id, without blanks around it; "" where none is typed
 */
const gchar *
overpaint_lora_row_get_id (OverpaintLoraRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_LORA_ROW (self), "");

  return self->trimmed;
}

/**
 * overpaint_lora_row_get_weight:
 * @self: a row
 *
 * Returns: the weight, 0 or more
 */
gdouble
overpaint_lora_row_get_weight (OverpaintLoraRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_LORA_ROW (self), 0.0);

  return overpaint_number_spin_get (OVERPAINT_NUMBER_SPIN (self->weight));
}

/**
 * overpaint_lora_row_is_on:
 * @self: a row
 *
 * Returns: whether the LoRA is used
 */
gboolean
overpaint_lora_row_is_on (OverpaintLoraRow *self)
{
  g_return_val_if_fail (OVERPAINT_IS_LORA_ROW (self), FALSE);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->on));
}

/**
 * overpaint_lora_row_set_choices:
 * @self: a row
 * @choices: (nullable): the LoRAs of the server: id and a note on it, both texts; %NULL where it keeps no list
 *
 * Sets what can be chosen without being typed.
 */
void
overpaint_lora_row_set_choices (OverpaintLoraRow *self,
                                GtkTreeModel     *choices)
{
  g_return_if_fail (OVERPAINT_IS_LORA_ROW (self));

  if (gtk_combo_box_get_model (GTK_COMBO_BOX (self->choices)) == choices)
    return;

  gtk_combo_box_set_model (GTK_COMBO_BOX (self->choices), choices);
  gtk_combo_box_set_button_sensitivity (GTK_COMBO_BOX (self->choices),
                                        choices != NULL ? GTK_SENSITIVITY_AUTO : GTK_SENSITIVITY_OFF);
  gtk_combo_box_set_entry_text_column (GTK_COMBO_BOX (self->choices), 0);
  gtk_entry_completion_set_model (gtk_entry_get_completion (GTK_ENTRY (self->id)), choices);
}

/**
 * overpaint_lora_row_describe:
 * @self: a row
 * @notes: (nullable): what is known of the LoRA, as markup in which links are places in @triggers
 * @triggers: (nullable) (array zero-terminated=1): words that wake it
 * @stranger: (nullable): a sentence on that the server has none of this name
 * @misfit: (nullable): a sentence on that it was made for other models
 *
 * Shows what is known of the LoRA. Whether it is a stranger is said once the keyboard has left the id.
 */
void
overpaint_lora_row_describe (OverpaintLoraRow  *self,
                             const gchar       *notes,
                             gchar            **triggers,
                             const gchar       *stranger,
                             const gchar       *misfit)
{
  g_return_if_fail (OVERPAINT_IS_LORA_ROW (self));

  g_free (self->stranger);
  g_free (self->misfit);
  g_strfreev (self->triggers);

  self->stranger = g_strdup (stranger);
  self->misfit   = g_strdup (misfit);
  self->triggers = g_strdupv (triggers);

  /* a label that is the same keeps the keyboard on its link */
  if (g_strcmp0 (notes != NULL ? notes : "", gtk_label_get_label (GTK_LABEL (self->notes))) != 0)
    gtk_label_set_markup (GTK_LABEL (self->notes), notes != NULL ? notes : "");

  gtk_widget_set_visible (self->notes, notes != NULL);
  overpaint_lora_row_show_problem (self);
}

/**
 * overpaint_lora_row_mark:
 * @self: a row
 * @problem: (nullable): what is wrong with the LoRA, as a sentence; %NULL takes the mark away
 *
 * Marks the row until the artist changes it.
 */
void
overpaint_lora_row_mark (OverpaintLoraRow *self,
                         const gchar      *problem)
{
  gchar *former;

  g_return_if_fail (OVERPAINT_IS_LORA_ROW (self));

  former     = self->mark;
  self->mark = g_strdup (problem);
  g_free (former);

  overpaint_lora_row_show_problem (self);
}

/**
 * overpaint_lora_row_set_duplicate:
 * @self: a row
 * @is_duplicate: whether a row above has the same id
 *
 * Says that the LoRA is there twice, whatever else is wrong with it.
 */
void
overpaint_lora_row_set_duplicate (OverpaintLoraRow *self,
                                  gboolean          is_duplicate)
{
  g_return_if_fail (OVERPAINT_IS_LORA_ROW (self));

  self->is_duplicate = is_duplicate;
  overpaint_lora_row_show_problem (self);
}
