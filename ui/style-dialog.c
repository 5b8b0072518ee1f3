/* style-dialog.c: a window for one style of the artist's own
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "prompt-view.h"
#include "style-dialog.h"
#include "ui-resources.h"
#include "weights.h"

/* what the store puts the artist's prompt in the place of */
#define PLACEHOLDER "{prompt}"

#define RESPONSE_REMOVE 1

struct _OverpaintStyleDialog
{
  GtkDialog        parent_instance;

  OverpaintStyles *styles;
  gchar           *id;          /* of the style that is changed; NULL for a new one */
  gchar           *loras;       /* what is set in the form now, as the style would bring it; NULL for none */
  GVariant        *values;      /* the same; NULL for none */

  GtkWidget       *name;
  GtkWidget       *words;
  GtkWidget       *more;
  GtkWidget       *more_text;
  GtkWidget       *problem_row;
  GtkWidget       *problem;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintStyleDialog, overpaint_style_dialog, GTK_TYPE_DIALOG)

static void
overpaint_style_dialog_dispose (GObject *object)
{
  OverpaintStyleDialog *self = OVERPAINT_STYLE_DIALOG (object);

  g_clear_object (&self->styles);

  G_OBJECT_CLASS (overpaint_style_dialog_parent_class)->dispose (object);
}

static void
overpaint_style_dialog_finalize (GObject *object)
{
  OverpaintStyleDialog *self = OVERPAINT_STYLE_DIALOG (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->loras, g_free);
  g_clear_pointer (&self->values, g_variant_unref);

  G_OBJECT_CLASS (overpaint_style_dialog_parent_class)->finalize (object);
}

static void
overpaint_style_dialog_show_problem (OverpaintStyleDialog *self,
                                     GtkWidget            *where,
                                     const gchar          *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence);
  gtk_widget_show (self->problem_row);
  gtk_widget_grab_focus (where);
}

static void
overpaint_style_dialog_end (OverpaintStyleDialog *self,
                            const gchar          *id)
{
  g_signal_emit (self, signals[DONE], 0, id);
  gtk_widget_destroy (GTK_WIDGET (self));
}

/* Whether another style of the list goes by that name. */
static gboolean
overpaint_style_dialog_is_taken (OverpaintStyleDialog *self,
                                 const gchar          *name)
{
  g_autofree gchar *folded = g_utf8_casefold (name, -1);
  guint             i;

  for (i = 0; i < overpaint_styles_get_n (self->styles); i++)
    {
      const OverpaintStyle *style = overpaint_styles_get (self->styles, i);
      g_autofree gchar     *other = g_utf8_casefold (style->is_own ? style->name : _(style->name), -1);

      if (g_str_equal (folded, other) && g_strcmp0 (style->id, self->id) != 0)
        return TRUE;
    }

  return FALSE;
}

/* An id that a person would have chosen: "Dry Brush" is "dry-brush"; another one of it "dry-brush-2". */
static gchar *
overpaint_style_dialog_make_id (OverpaintStyleDialog *self,
                                const gchar          *name)
{
  g_autofree gchar *ascii = g_str_to_ascii (name, "C");
  g_autofree gchar *plain = g_ascii_strdown (ascii, -1);
  g_autofree gchar *base  = NULL;
  gchar            *id;
  guint             number;

  g_strcanon (plain, "abcdefghijklmnopqrstuvwxyz0123456789", '-');
  base = g_strdup (*plain != '\0' ? plain : "own");
  id   = g_strdup (base);

  for (number = 2; overpaint_styles_find (self->styles, id) != NULL; number++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, number);
    }

  return id;
}

static void
overpaint_style_dialog_save (OverpaintStyleDialog *self)
{
  g_autofree gchar     *name   = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (self->name))));
  g_autofree gchar     *words  = overpaint_prompt_view_get_text (OVERPAINT_PROMPT_VIEW (self->words));
  g_autofree gchar     *id     = NULL;
  g_autoptr (GError)    error  = NULL;
  const OverpaintStyle *before = self->id != NULL ? overpaint_styles_find (self->styles, self->id) : NULL;
  OverpaintStyle        style  = { NULL, };

  if (*name == '\0')
    {
      overpaint_style_dialog_show_problem (self, self->name, _("Give the style a name."));
      return;
    }

  if (overpaint_style_dialog_is_taken (self, name))
    {
      overpaint_style_dialog_show_problem (self, self->name, _("Another style has that name."));
      return;
    }

  if (strstr (words, PLACEHOLDER) == NULL)
    {
      overpaint_style_dialog_show_problem (self, self->words,
                                           _("The words need {prompt}, in the place of what you type as the prompt."));
      return;
    }

  /* what is not taken from here stays: LoRAs, values, a negative prompt */
  if (before != NULL)
    style = *before;

  id           = before != NULL ? g_strdup (self->id) : overpaint_style_dialog_make_id (self, name);
  style.id     = id;
  style.name   = name;
  style.prompt = words;

  if (gtk_widget_get_visible (self->more) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->more)))
    {
      style.loras  = self->loras;
      style.values = self->values;
    }

  if (overpaint_styles_save (self->styles, &style, &error))
    overpaint_style_dialog_end (self, id);
  else
    overpaint_style_dialog_show_problem (self, self->words, error->message);
}

static void
overpaint_style_dialog_remove (OverpaintStyleDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (overpaint_styles_remove (self->styles, self->id, &error))
    overpaint_style_dialog_end (self, NULL);
  else
    overpaint_style_dialog_show_problem (self, self->name, error->message);
}

static void
overpaint_style_dialog_response (GtkDialog *dialog,
                                 gint       response)
{
  OverpaintStyleDialog *self = OVERPAINT_STYLE_DIALOG (dialog);

  if (response == GTK_RESPONSE_OK)
    overpaint_style_dialog_save (self);
  else if (response == RESPONSE_REMOVE)
    overpaint_style_dialog_remove (self);
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
overpaint_style_dialog_class_init (OverpaintStyleDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose              = overpaint_style_dialog_dispose;
  object_class->finalize             = overpaint_style_dialog_finalize;
  GTK_DIALOG_CLASS (klass)->response = overpaint_style_dialog_response;

  /**
   * OverpaintStyleDialog::done:
   * @dialog: the dialog
   * @id: (nullable): id of the style that is kept; %NULL where it has been removed
   *
   * The artist's styles have changed.
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (OVERPAINT_TYPE_PROMPT_VIEW);
  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/style-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleDialog, name);
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleDialog, words);
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleDialog, more);
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleDialog, more_text);
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleDialog, problem_row);
  gtk_widget_class_bind_template_child (widget_class, OverpaintStyleDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, overpaint_style_dialog_save);
}

static void
overpaint_style_dialog_init (OverpaintStyleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A field's label, without the mark of its mnemonic. */
static gchar *
get_label (const gchar *name)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);
  g_auto (GStrv)        parts = g_strsplit (_(field->label), "_", 2);

  return g_strjoinv (NULL, parts);
}

/* "Strength 0.45, owner/name 0.8" */
static gchar *
overpaint_style_dialog_list (GVariant *weights,
                             GVariant *values)
{
  g_autoptr (GPtrArray) parts  = g_ptr_array_new_with_free_func (g_free);
  GVariant             *both[] = { values, weights };
  GVariantIter          iter;
  const gchar          *name;
  gdouble               value;
  guint                 i;

  for (i = 0; i < G_N_ELEMENTS (both); i++)
    {
      if (both[i] == NULL)
        continue;

      g_variant_iter_init (&iter, both[i]);
      while (g_variant_iter_next (&iter, "{&sd}", &name, &value))
        {
          g_autofree gchar *label = both[i] == values ? get_label (name) : g_strdup (name);
          gchar             number[G_ASCII_DTOSTR_BUF_SIZE];

          g_ascii_formatd (number, sizeof number, "%.6g", value);
          g_ptr_array_add (parts, g_strdup_printf ("%s %s", label, number));
        }
    }

  g_ptr_array_add (parts, NULL);

  /* Translators: between the parts of a list that is read out */
  return g_strjoinv (_(", "), (gchar **) parts->pdata);
}

/* What is set in the form, for a style of one's own to bring along. */
static void
overpaint_style_dialog_gather (OverpaintStyleDialog *self,
                               OverpaintRequest     *request)
{
  const gchar          *text    = overpaint_request_get_text (request, "loras");
  g_autoptr (GVariant)  weights = *text != '\0' ? overpaint_weights_new_from_text (text, NULL) : NULL;
  g_autofree gchar     *list    = NULL;

  if (weights != NULL)
    g_variant_ref_sink (weights);

  self->loras  = weights != NULL ? g_strdup (text) : NULL;
  self->values = overpaint_style_gather_values (request);
  list         = overpaint_style_dialog_list (weights, self->values);

  gtk_label_set_text (GTK_LABEL (self->more_text), list);
  gtk_widget_set_visible (self->more, *list != '\0');
  gtk_widget_set_visible (self->more_text, *list != '\0');
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->more), self->id == NULL);
}

/**
 * overpaint_style_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @styles: where the style is kept
 * @id: (nullable): id of a style of the artist's own, to be changed or removed; any other one makes a
 *   new style
 * @prompt: what is typed as the prompt now, from which a new style may be made
 * @request: (nullable): what is set now, whose LoRAs and values the style can bring along
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
overpaint_style_dialog_new (GtkWindow        *parent,
                            OverpaintStyles  *styles,
                            const gchar      *id,
                            const gchar      *prompt,
                            OverpaintRequest *request)
{
  OverpaintStyleDialog *self  = g_object_new (OVERPAINT_TYPE_STYLE_DIALOG, NULL);
  const OverpaintStyle *style = id != NULL ? overpaint_styles_find (styles, id) : NULL;
  g_autofree gchar     *words = g_strconcat (PLACEHOLDER ", ", prompt, NULL);

  self->styles = g_object_ref (styles);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);

  if (style != NULL && style->is_own)
    {
      self->id = g_strdup (id);
      gtk_window_set_title (GTK_WINDOW (self), _("Change Style"));
      gtk_entry_set_text (GTK_ENTRY (self->name), style->name);
      overpaint_prompt_view_set_text (OVERPAINT_PROMPT_VIEW (self->words), style->prompt != NULL ? style->prompt : "");
      gtk_dialog_add_button (GTK_DIALOG (self), _("_Remove"), RESPONSE_REMOVE);
    }
  else
    {
      gtk_window_set_title (GTK_WINDOW (self), _("Save as Style"));
      overpaint_prompt_view_set_text (OVERPAINT_PROMPT_VIEW (self->words), words);
    }

  if (request != NULL)
    overpaint_style_dialog_gather (self, request);

  gtk_dialog_add_button (GTK_DIALOG (self), _("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (self), _("_Save"), GTK_RESPONSE_OK);
  gtk_dialog_set_default_response (GTK_DIALOG (self), GTK_RESPONSE_OK);

  return GTK_WIDGET (self);
}
