/* picks-places.c: where the pictures are, and whether they may be seen
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picks-private.h"

/* Asks the canvas, which asks GIMP: too slow for all pictures at each step, so it is remembered. */
OverpaintPlacement
overpaint_picks_ask_placement (OverpaintPicks     *self,
                               OverpaintVariation *variation)
{
  OverpaintPlacement placement;

  self->is_open = overpaint_canvas_is_open (self->canvas, self->run);

  placement = overpaint_canvas_get_placement (self->canvas, variation);
  g_hash_table_insert (self->placements, g_object_ref (variation), GINT_TO_POINTER (placement));

  return placement;
}

/* The same for all that have come. */
void
overpaint_picks_ask_placements (OverpaintPicks *self)
{
  guint i;

  self->is_open = overpaint_canvas_is_open (self->canvas, self->run);

  for (i = 0; i < overpaint_run_get_n_variations (self->run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (self->run, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE)
        overpaint_picks_ask_placement (self, variation);
    }
}

/**
 * overpaint_picks_is_open:
 * @self: picks
 *
 * Returns: whether the image that has the pictures, or is to have them, still existed when the canvas
 *   was last asked
 */
gboolean
overpaint_picks_is_open (OverpaintPicks *self)
{
  return self->is_open;
}

/**
 * overpaint_picks_get_placement:
 * @self: picks
 * @variation: one of the run's
 *
 * Returns: where it was when the canvas was last asked, see overpaint_picks_refresh()
 */
OverpaintPlacement
overpaint_picks_get_placement (OverpaintPicks     *self,
                               OverpaintVariation *variation)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->placements, variation));
}

/**
 * overpaint_picks_is_here:
 * @self: picks
 * @variation: one of the run's
 *
 * Returns: whether there is a picture to choose: it has come, and its layer was not removed when
 *   the canvas was last asked
 */
gboolean
overpaint_picks_is_here (OverpaintPicks     *self,
                         OverpaintVariation *variation)
{
  return overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE &&
         overpaint_picks_get_placement (self, variation) != OVERPAINT_PLACEMENT_REMOVED;
}

/**
 * overpaint_picks_is_veiled:
 * @self: picks
 * @variation: one of the run's
 *
 * Returns: whether the server marked the picture, and nobody has asked to see it yet: then it is
 *   shown nowhere
 */
gboolean
overpaint_picks_is_veiled (OverpaintPicks     *self,
                           OverpaintVariation *variation)
{
  return overpaint_variation_is_flagged (variation) &&
         variation != self->shown &&
         ! g_hash_table_contains (self->revealed, variation);
}

/**
 * overpaint_picks_reveal:
 * @self: picks
 * @variation: one that is veiled
 * @error: return location for an error of the canvas
 *
 * Takes the veil away for good, and goes to the picture.
 *
 * Returns: whether it could be shown
 */
gboolean
overpaint_picks_reveal (OverpaintPicks      *self,
                        OverpaintVariation  *variation,
                        GError             **error)
{
  g_hash_table_add (self->revealed, g_object_ref (variation));

  return overpaint_picks_go_to (self, variation, error);
}

/**
 * overpaint_picks_bring_in:
 * @self: picks
 * @error: return location for an error of the canvas
 *
 * Makes layers of the pictures that have come, and has the image show the one that was chosen
 * while they came. Where none was chosen it shows the first, whichever came first.
 *
 * Returns: whether they are layers now
 */
gboolean
overpaint_picks_bring_in (OverpaintPicks  *self,
                          GError         **error)
{
  g_autoptr (OverpaintVariation) chosen = NULL;

  if (self->has_chosen)
    g_set_object (&chosen, self->current);

  if (! overpaint_canvas_bring_in (self->canvas, self->run, error))
    return FALSE;

  overpaint_picks_refresh (self);

  return chosen == NULL || ! overpaint_picks_is_here (self, chosen) || overpaint_picks_go_to (self, chosen, error);
}

/**
 * overpaint_picks_bring_back:
 * @self: picks
 * @variation: one whose layer was removed, or whose image has been closed
 * @error: return location for an error of the canvas
 *
 * Inserts it anew and goes to it. It is not rejected any more: somebody wants it. Where its image has been
 * closed it opens as a new one, in which the run goes on.
 *
 * Returns: whether it is a layer again
 */
gboolean
overpaint_picks_bring_back (OverpaintPicks      *self,
                            OverpaintVariation  *variation,
                            GError             **error)
{
  if (! overpaint_canvas_bring_back (self->canvas, variation, error))
    return FALSE;

  g_hash_table_remove (self->verdicts, variation);

  /* of the others too: there is an image again, which they are not in */
  overpaint_picks_ask_placements (self);

  return overpaint_picks_go_to (self, variation, error);
}
