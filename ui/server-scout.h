/* server-scout.h: looking for workers and graphics cards, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SERVER_SCOUT (overpaint_server_scout_get_type ())

/**
 * OverpaintScoutRow:
 * @address: its address
 * @kind: its kind, as overpaint_server_keeper_get_kind() lists it; "unknown" where it cannot be used
 * @name: what it is called: "Forge"
 * @summary: what was found, in a line: "Forge, 12 models, RTX 4080"
 * @advice: (nullable): what stands in the way, and what to do, as a sentence
 * @is_usable: whether it can be asked for pictures
 * @wants_login: whether it can only with a user and a password, given as a token "user:password"
 * @configured: (nullable): name of the server that the artist has configured at its address
 *
 * A worker that was found on this computer, as the windows show it.
 */
typedef struct
{
  gchar    *address;
  gchar    *kind;
  gchar    *name;
  gchar    *summary;
  gchar    *advice;
  gboolean  is_usable;
  gboolean  wants_login;
  gchar    *configured;
} OverpaintScoutRow;

/**
 * OverpaintServerScoutInterface:
 * @find_async: looks for workers on this computer, for about a second
 * @find_finish: (element-type OverpaintScoutRow): what was found
 * @ask_gpus_async: asks for this computer's graphics cards, in another thread; the driver's library is
 *   opened once a process, and the memory asked anew each time
 * @ask_gpus_finish: (nullable): a sentence on them; %NULL where there is nothing worth saying
 * @warn: (nullable): a sentence on why models of a family ("sdxl") do not fit, and which do, where the server at
 *   an address paints on this computer; %NULL where they fit, where nothing is known, which it is not before the
 *   cards were asked for, and for servers elsewhere.
 *   Where the server holds another model, what is free now says little
 * @is_here: whether an address is one of this computer
 * @is_first_start: whether the artist has configured no server yet, and no default one
 *
 * What runs on this computer, as the windows see it. It only informs.
 */
G_DECLARE_INTERFACE (OverpaintServerScout, overpaint_server_scout, OVERPAINT, SERVER_SCOUT, GObject)

struct _OverpaintServerScoutInterface
{
  GTypeInterface parent_interface;

  void        (* find_async)      (OverpaintServerScout *self,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
  GPtrArray * (* find_finish)     (OverpaintServerScout *self,
                                   GAsyncResult         *result,
                                   GError              **error);

  void        (* ask_gpus_async)  (OverpaintServerScout *self,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
  gchar     * (* ask_gpus_finish) (OverpaintServerScout *self,
                                   GAsyncResult         *result,
                                   GError              **error);
  gchar     * (* warn)            (OverpaintServerScout *self,
                                   const gchar          *address,
                                   const gchar          *family,
                                   gboolean              holds_another);
  gboolean    (* is_here)         (OverpaintServerScout *self,
                                   const gchar          *address);
  gboolean    (* is_first_start)  (OverpaintServerScout *self);
};

void overpaint_scout_row_free (OverpaintScoutRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintScoutRow, overpaint_scout_row_free)

G_END_DECLS
