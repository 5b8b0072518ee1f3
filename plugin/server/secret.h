/* secret.h: text that leaves no copy behind
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gchar * overpaint_secret_dup  (const gchar *secret);
void    overpaint_secret_free (gchar       *secret);

G_END_DECLS
