/* styles.h: named presets that wrap a prompt
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "wish.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_STYLES (overpaint_styles_get_type ())

/**
 * OverpaintStyle:
 * @id: what wishes and files know it by: "ink"
 * @name: its name for people; a shipped one's is untranslated
 * @is_own: whether the artist has added it
 * @prompt: (nullable): wraps the prompt, where "{prompt}" stands for it
 * @instruction: (nullable): the same for models that follow instructions; @prompt where %NULL
 * @negative_prompt: (nullable): is added to the negative prompt
 * @loras: (nullable): JSON object of LoRAs that it brings, id to weight
 * @values: (nullable): `a{sd}` of fields that it sets where the artist has left them automatic
 *
 * One style, owned by its #OverpaintStyles.
 */
typedef struct
{
  gchar    *id;
  gchar    *name;
  gboolean  is_own;
  gchar    *prompt;
  gchar    *instruction;
  gchar    *negative_prompt;
  gchar    *loras;
  GVariant *values;
} OverpaintStyle;

/**
 * OverpaintStyles:
 *
 * The styles that Overpaint brings along, and those of the artist's own file, which win where an
 * id is in both. It emits #OverpaintStyles::changed.
 *
 * The artist's file is `overpaint/styles.json` in GIMP's folder. Everything but `id` and `name` can be left out:
 *
 * ```json
 * {
 *   "format": 1,
 *   "styles": [
 *     {
 *       "id": "my-woodcut",
 *       "name": "My Woodcut",
 *       "prompt": "{prompt}, woodcut, bold carved lines, two colours",
 *       "instruction": "Turn it into a woodcut. {prompt}",
 *       "negative-prompt": "photograph, soft shading",
 *       "loras": { "owner/woodcut-sdxl": 0.8 },
 *       "values": { "strength": 0.7, "steps": 30 }
 *     }
 *   ]
 * }
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintStyles, overpaint_styles, OVERPAINT, STYLES, GObject)

OverpaintStyles      * overpaint_styles_new     (const gchar           *path);

guint                  overpaint_styles_get_n   (OverpaintStyles       *self);
const OverpaintStyle * overpaint_styles_get     (OverpaintStyles       *self,
                                                 guint                  index);
const OverpaintStyle * overpaint_styles_find    (OverpaintStyles       *self,
                                                 const gchar           *id);
const gchar          * overpaint_styles_get_problem (OverpaintStyles   *self);

gboolean               overpaint_styles_save    (OverpaintStyles       *self,
                                                 const OverpaintStyle  *style,
                                                 GError               **error);
gboolean               overpaint_styles_remove  (OverpaintStyles       *self,
                                                 const gchar           *id,
                                                 GError               **error);

GVariant             * overpaint_style_gather_values (OverpaintRequest *request);
OverpaintRequest     * overpaint_style_apply    (const OverpaintStyle  *style,
                                                 OverpaintRequest      *request,
                                                 GError               **error);

G_END_DECLS
