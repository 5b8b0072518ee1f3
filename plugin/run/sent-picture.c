/* sent-picture.c: a layer's pixels, made ready to travel
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "matte.h"
#include "png-codec.h"
#include "sent-picture.h"

typedef struct
{
  OverpaintPixels      *pixels;
  const OverpaintModel *model;
  gint                  server_step;
  gint                  greatest_side;
} Preparation;

static void
preparation_free (Preparation *preparation)
{
  overpaint_pixels_unref (preparation->pixels);
  g_free (preparation);
}

/* Scaled first: what is under transparency is then filled at the smaller size, which
 * is quicker and comes to the same. Only where the little that can be seen is lost in
 * the scaling is it spread first.
 */
static OverpaintPixels *
scale_and_spread (const OverpaintSizePlan  *plan,
                  OverpaintPixels          *pixels,
                  GError                  **error)
{
  g_autoptr (OverpaintPixels)  scaled = overpaint_size_plan_apply (plan, pixels, error);
  g_autoptr (OverpaintPixels)  spread = NULL;
  g_autoptr (GError)           reason = NULL;

  if (scaled == NULL)
    return NULL;

  spread = overpaint_matte_spread (scaled, &reason);
  if (spread != NULL)
    return g_steal_pointer (&spread);

  if (! g_error_matches (reason, OVERPAINT_PICTURE_ERROR, OVERPAINT_PICTURE_ERROR_EMPTY))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  spread = overpaint_matte_spread (pixels, error);

  return spread != NULL ? overpaint_size_plan_apply (plan, spread, error) : NULL;
}

/* The least size that is a multiple of both. */
static gint
join_steps (gint one,
            gint other)
{
  gint joined = one;

  while (joined % other != 0)
    joined += one;

  return joined;
}

/**
 * overpaint_sent_picture_plan:
 * @plan: (out caller-allocates): the plan to fill
 * @width: width of what is taken of the layer, in layer pixels
 * @height: height of it
 * @model: the model it goes to
 * @server_step: both sides must be a multiple of this too, for the server; 1 where it takes any
 * @greatest_side: the longest side that may be sent, in pixels; 0 where there is no such limit
 *
 * Plans at which size a run's picture travels; a forecast asks the same.
 */
void
overpaint_sent_picture_plan (OverpaintSizePlan    *plan,
                             gint                  width,
                             gint                  height,
                             const OverpaintModel *model,
                             gint                  server_step,
                             gint                  greatest_side)
{
  gint step = join_steps (model->size_step, MAX (server_step, 1));

  overpaint_size_plan_init (plan, width, height, model->native_size, model->pixel_budget, step);

  if (greatest_side > 0)
    overpaint_size_plan_limit (plan, greatest_side, step);
}

/**
 * overpaint_sent_picture_find_smaller:
 * @plan: at which size a picture travelled
 * @model: the model it went to
 * @server_step: both sides must be a multiple of this too, for the server; 1 where it takes any
 *
 * Finds the next smaller size, for a graphics card whose memory was too small.
 *
 * Returns: the longest side that it allows, in pixels; 0 where @plan is as small as can be
 */
gint
overpaint_sent_picture_find_smaller (const OverpaintSizePlan *plan,
                                     const OverpaintModel    *model,
                                     gint                     server_step)
{
  return overpaint_size_plan_find_smaller (plan, join_steps (model->size_step, MAX (server_step, 1)));
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Preparation                      *preparation = task_data;
  g_autoptr (OverpaintSentPicture)  sent        = g_atomic_rc_box_new0 (OverpaintSentPicture);
  g_autoptr (OverpaintPixels)       pixels      = NULL;
  GError                           *error       = NULL;

  overpaint_sent_picture_plan (&sent->plan, overpaint_pixels_get_width (preparation->pixels),
                               overpaint_pixels_get_height (preparation->pixels),
                               preparation->model, preparation->server_step, preparation->greatest_side);

  pixels = scale_and_spread (&sent->plan, preparation->pixels, &error);
  if (pixels != NULL)
    sent->png = overpaint_png_encode (pixels, &error);

  if (sent->png == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sent->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sent->png);

  g_task_return_pointer (task, g_steal_pointer (&sent),
                         (GDestroyNotify) overpaint_sent_picture_unref);
}

/**
 * overpaint_sent_picture_prepare_async:
 * @pixels: what was taken, in 3 or 4 channels; immutable from now on
 * @model: the model it goes to
 * @server_step: both sides must be a multiple of this too, for the server; 1 where it takes any
 * @greatest_side: the longest side that may be sent, in pixels; 0 where there is no such limit
 * @cancellable: (nullable): stops the work
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Scales to what the model likes, spreads the visible colours under transparency, and
 * writes the PNG, all in a thread: a large layer takes a second.
 */
void
overpaint_sent_picture_prepare_async (OverpaintPixels      *pixels,
                                      const OverpaintModel *model,
                                      gint                  server_step,
                                      gint                  greatest_side,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  g_autoptr (GTask)  task        = g_task_new (NULL, cancellable, callback, user_data);
  Preparation       *preparation = g_new0 (Preparation, 1);

  preparation->pixels        = overpaint_pixels_ref (pixels);
  preparation->model         = model;
  preparation->server_step   = server_step;
  preparation->greatest_side = greatest_side;

  g_task_set_source_tag (task, overpaint_sent_picture_prepare_async);
  g_task_set_task_data (task, preparation, (GDestroyNotify) preparation_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, prepare_in_thread);
}

/**
 * overpaint_sent_picture_prepare_finish:
 * @result: the callback's
 * @error: return location for a picture room's error
 *
 * Returns: (transfer full) (nullable): what to send
 */
OverpaintSentPicture *
overpaint_sent_picture_prepare_finish (GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, overpaint_sent_picture_prepare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * overpaint_sent_picture_ref:
 * @sent: what was sent
 *
 * Returns: (transfer full): @sent
 */
OverpaintSentPicture *
overpaint_sent_picture_ref (OverpaintSentPicture *sent)
{
  return g_atomic_rc_box_acquire (sent);
}

static void
clear (gpointer data)
{
  OverpaintSentPicture *sent = data;

  g_clear_pointer (&sent->png, g_bytes_unref);
  g_free (sent->sha256);
}

/**
 * overpaint_sent_picture_unref:
 * @sent: (transfer full): what was sent
 *
 * Lets go of it.
 */
void
overpaint_sent_picture_unref (OverpaintSentPicture *sent)
{
  g_atomic_rc_box_release_full (sent, clear);
}
