/* secret.c: text that leaves no copy behind
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "secret.h"

/**
 * overpaint_secret_dup:
 * @secret: (nullable): a token as it was pasted, perhaps with white space around it
 *
 * Copies a token, without the white space that pasting leaves around it.
 *
 * Returns: (transfer full) (nullable): the copy, to be freed with
 *   [func@Overpaint.Secret.free]; %NULL for %NULL and for nothing but white space
 */
gchar *
overpaint_secret_dup (const gchar *secret)
{
  gsize length;

  if (secret == NULL)
    return NULL;

  while (g_ascii_isspace (*secret))
    secret++;

  length = strlen (secret);
  while (length > 0 && g_ascii_isspace (secret[length - 1]))
    length--;

  return length > 0 ? g_strndup (secret, length) : NULL;
}

/**
 * overpaint_secret_free:
 * @secret: (nullable) (transfer full): a token
 *
 * Overwrites a token and frees it, so that it does not lie about in freed memory.
 */
void
overpaint_secret_free (gchar *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
