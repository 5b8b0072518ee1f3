/* suite.c: all cases, one server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "suite.h"

/* In the order in which they are tried: what breaks a server comes late. */
static const ConformCase * const families[] =
{
  conform_kind_cases,
  conform_size_cases,
  conform_picture_cases,
  conform_field_cases,
  conform_seed_cases,
  conform_lora_cases,
  conform_prompt_cases,
  conform_queue_cases,
  conform_error_cases,
  conform_cancel_cases,
};

/* "seeds" means the family, "seeds/same" one case. */
static gboolean
is_wanted (const ConformCase *conform_case,
           const gchar       *only)
{
  gsize length = only != NULL ? strlen (only) : 0;

  return only == NULL || (strncmp (conform_case->name, only, length) == 0 &&
                          (conform_case->name[length] == '\0' || conform_case->name[length] == '/'));
}

/**
 * conform_suite_has:
 * @only: name of a family, or of a case
 *
 * Returns: whether there is one of that name
 */
gboolean
conform_suite_has (const gchar *only)
{
  const ConformCase *conform_case;
  guint              i;

  for (i = 0; i < G_N_ELEMENTS (families); i++)
    for (conform_case = families[i]; conform_case->name != NULL; conform_case++)
      if (is_wanted (conform_case, only))
        return TRUE;

  return FALSE;
}

/**
 * conform_suite_fit:
 * @report: a table
 * @only: (nullable): name of a family, or of a case; %NULL for all
 *
 * Makes room in the table for what will be tried.
 */
void
conform_suite_fit (ConformReport *report,
                   const gchar   *only)
{
  const ConformCase *conform_case;
  guint              i;

  for (i = 0; i < G_N_ELEMENTS (families); i++)
    for (conform_case = families[i]; conform_case->name != NULL; conform_case++)
      if (is_wanted (conform_case, only))
        conform_report_fit (report, conform_case);
}

static void
run_case (ConformReport     *report,
          ConformSubject    *subject,
          const ConformCase *conform_case,
          gboolean           opening,
          gint64             begun)
{
  g_autofree gchar *found   = NULL;
  ConformVerdict    verdict;

  if (! opening && g_cancellable_is_cancelled (subject->cancellable))
    verdict = conform_say (CONFORM_SKIP, &found, "interrupted");
  else if (! opening && ! subject->reached)
    verdict = conform_say (CONFORM_SKIP, &found, "the server was not reached");
  else
    verdict = conform_case->judge (subject, conform_case->number, &found);

  /* What an interruption has broken is nobody's fault. */
  if (! opening && verdict == CONFORM_FAIL && g_cancellable_is_cancelled (subject->cancellable))
    verdict = conform_say (CONFORM_SKIP, &found, "interrupted");

  conform_report_add (report, conform_case, verdict, found, (g_get_monotonic_time () - begun) / 1e6);
}

/**
 * conform_suite_run:
 * @report: a table
 * @subject: a server
 * @only: (nullable): name of a family, or of a case; %NULL for all
 *
 * Tries one thing after the other. A server that cannot be reached fails the first of them, whichever
 * are wanted.
 */
void
conform_suite_run (ConformReport  *report,
                   ConformSubject *subject,
                   const gchar    *only)
{
  gint64             begun = g_get_monotonic_time ();
  const ConformCase *conform_case;
  guint              i;

  conform_subject_open (subject);
  conform_report_open (report, subject);

  if (! subject->reached || is_wanted (&conform_kind_cases[0], only))
    run_case (report, subject, &conform_kind_cases[0], TRUE, begun);

  for (i = 0; i < G_N_ELEMENTS (families); i++)
    for (conform_case = families[i]; conform_case->name != NULL; conform_case++)
      if (conform_case != &conform_kind_cases[0] && is_wanted (conform_case, only))
        run_case (report, subject, conform_case, FALSE, g_get_monotonic_time ());
}
