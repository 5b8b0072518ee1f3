/* arrival.h: an answer's pictures, from bytes to pixels of the source's size
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "pixels.h"
#include "size-plan.h"

G_BEGIN_DECLS

/**
 * OverpaintArrival:
 * @pixels: (nullable): the picture, in 3 channels, of the source's size
 * @error: (nullable): why there is none
 * @seed: the seed that the server says it used
 * @flagged: whether the server marked it as offensive
 * @cropped: whether it came in another aspect and was cut
 *
 * One picture that a server has sent.
 */
typedef struct
{
  OverpaintPixels *pixels;
  GError          *error;
  gint64           seed;
  gboolean         flagged;
  gboolean         cropped;
} OverpaintArrival;

void        overpaint_arrivals_unpack_async  (GPtrArray                *images,
                                              const OverpaintSizePlan  *plan,
                                              GAsyncReadyCallback       callback,
                                              gpointer                  user_data);
GPtrArray * overpaint_arrivals_unpack_finish (GAsyncResult             *result);

G_END_DECLS
