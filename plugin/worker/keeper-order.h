/* keeper-order.h: which worker a keeper is to hold, and how
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the worker's arguments name its port, which the keeper chooses. */
#define OVERPAINT_KEEPER_PORT "@PORT@"

/**
 * OverpaintKeeperOrder:
 * @name: the worker's name: letters, digits and hyphens, the same for the same configuration
 * @kind: "sd-server" or "runner"
 * @run: (array zero-terminated=1): the worker's program and its arguments; %OVERPAINT_KEEPER_PORT stands for its port
 * @look: (nullable): a command that succeeds where nothing has to be fetched, or %NULL
 * @pull: (nullable): a command that fetches what is lacking, or %NULL where that is not allowed
 * @clear: (nullable): a command that removes what a worker left behind, or %NULL
 * @port: where it is to listen, or 0 for any free one
 * @question: what is asked to find out whether it is ready
 * @model: (nullable): absolute path of the model that the answer has to name
 * @ready_time: how long it may take to be ready, in milliseconds
 * @idle_time: after how long without a run it is stopped, in milliseconds; 0 for never
 * @grace_time: how long it may take to stop before it is made to, in milliseconds
 * @log_size: how large its log may become, in bytes; there are two
 *
 * What a keeper is told when it is started: a key file on its standard input.
 */
typedef struct
{
  gchar  *name;
  gchar  *kind;
  gchar **run;
  gchar **look;
  gchar **pull;
  gchar **clear;
  guint   port;
  gchar  *question;
  gchar  *model;
  guint   ready_time;
  guint   idle_time;
  guint   grace_time;
  guint   log_size;
} OverpaintKeeperOrder;

OverpaintKeeperOrder * overpaint_keeper_order_new        (const gchar                 *kind);
void                   overpaint_keeper_order_free       (OverpaintKeeperOrder        *order);

gchar                * overpaint_keeper_order_to_text    (const OverpaintKeeperOrder  *order);
OverpaintKeeperOrder * overpaint_keeper_order_from_text  (const gchar                 *text,
                                                          GError                     **error);

gchar               ** overpaint_keeper_order_get_run    (const OverpaintKeeperOrder  *order,
                                                          guint                        port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintKeeperOrder, overpaint_keeper_order_free)

G_END_DECLS
