/* local-wait.h: a pause between two questions
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Private to this room. */

/**
 * OverpaintLocalStep: (skip)
 * @owned: (transfer full): what goes on
 *
 * What follows a pause.
 */
typedef void (*OverpaintLocalStep) (GTask *owned);

void overpaint_local_wait (GTask              *owned,
                           guint               milliseconds,
                           OverpaintLocalStep  next);

G_END_DECLS
