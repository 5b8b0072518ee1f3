/* same-seed-below.h: the procedure that paints the layer below in the same way
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_SAME_SEED_BELOW_PROCEDURE "plug-in-overpaint-same-seed-below"

GimpProcedure * overpaint_same_seed_below_create (GimpPlugIn *plug_in);

G_END_DECLS
