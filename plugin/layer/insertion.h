/* insertion.h: pictures into an image, as layers, in one undo step
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "painted-layer.h"

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

GQuark       overpaint_insertion_error_quark (void);
void         overpaint_insertion_set_error   (GError                **error);

gboolean     overpaint_insertion_find_place  (OverpaintSource        *source,
                                              OverpaintPlace         *place);
GimpLayer ** overpaint_insertion_insert      (OverpaintSource        *source,
                                              const OverpaintResult  *results,
                                              guint                   n_results,
                                              const gchar            *group_name,
                                              GimpImage             **new_image,
                                              GError                **error);

G_END_DECLS
