/* test-form-names.c: tests of what the form is called, for those who do not see it or use no mouse
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>

#include "../unit/comma-locale.h"
#include "form-scene.h"

static gboolean
is_named (GtkWidget *widget)
{
  AtkObject                 *accessible = gtk_widget_get_accessible (widget);
  const gchar               *name       = atk_object_get_name (accessible);
  g_autoptr (AtkRelationSet) relations  = atk_object_ref_relation_set (accessible);

  return (name != NULL && *name != '\0') || atk_relation_set_contains (relations, ATK_RELATION_LABELLED_BY);
}

/* What the keyboard reaches as a part of something else, which has the name. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkWidget *combo  = gtk_widget_get_ancestor (widget, GTK_TYPE_COMBO_BOX);

  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_SCROLLBAR (widget) ||
         (GTK_IS_TOGGLE_BUTTON (widget) && combo != NULL && combo != widget) ||
         (parent != NULL && GTK_IS_LIST_BOX (parent));
}

static void
check_names (GtkWidget *widget)
{
  g_autoptr (GPtrArray) list    = test_list_widgets (widget);
  guint                 n_named = 0;
  guint                 i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *control = g_ptr_array_index (list, i);

      if (! gtk_widget_get_can_focus (control) || is_part (control))
        continue;

      if (! is_named (control))
        g_error ("a %s in a %s has no name", G_OBJECT_TYPE_NAME (control),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (control)));

      n_named++;
    }

  /* two prompts, three lists, rows of numbers, buttons */
  g_assert_cmpuint (n_named, >, 20);
}

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_is_visible (widget) && gtk_widget_get_child_visible (widget) &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL;
}

static void
check_mnemonics (GtkWidget   *widget,
                 const gchar *language,
                 const gchar *model)
{
  g_autoptr (GPtrArray)  list  = test_list_widgets (widget);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint                  i;

  for (i = 0; i < list->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (list, i);
      guint      key;

      if (! GTK_IS_LABEL (label) || ! is_seen (label))
        continue;

      key = gtk_label_get_mnemonic_keyval (GTK_LABEL (label));
      if (key == GDK_KEY_VoidSymbol)
        continue;

      if (g_hash_table_contains (taken, GUINT_TO_POINTER (key)))
        g_error ("%s, %s: “%s” and “%s” have the same letter", language, model,
                 gtk_label_get_label (GTK_LABEL (label)),
                 (const gchar *) g_hash_table_lookup (taken, GUINT_TO_POINTER (key)));

      g_hash_table_insert (taken, GUINT_TO_POINTER (key), (gpointer) gtk_label_get_label (GTK_LABEL (label)));
    }

  g_assert_cmpuint (g_hash_table_size (taken), >, 8);
}

static void
check_language (Fixture     *fixture,
                const gchar *language)
{
  static const gchar * const models[] = { INSTRUCT, REALVIS, TURBO, "somebody/unknown" };
  guint                      i;

  gtk_widget_destroy (fixture->window);
  test_settle ();
  show_form (fixture);

  gtk_expander_set_expanded (GTK_EXPANDER (fixture->form->negative_expander), TRUE);
  gtk_expander_set_expanded (GTK_EXPANDER (fixture->form->advanced_expander), TRUE);
  set_from_json (fixture, "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"model\":\"" REALVIS "\","
                          "\"loras\":{\"a/b\":0.5,\"c/d\":1.0}},"
                          "\"axis\":{\"field\":\"strength\",\"values\":[0.3,0.5]}}");
  test_settle ();

  for (i = 0; i < G_N_ELEMENTS (models); i++)
    {
      choose_model (fixture, models[i]);
      check_names (GTK_WIDGET (fixture->form));
      check_mnemonics (GTK_WIDGET (fixture->form), language, models[i]);
    }
}

static void
test_english (Fixture       *fixture,
              gconstpointer  data)
{
  check_language (fixture, "en");
}

static void
test_languages (Fixture       *fixture,
                gconstpointer  data)
{
  const gchar      *path      = g_getenv ("OVERPAINT_LINGUAS");
  const gchar      *folder    = g_getenv ("OVERPAINT_LOCALE_FOLDER");
  g_autofree gchar *text      = NULL;
  g_auto (GStrv)    lines     = NULL;
  guint             n_checked = 0;
  GError           *error     = NULL;
  guint             i;

  if (path == NULL || folder == NULL || ! test_set_comma_locale_for (LC_ALL))
    {
      g_test_skip ("there are no catalogues, or no locale but C");
      return;
    }

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit_set (text, "\n ", -1);

  for (i = 0; lines[i] != NULL; i++)
    {
      if (! g_regex_match_simple ("^[a-z]{2,3}(_[A-Z]{2})?(@[a-z]+)?$", lines[i], 0, 0))
        continue;

      g_setenv ("LANGUAGE", lines[i], TRUE);
      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

      check_language (fixture, lines[i]);
      g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "_Negative Prompt"), !=, "_Negative Prompt");
      n_checked++;
    }

  g_assert_cmpuint (n_checked, >, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  TEST_ADD_FORM ("/form-names/english", test_english);
  TEST_ADD_FORM ("/form-names/languages", test_languages);

  return g_test_run ();
}
