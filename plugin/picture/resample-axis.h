/* resample-axis.h: which pixels of a picture one pixel of its scaled copy is made of
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintResampleSpan:
 * @first: index of the first source pixel, always inside the source
 * @count: how many there are, at least 1
 * @offset: index of the first one's weight in the axis' weights
 *
 * What one target pixel is made of.
 */
typedef struct
{
  gint  first;
  gint  count;
  gsize offset;
} OverpaintResampleSpan;

/**
 * OverpaintResampleAxis:
 * @spans: one for each target pixel
 * @weights: (element-type gfloat): the weights of all spans; those of one span sum up to 1
 *
 * The same for a whole row, or a whole column.
 */
typedef struct
{
  OverpaintResampleSpan *spans;
  GArray                *weights;
} OverpaintResampleAxis;

void overpaint_resample_axis_init  (OverpaintResampleAxis *axis,
                                    gint                   source_length,
                                    gdouble                scale,
                                    gdouble                origin,
                                    gint                   length);
void overpaint_resample_axis_clear (OverpaintResampleAxis *axis);

/* The edge repeats for ever: so a place outside counts for the nearest pixel inside. */
static inline gint
overpaint_resample_nearest_inside (gdouble place,
                                   gint    length)
{
  return (gint) CLAMP (place, 0.0, length - 1.0);
}

G_END_DECLS
