/* test-prompt-entry.c: tests of the entry for prompts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "prompt-entry.h"
#include "prompt-menu.h"
#include "prompt-view.h"
#include "key-tools.h"

typedef struct
{
  gchar                *path;
  OverpaintPrompts     *prompts;
  OverpaintPromptEntry *entry;
  GtkWidget            *view;
  GtkWidget            *after;     /* what Tab goes on to */
  GtkWidget            *window;
  guint                 n_changed;
  guint                 n_generate;
} Fixture;

static void
count (guint *counter)
{
  *counter += 1;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const gchar * const used[] = { "an old prompt", "a recent prompt", "the newest prompt" };
  const OverpaintField      *field  = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), "prompt");
  g_autofree gchar          *folder = g_dir_make_tmp ("overpaint-prompts-XXXXXX", NULL);
  GtkWidget                 *box    = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GError                    *error  = NULL;
  guint                      i;

  fixture->path    = g_build_filename (folder, "prompts.json", NULL);
  fixture->prompts = overpaint_prompts_new (fixture->path);

  for (i = 0; i < G_N_ELEMENTS (used); i++)
    {
      overpaint_prompts_remember (fixture->prompts, used[i], &error);
      g_assert_no_error (error);
    }

  fixture->entry = OVERPAINT_PROMPT_ENTRY (overpaint_prompt_entry_new (field, fixture->prompts));
  fixture->view  = test_find (GTK_WIDGET (fixture->entry), OVERPAINT_TYPE_PROMPT_VIEW, 0);
  g_signal_connect_swapped (fixture->entry, "changed", G_CALLBACK (count), &fixture->n_changed);
  g_signal_connect_swapped (fixture->entry, "generate", G_CALLBACK (count), &fixture->n_generate);

  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (fixture->entry), FALSE, FALSE, 0);
  fixture->after = gtk_entry_new ();
  gtk_box_pack_start (GTK_BOX (box), fixture->after, FALSE, FALSE, 0);
  gtk_widget_show_all (box);
  fixture->window = test_show (box, 430);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->entry));
  g_assert_true (gtk_widget_is_focus (fixture->view));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree gchar  *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir)   dir    = NULL;
  const gchar       *name;

  gtk_widget_destroy (fixture->window);
  test_settle ();
  g_assert_finalize_object (fixture->prompts);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (fixture->path);
}

static void
assert_text (Fixture     *fixture,
             const gchar *expected)
{
  g_autofree gchar *text = overpaint_prompt_entry_get_text (fixture->entry);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  test_type (fixture->view, "ink");
  assert_text (fixture, "ink");
  g_assert_cmpuint (fixture->n_changed, ==, 3);

  test_send_key (fixture->view, GDK_KEY_Return, 0);
  assert_text (fixture, "ink\n");

  test_send_key (fixture->view, GDK_KEY_Return, GDK_CONTROL_MASK);
  assert_text (fixture, "ink\n");
  g_assert_cmpuint (fixture->n_generate, ==, 1);

  test_send_key (fixture->view, GDK_KEY_KP_Enter, GDK_CONTROL_MASK);
  g_assert_cmpuint (fixture->n_generate, ==, 2);

  test_send_key (fixture->view, GDK_KEY_Tab, 0);
  assert_text (fixture, "ink\n");
  g_assert_true (gtk_widget_is_focus (fixture->after));
}

static void
test_set_text (Fixture       *fixture,
               gconstpointer  data)
{
  overpaint_prompt_entry_set_text (fixture->entry, "gouache");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  overpaint_prompt_entry_set_text (fixture->entry, "gouache");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  overpaint_prompt_entry_set_text (fixture->entry, "رسم بالحبر");
  assert_text (fixture, "رسم بالحبر");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_walk (Fixture       *fixture,
           gconstpointer  data)
{
  test_type (fixture->view, "mine");

  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  assert_text (fixture, "the newest prompt");
  g_assert_cmpuint (fixture->n_changed, ==, 5);

  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  assert_text (fixture, "a recent prompt");
  test_type (fixture->view, "X");

  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  assert_text (fixture, "an old prompt");
  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  assert_text (fixture, "an old prompt");

  /* an edit made on the way is still there, and so is what was typed first */
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "a recent promptX");
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "the newest prompt");
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "mine");
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "mine");

  /* the history itself has not changed */
  g_assert_cmpuint (overpaint_prompts_get_n (fixture->prompts), ==, 3);
  g_assert_cmpstr (overpaint_prompts_get (fixture->prompts, 1), ==, "a recent prompt");
}

static void
test_walk_after_run (Fixture       *fixture,
                     gconstpointer  data)
{
  GError *error = NULL;

  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  assert_text (fixture, "a recent prompt");

  /* what is generated with is the newest one: the way back starts there */
  overpaint_prompts_remember (fixture->prompts, "a recent prompt", &error);
  g_assert_no_error (error);

  test_send_key (fixture->view, GDK_KEY_Up, GDK_MOD1_MASK);
  assert_text (fixture, "the newest prompt");
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "a recent prompt");
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "a recent prompt");
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  test_type (fixture->view, "red barn");
  overpaint_prompt_entry_set_text (fixture->entry, "from history");

  test_send_key (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "red barn");
  test_send_key (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_text (fixture, "red");
  test_send_key (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_text (fixture, "red barn");
  test_send_key (fixture->view, GDK_KEY_y, GDK_CONTROL_MASK);
  assert_text (fixture, "from history");
  test_send_key (fixture->view, GDK_KEY_y, GDK_CONTROL_MASK);
  assert_text (fixture, "from history");

  /* something new ends what could be made again */
  test_send_key (fixture->view, GDK_KEY_z, GDK_CONTROL_MASK);
  test_type (fixture->view, "s");
  assert_text (fixture, "red barns");
  test_send_key (fixture->view, GDK_KEY_y, GDK_CONTROL_MASK);
  assert_text (fixture, "red barns");
}

static void
test_star (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *star  = test_find (GTK_WIDGET (fixture->entry), GTK_TYPE_TOGGLE_BUTTON, 0);
  AtkObject *named = gtk_widget_get_accessible (star);

  g_assert_cmpstr (atk_object_get_name (named), ==, "Favourite");
  g_assert_false (gtk_widget_get_sensitive (star));
  test_type (fixture->view, " ");
  g_assert_false (gtk_widget_get_sensitive (star));

  overpaint_prompt_entry_set_text (fixture->entry, "keep me");
  g_assert_true (gtk_widget_get_sensitive (star));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (star)));

  gtk_widget_grab_focus (star);
  test_send_key (star, GDK_KEY_space, 0);
  g_assert_true (overpaint_prompts_is_favourite (fixture->prompts, "keep me"));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (star)));

  overpaint_prompt_entry_set_text (fixture->entry, "another");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (star)));
  g_assert_true (overpaint_prompts_is_favourite (fixture->prompts, "keep me"));

  overpaint_prompt_entry_set_text (fixture->entry, "keep me");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (star)));
  test_send_key (star, GDK_KEY_space, 0);
  g_assert_false (overpaint_prompts_is_favourite (fixture->prompts, "keep me"));
}

static void
test_menu (Fixture       *fixture,
           gconstpointer  data)
{
  GtkMenuButton *button = test_find (GTK_WIDGET (fixture->entry), GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget     *menu   = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GError        *error  = NULL;
  GtkListBoxRow *row;
  GtkListBox    *list;

  overpaint_prompts_set_favourite (fixture->prompts, "a favourite", TRUE, &error);
  g_assert_no_error (error);
  test_type (fixture->view, "mine");

  gtk_widget_grab_focus (GTK_WIDGET (button));
  test_send_key (GTK_WIDGET (button), GDK_KEY_space, 0);
  test_wait_until (gtk_widget_get_mapped (menu));
  list = test_find (menu, GTK_TYPE_LIST_BOX, 0);

  row = gtk_list_box_get_row_at_index (list, 0);
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (row))), ==, "a favourite");
  row = gtk_list_box_get_row_at_index (list, 1);
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (row))), ==, "the newest prompt");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 3));
  g_assert_null (gtk_list_box_get_row_at_index (list, 4));

  /* the keyboard is where words are searched for, and Down goes into the list */
  g_assert_true (gtk_widget_is_focus (test_find (menu, GTK_TYPE_SEARCH_ENTRY, 0)));
  test_send_key (menu, GDK_KEY_Down, 0);
  test_send_key (menu, GDK_KEY_Down, 0);
  test_send_key (menu, GDK_KEY_Down, 0);
  test_send_key (menu, GDK_KEY_Return, 0);
  assert_text (fixture, "a recent prompt");
  g_assert_true (gtk_widget_is_focus (fixture->view));

  /* what was typed is one step away */
  test_send_key (fixture->view, GDK_KEY_Down, GDK_MOD1_MASK);
  assert_text (fixture, "mine");
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (gint) n) != NULL)
    n++;

  return n;
}

static void
open_menu (GtkWidget *button,
           GtkWidget *menu)
{
  gtk_widget_grab_focus (button);
  test_send_key (button, GDK_KEY_space, 0);
  test_wait_until (gtk_widget_get_mapped (menu));
}

/* All prompts are searched, not only those that are listed. */
static void
test_menu_search (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget  *button = test_find (GTK_WIDGET (fixture->entry), GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget  *menu   = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkListBox *list   = test_find (menu, GTK_TYPE_LIST_BOX, 0);
  GtkWidget  *search = test_find (menu, GTK_TYPE_SEARCH_ENTRY, 0);
  GError     *error  = NULL;
  guint       i;

  for (i = 0; i < 40; i++)
    {
      g_autofree gchar *prompt = g_strdup_printf ("Ärmel number %u", i);

      overpaint_prompts_remember (fixture->prompts, prompt, &error);
      g_assert_no_error (error);
    }

  open_menu (button, menu);
  g_assert_cmpuint (count_rows (list), ==, 30);

  /* what is typed on a row is searched for */
  test_send_key (menu, GDK_KEY_Down, 0);
  g_assert_false (gtk_widget_is_focus (search));
  test_type (menu, "old");
  g_assert_true (gtk_widget_is_focus (search));
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (search)), ==, "old");
  test_wait_until (count_rows (list) == 1);
  test_send_key (menu, GDK_KEY_Down, 0);
  g_assert_false (gtk_widget_is_focus (search));
  test_send_key (menu, GDK_KEY_Return, 0);
  assert_text (fixture, "an old prompt");
  test_wait_until (! gtk_widget_get_mapped (menu));

  /* words in any order and case; Enter takes the first */
  open_menu (button, menu);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (search)), ==, "");
  gtk_entry_set_text (GTK_ENTRY (search), "7 äRMEL");
  test_wait_until (count_rows (list) == 4);
  gtk_widget_grab_focus (search);
  test_send_key (menu, GDK_KEY_Return, 0);
  assert_text (fixture, "Ärmel number 37");
  test_wait_until (! gtk_widget_get_mapped (menu));

  open_menu (button, menu);
  gtk_entry_set_text (GTK_ENTRY (search), "nowhere");
  test_wait_until (count_rows (list) == 0);
  gtk_widget_grab_focus (search);
  test_send_key (menu, GDK_KEY_Return, 0);
  g_assert_true (gtk_widget_get_mapped (menu));
  test_send_key (menu, GDK_KEY_Escape, 0);
  test_wait_until (! gtk_widget_get_mapped (menu));
  assert_text (fixture, "Ärmel number 37");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/prompt-entry/typing", test_typing);
  ADD ("/prompt-entry/set-text", test_set_text);
  ADD ("/prompt-entry/walk", test_walk);
  ADD ("/prompt-entry/walk-after-run", test_walk_after_run);
  ADD ("/prompt-entry/undo", test_undo);
  ADD ("/prompt-entry/star", test_star);
  ADD ("/prompt-entry/menu", test_menu);
  ADD ("/prompt-entry/menu-search", test_menu_search);

  return g_test_run ();
}
