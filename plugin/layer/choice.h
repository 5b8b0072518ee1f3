/* choice.h: what an artist has chosen in an image: a layer, and perhaps a part of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "source.h"

G_BEGIN_DECLS

GimpDrawable * overpaint_choice_find_drawable    (GimpImage      *image,
                                                  GError        **error);
GimpLayer    * overpaint_choice_find_layer       (GimpDrawable   *drawable,
                                                  GError        **error);
gboolean       overpaint_choice_get_rectangle    (GimpImage      *image,
                                                  GimpLayer      *layer,
                                                  GeglRectangle  *rectangle,
                                                  gboolean       *is_part,
                                                  GError        **error);
void           overpaint_choice_set_error_missed (GError        **error);

G_END_DECLS
