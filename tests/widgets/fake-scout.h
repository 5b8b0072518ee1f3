/* fake-scout.h: workers and a graphics card that are not there
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-scout.h"

G_BEGIN_DECLS

#define TEST_TYPE_FAKE_SCOUT (test_fake_scout_get_type ())

/**
 * TestFakeScout:
 * @is_first_start: what it says of the artist's settings
 * @warning: (nullable): what it says of each family for each address of 127.0.0.1, once the card was asked for
 * @n_asked: how many times it has looked
 * @n_cards_asked: how many times the card has been asked for
 * @n_cancelled: how many searches were given up
 *
 * Each search waits for test_fake_scout_answer(), and each question for the card for
 * test_fake_scout_answer_card().
 */
G_DECLARE_FINAL_TYPE (TestFakeScout, test_fake_scout, TEST, FAKE_SCOUT, GObject)

struct _TestFakeScout
{
  GObject      parent_instance;

  gboolean     is_first_start;
  const gchar *warning;
  guint        n_asked;
  guint        n_cards_asked;
  guint        n_cancelled;
  gboolean     knows_card;
  GTask       *task;
  GTask       *card_task;
};

TestFakeScout * test_fake_scout_new         (void);

void            test_fake_scout_answer      (TestFakeScout *self,
                                             guint          n_rows,
                                             const gchar   *problem);
void            test_fake_scout_answer_card (TestFakeScout *self,
                                             const gchar   *sentence);

G_END_DECLS
