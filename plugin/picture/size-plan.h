/* size-plan.h: at which size a layer travels, and how it comes back
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "pixels.h"

G_BEGIN_DECLS

/**
 * OverpaintSizePlan:
 * @source_width: width of what was taken from the layer, in layer pixels
 * @source_height: height of it, in layer pixels
 * @scale: sent pixels per layer pixel, the same both ways; 1 where the size is right
 *   as it is
 * @sent_width: width of the PNG that travels, a multiple of the model's step
 * @sent_height: height of the PNG that travels, a multiple of the model's step
 * @pad_right: columns of @sent_width that repeat the edge, cut off again on return
 * @pad_bottom: rows of @sent_height that repeat the edge, cut off again on return
 *
 * A layer is scaled to fit what the model likes, never stretched; what rounding to
 * the model's step adds is padding, which the way back removes.
 *
 * The layer's picture takes exactly @source_width times @scale columns, even where
 * that is no whole number: its last column is then part picture and part repeated
 * edge, and belongs to the picture, not to @pad_right.
 *
 * ```c
 * OverpaintSizePlan plan;
 *
 * overpaint_size_plan_init (&plan, 6000, 4000, 1024, 1048576, 8);
 * sent  = overpaint_size_plan_apply (&plan, pixels, &error);
 * ... the server answers with a reply ...
 * taken = overpaint_size_plan_undo (&plan, reply, &cropped, &error);
 * ```
 */
typedef struct
{
  gint    source_width;
  gint    source_height;
  gdouble scale;
  gint    sent_width;
  gint    sent_height;
  gint    pad_right;
  gint    pad_bottom;
} OverpaintSizePlan;

void              overpaint_size_plan_init  (OverpaintSizePlan        *plan,
                                             gint                      source_width,
                                             gint                      source_height,
                                             gint                      native_size,
                                             gint                      pixel_budget,
                                             gint                      size_step);
void              overpaint_size_plan_limit (OverpaintSizePlan        *plan,
                                             gint                      greatest_side,
                                             gint                      size_step);
gint              overpaint_size_plan_find_smaller (const OverpaintSizePlan *plan,
                                             gint                      size_step);

OverpaintPixels * overpaint_size_plan_apply (const OverpaintSizePlan  *plan,
                                             OverpaintPixels          *pixels,
                                             GError                  **error);
OverpaintPixels * overpaint_size_plan_undo  (const OverpaintSizePlan  *plan,
                                             OverpaintPixels          *reply,
                                             gboolean                 *cropped,
                                             GError                  **error);

G_END_DECLS
