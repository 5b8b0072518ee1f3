/* picks-marks.c: A and B, kept and rejected
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picks-private.h"

/* A picture is A or B, never both: marked as the one it leaves the other. One that is veiled is
 * neither, as both are shown side by side.
 */
static void
overpaint_picks_mark (OverpaintPicks      *self,
                      OverpaintVariation **mark,
                      OverpaintVariation **other)
{
  if (self->current == NULL || ! overpaint_picks_is_here (self, self->current) ||
      overpaint_picks_is_veiled (self, self->current))
    return;

  if (*mark == self->current)
    {
      g_clear_object (mark);
    }
  else
    {
      if (*other == self->current)
        g_clear_object (other);

      g_set_object (mark, self->current);
    }

  overpaint_picks_changed (self);
}

/**
 * overpaint_picks_mark_a:
 * @self: picks
 *
 * Makes the current picture A, in place of the one that was; A itself loses the mark.
 */
void
overpaint_picks_mark_a (OverpaintPicks *self)
{
  overpaint_picks_mark (self, &self->a, &self->b);
}

/**
 * overpaint_picks_mark_b:
 * @self: picks
 *
 * Makes the current picture B, in place of the one that was; B itself loses the mark.
 */
void
overpaint_picks_mark_b (OverpaintPicks *self)
{
  overpaint_picks_mark (self, &self->b, &self->a);
}

/**
 * overpaint_picks_get_a:
 * @self: picks
 *
 * Returns: (transfer none) (nullable): the picture marked A
 */
OverpaintVariation *
overpaint_picks_get_a (OverpaintPicks *self)
{
  return self->a;
}

/**
 * overpaint_picks_get_b:
 * @self: picks
 *
 * Returns: (transfer none) (nullable): the picture marked B
 */
OverpaintVariation *
overpaint_picks_get_b (OverpaintPicks *self)
{
  return self->b;
}

/**
 * overpaint_picks_flip:
 * @self: picks
 * @error: return location for an error of the canvas
 *
 * Goes to B from A, and to A from anywhere else; where only one is marked, to that one, and where
 * none is, nowhere.
 *
 * Returns: whether it could be shown
 */
gboolean
overpaint_picks_flip (OverpaintPicks  *self,
                      GError         **error)
{
  OverpaintVariation *target = self->a;

  if (self->b != NULL && (self->a == NULL || self->current == self->a))
    target = self->b;

  return target == NULL || overpaint_picks_go_to (self, target, error);
}

/**
 * overpaint_picks_judge:
 * @self: picks
 * @verdict: what is thought of the current picture
 *
 * Said of it a second time, the verdict is taken back.
 */
void
overpaint_picks_judge (OverpaintPicks   *self,
                       OverpaintVerdict  verdict)
{
  if (self->current == NULL || ! overpaint_picks_is_here (self, self->current))
    return;

  if (overpaint_picks_get_verdict (self, self->current) == verdict)
    g_hash_table_remove (self->verdicts, self->current);
  else
    g_hash_table_insert (self->verdicts, g_object_ref (self->current), GINT_TO_POINTER (verdict));

  overpaint_picks_changed (self);
}

/**
 * overpaint_picks_get_verdict:
 * @self: picks
 * @variation: one of the run's
 *
 * Returns: what is thought of it; kept for one whose layer was removed, as undo may bring it back
 */
OverpaintVerdict
overpaint_picks_get_verdict (OverpaintPicks     *self,
                             OverpaintVariation *variation)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->verdicts, variation));
}

static GPtrArray *
overpaint_picks_list_rejected (OverpaintPicks *self)
{
  GPtrArray *rejected = g_ptr_array_new_with_free_func (g_object_unref);
  guint      i;

  for (i = 0; i < overpaint_run_get_n_variations (self->run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (self->run, i);

      if (overpaint_picks_get_verdict (self, variation) == OVERPAINT_VERDICT_REJECTED &&
          overpaint_picks_get_placement (self, variation) == OVERPAINT_PLACEMENT_LAYER)
        g_ptr_array_add (rejected, g_object_ref (variation));
    }

  return rejected;
}

/**
 * overpaint_picks_count_rejected:
 * @self: picks
 *
 * Returns: how many layers overpaint_picks_remove_rejected() would remove
 */
guint
overpaint_picks_count_rejected (OverpaintPicks *self)
{
  g_autoptr (GPtrArray) rejected = overpaint_picks_list_rejected (self);

  return rejected->len;
}

/**
 * overpaint_picks_remove_rejected:
 * @self: picks
 * @error: return location for an error of the canvas
 *
 * Removes the layers of all that are rejected, in one step. Where the current one is among them,
 * the next that is left becomes the current one and is shown.
 *
 * Returns: whether they are gone; also where there was none
 */
gboolean
overpaint_picks_remove_rejected (OverpaintPicks  *self,
                                 GError         **error)
{
  g_autoptr (GPtrArray) rejected = overpaint_picks_list_rejected (self);

  if (rejected->len == 0)
    return TRUE;

  if (! overpaint_canvas_remove (self->canvas, self->run, rejected, error))
    return FALSE;

  overpaint_picks_refresh (self);

  return ! g_ptr_array_find (rejected, self->current, NULL) || overpaint_picks_step (self, 1, error);
}

/**
 * overpaint_picks_keep_only:
 * @self: picks
 * @error: return location for an error of the canvas
 *
 * Removes the layers of all pictures but the current one, in one step. Where the current one is
 * not a layer, it does nothing.
 *
 * Returns: whether they are gone
 */
gboolean
overpaint_picks_keep_only (OverpaintPicks  *self,
                           GError         **error)
{
  if (self->current == NULL ||
      overpaint_picks_get_placement (self, self->current) != OVERPAINT_PLACEMENT_LAYER)
    return TRUE;

  if (! overpaint_canvas_keep_only (self->canvas, self->run, self->current, error))
    return FALSE;

  g_hash_table_insert (self->verdicts, g_object_ref (self->current), GINT_TO_POINTER (OVERPAINT_VERDICT_KEPT));
  overpaint_picks_refresh (self);

  return TRUE;
}
