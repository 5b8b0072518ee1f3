/* studio.h: the window and all that it stands on
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "single-window.h"
#include "wish.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_STUDIO (overpaint_studio_get_type ())

/**
 * OverpaintStudio:
 *
 * Brings the window of an image together with GIMP, the servers, and what is kept from earlier days,
 * for as long as the window is open.
 */
G_DECLARE_FINAL_TYPE (OverpaintStudio, overpaint_studio, OVERPAINT, STUDIO, GObject)

OverpaintStudio * overpaint_studio_new  (GimpImage              *image,
                                         OverpaintSingleWindow  *calls,
                                         GError                **error);
void              overpaint_studio_open (OverpaintStudio        *self,
                                         OverpaintWish          *wish);

G_END_DECLS
