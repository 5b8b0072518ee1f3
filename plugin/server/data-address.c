/* data-address.c: pictures that are their own address
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "data-address.h"

/**
 * overpaint_data_address_is:
 * @url: an address as a server sent it
 *
 * Returns: whether @url is a data: address
 */
gboolean
overpaint_data_address_is (const gchar *url)
{
  return g_ascii_strncasecmp (url, "data:", 5) == 0;
}

static gboolean
is_base64 (gchar c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/';
}

/**
 * overpaint_data_address_decode:
 * @url: a data: address: "data:image/png;base64,iVBO…"
 * @limit: the most bytes that may come out of it
 *
 * Decodes a picture that an answer holds itself. It must be of an image type and
 * whole, standard base64; nothing is allocated before its size is known to be within
 * @limit. (g_base64_decode() alone would skip what it does not know and hand out a damaged picture.)
 *
 * Returns: (transfer full) (nullable): the encoded picture, never empty; %NULL where
 *   @url is anything else
 */
GBytes *
overpaint_data_address_decode (const gchar *url,
                               gsize        limit)
{
  const gchar *comma;
  gsize        head;

  g_return_val_if_fail (url != NULL, NULL);

  comma = strchr (url, ',');
  if (comma == NULL)
    return NULL;

  head = (gsize) (comma - url);

  if (head < strlen ("data:image/x;base64") ||
      g_ascii_strncasecmp (url, "data:image/", 11) != 0 ||
      g_ascii_strncasecmp (comma - 7, ";base64", 7) != 0)
    return NULL;

  return overpaint_data_base64_decode (comma + 1, limit);
}

/**
 * overpaint_data_base64_decode:
 * @text: base64, with or without the padding at its end
 * @limit: the most bytes that may come out of it
 *
 * Decodes whole, standard base64; nothing is allocated before its size is known to be within
 * @limit.
 *
 * Returns: (transfer full) (nullable): the bytes, never none; %NULL where @text is
 *   anything else
 */
GBytes *
overpaint_data_base64_decode (const gchar *text,
                              gsize        limit)
{
  gsize   length;
  gsize   digits;
  gsize   i;
  guchar *decoded;
  gsize   size;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  digits = length;
  while (digits > 0 && length - digits < 2 && text[digits - 1] == '=')
    digits--;

  if (digits == 0 || digits % 4 == 1 || (length != digits && length % 4 != 0) ||
      digits / 4 * 3 + (digits % 4 > 0 ? digits % 4 - 1 : 0) > limit)
    return NULL;

  for (i = 0; i < digits; i++)
    if (! is_base64 (text[i]))
      return NULL;

  /* Without the padding that some encoders leave out, GLib drops the last bytes. */
  if (length % 4 != 0)
    {
      g_autofree gchar *padded = g_strconcat (text, length % 4 == 2 ? "==" : "=", NULL);

      decoded = g_base64_decode (padded, &size);
    }
  else
    {
      decoded = g_base64_decode (text, &size);
    }

  return g_bytes_new_take (decoded, size);
}
