/* lora-notes.h: what the LoRA files of a folder say of themselves, read once
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "safetensors.h"

G_BEGIN_DECLS

OverpaintSafetensors * overpaint_lora_notes_read (GFile         *file,
                                                  GCancellable  *cancellable);
gchar               ** overpaint_lora_notes_list (GFile         *folder,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

G_END_DECLS
