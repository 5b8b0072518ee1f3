/* copy-settings.h: the procedure that brings a layer's settings to the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_COPY_SETTINGS_PROCEDURE "plug-in-overpaint-copy-settings"

GimpProcedure * overpaint_copy_settings_create (GimpPlugIn *plug_in);

G_END_DECLS
