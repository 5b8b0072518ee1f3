/* fake-offers.h: what servers have, for tests that need no server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server-offers.h"

G_BEGIN_DECLS

#define TEST_TYPE_FAKE_OFFERS (test_fake_offers_get_type ())

/**
 * TestFakeOffers:
 * @n_asked: how many times a server has been asked
 * @n_cancelled: how many of these were given up
 * @asked_name: who was asked last
 *
 * Asked what a server has, it waits for test_fake_offers_answer().
 */
G_DECLARE_FINAL_TYPE (TestFakeOffers, test_fake_offers, TEST, FAKE_OFFERS, GObject)

struct _TestFakeOffers
{
  GObject  parent_instance;

  guint    n_asked;
  guint    n_cancelled;
  gchar   *asked_name;
  GTask   *task;
};

OverpaintServerOffers * test_fake_offers_new    (void);

void                    test_fake_offers_answer (TestFakeOffers       *self,
                                                 OverpaintServerOffer *offer);

G_END_DECLS
