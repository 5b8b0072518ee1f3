/* test-settings.c: tests of which servers are configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gstdio.h>

#include "settings.h"

typedef struct
{
  gchar *folder;
  gchar *path;
} Place;

static void
place_set_up (Place         *place,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("overpaint-settings-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->folder, "settings.ini", NULL);
}

static void
place_tear_down (Place         *place,
                 gconstpointer  data)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
}

static OverpaintSettings *
load (Place       *place,
      const gchar *text)
{
  g_autoptr (GError)  error = NULL;
  OverpaintSettings  *settings;

  if (text != NULL)
    {
      g_file_set_contents (place->path, text, -1, &error);
      g_assert_no_error (error);
    }

  settings = overpaint_settings_new (place->path, &error);
  g_assert_no_error (error);

  return settings;
}

static void
assert_entry (OverpaintSettings *settings,
              const gchar       *asked,
              const gchar       *name,
              const gchar       *address,
              const gchar       *kind)
{
  g_autoptr (GError)                error = NULL;
  g_autoptr (OverpaintServerEntry)  entry = overpaint_settings_find_server (settings, asked, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (entry->name, ==, name);
  g_assert_cmpstr (entry->address, ==, address);
  g_assert_cmpstr (entry->kind, ==, kind);
}

#define LIVEPEER "https://dream-gateway.livepeer.cloud"
#define STUDIO   "https://livepeer.studio/api/beta/generate"
#define LOCAL    "http://127.0.0.1:8000"

static void
test_ready_made (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintSettings)    settings = load (place, NULL);
  g_autoptr (OverpaintServerEntry) entry    = NULL;

  assert_entry (settings, "", "livepeer", LIVEPEER, "gateway");
  assert_entry (settings, "  ", "livepeer", LIVEPEER, "gateway");
  assert_entry (settings, "livepeer", "livepeer", LIVEPEER, "gateway");
  assert_entry (settings, " livepeer\n", "livepeer", LIVEPEER, "gateway");
  assert_entry (settings, "studio", "studio", STUDIO, "studio");
  assert_entry (settings, "local", "local", LOCAL, "unknown");

  entry = overpaint_settings_find_server (settings, "livepeer", NULL);
  g_assert_cmpuint (entry->connect_timeout, ==, 10);
  g_assert_cmpuint (entry->request_timeout, ==, 600);
  g_assert_cmpuint (entry->parallel, ==, 0);

  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
}

static void
test_own_file_wins (Place         *place,
                    gconstpointer  data)
{
  g_autoptr (OverpaintSettings)    settings = NULL;
  g_autoptr (OverpaintServerEntry) entry    = NULL;

  settings = load (place,
                   "[overpaint]\n"
                   "default-server=studio of mine\n"
                   "[server livepeer]\n"
                   "address=https://example.org/own\n"
                   "[server studio of mine]\n"
                   "address= https://example.org/generate\n"
                   "kind=studio\n"
                   "connect-timeout=3\n"
                   "request-timeout=86400\n"
                   "parallel=64 \n"
                   "[server empty lines]\n"
                   "address=https://example.org/empty\n"
                   "kind=\n"
                   "request-timeout=\n");

  assert_entry (settings, "livepeer", "livepeer", "https://example.org/own", "unknown");
  assert_entry (settings, "", "studio of mine", "https://example.org/generate", "studio");
  assert_entry (settings, "studio", "studio", STUDIO, "studio");

  assert_entry (settings, "empty lines", "empty lines", "https://example.org/empty", "unknown");

  entry = overpaint_settings_find_server (settings, "empty lines", NULL);
  g_assert_cmpuint (entry->request_timeout, ==, 600);
  g_clear_pointer (&entry, overpaint_server_entry_free);

  entry = overpaint_settings_find_server (settings, "studio of mine", NULL);
  g_assert_cmpuint (entry->connect_timeout, ==, 3);
  g_assert_cmpuint (entry->request_timeout, ==, 86400);
  g_assert_cmpuint (entry->parallel, ==, 64);
}

/* The default may be an address, a ready-made name, or nothing. */
static void
test_default (Place         *place,
              gconstpointer  data)
{
  static const struct
  {
    const gchar *text;
    const gchar *name;
    const gchar *address;
  } cases[] =
  {
    { "", "livepeer", LIVEPEER },
    { "# only a comment\n", "livepeer", LIVEPEER },
    { "[overpaint]\n", "livepeer", LIVEPEER },
    { "[overpaint]\ndefault-server=\n", "livepeer", LIVEPEER },
    { "[overpaint]\ndefault-server=local \n", "local", LOCAL },
    { "[overpaint]\ndefault-server=https://example.org\n", "https://example.org", "https://example.org" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintSettings) settings = load (place, cases[i].text);

      g_test_message ("%s", cases[i].name);
      assert_entry (settings, "", cases[i].name, cases[i].address,
                    g_str_equal (cases[i].name, "livepeer") ? "gateway" : "unknown");
    }
}

static void
test_addresses (Place         *place,
                gconstpointer  data)
{
  static const gchar * const addresses[] =
    { "https://example.org", "example.org", "localhost:8000", "[::1]:8000", "http://127.0.0.1:8000/x" };
  g_autoptr (OverpaintSettings) settings = load (place, NULL);
  guint                         i;

  for (i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_entry (settings, addresses[i], addresses[i], addresses[i], "unknown");
}

static void
test_unknown_name (Place         *place,
                   gconstpointer  data)
{
  static const gchar * const names[] = { "Livepeer", "nowhere", "server livepeer", "live peer" };
  g_autoptr (OverpaintSettings) settings = load (place, NULL);
  guint                         i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError)  error   = NULL;
      g_autofree gchar   *message = NULL;

      message = g_strdup_printf ("server: there is no server of the name “%s”; "
                                 "give a configured one or a web address.", names[i]);
      g_assert_null (overpaint_settings_find_server (settings, names[i], &error));
      g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_bad_entries (Place         *place,
                  gconstpointer  data)
{
  static const struct
  {
    const gchar *line;
    const gchar *message;  /* what follows the file's name */
  } cases[] =
  {
    { "connect-timeout=0",     "“connect-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "connect-timeout=-1",    "“connect-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "connect-timeout=86401", "“connect-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "connect-timeout=1,5",   "“connect-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "connect-timeout=99999999999999999999",
      "“connect-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "request-timeout=ten",   "“request-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "request-timeout=5 minutes",
      "“request-timeout” of [server mine] must be a whole number from 1 to 86400." },
    { "parallel=0",            "“parallel” of [server mine] must be a whole number from 1 to 64." },
    { "parallel=65",           "“parallel” of [server mine] must be a whole number from 1 to 64." },
    { "parallel=+4",           "“parallel” of [server mine] must be a whole number from 1 to 64." },
    { NULL,                    "[server mine] has no address." },
    { "address=",              "[server mine] has no address." },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintSettings)  settings = NULL;
      g_autoptr (GError)             error    = NULL;
      g_autofree gchar              *text     = NULL;
      g_autofree gchar              *message  = NULL;

      if (cases[i].line == NULL || g_str_has_prefix (cases[i].line, "address"))
        text = g_strdup_printf ("[server mine]\nkind=gateway\n%s\n", cases[i].line != NULL ? cases[i].line : "");
      else
        text = g_strdup_printf ("[server mine]\naddress=https://example.org\n%s\n", cases[i].line);

      settings = load (place, text);
      message  = g_strdup_printf ("In “%s”, %s", place->path, cases[i].message);

      g_test_message ("%s", text);
      g_assert_null (overpaint_settings_find_server (settings, "mine", &error));
      g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE);
      g_assert_cmpstr (error->message, ==, message);

      /* A slip in one server does not take the others away. */
      assert_entry (settings, "livepeer", "livepeer", LIVEPEER, "gateway");
    }
}

static void
test_unreadable (Place         *place,
                 gconstpointer  data)
{
  static const gchar * const texts[] = { "no key file\n", "key=before any group\n", "[unfinished\n", "\xff\xfe[\n" };
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError)  error = NULL;
      g_autofree gchar   *start = g_strdup_printf ("The settings in “%s” cannot be read: ", place->path);

      g_file_set_contents (place->path, texts[i], -1, NULL);
      g_assert_null (overpaint_settings_new (place->path, &error));
      g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE);
      g_assert_true (g_str_has_prefix (error->message, start));
      g_assert_cmpuint (strlen (error->message), >, strlen (start));
    }

  {
    g_autoptr (GError) error = NULL;

    g_assert_null (overpaint_settings_new (place->folder, &error));
    g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/settings/" name, Place, NULL, place_set_up, function, place_tear_down)

  ADD ("ready-made", test_ready_made);
  ADD ("own-file-wins", test_own_file_wins);
  ADD ("default", test_default);
  ADD ("addresses", test_addresses);
  ADD ("unknown-name", test_unknown_name);
  ADD ("bad-entries", test_bad_entries);
  ADD ("unreadable", test_unreadable);

  return g_test_run ();
}
