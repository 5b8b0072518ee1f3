/* test-history-view.c: earlier runs, to be found and used again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "history-scene.h"

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpstr (get_sentence (fixture), ==, "Each run is kept here, with all its settings.");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture->view, "Use T_hese Settings")));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture->view, "Remove")));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture->view, "Clear History...")));

  g_free (add_run (fixture->history, "the first", "stabilityai/sd-turbo", 0, 1));
  test_wait_until (get_sentence (fixture) == NULL);
  g_assert_cmpstr (get_prompt (fixture, 0), ==, "the first");
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture->view, "Clear History...")));
}

/* As one types; all words, in any field. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->view);
  test_send_key (fixture->view, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_is_focus (fixture->search));

  test_type (fixture->search, "lighthouse");
  test_wait_until (count_shown (fixture) == 2);
  g_assert_cmpstr (get_header (fixture, 1), ==, "Today");

  test_type (fixture->search, " sdxl");
  test_wait_until (count_shown (fixture) == 1);
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (get_row (fixture, 1))));

  test_type (fixture->search, " zz");
  test_wait_until (get_sentence (fixture) != NULL);
  g_assert_nonnull (strstr (get_sentence (fixture), "“lighthouse sdxl zz”"));

  test_send_key (fixture->search, GDK_KEY_Escape, 0);
  test_wait_until (get_sentence (fixture) == NULL && count_shown (fixture) == 4);
}

/* A run that comes while one searches is shown only if it is searched for. */
static void
test_search_and_add (Fixture       *fixture,
                     gconstpointer  data)
{
  gtk_entry_set_text (GTK_ENTRY (fixture->search), "cat");
  test_wait_until (count_shown (fixture) == 1);

  g_free (add_run (fixture->history, "a dog", "stabilityai/sd-turbo", 0, 1));
  g_free (add_run (fixture->history, "a cat and a dog", "stabilityai/sd-turbo", 0, 1));
  test_wait_until (count_rows (fixture) == 6);
  g_assert_cmpuint (count_shown (fixture), ==, 2);
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_widget_grab_focus (fixture->search);

  test_send_key (fixture->view, GDK_KEY_Down, 0);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 0))));

  test_send_key (fixture->view, GDK_KEY_Down, 0);
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->n_used, ==, 1);
  g_assert_cmpstr (fixture->used, ==, "a lighthouse at night");

  /* the next one is selected, and has the focus */
  test_send_key (fixture->view, GDK_KEY_Delete, 0);
  test_wait_until (count_rows (fixture) == 3);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 1))));
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->used, ==, "a lighthouse in fog");

  test_send_key (fixture->view, GDK_KEY_End, 0);
  test_send_key (fixture->view, GDK_KEY_Delete, 0);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 1))));

  /* Delete in the entry is the entry's */
  gtk_widget_grab_focus (fixture->search);
  test_send_key (fixture->view, GDK_KEY_Delete, 0);
  g_assert_cmpuint (count_rows (fixture), ==, 2);

  /* Tab goes through everything, and out */
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 1))));
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (find_button (fixture->view, "Use T_hese Settings")));
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (find_button (fixture->view, "Remove")));
  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  g_assert_true (gtk_widget_is_focus (find_button (fixture->view, "Clear History...")));

  /* a search, and Enter: the first that was found */
  gtk_widget_grab_focus (fixture->search);
  test_type (fixture->view, "fog");
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  test_send_key (fixture->view, GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->used, ==, "a lighthouse in fog");
}

static void
test_buttons (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree gchar *id = NULL;

  gtk_widget_grab_focus (fixture->view);
  id = g_strdup (overpaint_history_row_get_entry (get_row (fixture, 0))->id);

  gtk_button_clicked (GTK_BUTTON (find_button (fixture->view, "Use T_hese Settings")));
  g_assert_cmpstr (fixture->used, ==, "ink drawing\nof a cat");

  gtk_button_clicked (GTK_BUTTON (find_button (fixture->view, "Remove")));
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_null (overpaint_history_find (fixture->history, id));

  /* as a double click does */
  g_signal_emit_by_name (test_find (fixture->view, OVERPAINT_TYPE_HISTORY_LIST, 0), "activated");
  g_assert_cmpstr (fixture->used, ==, "a lighthouse at night");
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GList            *link;

  for (link = windows; link != NULL; link = link->next)
    {
      if (GTK_IS_MESSAGE_DIALOG (link->data))
        return link->data;
    }

  return NULL;
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *button = find_button (fixture->view, "Clear History...");
  GtkWidget *dialog;

  gtk_button_clicked (GTK_BUTTON (button));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  test_settle ();
  g_assert_null (find_dialog ());
  g_assert_cmpuint (count_rows (fixture), ==, 4);

  gtk_button_clicked (GTK_BUTTON (button));
  dialog = find_dialog ();
  gtk_button_clicked (GTK_BUTTON (find_button (dialog, "C_lear History")));
  test_settle ();
  g_assert_null (find_dialog ());
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_nonnull (get_sentence (fixture));
  g_assert_cmpuint (overpaint_history_search (fixture->history, NULL)->len, ==, 0);
}

/* No two mnemonics of the view clash, and nothing that can be reached lacks a name. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) widgets = test_list_widgets (fixture->view);
  g_autoptr (GString)   letters = g_string_new (NULL);
  guint                 i;

  for (i = 0; i < widgets->len; i++)
    {
      GtkWidget   *widget = g_ptr_array_index (widgets, i);
      const gchar *name   = atk_object_get_name (gtk_widget_get_accessible (widget));
      guint        key    = GDK_KEY_VoidSymbol;

      if (GTK_IS_LABEL (widget))
        key = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));

      if (gtk_widget_get_can_focus (widget) && ! GTK_IS_SCROLLED_WINDOW (widget) && ! GTK_IS_LABEL (widget))
        {
          g_test_message ("%s: %s", G_OBJECT_TYPE_NAME (widget), name);
          g_assert_nonnull (name);
          g_assert_cmpstr (name, !=, "");
        }

      if (key != GDK_KEY_VoidSymbol)
        {
          g_assert_null (strchr (letters->str, (gchar) key));
          g_string_append_c (letters, (gchar) key);
        }
    }

  g_assert_cmpuint (letters->len, ==, 1);
}

gint
main (gint    argc,
      gchar **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);

  ADD ("history-view/empty", FALSE, test_empty);
  ADD ("history-view/search", TRUE, test_search);
  ADD ("history-view/search-and-add", TRUE, test_search_and_add);
  ADD ("history-view/keyboard", TRUE, test_keyboard);
  ADD ("history-view/buttons", TRUE, test_buttons);
  ADD ("history-view/clear", TRUE, test_clear);
  ADD ("history-view/names", TRUE, test_names);

  return g_test_run ();
}
