/* test-practice.h: the parts of the practice server's own test
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wire.h"

G_BEGIN_DECLS

#define STUDIO_PATH "/api/beta/generate/image-to-image"

void test_practice_add          (const gchar *path,
                                 void       (*function) (void));

void test_practice_rules_add    (void);
void test_practice_pictures_add (void);
void test_practice_faults_add   (void);
void test_practice_time_add     (void);

G_END_DECLS
