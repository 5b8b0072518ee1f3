/* style-picker.h: one of the styles, or none
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "calm-combo.h"
#include "styles.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_STYLE_PICKER (overpaint_style_picker_get_type ())

/**
 * OverpaintStylePicker:
 *
 * A list of None, the styles that come with Overpaint, and the artist's own. What the chosen one
 * makes of the prompt is its tooltip. It emits GtkComboBox::changed.
 */
G_DECLARE_FINAL_TYPE (OverpaintStylePicker, overpaint_style_picker, OVERPAINT, STYLE_PICKER, OverpaintCalmCombo)

GtkWidget   * overpaint_style_picker_new        (OverpaintStyles      *styles);

const gchar * overpaint_style_picker_get_style  (OverpaintStylePicker *self);
void          overpaint_style_picker_set_style  (OverpaintStylePicker *self,
                                                 const gchar          *id);
gboolean      overpaint_style_picker_is_missing (OverpaintStylePicker *self);
void          overpaint_style_picker_set_prompt (OverpaintStylePicker *self,
                                                 const gchar          *prompt);

G_END_DECLS
