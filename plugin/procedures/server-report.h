/* server-report.h: what a server that was tried has said of itself, in words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

gchar * overpaint_server_report_describe (OverpaintServer *server);

G_END_DECLS
