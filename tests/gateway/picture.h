/* picture.h: eight-bit RGB pixels, from a file's bytes and back
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PRACTICE_PICTURE_ERROR (practice_picture_error_quark ())

/**
 * PracticePictureError:
 * @PRACTICE_PICTURE_ERROR_UNREADABLE: bytes that are no picture, or one that is far too large
 * @PRACTICE_PICTURE_ERROR_FORMAT: this machine has no writer for the format
 */
typedef enum
{
  PRACTICE_PICTURE_ERROR_UNREADABLE,
  PRACTICE_PICTURE_ERROR_FORMAT
} PracticePictureError;

/**
 * PracticePngKind:
 * @PRACTICE_PNG_RGB: 8-bit RGB, what a runner sends
 * @PRACTICE_PNG_GRAY: 8-bit gray
 * @PRACTICE_PNG_RGB16: 16-bit RGB, every value times 257
 * @PRACTICE_PNG_PALETTE: 8-bit palette of 216 colours
 * @PRACTICE_PNG_RGBA: 8-bit RGBA whose right half is half transparent
 *
 * The kinds of PNG that a client has to read.
 */
typedef enum
{
  PRACTICE_PNG_RGB,
  PRACTICE_PNG_GRAY,
  PRACTICE_PNG_RGB16,
  PRACTICE_PNG_PALETTE,
  PRACTICE_PNG_RGBA
} PracticePngKind;

/**
 * PracticePicture:
 * @width: in pixels
 * @height: in pixels
 * @pixels: 3 * @width * @height bytes, R, G, B, rows from the top, no padding
 */
typedef struct
{
  gint    width;
  gint    height;
  guint8 *pixels;
} PracticePicture;

GQuark            practice_picture_error_quark (void);

PracticePicture * practice_picture_new         (gint              width,
                                                gint              height);
PracticePicture * practice_picture_copy        (const PracticePicture *picture);
void              practice_picture_free        (PracticePicture  *picture);

PracticePicture * practice_picture_decode      (GBytes           *bytes,
                                                GError          **error);
PracticePicture * practice_picture_flatten     (GBytes           *bytes,
                                                guint32           background);
PracticePicture * practice_picture_resize      (const PracticePicture *picture,
                                                gint              width,
                                                gint              height);

GBytes          * practice_picture_to_png      (const PracticePicture *picture,
                                                PracticePngKind   kind);
GBytes          * practice_picture_to_format   (const PracticePicture *picture,
                                                const gchar      *format,
                                                GError          **error);

gboolean          practice_format_is_writable  (const gchar      *format);

GBytes          * practice_png_of_one_colour   (gint              width,
                                                gint              height);
GBytes          * practice_png_header_only     (gint              width,
                                                gint              height);
GBytes          * practice_png_with_text       (GBytes           *file,
                                                const gchar      *keyword,
                                                const gchar      *text);
JsonNode        * practice_png_describe        (GBytes           *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticePicture, practice_picture_free)

G_END_DECLS
