/* worker-text.h: what windows call workers that Overpaint starts
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-keeper.h"

G_BEGIN_DECLS

/**
 * OverpaintWorkerWord:
 * @icon: name of a symbolic icon
 * @word: one or two words
 * @is_good: whether all is well
 * @is_bad: whether something is wrong
 *
 * How a worker is doing, in a word and a sign.
 */
typedef struct
{
  const gchar *icon;
  const gchar *word;
  gboolean     is_good;
  gboolean     is_bad;
} OverpaintWorkerWord;

const gchar                   * overpaint_worker_text_find_kind    (const OverpaintServerRow  *row);
const gchar                   * overpaint_worker_text_name_kind    (const OverpaintWorkerPlan *plan);

const OverpaintWorkerWord     * overpaint_worker_text_get_word     (OverpaintWorkerActivity    activity);

OverpaintWorkerActivity         overpaint_worker_text_find_out     (OverpaintServerKeeper     *keeper,
                                                                    const OverpaintServerRow  *row,
                                                                    gchar                    **sentence);

G_END_DECLS
