/* http-transfer.c: one question under way
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "address.h"
#include "http-transfer.h"
#include "secret.h"

/* One file part's place in its bytes: libcurl would copy them otherwise, once for
 * each of the requests that share a picture.
 */
typedef struct
{
  GBytes *bytes;
  gsize   offset;
} Reading;

struct _OverpaintHttpTransfer
{
  OverpaintHttpRequest *request;
  CURL                 *easy;
  curl_mime            *mime;
  struct curl_slist    *headers;
  GByteArray           *body;
  gboolean              too_large;
  gchar                 detail[CURL_ERROR_SIZE];
};

static size_t
reading_read (char   *buffer,
              size_t  size,
              size_t  count,
              void   *data)
{
  Reading      *reading = data;
  gsize         length;
  const guint8 *bytes   = g_bytes_get_data (reading->bytes, &length);
  gsize         amount  = MIN (size * count, length - reading->offset);

  if (amount > 0)
    memcpy (buffer, bytes + reading->offset, amount);

  reading->offset += amount;

  return amount;
}

static int
reading_seek (void       *data,
              curl_off_t  offset,
              int         origin)
{
  Reading *reading = data;

  if (origin != SEEK_SET || offset < 0 ||
      (guint64) offset > (guint64) g_bytes_get_size (reading->bytes))
    return CURL_SEEKFUNC_FAIL;

  reading->offset = (gsize) offset;

  return CURL_SEEKFUNC_OK;
}

static void
reading_free (void *data)
{
  Reading *reading = data;

  g_bytes_unref (reading->bytes);
  g_free (reading);
}

static size_t
body_write (char   *buffer,
            size_t  size,
            size_t  count,
            void   *data)
{
  OverpaintHttpTransfer *transfer = data;
  gsize                  amount   = size * count;
  gsize                  limit    = overpaint_http_request_get_limit (transfer->request);

  if (amount > limit - transfer->body->len)
    {
      transfer->too_large = TRUE;
      return 0;
    }

  g_byte_array_append (transfer->body, (const guint8 *) buffer, (guint) amount);

  return amount;
}

static gboolean
add_parts (OverpaintHttpTransfer *transfer)
{
  guint n_parts = overpaint_http_request_get_n_parts (transfer->request);
  guint i;

  if (n_parts == 0)
    return TRUE;

  transfer->mime = curl_mime_init (transfer->easy);

  for (i = 0; i < n_parts; i++)
    {
      const OverpaintHttpPart *part  = overpaint_http_request_get_part (transfer->request, i);
      curl_mimepart           *added = curl_mime_addpart (transfer->mime);

      if (added == NULL || curl_mime_name (added, part->name) != CURLE_OK)
        return FALSE;

      if (part->text != NULL)
        {
          if (curl_mime_data (added, part->text, CURL_ZERO_TERMINATED) != CURLE_OK)
            return FALSE;
        }
      else
        {
          Reading *reading = g_new0 (Reading, 1);

          reading->bytes = g_bytes_ref (part->bytes);

          if (curl_mime_data_cb (added, (curl_off_t) g_bytes_get_size (part->bytes),
                                 reading_read, reading_seek, reading_free, reading) != CURLE_OK)
            {
              reading_free (reading);
              return FALSE;
            }

          if (curl_mime_filename (added, part->filename) != CURLE_OK ||
              curl_mime_type (added, part->content_type) != CURLE_OK)
            return FALSE;
        }
    }

  return curl_easy_setopt (transfer->easy, CURLOPT_MIMEPOST, transfer->mime) == CURLE_OK &&
         /* A kept connection that ends at once is one that libcurl silently asks
          * again on a new one: a picture would be painted, and paid for, twice.
          */
         curl_easy_setopt (transfer->easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK;
}

/* The body is the request's own, which lives as long as the transfer. */
static gboolean
add_json (OverpaintHttpTransfer *transfer)
{
  GBytes        *json = overpaint_http_request_get_json (transfer->request);
  gconstpointer  data;
  gsize          length;

  if (json == NULL)
    return TRUE;

  data = g_bytes_get_data (json, &length);

  return curl_easy_setopt (transfer->easy, CURLOPT_POST, 1L) == CURLE_OK &&
         curl_easy_setopt (transfer->easy, CURLOPT_POSTFIELDS, data) == CURLE_OK &&
         curl_easy_setopt (transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) length) == CURLE_OK &&
         /* For the reason that parts have. */
         curl_easy_setopt (transfer->easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK;
}

static gboolean
add_header (OverpaintHttpTransfer *transfer,
            const gchar           *header)
{
  struct curl_slist *longer = curl_slist_append (transfer->headers, header);

  if (longer == NULL)
    return FALSE;

  transfer->headers = longer;

  return TRUE;
}

/* "Bearer TOKEN", or "Basic " and the name and password in base64. */
static gchar *
describe_token (OverpaintHttpRequest *request)
{
  const gchar *token = overpaint_http_request_get_token (request);
  gchar       *coded;
  gchar       *header;

  if (! overpaint_http_request_has_login (request))
    return g_strconcat ("Authorization: Bearer ", token, NULL);

  coded  = g_base64_encode ((const guchar *) token, strlen (token));
  header = g_strconcat ("Authorization: Basic ", coded, NULL);
  overpaint_secret_free (coded);

  return header;
}

static gboolean
add_headers (OverpaintHttpTransfer *transfer)
{
  const gchar *token = overpaint_http_request_get_token (transfer->request);
  gboolean     added;

  /* Some front servers never answer "Expect: 100-continue", and each picture would
   * wait a second for that.
   */
  added = add_header (transfer, "Expect:");

  if (token != NULL && added)
    {
      gchar *header = describe_token (transfer->request);

      added = add_header (transfer, header);
      overpaint_secret_free (header);
    }

  if (overpaint_http_request_get_json (transfer->request) != NULL && added)
    added = add_header (transfer, "Content-Type: application/json");

  return added &&
         curl_easy_setopt (transfer->easy, CURLOPT_HTTPHEADER, transfer->headers) == CURLE_OK;
}

static gboolean
set_options (OverpaintHttpTransfer *transfer)
{
  CURL                 *easy     = transfer->easy;
  OverpaintHttpRequest *request  = transfer->request;
  GUri                 *target   = overpaint_http_request_get_target (request);
  gboolean              loopback = overpaint_address_is_loopback (target);
  g_autofree gchar     *address  = g_uri_to_string (target);

#define SET(option, value) (curl_easy_setopt (easy, CURLOPT_##option, value) == CURLE_OK)

#if LIBCURL_VERSION_NUM >= 0x075700
  /* A cancel must not wait for a name server that does not answer. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
#endif

  return SET (URL, address) &&
         SET (PROTOCOLS_STR, loopback ? "https,http" : "https") &&
         SET (REDIR_PROTOCOLS_STR, "https") &&
         SET (FOLLOWLOCATION, 0L) &&
         SET (DISALLOW_USERNAME_IN_URL, 1L) &&
         SET (NETRC, (long) CURL_NETRC_IGNORED) &&
         SET (SSL_VERIFYPEER, 1L) &&
         SET (SSL_VERIFYHOST, 2L) &&
         (! loopback || SET (NOPROXY, "*")) &&
         SET (NOSIGNAL, 1L) &&
         SET (CONNECTTIMEOUT_MS, (long) overpaint_http_request_get_connect_timeout (request)) &&
         SET (TIMEOUT_MS, (long) overpaint_http_request_get_total_timeout (request)) &&
         /* A server is silent for minutes while it paints, and routers forget silent
          * connections.
          */
         SET (TCP_KEEPALIVE, 1L) &&
         SET (ACCEPT_ENCODING, "") &&
         SET (USERAGENT, "Overpaint/" OVERPAINT_VERSION) &&
         SET (MAXFILESIZE_LARGE, (curl_off_t) overpaint_http_request_get_limit (request)) &&
         SET (WRITEFUNCTION, body_write) &&
         SET (WRITEDATA, transfer) &&
         SET (ERRORBUFFER, transfer->detail);

#undef SET
}

/**
 * overpaint_http_transfer_new: (skip)
 * @request: what is asked
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR
 *
 * Makes all that one sending of @request needs; nothing moves yet.
 *
 * Returns: (transfer full) (nullable): the transfer, or %NULL with @error set where
 *   libcurl takes one of its options not at all
 */
OverpaintHttpTransfer *
overpaint_http_transfer_new (OverpaintHttpRequest  *request,
                             GError               **error)
{
  g_autoptr(OverpaintHttpTransfer) transfer = g_new0 (OverpaintHttpTransfer, 1);

  transfer->request = overpaint_http_request_ref (request);
  transfer->body    = g_byte_array_new ();
  transfer->easy    = curl_easy_init ();

  if (transfer->easy == NULL ||
      ! set_options (transfer) || ! add_headers (transfer) || ! add_parts (transfer) ||
      ! add_json (transfer))
    {
      g_autofree gchar *host = NULL;

      host = overpaint_address_redact (overpaint_http_request_get_target (request));

      g_set_error (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_OTHER,
                   _("The request to %s could not be made: libcurl is too old or memory is "
                     "short. Close other programs, then try again."), host);
      return NULL;
    }

  return g_steal_pointer (&transfer);
}

/**
 * overpaint_http_transfer_free: (skip)
 * @transfer: (transfer full): a transfer that no multi handle holds any more
 */
void
overpaint_http_transfer_free (OverpaintHttpTransfer *transfer)
{
  struct curl_slist *header;

  g_clear_pointer (&transfer->easy, curl_easy_cleanup);
  g_clear_pointer (&transfer->mime, curl_mime_free);

  for (header = transfer->headers; header != NULL; header = header->next)
    explicit_bzero (header->data, strlen (header->data));

  g_clear_pointer (&transfer->headers, curl_slist_free_all);
  g_byte_array_unref (transfer->body);
  overpaint_http_request_unref (transfer->request);
  g_free (transfer);
}

/**
 * overpaint_http_transfer_get_easy: (skip)
 * @transfer: a transfer
 *
 * Returns: (transfer none): libcurl's handle
 */
CURL *
overpaint_http_transfer_get_easy (OverpaintHttpTransfer *transfer)
{
  return transfer->easy;
}

/**
 * overpaint_http_transfer_get_reply: (skip)
 * @transfer: a transfer that has ended
 * @code: how it ended
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR
 *
 * Takes the answer out of a transfer, which can be done once.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with @error set
 */
OverpaintHttpReply *
overpaint_http_transfer_get_reply (OverpaintHttpTransfer  *transfer,
                                   CURLcode                code,
                                   GError                **error)
{
  g_autoptr(GBytes)   body         = NULL;
  const gchar        *content_type = NULL;
  struct curl_header *retry_after  = NULL;
  glong               status       = 0;

  if (code != CURLE_OK)
    {
      g_propagate_error (error,
                         overpaint_http_error_from_curl (transfer->easy, code, transfer->detail,
                                                         transfer->request, transfer->too_large));
      return NULL;
    }

  curl_easy_getinfo (transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (transfer->easy, CURLINFO_CONTENT_TYPE, &content_type);

  if (curl_easy_header (transfer->easy, "Retry-After", 0, CURLH_HEADER, -1,
                        &retry_after) != CURLHE_OK)
    retry_after = NULL;

  body           = g_byte_array_free_to_bytes (transfer->body);
  transfer->body = g_byte_array_new ();

  return overpaint_http_reply_new ((guint) status, content_type,
                                   retry_after != NULL ? retry_after->value : NULL, body);
}
