/* model.h: what is known of one model
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "field.h"

G_BEGIN_DECLS

/**
 * OverpaintModel:
 * @id: the id that servers know it by; "" for the defaults, or a guess, of a model that is not in the catalogue
 * @family: "sd1", "sd2", "sdxl", "sd3", "flux" or "unknown"
 * @summary: one untranslated sentence for the artist
 * @warning: an untranslated sentence that the artist must see first, or %NULL
 * @licence: an untranslated licence note, or %NULL
 * @native_size: side of the square it was trained on, in pixels
 * @pixel_budget: most pixels that are sent to it
 * @size_step: both sides of what is sent are a multiple of this
 * @uses: names of the per-model fields that it uses, %NULL-terminated
 * @best: what -1 stands for, by field name (`a{sv}` of doubles)
 * @strength_floor: whether the server raises the strength to at least one step (1 / steps)
 *
 * One entry of the catalogue, owned by the catalogue and never freed.
 */
typedef struct
{
  const gchar         *id;
  const gchar         *family;
  const gchar         *summary;
  const gchar         *warning;
  const gchar         *licence;
  gint                 native_size;
  gint                 pixel_budget;
  gint                 size_step;
  const gchar * const *uses;
  GVariant            *best;
  gboolean             strength_floor;
} OverpaintModel;

gboolean overpaint_model_uses     (const OverpaintModel *model,
                                   const OverpaintField *field);

gdouble  overpaint_model_get_best (const OverpaintModel *model,
                                   const gchar          *field_name);

const gchar * overpaint_model_name_family (const gchar *family);

G_END_DECLS
