/* server-keeper.c: what the windows about servers need done
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "server-keeper.h"

G_DEFINE_INTERFACE (OverpaintServerKeeper, overpaint_server_keeper, G_TYPE_OBJECT)

static guint use_signal;

static void
overpaint_server_keeper_default_init (OverpaintServerKeeperInterface *iface)
{
  /**
   * OverpaintServerKeeper::use:
   * @keeper: the keeper
   * @name: the name of a server
   *
   * The artist wants the server to paint from now on.
   */
  use_signal = g_signal_new ("use", OVERPAINT_TYPE_SERVER_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, G_TYPE_STRING);
}

/**
 * overpaint_server_row_new:
 *
 * Returns: (transfer full): a server without a name, with the usual values
 */
OverpaintServerRow *
overpaint_server_row_new (void)
{
  OverpaintServerRow *row = g_new0 (OverpaintServerRow, 1);

  row->name            = g_strdup ("");
  row->address         = g_strdup ("");
  row->kind            = g_strdup ("unknown");
  row->connect_timeout = 10;
  row->request_timeout = 600;

  return row;
}

/**
 * overpaint_server_row_free:
 * @row: (transfer full): a server
 *
 * Frees it.
 */
void
overpaint_server_row_free (OverpaintServerRow *row)
{
  g_free (row->name);
  g_free (row->address);
  g_free (row->kind);
  g_clear_pointer (&row->plan, overpaint_worker_plan_free);
  g_free (row->problem);
  g_free (row);
}

typedef struct
{
  const gchar *nick;
  const gchar *name;
} KindName;

/* in the order of the editor's list */
static const KindName kind_names[] =
{
  { "unknown",   N_("Automatic") },
  { "gateway",   N_("Livepeer Gateway") },
  { "studio",    N_("Livepeer Studio") },
  { "runner",    N_("Livepeer Runner") },
  { "sd-server", "sd-server" },
  { "forge",     "Forge" },
  { "a1111",     "AUTOMATIC1111" },
  { "sdnext",    "SD.Next" },
  { "koboldcpp", "KoboldCpp" },
};

/**
 * overpaint_server_keeper_get_kind:
 * @index: which, from 0; "unknown" is the first
 *
 * Returns: (transfer none) (nullable): the kind as settings name it; %NULL behind the last
 */
const gchar *
overpaint_server_keeper_get_kind (guint index)
{
  return index < G_N_ELEMENTS (kind_names) ? kind_names[index].nick : NULL;
}

/**
 * overpaint_server_keeper_name_kind:
 * @kind: a kind of server, as settings name it
 *
 * Returns: (transfer none): what people call it
 */
const gchar *
overpaint_server_keeper_name_kind (const gchar *kind)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (kind_names); i++)
    {
      if (g_strcmp0 (kind, kind_names[i].nick) == 0)
        return _(kind_names[i].name);
    }

  return _(kind_names[0].name);
}

/**
 * overpaint_server_keeper_use:
 * @self: a keeper
 * @name: the name of a server, which may have been added just now
 *
 * Tells the window that the server is to paint from now on.
 */
void
overpaint_server_keeper_use (OverpaintServerKeeper *self,
                             const gchar           *name)
{
  g_signal_emit (self, use_signal, 0, name);
}

/**
 * overpaint_server_keeper_is_for_window:
 * @self: a keeper
 *
 * Returns: whether there is a window in which a server can be chosen to paint
 */
gboolean
overpaint_server_keeper_is_for_window (OverpaintServerKeeper *self)
{
  return g_signal_has_handler_pending (self, use_signal, 0, FALSE);
}

/**
 * overpaint_server_keeper_get_scout:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): who looks for workers; %NULL where nobody does
 */
OverpaintServerScout *
overpaint_server_keeper_get_scout (OverpaintServerKeeper *self)
{
  OverpaintServerKeeperInterface *iface = OVERPAINT_SERVER_KEEPER_GET_IFACE (self);

  return iface->get_scout != NULL ? iface->get_scout (self) : NULL;
}

/**
 * overpaint_server_keeper_get_offers:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): who asks servers what they have; %NULL where nobody does
 */
OverpaintServerOffers *
overpaint_server_keeper_get_offers (OverpaintServerKeeper *self)
{
  OverpaintServerKeeperInterface *iface = OVERPAINT_SERVER_KEEPER_GET_IFACE (self);

  return iface->get_offers != NULL ? iface->get_offers (self) : NULL;
}

/**
 * overpaint_server_keeper_get_office:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): who starts workers; %NULL where nobody does
 */
OverpaintWorkerOffice *
overpaint_server_keeper_get_office (OverpaintServerKeeper *self)
{
  OverpaintServerKeeperInterface *iface = OVERPAINT_SERVER_KEEPER_GET_IFACE (self);

  return iface->get_office != NULL ? iface->get_office (self) : NULL;
}
