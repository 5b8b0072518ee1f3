/* practice.h: a practice server to be tried
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "subject.h"

G_BEGIN_DECLS

/**
 * ConformPractice:
 * @process: it; it ends with this program
 * @origin: where it listens
 * @address: what is typed to reach it
 * @wish: what is known of it
 *
 * A practice server in one of its roles.
 */
typedef struct
{
  GSubprocess *process;
  gchar       *origin;
  gchar       *address;
  ConformWish  wish;
} ConformPractice;

guint             conform_practice_get_n_roles (void);
gboolean          conform_practice_find_role   (const gchar      *nick,
                                                guint            *role);

ConformPractice * conform_practice_new         (const gchar      *program,
                                                guint             role,
                                                GError          **error);
void              conform_practice_free        (ConformPractice  *practice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConformPractice, conform_practice_free)

G_END_DECLS
