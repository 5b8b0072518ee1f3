/* worker-starter.h: a worker on its way
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sentence-row.h"
#include "worker-office.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_WORKER_STARTER (overpaint_worker_starter_get_type ())

/**
 * OverpaintWorkerStarterState:
 * @OVERPAINT_WORKER_STARTER_IDLE: nothing is being started, or no more
 * @OVERPAINT_WORKER_STARTER_ASKING: the artist is asked whether an image may be downloaded
 * @OVERPAINT_WORKER_STARTER_STARTING: a worker is being fetched or started
 * @OVERPAINT_WORKER_STARTER_FAILED: it shows why that did not work
 *
 * What it does.
 */
typedef enum
{
  OVERPAINT_WORKER_STARTER_IDLE,
  OVERPAINT_WORKER_STARTER_ASKING,
  OVERPAINT_WORKER_STARTER_STARTING,
  OVERPAINT_WORKER_STARTER_FAILED
} OverpaintWorkerStarterState;

/**
 * OverpaintWorkerStarter:
 *
 * Starts a worker: asks before a download, shows how far it is, and why it does not run, with its last lines. Where
 * nothing is being started it says whatever it is told to.
 */
G_DECLARE_FINAL_TYPE (OverpaintWorkerStarter, overpaint_worker_starter, OVERPAINT, WORKER_STARTER, GtkStack)

GtkWidget                   * overpaint_worker_starter_new       (OverpaintWorkerOffice   *office);

void                          overpaint_worker_starter_say       (OverpaintWorkerStarter  *self,
                                                                  const gchar             *sentence,
                                                                  OverpaintSentenceTone    tone);

void                          overpaint_worker_starter_begin     (OverpaintWorkerStarter  *self,
                                                                  const gchar             *name);
void                          overpaint_worker_starter_cancel    (OverpaintWorkerStarter  *self);
OverpaintWorkerStarterState   overpaint_worker_starter_get_state (OverpaintWorkerStarter  *self);

G_END_DECLS
