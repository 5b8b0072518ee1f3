/* field-list.h: the practice server's own list of what an image server is sent
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "form.h"
#include "number.h"
#include "reply.h"

G_BEGIN_DECLS

/**
 * PracticeFieldKind:
 * @PRACTICE_FIELD_TEXT: a string
 * @PRACTICE_FIELD_FILE: a file part
 * @PRACTICE_FIELD_NUMBER: a float
 * @PRACTICE_FIELD_INTEGER: an int
 * @PRACTICE_FIELD_SWITCH: a bool
 */
typedef enum
{
  PRACTICE_FIELD_TEXT,
  PRACTICE_FIELD_FILE,
  PRACTICE_FIELD_NUMBER,
  PRACTICE_FIELD_INTEGER,
  PRACTICE_FIELD_SWITCH
} PracticeFieldKind;

/**
 * PracticeField:
 * @name: on the wire
 * @kind: what it is
 * @initial: what a runner takes where it is unset; %NULL for none
 * @required: whether a runner refuses to do without it
 *
 * One field, written down from what the servers do. This list is not the plug-in's and
 * must never be made from it: the two exist to disagree.
 */
typedef struct
{
  const gchar       *name;
  PracticeFieldKind  kind;
  const gchar       *initial;
  gboolean           required;
} PracticeField;

/**
 * PracticeJob:
 *
 * What a runner has understood of a request.
 */
typedef struct
{
  gchar        *prompt;
  GBytes       *image;
  gchar        *model_id;
  gchar        *loras;
  gdouble       strength;
  gboolean      strength_given;
  gdouble       guidance_scale;
  gdouble       image_guidance_scale;
  gchar        *negative_prompt;
  gboolean      safety_check;
  PracticeWide  seed;
  gboolean      seed_given;
  PracticeWide  num_inference_steps;
  PracticeWide  num_images_per_prompt;
} PracticeJob;

const PracticeField * practice_field_list   (guint          *n_fields);
const PracticeField * practice_field_lookup (const gchar    *name);

PracticeJob         * practice_job_new      (GPtrArray      *parts,
                                             PracticeReply **refusal);
void                  practice_job_free     (PracticeJob    *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeJob, practice_job_free)

G_END_DECLS
