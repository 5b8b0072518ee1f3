/* canvas.h: strokes, ink and grain on a canvas
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "picture.h"

G_BEGIN_DECLS

/**
 * Canvas:
 * @width: in pixels
 * @height: in pixels
 * @pixels: R, G, B from 0 to 255, in rows from the top
 */
typedef struct
{
  gint    width;
  gint    height;
  gfloat *pixels;
} Canvas;

/**
 * Stroke:
 * @x: of its middle, in pixels
 * @y: of its middle, in pixels
 * @angle: in radians, 0 along a row
 * @length: in pixels
 * @width: in pixels
 * @opacity: 0 to 1
 * @bristle: how far single hairs of the brush show, 0 to 1
 * @colour: R, G, B from 0 to 255
 * @salt: makes the hairs of this stroke its own
 */
typedef struct
{
  gfloat  x;
  gfloat  y;
  gfloat  angle;
  gfloat  length;
  gfloat  width;
  gfloat  opacity;
  gfloat  bristle;
  gfloat  colour[3];
  guint32 salt;
} Stroke;

Canvas * canvas_new    (gint                   width,
                        gint                   height);
void     canvas_free   (Canvas                *canvas);

void     canvas_stroke (Canvas                *canvas,
                        const Stroke          *stroke);
void     canvas_ink    (Canvas                *canvas,
                        const PracticePicture *picture,
                        const gfloat           colour[3],
                        gfloat                 unit,
                        gfloat                 darkness);
void     canvas_grain  (Canvas                *canvas,
                        guint32                salt,
                        gfloat                 depth);

void     canvas_soften (PracticePicture       *picture,
                        gint                   radius);

G_END_DECLS
