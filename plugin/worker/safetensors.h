/* safetensors.h: what a LoRA file says of itself
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintSafetensors:
 * @family: (nullable): the family of models that it was made for, as the catalogue names it: "sd1",
 *   "sd2", "sdxl", "sd3", "flux"; %NULL where the file does not say, or names one that is not known
 * @base_model: (nullable): the same in the file's own words: "sdxl_base_v1-0"
 * @title: (nullable): its title
 * @triggers: (array zero-terminated=1): words that wake it, the most likely first; may be empty
 *
 * What stands in the header of a LoRA file. All of it was written by whoever made the file.
 */
typedef struct
{
  const gchar  *family;
  gchar        *base_model;
  gchar        *title;
  gchar       **triggers;
} OverpaintSafetensors;

#define OVERPAINT_SAFETENSORS_MOST_TRIGGERS 5

OverpaintSafetensors * overpaint_safetensors_read        (GFile                 *file,
                                                          GCancellable          *cancellable,
                                                          GError               **error);
GFile                * overpaint_safetensors_locate      (GFile                 *folder,
                                                          const gchar           *path);
OverpaintSafetensors * overpaint_safetensors_copy        (const OverpaintSafetensors *safetensors);
void                   overpaint_safetensors_free        (OverpaintSafetensors  *safetensors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintSafetensors, overpaint_safetensors_free)

G_END_DECLS
