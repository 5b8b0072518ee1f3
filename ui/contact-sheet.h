/* contact-sheet.h: the pictures of a run beside each other
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "picks.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_CONTACT_SHEET (overpaint_contact_sheet_get_type ())

/**
 * OverpaintContactSheet:
 *
 * A cell for each picture of a run, in any state, and the keys that flip, mark and judge them. It
 * is one stop of the Tab key; the arrows walk its cells.
 *
 * It emits #OverpaintContactSheet::stop for the run, ::stop-one and ::retry with an
 * #OverpaintVariation, and ::problem with a sentence where the image refuses something.
 */
G_DECLARE_FINAL_TYPE (OverpaintContactSheet, overpaint_contact_sheet, OVERPAINT, CONTACT_SHEET, GtkScrolledWindow)

GtkWidget * overpaint_contact_sheet_new      (void);

void        overpaint_contact_sheet_show     (OverpaintContactSheet *self,
                                              OverpaintPicks        *picks);
void        overpaint_contact_sheet_set_busy (OverpaintContactSheet *self,
                                              gboolean               busy);
GtkWidget * overpaint_contact_sheet_get_cell (OverpaintContactSheet *self,
                                              guint                  index);

G_END_DECLS
