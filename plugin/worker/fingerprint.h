/* fingerprint.h: telling one worker from another by how it answers
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
 * OverpaintFingerprint: (skip)
 *
 * What one address answered to all that it was asked. Each question is a GET without a body,
 * a token or an Origin, so nothing is started or changed by it.
 */
typedef struct _OverpaintFingerprint OverpaintFingerprint;

OverpaintFingerprint * overpaint_fingerprint_new             (void);
void                   overpaint_fingerprint_free            (OverpaintFingerprint     *fingerprint);

guint                  overpaint_fingerprint_get_n_questions (void);
const gchar          * overpaint_fingerprint_get_path        (guint                     question);
gsize                  overpaint_fingerprint_get_limit       (guint                     question);

void                   overpaint_fingerprint_take_reply      (OverpaintFingerprint     *fingerprint,
                                                              guint                     question,
                                                              const OverpaintHttpReply *reply);
void                   overpaint_fingerprint_take_error      (OverpaintFingerprint     *fingerprint,
                                                              guint                     question,
                                                              const GError             *error);

void                   overpaint_fingerprint_take_timeout    (OverpaintFingerprint     *fingerprint,
                                                              guint                     question);

OverpaintFoundWorker * overpaint_fingerprint_judge           (OverpaintFingerprint     *fingerprint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintFingerprint, overpaint_fingerprint_free)

G_END_DECLS
