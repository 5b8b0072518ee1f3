/* suite.h: all cases, one server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report.h"

G_BEGIN_DECLS

gboolean conform_suite_has (const gchar    *only);
void     conform_suite_fit (ConformReport  *report,
                            const gchar    *only);
void     conform_suite_run (ConformReport  *report,
                            ConformSubject *subject,
                            const gchar    *only);

G_END_DECLS
