/* thumbnail.h: a picture, small
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "pixels.h"

G_BEGIN_DECLS

void              overpaint_thumbnail_make_async  (OverpaintPixels      *pixels,
                                                   gint                  side,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
OverpaintPixels * overpaint_thumbnail_make_finish (GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
