/* http.h: questions to servers, many at a time, on the main context
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "http-error.h"
#include "http-reply.h"
#include "http-request.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_HTTP (overpaint_http_get_type ())

/**
 * OverpaintHttp:
 *
 * Sends questions and collects answers, as many at a time as are given to it. It
 * needs no thread: connections are sources of the main context that was the
 * thread's default when the object was made, and it is used from that thread alone.
 *
 * It follows no redirect, keeps no cookie, reads no .netrc, speaks to this computer
 * without a proxy, and never trusts a certificate that does not verify.
 *
 * ```c
 * g_autoptr(OverpaintHttp) http = overpaint_http_new ();
 *
 * overpaint_http_send_async (http, request, cancellable, answer_came, data);
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintHttp, overpaint_http, OVERPAINT, HTTP, GObject)

OverpaintHttp      * overpaint_http_new         (void);

void                 overpaint_http_send_async  (OverpaintHttp         *http,
                                                 OverpaintHttpRequest  *request,
                                                 GCancellable          *cancellable,
                                                 GAsyncReadyCallback    callback,
                                                 gpointer               data);
OverpaintHttpReply * overpaint_http_send_finish (OverpaintHttp         *http,
                                                 GAsyncResult          *result,
                                                 GError               **error);

G_END_DECLS
