/* store-file.c: small files that several windows write
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store-file.h"

/* Nobody else's business: these files say whose services somebody uses, and for what. */
#define FILE_MODE   0600
#define FOLDER_MODE 0700

/* A writer holds the lock for as long as a small file takes. One that was stopped in the midst of
 * it, by a debugger for example, must not stop every window: in milliseconds.
 */
#define LONGEST_WAIT 500
#define PAUSE        5

/* More than any of these files grows to, in bytes: what is longer has not been written by Overpaint. */
#define LONGEST_FILE (16 * 1024 * 1024)

struct _OverpaintStoreLock
{
  gint descriptor;
};

static void
set_file_error (GError **error,
                gint     problem)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (problem), g_strerror (problem));
}

/**
 * overpaint_store_file_make_folder:
 * @folder: path of a folder
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Makes a folder that its owner alone can enter, and those above it, where there are none.
 *
 * Returns: whether it is there
 */
gboolean
overpaint_store_file_make_folder (const gchar  *folder,
                                  GError      **error)
{
  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0)
    return TRUE;

  set_file_error (error, errno);

  return FALSE;
}

/**
 * overpaint_store_file_lock:
 * @path: the file that is to be read and written again; its folder is made where there is none
 * @error: return location for an error of %G_FILE_ERROR, %G_FILE_ERROR_AGAIN where another window keeps
 *   the lock for longer than half a second
 *
 * Waits until no other window writes the file. An empty file beside it, with ".lock" at the end
 * of its name, stays: whoever removed it would let two writers in.
 *
 * Returns: (transfer full) (nullable): the lock
 */
OverpaintStoreLock *
overpaint_store_file_lock (const gchar  *path,
                           GError      **error)
{
  g_autofree gchar   *folder     = g_path_get_dirname (path);
  g_autofree gchar   *name       = g_strconcat (path, ".lock", NULL);
  OverpaintStoreLock *lock;
  gint                waited     = 0;
  gint                descriptor;

  if (! overpaint_store_file_make_folder (folder, error))
    return NULL;

  descriptor = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
  if (descriptor < 0)
    {
      set_file_error (error, errno);
      return NULL;
    }

  while (flock (descriptor, LOCK_EX | LOCK_NB) != 0)
    {
      gint problem = errno;

      if (problem == EINTR)
        continue;

      if (problem == EWOULDBLOCK && waited < LONGEST_WAIT)
        {
          g_usleep (PAUSE * 1000);
          waited += PAUSE;
          continue;
        }

      close (descriptor);

      if (problem == EWOULDBLOCK)
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, _("another window keeps it locked."));
      else
        set_file_error (error, problem);

      return NULL;
    }

  lock = g_new0 (OverpaintStoreLock, 1);
  lock->descriptor = descriptor;

  return lock;
}

/**
 * overpaint_store_file_unlock:
 * @lock: (transfer full): a lock
 *
 * Lets the next writer in.
 */
void
overpaint_store_file_unlock (OverpaintStoreLock *lock)
{
  close (lock->descriptor);
  g_free (lock);
}

/**
 * overpaint_store_file_read:
 * @path: a file
 * @text: (out) (transfer full): what is in it, with a NUL behind it
 * @length: (out): how many bytes that is
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Reads a file of at most 16 MiB.
 *
 * Returns: whether it could be read
 */
gboolean
overpaint_store_file_read (const gchar  *path,
                           gchar       **text,
                           gsize        *length,
                           GError      **error)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 && status.st_size > LONGEST_FILE)
    {
      set_file_error (error, EFBIG);
      return FALSE;
    }

  return g_file_get_contents (path, text, length, error);
}

/**
 * overpaint_store_file_write:
 * @path: where; its folder is made where there is none
 * @text: (array length=length): what to write
 * @length: how many bytes
 * @flags: how sure it has to be; %G_FILE_SET_CONTENTS_CONSISTENT at the least
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Writes a file that its owner alone can read. Whoever reads it meanwhile sees the old one or the new one, whole.
 * Where @path is a link, what it points to is written.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_store_file_write (const gchar            *path,
                            const gchar            *text,
                            gsize                   length,
                            GFileSetContentsFlags   flags,
                            GError                **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  char             *target = NULL;
  gboolean          written;

  if (! overpaint_store_file_make_folder (folder, error))
    return FALSE;

  target  = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? realpath (path, NULL) : NULL;
  written = g_file_set_contents_full (target != NULL ? target : path, text, (gssize) length, flags, FILE_MODE, error);

  /* a file that was there keeps the mode that it had */
  if (written)
    g_chmod (target != NULL ? target : path, FILE_MODE);

  free (target);

  return written;
}
