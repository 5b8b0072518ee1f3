/* server-text.h: a server's own words, fit to be shown
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "http-reply.h"

G_BEGIN_DECLS

gchar * overpaint_server_text_read  (const OverpaintHttpReply *reply);
gchar * overpaint_server_text_clean (const gchar              *text,
                                     const gchar              *token);

G_END_DECLS
