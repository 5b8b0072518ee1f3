/* keeper-owners.h: the programs that a worker does not outlive
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintKeeperOwners: (skip)
 *
 * Processes, GIMPs as a rule, of which the last one takes the worker with it.
 */
typedef struct _OverpaintKeeperOwners OverpaintKeeperOwners;

/**
 * OverpaintKeeperOwnersGone:
 * @user_data: what was given to overpaint_keeper_owners_new()
 */
typedef void (* OverpaintKeeperOwnersGone) (gpointer user_data);

OverpaintKeeperOwners * overpaint_keeper_owners_new   (OverpaintKeeperOwnersGone   gone,
                                                       gpointer                    user_data);
void                    overpaint_keeper_owners_free  (OverpaintKeeperOwners      *owners);

void                    overpaint_keeper_owners_add   (OverpaintKeeperOwners      *owners,
                                                       gint64                      pid,
                                                       guint64                     start_time);

G_END_DECLS
