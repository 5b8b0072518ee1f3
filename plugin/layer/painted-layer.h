/* painted-layer.h: one picture as a layer that no image shows yet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "source.h"

G_BEGIN_DECLS

/**
 * OverpaintResult:
 * @pixels: the picture, in 3 channels, of exactly the source's size
 * @name: the layer's name
 * @group: (nullable): name of the group inside the run's group that it belongs to
 * @hidden: whether it comes in hidden in any case
 * @record: text of its `overpaint-record` parasite
 *
 * One picture, ready to become a layer. It owns none of it.
 */
typedef struct
{
  OverpaintPixels *pixels;
  const gchar     *name;
  const gchar     *group;
  gboolean         hidden;
  const gchar     *record;
} OverpaintResult;

/**
 * OverpaintPlace:
 * @image: the image
 * @parent: (nullable): the group; %NULL for the image itself
 * @position: how many layers of @parent are above it
 * @offset_x: left edge, in image pixels
 * @offset_y: top edge, in image pixels
 *
 * Where in an image a layer goes.
 */
typedef struct
{
  GimpImage *image;
  GimpLayer *parent;
  gint       position;
  gint       offset_x;
  gint       offset_y;
} OverpaintPlace;

GimpLayer * overpaint_painted_layer_new    (GimpImage              *image,
                                            OverpaintSource        *source,
                                            const OverpaintResult  *result);
gboolean    overpaint_painted_layer_insert (GimpLayer              *layer,
                                            OverpaintSource        *source,
                                            const OverpaintPlace   *place);

G_END_DECLS
