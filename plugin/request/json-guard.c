/* json-guard.c: whether a text that anyone may have written can go to the parser
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "json-guard.h"

/* Five texts of the greatest length that a request takes, most of it escaped, fit. */
#define LENGTH_LIMIT (16 * 1024 * 1024)

static gint
read_hexadecimal (const gchar *text,
                  const gchar *end)
{
  gint value = 0;
  gint i;

  if (end - text < 4)
    return -1;

  for (i = 0; i < 4; i++)
    {
      if (! g_ascii_isxdigit (text[i]))
        return -1;

      value = value * 16 + g_ascii_xdigit_value (text[i]);
    }

  return value;
}

/* Overpaint writes every character but the control characters as itself. What other
 * escapes stand for, NUL or half a character, would pass the check of the text's own
 * UTF-8.
 */
static gboolean
is_harmless_escape (const gchar *backslash,
                    const gchar *end)
{
  gint character;

  if (end - backslash < 2 || backslash[1] != 'u')
    return TRUE;

  character = read_hexadecimal (backslash + 2, end);

  return character > 0 && (character < 0xd800 || character > 0xdfff);
}

/**
 * overpaint_json_is_harmless:
 * @text: (array length=length) (element-type guint8): what claims to be JSON
 * @length: how many bytes
 * @deepest: how many objects and arrays may lie in each other
 *
 * Whether json-glib can be given a text from somebody else's file. Its parser calls itself for
 * each level, in older versions without an end; it takes comments, in which a quote would
 * hide levels from a count; it makes NULs and broken UTF-8 of escapes.
 *
 * Returns: %FALSE for what Overpaint would never have written; a text that passes may still not
 *   be JSON
 */
gboolean
overpaint_json_is_harmless (const gchar *text,
                            gsize        length,
                            guint        deepest)
{
  const gchar *end       = text + length;
  gboolean     in_string = FALSE;
  guint        depth     = 0;

  if (length == 0 || length > LENGTH_LIMIT || ! g_utf8_validate (text, length, NULL))
    return FALSE;

  for (; text < end; text++)
    {
      if (*text == '"')
        {
          in_string = ! in_string;
        }
      else if (in_string)
        {
          if (*text == '\\' && ! is_harmless_escape (text++, end))
            return FALSE;
        }
      else if (strchr ("/#'\\", *text) != NULL)
        {
          return FALSE;
        }
      else if (*text == '{' || *text == '[')
        {
          if (++depth > deepest)
            return FALSE;
        }
      else if ((*text == '}' || *text == ']') && depth > 0)
        {
          depth--;
        }
    }

  return TRUE;
}
