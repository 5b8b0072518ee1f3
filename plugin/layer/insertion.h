/* insertion.h: pictures into an image, as layers, in one undo step
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "source.h"

G_BEGIN_DECLS

#define OVERPAINT_INSERTION_ERROR (overpaint_insertion_error_quark ())

/**
 * OverpaintInsertionError:
 * @OVERPAINT_INSERTION_ERROR_FAILED: GIMP refused a layer; its own words are in the message
 *
 * Why pictures could not be brought in.
 */
typedef enum
{
  OVERPAINT_INSERTION_ERROR_FAILED
} OverpaintInsertionError;

/**
 * OverpaintResult:
 * @pixels: the picture, in 3 channels, of exactly the source's size
 * @name: the layer's name
 * @hidden: whether it comes in hidden in any case
 * @record: text of its `overpaint-record` parasite
 *
 * One picture, ready to become a layer. The insertion owns none of it.
 */
typedef struct
{
  OverpaintPixels *pixels;
  const gchar     *name;
  gboolean         hidden;
  const gchar     *record;
} OverpaintResult;

GQuark       overpaint_insertion_error_quark (void);

GimpLayer ** overpaint_insertion_insert      (OverpaintSource        *source,
                                              const OverpaintResult  *results,
                                              guint                   n_results,
                                              const gchar            *group_name,
                                              GimpImage             **new_image,
                                              GError                **error);

G_END_DECLS
