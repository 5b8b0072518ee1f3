/* sentence-row.c: a sentence, and whether it is a problem
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sentence-row.h"

/* in characters */
#define SENTENCE_LENGTH 80

struct _OverpaintSentenceRow
{
  GtkBox     parent_instance;

  GtkWidget *spinner;
  GtkWidget *warning;
  GtkWidget *sentence;
};

G_DEFINE_FINAL_TYPE (OverpaintSentenceRow, overpaint_sentence_row, GTK_TYPE_BOX)

static void
overpaint_sentence_row_class_init (OverpaintSentenceRowClass *klass)
{
}

static void
overpaint_sentence_row_init (OverpaintSentenceRow *self)
{
  self->spinner  = gtk_spinner_new ();
  self->warning  = gtk_image_new_from_icon_name ("dialog-warning-symbolic", GTK_ICON_SIZE_MENU);
  self->sentence = gtk_label_new (NULL);

  gtk_widget_set_valign (self->spinner, GTK_ALIGN_START);
  gtk_widget_set_valign (self->warning, GTK_ALIGN_START);
  gtk_widget_set_valign (self->sentence, GTK_ALIGN_START);
  gtk_label_set_line_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_line_wrap_mode (GTK_LABEL (self->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->sentence), SENTENCE_LENGTH);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.0);

  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_pack_start (GTK_BOX (self), self->spinner, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->warning, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self), self->sentence, TRUE, TRUE, 0);
  gtk_widget_show (self->sentence);
  gtk_widget_set_no_show_all (self->spinner, TRUE);
  gtk_widget_set_no_show_all (self->warning, TRUE);
}

/**
 * overpaint_sentence_row_new:
 *
 * Returns: (transfer floating): a row that says nothing
 */
GtkWidget *
overpaint_sentence_row_new (void)
{
  return g_object_new (OVERPAINT_TYPE_SENTENCE_ROW, "visible", TRUE, NULL);
}

/**
 * overpaint_sentence_row_say:
 * @self: a row
 * @sentence: (nullable): one or more sentences
 * @tone: how they are meant
 *
 * Says this, in place of what was said before.
 */
void
overpaint_sentence_row_say (OverpaintSentenceRow  *self,
                            const gchar           *sentence,
                            OverpaintSentenceTone  tone)
{
  gboolean is_busy = tone == OVERPAINT_SENTENCE_BUSY;

  gtk_label_set_text (GTK_LABEL (self->sentence), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->warning, tone == OVERPAINT_SENTENCE_PROBLEM);
  gtk_widget_set_visible (self->spinner, is_busy);
  g_object_set (self->spinner, "active", is_busy, NULL);
}
