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
 * What a run sends.
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
                                                              gint                  server_step);

void                   overpaint_sent_picture_prepare_async  (OverpaintPixels      *pixels,
                                                              const OverpaintModel *model,
                                                              gint                  server_step,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
OverpaintSentPicture * overpaint_sent_picture_prepare_finish (GAsyncResult         *result,
                                                              GError              **error);
void                   overpaint_sent_picture_free           (OverpaintSentPicture *sent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintSentPicture, overpaint_sent_picture_free)

G_END_DECLS
