/* run-again.h: the procedure that goes on with a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_RUN_AGAIN_PROCEDURE "plug-in-overpaint-run-again"

GimpProcedure * overpaint_run_again_create (GimpPlugIn *plug_in);

G_END_DECLS
