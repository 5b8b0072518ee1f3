/* resample-axis.c: which pixels of a picture one pixel of its scaled copy is made of
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "resample-axis.h"

#include <math.h>

static void
add_area_span (OverpaintResampleAxis *axis,
               gint                   index,
               gint                   source_length,
               gdouble                start,
               gdouble                end)
{
  OverpaintResampleSpan *span = &axis->spans[index];
  gint                   last = overpaint_resample_nearest_inside (ceil (end) - 1.0, source_length);
  gint                   place;

  span->first  = overpaint_resample_nearest_inside (floor (start), source_length);
  span->count  = MAX (last, span->first) - span->first + 1;
  span->offset = axis->weights->len;

  for (place = span->first; place < span->first + span->count; place++)
    {
      gdouble from   = place == 0                 ? start : MAX (start, place);
      gdouble to     = place == source_length - 1 ? end   : MIN (end, place + 1.0);
      gfloat  weight = MAX (to - from, 0.0) / (end - start);

      g_array_append_val (axis->weights, weight);
    }
}

static void
add_cubic_span (OverpaintResampleAxis *axis,
                gint                   index,
                gint                   source_length,
                gdouble                centre)
{
  OverpaintResampleSpan *span  = &axis->spans[index];
  gdouble                below = floor (centre - 0.5);
  gdouble                t     = centre - 0.5 - below;
  gdouble                taps[4];
  gint                   tap;

  /* Catmull-Rom: through every pixel, and straight lines stay straight. */
  taps[0] = 0.5 * t * (t * (2.0 - t) - 1.0);
  taps[1] = 0.5 * (t * t * (3.0 * t - 5.0) + 2.0);
  taps[2] = 0.5 * t * (t * (4.0 - 3.0 * t) + 1.0);
  taps[3] = 0.5 * t * t * (t - 1.0);

  span->first  = overpaint_resample_nearest_inside (below - 1.0, source_length);
  span->count  = overpaint_resample_nearest_inside (below + 2.0, source_length) - span->first + 1;
  span->offset = axis->weights->len;

  g_array_set_size (axis->weights, axis->weights->len + span->count);

  for (tap = 0; tap < 4; tap++)
    {
      gint place = overpaint_resample_nearest_inside (below - 1.0 + tap, source_length);

      g_array_index (axis->weights, gfloat, span->offset + place - span->first) += taps[tap];
    }
}

/**
 * overpaint_resample_axis_init:
 * @axis: (out caller-allocates): the axis to fill
 * @source_length: pixels of the source along it, at least 1
 * @scale: target pixels per source pixel
 * @origin: where in the source the first target pixel begins
 * @length: target pixels along it, at least 1
 *
 * Works out the weights: of the area that each target pixel covers for a @scale
 * below 1, of a cubic around its centre otherwise. Free them with
 * overpaint_resample_axis_clear().
 */
void
overpaint_resample_axis_init (OverpaintResampleAxis *axis,
                              gint                   source_length,
                              gdouble                scale,
                              gdouble                origin,
                              gint                   length)
{
  gint index;

  g_return_if_fail (axis != NULL);

  axis->spans   = g_new (OverpaintResampleSpan, length);
  axis->weights = g_array_new (FALSE, TRUE, sizeof (gfloat));

  for (index = 0; index < length; index++)
    {
      if (scale < 1.0)
        add_area_span (axis, index, source_length,
                       origin + index / scale, origin + (index + 1) / scale);
      else
        add_cubic_span (axis, index, source_length, origin + (index + 0.5) / scale);
    }
}

/**
 * overpaint_resample_axis_clear:
 * @axis: a filled axis
 *
 * Frees what an axis holds, not the struct itself.
 */
void
overpaint_resample_axis_clear (OverpaintResampleAxis *axis)
{
  g_return_if_fail (axis != NULL);

  g_clear_pointer (&axis->spans, g_free);
  g_clear_pointer (&axis->weights, g_array_unref);
}
