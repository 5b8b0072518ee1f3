/* test-practice.h: the parts of the practice server's own test
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wire.h"

G_BEGIN_DECLS

/**
 * PracticeCase:
 * @name: what it is about
 * @settings: what is set first
 * @path: what is posted to; what is asked for where @body is %NULL
 * @body: (nullable): see wire_post_json()
 * @status: of the reply
 * @says: what is in its body, and after a "|", what is in the log
 *
 * One question and what must be in the answer.
 */
typedef struct
{
  const gchar *name;
  const gchar *settings;
  const gchar *path;
  const gchar *body;
  guint        status;
  const gchar *says;
} PracticeCase;

void test_practice_cases        (const PracticeCase *cases,
                                 guint               n_cases);
void test_practice_sdcpp_add    (void);
void test_practice_sdapi_add    (void);
void test_practice_jobs_add     (void);

#define STUDIO_PATH "/api/beta/generate/image-to-image"

void test_practice_add          (const gchar *path,
                                 void       (*function) (void));

void test_practice_rules_add    (void);
void test_practice_pictures_add (void);
void test_practice_faults_add   (void);
void test_practice_time_add     (void);

G_END_DECLS
