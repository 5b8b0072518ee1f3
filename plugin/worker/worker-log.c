/* worker-log.c: what a worker says, kept within bounds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "worker-log.h"

struct _OverpaintWorkerLog
{
  gchar *path;
  gsize  limit;
  gsize  size;
  gint   file;
};

/* O_NOFOLLOW: a link that somebody laid there would be written to. */
static void
open_anew (OverpaintWorkerLog *log)
{
  log->file = g_open (log->path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  log->size = 0;
}

/**
 * overpaint_worker_log_new:
 * @path: of the file; what was in it is moved to "@path.1"
 * @limit: how many bytes it may hold
 *
 * Returns: (transfer full): a log, to be freed with overpaint_worker_log_free()
 */
OverpaintWorkerLog *
overpaint_worker_log_new (const gchar *path,
                          gsize        limit)
{
  OverpaintWorkerLog *log      = g_new0 (OverpaintWorkerLog, 1);
  g_autofree gchar   *previous = g_strconcat (path, ".1", NULL);

  log->path  = g_strdup (path);
  log->limit = limit;

  g_rename (path, previous);
  open_anew (log);

  return log;
}

/**
 * overpaint_worker_log_free:
 * @log: (nullable): a log
 *
 * Closes it. The files stay.
 */
void
overpaint_worker_log_free (OverpaintWorkerLog *log)
{
  if (log == NULL)
    return;

  if (log->file >= 0)
    close (log->file);

  g_free (log->path);
  g_free (log);
}

/**
 * overpaint_worker_log_write:
 * @log: a log
 * @line: what to add, without its end of line
 *
 * Adds a line.
 */
void
overpaint_worker_log_write (OverpaintWorkerLog *log,
                            const gchar        *line)
{
  g_autofree gchar *whole  = g_strconcat (line, "\n", NULL);
  gsize             length = strlen (whole);
  gssize            written;

  if (log->size > 0 && log->size + length > log->limit)
    {
      g_autofree gchar *previous = g_strconcat (log->path, ".1", NULL);

      if (log->file >= 0)
        close (log->file);

      g_rename (log->path, previous);
      open_anew (log);
    }

  if (log->file < 0)
    return;

  written = write (log->file, whole, MIN (length, log->limit));

  if (written > 0)
    log->size += (gsize) written;
}
