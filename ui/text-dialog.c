/* text-dialog.c: a text to read and to copy
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "text-dialog.h"

/* in pixels: a dozen lines, as long as they are pleasant to read */
#define DIALOG_WIDTH  520
#define TEXT_HEIGHT   280
#define TEXT_MARGIN     6
#define BORDER         12
#define ROW_SPACING     6

static void
on_copy_clicked (GtkTextView *view)
{
  GtkTextBuffer    *buffer    = gtk_text_view_get_buffer (view);
  GtkClipboard     *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view), GDK_SELECTION_CLIPBOARD);
  GtkTextIter       start, end;
  g_autofree gchar *text      = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gtk_clipboard_set_text (clipboard, text, -1);

  /* Where the desktop has somebody who takes it over, it outlives the window. */
  gtk_clipboard_set_can_store (clipboard, NULL, 0);
  gtk_clipboard_store (clipboard);
}

/**
 * overpaint_text_dialog_new:
 * @title: its title, which also names the text to those who do not see it
 * @text: the text
 *
 * A window that shows a text, which can be selected and copied, whole by a button. It is closed by a
 * button or Esc.
 *
 * Returns: (transfer floating): a dialog for gtk_dialog_run()
 */
GtkWidget *
overpaint_text_dialog_new (const gchar *title,
                           const gchar *text)
{
  GtkWidget   *dialog = gtk_dialog_new ();
  GtkWidget   *area   = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget   *window = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget   *view   = gtk_text_view_new ();
  GtkWidget   *copy   = gtk_button_new_with_mnemonic (_("_Copy"));
  GtkWidget   *box;
  GtkTextIter  start;

  gtk_window_set_title (GTK_WINDOW (dialog), title);
  gtk_window_set_default_size (GTK_WINDOW (dialog), DIALOG_WIDTH, -1);
  gtk_container_set_border_width (GTK_CONTAINER (dialog), BORDER);
  gtk_box_set_spacing (GTK_BOX (area), ROW_SPACING);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), TEXT_MARGIN);
  atk_object_set_name (gtk_widget_get_accessible (view), title);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (window), GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), TEXT_HEIGHT);
  gtk_container_add (GTK_CONTAINER (window), view);
  gtk_box_pack_start (GTK_BOX (area), window, TRUE, TRUE, 0);
  gtk_widget_show_all (window);

  gtk_widget_set_tooltip_text (copy, _("Copy all of the text"));
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (on_copy_clicked), view);

  /* Beside Close, without being an answer that ends the dialog. */
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("C_lose"), GTK_RESPONSE_CLOSE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
  box = gtk_widget_get_parent (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE));
  gtk_box_pack_start (GTK_BOX (box), copy, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), copy, 0);
  gtk_widget_show (copy);

  gtk_widget_grab_focus (view);

  return dialog;
}
