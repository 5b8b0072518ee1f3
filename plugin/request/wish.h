/* wish.h: what an artist has typed, whole
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "axis.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WISH (overpaint_wish_get_type ())

/**
 * OverpaintWish:
 * @request: the fields as typed: -1 where the model is to choose, the prompt without its style
 * @axis: (nullable): the second axis of a grid
 * @style: (nullable): id of the style that wraps the prompt
 * @idle_loras: (nullable): LoRAs that are kept but switched off, as a JSON object, id to weight
 * @seed_locked: whether the next run takes the same seed again
 *
 * Everything that the window's fields hold: what is remembered from one day to the next, what
 * history gives back, and what a run is made of. An immutable, reference-counted boxed type.
 */
typedef struct
{
  OverpaintRequest *request;
  OverpaintAxis    *axis;
  gchar            *style;
  gchar            *idle_loras;
  gboolean          seed_locked;

  /*< private >*/
  gatomicrefcount   ref_count;
} OverpaintWish;

GType           overpaint_wish_get_type      (void) G_GNUC_CONST;

OverpaintWish * overpaint_wish_new           (OverpaintRequest  *request,
                                              OverpaintAxis     *axis,
                                              const gchar       *style,
                                              const gchar       *idle_loras,
                                              gboolean           seed_locked);
OverpaintWish * overpaint_wish_new_from_json (const gchar       *text,
                                              GError           **error);
OverpaintWish * overpaint_wish_ref           (OverpaintWish     *wish);
void            overpaint_wish_unref         (OverpaintWish     *wish);
gchar         * overpaint_wish_to_json       (OverpaintWish     *wish);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintWish, overpaint_wish_unref)

G_END_DECLS
