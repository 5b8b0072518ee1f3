/* http-error.h: why no whole answer came
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_HTTP_ERROR (overpaint_http_error_quark ())

/**
 * OverpaintHttpError:
 * @OVERPAINT_HTTP_ERROR_NO_CONNECTION: nothing listens at the address
 * @OVERPAINT_HTTP_ERROR_NOT_RESOLVED: no computer has that name
 * @OVERPAINT_HTTP_ERROR_TLS: the server could not prove who it is, or no secure
 *   connection came about; nothing was sent
 * @OVERPAINT_HTTP_ERROR_TIMEOUT: the time was up
 * @OVERPAINT_HTTP_ERROR_EMPTY_REPLY: the connection ended before the first byte
 * @OVERPAINT_HTTP_ERROR_TOO_LARGE: more came than the question allowed
 * @OVERPAINT_HTTP_ERROR_CUT_OFF: the connection ended in the middle of the answer
 * @OVERPAINT_HTTP_ERROR_OTHER: anything else
 *
 * Why no whole answer came. An answer of whatever status is none of these.
 */
typedef enum
{
  OVERPAINT_HTTP_ERROR_NO_CONNECTION,
  OVERPAINT_HTTP_ERROR_NOT_RESOLVED,
  OVERPAINT_HTTP_ERROR_TLS,
  OVERPAINT_HTTP_ERROR_TIMEOUT,
  OVERPAINT_HTTP_ERROR_EMPTY_REPLY,
  OVERPAINT_HTTP_ERROR_TOO_LARGE,
  OVERPAINT_HTTP_ERROR_CUT_OFF,
  OVERPAINT_HTTP_ERROR_OTHER
} OverpaintHttpError;

GQuark overpaint_http_error_quark (void);

G_END_DECLS
