/* found-worker.h: what a server that answers is
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintFoundState:
 * @OVERPAINT_FOUND_READY: it can be asked for pictures
 * @OVERPAINT_FOUND_LOGIN: it can, with a user and a password
 * @OVERPAINT_FOUND_NO_API: a web UI that was started without its API
 * @OVERPAINT_FOUND_FOREIGN: a server whose language Overpaint does not speak yet
 * @OVERPAINT_FOUND_OTHER_PIPELINE: a runner that does something else than image to image
 * @OVERPAINT_FOUND_SILENT: something takes connections and answers nothing, as a worker does that paints
 * @OVERPAINT_FOUND_STARTING: something closes each connection at once, as the door of a container
 *   does while the worker in it loads its model
 *
 * What can be done with a worker.
 */
typedef enum
{
  OVERPAINT_FOUND_READY,
  OVERPAINT_FOUND_LOGIN,
  OVERPAINT_FOUND_NO_API,
  OVERPAINT_FOUND_FOREIGN,
  OVERPAINT_FOUND_OTHER_PIPELINE,
  OVERPAINT_FOUND_SILENT,
  OVERPAINT_FOUND_STARTING
} OverpaintFoundState;

/**
 * OverpaintFoundWorker:
 * @address: (nullable): its address: "http://127.0.0.1:7860"; %NULL from who knows it anyway
 * @kind: the nick of its kind, such as "forge"; "unknown" unless @state is ready or wants a login
 * @name: what it is called: "Forge"
 * @state: what can be done with it
 * @n_models: how many models it has; -1 where it does not say
 * @model: (nullable): the model that it has loaded
 * @pipeline: (nullable): what a runner does: "image-to-image"
 * @gpu: (nullable): the graphics card that it paints on
 * @memory_total: memory of that card in bytes; 0 where it does not say
 * @memory_free: how much of that is free, in bytes
 *
 * A worker on this computer, recognised by its answers. Its texts were written by the worker, and hold
 * nothing that cannot be shown in a line.
 */
typedef struct
{
  gchar               *address;
  const gchar         *kind;
  const gchar         *name;
  OverpaintFoundState  state;
  gint                 n_models;
  gchar               *model;
  gchar               *pipeline;
  gchar               *gpu;
  guint64              memory_total;
  guint64              memory_free;
} OverpaintFoundWorker;

OverpaintFoundWorker * overpaint_found_worker_new       (const gchar                *kind,
                                                         const gchar                *name,
                                                         OverpaintFoundState         state);
void                   overpaint_found_worker_free      (OverpaintFoundWorker       *worker);

gboolean               overpaint_found_worker_is_usable (const OverpaintFoundWorker *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintFoundWorker, overpaint_found_worker_free)

G_END_DECLS
