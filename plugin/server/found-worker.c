/* found-worker.c: what a server that answers is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "found-worker.h"

/**
 * overpaint_found_worker_new: (skip)
 * @kind: nick of its kind, a static text
 * @name: (nullable): what it is called, a static text; %NULL where that is not known
 * @state: what can be done with it
 *
 * Returns: (transfer full): a worker of which nothing else is known
 */
OverpaintFoundWorker *
overpaint_found_worker_new (const gchar         *kind,
                            const gchar         *name,
                            OverpaintFoundState  state)
{
  OverpaintFoundWorker *worker = g_new0 (OverpaintFoundWorker, 1);

  worker->kind     = kind;
  worker->name     = name;
  worker->state    = state;
  worker->n_models = -1;

  return worker;
}

/**
 * overpaint_found_worker_free:
 * @worker: (transfer full): a worker
 */
void
overpaint_found_worker_free (OverpaintFoundWorker *worker)
{
  g_free (worker->address);
  g_free (worker->model);
  g_free (worker->pipeline);
  g_free (worker->gpu);
  g_free (worker);
}

/**
 * overpaint_found_worker_is_usable:
 * @worker: a worker
 *
 * Returns: whether it can be asked for pictures, perhaps with a user and a password
 */
gboolean
overpaint_found_worker_is_usable (const OverpaintFoundWorker *worker)
{
  return worker->state == OVERPAINT_FOUND_READY || worker->state == OVERPAINT_FOUND_LOGIN;
}
