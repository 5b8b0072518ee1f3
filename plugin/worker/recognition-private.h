/* recognition-private.h: what was asked, and what came
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "recognition.h"
#include "worker-json.h"

G_BEGIN_DECLS

/* What tells most is asked first, and what takes a server longest last. */
typedef enum
{
  CAPABILITIES,
  SERVICE_INFO,
  SDAPI_VERSION,
  FLAGS,
  OPTIONS,
  VERSION,
  HARDWARE,
  SYSTEM_STATS,
  PING,
  OPENAI_MODELS,
  MODELS,
  MEMORY,
  CARD,
  ROOT,
  N_QUESTIONS
} Question;

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
  Answer answers[N_QUESTIONS];
};

G_END_DECLS
