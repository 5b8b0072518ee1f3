/* office-news.h: how a worker is doing, as the windows show it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-office.h"
#include "worker-status.h"

G_BEGIN_DECLS

OverpaintWorkerNews * overpaint_office_news_new      (OverpaintWorkerActivity       activity,
                                                      const gchar                  *text,
                                                      gdouble                       fraction);
OverpaintWorkerNews * overpaint_office_news_read     (const OverpaintWorkerStatus  *status);

gboolean              overpaint_office_news_is_begun (const OverpaintWorkerStatus  *status);
void                  overpaint_office_news_judge    (const OverpaintWorkerStatus  *status,
                                                      GError                      **error);

G_END_DECLS
