/* style-picker.c: one of the styles, or none
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "style-picker.h"
#include "ui-resources.h"

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_IS_LINE
};

struct _OverpaintStylePicker
{
  OverpaintCalmCombo  parent_instance;

  OverpaintStyles    *styles;
  gchar              *id;       /* never NULL; "" for none */
  gboolean            is_filling;

  GtkListStore       *store;
};

G_DEFINE_FINAL_TYPE (OverpaintStylePicker, overpaint_style_picker, OVERPAINT_TYPE_CALM_COMBO)

static void
overpaint_style_picker_dispose (GObject *object)
{
  OverpaintStylePicker *self = OVERPAINT_STYLE_PICKER (object);

  g_clear_object (&self->styles);

  G_OBJECT_CLASS (overpaint_style_picker_parent_class)->dispose (object);
}

static void
overpaint_style_picker_finalize (GObject *object)
{
  OverpaintStylePicker *self = OVERPAINT_STYLE_PICKER (object);

  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (overpaint_style_picker_parent_class)->finalize (object);
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
overpaint_style_picker_add (OverpaintStylePicker *self,
                            const gchar          *id,
                            const gchar          *name)
{
  gtk_list_store_insert_with_values (self->store, NULL, -1, COLUMN_ID, id, COLUMN_NAME, name,
                                     COLUMN_IS_LINE, name == NULL, -1);
}

static void
overpaint_style_picker_add_group (OverpaintStylePicker *self,
                                  gboolean              own)
{
  gboolean begun = FALSE;
  guint    i;

  for (i = 0; i < overpaint_styles_get_n (self->styles); i++)
    {
      const OverpaintStyle *style = overpaint_styles_get (self->styles, i);

      if (style->is_own != own)
        continue;

      if (! begun)
        overpaint_style_picker_add (self, NULL, NULL);

      begun = TRUE;
      overpaint_style_picker_add (self, style->id, own ? style->name : _(style->name));
    }
}

static void
overpaint_style_picker_describe (OverpaintStylePicker *self)
{
  const OverpaintStyle *style = overpaint_styles_find (self->styles, self->id);
  const gchar          *text;

  if (style != NULL)
    text = style->prompt != NULL ? style->prompt : style->instruction;
  else if (*self->id != '\0')
    text = _("This style is no longer there: choose another one, or None");
  else
    text = _("A style puts words around the prompt, and may bring LoRAs and values");

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
}

static void
overpaint_style_picker_fill (OverpaintStylePicker *self)
{
  self->is_filling = TRUE;
  gtk_list_store_clear (self->store);
  overpaint_style_picker_add (self, "", _("None"));
  overpaint_style_picker_add_group (self, FALSE);
  overpaint_style_picker_add_group (self, TRUE);

  /* a style of an older wish stays in sight, rather than to be left out without a word */
  if (overpaint_style_picker_is_missing (self))
    {
      g_autofree gchar *name = g_strdup_printf (_("%s (missing)"), self->id);

      overpaint_style_picker_add (self, self->id, name);
    }

  gtk_combo_box_set_active_id (GTK_COMBO_BOX (self), self->id);
  self->is_filling = FALSE;

  overpaint_style_picker_describe (self);
}

static void
on_changed (OverpaintStylePicker *self)
{
  const gchar *id = gtk_combo_box_get_active_id (GTK_COMBO_BOX (self));

  /* a combo box tells of each row that comes and goes; nobody has chosen anything */
  if (self->is_filling)
    {
      g_signal_stop_emission_by_name (self, "changed");
      return;
    }

  if (id == NULL)
    return;

  g_free (self->id);
  self->id = g_strdup (id);
  overpaint_style_picker_describe (self);
}

static void
overpaint_style_picker_class_init (OverpaintStylePickerClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose  = overpaint_style_picker_dispose;
  object_class->finalize = overpaint_style_picker_finalize;

  g_resources_register (overpaint_ui_get_resource ());
  gtk_widget_class_set_template_from_resource (widget_class, "/org/overpaint/ui/style-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, OverpaintStylePicker, store);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
overpaint_style_picker_init (OverpaintStylePicker *self)
{
  self->id = g_strdup ("");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_combo_box_set_row_separator_func (GTK_COMBO_BOX (self), is_line, NULL, NULL);
}

/**
 * overpaint_style_picker_new:
 * @styles: the styles
 *
 * Returns: (transfer floating): a picker that has chosen none
 */
GtkWidget *
overpaint_style_picker_new (OverpaintStyles *styles)
{
  OverpaintStylePicker *self = g_object_new (OVERPAINT_TYPE_STYLE_PICKER, NULL);

  self->styles = g_object_ref (styles);
  g_signal_connect_object (styles, "changed", G_CALLBACK (overpaint_style_picker_fill), self, G_CONNECT_SWAPPED);
  overpaint_style_picker_fill (self);

  return GTK_WIDGET (self);
}

/**
 * overpaint_style_picker_get_style:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): id of the chosen style, %NULL for none
 */
const gchar *
overpaint_style_picker_get_style (OverpaintStylePicker *self)
{
  return *self->id != '\0' ? self->id : NULL;
}

/**
 * overpaint_style_picker_set_style:
 * @self: a picker
 * @id: (nullable): id of a style, %NULL for none
 *
 * Chooses a style, without a signal. One that is no longer there is shown as missing.
 */
void
overpaint_style_picker_set_style (OverpaintStylePicker *self,
                                  const gchar          *id)
{
  g_autofree gchar *former = self->id;

  self->id = g_strdup (id != NULL ? id : "");
  overpaint_style_picker_fill (self);
}

/**
 * overpaint_style_picker_set_prompt:
 * @self: a picker
 * @prompt: (nullable): what the chosen style makes of the artist's prompt
 *
 * Shows the prompt as it will be sent; without one, the words of the style alone.
 */
void
overpaint_style_picker_set_prompt (OverpaintStylePicker *self,
                                   const gchar          *prompt)
{
  overpaint_style_picker_describe (self);

  if (prompt != NULL && *self->id != '\0' && ! overpaint_style_picker_is_missing (self))
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), prompt);
}

/**
 * overpaint_style_picker_is_missing:
 * @self: a picker
 *
 * Returns: whether the chosen style is no longer there
 */
gboolean
overpaint_style_picker_is_missing (OverpaintStylePicker *self)
{
  return *self->id != '\0' && overpaint_styles_find (self->styles, self->id) == NULL;
}
