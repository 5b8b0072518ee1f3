/* reply.h: what the practice server answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PracticeReply:
 * @status: the HTTP status; 0 closes the connection without a word
 * @content_type: (nullable): its Content-Type
 * @headers: more headers, name and value in turn
 * @body: its body
 * @pictures: how many pictures were painted for it, each of which takes its delay
 *
 * A whole answer, before it goes out.
 */
typedef struct
{
  guint      status;
  gchar     *content_type;
  GPtrArray *headers;
  GBytes    *body;
  guint      pictures;
} PracticeReply;

PracticeReply * practice_reply_new        (guint          status,
                                           const gchar   *content_type,
                                           const gchar   *body);
PracticeReply * practice_reply_new_bytes  (guint          status,
                                           const gchar   *content_type,
                                           GBytes        *body);
PracticeReply * practice_reply_new_node   (guint          status,
                                           JsonNode      *node);
PracticeReply * practice_reply_new_drop   (void);
PracticeReply * practice_reply_new_detail (guint          status,
                                           const gchar   *message);
PracticeReply * practice_reply_new_string (guint          status,
                                           const gchar   *message);
PracticeReply * practice_reply_new_error  (guint          status,
                                           const gchar   *message);
PracticeReply * practice_reply_new_errors (guint          status,
                                           const gchar   *message);
void            practice_reply_free       (PracticeReply *reply);

void            practice_reply_add_header (PracticeReply *reply,
                                           const gchar   *name,
                                           const gchar   *value);

gchar         * practice_json_quote       (const gchar   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeReply, practice_reply_free)

G_END_DECLS
