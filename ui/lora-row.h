/* lora-row.h: one LoRA of a request
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_LORA_ROW (overpaint_lora_row_get_type ())

/**
 * OverpaintLoraRow:
 *
 * On or off, id and weight of one LoRA, what is known of it, and what is wrong with it. It emits
 * #OverpaintLoraRow::changed for each change that the artist makes, #OverpaintLoraRow::trigger for a
 * word that is to go into the prompt, and #OverpaintLoraRow::removed for its remove button.
 */
G_DECLARE_FINAL_TYPE (OverpaintLoraRow, overpaint_lora_row, OVERPAINT, LORA_ROW, GtkGrid)

GtkWidget   * overpaint_lora_row_new           (const gchar      *id,
                                                gdouble           weight,
                                                gboolean          is_on);

void          overpaint_lora_row_set_number    (OverpaintLoraRow *self,
                                                guint             number);

const gchar * overpaint_lora_row_get_id        (OverpaintLoraRow *self);
gdouble       overpaint_lora_row_get_weight    (OverpaintLoraRow *self);
gboolean      overpaint_lora_row_is_on         (OverpaintLoraRow *self);

void          overpaint_lora_row_set_choices   (OverpaintLoraRow *self,
                                                GtkTreeModel     *choices);
void          overpaint_lora_row_describe      (OverpaintLoraRow *self,
                                                const gchar      *notes,
                                                gchar           **triggers,
                                                const gchar      *stranger,
                                                const gchar      *misfit);
void          overpaint_lora_row_mark          (OverpaintLoraRow *self,
                                                const gchar      *problem);
void          overpaint_lora_row_set_duplicate (OverpaintLoraRow *self,
                                                gboolean          is_duplicate);

G_END_DECLS
