/* offer-follow.c: what the chosen server has to offer, whichever that is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "offer-follow.h"

struct _OverpaintOfferFollow
{
  GObject                parent_instance;

  OverpaintServerOffers *offers;      /* NULL where nobody can be asked */
  gchar                 *name;        /* of the chosen server, or NULL */
  gchar                 *address;
  gchar                 *kind;
  gboolean               is_planned;  /* whether it is a worker that Overpaint starts */
  GCancellable          *asking;
  OverpaintServerOffer  *offer;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OverpaintOfferFollow, overpaint_offer_follow, G_TYPE_OBJECT)

static void
overpaint_offer_follow_stop_asking (OverpaintOfferFollow *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
overpaint_offer_follow_forget_server (OverpaintOfferFollow *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->kind, g_free);
}

static void
overpaint_offer_follow_dispose (GObject *object)
{
  OverpaintOfferFollow *self = OVERPAINT_OFFER_FOLLOW (object);

  overpaint_offer_follow_stop_asking (self);
  g_clear_object (&self->offers);

  G_OBJECT_CLASS (overpaint_offer_follow_parent_class)->dispose (object);
}

static void
overpaint_offer_follow_finalize (GObject *object)
{
  OverpaintOfferFollow *self = OVERPAINT_OFFER_FOLLOW (object);

  overpaint_offer_follow_forget_server (self);
  g_clear_pointer (&self->offer, overpaint_server_offer_free);

  G_OBJECT_CLASS (overpaint_offer_follow_parent_class)->finalize (object);
}

static void
overpaint_offer_follow_class_init (OverpaintOfferFollowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose  = overpaint_offer_follow_dispose;
  object_class->finalize = overpaint_offer_follow_finalize;

  /**
   * OverpaintOfferFollow::changed:
   * @follow: it
   *
   * The server has answered, or another one has been chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_offer_follow_init (OverpaintOfferFollow *self)
{
}

/**
 * overpaint_offer_follow_new:
 * @keeper: knows who can be asked
 *
 * Returns: (transfer full): a follower of no server
 */
OverpaintOfferFollow *
overpaint_offer_follow_new (OverpaintServerKeeper *keeper)
{
  OverpaintOfferFollow  *self   = g_object_new (OVERPAINT_TYPE_OFFER_FOLLOW, NULL);
  OverpaintServerOffers *offers = overpaint_server_keeper_get_offers (keeper);

  self->offers = offers != NULL ? g_object_ref (offers) : NULL;

  return self;
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (OverpaintOfferFollow)  self   = user_data;
  OverpaintServerOffers            *offers = OVERPAINT_SERVER_OFFERS (source);
  g_autoptr (GError)                error  = NULL;
  OverpaintServerOffer             *offer;

  offer = OVERPAINT_SERVER_OFFERS_GET_IFACE (offers)->ask_finish (offers, result, &error);

  /* another server has been chosen meanwhile, or the window is gone */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->asking);

  /* what it said before is the best that is known; a run will say what is wrong */
  if (offer == NULL)
    {
      g_info ("what “%s” has: %s", self->name, error->message);
      return;
    }

  g_clear_pointer (&self->offer, overpaint_server_offer_free);
  self->offer = offer;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * overpaint_offer_follow_ask:
 * @self: a follower
 *
 * Asks the chosen server what it has. It is to be called when it is known to answer.
 */
void
overpaint_offer_follow_ask (OverpaintOfferFollow *self)
{
  overpaint_offer_follow_stop_asking (self);

  if (self->offers == NULL || self->name == NULL)
    return;

  self->asking = g_cancellable_new ();
  OVERPAINT_SERVER_OFFERS_GET_IFACE (self->offers)->ask_async (self->offers, self->name, self->asking, on_asked,
                                                               g_object_ref (self));
}

/**
 * overpaint_offer_follow_set_server:
 * @self: a follower
 * @row: (nullable): the chosen server
 *
 * Follows a server. Where it is another one the offer of the last one is gone at once; nothing is asked
 * before it answers, except for a worker of ours, of which all is known.
 */
void
overpaint_offer_follow_set_server (OverpaintOfferFollow     *self,
                                   const OverpaintServerRow *row)
{
  gboolean is_planned = row != NULL && row->plan != NULL;

  if (g_strcmp0 (self->name, row != NULL ? row->name : NULL) == 0 &&
      g_strcmp0 (self->address, row != NULL ? row->address : NULL) == 0 &&
      g_strcmp0 (self->kind, row != NULL ? row->kind : NULL) == 0 && self->is_planned == is_planned)
    return;

  overpaint_offer_follow_stop_asking (self);
  overpaint_offer_follow_forget_server (self);

  self->is_planned = is_planned;
  if (row != NULL)
    {
      self->name    = g_strdup (row->name);
      self->address = g_strdup (row->address);
      self->kind    = g_strdup (row->kind);
    }

  if (self->offer != NULL)
    {
      g_clear_pointer (&self->offer, overpaint_server_offer_free);
      g_signal_emit (self, signals[CHANGED], 0);
    }

  if (is_planned)
    overpaint_offer_follow_ask (self);
}

/**
 * overpaint_offer_follow_get_offer:
 * @self: a follower
 *
 * Returns: (transfer none) (nullable): what the chosen server has, as far as it has said
 */
const OverpaintServerOffer *
overpaint_offer_follow_get_offer (OverpaintOfferFollow *self)
{
  return self->offer;
}

/**
 * overpaint_offer_follow_get_name:
 * @self: a follower
 *
 * Returns: (transfer none) (nullable): the chosen server's name
 */
const gchar *
overpaint_offer_follow_get_name (OverpaintOfferFollow *self)
{
  return self->name;
}
