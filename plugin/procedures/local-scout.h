/* local-scout.h: this computer's workers and graphics cards, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-scout.h"
#include "settings.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_LOCAL_SCOUT (overpaint_local_scout_get_type ())

/**
 * OverpaintLocalScout:
 *
 * The #OverpaintServerScout of the plug-in: it brings the windows together with the finder, the
 * graphics cards and the artist's settings.
 *
 * `OVERPAINT_LOCAL_PORTS`, a list such as "17860,17861", names ports to ask in place of those that such
 * servers usually have: for tests, and for whoever runs theirs elsewhere.
 */
G_DECLARE_FINAL_TYPE (OverpaintLocalScout, overpaint_local_scout, OVERPAINT, LOCAL_SCOUT, GObject)

OverpaintServerScout * overpaint_local_scout_new (OverpaintSettings *settings);

G_END_DECLS
