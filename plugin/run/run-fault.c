/* run-fault.c: which errors end a whole run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>

#include "http-error.h"
#include "run-fault.h"
#include "server-error.h"

/**
 * overpaint_run_fault_concerns_all: (skip)
 * @error: why one picture of a run did not come
 *
 * Where the server itself is at fault, or was told to stop, each further request would only
 * fail in the same way, up to sixty-four times. What may be the fault of one seed alone (400,
 * 500, a damaged picture) is not of that kind.
 *
 * Returns: whether no other picture of the run need be asked for
 */
gboolean
overpaint_run_fault_concerns_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)                                 ||
         g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_UNAUTHORIZED)      ||
         g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PAYMENT)           ||
         g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NOT_FOUND)         ||
         g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_TOO_LARGE)         ||
         g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NO_CONNECTION)         ||
         g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_NOT_RESOLVED)          ||
         g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TLS);
}
