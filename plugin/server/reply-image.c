/* reply-image.c: one picture of an answer, still encoded
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "reply-image.h"

/**
 * overpaint_reply_image_new:
 * @bytes: the encoded picture
 * @seed: its seed, or -1
 * @nsfw: whether it was marked as offensive
 *
 * Returns: (transfer full): a picture of an answer
 */
OverpaintReplyImage *
overpaint_reply_image_new (GBytes   *bytes,
                           gint64    seed,
                           gboolean  nsfw)
{
  OverpaintReplyImage *image;

  g_return_val_if_fail (bytes != NULL, NULL);

  image        = g_new0 (OverpaintReplyImage, 1);
  image->bytes = g_bytes_ref (bytes);
  image->seed  = seed;
  image->nsfw  = nsfw;

  return image;
}

/**
 * overpaint_reply_image_free:
 * @image: (transfer full): a picture of an answer
 */
void
overpaint_reply_image_free (OverpaintReplyImage *image)
{
  g_bytes_unref (image->bytes);
  g_free (image);
}
