/* servers.h: the procedure that opens the window with all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_SERVERS_PROCEDURE "plug-in-overpaint-servers"

GimpProcedure * overpaint_servers_create (GimpPlugIn *plug_in);

G_END_DECLS
