/* http-request.h: one question to a server, before it is asked
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintHttpPart:
 * @name: the part's name
 * @text: (nullable): its value, where it is text
 * @filename: (nullable): its file name, where it is a file
 * @content_type: (nullable): its type, where it is a file
 * @bytes: (nullable): its contents, where it is a file
 *
 * One part of a multipart/form-data body.
 */
typedef struct
{
  gchar  *name;
  gchar  *text;
  gchar  *filename;
  gchar  *content_type;
  GBytes *bytes;
} OverpaintHttpPart;

/**
 * OverpaintHttpRequest:
 *
 * One question to a server: an address, and what goes with it. With parts it is a
 * POST of multipart/form-data, with a JSON body a POST of that, with neither a GET. It is
 * built up once, then only read, and can be sent more than once.
 *
 * ```c
 * g_autoptr(OverpaintHttpRequest) request = overpaint_http_request_new (target);
 *
 * overpaint_http_request_add_text (request, "prompt", "a watercolour");
 * overpaint_http_request_add_file (request, "image", "layer.png", "image/png", png);
 * overpaint_http_request_set_token (request, server, token);
 * ```
 */
typedef struct _OverpaintHttpRequest OverpaintHttpRequest;

#define OVERPAINT_HTTP_CONNECT_TIMEOUT 10000
#define OVERPAINT_HTTP_TOTAL_TIMEOUT   600000
#define OVERPAINT_HTTP_BODY_LIMIT      (64 * 1024 * 1024)

OverpaintHttpRequest * overpaint_http_request_new          (GUri                 *target);
OverpaintHttpRequest * overpaint_http_request_ref          (OverpaintHttpRequest *request);
void                   overpaint_http_request_unref        (OverpaintHttpRequest *request);

void                   overpaint_http_request_add_text     (OverpaintHttpRequest *request,
                                                            const gchar          *name,
                                                            const gchar          *text);
void                   overpaint_http_request_add_file     (OverpaintHttpRequest *request,
                                                            const gchar          *name,
                                                            const gchar          *filename,
                                                            const gchar          *content_type,
                                                            GBytes               *bytes);
void                   overpaint_http_request_set_json     (OverpaintHttpRequest *request,
                                                            GBytes               *json);
void                   overpaint_http_request_set_token    (OverpaintHttpRequest *request,
                                                            GUri                 *server,
                                                            const gchar          *token);
void                   overpaint_http_request_set_login    (OverpaintHttpRequest *request,
                                                            GUri                 *server,
                                                            const gchar          *login);
void                   overpaint_http_request_set_timeouts (OverpaintHttpRequest *request,
                                                            guint                 connect,
                                                            guint                 total);
void                   overpaint_http_request_set_limit    (OverpaintHttpRequest *request,
                                                            gsize                 limit);

GUri                 * overpaint_http_request_get_target   (OverpaintHttpRequest *request);
guint                  overpaint_http_request_get_n_parts  (OverpaintHttpRequest *request);
const OverpaintHttpPart *
                       overpaint_http_request_get_part     (OverpaintHttpRequest *request,
                                                            guint                 index);
GBytes               * overpaint_http_request_get_json     (OverpaintHttpRequest *request);
const gchar          * overpaint_http_request_get_token    (OverpaintHttpRequest *request);
gboolean               overpaint_http_request_has_login    (OverpaintHttpRequest *request);
guint                  overpaint_http_request_get_connect_timeout
                                                           (OverpaintHttpRequest *request);
guint                  overpaint_http_request_get_total_timeout
                                                           (OverpaintHttpRequest *request);
gsize                  overpaint_http_request_get_limit    (OverpaintHttpRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintHttpRequest, overpaint_http_request_unref)

G_END_DECLS
