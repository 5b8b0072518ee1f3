/* recognition.h: telling one worker from another by how it answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "found-worker.h"
#include "http.h"

G_BEGIN_DECLS

/* For this room, and for the worker room's finder. */

/**
 * OverpaintQuestion: (skip)
 *
 * What an address can be asked: a GET without a body, a token or an Origin, so that nothing is started
 * or changed by it. What tells most is asked first, and what takes a server longest last.
 */
typedef enum
{
  OVERPAINT_ASK_CAPABILITIES,
  OVERPAINT_ASK_SERVICE_INFO,
  OVERPAINT_ASK_SDAPI_VERSION,
  OVERPAINT_ASK_FLAGS,
  OVERPAINT_ASK_OPTIONS,
  OVERPAINT_ASK_VERSION,
  OVERPAINT_ASK_HARDWARE,
  OVERPAINT_ASK_SYSTEM_STATS,
  OVERPAINT_ASK_PING,
  OVERPAINT_ASK_OPENAI_MODELS,
  OVERPAINT_ASK_MODELS,
  OVERPAINT_ASK_MEMORY,
  OVERPAINT_ASK_CARD,
  OVERPAINT_ASK_ROOT,
  OVERPAINT_N_QUESTIONS
} OverpaintQuestion;

/**
 * OverpaintRecognition: (skip)
 *
 * What one address answered to all that it was asked. Whoever asks may ask all of it, as the finder does,
 * or so much that the kind is known, as overpaint_server_probe_async() does; one judge tells both what it is.
 */
typedef struct _OverpaintRecognition OverpaintRecognition;

OverpaintRecognition * overpaint_recognition_new             (void);
void                   overpaint_recognition_free            (OverpaintRecognition     *recognition);

const gchar          * overpaint_recognition_get_path        (OverpaintQuestion         question);
gsize                  overpaint_recognition_get_limit       (OverpaintQuestion         question);

void                   overpaint_recognition_take_reply      (OverpaintRecognition     *recognition,
                                                              OverpaintQuestion         question,
                                                              const OverpaintHttpReply *reply);
void                   overpaint_recognition_take_error      (OverpaintRecognition     *recognition,
                                                              OverpaintQuestion         question,
                                                              const GError             *error);

void                   overpaint_recognition_take_timeout    (OverpaintRecognition     *recognition,
                                                              OverpaintQuestion         question);

OverpaintFoundWorker * overpaint_recognition_judge           (OverpaintRecognition     *recognition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintRecognition, overpaint_recognition_free)

G_END_DECLS
