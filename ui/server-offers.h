/* server-offers.h: what a server has to offer, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_OFFERS (overpaint_server_offers_get_type ())

/**
 * OverpaintOfferCancel:
 * @OVERPAINT_OFFER_CANCEL_UNKNOWN: it does not say
 * @OVERPAINT_OFFER_CANCEL_ABANDON: a picture that was asked for is made to its end
 * @OVERPAINT_OFFER_CANCEL_QUEUED: one that waits can be taken back, one that is being made not
 * @OVERPAINT_OFFER_CANCEL_RUNNING: one that is being made can be interrupted
 *
 * What comes of stopping a picture.
 */
typedef enum
{
  OVERPAINT_OFFER_CANCEL_UNKNOWN,
  OVERPAINT_OFFER_CANCEL_ABANDON,
  OVERPAINT_OFFER_CANCEL_QUEUED,
  OVERPAINT_OFFER_CANCEL_RUNNING
} OverpaintOfferCancel;

/**
 * OverpaintOfferItem:
 * @name: what the artist knows it by
 * @id: what goes into the request's field "model" or "loras"
 * @alias: (nullable): another name that it answers to
 * @family: (nullable): the family of models that a LoRA was made for, such as "sdxl"
 * @triggers: (nullable) (array zero-terminated=1): words that wake a LoRA, the most likely first
 *
 * A model or a LoRA that a server has.
 */
typedef struct
{
  gchar  *name;
  gchar  *id;
  gchar  *alias;
  gchar  *family;
  gchar **triggers;
} OverpaintOfferItem;

#define OVERPAINT_TYPE_SERVER_OFFER (overpaint_server_offer_get_type ())

/**
 * OverpaintServerOffer:
 * @models: (nullable) (element-type OverpaintOfferItem): the models that it has; %NULL where it
 *   keeps no list
 * @model: (nullable): id of the model that it holds just now
 * @model_switch: whether a request may choose among @models; where not, @model is what paints
 * @loras: (nullable) (element-type OverpaintOfferItem): the LoRAs that it has; %NULL where it
 *   keeps no list
 * @progress: whether it says how far a picture is, step by step
 * @cancel: what comes of stopping a picture
 * @size_step: both sides of a sent picture are a multiple of this, in pixels; 0 for the model's own
 *
 * What a server has to offer, as it says itself. Immutable once it is handed out.
 */
typedef struct
{
  GPtrArray            *models;
  gchar                *model;
  gboolean              model_switch;
  GPtrArray            *loras;
  gboolean              progress;
  OverpaintOfferCancel  cancel;
  gint                  size_step;
} OverpaintServerOffer;

/**
 * OverpaintServerOffersInterface:
 * @ask_async: asks the server of that name (or address; "" is the default one) what it has
 * @ask_finish: (transfer full): what it has
 *
 * What servers have to offer, as the windows see it. A server that keeps no lists offers none, and
 * is no error.
 */
G_DECLARE_INTERFACE (OverpaintServerOffers, overpaint_server_offers, OVERPAINT, SERVER_OFFERS, GObject)

struct _OverpaintServerOffersInterface
{
  GTypeInterface parent_interface;

  void                   (* ask_async)  (OverpaintServerOffers *self,
                                         const gchar           *server,
                                         GCancellable          *cancellable,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
  OverpaintServerOffer * (* ask_finish) (OverpaintServerOffers *self,
                                         GAsyncResult          *result,
                                         GError               **error);
};

GType                  overpaint_server_offer_get_type  (void) G_GNUC_CONST;
OverpaintServerOffer * overpaint_server_offer_new       (void);
OverpaintServerOffer * overpaint_server_offer_copy      (const OverpaintServerOffer *offer);
void                   overpaint_server_offer_free      (OverpaintServerOffer       *offer);
gboolean               overpaint_server_offer_is_fixed  (const OverpaintServerOffer *offer);
const gchar          * overpaint_server_offer_find_model (const OverpaintServerOffer *offer,
                                                         const gchar                *text);
const gchar          * overpaint_server_offer_name_model (const OverpaintServerOffer *offer,
                                                         const gchar                *id);
GPtrArray            * overpaint_offer_items_new        (void);
OverpaintOfferItem   * overpaint_offer_items_add        (GPtrArray                  *items,
                                                         const gchar                *name,
                                                         const gchar                *id);
const OverpaintOfferItem *
                       overpaint_offer_items_find       (GPtrArray                  *items,
                                                         const gchar                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintServerOffer, overpaint_server_offer_free)

G_END_DECLS
