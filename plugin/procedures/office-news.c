/* office-news.c: how a worker is doing, as the windows show it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-news.h"
#include "worker-fault.h"
#include "worker-report.h"

static OverpaintWorkerActivity
activity_of (const OverpaintWorkerStatus *status)
{
  switch (status->phase)
    {
    case OVERPAINT_WORKER_STOPPED:
      break;

    case OVERPAINT_WORKER_PULLING:
    case OVERPAINT_WORKER_STARTING:
      return OVERPAINT_WORKER_BEGINNING;

    case OVERPAINT_WORKER_READY:
      return OVERPAINT_WORKER_RUNNING;

    case OVERPAINT_WORKER_STOPPING:
      return OVERPAINT_WORKER_ENDING;

    case OVERPAINT_WORKER_FAILED:
      return OVERPAINT_WORKER_BROKEN;
    }

  return OVERPAINT_WORKER_RESTING;
}

/**
 * overpaint_office_news_new:
 * @activity: what it does
 * @text: the same as a sentence
 * @fraction: how far that is, 0..1; negative where nobody knows
 *
 * Returns: (transfer full): news
 */
OverpaintWorkerNews *
overpaint_office_news_new (OverpaintWorkerActivity  activity,
                           const gchar             *text,
                           gdouble                  fraction)
{
  OverpaintWorkerNews *news = g_new (OverpaintWorkerNews, 1);

  news->activity = activity;
  news->text     = g_strdup (text);
  news->fraction = fraction;

  return news;
}

/**
 * overpaint_office_news_read:
 * @status: what the worker's keeper says
 *
 * Returns: (transfer full): the same for the windows
 */
OverpaintWorkerNews *
overpaint_office_news_read (const OverpaintWorkerStatus *status)
{
  g_autofree gchar *text = overpaint_worker_report_write (status);

  return overpaint_office_news_new (activity_of (status), text, overpaint_worker_report_get_fraction (status));
}

/**
 * overpaint_office_news_is_begun:
 * @status: what the worker's keeper says
 *
 * Returns: whether it is on its way, and not there yet
 */
gboolean
overpaint_office_news_is_begun (const OverpaintWorkerStatus *status)
{
  return activity_of (status) == OVERPAINT_WORKER_BEGINNING;
}

/**
 * overpaint_office_news_judge:
 * @status: what the worker's keeper said last
 * @error: (inout): why a worker did not start; %NULL inside where it did
 *
 * An image that is lacking is no failure but a question: the error becomes
 * %OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD.
 */
void
overpaint_office_news_judge (const OverpaintWorkerStatus  *status,
                             GError                      **error)
{
  if (*error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_strcmp0 (status->fault, OVERPAINT_WORKER_FAULT_NO_IMAGE) != 0)
    return;

  g_clear_error (error);
  g_set_error_literal (error, OVERPAINT_WORKER_OFFICE_ERROR, OVERPAINT_WORKER_OFFICE_ERROR_MUST_DOWNLOAD,
                       overpaint_worker_fault_describe (OVERPAINT_WORKER_FAULT_NO_IMAGE));
}
