/* test-i18n.c: tests of translations, and of what is there to be translated
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "comma-locale.h"
#include "field.h"

/* The letters that GIMP's own buttons take in our dialog: Reset, Cancel, Help. */
typedef struct
{
  const gchar *language;
  const gchar *taken;
  const gchar *generate;
  const gchar *stop;
} LanguageCase;

static const LanguageCase german = { "de", "zrch", "_Erzeugen", "St_opp" };

static void
add_strings (GHashTable  *strings,
             JsonObject  *object,
             const gchar *members)
{
  g_auto (GStrv) names = g_strsplit (members, " ", -1);
  guint          i;

  for (i = 0; names[i] != NULL; i++)
    {
      if (json_object_has_member (object, names[i]))
        g_hash_table_add (strings, g_strdup (json_object_get_string_member (object, names[i])));
    }
}

static void
add_file (GHashTable  *strings,
          const gchar *room,
          const gchar *name,
          const gchar *list,
          const gchar *members)
{
  g_autoptr (JsonParser)  parser = json_parser_new ();
  g_autoptr (GError)      error  = NULL;
  g_autofree gchar       *path   = g_test_build_filename (G_TEST_DIST, "..", "..", "plugin", room, name, NULL);
  JsonObject             *root;
  JsonArray              *array;
  guint                   i;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  root  = json_node_get_object (json_parser_get_root (parser));
  array = json_object_get_array_member (root, list);

  if (json_object_has_member (root, "defaults"))
    add_strings (strings, json_object_get_object_member (root, "defaults"), members);

  for (i = 0; i < json_array_get_length (array); i++)
    add_strings (strings, json_array_get_object_element (array, i), members);
}

/* What data files show to people. */
static GHashTable *
read_data (void)
{
  GHashTable *strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_file (strings, "request", "models.json", "models", "summary warning licence");
  add_file (strings, "request", "models.json", "files", "summary warning licence");
  add_file (strings, "store", "styles.json", "styles", "name");

  return strings;
}

/* What xgettext finds: the literals between N_ ( and ), put together. */
static GHashTable *
read_header (void)
{
  g_autofree gchar   *path    = g_test_build_filename (G_TEST_DIST, "..", "..", "po", "data-strings.h", NULL);
  g_autofree gchar   *text    = NULL;
  g_autoptr (GRegex)  call    = g_regex_new ("^N_ \\(((?:\\s*\"(?:[^\"\\\\]|\\\\.)*\")+)\\)$",
                                             G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GRegex)  seam    = g_regex_new ("\"\n\\s*\"", 0, 0, NULL);
  g_autoptr (GError)  error   = NULL;
  GHashTable         *strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GMatchInfo         *match;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  for (g_regex_match (call, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree gchar *pieces = g_match_info_fetch (match, 1);
      g_autofree gchar *joined = g_regex_replace_literal (seam, g_strstrip (pieces), -1, 0, "", 0, NULL);
      g_autofree gchar *inner  = g_strndup (joined + 1, strlen (joined) - 2);

      g_hash_table_add (strings, g_strcompress (inner));
    }

  g_match_info_unref (match);

  return strings;
}

static void
test_data_strings (void)
{
  g_autoptr (GHashTable)  shown = read_data ();
  g_autoptr (GHashTable)  found = read_header ();
  GHashTableIter          iter;
  gpointer                key;

  g_assert_cmpuint (g_hash_table_size (shown), >, 19);

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (! g_hash_table_contains (found, key))
        g_error ("po/data-strings.h is out of date, run po/data-strings.py; it lacks “%s”", (gchar *) key);
    }

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (! g_hash_table_contains (shown, key))
        g_error ("po/data-strings.h is out of date, run po/data-strings.py; nobody shows “%s”", (gchar *) key);
    }
}

/* A letter is taken once: by one field, by the buttons of our own, or by GIMP's. */
static void
check_mnemonics (const gchar *taken,
                 const gchar *generate,
                 const gchar *stop,
                 gboolean     translated)
{
  const OverpaintPipeline *pipeline = overpaint_pipeline_image_to_image ();
  g_autoptr (GPtrArray)    labels   = g_ptr_array_new ();
  g_autoptr (GString)      letters  = g_string_new (taken);
  guint                    i;

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const gchar *label = pipeline->fields[i].label;

      g_ptr_array_add (labels, (gpointer) (translated ? _(label) : label));
    }

  g_ptr_array_add (labels, (gpointer) generate);
  g_ptr_array_add (labels, (gpointer) stop);

  for (i = 0; i < labels->len; i++)
    {
      const gchar *label = g_ptr_array_index (labels, i);
      const gchar *mark  = strchr (label, '_');
      gchar        letter;

      g_test_message ("%s", label);
      g_assert_nonnull (mark);
      g_assert_null (strchr (mark + 1, '_'));

      letter = g_ascii_tolower (mark[1]);
      g_assert_true (g_ascii_isalpha (letter));
      g_assert_null (strchr (letters->str, letter));
      g_string_append_c (letters, letter);
    }
}

static void
test_mnemonics (void)
{
  /* Stop is there while the fields are not, and may share a letter with the prompt. */
  check_mnemonics ("rch", "_Generate", "_X", FALSE);
}

/* GLib asks but once whether to translate, so that no other test here may translate. */
static void
test_german (void)
{
  const gchar *folder = g_getenv ("OVERPAINT_LOCALE_FOLDER");

  if (folder == NULL)
    {
      g_test_skip ("OVERPAINT_LOCALE_FOLDER does not say where the catalogues are");
      return;
    }

  /* gettext translates in no locale called C, and in any other to what LANGUAGE says. */
  if (! test_set_comma_locale_for (LC_ALL))
    {
      g_test_skip ("there is no locale here but C");
      return;
    }

  g_setenv ("LANGUAGE", german.language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_assert_cmpstr (_("Image to Image"), ==, "Bild zu Bild");
  g_assert_cmpstr (_("Seed %s"), ==, "Startwert %s");
  g_assert_cmpstr (_("Photographic detail in a few steps"), ==, "Fotografische Einzelheiten in wenigen Schritten");
  g_assert_cmpstr (ngettext ("%u of %u picture, %d s", "%u of %u pictures, %d s", 1), ==, "%u von %u Bild, %d s");
  g_assert_cmpstr (ngettext ("%u of %u picture, %d s", "%u of %u pictures, %d s", 4), ==, "%u von %u Bildern, %d s");
  g_assert_cmpstr (ngettext ("%u of %u picture, %d s", "%u of %u pictures, %d s", 0), ==, "%u von %u Bildern, %d s");

  g_assert_cmpstr (_("_Generate"), ==, german.generate);
  g_assert_cmpstr (_("Sto_p"), ==, german.stop);
  check_mnemonics (german.taken, german.generate, german.stop, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/i18n/data-strings", test_data_strings);
  g_test_add_func ("/i18n/mnemonics", test_mnemonics);
  g_test_add_func ("/i18n/german", test_german);

  return g_test_run ();
}
