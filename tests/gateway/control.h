/* control.h: what tests ask of the practice server itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server.h"

G_BEGIN_DECLS

PracticeReply * practice_control_answer (PracticeServer    *server,
                                         SoupServerMessage *message,
                                         const gchar       *path,
                                         GHashTable        *query);

gboolean        practice_control_fault  (PracticeServer    *server,
                                         JsonObject        *description,
                                         GError           **error);

G_END_DECLS
