/* number.c: how Python, Go and JavaScript read a number from text
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "number.h"

#include <math.h>
#include <string.h>

/* The longest run at the start of @text that is a decimal number: sign, digits, point,
 * exponent. Hexadecimal, which strtod would take, is left out. 0 for none. */
static gsize
decimal_length (const gchar *text)
{
  gsize at     = strspn (text, "+-") > 0 ? 1 : 0;
  gsize whole  = strspn (text + at, "0123456789");
  gsize part   = text[at + whole] == '.' ? strspn (text + at + whole + 1, "0123456789") : 0;
  gsize length = at + whole + (text[at + whole] == '.' ? 1 + part : 0);

  if (whole + part == 0)
    return 0;

  if (text[length] == 'e' || text[length] == 'E')
    {
      gsize sign   = strspn (text + length + 1, "+-") > 0 ? 1 : 0;
      gsize digits = strspn (text + length + 1 + sign, "0123456789");

      if (digits > 0)
        length += 1 + sign + digits;
    }

  return length;
}

static gboolean
is_one_of (const gchar         *text,
           const gchar * const *words,
           gboolean             any_case)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (any_case ? g_ascii_strcasecmp (text, words[i]) == 0 : strcmp (text, words[i]) == 0)
      return TRUE;

  return FALSE;
}

/**
 * practice_python_integer:
 * @text: what was sent
 * @value: (out): the number
 *
 * As pydantic reads an int: space about it, a sign, and a fraction of zeros are fine.
 *
 * Returns: whether @text is one
 */
gboolean
practice_python_integer (const gchar  *text,
                         PracticeWide *value)
{
  g_autofree gchar *stripped = g_strstrip (g_strdup (text));
  const gchar      *digits   = stripped + (strspn (stripped, "+-") > 0 ? 1 : 0);
  gsize             length   = strspn (digits, "0123456789");
  const gchar      *rest     = digits + length;

  if (length == 0 || length > 30)
    return FALSE;

  if (*rest == '.' && strspn (rest + 1, "0") == strlen (rest + 1) && rest[1] != '\0')
    rest += strlen (rest);

  if (*rest != '\0')
    return FALSE;

  *value = 0;

  for (gsize i = 0; i < length; i++)
    *value = *value * 10 + (digits[i] - '0');

  if (stripped[0] == '-')
    *value = -*value;

  return TRUE;
}

/**
 * practice_python_number:
 * @text: what was sent
 * @value: (out): the number
 *
 * As pydantic reads a float; "inf" and "nan" are floats.
 *
 * Returns: whether @text is one
 */
gboolean
practice_python_number (const gchar *text,
                        gdouble     *value)
{
  static const gchar * const  special[] = { "inf", "+inf", "-inf", "infinity", "+infinity",
                                            "-infinity", "nan", "+nan", "-nan", NULL };
  g_autofree gchar           *stripped  = g_strstrip (g_strdup (text));
  gsize                       length    = decimal_length (stripped);

  if ((length == 0 || stripped[length] != '\0') && ! is_one_of (stripped, special, TRUE))
    return FALSE;

  *value = g_ascii_strtod (stripped, NULL);

  return TRUE;
}

/**
 * practice_python_switch:
 * @text: what was sent
 * @value: (out): yes or no
 *
 * As pydantic reads a bool.
 *
 * Returns: whether @text is one
 */
gboolean
practice_python_switch (const gchar *text,
                        gboolean    *value)
{
  static const gchar * const yes[] = { "1", "t", "true", "y", "yes", "on", NULL };
  static const gchar * const no[]  = { "0", "f", "false", "n", "no", "off", NULL };

  *value = is_one_of (text, yes, TRUE);

  return *value || is_one_of (text, no, TRUE);
}

/**
 * practice_python_repr:
 * @value: a number
 *
 * Returns: (transfer full): @value as Python prints it: "2.0", "0.3", "nan"
 */
gchar *
practice_python_repr (gdouble value)
{
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (gint digits = 1; digits <= 17; digits++)
    {
      g_autofree gchar *format = g_strdup_printf ("%%.%dg", digits);

      if (g_ascii_strtod (g_ascii_formatd (buffer, sizeof (buffer), format, value), NULL) == value)
        break;
    }

  if (strspn (buffer, "-0123456789") == strlen (buffer))
    return g_strconcat (buffer, ".0", NULL);

  return g_strdup (buffer);
}

/**
 * practice_go_integer:
 * @text: what was sent
 * @value: (out): the number
 *
 * As strconv.ParseInt reads one: digits with a sign, and nothing about them.
 *
 * Returns: whether @text is one
 */
gboolean
practice_go_integer (const gchar *text,
                     gint64      *value)
{
  const gchar *digits = text[0] == '+' || text[0] == '-' ? text + 1 : text;
  gchar       *end    = NULL;

  if (*digits == '\0' || strspn (digits, "0123456789") != strlen (digits))
    return FALSE;

  /* G_MAXINT64 itself is fine; what does not fit ends there too and is told by its text. */
  *value = g_ascii_strtoll (text, &end, 10);

  return strlen (digits) < 19 ||
         (*value != G_MAXINT64 && *value != G_MININT64) ||
         g_str_has_suffix (digits, "9223372036854775807") ||
         (*value == G_MININT64 && g_str_has_suffix (digits, "9223372036854775808"));
}

/**
 * practice_go_number:
 * @text: what was sent
 * @value: (out): the number
 *
 * As strconv.ParseFloat reads one: like Python's, but nothing may stand about it.
 *
 * Returns: whether @text is one
 */
gboolean
practice_go_number (const gchar *text,
                    gdouble     *value)
{
  if (text[0] == '\0' || g_ascii_isspace (text[0]) || g_ascii_isspace (text[strlen (text) - 1]))
    return FALSE;

  return practice_python_number (text, value);
}

/**
 * practice_go_switch:
 * @text: what was sent
 * @value: (out): yes or no
 *
 * As strconv.ParseBool reads one.
 *
 * Returns: whether @text is one
 */
gboolean
practice_go_switch (const gchar *text,
                    gboolean    *value)
{
  static const gchar * const yes[] = { "1", "t", "T", "TRUE", "true", "True", NULL };
  static const gchar * const no[]  = { "0", "f", "F", "FALSE", "false", "False", NULL };

  *value = is_one_of (text, yes, FALSE);

  return *value || is_one_of (text, no, FALSE);
}

/**
 * practice_script_number:
 * @text: what was sent
 * @value: (out): the number
 *
 * As JavaScript's parseFloat() reads one: leading space goes, and whatever follows the
 * number is not looked at.
 *
 * Returns: whether @text begins with a number
 */
gboolean
practice_script_number (const gchar *text,
                        gdouble     *value)
{
  g_autofree gchar *number = NULL;
  gsize             length;

  /* JavaScript's white space is Unicode's, and the byte order mark. */
  while (g_unichar_isspace (g_utf8_get_char (text)) || g_utf8_get_char (text) == '\v' ||
         g_utf8_get_char (text) == 0xfeff)
    text = g_utf8_next_char (text);

  if (g_str_has_prefix (text + strspn (text, "+-") * (strspn (text, "+-") == 1), "Infinity"))
    {
      *value = text[0] == '-' ? -HUGE_VAL : HUGE_VAL;
      return TRUE;
    }

  length = decimal_length (text);
  number = g_strndup (text, length);
  *value = g_ascii_strtod (number, NULL);

  return length > 0;
}

/**
 * practice_wide_to_text:
 * @value: a number
 *
 * Returns: (transfer full): its decimal digits
 */
gchar *
practice_wide_to_text (PracticeWide value)
{
  gchar    buffer[48];
  gchar   *at       = buffer + sizeof (buffer) - 1;
  gboolean negative = value < 0;

  *at = '\0';

  do
    {
      gint digit = (gint) (value % 10);

      *--at = '0' + ABS (digit);
      value /= 10;
    }
  while (value != 0);

  if (negative)
    *--at = '-';

  return g_strdup (at);
}
