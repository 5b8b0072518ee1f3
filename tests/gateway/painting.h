/* painting.h: what the practice server does to a picture; plain arithmetic, no AI
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "picture.h"

G_BEGIN_DECLS

/**
 * PracticePaint:
 * @PRACTICE_PAINT_RESTYLE: something that an eye can judge: brush strokes, palettes, ink
 * @PRACTICE_PAINT_RULE: a one-to-one rule that a test can compute:
 *   R' = 255 - G, G' = 255 - B, B' = 255 - R
 * @PRACTICE_PAINT_MIXED: the rule for odd seeds, for even ones the restyling: so one
 *   run at strength 0 shows both a picture left alone and one that is not
 */
typedef enum
{
  PRACTICE_PAINT_RESTYLE,
  PRACTICE_PAINT_RULE,
  PRACTICE_PAINT_MIXED
} PracticePaint;

void              practice_painting_apply  (PracticePicture *picture,
                                            PracticePaint    paint,
                                            guint64          seed,
                                            gdouble          amount);

PracticePicture * practice_painting_invent (gint             width,
                                            gint             height,
                                            guint64          seed);

G_END_DECLS
