/* worker-office.c: starting and stopping workers, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "worker-office.h"

G_DEFINE_INTERFACE (OverpaintWorkerOffice, overpaint_worker_office, G_TYPE_OBJECT)

G_DEFINE_QUARK (overpaint-worker-office-error-quark, overpaint_worker_office_error)

static void
overpaint_worker_office_default_init (OverpaintWorkerOfficeInterface *iface)
{
  /**
   * OverpaintWorkerOffice::news:
   * @self: an office
   * @name: name of a server
   *
   * How its worker is doing has changed.
   */
  g_signal_new ("news", OVERPAINT_TYPE_WORKER_OFFICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * overpaint_worker_news_free:
 * @news: (transfer full): news
 */
void
overpaint_worker_news_free (OverpaintWorkerNews *news)
{
  g_free (news->text);
  g_free (news);
}
