/* pixels.h: a picture in memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PIXELS   (overpaint_pixels_get_type ())
#define OVERPAINT_PICTURE_ERROR (overpaint_picture_error_quark ())

/**
 * OVERPAINT_MAX_SIDE:
 *
 * Most pixels a side that a server's picture may have. A bound on what strangers
 * send, not on the artist's layers.
 */
#define OVERPAINT_MAX_SIDE   16384

/**
 * OVERPAINT_MAX_PIXELS:
 *
 * Most pixels that a server's picture may have: 100 megapixels, which take 400 MB
 * with alpha. Image models make some 4 megapixels at most.
 */
#define OVERPAINT_MAX_PIXELS 100000000

/**
 * OverpaintPictureError:
 * @OVERPAINT_PICTURE_ERROR_INVALID: bytes that do not decode, whole, to a picture
 * @OVERPAINT_PICTURE_ERROR_TOO_LARGE: more pixels than a server may send, or than
 *   this system can address
 * @OVERPAINT_PICTURE_ERROR_UNSUPPORTED: a format for which this system has no loader
 * @OVERPAINT_PICTURE_ERROR_NO_MEMORY: not enough memory
 * @OVERPAINT_PICTURE_ERROR_EMPTY: a picture without a single visible pixel
 *
 * Every message is a whole, translated sentence for the artist.
 */
typedef enum
{
  OVERPAINT_PICTURE_ERROR_INVALID,
  OVERPAINT_PICTURE_ERROR_TOO_LARGE,
  OVERPAINT_PICTURE_ERROR_UNSUPPORTED,
  OVERPAINT_PICTURE_ERROR_NO_MEMORY,
  OVERPAINT_PICTURE_ERROR_EMPTY
} OverpaintPictureError;

/**
 * OverpaintPixels:
 *
 * A rectangle of 8-bit sRGB pixels (perceptual values, straight alpha), rows from
 * the top without a gap between them: a reference-counted boxed type.
 *
 * Whoever makes one fills it, and from then on nobody changes it: it is handed to
 * other threads by reference.
 *
 * ```c
 * g_autoptr (OverpaintPixels) pixels = overpaint_pixels_new (width, height, 3, &error);
 *
 * if (pixels != NULL)
 *   memset (overpaint_pixels_get_data (pixels), 128,
 *           overpaint_pixels_get_stride (pixels) * height);
 * ```
 */
typedef struct _OverpaintPixels OverpaintPixels;

GType             overpaint_pixels_get_type     (void) G_GNUC_CONST;
GQuark            overpaint_picture_error_quark (void);

OverpaintPixels * overpaint_pixels_new          (gint              width,
                                                 gint              height,
                                                 gint              channels,
                                                 GError          **error);
OverpaintPixels * overpaint_pixels_ref          (OverpaintPixels  *pixels);
void              overpaint_pixels_unref        (OverpaintPixels  *pixels);

gint              overpaint_pixels_get_width    (OverpaintPixels  *pixels);
gint              overpaint_pixels_get_height   (OverpaintPixels  *pixels);
gint              overpaint_pixels_get_channels (OverpaintPixels  *pixels);
gsize             overpaint_pixels_get_stride   (OverpaintPixels  *pixels);
guint8          * overpaint_pixels_get_data     (OverpaintPixels  *pixels);

gboolean          overpaint_pixels_is_black     (OverpaintPixels  *pixels);
gboolean          overpaint_pixels_equal        (OverpaintPixels  *pixels,
                                                 OverpaintPixels  *other);

gboolean          overpaint_pixels_check_size   (gint64            width,
                                                 gint64            height,
                                                 GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintPixels, overpaint_pixels_unref)

G_END_DECLS
