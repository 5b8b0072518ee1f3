/* history.c: every run of this and earlier days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "history-folder.h"
#include "history-private.h"
#include "store-file.h"

#define FOLDER_MODE 0700

struct _OverpaintHistory
{
  GObject    parent_instance;

  gchar     *folder;
  GPtrArray *entries;   /* OverpaintHistoryEntry, the newest first */
  guint      removals;
};

/* A folder as a thread has found it. */
typedef struct
{
  gchar     *folder;
  guint      removals;
  GPtrArray *entries;
} Survey;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintHistory, overpaint_history, G_TYPE_OBJECT)

static void
overpaint_history_finalize (GObject *object)
{
  OverpaintHistory *self = OVERPAINT_HISTORY (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (overpaint_history_parent_class)->finalize (object);
}

static void
overpaint_history_class_init (OverpaintHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_history_finalize;

  /**
   * OverpaintHistory::changed:
   * @history: the history
   *
   * Runs have been read, or one has come, got a thumbnail or gone.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_history_init (OverpaintHistory *self)
{
  self->entries = overpaint_history_folder_new_list ();
}

/**
 * overpaint_history_new:
 * @folder: the folder, which need not exist
 *
 * Returns: (transfer full): a history that is empty until it is loaded
 */
OverpaintHistory *
overpaint_history_new (const gchar *folder)
{
  OverpaintHistory *self = g_object_new (OVERPAINT_TYPE_HISTORY, NULL);

  self->folder = g_strdup (folder);

  return self;
}

static gint
compare_entries (gconstpointer one,
                 gconstpointer other)
{
  const OverpaintHistoryEntry *first  = *(OverpaintHistoryEntry * const *) one;
  const OverpaintHistoryEntry *second = *(OverpaintHistoryEntry * const *) other;

  return strcmp (second->id, first->id);
}

static OverpaintHistoryEntry *
find_in (GPtrArray   *entries,
         const gchar *id,
         guint       *index)
{
  guint i;

  for (i = 0; i < entries->len; i++)
    {
      OverpaintHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->id, id))
        {
          if (index != NULL)
            *index = i;
          return entry;
        }
    }

  return NULL;
}

static void
survey_free (gpointer data)
{
  Survey *survey = data;

  g_free (survey->folder);
  g_clear_pointer (&survey->entries, g_ptr_array_unref);
  g_free (survey);
}

/* A run that this window has, has the newest thumbnails. */
static OverpaintHistoryEntry *
merge_entry (OverpaintHistoryEntry *known,
             OverpaintHistoryEntry *read)
{
  guint i;

  if (known == NULL)
    return overpaint_history_entry_ref (read);

  for (i = 0; i < MIN (known->n_seeds, read->n_seeds); i++)
    {
      if (*known->thumbnails[i] == '\0')
        overpaint_history_entry_set_thumbnail (known, i, read->thumbnails[i]);
    }

  return overpaint_history_entry_ref (known);
}

static gboolean
overpaint_history_is_there (OverpaintHistory *self,
                            const gchar      *id)
{
  g_autofree gchar *path = overpaint_history_folder_name_run (self->folder, id);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Runs may have come and gone while the thread was reading. */
static void
overpaint_history_take (OverpaintHistory *self,
                        Survey           *survey)
{
  GPtrArray *entries = overpaint_history_folder_new_list ();
  guint      i;

  for (i = 0; i < survey->entries->len; i++)
    {
      OverpaintHistoryEntry *entry = g_ptr_array_index (survey->entries, i);

      if (self->removals == survey->removals || overpaint_history_is_there (self, entry->id))
        g_ptr_array_add (entries, merge_entry (find_in (self->entries, entry->id, NULL), entry));
    }

  for (i = 0; i < self->entries->len; i++)
    {
      OverpaintHistoryEntry *entry = g_ptr_array_index (self->entries, i);

      if (find_in (survey->entries, entry->id, NULL) == NULL && overpaint_history_is_there (self, entry->id))
        g_ptr_array_add (entries, overpaint_history_entry_ref (entry));
    }

  g_ptr_array_sort (entries, compare_entries);
  g_ptr_array_unref (self->entries);
  self->entries = entries;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
survey_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Survey *survey = task_data;

  survey->entries = overpaint_history_folder_read (survey->folder, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;

  if (! g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  overpaint_history_take (OVERPAINT_HISTORY (source), g_task_get_task_data (G_TASK (result)));
  g_task_return_boolean (task, TRUE);
}

/**
 * overpaint_history_load_async:
 * @self: a history
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the folder, in a thread: also what other windows have added since the last time. What
 * cannot be read, or a later version wrote, is passed over; of more than 500 runs the oldest are removed.
 */
void
overpaint_history_load_async (OverpaintHistory    *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask             *task   = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask)  reader = g_task_new (self, cancellable, on_surveyed, task);
  Survey            *survey = g_new0 (Survey, 1);

  survey->folder   = g_strdup (self->folder);
  survey->removals = self->removals;

  g_task_set_source_tag (task, overpaint_history_load_async);
  g_task_set_source_tag (reader, overpaint_history_load_async);
  g_task_set_task_data (reader, survey, survey_free);
  g_task_run_in_thread (reader, survey_in_thread);
}

/**
 * overpaint_history_load_finish:
 * @self: a history
 * @result: what the callback got
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is loaded
 */
gboolean
overpaint_history_load_finish (OverpaintHistory  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_history_add:
 * @self: a history
 * @entry: a run that has ended; its id and thumbnails do not matter, a time of 0 is now
 * @error: return location for an error of writing the file
 *
 * Writes a run. The oldest go where there are more than 500.
 *
 * Returns: (transfer full) (nullable): the run's id
 */
gchar *
overpaint_history_add (OverpaintHistory             *self,
                       const OverpaintHistoryEntry  *entry,
                       GError                      **error)
{
  g_autoptr (OverpaintHistoryEntry)  run     = overpaint_history_entry_new (entry);
  g_autoptr (GError)                 problem = NULL;
  gchar                             *id      = g_strdup (run->id);

  if (! overpaint_store_file_make_folder (self->folder, &problem) ||
      ! overpaint_history_entry_write (run, self->folder, &problem))
    {
      /* Translators: the rest of the sentence follows */
      g_set_error (error, problem->domain, problem->code, _("The run cannot be kept in the history: %s"),
                   problem->message);
      g_free (id);
      return NULL;
    }

  g_chmod (self->folder, FOLDER_MODE);
  g_ptr_array_insert (self->entries, 0, g_steal_pointer (&run));
  g_ptr_array_sort (self->entries, compare_entries);

  while (self->entries->len > OVERPAINT_HISTORY_MOST_RUNS)
    {
      overpaint_history_folder_remove (self->folder, g_ptr_array_index (self->entries, self->entries->len - 1), NULL);
      g_ptr_array_set_size (self->entries, (gint) self->entries->len - 1);
      self->removals++;
    }

  g_signal_emit (self, signals[CHANGED], 0);

  return id;
}

/**
 * overpaint_history_take_thumbnail: (skip)
 * @self: a history
 * @id: a run's id
 * @index: which of its pictures
 * @path: where its thumbnail has been written
 *
 * Returns: whether the run is still there: it may have been removed meanwhile, here or by another window
 */
gboolean
overpaint_history_take_thumbnail (OverpaintHistory *self,
                                  const gchar      *id,
                                  guint             index,
                                  const gchar      *path)
{
  OverpaintHistoryEntry *entry = find_in (self->entries, id, NULL);

  if (entry == NULL || ! overpaint_history_is_there (self, id))
    return FALSE;

  overpaint_history_entry_set_thumbnail (entry, index, path);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/**
 * overpaint_history_get_folder: (skip)
 * @self: a history
 *
 * Returns: (transfer none): its folder
 */
const gchar *
overpaint_history_get_folder (OverpaintHistory *self)
{
  return self->folder;
}

/**
 * overpaint_history_remove:
 * @self: a history
 * @id: a run's id
 * @error: return location for a %G_IO_ERROR_NOT_FOUND, or an error of removing its files
 *
 * Removes a run with its thumbnails.
 *
 * Returns: whether it is gone
 */
gboolean
overpaint_history_remove (OverpaintHistory  *self,
                          const gchar       *id,
                          GError           **error)
{
  OverpaintHistoryEntry *entry;
  guint                  index;

  entry = find_in (self->entries, id, &index);
  if (entry == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The history does not have that run any more."));
      return FALSE;
    }

  if (! overpaint_history_folder_remove (self->folder, entry, error))
    return FALSE;

  self->removals++;
  g_ptr_array_remove_index (self->entries, index);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/**
 * overpaint_history_clear:
 * @self: a history
 * @error: return location for an error of removing files
 *
 * Removes all runs, also those that this window has not loaded.
 *
 * Returns: whether they are gone
 */
gboolean
overpaint_history_clear (OverpaintHistory  *self,
                         GError           **error)
{
  if (! overpaint_history_folder_clear (self->folder, error))
    return FALSE;

  self->removals++;
  g_ptr_array_set_size (self->entries, 0);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/**
 * overpaint_history_search:
 * @self: a history
 * @text: (nullable): words, which must all be there, in any case and order; %NULL or "" finds all runs
 *
 * Searches prompts, negative prompts, models, LoRAs, styles, servers, images, layers and seeds.
 *
 * Returns: (transfer full) (element-type OverpaintHistoryEntry): the runs, the newest first; the list keeps
 *   them valid, also where they are removed meanwhile
 */
GPtrArray *
overpaint_history_search (OverpaintHistory *self,
                          const gchar      *text)
{
  g_auto (GStrv)  words = overpaint_history_split_words (text != NULL ? text : "");
  GPtrArray      *found = overpaint_history_folder_new_list ();
  guint           i;

  for (i = 0; i < self->entries->len; i++)
    {
      OverpaintHistoryEntry *entry = g_ptr_array_index (self->entries, i);

      if (overpaint_history_entry_matches (entry, words))
        g_ptr_array_add (found, overpaint_history_entry_ref (entry));
    }

  return found;
}

/**
 * overpaint_history_find:
 * @self: a history
 * @id: (nullable): a run's id
 *
 * Returns: (transfer none) (nullable): the run, until #OverpaintHistory::changed
 */
const OverpaintHistoryEntry *
overpaint_history_find (OverpaintHistory *self,
                        const gchar      *id)
{
  return id != NULL ? find_in (self->entries, id, NULL) : NULL;
}
