/* http-request.c: one question to a server, before it is asked
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "address.h"
#include "http-request.h"
#include "secret.h"

struct _OverpaintHttpRequest
{
  GUri      *target;
  GPtrArray *parts;
  GBytes    *json;
  gchar     *token;
  gboolean   login;  /* whether the token is a name and a password */
  guint      connect_timeout;
  guint      total_timeout;
  gsize      limit;
};

static void
part_free (gpointer data)
{
  OverpaintHttpPart *part = data;

  g_free (part->name);
  g_free (part->text);
  g_free (part->filename);
  g_free (part->content_type);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part);
}

/**
 * overpaint_http_request_new:
 * @target: the address that is asked
 *
 * Starts a question: a GET of @target, with 10 s to connect, 10 minutes in all, and
 * an answer of at most 64 MiB.
 *
 * Returns: (transfer full): the question
 */
OverpaintHttpRequest *
overpaint_http_request_new (GUri *target)
{
  OverpaintHttpRequest *request;

  g_return_val_if_fail (target != NULL, NULL);

  request                  = g_rc_box_new0 (OverpaintHttpRequest);
  request->target          = g_uri_ref (target);
  request->parts           = g_ptr_array_new_with_free_func (part_free);
  request->connect_timeout = OVERPAINT_HTTP_CONNECT_TIMEOUT;
  request->total_timeout   = OVERPAINT_HTTP_TOTAL_TIMEOUT;
  request->limit           = OVERPAINT_HTTP_BODY_LIMIT;

  return request;
}

/**
 * overpaint_http_request_ref:
 * @request: a question
 *
 * Returns: (transfer full): @request, with one more reference
 */
OverpaintHttpRequest *
overpaint_http_request_ref (OverpaintHttpRequest *request)
{
  return g_rc_box_acquire (request);
}

static void
request_clear (gpointer data)
{
  OverpaintHttpRequest *request = data;

  g_uri_unref (request->target);
  g_ptr_array_unref (request->parts);
  g_clear_pointer (&request->json, g_bytes_unref);
  g_clear_pointer (&request->token, overpaint_secret_free);
}

/**
 * overpaint_http_request_unref:
 * @request: (transfer full): a question
 *
 * Drops a reference. With the last one the token is overwritten.
 */
void
overpaint_http_request_unref (OverpaintHttpRequest *request)
{
  g_rc_box_release_full (request, request_clear);
}

/**
 * overpaint_http_request_add_text:
 * @request: a question that was not sent yet
 * @name: the part's name
 * @text: its value, UTF-8
 *
 * Adds a text part, which makes the question a POST.
 */
void
overpaint_http_request_add_text (OverpaintHttpRequest *request,
                                 const gchar          *name,
                                 const gchar          *text)
{
  OverpaintHttpPart *part;

  g_return_if_fail (request != NULL && name != NULL && text != NULL);

  part       = g_new0 (OverpaintHttpPart, 1);
  part->name = g_strdup (name);
  part->text = g_strdup (text);

  g_ptr_array_add (request->parts, part);
}

/**
 * overpaint_http_request_add_file:
 * @request: a question that was not sent yet
 * @name: the part's name
 * @filename: its file name; servers take a part without one for text
 * @content_type: its type: "image/png"
 * @bytes: its contents, shared and not copied
 *
 * Adds a file part, which makes the question a POST.
 */
void
overpaint_http_request_add_file (OverpaintHttpRequest *request,
                                 const gchar          *name,
                                 const gchar          *filename,
                                 const gchar          *content_type,
                                 GBytes               *bytes)
{
  OverpaintHttpPart *part;

  g_return_if_fail (request != NULL && name != NULL && filename != NULL);
  g_return_if_fail (content_type != NULL && bytes != NULL);

  part               = g_new0 (OverpaintHttpPart, 1);
  part->name         = g_strdup (name);
  part->filename     = g_strdup (filename);
  part->content_type = g_strdup (content_type);
  part->bytes        = g_bytes_ref (bytes);

  g_ptr_array_add (request->parts, part);
}

/**
 * overpaint_http_request_set_json:
 * @request: a question that was not sent yet and has no parts
 * @json: its body, shared and not copied
 *
 * Makes the question a POST of application/json.
 */
void
overpaint_http_request_set_json (OverpaintHttpRequest *request,
                                 GBytes               *json)
{
  g_return_if_fail (request != NULL && json != NULL);
  g_return_if_fail (request->parts->len == 0);

  g_clear_pointer (&request->json, g_bytes_unref);
  request->json = g_bytes_ref (json);
}

/**
 * overpaint_http_request_set_token:
 * @request: a question that was not sent yet
 * @server: the server that @token belongs to
 * @token: (nullable): its bearer token
 *
 * Gives the token along, if the question goes to @server's own origin. For any other
 * target this does nothing: that one call decides it, so that no caller has to.
 */
void
overpaint_http_request_set_token (OverpaintHttpRequest *request,
                                  GUri                 *server,
                                  const gchar          *token)
{
  g_return_if_fail (request != NULL && server != NULL);

  g_clear_pointer (&request->token, overpaint_secret_free);

  request->login = FALSE;

  if (overpaint_address_same_origin (request->target, server))
    request->token = overpaint_secret_dup (token);
}

/**
 * overpaint_http_request_set_login:
 * @request: a question that was not sent yet
 * @server: the server that @login belongs to
 * @login: (nullable): a name, a colon and a password
 *
 * As [method@Overpaint.HttpRequest.set_token], for servers that want a name and a
 * password (HTTP's basic authentication).
 */
void
overpaint_http_request_set_login (OverpaintHttpRequest *request,
                                  GUri                 *server,
                                  const gchar          *login)
{
  overpaint_http_request_set_token (request, server, login);
  request->login = TRUE;
}

/**
 * overpaint_http_request_set_timeouts:
 * @request: a question that was not sent yet
 * @connect: how long the connection may take, in milliseconds, above 0
 * @total: how long everything may take, in milliseconds; 0 for as long as it takes
 *
 * Says how long to wait. There is no limit on silence: a server says nothing at all
 * while it paints.
 */
void
overpaint_http_request_set_timeouts (OverpaintHttpRequest *request,
                                     guint                 connect,
                                     guint                 total)
{
  g_return_if_fail (request != NULL && connect > 0);

  request->connect_timeout = connect;
  request->total_timeout   = total;
}

/**
 * overpaint_http_request_set_limit:
 * @request: a question that was not sent yet
 * @limit: the most bytes that the answer may have, unpacked
 *
 * Says how much to take: one byte more, and the transfer ends with
 * %OVERPAINT_HTTP_ERROR_TOO_LARGE.
 */
void
overpaint_http_request_set_limit (OverpaintHttpRequest *request,
                                  gsize                 limit)
{
  g_return_if_fail (request != NULL && limit > 0);

  request->limit = limit;
}

/**
 * overpaint_http_request_get_target:
 * @request: a question
 *
 * Returns: (transfer none): the address that is asked
 */
GUri *
overpaint_http_request_get_target (OverpaintHttpRequest *request)
{
  return request->target;
}

/**
 * overpaint_http_request_get_n_parts:
 * @request: a question
 *
 * Returns: how many parts it has; 0 for a GET
 */
guint
overpaint_http_request_get_n_parts (OverpaintHttpRequest *request)
{
  return request->parts->len;
}

/**
 * overpaint_http_request_get_part:
 * @request: a question
 * @index: which part, below the number of parts
 *
 * Returns: (transfer none): the part
 */
const OverpaintHttpPart *
overpaint_http_request_get_part (OverpaintHttpRequest *request,
                                 guint                 index)
{
  g_return_val_if_fail (index < request->parts->len, NULL);

  return g_ptr_array_index (request->parts, index);
}

/**
 * overpaint_http_request_get_json:
 * @request: a question
 *
 * Returns: (transfer none) (nullable): its body, where that is JSON
 */
GBytes *
overpaint_http_request_get_json (OverpaintHttpRequest *request)
{
  return request->json;
}

/**
 * overpaint_http_request_has_login:
 * @request: a question
 *
 * Returns: whether its token is a name and a password
 */
gboolean
overpaint_http_request_has_login (OverpaintHttpRequest *request)
{
  return request->login;
}

/**
 * overpaint_http_request_get_token:
 * @request: a question
 *
 * Returns: (nullable): the token that goes with it, or %NULL
 */
const gchar *
overpaint_http_request_get_token (OverpaintHttpRequest *request)
{
  return request->token;
}

/**
 * overpaint_http_request_get_connect_timeout:
 * @request: a question
 *
 * Returns: how long the connection may take, in milliseconds
 */
guint
overpaint_http_request_get_connect_timeout (OverpaintHttpRequest *request)
{
  return request->connect_timeout;
}

/**
 * overpaint_http_request_get_total_timeout:
 * @request: a question
 *
 * Returns: how long everything may take, in milliseconds; 0 for no limit
 */
guint
overpaint_http_request_get_total_timeout (OverpaintHttpRequest *request)
{
  return request->total_timeout;
}

/**
 * overpaint_http_request_get_limit:
 * @request: a question
 *
 * Returns: the most bytes that the answer may have
 */
gsize
overpaint_http_request_get_limit (OverpaintHttpRequest *request)
{
  return request->limit;
}
