/* store-place.h: a folder for a test of the store
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  gchar *top;      /* a folder of the test's own */
  gchar *folder;   /* in it; does not exist yet */
} Place;

G_GNUC_UNUSED static void
place_set_up (Place         *place,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  place->top = g_dir_make_tmp ("overpaint-store-XXXXXX", &error);
  g_assert_no_error (error);
  place->folder = g_build_filename (place->top, "overpaint", NULL);
}

static void
place_remove (const gchar *path)
{
  g_autoptr (GDir)  dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const gchar      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *inner = g_build_filename (path, name, NULL);

      place_remove (inner);
    }

  g_remove (path);
}

G_GNUC_UNUSED static void
place_tear_down (Place         *place,
                 gconstpointer  data)
{
  place_remove (place->top);
  g_free (place->folder);
  g_free (place->top);
}

G_GNUC_UNUSED static gchar *
place_path (Place       *place,
            const gchar *name)
{
  return g_build_filename (place->folder, name, NULL);
}

G_GNUC_UNUSED static gchar *
place_write (Place       *place,
             const gchar *name,
             const gchar *text)
{
  g_autoptr (GError)  error = NULL;
  gchar              *path  = place_path (place, name);

  g_mkdir_with_parents (place->folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

G_GNUC_UNUSED static gchar *
place_read (Place       *place,
            const gchar *name)
{
  g_autofree gchar   *path  = place_path (place, name);
  g_autoptr (GError)  error = NULL;
  gchar              *text  = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static gint
place_compare (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 (*(const gchar * const *) one, *(const gchar * const *) other);
}

/* What is there, in the order of the alphabet, with a blank behind each name. */
G_GNUC_UNUSED static gchar *
place_list (const gchar *folder)
{
  g_autoptr (GDir)       dir   = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray)  names = g_ptr_array_new_with_free_func (g_free);
  GString               *text  = g_string_new (NULL);
  const gchar           *name;
  guint                  i;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, place_compare);

  for (i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s ", (const gchar *) g_ptr_array_index (names, i));

  return g_string_free (text, FALSE);
}

G_GNUC_UNUSED static void
place_assert_mode (const gchar *path,
                   guint        mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, mode);
}
