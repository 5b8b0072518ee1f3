/* variation.c: one picture of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "variation-private.h"

G_DEFINE_FINAL_TYPE (OverpaintVariation, overpaint_variation, G_TYPE_OBJECT)

static guint changed_signal;

static void
overpaint_variation_finalize (GObject *object)
{
  OverpaintVariation *self = OVERPAINT_VARIATION (object);

  g_clear_pointer (&self->request, overpaint_request_unref);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);
  g_clear_pointer (&self->sent, overpaint_sent_picture_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (overpaint_variation_parent_class)->finalize (object);
}

static void
overpaint_variation_class_init (OverpaintVariationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_variation_finalize;

  /**
   * OverpaintVariation::changed:
   * @self: the variation
   *
   * Its state is another: it has been asked for, has arrived, has failed, or waits again. The
   * run's own signal follows.
   */
  changed_signal = g_signal_new ("changed", OVERPAINT_TYPE_VARIATION, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * OverpaintVariation::progress:
   * @self: the variation
   *
   * Its server has said how far it is. At most ten times a second, so that the last word may not have been
   * told; whoever looks finds it.
   */
  g_signal_new ("progress", OVERPAINT_TYPE_VARIATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
overpaint_variation_init (OverpaintVariation *self)
{
  overpaint_step_progress_init (&self->progress);
}

/**
 * overpaint_variation_new:
 * @request: a settled request for one picture
 * @value_index: which value of the run's axis it is painted with, from 0; 0 without an axis
 *
 * Returns: (transfer full): a variation that waits
 */
OverpaintVariation *
overpaint_variation_new (OverpaintRequest *request,
                         guint             value_index)
{
  OverpaintVariation *self = g_object_new (OVERPAINT_TYPE_VARIATION, NULL);

  self->request     = overpaint_request_ref (request);
  self->value_index = value_index;
  self->seed        = overpaint_request_get_integer (request, "seed");

  return self;
}

/**
 * overpaint_variation_fork:
 * @self: a variation that runs
 *
 * Makes room for a picture that came without being asked for, in the same answer
 * as that of @self.
 *
 * Returns: (transfer full): a variation that runs since @self does
 */
OverpaintVariation *
overpaint_variation_fork (OverpaintVariation *self)
{
  OverpaintVariation *fork = overpaint_variation_new (self->request, self->value_index);

  fork->state   = self->state;
  fork->started = self->started;
  fork->begun   = self->begun;
  fork->sent    = self->sent != NULL ? overpaint_sent_picture_ref (self->sent) : NULL;

  return fork;
}

/**
 * overpaint_variation_get_state:
 * @self: a variation
 *
 * Returns: how far it has come
 */
OverpaintVariationState
overpaint_variation_get_state (OverpaintVariation *self)
{
  return self->state;
}

/**
 * overpaint_variation_get_request:
 * @self: a variation
 *
 * Returns: (transfer none): the request for this picture alone
 */
OverpaintRequest *
overpaint_variation_get_request (OverpaintVariation *self)
{
  return self->request;
}

/**
 * overpaint_variation_get_value_index:
 * @self: a variation
 *
 * Returns: which value of the run's axis it is painted with, from 0; 0 where the run has no axis
 */
guint
overpaint_variation_get_value_index (OverpaintVariation *self)
{
  return self->value_index;
}

/**
 * overpaint_variation_get_seed:
 * @self: a variation
 *
 * Returns: the seed that was asked for, or when done the one that the server says it used
 */
gint64
overpaint_variation_get_seed (OverpaintVariation *self)
{
  return self->seed;
}

/**
 * overpaint_variation_get_pixels:
 * @self: a variation
 *
 * Returns: (transfer none) (nullable): the picture, of exactly the size that was taken
 *   out of the layer, in 3 channels; %NULL until it is done
 */
OverpaintPixels *
overpaint_variation_get_pixels (OverpaintVariation *self)
{
  return self->pixels;
}

/**
 * overpaint_variation_get_error:
 * @self: a variation
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
overpaint_variation_get_error (OverpaintVariation *self)
{
  return self->error;
}

/**
 * overpaint_variation_get_sent:
 * @self: a variation
 *
 * Returns: (transfer none) (nullable): what was sent for it last; %NULL until it has been asked for
 */
OverpaintSentPicture *
overpaint_variation_get_sent (OverpaintVariation *self)
{
  return self->sent;
}

/**
 * overpaint_variation_is_flagged:
 * @self: a variation
 *
 * Returns: whether the server marked the picture as offensive
 */
gboolean
overpaint_variation_is_flagged (OverpaintVariation *self)
{
  return self->flagged;
}

/**
 * overpaint_variation_is_black:
 * @self: a variation
 *
 * Returns: whether the picture is all black, which is how a model's own safety
 *   filter answers
 */
gboolean
overpaint_variation_is_black (OverpaintVariation *self)
{
  return self->black;
}

/**
 * overpaint_variation_is_cropped:
 * @self: a variation
 *
 * Returns: whether the picture came in another aspect than was sent, and was cut
 */
gboolean
overpaint_variation_is_cropped (OverpaintVariation *self)
{
  return self->cropped;
}

/**
 * overpaint_variation_get_started:
 * @self: a variation
 *
 * Returns: when it was asked for, in microseconds since 1970 UTC; 0 while it waits
 */
gint64
overpaint_variation_get_started (OverpaintVariation *self)
{
  return self->started;
}

/**
 * overpaint_variation_get_duration:
 * @self: a variation
 *
 * Returns: how long its answer took or has taken so far, in milliseconds
 */
gint64
overpaint_variation_get_duration (OverpaintVariation *self)
{
  if (self->state == OVERPAINT_VARIATION_RUNNING)
    return (g_get_monotonic_time () - self->begun) / 1000;

  return self->duration;
}

/**
 * overpaint_variation_set_sent:
 * @self: a variation that waits
 * @sent: what is sent for it
 *
 * Notes at which size it travels: pictures of a run may differ in that.
 */
void
overpaint_variation_set_sent (OverpaintVariation   *self,
                              OverpaintSentPicture *sent)
{
  g_clear_pointer (&self->sent, overpaint_sent_picture_unref);
  self->sent = overpaint_sent_picture_ref (sent);
}

/**
 * overpaint_variation_start:
 * @self: a variation that waits
 *
 * Notes that it has been asked for.
 */
void
overpaint_variation_start (OverpaintVariation *self)
{
  g_return_if_fail (self->state == OVERPAINT_VARIATION_WAITING);

  self->state   = OVERPAINT_VARIATION_RUNNING;
  self->started = g_get_real_time ();
  self->begun   = g_get_monotonic_time ();

  g_signal_emit (self, changed_signal, 0);
}

/**
 * overpaint_variation_complete:
 * @self: a variation that runs
 * @pixels: (transfer none): its picture
 * @seed: the seed that the server says it used
 * @flagged: whether the server marked it
 * @cropped: whether it had to be cut
 *
 * Notes that its picture is here.
 */
void
overpaint_variation_complete (OverpaintVariation *self,
                              OverpaintPixels    *pixels,
                              gint64              seed,
                              gboolean            flagged,
                              gboolean            cropped)
{
  g_return_if_fail (self->state == OVERPAINT_VARIATION_RUNNING);

  self->duration = overpaint_variation_get_duration (self);
  self->state    = OVERPAINT_VARIATION_DONE;
  self->pixels   = overpaint_pixels_ref (pixels);
  self->black    = overpaint_pixels_is_black (pixels);
  self->seed     = seed;
  self->flagged  = flagged;
  self->cropped  = cropped;
  self->left     = FALSE;
  overpaint_step_progress_init (&self->progress);

  g_signal_emit (self, changed_signal, 0);
}

/**
 * overpaint_variation_fail:
 * @self: a variation that is not done
 * @error: why
 *
 * Notes that its picture will not come.
 */
void
overpaint_variation_fail (OverpaintVariation *self,
                          const GError       *error)
{
  g_return_if_fail (self->state != OVERPAINT_VARIATION_DONE);

  if (self->state == OVERPAINT_VARIATION_RUNNING)
    self->duration = overpaint_variation_get_duration (self);

  g_clear_error (&self->error);
  self->state = OVERPAINT_VARIATION_FAILED;
  self->error = g_error_copy (error);
  overpaint_step_progress_init (&self->progress);

  g_signal_emit (self, changed_signal, 0);
}

/**
 * overpaint_variation_reset:
 * @self: a variation that failed
 *
 * Has it wait again, as if it had never been asked for.
 */
void
overpaint_variation_reset (OverpaintVariation *self)
{
  g_return_if_fail (self->state == OVERPAINT_VARIATION_FAILED);

  g_clear_error (&self->error);
  self->state    = OVERPAINT_VARIATION_WAITING;
  self->seed     = overpaint_request_get_integer (self->request, "seed");
  self->started  = 0;
  self->begun    = 0;
  self->duration = 0;
  self->left     = FALSE;

  g_signal_emit (self, changed_signal, 0);
}
