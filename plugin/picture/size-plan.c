/* size-plan.c: at which size a layer travels, and how it comes back
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "size-plan.h"

#include <math.h>

#include "resample.h"

/* Products of a size and a scale miss whole numbers by the last bits of a double;
 * a millionth of a pixel is far above that and far below what can be seen.
 */
#define SLACK 1e-6

/* Models lose the picture's whole when a side is much longer than what they were
 * trained on, and servers their memory.
 */
#define MAX_NATIVE_SIDES 4

/* The longest sides that are tried one after the other where a card's memory is too small. Below the last no model
 * makes a picture.
 */
static const gint smaller_sides[] = { 3072, 2048, 1536, 1024, 768, 512, 384, 256 };

static gint
scaled_side (gint    source,
             gdouble scale)
{
  return MAX (1, (gint) ceil (source * scale - SLACK));
}

static gint
sent_side (gint    source,
           gdouble scale,
           gint    step)
{
  return (scaled_side (source, scale) + step - 1) / step * step;
}

static void
fill (OverpaintSizePlan *plan,
      gdouble            scale,
      gint               size_step)
{
  plan->scale       = scale;
  plan->sent_width  = sent_side (plan->source_width, scale, size_step);
  plan->sent_height = sent_side (plan->source_height, scale, size_step);
  plan->pad_right   = plan->sent_width  - scaled_side (plan->source_width, scale);
  plan->pad_bottom  = plan->sent_height - scaled_side (plan->source_height, scale);
}

static gdouble
shrink_to_budget (gint    source_width,
                  gint    source_height,
                  gdouble scale,
                  gint    budget,
                  gint    step)
{
  gint width  = sent_side (source_width, scale, step);
  gint height = sent_side (source_height, scale, step);

  while ((gint64) width * height > budget)
    {
      /* The largest scale at which one of the sides is a step shorter: nothing
       * between changes the size that is sent.
       */
      gdouble next = MAX ((gdouble) (width - step) / source_width,
                          (gdouble) (height - step) / source_height);

      if (next <= 0.0)
        break;

      scale  = next;
      width  = sent_side (source_width, scale, step);
      height = sent_side (source_height, scale, step);
    }

  return scale;
}

/**
 * overpaint_size_plan_init:
 * @plan: (out caller-allocates): the plan to fill
 * @source_width: width of what is taken from the layer, at least 1
 * @source_height: height of it, at least 1
 * @native_size: side of the square that the model was trained on, in pixels
 * @pixel_budget: most pixels that are sent to the model
 * @size_step: both sides of what is sent are a multiple of this
 *
 * Plans at which size a picture travels:
 *
 * - One of more pixels than @pixel_budget is scaled down until what is sent, padding
 *   and all, fits.
 * - One of less than a quarter of the native square's pixels is scaled up to that
 *   square's (within the budget): models make nonsense of pictures far below
 *   their size.
 * - Any other keeps its pixels as they are, at scale 1; it may exceed the budget by
 *   its padding alone.
 * - No side that is sent is longer than four native sides. Where that leaves less
 *   than a doubling of a small picture, it keeps its pixels too: a blur would gain
 *   nothing.
 *
 * Every size gives a plan, down to 1 × 1 and for strips of any length.
 */
void
overpaint_size_plan_init (OverpaintSizePlan *plan,
                          gint               source_width,
                          gint               source_height,
                          gint               native_size,
                          gint               pixel_budget,
                          gint               size_step)
{
  gdouble area;
  gdouble native_area;
  gdouble longest;
  gdouble scale = 1.0;

  g_return_if_fail (plan != NULL);
  g_return_if_fail (source_width > 0 && source_height > 0);
  g_return_if_fail (native_size > 0 && native_size <= G_MAXINT / MAX_NATIVE_SIDES);
  g_return_if_fail (pixel_budget > 0 && size_step > 0);

  area        = (gdouble) source_width * source_height;
  native_area = (gdouble) native_size * native_size;
  longest     = MAX (MAX_NATIVE_SIDES * native_size / size_step, 1) * size_step;

  if (area > pixel_budget)
    scale = sqrt (pixel_budget / area);
  else if (area < native_area / 4.0)
    scale = sqrt (MIN (native_area, pixel_budget) / area);

  scale = MIN (scale, longest / MAX (source_width, source_height));

  if (scale > 1.0 && scale < 2.0)
    scale = 1.0;

  if (scale != 1.0)
    scale = shrink_to_budget (source_width, source_height, scale, pixel_budget, size_step);

  plan->source_width  = source_width;
  plan->source_height = source_height;
  fill (plan, scale, size_step);
}

/**
 * overpaint_size_plan_limit:
 * @plan: a plan
 * @greatest_side: the longest side that may be sent, in pixels
 * @size_step: both sides of what is sent are a multiple of this; where it is more than
 *   @greatest_side, it is the shortest that can be sent
 *
 * Scales a plan down where one of its sides is longer than that. No plan grows by it.
 */
void
overpaint_size_plan_limit (OverpaintSizePlan *plan,
                           gint               greatest_side,
                           gint               size_step)
{
  gint longest = MAX (greatest_side / size_step, 1) * size_step;

  g_return_if_fail (plan != NULL);
  g_return_if_fail (greatest_side > 0 && size_step > 0);

  if (MAX (plan->sent_width, plan->sent_height) > longest)
    fill (plan, (gdouble) longest / MAX (plan->source_width, plan->source_height), size_step);
}

/**
 * overpaint_size_plan_find_smaller:
 * @plan: a plan by which a picture travelled to a server whose memory was too small
 * @size_step: both sides of what is sent are a multiple of this
 *
 * Finds the next smaller size: 1024 by 768 is followed by 768 by 576, then 512 by 384.
 *
 * Returns: the longest side for overpaint_size_plan_limit(), in pixels; 0 where there is no
 *   smaller size that makes sense
 */
gint
overpaint_size_plan_find_smaller (const OverpaintSizePlan *plan,
                                  gint                     size_step)
{
  guint i;

  g_return_val_if_fail (plan != NULL && size_step > 0, 0);

  for (i = 0; i < G_N_ELEMENTS (smaller_sides); i++)
    {
      OverpaintSizePlan smaller = *plan;

      overpaint_size_plan_limit (&smaller, smaller_sides[i], size_step);

      /* A few pixels less would not help: by a quarter at least, and mostly by half. */
      if ((gint64) smaller.sent_width * smaller.sent_height * 4 <= (gint64) plan->sent_width * plan->sent_height * 3)
        return smaller_sides[i];
    }

  return 0;
}

/**
 * overpaint_size_plan_apply:
 * @plan: a plan
 * @pixels: a picture of the plan's source size
 * @error: return location for an error
 *
 * Makes the picture that travels: scaled, and its edge repeated to the right and
 * below. At scale 1 every pixel is copied bit for bit. May run in any thread.
 *
 * Returns: (transfer full) (nullable): a picture of the plan's sent size with the
 *   channels of @pixels, or %NULL with %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
OverpaintPixels *
overpaint_size_plan_apply (const OverpaintSizePlan  *plan,
                           OverpaintPixels          *pixels,
                           GError                  **error)
{
  g_return_val_if_fail (plan != NULL && pixels != NULL, NULL);
  g_return_val_if_fail (overpaint_pixels_get_width (pixels) == plan->source_width &&
                        overpaint_pixels_get_height (pixels) == plan->source_height, NULL);

  return overpaint_pixels_resample (pixels, plan->scale, 0.0, 0.0,
                                    plan->sent_width, plan->sent_height, error);
}

/* Whether @reply is what was sent at some scale, give or take the one pixel each way
 * that a server's rounding may cost. The longer side tells that scale best.
 */
static gboolean
find_reply_scale (const OverpaintSizePlan *plan,
                  gint                     width,
                  gint                     height,
                  gdouble                 *scale)
{
  gdouble least;
  gdouble most;

  if (plan->sent_width >= plan->sent_height)
    *scale = (gdouble) width / plan->sent_width;
  else
    *scale = (gdouble) height / plan->sent_height;

  least = MAX ((width - 1.0) / plan->sent_width, (height - 1.0) / plan->sent_height);
  most  = MIN ((width + 1.0) / plan->sent_width, (height + 1.0) / plan->sent_height);

  return least <= most;
}

/**
 * overpaint_size_plan_undo:
 * @plan: the plan by which the picture travelled
 * @reply: the picture that came back, of any size
 * @cropped: (out) (optional): return location for whether the reply had another
 *   aspect than what was sent, and lost something to fit
 * @error: return location for an error
 *
 * Brings a reply back to the size of what was taken from the layer. The padding is
 * cut off and the scale undone, also where the server made the picture smaller or
 * larger on the way. A reply of another aspect is never stretched: it is
 * scaled to cover the layer's rectangle, centred, and cut.
 *
 * At scale 1 a reply of the sent size is copied bit for bit. May run in any thread.
 *
 * Returns: (transfer full) (nullable): a picture of the plan's source size with the
 *   channels of @reply, or %NULL with %OVERPAINT_PICTURE_ERROR_TOO_LARGE or
 *   %OVERPAINT_PICTURE_ERROR_NO_MEMORY
 */
OverpaintPixels *
overpaint_size_plan_undo (const OverpaintSizePlan  *plan,
                          OverpaintPixels          *reply,
                          gboolean                 *cropped,
                          GError                  **error)
{
  gint     width;
  gint     height;
  gdouble  scale;
  gdouble  origin_x;
  gdouble  origin_y;
  gdouble  reply_scale;
  gboolean same_aspect;

  g_return_val_if_fail (plan != NULL && reply != NULL, NULL);

  width       = overpaint_pixels_get_width (reply);
  height      = overpaint_pixels_get_height (reply);
  same_aspect = find_reply_scale (plan, width, height, &reply_scale);

  if (same_aspect)
    {
      /* A pixel that rounding took or gave is shared between both edges. */
      scale    = 1.0 / (plan->scale * reply_scale);
      origin_x = (width  - plan->sent_width  * reply_scale) / 2.0;
      origin_y = (height - plan->sent_height * reply_scale) / 2.0;
    }
  else
    {
      scale    = MAX ((gdouble) plan->source_width / width,
                      (gdouble) plan->source_height / height);
      origin_x = (width  - plan->source_width  / scale) / 2.0;
      origin_y = (height - plan->source_height / scale) / 2.0;
    }

  if (cropped != NULL)
    *cropped = ! same_aspect;

  return overpaint_pixels_resample (reply, scale, origin_x, origin_y,
                                    plan->source_width, plan->source_height, error);
}
