/* report.h: the table of what came of all cases
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "case.h"

G_BEGIN_DECLS

/**
 * ConformReport:
 * @counts: how many cases came to what, by verdict
 * @servers: every server that was tried, with its cases
 *
 * What is written to standard output as it happens, and kept to be written to a file.
 */
typedef struct
{
  guint      counts[CONFORM_FAIL + 1];
  JsonArray *servers;

  /*< private >*/
  JsonArray *rows;
  gint       widths[3];
} ConformReport;

ConformReport * conform_report_new   (void);
void            conform_report_free  (ConformReport     *report);

void            conform_report_fit   (ConformReport     *report,
                                      const ConformCase *conform_case);
void            conform_report_open  (ConformReport     *report,
                                      ConformSubject    *subject);
void            conform_report_add   (ConformReport     *report,
                                      const ConformCase *conform_case,
                                      ConformVerdict     verdict,
                                      const gchar       *found,
                                      gdouble            seconds);
void            conform_report_close (ConformReport     *report);
gboolean        conform_report_write (ConformReport     *report,
                                      const gchar       *path,
                                      GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConformReport, conform_report_free)

G_END_DECLS
