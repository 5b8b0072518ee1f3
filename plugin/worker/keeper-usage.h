/* keeper-usage.h: who uses a worker, and since when nobody does
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintKeeperUsage: (skip)
 *
 * Counts the runs that use a worker, and the time that none does.
 */
typedef struct _OverpaintKeeperUsage OverpaintKeeperUsage;

/**
 * OverpaintKeeperUsageTold:
 * @unused: whether the worker is to be stopped; else the number of leases has changed
 * @user_data: what was given to overpaint_keeper_usage_new()
 */
typedef void (* OverpaintKeeperUsageTold) (gboolean unused,
                                           gpointer user_data);

OverpaintKeeperUsage * overpaint_keeper_usage_new         (guint                      idle_time,
                                                           OverpaintKeeperUsageTold   told,
                                                           gpointer                   user_data);
void                   overpaint_keeper_usage_free        (OverpaintKeeperUsage      *usage);

void                   overpaint_keeper_usage_set_ready   (OverpaintKeeperUsage      *usage,
                                                           gboolean                   ready);
void                   overpaint_keeper_usage_touch       (OverpaintKeeperUsage      *usage);
void                   overpaint_keeper_usage_set_idle_time (OverpaintKeeperUsage    *usage,
                                                           guint                      idle_time);

void                   overpaint_keeper_usage_lease       (OverpaintKeeperUsage      *usage);
void                   overpaint_keeper_usage_release     (OverpaintKeeperUsage      *usage);
guint                  overpaint_keeper_usage_get_leases  (OverpaintKeeperUsage      *usage);

void                   overpaint_keeper_usage_go_with     (OverpaintKeeperUsage      *usage,
                                                           gint64                     pid,
                                                           guint64                    start_time);

G_END_DECLS
