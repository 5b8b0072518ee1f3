/* keys-popover.c: what the keys of the contact sheet do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "keys-popover.h"

typedef struct
{
  const gchar *key;
  const gchar *meaning;
} KeyLine;

static const KeyLine key_lines[] =
{
  { N_("←  →"),           N_("Show the picture before, or after") },
  { N_("↑  ↓  Home  End"), N_("Go to a cell above or below, the first, the last") },
  { N_("1 to 9"),         N_("Go to that cell") },
  { N_("Ctrl+←  Ctrl+→"), N_("Go to the next cell, also one without a picture") },
  { N_("Space"),          N_("Show the source while it is held") },
  { N_("A  B"),           N_("Make the picture A, or B; again takes it back") },
  { N_("F"),              N_("Flip between A and B") },
  { N_("K  X"),           N_("Keep, or reject; again takes it back") },
  { N_("Enter"),          N_("Retry, insert anew, or look at it: what the cell's button says") },
  { N_("Delete"),         N_("Stop the picture that is being painted or waits") },
  { N_("Esc"),            N_("Stop the run") },
};

/**
 * overpaint_keys_popover_new:
 * @relative_to: the button that it points to
 *
 * Returns: (transfer floating): a list of the keys that work while the contact sheet has the focus
 */
GtkWidget *
overpaint_keys_popover_new (GtkWidget *relative_to)
{
  GtkWidget *popover = gtk_popover_new (relative_to);
  GtkWidget *grid    = gtk_grid_new ();
  GtkWidget *title   = gtk_label_new (_("While the pictures have the focus:"));
  gint       i;

  gtk_label_set_xalign (GTK_LABEL (title), 0.0);
  gtk_grid_attach (GTK_GRID (grid), title, 0, 0, 2, 1);

  for (i = 0; i < (gint) G_N_ELEMENTS (key_lines); i++)
    {
      GtkWidget *key     = gtk_label_new (_(key_lines[i].key));
      GtkWidget *meaning = gtk_label_new (_(key_lines[i].meaning));

      gtk_label_set_xalign (GTK_LABEL (key), 0.0);
      gtk_label_set_xalign (GTK_LABEL (meaning), 0.0);
      gtk_style_context_add_class (gtk_widget_get_style_context (key), "dim-label");
      gtk_grid_attach (GTK_GRID (grid), key, 0, i + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), meaning, 1, i + 1, 1, 1);
    }

  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_container_set_border_width (GTK_CONTAINER (grid), 12);
  gtk_container_add (GTK_CONTAINER (popover), grid);
  gtk_widget_show_all (grid);
  atk_object_set_name (gtk_widget_get_accessible (popover), _("Keys"));

  return popover;
}
