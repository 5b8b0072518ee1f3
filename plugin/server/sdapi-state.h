/* sdapi-state.h: what a web UI is busy with
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-private.h"

G_BEGIN_DECLS

/* Private to this room. */

/**
 * OverpaintSdapiState: (skip)
 * @active: whether the picture that was asked about is being made
 * @idle: whether nothing at all is being made
 * @stopped: whether what is being made, or was made last, was interrupted or skipped
 * @fraction: how far it is, 0 to 1; -1 where it does not say
 *
 * What a web UI says of its work.
 */
typedef struct
{
  gboolean active;
  gboolean idle;
  gboolean stopped;
  gdouble  fraction;
} OverpaintSdapiState;

gboolean               overpaint_sdapi_state_knows_tasks (OverpaintServer          *server);
gboolean               overpaint_sdapi_state_tells       (OverpaintServer          *server);

OverpaintHttpRequest * overpaint_sdapi_state_ask         (OverpaintServer          *server,
                                                          const gchar              *task_id,
                                                          guint                     timeout);
OverpaintHttpRequest * overpaint_sdapi_state_ask_all     (OverpaintServer          *server,
                                                          guint                     timeout);
gboolean               overpaint_sdapi_state_read        (const OverpaintHttpReply *reply,
                                                          OverpaintSdapiState      *state);

G_END_DECLS
