/* answer.h: from a request to a reply, whichever the role
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

gboolean        practice_answer_paints (PracticeServer   *server,
                                        PracticeExchange *exchange);
PracticeReply * practice_answer        (PracticeServer   *server,
                                        PracticeExchange *exchange);

PracticeReply * practice_answer_fault  (PracticeServer   *server,
                                        PracticeExchange *exchange);
PracticeReply * practice_answer_images (PracticeServer   *server,
                                        PracticeExchange *exchange,
                                        GPtrArray        *results);
GPtrArray     * practice_answer_files  (const PracticeFault *fault,
                                        GPtrArray        *results,
                                        const gchar      *format);

G_END_DECLS
