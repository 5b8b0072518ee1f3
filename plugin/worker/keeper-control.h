/* keeper-control.h: being told what to do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keeper.h"

G_BEGIN_DECLS

/**
 * OverpaintKeeperControl: (skip)
 *
 * Listens on the keeper's socket. Who connects is told the status, at once and whenever it changes: key files, with a
 * zero byte behind each. It may write lines:
 *
 * - `lease`: a run uses the worker, until the connection is closed, however that comes about;
 * - `owner PID START-TIME`: the worker is to stop when that process has ended;
 * - `stop`: the worker is to stop now.
 */
typedef struct _OverpaintKeeperControl OverpaintKeeperControl;

OverpaintKeeperControl * overpaint_keeper_control_new      (OverpaintKeeper         *keeper,
                                                            const gchar             *path,
                                                            GError                 **error);
void                     overpaint_keeper_control_free     (OverpaintKeeperControl  *control);

gboolean                 overpaint_keeper_control_is_told  (OverpaintKeeperControl  *control);

G_END_DECLS
