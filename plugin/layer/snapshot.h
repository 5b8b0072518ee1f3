/* snapshot.h: a layer's pixels as the artist sees them
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

G_BEGIN_DECLS

GeglBuffer * overpaint_snapshot_layer        (GimpImage            *image,
                                              GimpLayer            *layer,
                                              const GeglRectangle  *rectangle,
                                              GError              **error);

gboolean     overpaint_snapshot_has_own_colours (GimpImage         *image,
                                                 GimpLayer         *layer);

gboolean     overpaint_snapshot_needs_lcms   (GimpImage            *image);

gboolean     overpaint_snapshot_is_all_zero (GeglBuffer            *selection);

GimpImage  * overpaint_snapshot_new_scratch  (gint                  width,
                                              gint                  height,
                                              GimpImageBaseType     base_type,
                                              GimpPrecision         precision,
                                              GimpColorProfile     *profile);

GimpColorProfile * overpaint_snapshot_new_srgb_profile (GimpImageBaseType  base_type);

G_END_DECLS
