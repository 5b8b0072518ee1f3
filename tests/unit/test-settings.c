/* test-settings.c: tests of which servers are configured
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "comma-locale.h"
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
#define PRICE    1.9073484e-08

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

static gdouble
get_price (OverpaintSettings *settings,
           const gchar       *name)
{
  g_autoptr (GError)                error = NULL;
  g_autoptr (OverpaintServerEntry)  entry = overpaint_settings_find_server (settings, name, &error);

  g_assert_no_error (error);

  return entry->price;
}

/* What an own entry does not say goes by its kind. */
static void
test_price (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = load (place, NULL);

  g_assert_cmpfloat (get_price (settings, "livepeer"), ==, PRICE);
  g_assert_cmpfloat (get_price (settings, "studio"), ==, PRICE);
  g_assert_cmpfloat (get_price (settings, "local"), ==, 0.0);
  g_assert_cmpfloat (get_price (settings, "https://example.org"), ==, 0.0);

  g_clear_object (&settings);
  settings = load (place,
                   "[server a]\naddress=https://a.example\nkind=gateway\n"
                   "[server b]\naddress=https://b.example\nkind=studio\n"
                   "[server c]\naddress=https://c.example\nkind=runner\n"
                   "[server d]\naddress=https://d.example\n"
                   "[server e]\naddress=https://e.example\nkind=gateway\nprice= 2.5e-8 \n"
                   "[server f]\naddress=https://f.example\nkind=gateway\nprice=0\n"
                   "[server g]\naddress=https://g.example\nkind=runner\nprice=1\n"
                   "[server h]\naddress=https://h.example\nkind=studio\nprice=\n"
                   "[server livepeer]\naddress=https://own.example\nkind=runner\n");

  g_assert_cmpfloat (get_price (settings, "a"), ==, PRICE);
  g_assert_cmpfloat (get_price (settings, "b"), ==, PRICE);
  g_assert_cmpfloat (get_price (settings, "c"), ==, 0.0);
  g_assert_cmpfloat (get_price (settings, "d"), ==, 0.0);
  g_assert_cmpfloat (get_price (settings, "e"), ==, 2.5e-8);
  g_assert_cmpfloat (get_price (settings, "f"), ==, 0.0);
  g_assert_cmpfloat (get_price (settings, "g"), ==, 1.0);
  g_assert_cmpfloat (get_price (settings, "h"), ==, PRICE);
  g_assert_cmpfloat (get_price (settings, "livepeer"), ==, 0.0);
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

#define BAD_PRICE "“price” of [server mine] must be a number from 0 to 1: US dollars per pixel."

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
    { "price=-0.1",            BAD_PRICE },
    { "price=1.5",             BAD_PRICE },
    { "price=0,5",             BAD_PRICE },
    { "price=free",            BAD_PRICE },
    { "price=0.1 dollars",     BAD_PRICE },
    { "price=nan",             BAD_PRICE },
    { "price=inf",             BAD_PRICE },
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

static gchar *
read_file (Place *place)
{
  gchar *text;

  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));

  return text;
}

static gchar *
list (OverpaintSettings *settings)
{
  g_autoptr (GPtrArray) entries = overpaint_settings_list_servers (settings);
  GString              *text    = g_string_new (NULL);
  guint                 i;

  for (i = 0; i < entries->len; i++)
    {
      OverpaintServerEntry *entry = entries->pdata[i];

      g_string_append_printf (text, "%s%s%s%s ", entry->name, entry->is_own ? "+own" : "",
                              entry->is_ready_made ? "+ready" : "", entry->problem != NULL ? "+problem" : "");
    }

  return g_string_free (text, FALSE);
}

static void
assert_list (OverpaintSettings *settings,
             const gchar       *expected)
{
  g_autofree gchar *found = list (settings);

  g_assert_cmpstr (found, ==, expected);
}

#define READY_MADE "livepeer+ready studio+ready local+ready "

static void
test_list (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = NULL;

  settings = load (place,
                   "[server zebra]\naddress=https://zebra.example\n"
                   "[server broken]\nparallel=many\naddress=https://broken.example\n"
                   "[notes]\nkey=value\n"
                   "[server studio]\naddress=https://studio.example\n"
                   "[server ant]\naddress=https://ant.example\n");

  assert_list (settings, "livepeer+ready studio+own+ready local+ready zebra+own broken+own+problem ant+own ");
}

/* What the artist wrote stays: comments, the order, keys of a later version. GKeyFile loses a blank line or two
 * where a group is taken out.
 */
static void
test_change_keeps (Place         *place,
                   gconstpointer  data)
{
  static const gchar before[] =
    "# my servers\n"
    "\n"
    "[overpaint]\n"
    "# the fast one\n"
    "default-server=attic\n"
    "theme=dark\n"
    "\n"
    "# under the roof\n"
    "[server attic]\n"
    "address=https://attic.example.org\n"
    "# it has eight cards\n"
    "parallel=8\n"
    "colour=green\n"
    "\n"
    "# below\n"
    "[server cellar]\n"
    "address=https://cellar.example.org\n";
  static const gchar changed[] =
    "# my servers\n"
    "\n"
    "[overpaint]\n"
    "# the fast one\n"
    "default-server=attic\n"
    "theme=dark\n"
    "\n"
    "# under the roof\n"
    "[server attic]\n"
    "address=https://roof.example.org\n"
    "# it has eight cards\n"
    "parallel=4\n"
    "colour=green\n"
    "kind=gateway\n"
    "request-timeout=60\n"
    "\n"
    "# below\n"
    "[server cellar]\n"
    "address=https://cellar.example.org\n";
  static const gchar renamed[] =
    "# my servers\n"
    "\n"
    "[overpaint]\n"
    "# the fast one\n"
    "default-server=roof\n"
    "theme=dark\n"
    "# below\n"
    "[server cellar]\n"
    "address=https://cellar.example.org\n"
    "# under the roof\n"
    "[server roof]\n"
    "address=https://roof.example.org\n"
    "# it has eight cards\n"
    "parallel=4\n"
    "colour=green\n"
    "kind=gateway\n"
    "request-timeout=60\n";
  static const gchar removed[] =
    "# my servers\n"
    "\n"
    "[overpaint]\n"
    "# the fast one\n"
    "default-server=roof\n"
    "theme=dark\n"
    "# under the roof\n"
    "[server roof]\n"
    "address=https://roof.example.org\n"
    "# it has eight cards\n"
    "parallel=4\n"
    "colour=green\n"
    "kind=gateway\n"
    "request-timeout=60\n";
  g_autoptr (OverpaintSettings) settings = load (place, before);
  OverpaintServerEntry          attic    = { (gchar *) "attic", (gchar *) "https://roof.example.org",
                                             (gchar *) "gateway", 10, 60, 4, PRICE, FALSE, FALSE, NULL };
  g_autoptr (GError)            error    = NULL;
  gchar                        *text;

  g_assert_true (overpaint_settings_set_server (settings, "attic", &attic, &error));
  g_assert_no_error (error);
  text = read_file (place);
  g_assert_cmpstr (text, ==, changed);
  g_free (text);

  attic.name = (gchar *) "roof";
  g_assert_true (overpaint_settings_set_server (settings, "attic", &attic, &error));
  g_assert_no_error (error);
  text = read_file (place);
  g_assert_cmpstr (text, ==, renamed);
  g_free (text);
  assert_entry (settings, "", "roof", "https://roof.example.org", "gateway");

  g_assert_true (overpaint_settings_remove_server (settings, "cellar", &error));
  g_assert_no_error (error);
  text = read_file (place);
  g_assert_cmpstr (text, ==, removed);
  g_free (text);

  /* The default goes with its server. */
  g_assert_true (overpaint_settings_remove_server (settings, "roof", &error));
  g_assert_no_error (error);
  assert_entry (settings, "", "livepeer", LIVEPEER, "gateway");
  assert_list (settings, READY_MADE);
}

static void
test_add (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = load (place, NULL);
  g_autoptr (OverpaintSettings) again    = NULL;
  g_autofree gchar             *text     = NULL;
  OverpaintServerEntry          attic    = { (gchar *) "attic é", (gchar *) "https://attic.example.org",
                                             (gchar *) "unknown", 10, 600, 0, 0.0, FALSE, FALSE, NULL };
  g_autoptr (GError)            error    = NULL;
  GStatBuf                      status;

  g_assert_true (overpaint_settings_set_server (settings, NULL, &attic, &error));
  g_assert_no_error (error);
  g_assert_true (overpaint_settings_set_default (settings, "attic é", &error));
  g_assert_no_error (error);

  text = read_file (place);
  g_assert_cmpstr (text, ==, "[server attic é]\naddress=https://attic.example.org\n\n"
                             "[overpaint]\ndefault-server=attic é\n");

  g_assert_cmpint (g_stat (place->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  again = load (place, NULL);
  assert_list (again, READY_MADE "attic é+own ");
  assert_entry (again, "", "attic é", "https://attic.example.org", "unknown");
}

/* A file that others could read is closed, a link stays one, and a missing folder is made. */
static void
test_file (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = NULL;
  g_autoptr (OverpaintSettings) deep     = NULL;
  g_autofree gchar             *real     = g_build_filename (place->folder, "real.ini", NULL);
  g_autofree gchar             *folder   = g_build_filename (place->folder, "new", NULL);
  g_autofree gchar             *path     = g_build_filename (folder, "settings.ini", NULL);
  g_autoptr (GError)            error    = NULL;
  GStatBuf                      status;

  g_assert_true (g_file_set_contents (real, "[overpaint]\n", -1, NULL));
  g_assert_cmpint (g_chmod (real, 0644), ==, 0);
  g_assert_cmpint (symlink ("real.ini", place->path), ==, 0);

  settings = load (place, NULL);
  g_assert_true (overpaint_settings_set_default (settings, "local", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (place->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (real, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  deep = overpaint_settings_new (path, &error);
  g_assert_no_error (error);
  g_assert_true (overpaint_settings_set_default (deep, "local", &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  g_unlink (path);
  g_rmdir (folder);
  g_unlink (real);
}

static void
test_ready_made_is_changed (Place         *place,
                            gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = load (place, NULL);
  OverpaintServerEntry          entry    = { (gchar *) "studio", (gchar *) "https://studio.example",
                                             (gchar *) "gateway", 10, 600, 2, PRICE, FALSE, FALSE, NULL };
  g_autoptr (GError)            error    = NULL;

  g_assert_true (overpaint_settings_set_server (settings, "studio", &entry, &error));
  g_assert_no_error (error);
  assert_list (settings, "livepeer+ready studio+own+ready local+ready ");
  assert_entry (settings, "studio", "studio", "https://studio.example", "gateway");

  /* Removing takes the changes back; what is left cannot be removed. */
  g_assert_true (overpaint_settings_set_default (settings, "studio", &error));
  g_assert_true (overpaint_settings_remove_server (settings, "studio", &error));
  g_assert_no_error (error);
  assert_entry (settings, "", "studio", STUDIO, "studio");
  assert_list (settings, READY_MADE);

  g_assert_false (overpaint_settings_remove_server (settings, "studio", &error));
  g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_NAME);
  g_assert_cmpstr (error->message, ==, "“studio” comes with Overpaint and cannot be removed.");
}

/* Two windows: neither undoes what the other did. */
static void
test_changes_meanwhile (Place         *place,
                        gconstpointer  data)
{
  g_autoptr (OverpaintSettings) one   = load (place, NULL);
  g_autoptr (OverpaintSettings) other = load (place, NULL);
  OverpaintServerEntry          entry = { (gchar *) "attic", (gchar *) "https://attic.example.org",
                                          (gchar *) "unknown", 10, 600, 0, 0.0, FALSE, FALSE, NULL };
  g_autoptr (GError)            error = NULL;

  g_assert_true (overpaint_settings_set_server (one, NULL, &entry, &error));
  entry.name = (gchar *) "cellar";
  g_assert_true (overpaint_settings_set_server (other, NULL, &entry, &error));
  assert_list (other, READY_MADE "attic+own cellar+own ");

  entry.name = (gchar *) "attic";
  g_assert_false (overpaint_settings_set_server (other, NULL, &entry, &error));
  g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_NAME);
}

/* What the kind says anyway is not written, and no comma is, wherever the artist lives. */
static void
test_price_is_written (Place         *place,
                       gconstpointer  data)
{
  static const struct
  {
    const gchar *kind;
    gdouble      price;
    const gchar *written;
  } cases[] =
  {
    { "gateway", PRICE,                        NULL },
    { "studio",  PRICE * 1000000.0 / 1000000.0, NULL },
    { "runner",  0.0,                          NULL },
    { "unknown", 0.0,                          NULL },
    { "gateway", 0.0,                          "0" },
    { "gateway", 2.5e-8,                       "2.5e-08" },
    { "gateway", 1.90734841e-08,               "1.90734841e-08" },
    { "runner",  PRICE,                        "1.9073484e-08" },
    { "unknown", 0.125,                        "0.125" },
    { "unknown", 1.0,                          "1" },
  };
  guint i;

  if (! test_set_comma_locale ())
    g_test_message ("there is no locale with a comma here");

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OverpaintSettings)  settings = load (place, "[server a]\naddress=https://a.example\nprice=0.5\n");
      OverpaintServerEntry           entry    = { (gchar *) "a", (gchar *) "https://a.example",
                                                  (gchar *) cases[i].kind, 10, 600, 0, cases[i].price,
                                                  FALSE, FALSE, NULL };
      g_autoptr (GKeyFile)           file     = g_key_file_new ();
      g_autofree gchar              *written  = NULL;
      g_autoptr (GError)             error    = NULL;

      g_test_message ("%u", i);
      g_assert_true (overpaint_settings_set_server (settings, "a", &entry, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (get_price (settings, "a"), cases[i].price, 1e-17);

      g_assert_true (g_key_file_load_from_file (file, place->path, G_KEY_FILE_NONE, NULL));
      written = g_key_file_get_value (file, "server a", "price", NULL);
      g_assert_cmpstr (written, ==, cases[i].written);
    }

  setlocale (LC_NUMERIC, "C");
}

#define LONG_NAME "0123456789012345678901234567890123456789012345678901234567890123"

static void
test_refuses (Place         *place,
              gconstpointer  data)
{
  static const struct
  {
    const gchar          *old_name;
    OverpaintServerEntry  entry;
    const gchar          *message;
  } cases[] =
  {
#define CASE(old_name, name, address, connect, request, parallel, message) \
    { old_name, { (gchar *) name, (gchar *) address, (gchar *) "unknown", connect, request, parallel, \
                  0.0, FALSE, FALSE, NULL }, message }
#define BAD_NAME "Name: it is too long, or holds one of the characters [ ] / : or a line break."
    CASE (NULL, "", "https://x.example", 10, 600, 0, "Name: the server needs a name."),
    CASE (NULL, "a]b", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, "[a", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, "a\nb", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, "https://x.example", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, LONG_NAME "4", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, " a", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, "a\xff", "https://x.example", 10, 600, 0, BAD_NAME),
    CASE (NULL, "mine", "https://x.example", 10, 600, 0, "Name: another server has this name already."),
    CASE (NULL, "local", "https://x.example", 10, 600, 0, "Name: another server has this name already."),
    CASE ("mine", "local", "https://x.example", 10, 600, 0, "Name: another server has this name already."),
    CASE ("local", "here", "https://x.example", 10, 600, 0,
          "Name: this server comes with Overpaint and keeps its name. Add another server instead."),
    CASE (NULL, "new", "", 10, 600, 0, "Address: the server needs an address."),
    CASE (NULL, "new", "https://me:secret@x.example", 10, 600, 0,
          "Address: leave out the user name and the password; a token has a field of its own."),
    CASE (NULL, "new", "https://x.example", 0, 600, 0, "Timeouts: they are 1 to 86400 seconds."),
    CASE (NULL, "new", "https://x.example", 10, 86401, 0, "Timeouts: they are 1 to 86400 seconds."),
    CASE (NULL, "new", "https://x.example", 10, 600, 65, "Pictures at Once: at most 64."),
  };
  static const gchar            before[] = "[server mine]\naddress=https://mine.example\n";
  g_autoptr (OverpaintSettings) settings = load (place, before);
  static const gdouble          prices[] = { -1e-9, 1.0000001, NAN, INFINITY };
  g_autofree gchar             *after    = NULL;
  guint                         i;

  for (i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      OverpaintServerEntry entry = { (gchar *) "mine", (gchar *) "https://mine.example", (gchar *) "unknown",
                                     10, 600, 0, prices[i], FALSE, FALSE, NULL };
      g_autoptr (GError)   error = NULL;

      g_assert_false (overpaint_settings_set_server (settings, "mine", &entry, &error));
      g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, "Price per Megapixel: it is 0 to 1000000 US dollars.");
    }

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_false (overpaint_settings_set_server (settings, cases[i].old_name, &cases[i].entry, &error));
      g_assert_true (error->domain == OVERPAINT_SETTINGS_ERROR);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }

  after = read_file (place);
  g_assert_cmpstr (after, ==, before);
}

/* Where no folder can be made nothing is taken for kept. */
static void
test_unwritable (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintSettings) settings = NULL;
  g_autoptr (GError)            error    = NULL;

  settings = overpaint_settings_new ("/proc/overpaint/settings.ini", &error);
  g_assert_no_error (error);

  g_assert_false (overpaint_settings_set_default (settings, "local", &error));
  g_assert_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNWRITABLE);
  g_assert_true (g_str_has_prefix (error->message,
                                   "The settings in “/proc/overpaint/settings.ini” cannot be written: "));
  assert_entry (settings, "", "livepeer", LIVEPEER, "gateway");
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
  ADD ("price", test_price);
  ADD ("price-is-written", test_price_is_written);
  ADD ("addresses", test_addresses);
  ADD ("unknown-name", test_unknown_name);
  ADD ("bad-entries", test_bad_entries);
  ADD ("unreadable", test_unreadable);
  ADD ("list", test_list);
  ADD ("change-keeps", test_change_keeps);
  ADD ("add", test_add);
  ADD ("file", test_file);
  ADD ("ready-made-is-changed", test_ready_made_is_changed);
  ADD ("changes-meanwhile", test_changes_meanwhile);
  ADD ("refuses", test_refuses);
  ADD ("unwritable", test_unwritable);

  return g_test_run ();
}
