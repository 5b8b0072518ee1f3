/* contact-sheet-private.h: what the contact sheet and its keys share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "contact-sheet.h"
#include "sheet-cell.h"
#include "sheet-layout.h"

G_BEGIN_DECLS

struct _OverpaintContactSheet
{
  GtkScrolledWindow   parent_instance;

  GtkWidget          *layout;
  OverpaintPicks     *picks;    /* NULL until there is a run */
  gboolean            busy;
  guint               tick_id;
};

OverpaintSheetCell * overpaint_contact_sheet_get_current (OverpaintContactSheet *self);
void                 overpaint_contact_sheet_act         (OverpaintContactSheet *self,
                                                          OverpaintSheetCell    *cell);
void                 overpaint_contact_sheet_stop        (OverpaintContactSheet *self);
void                 overpaint_contact_sheet_stop_one    (OverpaintContactSheet *self,
                                                          OverpaintSheetCell    *cell);
void                 overpaint_contact_sheet_tell        (OverpaintContactSheet *self,
                                                          GError                *error);

gboolean             overpaint_contact_sheet_key_press   (GtkWidget             *widget,
                                                          GdkEventKey           *event);
gboolean             overpaint_contact_sheet_key_release (GtkWidget             *widget,
                                                          GdkEventKey           *event);
gboolean             overpaint_contact_sheet_focus       (GtkWidget             *widget,
                                                          GtkDirectionType       direction);
void                 overpaint_contact_sheet_grab_focus  (GtkWidget             *widget);

G_END_DECLS
