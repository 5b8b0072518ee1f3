/* patience.h: asking again, politely
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "http.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PATIENCE (overpaint_patience_get_type ())

/**
 * OverpaintPatience:
 *
 * The one way in to one server. It sends questions as [class@Overpaint.Http] does, but
 * where the server answers 429 (too many requests) or 503 (not available) it waits
 * and asks again, twice at most: as long as Retry-After says, and at least the
 * retry pause, four times it the second time. While a 429 lasts no other question
 * of this server is sent either; those that wait for it have not used up a try.
 *
 * A Retry-After of more than two minutes is not waited for: the answer is handed
 * over as it is.
 */
G_DECLARE_FINAL_TYPE (OverpaintPatience, overpaint_patience, OVERPAINT, PATIENCE, GObject)

#define OVERPAINT_PATIENCE_MOST_SECONDS 120
#define OVERPAINT_PATIENCE_TRIES        3

OverpaintPatience  * overpaint_patience_new         (OverpaintHttp         *http);

void                 overpaint_patience_send_async  (OverpaintPatience     *patience,
                                                     OverpaintHttpRequest  *request,
                                                     GCancellable          *cancellable,
                                                     GAsyncReadyCallback    callback,
                                                     gpointer               data);
OverpaintHttpReply * overpaint_patience_send_finish (OverpaintPatience     *patience,
                                                     GAsyncResult          *result,
                                                     GError               **error);

G_END_DECLS
