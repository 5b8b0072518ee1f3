/* server-desk-private.h: what the files of OverpaintServerDesk share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "local-office.h"
#include "server-desk.h"

G_BEGIN_DECLS

struct _OverpaintServerDesk
{
  GObject                parent_instance;

  OverpaintSettings     *settings;
  OverpaintSecrets      *secrets;
  OverpaintServerScout  *scout;
  OverpaintServerOffers *offers;
  OverpaintLocalOffice  *office;
  guint                  forgetting;
};

gchar * overpaint_server_desk_find_origin (const gchar                    *address);
void    overpaint_server_desk_tokens_init (OverpaintServerKeeperInterface *iface);

G_END_DECLS
