/* webui.h: stand-ins for AUTOMATIC1111's web UI, Forge and SD.Next
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "order.h"

G_BEGIN_DECLS

PracticeReply * practice_webui_error        (guint             status,
                                             const gchar      *kind,
                                             const gchar      *detail,
                                             const gchar      *errors);
PracticeReply * practice_webui_unauthorized (const gchar      *detail);
gboolean        practice_webui_choose_model (PracticeServer   *server,
                                             const gchar      *text);

PracticeReply * practice_webui_paint        (PracticeServer   *server,
                                             PracticeExchange *exchange,
                                             gboolean          over);
gboolean        practice_webui_has_sampler  (const gchar      *name);
void            practice_webui_use_tags     (PracticeAsk      *ask,
                                             PracticeExchange *exchange,
                                             GString          *hashes);

PracticeReply * practice_webui_list         (PracticeServer   *server,
                                             const gchar      *path);
PracticeReply * practice_webui_progress     (PracticeServer   *server);
PracticeReply * practice_webui_task         (PracticeServer   *server,
                                             PracticeExchange *exchange);

G_END_DECLS
