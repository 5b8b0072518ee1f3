/* gateway.h: stand-ins for a Livepeer gateway, and for Studio in front of one
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runner.h"

G_BEGIN_DECLS

#define PRACTICE_STUDIO_BASE "/api/beta/generate/"

GPtrArray     * practice_gateway_paint (GPtrArray      *parts,
                                        PracticePaint   paint,
                                        PracticeReply **refusal);
gboolean        practice_gateway_knows (const gchar    *path);

PracticeReply * practice_studio_admit  (const gchar    *authorization,
                                        const gchar    *token);
GPtrArray     * practice_studio_paint  (GPtrArray      *parts,
                                        PracticePaint   paint,
                                        PracticeReply **refusal);
gboolean        practice_studio_knows  (const gchar    *path);
PracticeReply * practice_studio_pass   (PracticeReply  *reply);

G_END_DECLS
