/* http-private.h: what the transfer and its errors share; the one header with libcurl
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <curl/curl.h>

#include "http-error.h"
#include "http-request.h"

G_BEGIN_DECLS

GError * overpaint_http_error_from_curl (CURL                 *easy,
                                         CURLcode              code,
                                         const gchar          *detail,
                                         OverpaintHttpRequest *request,
                                         gboolean              too_large);

G_END_DECLS
