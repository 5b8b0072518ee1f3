/* http-reply.c: what a server answered, unjudged
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <string.h>

#include "http-reply.h"

static const gchar * const months[] =
{
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

/**
 * overpaint_http_reply_new:
 * @status: the HTTP status
 * @content_type: (nullable): the Content-Type header
 * @retry_after: (nullable): the Retry-After header
 * @body: the body, may be empty
 *
 * Returns: (transfer full): an answer of these
 */
OverpaintHttpReply *
overpaint_http_reply_new (guint        status,
                          const gchar *content_type,
                          const gchar *retry_after,
                          GBytes      *body)
{
  OverpaintHttpReply *reply;

  g_return_val_if_fail (body != NULL, NULL);

  reply               = g_new0 (OverpaintHttpReply, 1);
  reply->status       = status;
  reply->content_type = g_strdup (content_type);
  reply->retry_after  = g_strdup (retry_after);
  reply->body         = g_bytes_ref (body);

  return reply;
}

/**
 * overpaint_http_reply_free:
 * @reply: (transfer full): an answer
 */
void
overpaint_http_reply_free (OverpaintHttpReply *reply)
{
  g_free (reply->content_type);
  g_free (reply->retry_after);
  g_bytes_unref (reply->body);
  g_free (reply);
}

/* "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7). Not strptime(), which wants the
 * month in the artist's language. The two older forms that the RFC knows are no
 * longer sent by anybody.
 */
static gboolean
parse_http_date (const gchar *text,
                 gint64      *seconds)
{
  g_autoptr(GDateTime) moment = NULL;
  const gchar         *comma  = strchr (text, ',');
  gchar                name[4];
  gint                 day, year, hour, minute, second;
  guint                month;

  if (comma == NULL ||
      sscanf (comma + 1, " %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT",
              &day, name, &year, &hour, &minute, &second) != 6)
    return FALSE;

  for (month = 0; month < G_N_ELEMENTS (months); month++)
    if (g_ascii_strcasecmp (months[month], name) == 0)
      break;

  if (month == G_N_ELEMENTS (months))
    return FALSE;

  moment = g_date_time_new_utc (year, (gint) month + 1, day, hour, minute, second);
  if (moment == NULL)
    return FALSE;

  *seconds = g_date_time_to_unix (moment);

  return TRUE;
}

/**
 * overpaint_http_reply_get_retry_after:
 * @reply: an answer
 * @now: the present moment, in seconds since 1970 (UTC)
 *
 * Reads the Retry-After header, which holds seconds or a date.
 *
 * Returns: how long to wait, in seconds, at most a day; 0 for a moment that has
 *   passed; -1 where the header is missing or unreadable
 */
gint64
overpaint_http_reply_get_retry_after (const OverpaintHttpReply *reply,
                                      gint64                    now)
{
  const gint64 most = 24 * 60 * 60;
  gint64       moment;
  guint64      seconds;
  const gchar *text = reply->retry_after;
  gchar       *end  = NULL;

  if (text == NULL)
    return -1;

  while (*text == ' ' || *text == '\t')
    text++;

  if (g_ascii_isdigit (*text))
    {
      seconds = g_ascii_strtoull (text, &end, 10);
      while (*end == ' ' || *end == '\t')
        end++;

      return *end == '\0' ? (gint64) MIN (seconds, (guint64) most) : -1;
    }

  if (! parse_http_date (text, &moment))
    return -1;

  return CLAMP (moment - now, 0, most);
}

/**
 * overpaint_http_reply_is_html:
 * @reply: an answer
 *
 * Says whether the answer is a web page, by its type or, where the type says something
 * else or nothing, by how it begins.
 *
 * Returns: %TRUE for a web page
 */
gboolean
overpaint_http_reply_is_html (const OverpaintHttpReply *reply)
{
  const gchar *text;
  gsize        length;

  if (reply->content_type != NULL &&
      (g_ascii_strncasecmp (reply->content_type, "text/html", 9) == 0 ||
       g_ascii_strncasecmp (reply->content_type, "application/xhtml", 17) == 0))
    return TRUE;

  text = g_bytes_get_data (reply->body, &length);

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }

  return (length >= 9 && g_ascii_strncasecmp (text, "<!doctype", 9) == 0) ||
         (length >= 5 && g_ascii_strncasecmp (text, "<html", 5) == 0);
}
