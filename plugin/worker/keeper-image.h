/* keeper-image.h: fetching what a worker needs first
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keeper-child.h"
#include "keeper-order.h"
#include "worker-output.h"

G_BEGIN_DECLS

/**
 * OverpaintKeeperImage: (skip)
 *
 * Finds out whether a container's image is here, and fetches it where that is allowed.
 */
typedef struct _OverpaintKeeperImage OverpaintKeeperImage;

/**
 * OverpaintKeeperImageTold:
 * @ended: whether that was all; then the image may be freed
 * @fault: (nullable): nick of why it is not here at the end
 * @user_data: what was given to overpaint_keeper_image_new()
 *
 * Called when fetching begins, at each of its steps, and at the end.
 */
typedef void (* OverpaintKeeperImageTold) (gboolean     ended,
                                           const gchar *fault,
                                           gpointer     user_data);

OverpaintKeeperImage * overpaint_keeper_image_new   (const OverpaintKeeperOrder  *order,
                                                     OverpaintWorkerOutput       *output,
                                                     OverpaintKeeperImageTold     told,
                                                     gpointer                     user_data);
void                   overpaint_keeper_image_free  (OverpaintKeeperImage        *image);

void                   overpaint_keeper_image_stop  (OverpaintKeeperImage        *image);

G_END_DECLS
