/* server-error.c: why an answer holds no picture
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "server-error.h"
#include "server-text.h"

G_DEFINE_QUARK (overpaint-server-error-quark, overpaint_server_error)

static gboolean
contains (const gchar *text,
          const gchar *word)
{
  g_autofree gchar *folded = g_ascii_strdown (text, -1);

  return strstr (folded, word) != NULL;
}

/* As PyTorch, the web UIs, ggml and the drivers below them say that a card's memory is too small. */
static gboolean
tells_of_memory (const gchar *said)
{
  static const gchar * const words[] =
  {
    "out of memory", "outofmemory", "outofdevicememory", "not enough memory", "not enough gpu video memory",
    "failed to allocate", "unable to allocate",
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (words); i++)
    if (contains (said, words[i]))
      return TRUE;

  return FALSE;
}

/* sd-server tells its log why it has made no picture, and nobody else. */
static gboolean
has_no_results (OverpaintServerKind  kind,
                const gchar         *said)
{
  return kind == OVERPAINT_SERVER_SD_SERVER && contains (said, "returned no results");
}

static OverpaintServerError
classify (guint                status,
          OverpaintServerKind  kind,
          const gchar         *said)
{
  /* Some servers fold it into a 400; it is the one failure of a server that the
   * artist can do something about.
   */
  if ((status == 400 || status >= 500) && (tells_of_memory (said) || has_no_results (kind, said)))
    return OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY;

  switch (status)
    {
    case 400:
      return OVERPAINT_SERVER_ERROR_REFUSED;

    case 401:
    case 403:
      return OVERPAINT_SERVER_ERROR_UNAUTHORIZED;

    case 402:
      return OVERPAINT_SERVER_ERROR_PAYMENT;

    case 404:
    case 405:
    case 410:
      return OVERPAINT_SERVER_ERROR_NOT_FOUND;

    case 413:
      return OVERPAINT_SERVER_ERROR_TOO_LARGE;

    case 422:
      /* Studio's way to say 413. */
      return contains (said, "file too large") ? OVERPAINT_SERVER_ERROR_TOO_LARGE
                                               : OVERPAINT_SERVER_ERROR_REFUSED;

    case 429:
    case 503:
      return OVERPAINT_SERVER_ERROR_BUSY;

    /* What a server in front of a gateway makes of its empty reply. */
    case 502:
      return kind == OVERPAINT_SERVER_RUNNER ? OVERPAINT_SERVER_ERROR_FAILED
                                             : OVERPAINT_SERVER_ERROR_NO_WORKER;

    default:
      return status >= 400 ? OVERPAINT_SERVER_ERROR_FAILED : OVERPAINT_SERVER_ERROR_BAD_REPLY;
    }
}

/* "in 5 minutes": rounded up, so that nobody comes too early. */
static gchar *
describe_wait (gint64 seconds)
{
  if (seconds < 120)
    return g_strdup_printf (ngettext ("in %u second", "in %u seconds", (gulong) seconds),
                            (guint) seconds);

  if (seconds < 2 * 60 * 60)
    {
      guint minutes = (guint) ((seconds + 59) / 60);

      return g_strdup_printf (ngettext ("in %u minute", "in %u minutes", minutes), minutes);
    }
  else
    {
      guint hours = (guint) ((seconds + 3599) / 3600);

      return g_strdup_printf (ngettext ("in %u hour", "in %u hours", hours), hours);
    }
}

static gchar *
describe_busy (const OverpaintHttpReply *reply,
               OverpaintServerKind       kind,
               const gchar              *host)
{
  gint64            seconds = overpaint_http_reply_get_retry_after (reply, g_get_real_time () /
                                                                           G_USEC_PER_SEC);
  g_autofree gchar *wait    = NULL;

  if (seconds > 0)
    {
      wait = describe_wait (seconds);

      if (reply->status == 429)
        return g_strdup_printf (_("%s has had too many requests and takes new ones %s. "
                                  "Try again then."), host, wait);

      return g_strdup_printf (_("%s is not available and expects to be back %s. "
                                "Try again then."), host, wait);
    }

  if (reply->status == 429)
    return g_strdup_printf (_("%s has had too many requests. Wait a minute, then try again."),
                            host);

  if (kind == OVERPAINT_SERVER_GATEWAY || kind == OVERPAINT_SERVER_STUDIO)
    return g_strdup_printf (_("%s found no worker for this model. Try again in a minute, or "
                              "choose another model."), host);

  return g_strdup_printf (_("%s is not available just now. Try again in a minute."), host);
}

static gchar *
describe (OverpaintServerError      code,
          const OverpaintHttpReply *reply,
          OverpaintServerKind       kind,
          const gchar              *host,
          const gchar              *token)
{
  switch ((gint) code)
    {
    case OVERPAINT_SERVER_ERROR_UNAUTHORIZED:
      if (overpaint_server_kind_is_local (kind))
        return g_strdup_printf (_("%s wants a name and a password. Enter both as its token, with a colon between "
                                  "them."), host);

      if (token == NULL || *token == '\0')
        return g_strdup_printf (_("%s wants a token. Give it one in Filters > Overpaint > Servers, or put one "
                                  "into OVERPAINT_TOKEN before GIMP starts."), host);

      return g_strdup_printf (_("%s does not accept the token. Check it in Filters > Overpaint > Servers, or in "
                                "OVERPAINT_TOKEN."), host);

    case OVERPAINT_SERVER_ERROR_PAYMENT:
      return g_strdup_printf (_("%s wants payment. Top up the account there, or choose another "
                                "server."), host);

    case OVERPAINT_SERVER_ERROR_NOT_FOUND:
      return g_strdup_printf (_("%s offers no image to image at this address. Check the address "
                                "in the settings."), host);

    case OVERPAINT_SERVER_ERROR_TOO_LARGE:
      return g_strdup_printf (_("The picture is too large for %s. Use a smaller layer or "
                                "selection."), host);

    case OVERPAINT_SERVER_ERROR_REFUSED:
      return g_strdup_printf (_("%s does not take this request. Change what it names, then try "
                                "again."), host);

    case OVERPAINT_SERVER_ERROR_BUSY:
      return describe_busy (reply, kind, host);

    case OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY:
      return g_strdup_printf (_("The graphics card of %s has too little memory for this. Use a "
                                "smaller layer or selection, or a smaller model."), host);

    case OVERPAINT_SERVER_ERROR_BAD_REPLY:
      if (reply->status >= 300 && reply->status < 400)
        return g_strdup_printf (_("%s sends requests on to another address, which is not "
                                  "followed. Enter the final address in the settings."), host);

      return g_strdup_printf (_("%s answered in a way that is not understood (status %u). Check "
                                "the address in the settings."), host, reply->status);

    default:
      return g_strdup_printf (_("%s failed (status %u). Try again, perhaps with another seed or "
                                "model."), host, reply->status);
    }
}

static GError *
compose (OverpaintServerError  code,
         const gchar          *sentence,
         const gchar          *said)
{
  if (said == NULL || *said == '\0')
    return g_error_new_literal (OVERPAINT_SERVER_ERROR, (gint) code, sentence);

  /* Translators: the first %s is a sentence or two, the second the server's own words */
  return g_error_new (OVERPAINT_SERVER_ERROR, (gint) code, _("%s It says: “%s”"), sentence, said);
}

/**
 * overpaint_server_error_from_reply:
 * @reply: an answer that is no success
 * @kind: which kind of server gave it
 * @host: the server's name, as it is shown
 * @token: (nullable): the token that was sent to it, which its words are cleaned of
 *
 * Judges an answer: a code for callers, one clear sentence, what to do next, and the
 * server's own words, cleaned and shortened.
 *
 * Returns: (transfer full): an error of %OVERPAINT_SERVER_ERROR
 */
GError *
overpaint_server_error_from_reply (const OverpaintHttpReply *reply,
                                   OverpaintServerKind       kind,
                                   const gchar              *host,
                                   const gchar              *token)
{
  g_autofree gchar     *raw      = NULL;
  g_autofree gchar     *said     = NULL;
  g_autofree gchar     *sentence = NULL;
  OverpaintServerError  code;

  g_return_val_if_fail (reply != NULL, NULL);
  g_return_val_if_fail (host != NULL, NULL);

  raw  = overpaint_server_text_read (reply);
  said = overpaint_server_text_clean (raw, token);
  code = classify (reply->status, kind, raw);

  if (code == OVERPAINT_SERVER_ERROR_NO_WORKER)
    return overpaint_server_error_no_worker (host, said);

  if (has_no_results (kind, raw))
    sentence = g_strdup_printf (_("%s made no picture, most likely because its graphics card has too little memory "
                                  "for this; its log says more. Use a smaller layer or selection, or a smaller "
                                  "model."), host);
  else
    sentence = describe (code, reply, kind, host, token);

  return compose (code, sentence, said);
}

/**
 * overpaint_server_error_no_worker:
 * @host: the gateway's name, as it is shown
 * @said: (nullable): its own words, cleaned
 *
 * What a gateway's empty reply means: since version 0.8.7 go-livepeer closes the
 * connection when it has found nobody for a model.
 *
 * Returns: (transfer full): an error of %OVERPAINT_SERVER_ERROR
 */
GError *
overpaint_server_error_no_worker (const gchar *host,
                                  const gchar *said)
{
  g_autofree gchar *sentence = NULL;

  sentence = g_strdup_printf (_("No worker is free for this model at %s. Try again in a minute, "
                                "or choose another model."), host);

  return compose (OVERPAINT_SERVER_ERROR_NO_WORKER, sentence, said);
}

/**
 * overpaint_server_error_silent:
 * @host: the server's name, as it is shown
 *
 * What is left to say of a server that had begun, and answers nothing any more.
 *
 * Returns: (transfer full): an error of %OVERPAINT_SERVER_ERROR_FAILED
 */
GError *
overpaint_server_error_silent (const gchar *host)
{
  return g_error_new (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED,
                      _("%s had begun, but does not answer any more: it may hang, or its computer may be gone. "
                        "Start it again, then try again."), host);
}
