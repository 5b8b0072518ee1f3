/* what-made-this.h: the procedure that says how a layer was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_WHAT_MADE_THIS_PROCEDURE "plug-in-overpaint-what-made-this"

GimpProcedure * overpaint_what_made_this_create (GimpPlugIn *plug_in);

G_END_DECLS
