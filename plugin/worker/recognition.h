/* recognition.h: telling one worker from another by how it answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "found-worker.h"
#include "http.h"

G_BEGIN_DECLS

/* Private to this room. */

/**
 * OverpaintRecognition: (skip)
 *
 * What one address answered to all that it was asked. Each question is a GET without a body,
 * a token or an Origin, so nothing is started or changed by it.
 */
typedef struct _OverpaintRecognition OverpaintRecognition;

OverpaintRecognition * overpaint_recognition_new             (void);
void                   overpaint_recognition_free            (OverpaintRecognition     *recognition);

guint                  overpaint_recognition_get_n_questions (void);
const gchar          * overpaint_recognition_get_path        (guint                     question);
gsize                  overpaint_recognition_get_limit       (guint                     question);

void                   overpaint_recognition_take_reply      (OverpaintRecognition     *recognition,
                                                              guint                     question,
                                                              const OverpaintHttpReply *reply);
void                   overpaint_recognition_take_error      (OverpaintRecognition     *recognition,
                                                              guint                     question,
                                                              const GError             *error);

void                   overpaint_recognition_take_timeout    (OverpaintRecognition     *recognition,
                                                              guint                     question);

OverpaintFoundWorker * overpaint_recognition_judge           (OverpaintRecognition     *recognition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintRecognition, overpaint_recognition_free)

G_END_DECLS
