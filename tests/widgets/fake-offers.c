/* fake-offers.c: what servers have, for tests that need no server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-offers.h"

static void test_fake_offers_offers_init (OverpaintServerOffersInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFakeOffers, test_fake_offers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_OFFERS, test_fake_offers_offers_init))

static void
test_fake_offers_finalize (GObject *object)
{
  TestFakeOffers *self = TEST_FAKE_OFFERS (object);

  g_clear_object (&self->task);
  g_clear_pointer (&self->asked_name, g_free);

  G_OBJECT_CLASS (test_fake_offers_parent_class)->finalize (object);
}

static void
test_fake_offers_class_init (TestFakeOffersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_fake_offers_finalize;
}

static void
test_fake_offers_init (TestFakeOffers *self)
{
}

static void
test_fake_offers_ask_async (OverpaintServerOffers *offers,
                            const gchar           *server,
                            GCancellable          *cancellable,
                            GAsyncReadyCallback    callback,
                            gpointer               user_data)
{
  TestFakeOffers *self = TEST_FAKE_OFFERS (offers);

  if (self->task != NULL)
    {
      self->n_cancelled += g_task_return_error_if_cancelled (self->task);
      g_clear_object (&self->task);
    }

  self->n_asked++;
  g_free (self->asked_name);
  self->asked_name = g_strdup (server);
  self->task       = g_task_new (offers, cancellable, callback, user_data);
}

static OverpaintServerOffer *
test_fake_offers_ask_finish (OverpaintServerOffers  *offers,
                             GAsyncResult           *result,
                             GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_fake_offers_offers_init (OverpaintServerOffersInterface *iface)
{
  iface->ask_async  = test_fake_offers_ask_async;
  iface->ask_finish = test_fake_offers_ask_finish;
}

/**
 * test_fake_offers_new:
 *
 * Returns: (transfer full): offers
 */
OverpaintServerOffers *
test_fake_offers_new (void)
{
  return g_object_new (TEST_TYPE_FAKE_OFFERS, NULL);
}

static void
free_offer (gpointer offer)
{
  overpaint_server_offer_free (offer);
}

/**
 * test_fake_offers_answer:
 * @self: offers that have been asked
 * @offer: (transfer full) (nullable): what the server has; %NULL where it refuses to say
 *
 * Answers the last question, and waits until the answer has arrived.
 */
void
test_fake_offers_answer (TestFakeOffers       *self,
                         OverpaintServerOffer *offer)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);

  if (offer != NULL)
    g_task_return_pointer (task, offer, free_offer);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "It wants a password.");

  while (! g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
}
