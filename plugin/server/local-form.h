/* local-form.h: what all servers that an artist runs are told alike
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "capabilities.h"
#include "request.h"

G_BEGIN_DECLS

/* Private to this room. */

/* What stable-diffusion.cpp's sd-server makes at once and at most, where it does not say itself. */
#define OVERPAINT_LOCAL_SD_SERVER_IMAGES 8
#define OVERPAINT_LOCAL_SD_SERVER_STEPS  100

/**
 * OverpaintLocalWish: (skip)
 * @width: width of the picture, in pixels
 * @height: height of it, in pixels
 * @strength: how much is changed, 0 to 1
 * @guidance: how closely the prompt is followed; negative where nothing is set
 * @image_guidance: how closely the picture is; negative where nothing is set
 * @steps: denoising steps; 0 where nothing is set
 * @seed: the seed; -1 for one that the server chooses
 * @images: how many pictures
 * @base64: the picture
 *
 * A request's values, with the units that these servers share.
 */
typedef struct
{
  gint     width;
  gint     height;
  gdouble  strength;
  gdouble  guidance;
  gdouble  image_guidance;
  gint     steps;
  gint     seed;
  gint     images;
  gchar   *base64;
} OverpaintLocalWish;

OverpaintLocalWish * overpaint_local_wish_new       (OverpaintRequest             *variation,
                                                     const OverpaintModel         *model,
                                                     GBytes                       *png,
                                                     const OverpaintCapabilities  *capabilities,
                                                     const gchar                  *host,
                                                     GError                      **error);
void                 overpaint_local_wish_free      (OverpaintLocalWish           *wish);

GPtrArray          * overpaint_local_find_loras     (OverpaintRequest             *variation,
                                                     const OverpaintCapabilities  *capabilities,
                                                     const gchar                  *host,
                                                     GArray                      **weights,
                                                     GError                      **error);
gboolean             overpaint_local_add_lora_array (JsonBuilder                  *builder,
                                                     OverpaintRequest             *variation,
                                                     const OverpaintCapabilities  *capabilities,
                                                     const gchar                  *host,
                                                     GError                      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintLocalWish, overpaint_local_wish_free)

G_END_DECLS
