/* recognition-private.h: what was asked, and what came
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "recognition.h"
#include "stranger-json.h"

G_BEGIN_DECLS

/* The status is 0 where no whole answer came, and failure says why. */
typedef struct
{
  guint     status;
  gint      failure;
  JsonNode *json;
  gboolean  web_ui;
} Answer;

struct _OverpaintRecognition
{
  Answer answers[OVERPAINT_N_QUESTIONS];
};

G_END_DECLS
