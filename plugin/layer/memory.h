/* memory.h: the records and last values that an image keeps
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "record.h"

G_BEGIN_DECLS

gboolean          overpaint_memory_has_record  (GimpLayer   *layer);
OverpaintRecord * overpaint_memory_read_record (GimpLayer   *layer,
                                                GError     **error);

GPtrArray       * overpaint_memory_list_layers (GimpImage   *image);

gboolean          overpaint_memory_remove      (GimpImage   *image,
                                                guint       *n_records,
                                                guint       *n_values);

G_END_DECLS
