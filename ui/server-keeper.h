/* server-keeper.h: what the windows about servers need done
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "server-offers.h"
#include "server-scout.h"
#include "worker-office.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_KEEPER (overpaint_server_keeper_get_type ())

/**
 * OverpaintTokenPlace:
 * @OVERPAINT_TOKEN_NONE: there is none; the keyring would keep it
 * @OVERPAINT_TOKEN_NO_KEYRING: there is none, and no keyring to keep it
 * @OVERPAINT_TOKEN_KEYRING: in the keyring
 * @OVERPAINT_TOKEN_WINDOW: in memory, until the window closes
 * @OVERPAINT_TOKEN_ENVIRONMENT: in the environment, which wins over the others
 *
 * Where the token of a server is.
 */
typedef enum
{
  OVERPAINT_TOKEN_NONE,
  OVERPAINT_TOKEN_NO_KEYRING,
  OVERPAINT_TOKEN_KEYRING,
  OVERPAINT_TOKEN_WINDOW,
  OVERPAINT_TOKEN_ENVIRONMENT
} OverpaintTokenPlace;

/**
 * OverpaintServerRow:
 * @name: its name
 * @address: its address
 * @kind: one of those that overpaint_server_keeper_get_kind() lists
 * @connect_timeout: seconds to wait for a connection
 * @request_timeout: seconds to wait for a picture
 * @parallel: pictures at once; 0 leaves it to the kind
 * @price: US dollars per input pixel per picture, 0..1
 * @is_own: whether the artist has added or changed it
 * @is_ready_made: whether it comes with Overpaint, and keeps its name
 * @is_default: whether it is the default server
 * @plan: (nullable): how its worker is started, where Overpaint does that; it has no address of its own then
 * @problem: (nullable): what is wrong with its settings, as a sentence
 *
 * One server, as the windows show it.
 */
typedef struct
{
  gchar    *name;
  gchar    *address;
  gchar    *kind;
  guint     connect_timeout;
  guint     request_timeout;
  guint     parallel;
  gdouble   price;
  gboolean  is_own;
  gboolean  is_ready_made;
  gboolean  is_default;

  OverpaintWorkerPlan *plan;

  gchar    *problem;
} OverpaintServerRow;

/**
 * OverpaintServerKeeperInterface:
 * @list: all servers, as #OverpaintServerRow
 * @save: judges a server and its token, and writes the server (@old_name is %NULL for a new one)
 * @remove: removes a server, or takes the changes of a ready-made one back
 * @make_default: makes a server the default one
 * @test_async: asks a server what it is
 * @test_finish: a sentence on what it is
 * @find_token_async: finds out where the token for an address is
 * @find_token_finish: the place
 * @keep_token_async: keeps a token for an address
 * @keep_token_finish: where it is now; %OVERPAINT_TOKEN_NONE with an error
 * @forget_token_async: forgets the token for an address
 * @forget_token_finish: whether it is forgotten
 * @get_scout: (transfer none): who looks for workers; may be missing
 * @get_offers: (transfer none): who asks servers what they have; may be missing
 * @get_office: (transfer none): who starts workers; may be missing
 *
 * Settings, keyring and network, as the windows see them. No sentence of an error holds a token. The signal
 * #OverpaintServerKeeper::use with a server's name tells that this one is to paint; whoever has a window for
 * that listens to it.
 */
G_DECLARE_INTERFACE (OverpaintServerKeeper, overpaint_server_keeper, OVERPAINT, SERVER_KEEPER, GObject)

struct _OverpaintServerKeeperInterface
{
  GTypeInterface parent_interface;

  GPtrArray           * (* list)                (OverpaintServerKeeper     *self);
  gboolean              (* save)                (OverpaintServerKeeper     *self,
                                                 const gchar               *old_name,
                                                 const OverpaintServerRow  *row,
                                                 const gchar               *token,
                                                 GError                   **error);
  gboolean              (* remove)              (OverpaintServerKeeper     *self,
                                                 const gchar               *name,
                                                 GError                   **error);
  gboolean              (* make_default)        (OverpaintServerKeeper     *self,
                                                 const gchar               *name,
                                                 GError                   **error);

  void                  (* test_async)          (OverpaintServerKeeper     *self,
                                                 const OverpaintServerRow  *row,
                                                 GCancellable              *cancellable,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   user_data);
  gchar               * (* test_finish)         (OverpaintServerKeeper     *self,
                                                 GAsyncResult              *result,
                                                 GError                   **error);

  void                  (* find_token_async)    (OverpaintServerKeeper     *self,
                                                 const gchar               *address,
                                                 GCancellable              *cancellable,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   user_data);
  OverpaintTokenPlace   (* find_token_finish)   (OverpaintServerKeeper     *self,
                                                 GAsyncResult              *result,
                                                 GError                   **error);

  void                  (* keep_token_async)    (OverpaintServerKeeper     *self,
                                                 const OverpaintServerRow  *row,
                                                 const gchar               *token,
                                                 GCancellable              *cancellable,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   user_data);
  OverpaintTokenPlace   (* keep_token_finish)   (OverpaintServerKeeper     *self,
                                                 GAsyncResult              *result,
                                                 GError                   **error);

  void                  (* forget_token_async)  (OverpaintServerKeeper     *self,
                                                 const gchar               *address,
                                                 GCancellable              *cancellable,
                                                 GAsyncReadyCallback        callback,
                                                 gpointer                   user_data);
  gboolean              (* forget_token_finish) (OverpaintServerKeeper     *self,
                                                 GAsyncResult              *result,
                                                 GError                   **error);

  OverpaintServerScout  * (* get_scout)         (OverpaintServerKeeper     *self);
  OverpaintServerOffers * (* get_offers)        (OverpaintServerKeeper     *self);
  OverpaintWorkerOffice * (* get_office)        (OverpaintServerKeeper     *self);
};

OverpaintServerRow * overpaint_server_row_new          (void);
void                 overpaint_server_row_free         (OverpaintServerRow *row);

const gchar        * overpaint_server_keeper_get_kind  (guint               index);
const gchar        * overpaint_server_keeper_name_kind (const gchar        *kind);

void                    overpaint_server_keeper_use           (OverpaintServerKeeper *self,
                                                               const gchar           *name);
gboolean                overpaint_server_keeper_is_for_window (OverpaintServerKeeper *self);

OverpaintServerScout  * overpaint_server_keeper_get_scout  (OverpaintServerKeeper *self);
OverpaintServerOffers * overpaint_server_keeper_get_offers (OverpaintServerKeeper *self);
OverpaintWorkerOffice * overpaint_server_keeper_get_office (OverpaintServerKeeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintServerRow, overpaint_server_row_free)

G_END_DECLS
