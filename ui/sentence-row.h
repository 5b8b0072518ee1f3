/* sentence-row.h: a sentence, and whether it is a problem
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * OverpaintSentenceTone:
 * @OVERPAINT_SENTENCE_PLAIN: it is just said
 * @OVERPAINT_SENTENCE_BUSY: it says what is being done
 * @OVERPAINT_SENTENCE_PROBLEM: it says what went wrong
 *
 * In what tone a sentence is said; each but the plain one has a sign of its own.
 */
typedef enum
{
  OVERPAINT_SENTENCE_PLAIN,
  OVERPAINT_SENTENCE_BUSY,
  OVERPAINT_SENTENCE_PROBLEM
} OverpaintSentenceTone;

#define OVERPAINT_TYPE_SENTENCE_ROW (overpaint_sentence_row_get_type ())

/**
 * OverpaintSentenceRow:
 *
 * A line of a window in which sentences come and go.
 */
G_DECLARE_FINAL_TYPE (OverpaintSentenceRow, overpaint_sentence_row, OVERPAINT, SENTENCE_ROW, GtkBox)

GtkWidget * overpaint_sentence_row_new (void);

void        overpaint_sentence_row_say (OverpaintSentenceRow  *self,
                                        const gchar           *sentence,
                                        OverpaintSentenceTone  tone);

G_END_DECLS
