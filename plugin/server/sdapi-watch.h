/* sdapi-watch.h: whether a server is still there, and how far it is, while it paints
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-private.h"

G_BEGIN_DECLS

/* Private to this room. */

typedef struct _OverpaintSdapiWatch OverpaintSdapiWatch;

/**
 * OverpaintSdapiLost: (skip)
 * @data: what was given along
 *
 * Called once, when a server that had answered does not answer any more. It may end the watch.
 */
typedef void (*OverpaintSdapiLost) (gpointer data);

OverpaintSdapiWatch * overpaint_sdapi_watch_new (OverpaintServer     *server,
                                                 OverpaintRequest    *variation,
                                                 const gchar         *task_id,
                                                 gboolean             alone,
                                                 OverpaintSdapiLost   lost,
                                                 gpointer             data);
void                  overpaint_sdapi_watch_end (OverpaintSdapiWatch *watch);

G_END_DECLS
