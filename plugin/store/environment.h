/* environment.h: the secrets that the environment holds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void          overpaint_environment_take        (void);

const gchar * overpaint_environment_get_token   (void);

const gchar * overpaint_environment_get_server  (void);

G_END_DECLS
