/* reply-image.h: one picture of an answer, still encoded
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintReplyImage:
 * @bytes: the picture as it came: a whole PNG, JPEG or WebP file
 * @seed: the seed that the server says it was made with, else the one it was asked
 *   for; -1 where neither is known
 * @nsfw: whether the server marked it as offensive
 *
 * One picture of an answer.
 */
typedef struct
{
  GBytes   *bytes;
  gint64    seed;
  gboolean  nsfw;
} OverpaintReplyImage;

OverpaintReplyImage * overpaint_reply_image_new  (GBytes              *bytes,
                                                  gint64               seed,
                                                  gboolean             nsfw);
void                  overpaint_reply_image_free (OverpaintReplyImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintReplyImage, overpaint_reply_image_free)

G_END_DECLS
