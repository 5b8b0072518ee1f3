/* axis-row.c: what a run varies besides the seed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "axis-row.h"
#include "ui-resources.h"

#define STRENGTH "strength"
#define LORAS    "loras"

enum
{
  COLUMN_TEXT,
  COLUMN_FIELD,
  COLUMN_LORA
};

struct _OverpaintAxisRow
{
  GtkGrid        parent_instance;

  gchar         *field;            /* NULL for nothing */
  gchar         *lora;
  gchar        **ids;
  gboolean       uses_strength;
  guint          n_seeds;
  gboolean       is_set_here;

  GtkListStore  *store;
  GtkWidget     *label;
  GtkWidget     *combo;
  GtkWidget     *values_label;
  GtkWidget     *values;
  GtkWidget     *result;
  GtkWidget     *warning;
  GtkWidget     *sentence;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintAxisRow, overpaint_axis_row, GTK_TYPE_GRID)

static void
overpaint_axis_row_finalize (GObject *object)
{
  OverpaintAxisRow *self = OVERPAINT_AXIS_ROW (object);

  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->lora, g_free);
  g_clear_pointer (&self->ids, g_strfreev);

  G_OBJECT_CLASS (overpaint_axis_row_parent_class)->finalize (object);
}

static gchar *
count_pictures (guint n_seeds,
                guint n_values)
{
  guint             n_pictures = n_seeds * n_values;
  g_autofree gchar *seeds      = g_strdup_printf (ngettext ("%u seed", "%u seeds", n_seeds), n_seeds);
  g_autofree gchar *values     = g_strdup_printf (ngettext ("%u value", "%u values", n_values), n_values);
  g_autofree gchar *pictures   = g_strdup_printf (ngettext ("%u picture", "%u pictures", n_pictures), n_pictures);

  /* Translators: "4 seeds × 3 values = 12 pictures" */
  return g_strdup_printf (_("%s × %s = %s"), seeds, values, pictures);
}

static void
overpaint_axis_row_describe (OverpaintAxisRow *self)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (OverpaintAxis)  axis  = overpaint_axis_row_get_axis (self, &error);
  g_autofree gchar          *text  = NULL;

  if (axis != NULL)
    text = count_pictures (self->n_seeds, overpaint_axis_get_n_values (axis));
  else if (error != NULL)
    text = g_strdup (error->message);

  gtk_label_set_text (GTK_LABEL (self->sentence), text != NULL ? text : "");
  atk_object_set_description (gtk_widget_get_accessible (self->values), text != NULL ? text : "");
  gtk_widget_set_visible (self->warning, error != NULL);
  gtk_widget_set_visible (self->values_label, self->field != NULL);
  gtk_widget_set_visible (self->values, self->field != NULL);
  gtk_widget_set_visible (self->result, self->field != NULL);
}

static void
overpaint_axis_row_add (OverpaintAxisRow *self,
                        const gchar      *text,
                        const gchar      *field,
                        const gchar      *lora)
{
  GtkTreeIter iter;

  gtk_list_store_insert_with_values (self->store, &iter, -1,
                                     COLUMN_TEXT, text, COLUMN_FIELD, field, COLUMN_LORA, lora, -1);

  if (g_strcmp0 (field, self->field) == 0 && g_strcmp0 (lora, self->lora) == 0)
    gtk_combo_box_set_active_iter (GTK_COMBO_BOX (self->combo), &iter);
}

static void
overpaint_axis_row_add_lora (OverpaintAxisRow *self,
                             const gchar      *id)
{
  /* Translators: %s is the id of a LoRA, whose weight is varied */
  g_autofree gchar *text = g_strdup_printf (_("Weight of %s"), id);

  overpaint_axis_row_add (self, text, LORAS, id);
}

static gboolean
has_lora (OverpaintAxisRow *self)
{
  return self->ids != NULL && g_strv_contains ((const gchar * const *) self->ids, self->lora);
}

/* What is chosen stays in the list, though the model may not use it or the LoRA be gone: the
 * sentence below says so, and nothing that was typed is lost.
 */
static void
overpaint_axis_row_fill (OverpaintAxisRow *self)
{
  guint i;

  self->is_set_here = TRUE;
  gtk_list_store_clear (self->store);
  overpaint_axis_row_add (self, _("Nothing"), NULL, NULL);

  if (self->uses_strength || g_strcmp0 (self->field, STRENGTH) == 0)
    overpaint_axis_row_add (self, _("Strength"), STRENGTH, NULL);

  for (i = 0; self->ids != NULL && self->ids[i] != NULL; i++)
    overpaint_axis_row_add_lora (self, self->ids[i]);

  if (self->lora != NULL && ! has_lora (self))
    overpaint_axis_row_add_lora (self, self->lora);

  self->is_set_here = FALSE;
  overpaint_axis_row_describe (self);
}

static void
overpaint_axis_row_choose (OverpaintAxisRow *self,
                           gchar            *field,
                           gchar            *lora)
{
  g_free (self->field);
  g_free (self->lora);
  self->field = field;
  self->lora  = lora;
}

static void
on_chosen (OverpaintAxisRow *self)
{
  GtkTreeIter  iter;
  gchar       *field;
  gchar       *lora;

  if (self->is_set_here || ! gtk_combo_box_get_active_iter (GTK_COMBO_BOX (self->combo), &iter))
    return;

  gtk_tree_model_get (GTK_TREE_MODEL (self->store), &iter, COLUMN_FIELD, &field, COLUMN_LORA, &lora, -1);
  overpaint_axis_row_choose (self, field, lora);
  overpaint_axis_row_describe (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

/* The wheel scrolls the form. */
static gboolean
on_scroll (GtkWidget *combo)
{
  g_signal_stop_emission_by_name (combo, "scroll-event");

  return GDK_EVENT_PROPAGATE;
}

static void
on_values_changed (OverpaintAxisRow *self)
{
  if (self->is_set_here)
    return;

  overpaint_axis_row_describe (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
overpaint_axis_row_class_init (OverpaintAxisRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_axis_row_finalize;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/axis-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, store);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, combo);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, values_label);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, values);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, result);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, warning);
  gtk_widget_class_bind_template_child (widget_class, OverpaintAxisRow, sentence);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll);
  gtk_widget_class_bind_template_callback (widget_class, on_values_changed);

  /**
   * OverpaintAxisRow::changed:
   * @row: the row
   *
   * The artist has chosen what to vary, or typed values; code has not.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_axis_row_init (OverpaintAxisRow *self)
{
  self->n_seeds       = 1;
  self->uses_strength = TRUE;

  gtk_widget_init_template (GTK_WIDGET (self));
  overpaint_axis_row_fill (self);
}

/**
 * overpaint_axis_row_new:
 *
 * Returns: (transfer floating): a row that varies nothing
 */
GtkWidget *
overpaint_axis_row_new (void)
{
  return g_object_new (OVERPAINT_TYPE_AXIS_ROW, NULL);
}

/**
 * overpaint_axis_row_align:
 * @self: a row
 * @labels: the group of the labels of a form
 *
 * Makes both labels as wide as the others.
 */
void
overpaint_axis_row_align (OverpaintAxisRow *self,
                          GtkSizeGroup     *labels)
{
  g_return_if_fail (OVERPAINT_IS_AXIS_ROW (self));

  gtk_size_group_add_widget (labels, self->label);
  gtk_size_group_add_widget (labels, self->values_label);
}

/**
 * overpaint_axis_row_set_uses_strength:
 * @self: a row
 * @uses_strength: whether the chosen model has a strength
 *
 * Offers strengths, or no longer, without a signal.
 */
void
overpaint_axis_row_set_uses_strength (OverpaintAxisRow *self,
                                      gboolean          uses_strength)
{
  g_return_if_fail (OVERPAINT_IS_AXIS_ROW (self));

  self->uses_strength = uses_strength;
  overpaint_axis_row_fill (self);
}

/**
 * overpaint_axis_row_set_loras:
 * @self: a row
 * @ids: (nullable) (array zero-terminated=1): ids of the LoRAs that are used
 *
 * Says whose weights can be varied, without a signal.
 */
void
overpaint_axis_row_set_loras (OverpaintAxisRow    *self,
                              const gchar * const *ids)
{
  gchar **former;

  g_return_if_fail (OVERPAINT_IS_AXIS_ROW (self));

  former    = self->ids;
  self->ids = g_strdupv ((gchar **) ids);
  g_strfreev (former);

  overpaint_axis_row_fill (self);
}

/**
 * overpaint_axis_row_set_n_seeds:
 * @self: a row
 * @n_seeds: how many seeds, 1..64
 *
 * Says how many seeds there are, for the count of pictures.
 */
void
overpaint_axis_row_set_n_seeds (OverpaintAxisRow *self,
                                guint             n_seeds)
{
  g_return_if_fail (OVERPAINT_IS_AXIS_ROW (self));

  self->n_seeds = n_seeds;
  overpaint_axis_row_describe (self);
}

/* What is wrong with the choice itself, whatever the values are. */
static gboolean
overpaint_axis_row_check_choice (OverpaintAxisRow  *self,
                                 GError           **error)
{
  if (self->lora != NULL && ! has_lora (self))
    {
      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_FIELD,
                   _("The LoRA “%s” is not used now. Choose something else to vary."), self->lora);
      return FALSE;
    }

  if (self->lora == NULL && ! self->uses_strength)
    {
      g_set_error_literal (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_UNUSED,
                           _("This model has no strength. Choose something else to vary."));
      return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_axis_row_get_axis:
 * @self: a row
 * @error: return location for an #OverpaintAxisError
 *
 * Returns: (transfer full) (nullable): the axis; %NULL without an error where nothing is varied, and
 *   with one where what is typed makes no grid
 */
OverpaintAxis *
overpaint_axis_row_get_axis (OverpaintAxisRow  *self,
                             GError           **error)
{
  const OverpaintField      *images = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "images");
  g_autoptr (OverpaintAxis)  axis   = NULL;
  guint                      n_pictures;

  g_return_val_if_fail (OVERPAINT_IS_AXIS_ROW (self), NULL);

  if (self->field == NULL || ! overpaint_axis_row_check_choice (self, error))
    return NULL;

  axis = overpaint_axis_new_from_text (self->field, self->lora, gtk_entry_get_text (GTK_ENTRY (self->values)), error);
  if (axis == NULL)
    return NULL;

  n_pictures = self->n_seeds * overpaint_axis_get_n_values (axis);
  if (n_pictures > images->maximum)
    {
      /* Translators: values, seeds, their product, the most that is possible */
      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES,
                   _("%u values with %u seeds each are %u pictures; one run takes at most %u."),
                   overpaint_axis_get_n_values (axis), self->n_seeds, n_pictures, (guint) images->maximum);
      return NULL;
    }

  return g_steal_pointer (&axis);
}

/**
 * overpaint_axis_row_set_axis:
 * @self: a row
 * @axis: (nullable): what to vary; %NULL for nothing
 *
 * Shows an axis without a signal.
 */
void
overpaint_axis_row_set_axis (OverpaintAxisRow *self,
                             OverpaintAxis    *axis)
{
  g_autofree gchar *text = NULL;

  g_return_if_fail (OVERPAINT_IS_AXIS_ROW (self));

  if (axis != NULL)
    {
      text = overpaint_axis_to_text (axis);
      overpaint_axis_row_choose (self, g_strdup (overpaint_axis_get_field (axis)),
                                 g_strdup (overpaint_axis_get_lora (axis)));
    }
  else
    {
      overpaint_axis_row_choose (self, NULL, NULL);
    }

  self->is_set_here = TRUE;
  gtk_entry_set_text (GTK_ENTRY (self->values), text != NULL ? text : "");
  overpaint_axis_row_fill (self);
}
