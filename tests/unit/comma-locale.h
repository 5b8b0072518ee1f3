/* comma-locale.h: a locale that writes a comma into numbers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

/* Sets @category, LC_ALL or LC_NUMERIC, to such a locale: made on the spot where the
 * system has none, and removed again once it is loaded.
 */
G_GNUC_UNUSED static gboolean
test_set_comma_locale_for (gint category)
{
  static const gchar * const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nl_NL.UTF-8",
                                         "es_ES.UTF-8", "ru_RU.UTF-8" };
  g_autofree gchar    *folder   = NULL;
  g_autofree gchar    *target   = NULL;
  g_autofree gchar    *localdef = g_find_program_in_path ("localedef");
  const gchar         *argv[]   = { localdef, "-c", "-i", "de_DE", "-f", "UTF-8", NULL, NULL };
  g_autoptr (GDir)     dir      = NULL;
  const gchar         *name;
  gboolean             has_comma;
  guint                i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (category, names[i]) != NULL && strcmp (localeconv ()->decimal_point, ",") == 0)
      return TRUE;

  if (localdef == NULL)
    return FALSE;

  folder  = g_dir_make_tmp ("overpaint-locale-XXXXXX", NULL);
  target  = g_build_filename (folder, "de_DE.UTF-8", NULL);
  argv[6] = target;

  g_spawn_sync (NULL, (gchar **) argv, NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, NULL, NULL, NULL, NULL);

  g_setenv ("LOCPATH", folder, TRUE);
  has_comma = setlocale (category, "de_DE.UTF-8") != NULL && strcmp (localeconv ()->decimal_point, ",") == 0;

  dir = g_dir_open (target, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (target, name, NULL);

      if (g_remove (path) != 0)
        {
          g_autofree gchar *inner = g_build_filename (path, "SYS_LC_MESSAGES", NULL);

          g_remove (inner);
          g_rmdir (path);
        }
    }
  g_rmdir (target);
  g_rmdir (folder);

  return has_comma;
}

G_GNUC_UNUSED static gboolean
test_set_comma_locale (void)
{
  return test_set_comma_locale_for (LC_NUMERIC);
}
