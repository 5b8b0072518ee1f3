/* finder.h: looking for workers on this computer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "found-words.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_FINDER (overpaint_finder_get_type ())

/**
 * OverpaintFinder:
 *
 * Looks for workers that the artist runs already. It asks this computer alone, 127.0.0.1 and ::1,
 * on the ports that such servers use, and knows them by how they answer, never by their port. All
 * is asked at once and given up after a second. It uses no thread, and holds up no window.
 *
 * ```c
 * g_autoptr (OverpaintFinder) finder = overpaint_finder_new ();
 *
 * overpaint_finder_find_async (finder, NULL, 0, cancellable, workers_found, data);
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintFinder, overpaint_finder, OVERPAINT, FINDER, GObject)

OverpaintFinder * overpaint_finder_new         (void);

void              overpaint_finder_find_async  (OverpaintFinder      *finder,
                                                const guint          *ports,
                                                guint                 n_ports,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              data);
GPtrArray       * overpaint_finder_find_finish (OverpaintFinder      *finder,
                                                GAsyncResult         *result,
                                                GError              **error);

void              overpaint_finder_use_ports   (OverpaintFinder      *finder,
                                                const guint          *known_ports,
                                                guint                 n_known_ports);

/* For tests, whose servers stand at other ports and whose patience is shorter. */
void              overpaint_finder_use         (OverpaintFinder      *finder,
                                                const guint          *known_ports,
                                                guint                 n_known_ports,
                                                guint                 timeout);

G_END_DECLS
