/* lora-list.h: the adapters that the practice server pretends to know
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "reply.h"

G_BEGIN_DECLS

PracticeReply * practice_lora_list_check (const gchar *text);

G_END_DECLS
