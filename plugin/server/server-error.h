/* server-error.h: why an answer holds no picture
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "http-reply.h"
#include "server-kind.h"

G_BEGIN_DECLS

#define OVERPAINT_SERVER_ERROR (overpaint_server_error_quark ())

/**
 * OverpaintServerError:
 * @OVERPAINT_SERVER_ERROR_UNAUTHORIZED: the token is missing or not accepted (401, 403)
 * @OVERPAINT_SERVER_ERROR_PAYMENT: the account has nothing left (402)
 * @OVERPAINT_SERVER_ERROR_NOT_FOUND: nothing of the kind at this address (404, 405)
 * @OVERPAINT_SERVER_ERROR_TOO_LARGE: the picture is too large to send (413)
 * @OVERPAINT_SERVER_ERROR_REFUSED: the request holds something that the server does
 *   not take (400, 422), or that it is known not to take
 * @OVERPAINT_SERVER_ERROR_BUSY: too many requests (429), or nobody to serve them (503)
 * @OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY: the graphics card's memory is too small
 * @OVERPAINT_SERVER_ERROR_NO_WORKER: a gateway that found nobody for the model
 * @OVERPAINT_SERVER_ERROR_FAILED: the server's own failure (500 and others)
 * @OVERPAINT_SERVER_ERROR_BAD_REPLY: success, it says, but there is no picture in it
 * @OVERPAINT_SERVER_ERROR_BAD_PICTURE_ADDRESS: a picture at an address that is not asked
 * @OVERPAINT_SERVER_ERROR_PICTURE: the picture was made, but cannot be had
 * @OVERPAINT_SERVER_ERROR_SETTINGS: settings that cannot be used
 *
 * Why an answer holds no picture. Why there was no answer says [error@Overpaint.HttpError].
 */
typedef enum
{
  OVERPAINT_SERVER_ERROR_UNAUTHORIZED,
  OVERPAINT_SERVER_ERROR_PAYMENT,
  OVERPAINT_SERVER_ERROR_NOT_FOUND,
  OVERPAINT_SERVER_ERROR_TOO_LARGE,
  OVERPAINT_SERVER_ERROR_REFUSED,
  OVERPAINT_SERVER_ERROR_BUSY,
  OVERPAINT_SERVER_ERROR_OUT_OF_MEMORY,
  OVERPAINT_SERVER_ERROR_NO_WORKER,
  OVERPAINT_SERVER_ERROR_FAILED,
  OVERPAINT_SERVER_ERROR_BAD_REPLY,
  OVERPAINT_SERVER_ERROR_BAD_PICTURE_ADDRESS,
  OVERPAINT_SERVER_ERROR_PICTURE,
  OVERPAINT_SERVER_ERROR_SETTINGS
} OverpaintServerError;

GQuark   overpaint_server_error_quark      (void);

GError * overpaint_server_error_from_reply (const OverpaintHttpReply *reply,
                                            OverpaintServerKind       kind,
                                            const gchar              *host,
                                            const gchar              *token);
GError * overpaint_server_error_no_worker  (const gchar              *host,
                                            const gchar              *said);
GError * overpaint_server_error_silent     (const gchar              *host);

G_END_DECLS
