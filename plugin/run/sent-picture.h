/* sent-picture.h: a layer's pixels, made ready to travel
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "model.h"
#include "pixels.h"
#include "size-plan.h"

G_BEGIN_DECLS

/**
 * OverpaintSentPicture:
 * @plan: at which size it travels, and how an answer comes back
 * @png: the PNG, made once and shared by every request of a run
 * @sha256: SHA-256 of @png, in hexadecimal
 *
 * What a run sends: the same for all its pictures, unless a card's memory is too small for some. It is shared
 * by all that were asked for with it.
 */
typedef struct
{
  OverpaintSizePlan  plan;
  GBytes            *png;
  gchar             *sha256;
} OverpaintSentPicture;

void                   overpaint_sent_picture_plan           (OverpaintSizePlan    *plan,
                                                              gint                  width,
                                                              gint                  height,
                                                              const OverpaintModel *model,
                                                              gint                  server_step,
                                                              gint                  greatest_side);
gint                   overpaint_sent_picture_find_smaller   (const OverpaintSizePlan *plan,
                                                              const OverpaintModel *model,
                                                              gint                  server_step);

void                   overpaint_sent_picture_prepare_async  (OverpaintPixels      *pixels,
                                                              const OverpaintModel *model,
                                                              gint                  server_step,
                                                              gint                  greatest_side,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
OverpaintSentPicture * overpaint_sent_picture_prepare_finish (GAsyncResult         *result,
                                                              GError              **error);
OverpaintSentPicture * overpaint_sent_picture_ref            (OverpaintSentPicture *sent);
void                   overpaint_sent_picture_unref          (OverpaintSentPicture *sent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintSentPicture, overpaint_sent_picture_unref)

G_END_DECLS
