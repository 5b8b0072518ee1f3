/* fake-keeper.h: servers that need no settings, no keyring and no network
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-scout.h"
#include "server-keeper.h"

G_BEGIN_DECLS

#define TEST_TYPE_FAKE_KEEPER (test_fake_keeper_get_type ())

/**
 * TestFakeKeeper:
 * @default_name: name of its default server, "livepeer" at first
 * @n_asked: how many times a server has been asked
 * @n_cancelled: how many of these were given up
 * @offers: (nullable): who is asked what servers have
 * @scout: (nullable): who looks for workers; NULL at first
 * @save_problem: (nullable): why nothing can be saved
 * @office: (nullable): who starts workers, set by the test and freed with the keeper
 * @removed: (nullable): which server was removed last
 *
 * Has the servers "local", "livepeer" and "broken", with an office "My GPU", which that starts, and those that were
 * saved. Asked whether one answers, it waits for test_fake_keeper_answer().
 */
G_DECLARE_FINAL_TYPE (TestFakeKeeper, test_fake_keeper, TEST, FAKE_KEEPER, GObject)

struct _TestFakeKeeper
{
  GObject        parent_instance;

  const gchar   *default_name;
  guint          n_asked;
  guint          n_cancelled;
  gchar         *asked_name;
  GTask         *task;
  TestFakeScout *scout;
  GPtrArray     *saved;
  const gchar   *save_problem;

  OverpaintWorkerOffice *office;
  gchar                 *removed;
  OverpaintServerOffers *offers;
};

OverpaintServerKeeper * test_fake_keeper_new    (void);

void                    test_fake_keeper_answer (TestFakeKeeper *self,
                                                 const gchar    *sentence,
                                                 const gchar    *problem);

G_END_DECLS
