/* runner.h: a stand-in for Livepeer's runner, one model on one machine
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "form.h"
#include "painting.h"
#include "reply.h"

G_BEGIN_DECLS

/**
 * PracticeResult:
 * @picture: what was painted
 * @seed: its seed, as text: the largest do not fit any JSON integer
 * @nsfw: whether it is flagged
 *
 * One painted picture.
 */
typedef struct
{
  PracticePicture *picture;
  gchar           *seed;
  gboolean         nsfw;
} PracticeResult;

void            practice_result_free  (PracticeResult *result);

GPtrArray     * practice_runner_paint (GPtrArray      *parts,
                                       const gchar    *model,
                                       const gchar    *authorization,
                                       const gchar    *token,
                                       PracticePaint   paint,
                                       PracticeReply **refusal);

PracticeReply * practice_runner_about (const gchar    *path,
                                       const gchar    *model);

G_END_DECLS
