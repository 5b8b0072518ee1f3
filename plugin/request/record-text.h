/* record-text.h: a record for people to read
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "record.h"

G_BEGIN_DECLS

gchar * overpaint_record_describe (const OverpaintRecord *record);

G_END_DECLS
