/* model-picker.c: a model, and what is known of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "calm-combo.h"
#include "catalogue.h"
#include "model-picker.h"
#include "ui-resources.h"

enum
{
  COLUMN_TEXT,
  COLUMN_ICON,
  COLUMN_IS_LINE
};

struct _OverpaintModelPicker
{
  GtkBox         parent_instance;

  OverpaintPace *pace;
  gchar         *server;
  gchar         *wanted;      /* what is typed, without blanks around it, or the id of what it names */
  gchar         *id;          /* what a request says: the same, unless the server leaves no choice */

  OverpaintServerOffer *offer;
  gchar                *offer_name;    /* of the server that made it */
  gboolean              is_showing;    /* while the entry is filled in here */

  GtkListStore  *store;
  GtkWidget     *combo;
  GtkWidget     *entry;
  GtkWidget     *held;
  GtkWidget     *summary;
  GtkWidget     *licence;
  GtkWidget     *warning_row;
  GtkWidget     *warning;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintModelPicker, overpaint_model_picker, GTK_TYPE_BOX)

static void
overpaint_model_picker_dispose (GObject *object)
{
  OverpaintModelPicker *self = OVERPAINT_MODEL_PICKER (object);

  g_clear_object (&self->pace);

  G_OBJECT_CLASS (overpaint_model_picker_parent_class)->dispose (object);
}

static void
overpaint_model_picker_finalize (GObject *object)
{
  OverpaintModelPicker *self = OVERPAINT_MODEL_PICKER (object);

  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->offer, overpaint_server_offer_free);
  g_clear_pointer (&self->offer_name, g_free);

  G_OBJECT_CLASS (overpaint_model_picker_parent_class)->finalize (object);
}

static void
overpaint_model_picker_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (OVERPAINT_MODEL_PICKER (widget)->entry);
}

static gboolean
is_line (GtkTreeModel *model,
         GtkTreeIter  *iter,
         gpointer      user_data)
{
  gboolean line;

  gtk_tree_model_get (model, iter, COLUMN_IS_LINE, &line, -1);

  return line;
}

static void
show_sentence (GtkWidget   *label,
               GtkWidget   *row,
               const gchar *sentence)
{
  gtk_label_set_text (GTK_LABEL (label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (row, sentence != NULL);
}

/* Where the server leaves no choice, and where it has no such model. */
static void
overpaint_model_picker_describe_offer (OverpaintModelPicker *self)
{
  g_autofree gchar *held    = NULL;
  g_autofree gchar *warning = NULL;

  if (overpaint_server_offer_is_fixed (self->offer))
    /* Translators: a server's name, and a model's */
    held = g_strdup_printf (_("“%s” holds %s. Start another for another model."), self->offer_name,
                            overpaint_server_offer_name_model (self->offer, self->offer->model));

  show_sentence (self->held, self->held, held);

  if (held != NULL || self->offer == NULL || self->offer->models == NULL || *self->id == '\0' ||
      overpaint_server_offer_find_model (self->offer, self->id) != NULL)
    return;

  if (self->offer->model != NULL)
    /* Translators: a server's name twice, and a model's */
    warning = g_strdup_printf (_("“%s” has no model of this name: it will paint with %s."), self->offer_name,
                               overpaint_server_offer_name_model (self->offer, self->offer->model));
  else
    warning = g_strdup_printf (_("“%s” has no model of this name."), self->offer_name);

  show_sentence (self->warning, self->warning_row, warning);
}

static void
overpaint_model_picker_describe (OverpaintModelPicker *self)
{
  const OverpaintModel *model   = overpaint_catalogue_lookup (self->id);
  g_autofree gchar     *licence = NULL;

  if (model->licence != NULL)
    licence = g_strdup_printf (_("Licence: %s"), _(model->licence));

  show_sentence (self->summary, self->summary, *self->id != '\0' ? _(model->summary) : NULL);
  show_sentence (self->licence, self->licence, licence);
  show_sentence (self->warning, self->warning_row, model->warning != NULL ? _(model->warning) : NULL);
  overpaint_model_picker_describe_offer (self);
}

static void
overpaint_model_picker_add (OverpaintModelPicker *self,
                            const gchar          *text)
{
  const OverpaintModel *model = overpaint_catalogue_lookup (text);

  gtk_list_store_insert_with_values (self->store, NULL, -1, COLUMN_TEXT, text,
                                     COLUMN_ICON, model->warning != NULL ? "dialog-warning-symbolic" : NULL,
                                     COLUMN_IS_LINE, text == NULL, -1);
}

static void
overpaint_model_picker_fill_known (OverpaintModelPicker *self)
{
  g_auto (GStrv)                 known = NULL;
  const OverpaintModel * const  *models;
  guint                          n_models;
  guint                          i;

  if (self->server != NULL)
    known = overpaint_pace_list_models (self->pace, self->server);

  for (i = 0; known != NULL && known[i] != NULL; i++)
    overpaint_model_picker_add (self, known[i]);

  if (i > 0)
    overpaint_model_picker_add (self, NULL);

  models = overpaint_catalogue_get_all (&n_models);
  for (i = 0; i < n_models; i++)
    {
      if (known == NULL || ! g_strv_contains ((const gchar * const *) known, models[i]->id))
        overpaint_model_picker_add (self, models[i]->id);
    }
}

static void
overpaint_model_picker_fill (OverpaintModelPicker *self)
{
  guint i;

  gtk_list_store_clear (self->store);

  if (overpaint_server_offer_is_fixed (self->offer))
    overpaint_model_picker_add (self, overpaint_server_offer_name_model (self->offer, self->offer->model));
  else if (self->offer == NULL || self->offer->models == NULL)
    overpaint_model_picker_fill_known (self);
  else
    for (i = 0; i < self->offer->models->len; i++)
      {
        const OverpaintOfferItem *item = g_ptr_array_index (self->offer->models, i);

        overpaint_model_picker_add (self, overpaint_server_offer_name_model (self->offer, item->id));
      }
}

/* Brings the id in line with what is wanted and what the server allows. */
static void
overpaint_model_picker_settle (OverpaintModelPicker *self)
{
  const gchar *id    = overpaint_server_offer_is_fixed (self->offer) ? self->offer->model : self->wanted;
  gboolean     other = g_strcmp0 (id, self->id) != 0;

  if (other)
    {
      g_free (self->id);
      self->id = g_strdup (id);
    }

  overpaint_model_picker_describe (self);

  if (other)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
overpaint_model_picker_want (OverpaintModelPicker *self,
                             const gchar          *text)
{
  const gchar *id = overpaint_server_offer_find_model (self->offer, text);

  if (id == NULL)
    id = text;

  if (g_strcmp0 (id, self->wanted) == 0)
    return;

  g_free (self->wanted);
  self->wanted = g_strdup (id);
  overpaint_model_picker_settle (self);
}

static void
overpaint_model_picker_show (OverpaintModelPicker *self,
                             const gchar          *id)
{
  const gchar      *text  = overpaint_server_offer_name_model (self->offer, id);
  g_autofree gchar *shown = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));

  /* the cursor stays where the artist is typing */
  self->is_showing = TRUE;
  if (! g_str_equal (shown, text))
    gtk_entry_set_text (GTK_ENTRY (self->entry), text);
  self->is_showing = FALSE;
}

static void
on_entry_changed (OverpaintModelPicker *self)
{
  g_autofree gchar *text = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->entry))));

  if (! self->is_showing && ! overpaint_server_offer_is_fixed (self->offer))
    overpaint_model_picker_want (self, text);
}

static void
overpaint_model_picker_class_init (OverpaintModelPickerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose    = overpaint_model_picker_dispose;
  object_class->finalize   = overpaint_model_picker_finalize;
  widget_class->grab_focus = overpaint_model_picker_grab_focus;

  /**
   * OverpaintModelPicker::changed:
   * @picker: the picker
   *
   * Another model has been chosen, or its id been typed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (OVERPAINT_TYPE_CALM_COMBO);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/model-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, store);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, combo);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, held);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, summary);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, licence);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, warning_row);
  gtk_widget_class_bind_template_child (widget_class, OverpaintModelPicker, warning);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
}

static void
overpaint_model_picker_init (OverpaintModelPicker *self)
{
  self->wanted = g_strdup ("");
  self->id     = g_strdup ("");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_combo_box_set_row_separator_func (GTK_COMBO_BOX (self->combo), is_line, NULL, NULL);
}

/**
 * overpaint_model_picker_new:
 * @field: the field that it is for, which has the tooltip
 * @pace: knows which models a server has had
 *
 * Returns: (transfer floating): a picker without a model
 */
GtkWidget *
overpaint_model_picker_new (const OverpaintField *field,
                            OverpaintPace        *pace)
{
  OverpaintModelPicker *self = g_object_new (OVERPAINT_TYPE_MODEL_PICKER, NULL);

  self->pace = g_object_ref (pace);
  gtk_widget_set_tooltip_text (self->entry, _(field->tooltip));
  overpaint_model_picker_fill (self);
  overpaint_model_picker_describe (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_model_picker_set_label:
 * @self: a picker
 * @label: the label before it, whose letter brings the keyboard here
 *
 * Joins the label and the entry.
 */
void
overpaint_model_picker_set_label (OverpaintModelPicker *self,
                                  GtkWidget            *label)
{
  g_autoptr (GtkSizeGroup) height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  /* the label stands beside the entry, not beside the whole picker */
  gtk_size_group_add_widget (height, label);
  gtk_size_group_add_widget (height, self->combo);
  gtk_widget_set_valign (label, GTK_ALIGN_START);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->entry);

  /* or it is called what is chosen in it, or nothing */
  atk_object_set_name (gtk_widget_get_accessible (self->combo), gtk_label_get_text (GTK_LABEL (label)));
}

/**
 * overpaint_model_picker_set_server:
 * @self: a picker
 * @server: (nullable): the server, as #OverpaintPace knows it
 *
 * Puts the models of a server before the others. The chosen one stays.
 */
void
overpaint_model_picker_set_server (OverpaintModelPicker *self,
                                   const gchar          *server)
{
  g_autofree gchar *former = self->server;

  self->server = g_strdup (server);
  overpaint_model_picker_fill (self);
}

/**
 * overpaint_model_picker_set_offer:
 * @self: a picker
 * @offer: (nullable): what the chosen server has; %NULL where that is not known
 * @name: (nullable): the server's name
 *
 * Shows the models of a server. What the artist has typed or chosen stays, and comes back where a server that leaves
 * no choice has been in between. It emits #OverpaintModelPicker::changed where the model is another one.
 */
void
overpaint_model_picker_set_offer (OverpaintModelPicker       *self,
                                  const OverpaintServerOffer *offer,
                                  const gchar                *name)
{
  const gchar *id;

  g_clear_pointer (&self->offer, overpaint_server_offer_free);
  g_free (self->offer_name);

  self->offer      = offer != NULL ? overpaint_server_offer_copy (offer) : NULL;
  self->offer_name = g_strdup (name);

  /* what was typed before the list came may be a name in it */
  id = overpaint_server_offer_find_model (self->offer, self->wanted);
  if (id != NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (id);
    }

  overpaint_model_picker_fill (self);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), ! overpaint_server_offer_is_fixed (self->offer));
  overpaint_model_picker_show (self, overpaint_server_offer_is_fixed (self->offer) ? self->offer->model : self->wanted);
  overpaint_model_picker_settle (self);
}

/**
 * overpaint_model_picker_get_id:
 * @self: a picker
 *
 * Returns: (transfer none): the model's id as a request names it, without blanks around it; "" for none
 */
const gchar *
overpaint_model_picker_get_id (OverpaintModelPicker *self)
{
  return self->id;
}

/**
 * overpaint_model_picker_set_id:
 * @self: a picker
 * @id: a model's id
 *
 * Chooses a model; it emits #OverpaintModelPicker::changed where it is another one. Where the server leaves
 * no choice it is kept for the next server.
 */
void
overpaint_model_picker_set_id (OverpaintModelPicker *self,
                               const gchar          *id)
{
  g_autofree gchar *text = g_strstrip (g_strdup (id));

  overpaint_model_picker_want (self, text);
  if (! overpaint_server_offer_is_fixed (self->offer))
    overpaint_model_picker_show (self, self->wanted);
}

/**
 * overpaint_model_picker_get_model:
 * @self: a picker
 *
 * Returns: (transfer none): what is known of the model; defaults for one that the catalogue has not
 */
const OverpaintModel *
overpaint_model_picker_get_model (OverpaintModelPicker *self)
{
  return overpaint_catalogue_lookup (self->id);
}
