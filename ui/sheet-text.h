/* sheet-text.h: what is said about a picture of the sheet
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "picks.h"

G_BEGIN_DECLS

/**
 * OverpaintSheetAction:
 * @OVERPAINT_SHEET_ACTION_NONE: nothing is to be done about it
 * @OVERPAINT_SHEET_ACTION_RETRY: ask for it again
 * @OVERPAINT_SHEET_ACTION_SMALLER: ask for it again, at the next smaller size
 * @OVERPAINT_SHEET_ACTION_BRING_BACK: insert it anew
 * @OVERPAINT_SHEET_ACTION_REVEAL: show it although the server marked it
 *
 * What a cell's button offers.
 */
typedef enum
{
  OVERPAINT_SHEET_ACTION_NONE,
  OVERPAINT_SHEET_ACTION_RETRY,
  OVERPAINT_SHEET_ACTION_SMALLER,
  OVERPAINT_SHEET_ACTION_BRING_BACK,
  OVERPAINT_SHEET_ACTION_REVEAL
} OverpaintSheetAction;

gchar                * overpaint_sheet_text_get_name    (OverpaintPicks       *picks,
                                                         OverpaintVariation   *variation);
gchar                * overpaint_sheet_text_get_detail  (OverpaintPicks       *picks,
                                                         OverpaintVariation   *variation);
gchar                * overpaint_sheet_text_get_words   (OverpaintPicks       *picks,
                                                         OverpaintVariation   *variation);
gchar                * overpaint_sheet_text_count      (OverpaintVariation   *variation);
gboolean               overpaint_sheet_text_is_stopped  (OverpaintVariation   *variation);

OverpaintSheetAction   overpaint_sheet_text_get_action  (OverpaintPicks       *picks,
                                                         OverpaintVariation   *variation);
const gchar          * overpaint_sheet_text_name_action (OverpaintSheetAction  action);

G_END_DECLS
