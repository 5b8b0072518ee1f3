/* worker-report.c: how a worker is doing, in words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "worker-fault.h"
#include "worker-report.h"

static gchar *
write_running (const OverpaintWorkerStatus *status)
{
  const gchar *fault = status->restarts > 0 ? overpaint_worker_fault_describe (status->fault) : NULL;
  GString     *text  = g_string_new (status->leases > 0 ? _("The worker runs and is in use.") : _("The worker runs."));

  if (fault != NULL)
    {
      /* Translators: follows "The worker runs."; then comes why, as a sentence */
      g_string_append_printf (text, " %s %s", _("It had to be started again:"), fault);
    }

  return g_string_free (text, FALSE);
}

/**
 * overpaint_worker_report_write:
 * @status: how a worker is doing
 *
 * Returns: (transfer full): the same in a sentence or two; of one that failed also the likely remedy and
 *   its last lines
 */
gchar *
overpaint_worker_report_write (const OverpaintWorkerStatus *status)
{
  switch (status->phase)
    {
    case OVERPAINT_WORKER_STOPPED:
      break;

    case OVERPAINT_WORKER_PULLING:
      if (status->of == 0)
        return g_strdup (_("The container's image is being downloaded."));

      return g_strdup_printf (ngettext ("The container's image is being downloaded: %u of %u part is here.",
                                        "The container's image is being downloaded: %u of %u parts are here.",
                                        status->of), status->done, status->of);

    case OVERPAINT_WORKER_STARTING:
      return g_strdup (status->restarts > 0 ? _("The worker stopped by itself and is being started again.")
                                            : _("The worker is being started."));

    case OVERPAINT_WORKER_READY:
      return write_running (status);

    case OVERPAINT_WORKER_STOPPING:
      return g_strdup (_("The worker is being stopped."));

    case OVERPAINT_WORKER_FAILED:
      return overpaint_worker_fault_explain (status->fault, status->tail);
    }

  return g_strdup (_("The worker does not run."));
}

/**
 * overpaint_worker_report_get_fraction:
 * @status: how a worker is doing
 *
 * Returns: how much of its image, or of the picture that it paints, is done, 0..1; -1 where nobody knows
 */
gdouble
overpaint_worker_report_get_fraction (const OverpaintWorkerStatus *status)
{
  if (status->of == 0 || (status->phase != OVERPAINT_WORKER_PULLING && status->phase != OVERPAINT_WORKER_READY))
    return -1.0;

  return MIN (1.0, (gdouble) status->done / status->of);
}
