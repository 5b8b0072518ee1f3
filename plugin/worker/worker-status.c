/* worker-status.c: how a worker that we started is doing
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "worker-fault.h"
#include "worker-status.h"

#define GROUP "worker"

static const gchar * const phases[] = { "stopped", "pulling", "starting", "ready", "stopping", "failed" };

/**
 * overpaint_worker_status_new:
 *
 * Returns: (transfer full): the status of a worker that does not run
 */
OverpaintWorkerStatus *
overpaint_worker_status_new (void)
{
  OverpaintWorkerStatus *status = g_new0 (OverpaintWorkerStatus, 1);

  status->exit_code = -1;

  return status;
}

/**
 * overpaint_worker_status_copy:
 * @status: a status
 *
 * Returns: (transfer full): the same once more
 */
OverpaintWorkerStatus *
overpaint_worker_status_copy (const OverpaintWorkerStatus *status)
{
  OverpaintWorkerStatus *copy = g_new (OverpaintWorkerStatus, 1);

  *copy       = *status;
  copy->kind  = g_strdup (status->kind);
  copy->fault = g_strdup (status->fault);
  copy->tail  = g_strdup (status->tail);

  return copy;
}

/**
 * overpaint_worker_status_free:
 * @status: (nullable): a status
 *
 * Frees it.
 */
void
overpaint_worker_status_free (OverpaintWorkerStatus *status)
{
  if (status == NULL)
    return;

  g_free (status->kind);
  g_free (status->fault);
  g_free (status->tail);
  g_free (status);
}

/**
 * overpaint_worker_status_to_text:
 * @status: a status
 *
 * Returns: (transfer full): it as a key file
 */
gchar *
overpaint_worker_status_to_text (const OverpaintWorkerStatus *status)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, GROUP, "phase", phases[status->phase]);
  g_key_file_set_string (file, GROUP, "kind", status->kind != NULL ? status->kind : "");
  g_key_file_set_uint64 (file, GROUP, "port", status->port);
  g_key_file_set_int64 (file, GROUP, "pid", status->pid);
  g_key_file_set_uint64 (file, GROUP, "start-time", status->start_time);
  g_key_file_set_int64 (file, GROUP, "keeper-pid", status->keeper_pid);
  g_key_file_set_uint64 (file, GROUP, "keeper-start-time", status->keeper_start_time);
  g_key_file_set_uint64 (file, GROUP, "leases", status->leases);
  g_key_file_set_uint64 (file, GROUP, "restarts", status->restarts);
  g_key_file_set_uint64 (file, GROUP, "done", status->done);
  g_key_file_set_uint64 (file, GROUP, "of", status->of);
  g_key_file_set_int64 (file, GROUP, "exit-code", status->exit_code);

  if (status->fault != NULL)
    g_key_file_set_string (file, GROUP, "fault", status->fault);

  if (status->tail != NULL)
    g_key_file_set_string (file, GROUP, "tail", status->tail);

  return g_key_file_to_data (file, NULL, NULL);
}

static guint64
read_number (GKeyFile    *file,
             const gchar *key,
             guint64      most)
{
  guint64 number = g_key_file_get_uint64 (file, GROUP, key, NULL);

  return number <= most ? number : 0;
}

/**
 * overpaint_worker_status_from_text:
 * @text: a key file
 *
 * Returns: (transfer full) (nullable): what overpaint_worker_status_to_text() wrote; %NULL where it did not
 */
OverpaintWorkerStatus *
overpaint_worker_status_from_text (const gchar *text)
{
  g_autoptr (GKeyFile)              file   = g_key_file_new ();
  g_autoptr (OverpaintWorkerStatus) status = overpaint_worker_status_new ();
  g_autofree gchar                 *phase  = NULL;
  guint                             i;

  if (! g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return NULL;

  phase = g_key_file_get_string (file, GROUP, "phase", NULL);

  for (i = 0; phase != NULL && i < G_N_ELEMENTS (phases); i++)
    if (strcmp (phases[i], phase) == 0)
      break;

  if (phase == NULL || i == G_N_ELEMENTS (phases))
    return NULL;

  status->phase             = (OverpaintWorkerPhase) i;
  status->kind              = g_key_file_get_string (file, GROUP, "kind", NULL);
  status->port              = (guint) read_number (file, "port", G_MAXUINT16);
  status->pid               = (gint64) read_number (file, "pid", G_MAXINT32);
  status->start_time        = read_number (file, "start-time", G_MAXUINT64);
  status->keeper_pid        = (gint64) read_number (file, "keeper-pid", G_MAXINT32);
  status->keeper_start_time = read_number (file, "keeper-start-time", G_MAXUINT64);
  status->leases            = (guint) read_number (file, "leases", G_MAXUINT);
  status->restarts          = (guint) read_number (file, "restarts", G_MAXUINT);
  status->done              = (guint) read_number (file, "done", G_MAXUINT);
  status->of                = (guint) read_number (file, "of", G_MAXUINT);
  status->fault             = g_key_file_get_string (file, GROUP, "fault", NULL);
  status->tail              = g_key_file_get_string (file, GROUP, "tail", NULL);

  if (g_key_file_has_key (file, GROUP, "exit-code", NULL))
    status->exit_code = g_key_file_get_integer (file, GROUP, "exit-code", NULL);

  return g_steal_pointer (&status);
}

/**
 * overpaint_worker_status_is_over:
 * @status: a status
 *
 * Returns: whether nothing runs, and nothing will without being asked
 */
gboolean
overpaint_worker_status_is_over (const OverpaintWorkerStatus *status)
{
  return status->phase == OVERPAINT_WORKER_STOPPED || status->phase == OVERPAINT_WORKER_FAILED;
}

/**
 * overpaint_worker_status_set_killed:
 * @status: a status
 *
 * Makes it that of a worker whose keeper was killed.
 */
void
overpaint_worker_status_set_killed (OverpaintWorkerStatus *status)
{
  status->phase = OVERPAINT_WORKER_FAILED;
  g_free (status->fault);
  status->fault = g_strdup (OVERPAINT_WORKER_FAULT_KILLED);
}
