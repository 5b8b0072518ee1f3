/* axis-text.c: the values of an axis, as they are typed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "axis.h"

/* Where the comma is the decimal sign, "0,3" is typed for 0.3; as a list it would be 0 and 3. */
static gboolean
has_decimal_commas (const gchar *text)
{
  const gchar *comma;

  if (strchr (text, '.') != NULL)
    return FALSE;

  for (comma = strchr (text, ','); comma != NULL; comma = strchr (comma + 1, ','))
    {
      if (comma > text && g_ascii_isdigit (comma[-1]) && g_ascii_isdigit (comma[1]))
        return TRUE;
    }

  return FALSE;
}

/**
 * overpaint_axis_new_from_text:
 * @field: "strength" or "loras"
 * @lora: (nullable): with "loras", id of the LoRA whose weights these are
 * @text: numbers with a point, between them spaces, commas or semicolons: "0.3, 0.5 0.7"
 * @error: return location for an #OverpaintAxisError
 *
 * Reads what an artist has typed. A comma is never a decimal sign; where it looks like one the
 * text is refused, for what it would say is not what was meant.
 *
 * Returns: (transfer full) (nullable): the axis
 */
OverpaintAxis *
overpaint_axis_new_from_text (const gchar  *field,
                              const gchar  *lora,
                              const gchar  *text,
                              GError      **error)
{
  g_autoptr (GArray)  values = g_array_new (FALSE, FALSE, sizeof (gdouble));
  g_auto (GStrv)      words  = g_strsplit_set (text, " \t\r\n,;", -1);
  guint               i;

  if (has_decimal_commas (text))
    {
      g_set_error_literal (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_TEXT,
                           _("Write numbers with a point, and a space between them: 0.3 0.5 0.7."));
      return NULL;
    }

  for (i = 0; words[i] != NULL; i++)
    {
      gchar   *end = NULL;
      gdouble  value;

      if (*words[i] == '\0')
        continue;

      /* No "nan", no "inf", no hexadecimal, all of which strtod() takes. */
      value = g_ascii_strtod (words[i], &end);
      if (*end != '\0' || words[i][strspn (words[i], "0123456789.+-eE")] != '\0' || ! isfinite (value))
        {
          g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_TEXT,
                       _("“%s” is not a number: write values such as 0.3, 0.5, 0.7."), words[i]);
          return NULL;
        }

      g_array_append_val (values, value);
    }

  return overpaint_axis_new (field, lora, (const gdouble *) (gpointer) values->data, values->len, error);
}
