/* lora-list.c: the LoRAs of a request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "field.h"
#include "lora-choices.h"
#include "lora-list.h"
#include "lora-row.h"
#include "ui-resources.h"
#include "weights.h"

/* What most LoRAs are published for. */
#define FIRST_WEIGHT 1.0

struct _OverpaintLoraList
{
  GtkBox     parent_instance;

  GPtrArray *list;       /* of OverpaintLoraRow, which the box owns */
  guint      most;

  GPtrArray    *offered;     /* of OverpaintOfferItem: the LoRAs of the server, or NULL */
  gchar        *offer_name;  /* of the server that has them */
  GtkTreeModel *choices;     /* the same for the rows, or NULL */
  gchar        *family;      /* of the chosen model, or NULL */

  GtkWidget *rows;
  GtkWidget *add;
};

enum
{
  CHANGED,
  TRIGGER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintLoraList, overpaint_lora_list, GTK_TYPE_BOX)

static void
overpaint_lora_list_finalize (GObject *object)
{
  OverpaintLoraList *self = OVERPAINT_LORA_LIST (object);

  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_pointer (&self->offer_name, g_free);
  g_clear_pointer (&self->family, g_free);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (overpaint_lora_list_parent_class)->finalize (object);
}

static OverpaintLoraRow *
get_row (OverpaintLoraList *self,
         guint              index)
{
  return g_ptr_array_index (self->list, index);
}

static gboolean
is_duplicate (OverpaintLoraList *self,
              guint              index)
{
  const gchar *id = overpaint_lora_row_get_id (get_row (self, index));
  guint        i;

  if (*id == '\0')
    return FALSE;

  for (i = 0; i < index; i++)
    {
      if (g_str_equal (overpaint_lora_row_get_id (get_row (self, i)), id))
        return TRUE;
    }

  return FALSE;
}

static void
overpaint_lora_list_refresh (OverpaintLoraList *self)
{
  g_autofree gchar *full = NULL;
  guint             i;

  for (i = 0; i < self->list->len; i++)
    {
      overpaint_lora_row_set_number (get_row (self, i), i + 1);
      overpaint_lora_row_set_duplicate (get_row (self, i), is_duplicate (self, i));
      overpaint_lora_row_set_choices (get_row (self, i), self->choices);
      overpaint_lora_choices_describe (get_row (self, i), self->offered, self->offer_name, self->family);
    }

  full = g_strdup_printf (ngettext ("Servers take at most %u LoRA", "Servers take at most %u LoRAs", self->most),
                          self->most);
  gtk_widget_set_visible (self->rows, self->list->len > 0);
  gtk_widget_set_sensitive (self->add, self->list->len < self->most);
  gtk_widget_set_tooltip_text (self->add, self->list->len < self->most ?
                               _("LoRAs teach the model a style or a subject; the server must know them") : full);
}

static void
on_row_changed (OverpaintLoraList *self)
{
  overpaint_lora_list_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_trigger (OverpaintLoraList *self,
                const gchar       *word)
{
  g_signal_emit (self, signals[TRIGGER], 0, word);
}

/* The keyboard goes to what has moved to the same place. */
static void
on_row_removed (OverpaintLoraList *self,
                OverpaintLoraRow  *row)
{
  gboolean was_empty = *overpaint_lora_row_get_id (row) == '\0';
  guint    index;

  g_ptr_array_find (self->list, row, &index);
  g_ptr_array_remove_index (self->list, index);
  gtk_widget_destroy (GTK_WIDGET (row));
  overpaint_lora_list_refresh (self);

  if (self->list->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, MIN (index, self->list->len - 1))));
  else
    gtk_widget_grab_focus (self->add);

  if (! was_empty)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
overpaint_lora_list_add (OverpaintLoraList *self,
                         const gchar       *id,
                         gdouble            weight,
                         gboolean           is_on)
{
  GtkWidget *row = overpaint_lora_row_new (id, weight, is_on);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_row_changed), self);
  g_signal_connect_swapped (row, "trigger", G_CALLBACK (on_row_trigger), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (on_row_removed), self);

  g_ptr_array_add (self->list, row);
  gtk_container_add (GTK_CONTAINER (self->rows), row);
  gtk_widget_show (row);

  return row;
}

/* An empty row changes nothing yet, so there is no signal. */
static void
on_add (OverpaintLoraList *self)
{
  GtkWidget *row = overpaint_lora_list_add (self, "", FIRST_WEIGHT, TRUE);

  overpaint_lora_list_refresh (self);
  gtk_widget_grab_focus (row);
}

static void
overpaint_lora_list_class_init (OverpaintLoraListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = overpaint_lora_list_finalize;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/lora-list.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraList, rows);
  gtk_widget_class_bind_template_child (widget_class, OverpaintLoraList, add);
  gtk_widget_class_bind_template_callback (widget_class, on_add);

  /**
   * OverpaintLoraList::changed:
   * @list: the list
   *
   * The artist has changed, switched or removed a LoRA; code has not.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * OverpaintLoraList::trigger:
   * @list: the list
   * @word: a word, or a few
   *
   * The artist wants a word that wakes a LoRA in the prompt.
   */
  signals[TRIGGER] = g_signal_new ("trigger", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
overpaint_lora_list_init (OverpaintLoraList *self)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "loras");

  self->list = g_ptr_array_new ();
  self->most = (guint) field->maximum;

  gtk_widget_init_template (GTK_WIDGET (self));
  overpaint_lora_list_refresh (self);
}

/**
 * overpaint_lora_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
overpaint_lora_list_new (void)
{
  return g_object_new (OVERPAINT_TYPE_LORA_LIST, NULL);
}

static void
overpaint_lora_list_fill (OverpaintLoraList *self,
                          const gchar       *text,
                          gboolean           is_on)
{
  g_autoptr (GVariant)  weights = overpaint_weights_new_from_text (text, NULL);
  GVariantIter          iter;
  const gchar          *id;
  gdouble               weight;

  if (weights == NULL)
    return;

  g_variant_iter_init (&iter, weights);
  while (g_variant_iter_next (&iter, "{&sd}", &id, &weight))
    overpaint_lora_list_add (self, id, weight, is_on);
}

/**
 * overpaint_lora_list_set:
 * @self: a list
 * @loras: (nullable): those that are used, as the field "loras" takes them
 * @idle: (nullable): those that are kept but switched off, in the same form
 *
 * Fills the list anew, without a signal. Where both together are more than a server takes all are
 * shown, and none can be added.
 */
void
overpaint_lora_list_set (OverpaintLoraList *self,
                         const gchar       *loras,
                         const gchar       *idle)
{
  g_return_if_fail (OVERPAINT_IS_LORA_LIST (self));

  while (self->list->len > 0)
    gtk_widget_destroy (g_ptr_array_steal_index (self->list, self->list->len - 1));

  overpaint_lora_list_fill (self, loras, TRUE);
  overpaint_lora_list_fill (self, idle, FALSE);
  overpaint_lora_list_refresh (self);
}

/* Of an id that is there twice the first row counts. */
static gchar *
overpaint_lora_list_write (OverpaintLoraList *self,
                           gboolean           is_on)
{
  g_autoptr (GHashTable)  written = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GVariant)    weights = NULL;
  GVariantBuilder         builder;
  guint                   i;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sd}"));

  for (i = 0; i < self->list->len; i++)
    {
      OverpaintLoraRow *row = get_row (self, i);
      const gchar      *id  = overpaint_lora_row_get_id (row);

      if (*id != '\0' && overpaint_lora_row_is_on (row) == is_on && g_hash_table_add (written, (gpointer) id))
        g_variant_builder_add (&builder, "{sd}", id, overpaint_lora_row_get_weight (row));
    }

  weights = g_variant_ref_sink (g_variant_builder_end (&builder));

  return overpaint_weights_to_text (weights);
}

/**
 * overpaint_lora_list_get_loras:
 * @self: a list
 *
 * Returns: (transfer full): those that are switched on, as the field "loras" takes them
 */
gchar *
overpaint_lora_list_get_loras (OverpaintLoraList *self)
{
  g_return_val_if_fail (OVERPAINT_IS_LORA_LIST (self), NULL);

  return overpaint_lora_list_write (self, TRUE);
}

/**
 * overpaint_lora_list_get_idle:
 * @self: a list
 *
 * Returns: (transfer full): those that are switched off, in the same form
 */
gchar *
overpaint_lora_list_get_idle (OverpaintLoraList *self)
{
  g_return_val_if_fail (OVERPAINT_IS_LORA_LIST (self), NULL);

  return overpaint_lora_list_write (self, FALSE);
}

/**
 * overpaint_lora_list_get_ids:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): ids of those that are switched on, for a grid
 */
gchar **
overpaint_lora_list_get_ids (OverpaintLoraList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint                    i;

  g_return_val_if_fail (OVERPAINT_IS_LORA_LIST (self), NULL);

  for (i = 0; i < self->list->len; i++)
    {
      OverpaintLoraRow *row = get_row (self, i);

      if (*overpaint_lora_row_get_id (row) != '\0' && overpaint_lora_row_is_on (row) && ! is_duplicate (self, i))
        g_strv_builder_add (builder, overpaint_lora_row_get_id (row));
    }

  return g_strv_builder_end (builder);
}

/**
 * overpaint_lora_list_set_offer:
 * @self: a list
 * @offer: (nullable): what the chosen server has; %NULL where that is not known
 * @name: (nullable): the server's name
 *
 * Sets what can be chosen. Rows stay as they are; one whose LoRA the server has not got says so.
 */
void
overpaint_lora_list_set_offer (OverpaintLoraList          *self,
                               const OverpaintServerOffer *offer,
                               const gchar                *name)
{
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_clear_object (&self->choices);
  g_free (self->offer_name);
  self->offer_name = g_strdup (name);

  if (offer != NULL && offer->loras != NULL)
    {
      self->offered = g_ptr_array_ref (offer->loras);
      self->choices = overpaint_lora_choices_new (offer->loras);
    }

  overpaint_lora_list_refresh (self);
}

/**
 * overpaint_lora_list_set_family:
 * @self: a list
 * @family: (nullable): the family of the chosen model, such as "sdxl"
 *
 * Says which LoRAs were made for other models. Nothing is said where either family is not known.
 */
void
overpaint_lora_list_set_family (OverpaintLoraList *self,
                                const gchar       *family)
{
  g_free (self->family);
  self->family = g_strdup (family);
  overpaint_lora_list_refresh (self);
}

/**
 * overpaint_lora_list_mark:
 * @self: a list
 * @id: id of a LoRA
 * @problem: (nullable): what is wrong with it, as a sentence; %NULL takes the mark away
 *
 * Marks the rows with that id until the artist changes them.
 *
 * Returns: whether there is one
 */
gboolean
overpaint_lora_list_mark (OverpaintLoraList *self,
                          const gchar       *id,
                          const gchar       *problem)
{
  gboolean found = FALSE;
  guint    i;

  g_return_val_if_fail (OVERPAINT_IS_LORA_LIST (self), FALSE);

  for (i = 0; i < self->list->len; i++)
    {
      if (g_str_equal (overpaint_lora_row_get_id (get_row (self, i)), id))
        {
          overpaint_lora_row_mark (get_row (self, i), problem);
          found = TRUE;
        }
    }

  return found;
}

/**
 * overpaint_lora_list_get_problem:
 * @self: a list
 *
 * What keeps the list from being sent as it stands. Marks do not: a LoRA that failed may work now.
 *
 * Returns: (transfer full) (nullable): a translated sentence, or %NULL
 */
gchar *
overpaint_lora_list_get_problem (OverpaintLoraList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  i;

  g_return_val_if_fail (OVERPAINT_IS_LORA_LIST (self), NULL);

  for (i = 0; i < self->list->len; i++)
    {
      const gchar *id = overpaint_lora_row_get_id (get_row (self, i));

      if (*id != '\0' && overpaint_lora_row_is_on (get_row (self, i)) && ! g_hash_table_add (seen, (gpointer) id))
        return g_strdup_printf (_("The LoRA “%s” is in the list twice."), id);
    }

  return NULL;
}
