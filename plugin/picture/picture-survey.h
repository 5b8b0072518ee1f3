/* picture-survey.h: what a picture's bytes say of it, before anything is decoded
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OverpaintPictureFormat:
 * @OVERPAINT_PICTURE_FORMAT_UNKNOWN: none of the following
 * @OVERPAINT_PICTURE_FORMAT_PNG: PNG
 * @OVERPAINT_PICTURE_FORMAT_JPEG: JPEG
 * @OVERPAINT_PICTURE_FORMAT_WEBP: WebP
 *
 * A format, told by its first bytes; what a server calls it is often wrong.
 */
typedef enum
{
  OVERPAINT_PICTURE_FORMAT_UNKNOWN,
  OVERPAINT_PICTURE_FORMAT_PNG,
  OVERPAINT_PICTURE_FORMAT_JPEG,
  OVERPAINT_PICTURE_FORMAT_WEBP
} OverpaintPictureFormat;

OverpaintPictureFormat overpaint_picture_survey_format (GBytes  *bytes);

gboolean               overpaint_picture_survey_jpeg   (GBytes  *bytes,
                                                        gint    *width,
                                                        gint    *height,
                                                        GError **error);
gboolean               overpaint_picture_survey_webp   (GBytes  *bytes,
                                                        gint    *width,
                                                        gint    *height,
                                                        GError **error);

G_END_DECLS
