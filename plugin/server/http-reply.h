/* http-reply.h: what a server answered, unjudged
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintHttpReply:
 * @status: the HTTP status: 200, 404...
 * @content_type: (nullable): the Content-Type header as it came
 * @retry_after: (nullable): the Retry-After header as it came
 * @body: the body, unpacked; empty where there was none
 *
 * A whole answer, of whatever status: an error page is an answer too.
 */
typedef struct
{
  guint   status;
  gchar  *content_type;
  gchar  *retry_after;
  GBytes *body;
} OverpaintHttpReply;

OverpaintHttpReply * overpaint_http_reply_new             (guint                     status,
                                                           const gchar              *content_type,
                                                           const gchar              *retry_after,
                                                           GBytes                   *body);
void                 overpaint_http_reply_free            (OverpaintHttpReply       *reply);

gint64               overpaint_http_reply_get_retry_after (const OverpaintHttpReply *reply,
                                                           gint64                    now);
gboolean             overpaint_http_reply_is_html         (const OverpaintHttpReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintHttpReply, overpaint_http_reply_free)

G_END_DECLS
