/* test-environment.c: tests of how secrets leave the environment
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE   /* environ, memmem */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#include "environment.h"

#define TOKEN  "sk-0123456789abcdef"
#define SERVER "https://example.org"

static gchar *program;

/* Each case is a process of its own, started with the token as GIMP starts the plug-in. */
static void
run_role (const gchar *role,
          const gchar *token,
          const gchar *server)
{
  g_autoptr (GSubprocessLauncher)  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess)          process  = NULL;
  g_autoptr (GError)               error    = NULL;
  g_autofree gchar                *said     = NULL;

  g_subprocess_launcher_unsetenv (launcher, "OVERPAINT_TOKEN");
  g_subprocess_launcher_unsetenv (launcher, "OVERPAINT_SERVER");

  if (token != NULL)
    g_subprocess_launcher_setenv (launcher, "OVERPAINT_TOKEN", token, TRUE);
  if (server != NULL)
    g_subprocess_launcher_setenv (launcher, "OVERPAINT_SERVER", server, TRUE);

  process = g_subprocess_launcher_spawn (launcher, &error, program, "--role", role, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);

  if (! g_subprocess_get_successful (process))
    g_error ("%s: %s", role, said);
}

static void
test_taken (void)
{
  run_role ("taken", TOKEN, SERVER);
}

static void
test_empty (void)
{
  run_role ("empty", "", NULL);
}

static void
test_unset (void)
{
  run_role ("unset", NULL, NULL);
}

static gboolean
is_in_environment (gchar       **variables,
                   const gchar  *text)
{
  for (; *variables != NULL; variables++)
    {
      if (strstr (*variables, text) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The first environment of a process, which other programs of the same user can read. */
static gboolean
is_in_first_environment (const gchar *text)
{
  g_autofree gchar  *contents = NULL;
  g_autoptr (GError) error    = NULL;
  gsize              length;

  g_file_get_contents ("/proc/self/environ", &contents, &length, &error);
  g_assert_no_error (error);

  return memmem (contents, length, text, strlen (text)) != NULL;
}

static void
play_taken (void)
{
  g_autoptr (GError)  error = NULL;
  g_autofree gchar   *said  = NULL;
  g_auto (GStrv)      all   = NULL;
  const gchar        *argv[] = { "/bin/sh", "-c", "env; echo ${OVERPAINT_TOKEN-none}", NULL };

  g_assert_true (is_in_first_environment (TOKEN));
  g_assert_true (is_in_environment (environ, TOKEN));
  g_assert_null (overpaint_environment_get_token ());

  overpaint_environment_take ();

  g_assert_cmpstr (overpaint_environment_get_token (), ==, TOKEN);
  g_assert_cmpstr (overpaint_environment_get_server (), ==, SERVER);

  g_assert_null (g_getenv ("OVERPAINT_TOKEN"));
  g_assert_false (is_in_environment (environ, TOKEN));
  g_assert_false (is_in_first_environment (TOKEN));
  g_assert_false (is_in_first_environment ("0123456789"));

  all = g_get_environ ();
  g_assert_false (is_in_environment (all, TOKEN));

  g_spawn_sync (NULL, (gchar **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (said, TOKEN));
  g_assert_true (g_str_has_suffix (said, "none\n"));

  /* What is taken stays taken. */
  overpaint_environment_take ();
  g_assert_cmpstr (overpaint_environment_get_token (), ==, TOKEN);
}

static void
play_empty (void)
{
  g_assert_nonnull (g_getenv ("OVERPAINT_TOKEN"));
  overpaint_environment_take ();
  g_assert_null (overpaint_environment_get_token ());
  g_assert_null (overpaint_environment_get_server ());
  g_assert_null (g_getenv ("OVERPAINT_TOKEN"));
}

static void
play_unset (void)
{
  overpaint_environment_take ();
  g_assert_null (overpaint_environment_get_token ());
  g_assert_null (overpaint_environment_get_server ());
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--role") == 0)
    {
      if (strcmp (argv[2], "taken") == 0)
        play_taken ();
      else if (strcmp (argv[2], "empty") == 0)
        play_empty ();
      else
        play_unset ();

      return EXIT_SUCCESS;
    }

  g_test_init (&argc, &argv, NULL);
  program = g_file_read_link ("/proc/self/exe", NULL);

  g_test_add_func ("/environment/taken", test_taken);
  g_test_add_func ("/environment/empty", test_empty);
  g_test_add_func ("/environment/unset", test_unset);

  return g_test_run ();
}
