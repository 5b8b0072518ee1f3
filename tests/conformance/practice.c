/* practice.c: a practice server to be tried
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "practice.h"

/* What the catalogue does not know is thought to use every field. */
#define MODEL  "practice/painter"

#define LISTENS "listening on "

/* Each as strict as it can be: with a token where it looks at one. */
static const struct
{
  OverpaintServerKind  kind;
  const gchar         *option;
  const gchar         *value;
  const gchar         *token;
  const gchar         *folder;
} roles[] =
{
  { OVERPAINT_SERVER_RUNNER,    "--token", "practice-token",       "practice-token",  ""                   },
  { OVERPAINT_SERVER_GATEWAY,   "--delay", "0",                    NULL,              ""                   },
  { OVERPAINT_SERVER_STUDIO,    "--token", "practice-token",       "practice-token",  "/api/beta/generate" },
  { OVERPAINT_SERVER_SD_SERVER, "--set",   "native=true",          NULL,              ""                   },
  { OVERPAINT_SERVER_FORGE,     "--set",   "auth=practice:secret", "practice:secret", ""                   },
  { OVERPAINT_SERVER_A1111,     "--set",   "api=true",             NULL,              ""                   },
  { OVERPAINT_SERVER_SDNEXT,    "--set",   "api=true",             NULL,              ""                   },
  { OVERPAINT_SERVER_KOBOLDCPP, "--set",   "native=true",          NULL,              ""                   },
};

/**
 * conform_practice_get_n_roles:
 *
 * Returns: how many servers it can stand in for
 */
guint
conform_practice_get_n_roles (void)
{
  return G_N_ELEMENTS (roles);
}

/**
 * conform_practice_find_role:
 * @nick: name of a kind of server
 * @role: (out): which role that is
 *
 * Returns: whether it can stand in for that
 */
gboolean
conform_practice_find_role (const gchar *nick,
                            guint       *role)
{
  for (*role = 0; *role < G_N_ELEMENTS (roles); (*role)++)
    if (g_strcmp0 (overpaint_server_kind_get_nick (roles[*role].kind), nick) == 0)
      return TRUE;

  return FALSE;
}

/**
 * conform_practice_new:
 * @program: the practice server's program
 * @role: whom it stands in for, from 0
 * @error: return location for an error
 *
 * Starts a practice server and waits until it listens.
 *
 * Returns: (transfer full) (nullable): it
 */
ConformPractice *
conform_practice_new (const gchar  *program,
                      guint         role,
                      GError      **error)
{
  g_autoptr (GSubprocessLauncher)  launcher = NULL;
  g_autoptr (GDataInputStream)     lines    = NULL;
  g_autoptr (GSubprocess)          process  = NULL;
  g_autofree gchar                *line     = NULL;
  gboolean                         local    = overpaint_server_kind_is_local (roles[role].kind);
  ConformPractice                 *practice;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                            G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  /* What it says to itself is not what is tried here. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawn (launcher, error, program, "--as",
                                         overpaint_server_kind_get_nick (roles[role].kind),
                                         "--model", MODEL, "--until-stdin-closes",
                                         roles[role].option, roles[role].value, NULL);
  if (process == NULL)
    return NULL;

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line  = g_data_input_stream_read_line (lines, NULL, NULL, error);

  if (line == NULL || ! g_str_has_prefix (line, LISTENS))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the practice server did not start");
      g_subprocess_force_exit (process);
      return NULL;
    }

  practice               = g_new0 (ConformPractice, 1);
  practice->process      = g_steal_pointer (&process);
  practice->origin       = g_strdup (line + strlen (LISTENS));
  practice->address      = g_strconcat (practice->origin, roles[role].folder, NULL);
  practice->wish.address = practice->address;
  practice->wish.kind    = roles[role].kind;
  practice->wish.token   = roles[role].token;
  practice->wish.model   = local ? NULL : MODEL;

  return practice;
}

/**
 * conform_practice_free:
 * @practice: (transfer full): a practice server, which ends
 */
void
conform_practice_free (ConformPractice *practice)
{
  g_subprocess_force_exit (practice->process);
  g_subprocess_wait (practice->process, NULL, NULL);
  g_object_unref (practice->process);
  g_free (practice->origin);
  g_free (practice->address);
  g_free (practice);
}
