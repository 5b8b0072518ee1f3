/* overpaint.h: the plug-in: which procedures exist, and which room serves each
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PLUG_IN (overpaint_plug_in_get_type ())

/**
 * OverpaintPlugIn:
 *
 * The plug-in.
 */
G_DECLARE_FINAL_TYPE (OverpaintPlugIn, overpaint_plug_in, OVERPAINT, PLUG_IN, GimpPlugIn)

G_END_DECLS
