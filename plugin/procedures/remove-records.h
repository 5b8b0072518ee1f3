/* remove-records.h: the procedure that makes an image forget
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_REMOVE_RECORDS_PROCEDURE "plug-in-overpaint-remove-records"

GimpProcedure * overpaint_remove_records_create (GimpPlugIn *plug_in);

G_END_DECLS
