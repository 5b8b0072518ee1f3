/* settings-file.c: a key file that people write in, too
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "settings-file.h"
#include "store-file.h"

/**
 * overpaint_settings_file_load:
 * @path: a file, which need not exist
 * @error: return location for an error of %G_FILE_ERROR or %G_KEY_FILE_ERROR
 *
 * Reads a file with its comments.
 *
 * Returns: (transfer full) (nullable): its groups and keys; none where there is no file
 */
GKeyFile *
overpaint_settings_file_load (const gchar  *path,
                              GError      **error)
{
  g_autoptr (GKeyFile)  file    = g_key_file_new ();
  g_autoptr (GError)    problem = NULL;

  if (! g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &problem) &&
      ! g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&file);
}

/**
 * overpaint_settings_file_save:
 * @file: what to write
 * @path: where; its folder is made where there is none
 * @error: return location for an error of %G_FILE_ERROR
 *
 * Writes a file that its owner alone can read. Whoever reads it meanwhile sees the old one or the new one, whole.
 * Where @path is a link, what it points to is written.
 *
 * Returns: whether it is written
 */
gboolean
overpaint_settings_file_save (GKeyFile     *file,
                              const gchar  *path,
                              GError      **error)
{
  gsize             length;
  g_autofree gchar *text = g_key_file_to_data (file, &length, NULL);

  return overpaint_store_file_write (path, text, length,
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, error);
}

/* A blank line above a comment is read as a part of it, and would be written as an empty comment. */
static void
put_group_comment (GKeyFile    *file,
                   const gchar *group,
                   const gchar *comment)
{
  while (comment != NULL && *comment == '\n')
    comment++;

  if (comment != NULL && *comment != '\0')
    g_key_file_set_comment (file, group, NULL, comment, NULL);
}

static const gchar *
find_next_group (gchar       **groups,
                 const gchar  *group)
{
  guint i;

  for (i = 0; groups[i] != NULL; i++)
    {
      if (g_str_equal (groups[i], group))
        return groups[i + 1];
    }

  return NULL;
}

/**
 * overpaint_settings_file_remove_group:
 * @file: a key file
 * @group: one of its groups
 *
 * Takes out a group with the comment above it. GKeyFile keeps the comment above a group with the
 * group before it, and would take that of the next one away instead.
 */
void
overpaint_settings_file_remove_group (GKeyFile    *file,
                                      const gchar *group)
{
  g_auto (GStrv)    groups  = g_key_file_get_groups (file, NULL);
  const gchar      *next    = find_next_group (groups, group);
  g_autofree gchar *comment = next != NULL ? g_key_file_get_comment (file, next, NULL, NULL) : NULL;

  g_key_file_remove_comment (file, group, NULL, NULL);
  g_key_file_remove_group (file, group, NULL);

  put_group_comment (file, next, comment);
}

/**
 * overpaint_settings_file_rename_group:
 * @file: a key file
 * @group: one of its groups
 * @name: a name that no group has
 *
 * Gives a group another name; its keys and their comments go with it, to the end of the file.
 */
void
overpaint_settings_file_rename_group (GKeyFile    *file,
                                      const gchar *group,
                                      const gchar *name)
{
  g_auto (GStrv)    keys    = g_key_file_get_keys (file, group, NULL, NULL);
  g_autofree gchar *comment = g_key_file_get_comment (file, group, NULL, NULL);
  guint             i;

  for (i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree gchar *value = g_key_file_get_value (file, group, keys[i], NULL);
      g_autofree gchar *words = g_key_file_get_comment (file, group, keys[i], NULL);

      g_key_file_set_value (file, name, keys[i], value);
      if (words != NULL && *words != '\0')
        g_key_file_set_comment (file, name, keys[i], words, NULL);
    }

  overpaint_settings_file_remove_group (file, group);
  put_group_comment (file, name, comment);
}
