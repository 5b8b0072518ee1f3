/* palette.h: the colours that a seed paints with
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PRACTICE_PALETTE_TONES 256

/**
 * PracticePalette:
 * @tones: a colour for each tone from 0 (the deepest shadow) to 255 (the highest light),
 *   as R, G, B from 0 to 255
 *
 * A ramp of colours from dark to light.
 */
typedef struct
{
  gfloat tones[PRACTICE_PALETTE_TONES][3];
} PracticePalette;

guint32 practice_hash        (guint32          value);
gfloat  practice_chance      (guint32          value);

void    practice_palette_init (PracticePalette *palette,
                               guint64          seed);

G_END_DECLS
