/* keeper-line.h: a connection to a keeper
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "worker-status.h"

G_BEGIN_DECLS

/**
 * OverpaintKeeperLine: (skip)
 *
 * The plug-in's end of a connection to a keeper, whose other end is keeper-control.c.
 */
typedef struct _OverpaintKeeperLine OverpaintKeeperLine;

/**
 * OverpaintKeeperLineTold:
 * @status: (transfer full) (nullable): how the worker is doing; %NULL when the connection has ended
 * @user_data: what was given to overpaint_keeper_line_new()
 *
 * The line may be closed in it.
 */
typedef void (* OverpaintKeeperLineTold) (OverpaintWorkerStatus *status,
                                          gpointer               user_data);

OverpaintKeeperLine * overpaint_keeper_line_new    (GSocketConnection        *connection,
                                                    OverpaintKeeperLineTold   told,
                                                    gpointer                  user_data);
void                  overpaint_keeper_line_close  (OverpaintKeeperLine      *line);

void                  overpaint_keeper_line_say    (OverpaintKeeperLine      *line,
                                                    const gchar              *text);
void                  overpaint_keeper_line_say_wishes (OverpaintKeeperLine  *line,
                                                    gint64                    owner,
                                                    guint                     idle_time);

G_END_DECLS
