/* history-folder.c: the files of the history
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "history-folder.h"

static void
free_entry (gpointer entry)
{
  overpaint_history_entry_unref (entry);
}

/**
 * overpaint_history_folder_new_list: (skip)
 *
 * Returns: (transfer full) (element-type OverpaintHistoryEntry): an empty list, which gives its references back
 */
GPtrArray *
overpaint_history_folder_new_list (void)
{
  return g_ptr_array_new_with_free_func (free_entry);
}

/**
 * overpaint_history_folder_name_run: (skip)
 * @folder: folder of the history
 * @id: a run's id
 *
 * Returns: (transfer full): path of the run's file
 */
gchar *
overpaint_history_folder_name_run (const gchar *folder,
                                   const gchar *id)
{
  g_autofree gchar *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
remove_file (const gchar  *path,
             GError      **error)
{
  gint problem;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  problem = errno;
  /* Translators: a file, then the reason */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (problem), _("“%s” cannot be removed: %s"), path,
               g_strerror (problem));

  return FALSE;
}

/**
 * overpaint_history_folder_remove: (skip)
 * @folder: folder of the history
 * @entry: a run
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Removes the files of a run; another window may have done so.
 *
 * Returns: whether they are gone
 */
gboolean
overpaint_history_folder_remove (const gchar                  *folder,
                                 const OverpaintHistoryEntry  *entry,
                                 GError                      **error)
{
  g_autofree gchar *path = overpaint_history_folder_name_run (folder, entry->id);
  guint             i;

  if (! remove_file (path, error))
    return FALSE;

  for (i = 0; i < entry->n_seeds; i++)
    {
      g_autofree gchar *name    = overpaint_history_name_thumbnail (entry->id, i);
      g_autofree gchar *picture = g_build_filename (folder, name, NULL);

      if (! remove_file (picture, error))
        return FALSE;
    }

  return TRUE;
}

static gsize
get_id_length (const gchar *name)
{
  const gchar *dash = strrchr (name, '-');

  if (g_str_has_suffix (name, ".json"))
    return strlen (name) - strlen (".json");

  return g_str_has_suffix (name, ".png") && dash != NULL ? (gsize) (dash - name) : 0;
}

/* The names of all files of the history, and of no other. */
static GHashTable *
list_names (const gchar *folder)
{
  GHashTable       *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir)  dir   = g_dir_open (folder, 0, NULL);
  const gchar      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (overpaint_history_is_id (name, get_id_length (name)))
        g_hash_table_add (names, g_strdup (name));
    }

  return names;
}

static gint
compare_ids (gconstpointer one,
             gconstpointer other)
{
  return strcmp (*(const gchar * const *) other, *(const gchar * const *) one);
}

static GPtrArray *
list_ids (GHashTable *names)
{
  GPtrArray      *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter  iter;
  gpointer        name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (ids, g_strndup (name, get_id_length (name)));
    }

  g_ptr_array_sort (ids, compare_ids);

  return ids;
}

/* Thumbnails of runs that are not there any more go with them. */
static void
remove_older (const gchar *folder,
              GHashTable  *names,
              const gchar *oldest)
{
  GHashTableIter iter;
  gpointer       name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (strncmp (name, oldest, strlen (oldest)) < 0)
        g_unlink (path);
    }
}

/**
 * overpaint_history_folder_read: (skip)
 * @folder: folder of the history
 * @cancellable: (nullable): stops it
 *
 * Reads all runs; removes the oldest of more than 500. May run in any thread.
 *
 * Returns: (transfer full) (element-type OverpaintHistoryEntry): the runs, the newest first
 */
GPtrArray *
overpaint_history_folder_read (const gchar  *folder,
                               GCancellable *cancellable)
{
  GPtrArray              *entries = overpaint_history_folder_new_list ();
  g_autoptr (GHashTable)  names   = list_names (folder);
  g_autoptr (GPtrArray)   ids     = list_ids (names);
  guint                   passed  = 0;
  guint                   i;

  if (ids->len > OVERPAINT_HISTORY_MOST_RUNS)
    remove_older (folder, names, g_ptr_array_index (ids, OVERPAINT_HISTORY_MOST_RUNS - 1));

  for (i = 0; i < MIN (ids->len, OVERPAINT_HISTORY_MOST_RUNS) && ! g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError)     error = NULL;
      const gchar           *id    = g_ptr_array_index (ids, i);
      OverpaintHistoryEntry *entry = overpaint_history_entry_read (folder, id, names, &error);

      if (entry != NULL)
        {
          g_ptr_array_add (entries, entry);
        }
      else
        {
          g_debug ("%s: %s", id, error->message);
          passed++;
        }
    }

  if (passed > 0)
    g_info ("%u runs in %s cannot be read and are passed over", passed, folder);

  return entries;
}

/**
 * overpaint_history_folder_clear: (skip)
 * @folder: folder of the history
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Removes all runs and thumbnails, and nothing else that may be there.
 *
 * Returns: whether they are gone
 */
gboolean
overpaint_history_folder_clear (const gchar  *folder,
                                GError      **error)
{
  g_autoptr (GHashTable) names = list_names (folder);
  GHashTableIter         iter;
  gpointer               name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (! remove_file (path, error))
        return FALSE;
    }

  return TRUE;
}
