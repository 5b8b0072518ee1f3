/* warm-babl.c: looks up babl's conversions once, so that not every plug-in has to
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gegl.h>

/* babl measures every way from one format to another the first time it is asked, for up
 * to a second, and writes what it found below XDG_CACHE_HOME when it ends. An artist's
 * GIMP has found its own in earlier sessions; a test's profile is always new, and GIMP
 * starts the plug-in some hundred times in it.
 */
int
main (int    argc,
      char **argv)
{
  static const gchar * const models[] = { "R'G'B'A", "R'G'B'", "RGBA", "RGB", "Y'A", "Y'", "YA", "Y" };
  static const gchar * const types[]  = { "u8", "u16", "half", "float" };
  static const gchar * const ours[]   = { "R'G'B'A u8", "R'G'B' u8" };
  guint                      model, type, i;

  gegl_init (NULL, NULL);

  for (model = 0; model < G_N_ELEMENTS (models); model++)
    for (type = 0; type < G_N_ELEMENTS (types); type++)
      for (i = 0; i < G_N_ELEMENTS (ours); i++)
        {
          g_autofree gchar *name = g_strdup_printf ("%s %s", models[model], types[type]);

          babl_fish (babl_format (name), babl_format (ours[i]));
          babl_fish (babl_format (ours[i]), babl_format (name));
        }

  gegl_exit ();

  return 0;
}
