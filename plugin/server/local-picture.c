/* local-picture.c: pictures to and from servers that an artist runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "data-address.h"
#include "json-member.h"
#include "local-picture.h"
#include "picture-survey.h"
#include "server-error.h"

/* The greatest side that is believed. */
#define MOST_SIDE 65536

/* Where a PNG's first chunk, which is IHDR, keeps them (PNG specification, 11.2.2). */
#define PNG_WIDTH_OFFSET  16
#define PNG_HEIGHT_OFFSET 20
#define PNG_HEAD          24

static gboolean
get_png_size (GBytes *picture,
              gint   *width,
              gint   *height)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (picture, &length);
  guint32       sides[2];

  if (length < PNG_HEAD || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;

  memcpy (&sides[0], data + PNG_WIDTH_OFFSET, 4);
  memcpy (&sides[1], data + PNG_HEIGHT_OFFSET, 4);

  if (GUINT32_FROM_BE (sides[0]) - 1 >= MOST_SIDE || GUINT32_FROM_BE (sides[1]) - 1 >= MOST_SIDE)
    return FALSE;

  *width  = (gint) GUINT32_FROM_BE (sides[0]);
  *height = (gint) GUINT32_FROM_BE (sides[1]);

  return TRUE;
}

/**
 * overpaint_local_picture_get_size: (skip)
 * @picture: a PNG, JPEG or WebP file
 * @width: (out): its width, in pixels
 * @height: (out): its height, in pixels
 *
 * Reads the size out of a picture's head, without decoding it.
 *
 * Returns: whether it says one
 */
gboolean
overpaint_local_picture_get_size (GBytes *picture,
                                  gint   *width,
                                  gint   *height)
{
  switch (overpaint_picture_survey_format (picture))
    {
    case OVERPAINT_PICTURE_FORMAT_PNG:
      return get_png_size (picture, width, height);

    case OVERPAINT_PICTURE_FORMAT_JPEG:
      return overpaint_picture_survey_jpeg (picture, width, height, NULL);

    case OVERPAINT_PICTURE_FORMAT_WEBP:
      return overpaint_picture_survey_webp (picture, width, height, NULL);

    case OVERPAINT_PICTURE_FORMAT_UNKNOWN:
    default:
      return FALSE;
    }
}

/**
 * overpaint_local_picture_measure: (skip)
 * @png: the picture that is to be sent
 * @step: both its sides must be a multiple of this
 * @host: the server's name, as it is shown
 * @width: (out): its width, in pixels
 * @height: (out): its height, in pixels
 * @error: return location for %OVERPAINT_SERVER_ERROR_REFUSED
 *
 * Makes sure that the server will take the picture at its own size: one that rounds
 * would stretch or crop it without a word.
 *
 * Returns: whether it can be sent
 */
gboolean
overpaint_local_picture_measure (GBytes       *png,
                                 gint          step,
                                 const gchar  *host,
                                 gint         *width,
                                 gint         *height,
                                 GError      **error)
{
  if (overpaint_local_picture_get_size (png, width, height) &&
      *width % step == 0 && *height % step == 0)
    return TRUE;

  g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
               _("%s takes only pictures whose sides are a multiple of %d pixels. Try again now that "
                 "this is known."), host, step);

  return FALSE;
}

/**
 * overpaint_local_picture_decode: (skip)
 * @node: (nullable): what an answer has where a picture ought to be
 * @host: the server's name, as it is shown
 * @error: return location for %OVERPAINT_SERVER_ERROR_PICTURE
 *
 * Takes a picture out of an answer: base64, some put "data:image/png;base64," before it. It
 * must be one by its first bytes: web UIs send what their user has chosen, whatever was asked.
 *
 * Returns: (transfer full) (nullable): a whole PNG, JPEG or WebP file
 */
GBytes *
overpaint_local_picture_decode (JsonNode     *node,
                                const gchar  *host,
                                GError      **error)
{
  g_autoptr(GBytes)  picture = NULL;
  const gchar       *text    = overpaint_json_as_text (node);

  if (text != NULL && overpaint_data_address_is (text))
    picture = overpaint_data_address_decode (text, OVERPAINT_LOCAL_MOST_PICTURE);
  else if (text != NULL)
    picture = overpaint_data_base64_decode (text, OVERPAINT_LOCAL_MOST_PICTURE);

  if (picture != NULL &&
      overpaint_picture_survey_format (picture) != OVERPAINT_PICTURE_FORMAT_UNKNOWN)
    return g_steal_pointer (&picture);

  g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
               _("The picture in the answer of %s is damaged or too large. "
                 "Try again with the same seed."), host);

  return NULL;
}
