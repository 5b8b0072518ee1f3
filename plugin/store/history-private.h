/* history-private.h: what the files of OverpaintHistory share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "history.h"

G_BEGIN_DECLS

const gchar * overpaint_history_get_folder     (OverpaintHistory *self);
gboolean      overpaint_history_take_thumbnail (OverpaintHistory *self,
                                                const gchar      *id,
                                                guint             index,
                                                const gchar      *path);

G_END_DECLS
