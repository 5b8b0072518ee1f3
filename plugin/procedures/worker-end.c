/* worker-end.c: whether a worker has ended, and why
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "http-error.h"
#include "server-error.h"
#include "worker-end.h"
#include "worker-fault.h"
#include "worker-process.h"

/**
 * overpaint_worker_end_is_likely:
 * @status: how the worker was doing when last heard of
 * @error: why a picture did not come
 *
 * A connection that broke may be ahead of the keeper's word. A reply of whatever content shows that the worker
 * lives, unless it does not by now.
 *
 * Returns: whether the worker may have ended
 */
gboolean
overpaint_worker_end_is_likely (const OverpaintWorkerStatus *status,
                                const GError                *error)
{
  return g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION) ||
         g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_CUT_OFF)       ||
         g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_EMPTY_REPLY)   ||
         ! overpaint_worker_process_is_alive (status->pid, status->start_time);
}

/**
 * overpaint_worker_end_explain:
 * @status: how a worker was doing that ended in the middle of a picture: stopped, failed, or just started again
 *
 * Memory that ran out has an error of its own, so that a smaller picture can be offered.
 *
 * Returns: (transfer full): an error of %OVERPAINT_SERVER_ERROR: what happened, what to do, and the last lines
 */
GError *
overpaint_worker_end_explain (const OverpaintWorkerStatus *status)
{
  g_autofree gchar     *text = NULL;
  OverpaintServerError  code = OVERPAINT_SERVER_ERROR_FAILED;

  if (status->phase == OVERPAINT_WORKER_STOPPED || status->fault == NULL)
    return g_error_new_literal (OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED,
                                _("Somebody stopped the worker while it made the picture."));

  if (g_strcmp0 (status->fault, OVERPAINT_WORKER_FAULT_OUT_OF_MEMORY) == 0 ||
      g_strcmp0 (status->fault, OVERPAINT_WORKER_FAULT_KILLED) == 0)
    code = OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY;

  text = overpaint_worker_fault_explain (status->fault, status->tail);

  return g_error_new_literal (OVERPAINT_SERVER_ERROR, (gint) code, text);
}
