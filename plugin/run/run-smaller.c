/* run-smaller.c: pictures that were too large for a graphics card's memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-private.h"
#include "server.h"

static void
overpaint_run_plan (OverpaintRun      *self,
                    gint               greatest,
                    OverpaintSizePlan *plan)
{
  overpaint_sent_picture_plan (plan, overpaint_pixels_get_width (self->pixels),
                               overpaint_pixels_get_height (self->pixels), self->model,
                               overpaint_server_get_size_step (self->server), greatest);
}

static gboolean
is_smaller (const OverpaintSizePlan *plan,
            const OverpaintSizePlan *other)
{
  return (gint64) plan->sent_width * plan->sent_height < (gint64) other->sent_width * other->sent_height;
}

/* The longest side at which a picture is asked for again; 0 where its size was not at fault, or is the
 * smallest. One that failed before the run went smaller goes as small as the others.
 */
static gint
overpaint_run_find_smaller (OverpaintRun       *self,
                            OverpaintVariation *variation)
{
  OverpaintSentPicture *sent = overpaint_variation_get_sent (variation);
  OverpaintSizePlan     now;

  if (sent == NULL || overpaint_variation_get_state (variation) != OVERPAINT_VARIATION_FAILED ||
      ! g_error_matches (overpaint_variation_get_error (variation), OVERPAINT_SERVER_ERROR,
                         OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY))
    return 0;

  overpaint_run_plan (self, self->greatest, &now);

  if (self->greatest > 0 && is_smaller (&now, &sent->plan))
    return self->greatest;

  return overpaint_sent_picture_find_smaller (&sent->plan, self->model,
                                              overpaint_server_get_size_step (self->server));
}

/**
 * overpaint_run_get_smaller:
 * @self: a run
 * @variation: one of its variations
 * @width: (out): the width at which it would be sent
 * @height: (out): the height
 *
 * Finds the next smaller size for a picture that failed because the graphics card's memory is too small.
 *
 * Returns: whether there is one, for overpaint_run_retry_smaller()
 */
gboolean
overpaint_run_get_smaller (OverpaintRun       *self,
                           OverpaintVariation *variation,
                           gint               *width,
                           gint               *height)
{
  OverpaintSizePlan plan;
  gint              greatest;

  g_return_val_if_fail (OVERPAINT_IS_RUN (self), FALSE);
  g_return_val_if_fail (OVERPAINT_IS_VARIATION (variation), FALSE);

  greatest = overpaint_run_find_smaller (self, variation);
  if (greatest == 0)
    return FALSE;

  overpaint_run_plan (self, greatest, &plan);
  *width  = plan.sent_width;
  *height = plan.sent_height;

  return TRUE;
}

/**
 * overpaint_run_retry_smaller:
 * @self: a run
 * @variation: one of its variations
 *
 * Has a picture that failed for lack of memory wait again, to be sent at the next smaller size; and with
 * it all others that failed of the same at a greater one. What still waits is sent no larger either. All come
 * back in the layer's own size, as ever. Where the run has ended, overpaint_run_start_async() is to be called
 * again.
 *
 * Returns: whether it waits; %FALSE where overpaint_run_get_smaller() finds no size, and nothing is done
 */
gboolean
overpaint_run_retry_smaller (OverpaintRun       *self,
                             OverpaintVariation *variation)
{
  OverpaintSizePlan plan;
  gint              greatest;
  guint             i;

  g_return_val_if_fail (OVERPAINT_IS_RUN (self), FALSE);
  g_return_val_if_fail (OVERPAINT_IS_VARIATION (variation), FALSE);

  greatest = overpaint_run_find_smaller (self, variation);
  if (greatest == 0)
    return FALSE;

  self->greatest = greatest;
  overpaint_run_plan (self, greatest, &plan);

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *other = g_ptr_array_index (self->variations, i);

      if (overpaint_run_find_smaller (self, other) == 0 ||
          ! is_smaller (&plan, &overpaint_variation_get_sent (other)->plan))
        continue;

      g_hash_table_remove (self->settled, other);
      overpaint_variation_reset (other);
    }

  overpaint_run_emit_changed (self);

  if (self->task != NULL)
    overpaint_run_prepare (self);

  return TRUE;
}
