/* server-desk.h: settings, keyring and network, for the windows about servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "secrets.h"
#include "server-keeper.h"
#include "settings.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_DESK (overpaint_server_desk_get_type ())

/**
 * OverpaintServerDesk:
 *
 * The #OverpaintServerKeeper of the plug-in: it brings the windows about servers together with the
 * artist's settings, the keyring and the servers themselves.
 */
G_DECLARE_FINAL_TYPE (OverpaintServerDesk, overpaint_server_desk, OVERPAINT, SERVER_DESK, GObject)

OverpaintServerDesk * overpaint_server_desk_new  (OverpaintSettings   *settings,
                                                  OverpaintSecrets    *secrets);
void                  overpaint_server_desk_wait (OverpaintServerDesk *self);

G_END_DECLS
