/* keeper-launch.c: starting a keeper
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keeper-launch.h"
#include "worker-process.h"

static void
on_communicated (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask)  task   = data;
  g_autofree gchar  *report = NULL;
  GError            *error  = NULL;

  if (! g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, &report, &error))
    g_task_return_error (task, error);
  else if (! g_subprocess_get_successful (G_SUBPROCESS (source)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", report != NULL ? g_strstrip (report) : "");
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * overpaint_keeper_launch_async:
 * @program: path of overpaint-keeper
 * @folder: where the worker's files are
 * @order: what it is to hold
 * @callback: called when it listens, or another one for the same worker does
 * @data: given to @callback
 *
 * Starts a keeper. It leaves our session and outlives this process; it is given no more of our environment than
 * the worker needs, and none of our files.
 */
void
overpaint_keeper_launch_async (const gchar                *program,
                               const gchar                *folder,
                               const OverpaintKeeperOrder *order,
                               GAsyncReadyCallback         callback,
                               gpointer                    data)
{
  g_autoptr (GTask)                task        = g_task_new (NULL, NULL, callback, data);
  g_autoptr (GSubprocessLauncher)  launcher    = NULL;
  g_autoptr (GSubprocess)          process     = NULL;
  g_auto (GStrv)                   whole       = g_get_environ ();
  g_auto (GStrv)                   environment = overpaint_worker_process_clean_environment (whole);
  g_autofree gchar                *text        = overpaint_keeper_order_to_text (order);
  GError                          *error       = NULL;

  g_task_set_source_tag (task, overpaint_keeper_launch_async);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  process = g_subprocess_launcher_spawn (launcher, &error, program, folder, NULL);

  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, text, NULL, on_communicated, g_steal_pointer (&task));
}

/**
 * overpaint_keeper_launch_finish:
 * @result: what the callback was given
 * @error: return location for an error of %G_IO_ERROR or %G_SPAWN_ERROR
 *
 * Returns: whether a keeper listens
 */
gboolean
overpaint_keeper_launch_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
