/* test-secrets.c: tests of where tokens are kept
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each case speaks to a practice keyring on a bus of its own, and asserts on what arrived there.
 */

#include <string.h>

#include "secrets.h"

#define ORIGIN "https://gateway.example.org"
#define OTHER  "https://gateway.example.org:8443"
#define TOKEN  "sk-0123456789abcdef"
#define LABEL  "Overpaint: gateway"

/* One for the whole program, because GLib and libsecret remember the bus that they have seen. */
static GSubprocess *bus;

typedef struct
{
  GSubprocess      *program;
  GDBusConnection  *connection;
  OverpaintSecrets *secrets;

  gboolean          done;
  GAsyncResult     *result;
} Scene;

static GVariant *
tell_keyring (Scene       *scene,
              const gchar *method,
              GVariant    *arguments)
{
  g_autoptr (GError)  error = NULL;
  GVariant           *reply;

  reply = g_dbus_connection_call_sync (scene->connection, "org.freedesktop.secrets", "/org/overpaint/Keyring",
                                       "org.overpaint.Keyring", method, arguments, NULL, G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);

  return reply;
}

/* Starts a program, and returns its first line. */
static gchar *
start_program (GSubprocess         **program,
               const gchar * const  *arguments)
{
  g_autoptr (GDataInputStream)  said  = NULL;
  g_autoptr (GError)            error = NULL;
  gchar                        *line;

  *program = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);

  said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (*program));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (said), FALSE);
  line = g_data_input_stream_read_line (said, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

static void
stop_program (GSubprocess **program)
{
  g_subprocess_force_exit (*program);
  g_subprocess_wait (*program, NULL, NULL);
  g_clear_object (program);
}

/* @data is the keyring's mode; NULL leaves the bus without one. */
static void
scene_set_up (Scene         *scene,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  scene->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (scene->connection, FALSE);

  if (data != NULL)
    {
      g_autofree gchar      *script      = g_test_build_filename (G_TEST_DIST, "..", "keyring", "keyring.py", NULL);
      const gchar           *arguments[] = { "python3", script, NULL };
      g_autofree gchar      *line        = start_program (&scene->program, arguments);
      g_autoptr (GVariant)   reply       = NULL;

      g_assert_cmpstr (line, ==, "ready");
      reply = tell_keyring (scene, "Reset", g_variant_new ("(s)", data));
    }

  scene->secrets = overpaint_secrets_new ();
}

static void
on_vanished (GDBusConnection *connection,
             const gchar     *name,
             gpointer         user_data)
{
  gboolean *gone = user_data;

  *gone = TRUE;
}

static void
scene_tear_down (Scene         *scene,
                 gconstpointer  data)
{
  g_clear_object (&scene->result);
  g_clear_object (&scene->secrets);

  if (scene->program != NULL)
    {
      gboolean gone = FALSE;
      guint    watch;

      watch = g_bus_watch_name_on_connection (scene->connection, "org.freedesktop.secrets",
                                              G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_vanished, &gone, NULL);
      stop_program (&scene->program);
      while (! gone)
        g_main_context_iteration (NULL, TRUE);
      g_bus_unwatch_name (watch);
    }

  g_clear_object (&scene->connection);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Scene *scene = user_data;

  g_set_object (&scene->result, result);
  scene->done = TRUE;
}

static GAsyncResult *
wait (Scene *scene)
{
  while (! scene->done)
    g_main_context_iteration (NULL, TRUE);

  scene->done = FALSE;

  return scene->result;
}

static OverpaintSecretsPlace
store (Scene       *scene,
       const gchar *origin,
       const gchar *token)
{
  g_autoptr (GError)    error = NULL;
  OverpaintSecretsPlace place;

  overpaint_secrets_store_async (scene->secrets, origin, LABEL, token, NULL, on_done, scene);
  place = overpaint_secrets_store_finish (scene->secrets, wait (scene), &error);
  g_assert_no_error (error);

  return place;
}

static gchar *
lookup (Scene       *scene,
        const gchar *origin,
        gboolean     may_ask)
{
  overpaint_secrets_lookup_async (scene->secrets, origin, may_ask, NULL, on_done, scene);

  return overpaint_secrets_lookup_finish (scene->secrets, wait (scene), NULL);
}

static void
assert_token (Scene       *scene,
              const gchar *origin,
              gboolean     may_ask,
              const gchar *expected)
{
  gchar *token = lookup (scene, origin, may_ask);

  g_assert_cmpstr (token, ==, expected);
  overpaint_secrets_free_token (token);
}

static void
assert_in_time (Scene       *scene,
                const gchar *origin,
                const gchar *expected)
{
  gchar *token = overpaint_secrets_lookup_in_time (scene->secrets, origin, 60000);

  g_assert_cmpstr (token, ==, expected);
  overpaint_secrets_free_token (token);
}

static OverpaintSecretsPlace
find (Scene       *scene,
      const gchar *origin,
      gboolean     has_keyring)
{
  g_autoptr (GError)    error = NULL;
  OverpaintSecretsPlace place;

  overpaint_secrets_find_async (scene->secrets, origin, NULL, on_done, scene);
  place = overpaint_secrets_find_finish (scene->secrets, wait (scene), &error);

  if (has_keyring)
    g_assert_no_error (error);
  else
    g_assert_nonnull (error);

  return place;
}

static gchar *
dump (Scene *scene)
{
  g_autoptr (GVariant) reply = tell_keyring (scene, "Dump", NULL);
  gchar               *text;

  g_variant_get (reply, "(s)", &text);

  return text;
}

static void
assert_items (Scene       *scene,
              const gchar *items)
{
  g_autofree gchar *text  = dump (scene);
  g_autofree gchar *start = g_strconcat ("{\"items\": [", items, "], ", NULL);

  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, start));
}

#define ITEM(label, origin, token) \
  "{\"label\": \"" label "\", \"attributes\": {\"server\": \"" origin "\", " \
  "\"xdg:schema\": \"org.overpaint.Token\"}, \"secret\": \"" token "\"}"

static void
assert_nobody_was_asked (Scene *scene)
{
  g_autofree gchar *text = dump (scene);

  g_assert_null (strstr (text, "\"Unlock\""));
  g_assert_null (strstr (text, "\"Prompt\""));
}

static void
test_keeps (Scene         *scene,
            gconstpointer  data)
{
  g_autoptr (OverpaintSecrets) later = NULL;

  g_assert_cmpint (find (scene, ORIGIN, TRUE), ==, OVERPAINT_SECRETS_NOWHERE);
  assert_token (scene, ORIGIN, TRUE, NULL);

  g_assert_cmpint (store (scene, ORIGIN, "  " TOKEN "\n"), ==, OVERPAINT_SECRETS_KEYRING);
  assert_items (scene, ITEM (LABEL, ORIGIN, TOKEN));

  /* another process */
  later = overpaint_secrets_new ();
  g_set_object (&scene->secrets, later);

  g_assert_cmpint (find (scene, ORIGIN, TRUE), ==, OVERPAINT_SECRETS_KEYRING);
  assert_token (scene, ORIGIN, TRUE, TOKEN);
  assert_token (scene, ORIGIN, FALSE, TOKEN);
  assert_in_time (scene, ORIGIN, TOKEN);

  /* another port is another origin */
  g_assert_cmpint (find (scene, OTHER, TRUE), ==, OVERPAINT_SECRETS_NOWHERE);
  assert_token (scene, OTHER, TRUE, NULL);
  assert_token (scene, OTHER, FALSE, NULL);
  assert_in_time (scene, OTHER, NULL);
}

static void
test_replaces_and_clears (Scene         *scene,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  store (scene, ORIGIN, "the first");
  store (scene, OTHER, "of another");
  store (scene, ORIGIN, TOKEN);
  assert_items (scene, ITEM (LABEL, OTHER, "of another") ", " ITEM (LABEL, ORIGIN, TOKEN));

  overpaint_secrets_clear_async (scene->secrets, ORIGIN, NULL, on_done, scene);
  g_assert_true (overpaint_secrets_clear_finish (scene->secrets, wait (scene), &error));
  g_assert_no_error (error);
  assert_items (scene, ITEM (LABEL, OTHER, "of another"));
  assert_token (scene, ORIGIN, TRUE, NULL);

  /* once more: nothing is there, and that is no error */
  overpaint_secrets_clear_async (scene->secrets, ORIGIN, NULL, on_done, scene);
  g_assert_true (overpaint_secrets_clear_finish (scene->secrets, wait (scene), &error));
  g_assert_no_error (error);
}

static void
test_locked_and_dismissed (Scene         *scene,
                           gconstpointer  data)
{
  g_autoptr (GVariant)         reply = tell_keyring (scene, "Put", g_variant_new ("(ss)", ORIGIN, "in the keyring"));
  g_autoptr (OverpaintSecrets) later = NULL;
  g_autoptr (GError)           error = NULL;

  /* Whether there is one is known without opening it. */
  g_assert_cmpint (find (scene, ORIGIN, TRUE), ==, OVERPAINT_SECRETS_KEYRING);
  assert_token (scene, ORIGIN, FALSE, NULL);
  assert_in_time (scene, ORIGIN, NULL);
  assert_nobody_was_asked (scene);

  assert_token (scene, ORIGIN, TRUE, NULL);

  overpaint_secrets_clear_async (scene->secrets, ORIGIN, NULL, on_done, scene);
  g_assert_false (overpaint_secrets_clear_finish (scene->secrets, wait (scene), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_items (scene, ITEM ("put by the test", ORIGIN, "in the keyring"));

  g_assert_cmpint (store (scene, ORIGIN, TOKEN), ==, OVERPAINT_SECRETS_MEMORY);
  assert_items (scene, ITEM ("put by the test", ORIGIN, "in the keyring"));

  /* What was typed last counts, in this process. */
  g_assert_cmpint (find (scene, ORIGIN, TRUE), ==, OVERPAINT_SECRETS_MEMORY);
  assert_token (scene, ORIGIN, FALSE, TOKEN);
  g_clear_error (&error);
  overpaint_secrets_clear_async (scene->secrets, ORIGIN, NULL, on_done, scene);
  g_assert_false (overpaint_secrets_clear_finish (scene->secrets, wait (scene), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);

  later = overpaint_secrets_new ();
  g_set_object (&scene->secrets, later);
  assert_token (scene, ORIGIN, FALSE, NULL);
}

static void
test_locked_and_opened (Scene         *scene,
                        gconstpointer  data)
{
  g_autoptr (GVariant) reply = tell_keyring (scene, "Put", g_variant_new ("(ss)", ORIGIN, TOKEN));

  assert_in_time (scene, ORIGIN, NULL);
  assert_nobody_was_asked (scene);
  assert_token (scene, ORIGIN, TRUE, TOKEN);
  assert_in_time (scene, ORIGIN, TOKEN);
}

static void
test_store_opens (Scene         *scene,
                  gconstpointer  data)
{
  g_assert_cmpint (store (scene, ORIGIN, TOKEN), ==, OVERPAINT_SECRETS_KEYRING);
  assert_items (scene, ITEM (LABEL, ORIGIN, TOKEN));
}

/* The limit is what ends the wait: the keyring never answers. */
static void
test_silent (Scene         *scene,
             gconstpointer  data)
{
  gint64  begun = g_get_monotonic_time ();
  gchar  *token = overpaint_secrets_lookup_in_time (scene->secrets, ORIGIN, 200);

  g_assert_null (token);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
}

static void
test_cancelled (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error       = NULL;

  overpaint_secrets_store_async (scene->secrets, ORIGIN, LABEL, TOKEN, cancellable, on_done, scene);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (overpaint_secrets_store_finish (scene->secrets, wait (scene), &error), ==,
                   OVERPAINT_SECRETS_NOWHERE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  overpaint_secrets_lookup_async (scene->secrets, ORIGIN, TRUE, cancellable, on_done, scene);
  g_assert_null (overpaint_secrets_lookup_finish (scene->secrets, wait (scene), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A bus on which nobody is a keyring. */
static void
test_no_keyring (Scene         *scene,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (find (scene, ORIGIN, FALSE), ==, OVERPAINT_SECRETS_NOWHERE);
  assert_token (scene, ORIGIN, TRUE, NULL);
  assert_in_time (scene, ORIGIN, NULL);

  g_assert_cmpint (store (scene, ORIGIN, " " TOKEN " "), ==, OVERPAINT_SECRETS_MEMORY);
  g_assert_cmpint (find (scene, ORIGIN, TRUE), ==, OVERPAINT_SECRETS_MEMORY);
  assert_token (scene, ORIGIN, TRUE, TOKEN);
  assert_in_time (scene, ORIGIN, TOKEN);
  assert_token (scene, OTHER, TRUE, NULL);

  overpaint_secrets_clear_async (scene->secrets, ORIGIN, NULL, on_done, scene);
  g_assert_true (overpaint_secrets_clear_finish (scene->secrets, wait (scene), &error));
  g_assert_no_error (error);
  assert_token (scene, ORIGIN, TRUE, NULL);
}

static void
run_without_bus (void)
{
  Scene scene = { NULL, };

  scene.secrets = overpaint_secrets_new ();
  test_no_keyring (&scene, NULL);
  g_clear_object (&scene.secrets);
  g_clear_object (&scene.result);
}

/* In a process of its own, because GLib remembers a bus that it has seen. */
static void
test_no_bus (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      run_without_bus ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  const gchar      *arguments[] = { "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", NULL };
  g_autofree gchar *address     = NULL;
  gint              status;

  g_test_init (&argc, &argv, NULL);

  address = start_program (&bus, arguments);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);

#define ADD(name, mode, function) \
  g_test_add ("/secrets/" name, Scene, mode, scene_set_up, function, scene_tear_down)

  ADD ("keeps", "open", test_keeps);
  ADD ("replaces-and-clears", "open", test_replaces_and_clears);
  ADD ("locked-and-dismissed", "locked", test_locked_and_dismissed);
  ADD ("locked-and-opened", "unlocks", test_locked_and_opened);
  ADD ("store-opens", "unlocks", test_store_opens);
  ADD ("no-keyring", NULL, test_no_keyring);
  g_test_add_func ("/secrets/no-bus", test_no_bus);
  ADD ("silent", "silent", test_silent);
  ADD ("cancelled", "silent", test_cancelled);

  status = g_test_run ();
  stop_program (&bus);

  return status;
}
