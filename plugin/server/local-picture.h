/* local-picture.h: pictures to and from servers that an artist runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Private to this room. */

#define OVERPAINT_LOCAL_MOST_PICTURE ((gsize) 64 * 1024 * 1024)
#define OVERPAINT_LOCAL_MOST_REPLY   ((gsize) 512 * 1024 * 1024)

gboolean   overpaint_local_picture_get_size (GBytes       *picture,
                                             gint         *width,
                                             gint         *height);
gboolean   overpaint_local_picture_measure  (GBytes       *png,
                                             gint          step,
                                             const gchar  *host,
                                             gint         *width,
                                             gint         *height,
                                             GError      **error);
GBytes   * overpaint_local_picture_decode   (JsonNode     *node,
                                             const gchar  *host,
                                             GError      **error);

G_END_DECLS
