/* wire.h: a client that sees the bytes on the wire
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Wire:
 * @status: of the reply; 0 where the connection closed without one
 * @head: the status line and the headers, as they came
 * @body: what followed, chunks and all
 * @size: of @body, in bytes
 *
 * A reply, byte for byte. @body ends in a zero byte that is not counted.
 */
typedef struct
{
  guint   status;
  gchar  *head;
  gchar  *body;
  gsize   size;
} Wire;

void           wire_start_server (const gchar * const *arguments);
gint           wire_stop_server  (void);
const gchar  * wire_origin       (void);
gint           wire_port         (void);
gboolean       wire_is_secure    (void);
GBytes       * wire_picture      (void);

GBytes       * wire_form         (const gchar *fields,
                                  GBytes      *image);

GSocketConnection *
               wire_send         (const gchar *method,
                                  const gchar *path,
                                  const gchar *headers,
                                  GBytes      *body);
Wire         * wire_receive      (GSocketConnection *connection);
Wire         * wire_ask          (const gchar *method,
                                  const gchar *path,
                                  const gchar *headers,
                                  GBytes      *body);
Wire         * wire_post_form    (const gchar *path,
                                  const gchar *headers,
                                  const gchar *fields);
Wire         * wire_post_picture (const gchar *path,
                                  const gchar *headers,
                                  const gchar *fields,
                                  GBytes      *image);
GSocketConnection *
               wire_begin_form   (const gchar *path,
                                  const gchar *fields);
void           wire_control      (const gchar *path,
                                  const gchar *json);
gchar        * wire_log          (void);
void           wire_reset        (void);
void           wire_free         (Wire        *wire);

gchar        * wire_first_url    (Wire        *wire);
GBytes       * wire_first_picture (Wire       *wire);

GSocketConnection *
               wire_begin_json  (const gchar *path,
                                 const gchar *json);
Wire         * wire_post_json   (const gchar *path,
                                 const gchar *json);
gchar        * wire_query       (Wire        *wire,
                                 const gchar *path);
gchar        * wire_info        (Wire        *wire,
                                 const gchar *path);
GBytes       * wire_base64      (Wire        *wire,
                                 const gchar *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wire, wire_free)

G_END_DECLS
