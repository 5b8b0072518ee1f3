/* worker-place.c: where a worker's keeper is met
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "worker-place.h"
#include "worker-process.h"

struct _OverpaintWorkerPlace
{
  gchar *folder;
  gchar *name;
};

/* A folder that another account made, or could write to, would be theirs to lay a socket in. */
static gboolean
make_folder (const gchar  *folder,
             GError      **error)
{
  struct stat about;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_lstat (folder, &about) != 0)
    {
      gint code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The folder “%s” cannot be made: %s"),
                   folder, g_strerror (code));
      return FALSE;
    }

  if (! S_ISDIR (about.st_mode) || about.st_uid != geteuid () || g_chmod (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   _("The folder “%s” belongs to somebody else."), folder);
      return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_worker_place_new:
 * @folder: (nullable): where the files are; %NULL for the runtime folder's "overpaint"
 * @name: the worker's name: letters, digits and hyphens
 * @error: return location for an error of %G_IO_ERROR
 *
 * Makes the folder where there is none.
 *
 * Returns: (transfer full) (nullable): a place, to be freed with overpaint_worker_place_free()
 */
OverpaintWorkerPlace *
overpaint_worker_place_new (const gchar  *folder,
                            const gchar  *name,
                            GError      **error)
{
  g_autoptr (OverpaintWorkerPlace)  place  = NULL;
  g_autofree gchar                 *socket = NULL;

  g_return_val_if_fail (name != NULL && *name != '\0' && strpbrk (name, "/.") == NULL, NULL);

  place         = g_new0 (OverpaintWorkerPlace, 1);
  place->folder = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_runtime_dir (), "overpaint", NULL);
  place->name   = g_strdup (name);

  if (! make_folder (place->folder, error))
    return NULL;

  socket = overpaint_worker_place_get_path (place, "socket");

  if (strlen (socket) >= sizeof (((struct sockaddr_un *) NULL)->sun_path))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG,
                   _("The name of the folder “%s” is too long for a socket in it."), place->folder);
      return NULL;
    }

  return g_steal_pointer (&place);
}

/**
 * overpaint_worker_place_free:
 * @place: (nullable): a place
 *
 * Frees it. The files stay.
 */
void
overpaint_worker_place_free (OverpaintWorkerPlace *place)
{
  if (place == NULL)
    return;

  g_free (place->folder);
  g_free (place->name);
  g_free (place);
}

/**
 * overpaint_worker_place_get_path:
 * @place: a place
 * @ending: "lock", "ini", "socket" or "log"
 *
 * Returns: (transfer full): the path of one of its files
 */
gchar *
overpaint_worker_place_get_path (OverpaintWorkerPlace *place,
                                 const gchar          *ending)
{
  g_autofree gchar *file = g_strconcat (place->name, ".", ending, NULL);

  return g_build_filename (place->folder, file, NULL);
}

/**
 * overpaint_worker_place_lock:
 * @place: a place
 *
 * Takes the keeper's lock, for as long as the result is open in this process or in those that it forks.
 *
 * Returns: a file descriptor; -1 where another keeper has it
 */
gint
overpaint_worker_place_lock (OverpaintWorkerPlace *place)
{
  g_autofree gchar *path = overpaint_worker_place_get_path (place, "lock");
  gint              file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (file >= 0 && flock (file, LOCK_EX | LOCK_NB) != 0)
    {
      close (file);
      return -1;
    }

  return file;
}

/**
 * overpaint_worker_place_write:
 * @place: a place
 * @status: what to write
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Writes the status. Whoever reads it meanwhile sees the old one or the new one.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_worker_place_write (OverpaintWorkerPlace         *place,
                              const OverpaintWorkerStatus  *status,
                              GError                      **error)
{
  g_autofree gchar *path = overpaint_worker_place_get_path (place, "ini");
  g_autofree gchar *text = overpaint_worker_status_to_text (status);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * overpaint_worker_place_read:
 * @place: a place
 * @stale: (out) (optional): whether a keeper wrote it that ended without a farewell, so that the worker it
 *   names may still run without one
 *
 * Reads the last status. One that speaks of a keeper that is gone is seen through, also where another
 * process has its number by now: its worker counts as stopped from outside.
 *
 * Returns: (transfer full): the status; of a worker that does not run where there is none
 */
OverpaintWorkerStatus *
overpaint_worker_place_read (OverpaintWorkerPlace *place,
                             gboolean             *stale)
{
  g_autofree gchar      *path   = overpaint_worker_place_get_path (place, "ini");
  g_autofree gchar      *text   = NULL;
  OverpaintWorkerStatus *status = NULL;
  gboolean               gone;

  if (g_file_get_contents (path, &text, NULL, NULL))
    status = overpaint_worker_status_from_text (text);

  if (status == NULL)
    status = overpaint_worker_status_new ();

  gone = ! overpaint_worker_status_is_over (status) &&
         ! overpaint_worker_process_is_alive (status->keeper_pid, status->keeper_start_time);

  if (gone)
    overpaint_worker_status_set_killed (status);

  if (stale != NULL)
    *stale = gone;

  return status;
}
