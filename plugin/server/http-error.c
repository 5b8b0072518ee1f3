/* http-error.c: why no whole answer came
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "address.h"
#include "http-private.h"

G_DEFINE_QUARK (overpaint-http-error-quark, overpaint_http_error)

/* libcurl has a dozen codes for one thing that an artist can do something about. */
static OverpaintHttpError
classify (CURLcode code,
          gboolean first_byte_came,
          gboolean too_large)
{
  if (too_large)
    return OVERPAINT_HTTP_ERROR_TOO_LARGE;

  switch ((gint) code)
    {
    case CURLE_COULDNT_CONNECT:
      return OVERPAINT_HTTP_ERROR_NO_CONNECTION;

    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return OVERPAINT_HTTP_ERROR_NOT_RESOLVED;

    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_USE_SSL_FAILED:
      return OVERPAINT_HTTP_ERROR_TLS;

    case CURLE_OPERATION_TIMEDOUT:
      return OVERPAINT_HTTP_ERROR_TIMEOUT;

    case CURLE_FILESIZE_EXCEEDED:
      return OVERPAINT_HTTP_ERROR_TOO_LARGE;

    case CURLE_GOT_NOTHING:
      return OVERPAINT_HTTP_ERROR_EMPTY_REPLY;

    /* A reset says nothing itself about when it came. */
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return first_byte_came ? OVERPAINT_HTTP_ERROR_CUT_OFF : OVERPAINT_HTTP_ERROR_EMPTY_REPLY;

    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
      return OVERPAINT_HTTP_ERROR_CUT_OFF;

    default:
      return OVERPAINT_HTTP_ERROR_OTHER;
    }
}

static gchar *
describe_timeout (const gchar          *host,
                  OverpaintHttpRequest *request,
                  gboolean              connected)
{
  guint milliseconds = connected ? overpaint_http_request_get_total_timeout (request)
                                 : overpaint_http_request_get_connect_timeout (request);
  guint seconds      = (milliseconds + 999) / 1000;

  if (connected && seconds >= 120 && seconds % 60 == 0)
    return g_strdup_printf (ngettext ("%s did not finish within %u minute. Try again, with a "
                                      "smaller layer or fewer steps, or allow more time in the settings.",
                                      "%s did not finish within %u minutes. Try again, with a "
                                      "smaller layer or fewer steps, or allow more time in the settings.",
                                      seconds / 60),
                            host, seconds / 60);

  if (connected)
    return g_strdup_printf (ngettext ("%s did not finish within %u second. Try again, with a "
                                      "smaller layer or fewer steps, or allow more time in the settings.",
                                      "%s did not finish within %u seconds. Try again, with a "
                                      "smaller layer or fewer steps, or allow more time in the settings.",
                                      seconds),
                            host, seconds);

  return g_strdup_printf (ngettext ("%s did not answer within %u second. Check the address and "
                                    "the network, then try again.",
                                    "%s did not answer within %u seconds. Check the address and "
                                    "the network, then try again.",
                                    seconds),
                          host, seconds);
}

/**
 * overpaint_http_error_from_curl: (skip)
 * @easy: the handle whose transfer failed
 * @code: how it failed
 * @detail: libcurl's own words, may be empty
 * @request: what was asked
 * @too_large: whether the transfer was ended because of its size
 *
 * Puts a failed transfer into a sentence that names the host and says what to do.
 *
 * Returns: (transfer full): an error of %OVERPAINT_HTTP_ERROR
 */
GError *
overpaint_http_error_from_curl (CURL                 *easy,
                                CURLcode              code,
                                const gchar          *detail,
                                OverpaintHttpRequest *request,
                                gboolean              too_large)
{
  g_autofree gchar   *host        = NULL;
  g_autofree gchar   *message     = NULL;
  GUri               *target      = overpaint_http_request_get_target (request);
  OverpaintHttpError  kind;
  glong               header_size = 0;
  glong               sent        = 0;

  curl_easy_getinfo (easy, CURLINFO_HEADER_SIZE, &header_size);
  curl_easy_getinfo (easy, CURLINFO_REQUEST_SIZE, &sent);

  host = overpaint_address_redact (target);
  kind = classify (code, header_size > 0, too_large);

  switch (kind)
    {
    case OVERPAINT_HTTP_ERROR_NO_CONNECTION:
      if (overpaint_address_is_loopback (target))
        message = g_strdup_printf (_("No server is running at %s. Start it, or wait until it "
                                     "has loaded its model, then try again."), host);
      else
        message = g_strdup_printf (_("No server answers at %s. Check the address and the "
                                     "network, then try again."), host);
      break;

    case OVERPAINT_HTTP_ERROR_NOT_RESOLVED:
      message = g_strdup_printf (_("There is no computer named %s. Check the address and the "
                                   "network, then try again."), host);
      break;

    case OVERPAINT_HTTP_ERROR_TLS:
      message = g_strdup_printf (_("No secure connection to %s: %s. Nothing was sent. Check the "
                                   "address and this computer's date."),
                                 host, *detail != '\0' ? detail : curl_easy_strerror (code));
      break;

    case OVERPAINT_HTTP_ERROR_TIMEOUT:
      message = describe_timeout (host, request, sent > 0);
      break;

    case OVERPAINT_HTTP_ERROR_EMPTY_REPLY:
      message = g_strdup_printf (_("%s closed the connection without an answer. It may still be "
                                   "loading its model; try again in a minute."), host);
      break;

    case OVERPAINT_HTTP_ERROR_TOO_LARGE:
      message = g_strdup_printf (_("%s sent more than %u MiB, which is not taken. "
                                   "Use a smaller layer or selection."),
                                 host, (guint) (overpaint_http_request_get_limit (request) >> 20));
      break;

    case OVERPAINT_HTTP_ERROR_CUT_OFF:
      message = g_strdup_printf (_("The connection to %s broke in the middle of the answer. "
                                   "Try again."), host);
      break;

    case OVERPAINT_HTTP_ERROR_OTHER:
      message = g_strdup_printf (_("The connection to %s failed: %s. Check the address, "
                                   "then try again."), host, curl_easy_strerror (code));
      break;
    }

  return g_error_new_literal (OVERPAINT_HTTP_ERROR, kind, message);
}
