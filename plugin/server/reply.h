/* reply.h: what an answer holds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "http-reply.h"
#include "server-error.h"

G_BEGIN_DECLS

/* Private to this room: the one header of it with json-glib in it. */

/**
 * OverpaintReplyEntry: (skip)
 * @url: where the picture lies, or what it is (a data: address), as the server says
 * @seed: the seed it was made with, or -1 where the server does not say
 * @nsfw: whether the server marked it as offensive
 *
 * One entry of an answer's list of pictures, before the picture was fetched.
 */
typedef struct
{
  gchar    *url;
  gint64    seed;
  gboolean  nsfw;
} OverpaintReplyEntry;

void                  overpaint_reply_entry_free  (OverpaintReplyEntry       *entry);

JsonNode            * overpaint_reply_parse_json  (const gchar               *text,
                                                   gsize                      length);
GPtrArray           * overpaint_reply_parse       (const OverpaintHttpReply  *reply,
                                                   const gchar               *host,
                                                   GError                   **error);
OverpaintServerKind   overpaint_reply_guess_kind  (const OverpaintHttpReply  *reply);

G_END_DECLS
