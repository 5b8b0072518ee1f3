/* lora-notes.c: what the LoRA files of a folder say of themselves, read once
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lora-notes.h"

/* Deeper folders, and more files, are somebody's whole disk rather than a folder of LoRAs. */
#define DEEPEST_FOLDER 8
#define MOST_FILES     5000

/* What sd-server takes for LoRAs. */
static const gchar * const endings[] = { ".safetensors", ".gguf", ".pt", ".pth" };

/* What a file said when it was that large and that old; %NULL where it is no LoRA that can be read. */
typedef struct
{
  goffset               size;
  guint64               modified;
  OverpaintSafetensors *notes;
} Note;

static GHashTable *known = NULL; /* path to Note; for the life of the process, under the lock */

G_LOCK_DEFINE_STATIC (known);

static void
note_free (gpointer data)
{
  Note *note = data;

  g_clear_pointer (&note->notes, overpaint_safetensors_free);
  g_free (note);
}

static gboolean
find_known (const gchar           *path,
            goffset                size,
            guint64                modified,
            OverpaintSafetensors **notes)
{
  const Note *note = NULL;
  gboolean    found;

  G_LOCK (known);
  if (known != NULL)
    note = g_hash_table_lookup (known, path);

  found  = note != NULL && note->size == size && note->modified == modified;
  *notes = found && note->notes != NULL ? overpaint_safetensors_copy (note->notes) : NULL;
  G_UNLOCK (known);

  return found;
}

static void
keep (const gchar                *path,
      goffset                     size,
      guint64                     modified,
      const OverpaintSafetensors *notes)
{
  Note *note = g_new0 (Note, 1);

  note->size     = size;
  note->modified = modified;
  note->notes    = notes != NULL ? overpaint_safetensors_copy (notes) : NULL;

  G_LOCK (known);
  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, note_free);
  g_hash_table_replace (known, g_strdup (path), note);
  G_UNLOCK (known);
}

/**
 * overpaint_lora_notes_read:
 * @file: a file on this computer, which need not be there
 * @cancellable: (nullable): to end it early
 *
 * Reads what a LoRA says of itself, unless that is known in this process and the file is as it was.
 * It may be called from any thread; it blocks.
 *
 * Returns: (transfer full) (nullable): what it says; %NULL where there is no such file, or it says nothing that
 *   can be read
 */
OverpaintSafetensors *
overpaint_lora_notes_read (GFile        *file,
                           GCancellable *cancellable)
{
  g_autoptr (GFileInfo)  info  = NULL;
  g_autoptr (GError)     error = NULL;
  OverpaintSafetensors  *notes = NULL;
  const gchar           *path  = g_file_peek_path (file);
  guint64                modified;

  if (path == NULL)
    return NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                            G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return NULL;

  modified = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);

  if (find_known (path, g_file_info_get_size (info), modified, &notes))
    return notes;

  notes = overpaint_safetensors_read (file, cancellable, &error);

  /* what cannot be read for now is asked again; what is no such file stays none */
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    keep (path, g_file_info_get_size (info), modified, notes);

  return notes;
}

static gboolean
is_lora (const gchar *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return FALSE;
}

static gboolean
list_folder (GFile         *top,
             GFile         *folder,
             guint          depth,
             GPtrArray     *paths,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GFileEnumerator) files = NULL;

  files = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                     G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (files == NULL)
    return FALSE;

  while (paths->len < MOST_FILES)
    {
      GFileInfo *info;
      GFile     *file;

      if (! g_file_enumerator_iterate (files, &info, &file, cancellable, error))
        return FALSE;
      if (info == NULL)
        break;

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && is_lora (g_file_info_get_name (info)))
        {
          g_ptr_array_add (paths, g_file_get_relative_path (top, file));
        }
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < DEEPEST_FOLDER)
        {
          /* a folder inside that cannot be read hides its own files alone */
          list_folder (top, file, depth + 1, paths, cancellable, NULL);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gint
compare_paths (gconstpointer one,
               gconstpointer other)
{
  const gchar * const *first  = one;
  const gchar * const *second = other;

  return g_strcmp0 (*first, *second);
}

/**
 * overpaint_lora_notes_list:
 * @folder: a folder of LoRA files
 * @cancellable: (nullable): to end it early
 * @error: return location for an error of reading @folder
 *
 * Lists the LoRA files of a folder and of those in it, as sd-server does. It may be called from any
 * thread; it blocks.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): their paths, relative to @folder and sorted
 */
gchar **
overpaint_lora_notes_list (GFile         *folder,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (! list_folder (folder, folder, 0, paths, cancellable, error))
    return NULL;

  g_ptr_array_sort (paths, compare_paths);
  g_ptr_array_add (paths, NULL);

  return (gchar **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}
