/* worker-process.c: telling processes apart, and what they inherit
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "worker-process.h"

/* Field 22 of /proc/PID/stat, counted from the state, which is the third (proc_pid_stat(5)). */
#define STATE_FIELD       3
#define START_TIME_FIELD 22

/* What a worker needs of the environment: programs, libraries, languages, and which GPU. Everything else stays here,
 * tokens and the desktop's addresses among it.
 */
static const gchar * const kept[] =
{
  "HOME", "PATH", "USER", "LOGNAME", "LANG", "LANGUAGE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "XDG_RUNTIME_DIR",
  "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "CONTAINER_HOST",
};

static const gchar * const kept_beginnings[] = { "LC_", "CUDA_", "NVIDIA_", "GGML_", "VK_", "HIP_", "ROCR_" };

/**
 * overpaint_worker_process_get_start_time:
 * @pid: a process id
 *
 * Returns: when the process began, in clock ticks since this computer did; 0 where there is no such process, or
 *   only its remains, which nobody has collected yet
 */
guint64
overpaint_worker_process_get_start_time (gint64 pid)
{
  g_autofree gchar  *path   = NULL;
  g_autofree gchar  *text   = NULL;
  g_auto (GStrv)     fields = NULL;
  const gchar       *rest;

  if (pid <= 0)
    return 0;

  path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);

  if (! g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  /* a program may have blanks and parentheses in its name */
  rest = strrchr (text, ')');

  if (rest == NULL || rest[1] != ' ')
    return 0;

  fields = g_strsplit (rest + 2, " ", START_TIME_FIELD);

  if (g_strv_length (fields) <= START_TIME_FIELD - STATE_FIELD || *fields[0] == 'Z' || *fields[0] == 'X')
    return 0;

  return g_ascii_strtoull (fields[START_TIME_FIELD - STATE_FIELD], NULL, 10);
}

/**
 * overpaint_worker_process_is_alive:
 * @pid: a process id
 * @start_time: when it began, of [func@Overpaint.worker_process_get_start_time]
 *
 * Returns: whether that process, and not a later one of the same number, still runs
 */
gboolean
overpaint_worker_process_is_alive (gint64  pid,
                                   guint64 start_time)
{
  return start_time != 0 && overpaint_worker_process_get_start_time (pid) == start_time;
}

/**
 * overpaint_worker_process_signal:
 * @pid: a process id
 * @start_time: when it began
 * @number: a signal, such as SIGTERM
 *
 * Sends a signal to that process and its group, where it leads one; to nobody where it is gone.
 *
 * Returns: whether it was sent
 */
gboolean
overpaint_worker_process_signal (gint64  pid,
                                 guint64 start_time,
                                 gint    number)
{
  if (pid <= 1 || ! overpaint_worker_process_is_alive (pid, start_time))
    return FALSE;

  return kill ((pid_t) -pid, number) == 0 || (errno == ESRCH && kill ((pid_t) pid, number) == 0);
}

/**
 * overpaint_worker_process_get_folder:
 *
 * Returns: (transfer full) (nullable): the folder in which this program itself lies
 */
gchar *
overpaint_worker_process_get_folder (void)
{
  g_autofree gchar *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

static gboolean
is_kept (const gchar *variable)
{
  gsize length = strcspn (variable, "=");
  guint i;

  for (i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strlen (kept[i]) == length && strncmp (variable, kept[i], length) == 0)
      return TRUE;

  for (i = 0; i < G_N_ELEMENTS (kept_beginnings); i++)
    if (g_str_has_prefix (variable, kept_beginnings[i]))
      return TRUE;

  return FALSE;
}

/**
 * overpaint_worker_process_clean_environment:
 * @environment: (array zero-terminated=1): as of g_get_environ()
 *
 * Leaves out what a worker has no need of: it is a stranger's program, and lives longer than GIMP.
 *
 * Returns: (transfer full): what a worker is started with
 */
gchar **
overpaint_worker_process_clean_environment (gchar **environment)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint                    i;

  for (i = 0; environment[i] != NULL; i++)
    if (is_kept (environment[i]))
      g_strv_builder_add (builder, environment[i]);

  return g_strv_builder_end (builder);
}
