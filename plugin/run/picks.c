/* picks.c: what an artist thinks of the pictures of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "picks-private.h"

G_DEFINE_FINAL_TYPE (OverpaintPicks, overpaint_picks, G_TYPE_OBJECT)

static guint changed_signal;

static void
overpaint_picks_dispose (GObject *object)
{
  OverpaintPicks *self = OVERPAINT_PICKS (object);

  g_clear_object (&self->run);
  g_clear_object (&self->canvas);
  g_clear_object (&self->current);
  g_clear_object (&self->shown);
  g_clear_object (&self->a);
  g_clear_object (&self->b);
  g_clear_object (&self->before_source);
  g_clear_pointer (&self->verdicts, g_hash_table_unref);
  g_clear_pointer (&self->revealed, g_hash_table_unref);
  g_clear_pointer (&self->placements, g_hash_table_unref);

  G_OBJECT_CLASS (overpaint_picks_parent_class)->dispose (object);
}

static void
overpaint_picks_class_init (OverpaintPicksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overpaint_picks_dispose;

  /**
   * OverpaintPicks::changed:
   * @self: the picks
   *
   * Another picture is the current one, a mark or a verdict has been given or taken back, the run
   * has changed, or the canvas was found to show something else.
   */
  changed_signal = g_signal_new ("changed", OVERPAINT_TYPE_PICKS, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
overpaint_picks_init (OverpaintPicks *self)
{
  self->verdicts   = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->revealed   = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->placements = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* Asks what the image shows, and tells. */
void
overpaint_picks_changed (OverpaintPicks *self)
{
  OverpaintVariation *shown = NULL;

  if (self->is_open)
    shown = overpaint_canvas_get_shown (self->canvas, self->run);

  g_set_object (&self->shown, shown);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * overpaint_picks_new:
 * @run: a run
 * @canvas: what its pictures are shown on
 *
 * Returns: (transfer full): picks that follow @run, with nothing judged yet
 */
OverpaintPicks *
overpaint_picks_new (OverpaintRun    *run,
                     OverpaintCanvas *canvas)
{
  OverpaintPicks *self = g_object_new (OVERPAINT_TYPE_PICKS, NULL);

  self->run    = g_object_ref (run);
  self->canvas = g_object_ref (canvas);

  g_signal_connect_object (run, "changed", G_CALLBACK (overpaint_picks_refresh), self, G_CONNECT_SWAPPED);
  overpaint_picks_refresh (self);

  return self;
}

/**
 * overpaint_picks_get_run:
 * @self: picks
 *
 * Returns: (transfer none): the run whose pictures they are
 */
OverpaintRun *
overpaint_picks_get_run (OverpaintPicks *self)
{
  return self->run;
}

/**
 * overpaint_picks_get_canvas:
 * @self: picks
 *
 * Returns: (transfer none): what the pictures are shown on
 */
OverpaintCanvas *
overpaint_picks_get_canvas (OverpaintPicks *self)
{
  return self->canvas;
}

static void
overpaint_picks_let_go (OverpaintPicks      *self,
                        OverpaintVariation **mark)
{
  if (*mark != NULL && ! overpaint_picks_is_here (self, *mark))
    g_clear_object (mark);
}

static OverpaintVariation *
overpaint_picks_find_first (OverpaintPicks *self)
{
  guint i;

  for (i = 0; i < overpaint_run_get_n_variations (self->run); i++)
    {
      OverpaintVariation *variation = overpaint_run_get_variation (self->run, i);

      if (overpaint_picks_is_here (self, variation))
        return variation;
    }

  return NULL;
}

/**
 * overpaint_picks_refresh:
 * @self: picks
 *
 * Asks the canvas anew. The artist may have clicked eyes, deleted layers or undone something in
 * GIMP itself, and the image is right: what it shows becomes the current picture, and marks on
 * pictures that are gone are let go.
 */
void
overpaint_picks_refresh (OverpaintPicks *self)
{
  OverpaintVariation *shown = NULL;

  overpaint_picks_ask_placements (self);
  if (self->is_open)
    shown = overpaint_canvas_get_shown (self->canvas, self->run);

  /* Not where it shows what it did: the current one may be a cell that has no layer. */
  if (shown != NULL && shown != self->shown)
    {
      self->source_shown = FALSE;
      g_set_object (&self->current, shown);
    }
  else if (self->current == NULL)
    {
      g_set_object (&self->current, overpaint_picks_find_first (self));
    }

  overpaint_picks_let_go (self, &self->a);
  overpaint_picks_let_go (self, &self->b);

  overpaint_picks_changed (self);
}

/**
 * overpaint_picks_get_current:
 * @self: picks
 *
 * Returns: (transfer none) (nullable): what the keys act on; %NULL until the first picture has
 *   come or another has been gone to
 */
OverpaintVariation *
overpaint_picks_get_current (OverpaintPicks *self)
{
  return self->current;
}

/**
 * overpaint_picks_get_shown:
 * @self: picks
 *
 * Returns: (transfer none) (nullable): the picture that the image showed when it was last asked
 */
OverpaintVariation *
overpaint_picks_get_shown (OverpaintPicks *self)
{
  return self->shown;
}

/**
 * overpaint_picks_go_to:
 * @self: picks
 * @variation: one of the run's, in any state
 * @error: return location for an error of the canvas
 *
 * Makes it the current one and, where it is a layer and not veiled, has the image show it.
 *
 * Returns: whether that could be done; where not, the current one is what it was
 */
gboolean
overpaint_picks_go_to (OverpaintPicks      *self,
                       OverpaintVariation  *variation,
                       GError             **error)
{
  g_return_val_if_fail (OVERPAINT_IS_VARIATION (variation), FALSE);

  if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_DONE &&
      overpaint_picks_ask_placement (self, variation) == OVERPAINT_PLACEMENT_LAYER &&
      ! overpaint_picks_is_veiled (self, variation))
    {
      if (! overpaint_canvas_show (self->canvas, self->run, variation, error))
        return FALSE;

      self->source_shown = FALSE;
      g_clear_object (&self->before_source);
    }

  g_set_object (&self->current, variation);
  self->has_chosen = TRUE;

  overpaint_picks_changed (self);

  return TRUE;
}

/* The next one round from @variation, itself at last; %NULL where there is none at all. */
static OverpaintVariation *
overpaint_picks_find_next (OverpaintPicks     *self,
                           OverpaintVariation *variation,
                           gint                step)
{
  gint n     = (gint) overpaint_run_get_n_variations (self->run);
  gint start = step > 0 ? -1 : n;
  gint i;

  for (i = 0; i < n; i++)
    {
      if (overpaint_run_get_variation (self->run, (guint) i) == variation)
        start = i;
    }

  for (i = 1; i <= n; i++)
    {
      gint                index     = ((start + i * (step > 0 ? 1 : -1)) % n + n) % n;
      OverpaintVariation *candidate = overpaint_run_get_variation (self->run, (guint) index);

      if (overpaint_variation_get_state (candidate) == OVERPAINT_VARIATION_DONE &&
          overpaint_picks_ask_placement (self, candidate) != OVERPAINT_PLACEMENT_REMOVED)
        return candidate;
    }

  return NULL;
}

/**
 * overpaint_picks_step:
 * @self: picks
 * @step: 1 for the next, -1 for the one before
 * @error: return location for an error of the canvas
 *
 * Goes to the next picture, past what has not come, has failed or was removed, and from the last
 * to the first. Where no picture is here it does nothing.
 *
 * Returns: whether it could be shown
 */
gboolean
overpaint_picks_step (OverpaintPicks  *self,
                      gint             step,
                      GError         **error)
{
  OverpaintVariation *next = overpaint_picks_find_next (self, self->current, step);

  return next == NULL || overpaint_picks_go_to (self, next, error);
}

/**
 * overpaint_picks_show_source:
 * @self: picks
 * @source: whether the source is to be seen, or again what was shown before it
 * @error: return location for an error of the canvas
 *
 * For a key that is held: saying the same again does nothing, nor does asking for the source where
 * the image shows none of the pictures.
 *
 * Returns: whether the image shows what it should
 */
gboolean
overpaint_picks_show_source (OverpaintPicks  *self,
                             gboolean         source,
                             GError         **error)
{
  g_autoptr (OverpaintVariation) before = NULL;

  if (source == self->source_shown || ! overpaint_canvas_is_open (self->canvas, self->run))
    return TRUE;

  if (source)
    {
      /* With none of the pictures in the image there would be nothing to come back to. */
      g_set_object (&self->before_source, overpaint_canvas_get_shown (self->canvas, self->run));
      if (self->before_source == NULL)
        return TRUE;

      if (! overpaint_canvas_show (self->canvas, self->run, NULL, error))
        return FALSE;

      self->source_shown = TRUE;
    }
  else
    {
      self->source_shown = FALSE;
      before             = g_steal_pointer (&self->before_source);

      if (before != NULL && overpaint_picks_ask_placement (self, before) == OVERPAINT_PLACEMENT_LAYER &&
          ! overpaint_canvas_show (self->canvas, self->run, before, error))
        return FALSE;
    }

  overpaint_picks_changed (self);

  return TRUE;
}

/**
 * overpaint_picks_is_source_shown:
 * @self: picks
 *
 * Returns: whether overpaint_picks_show_source() has the source shown
 */
gboolean
overpaint_picks_is_source_shown (OverpaintPicks *self)
{
  return self->source_shown;
}
