/* image-to-image.h: the procedure that makes layers of a layer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

#define OVERPAINT_IMAGE_TO_IMAGE_PROCEDURE "plug-in-overpaint-image-to-image"

GimpProcedure * overpaint_image_to_image_create (GimpPlugIn *plug_in);

G_END_DECLS
