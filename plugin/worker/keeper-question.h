/* keeper-question.h: asking a worker whether it is ready
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keeper asks one question only, so it needs no more of HTTP and JSON than stands here. */

void    overpaint_keeper_question_ask_async   (guint                 port,
                                               const gchar          *path,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              data);
gchar * overpaint_keeper_question_ask_finish  (GAsyncResult         *result,
                                               GError              **error);

gchar * overpaint_keeper_question_get_member  (const gchar          *json,
                                               const gchar          *object,
                                               const gchar          *member);

G_END_DECLS
