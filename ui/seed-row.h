/* seed-row.h: which seeds a run takes, and how many
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SEED_ROW (overpaint_seed_row_get_type ())

/**
 * OverpaintSeedRow:
 *
 * The seed of the first picture, dice, a lock, and the number of pictures. It emits
 * #OverpaintSeedRow::changed for each change that the artist makes.
 */
G_DECLARE_FINAL_TYPE (OverpaintSeedRow, overpaint_seed_row, OVERPAINT, SEED_ROW, GtkGrid)

GtkWidget * overpaint_seed_row_new        (void);

void        overpaint_seed_row_align      (OverpaintSeedRow *self,
                                           GtkSizeGroup     *labels);

gint        overpaint_seed_row_get_seed   (OverpaintSeedRow *self);
gboolean    overpaint_seed_row_get_locked (OverpaintSeedRow *self);
void        overpaint_seed_row_set_seed   (OverpaintSeedRow *self,
                                           gint              seed,
                                           gboolean          locked);
void        overpaint_seed_row_show_used  (OverpaintSeedRow *self,
                                           gint              seed);

gint        overpaint_seed_row_get_images (OverpaintSeedRow *self);
void        overpaint_seed_row_set_images (OverpaintSeedRow *self,
                                           gint              images);

G_END_DECLS
