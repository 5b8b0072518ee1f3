/* http-transfer.h: one question under way
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "http-private.h"
#include "http-reply.h"

G_BEGIN_DECLS

/**
 * OverpaintHttpTransfer: (skip)
 *
 * One question under way: libcurl's handle, all that must live as long as it does,
 * and what has come so far.
 */
typedef struct _OverpaintHttpTransfer OverpaintHttpTransfer;

OverpaintHttpTransfer * overpaint_http_transfer_new       (OverpaintHttpRequest  *request,
                                                           GError               **error);
void                    overpaint_http_transfer_free      (OverpaintHttpTransfer *transfer);

CURL                  * overpaint_http_transfer_get_easy  (OverpaintHttpTransfer *transfer);
OverpaintHttpReply    * overpaint_http_transfer_get_reply (OverpaintHttpTransfer *transfer,
                                                           CURLcode               code,
                                                           GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintHttpTransfer, overpaint_http_transfer_free)

G_END_DECLS
