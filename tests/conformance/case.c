/* case.c: one thing that is expected of every server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case.h"

/**
 * conform_verdict_get_name:
 * @verdict: a verdict
 *
 * Returns: "PASS", "NOTE", "SKIP" or "FAIL"
 */
const gchar *
conform_verdict_get_name (ConformVerdict verdict)
{
  static const gchar * const names[] = { "PASS", "NOTE", "SKIP", "FAIL" };

  return names[verdict];
}

/**
 * conform_say:
 * @verdict: what came of a case
 * @found: (out): where its words go
 * @format: what was found, as printf() has it
 * @...: for @format
 *
 * Returns: @verdict
 */
ConformVerdict
conform_say (ConformVerdict   verdict,
             gchar          **found,
             const gchar     *format,
             ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (*found);
  *found = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return verdict;
}

/**
 * conform_say_error:
 * @verdict: what came of a case
 * @found: (out): where its words go
 * @error: what went wrong
 *
 * Returns: @verdict
 */
ConformVerdict
conform_say_error (ConformVerdict   verdict,
                   gchar          **found,
                   const GError    *error)
{
  return conform_say (verdict, found, "%s", error->message);
}
