/* run-progress.c: how far a run is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "run-progress.h"

/**
 * overpaint_run_count:
 * @self: a run
 * @state: a state
 *
 * Returns: how many variations are in that state
 */
guint
overpaint_run_count (OverpaintRun            *self,
                     OverpaintVariationState  state)
{
  guint n = 0;
  guint i;

  for (i = 0; i < overpaint_run_get_n_variations (self); i++)
    {
      if (overpaint_variation_get_state (overpaint_run_get_variation (self, i)) == state)
        n++;
    }

  return n;
}

/**
 * overpaint_run_get_fraction:
 * @self: a run
 *
 * Returns: how much of it is settled, 0 to 1
 */
gdouble
overpaint_run_get_fraction (OverpaintRun *self)
{
  guint settled = overpaint_run_count (self, OVERPAINT_VARIATION_DONE) +
                  overpaint_run_count (self, OVERPAINT_VARIATION_FAILED);

  return (gdouble) settled / overpaint_run_get_n_variations (self);
}

/**
 * overpaint_run_describe:
 * @self: a run
 *
 * Says how far it is, in words: "2 of 4 pictures, 35 s".
 *
 * Returns: (transfer full): a translated text
 */
gchar *
overpaint_run_describe (OverpaintRun *self)
{
  guint n       = overpaint_run_get_n_variations (self);
  guint n_done  = overpaint_run_count (self, OVERPAINT_VARIATION_DONE);
  gint  seconds = overpaint_run_get_elapsed (self) / G_USEC_PER_SEC;

  /* Translators: progress; how many pictures are here, how many were asked for, seconds so far */
  return g_strdup_printf (ngettext ("%u of %u picture, %d s", "%u of %u pictures, %d s", n),
                          n_done, n, seconds);
}
