/* server-scout.c: looking for workers and graphics cards, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-scout.h"

G_DEFINE_INTERFACE (OverpaintServerScout, overpaint_server_scout, G_TYPE_OBJECT)

static void
overpaint_server_scout_default_init (OverpaintServerScoutInterface *iface)
{
}

/**
 * overpaint_scout_row_free:
 * @row: (transfer full): a worker that was found
 */
void
overpaint_scout_row_free (OverpaintScoutRow *row)
{
  g_free (row->address);
  g_free (row->kind);
  g_free (row->name);
  g_free (row->summary);
  g_free (row->advice);
  g_free (row->configured);
  g_free (row);
}
