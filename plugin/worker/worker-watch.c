/* worker-watch.c: looking at a worker without using it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gunixsocketaddress.h>

#include "keeper-line.h"
#include "worker-place.h"
#include "worker-watch.h"

struct _OverpaintWorkerWatch
{
  GObject                parent;
  OverpaintWorkerPlace  *place;
  OverpaintWorkerStatus *status;
  OverpaintKeeperLine   *line;
  gboolean               connecting;
};

G_DEFINE_FINAL_TYPE (OverpaintWorkerWatch, overpaint_worker_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take_status (OverpaintWorkerWatch  *watch,
             OverpaintWorkerStatus *status)
{
  overpaint_worker_status_free (watch->status);
  watch->status = status;
  g_signal_emit (watch, signals[CHANGED], 0);
}

static void
on_status (OverpaintWorkerStatus *status,
           gpointer               data)
{
  OverpaintWorkerWatch             *watch = data;
  g_autoptr (OverpaintWorkerWatch)  held  = g_object_ref (watch);

  if (status == NULL)
    {
      g_clear_pointer (&watch->line, overpaint_keeper_line_close);

      /* its farewell says more than the file, which a keeper that was killed could not write */
      if (! overpaint_worker_status_is_over (watch->status))
        take_status (watch, overpaint_worker_place_read (watch->place, NULL));

      return;
    }

  take_status (watch, status);
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (OverpaintWorkerWatch)  watch      = data;
  g_autoptr (GSocketConnection)     connection = NULL;

  connection        = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  watch->connecting = FALSE;

  if (connection != NULL)
    watch->line = overpaint_keeper_line_new (connection, on_status, watch);
  else
    take_status (watch, overpaint_worker_place_read (watch->place, NULL));
}

/**
 * overpaint_worker_watch_look:
 * @watch: a watch
 *
 * Looks whether the worker runs by now, where nothing ran before. There is no need to where "changed" has told
 * that it does.
 */
void
overpaint_worker_watch_look (OverpaintWorkerWatch *watch)
{
  g_return_if_fail (OVERPAINT_IS_WORKER_WATCH (watch));

  if (watch->line != NULL || watch->connecting || watch->place == NULL)
    return;

  overpaint_worker_status_free (watch->status);
  watch->status = overpaint_worker_place_read (watch->place, NULL);

  if (! overpaint_worker_status_is_over (watch->status))
    {
      g_autoptr (GSocketClient)   client  = g_socket_client_new ();
      g_autofree gchar           *path    = overpaint_worker_place_get_path (watch->place, "socket");
      g_autoptr (GSocketAddress)  address = g_unix_socket_address_new (path);

      watch->connecting = TRUE;
      g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), NULL, on_connected,
                                     g_object_ref (watch));
    }
}

/**
 * overpaint_worker_watch_get_status:
 * @watch: a watch
 *
 * Returns: (transfer none): how the worker was doing when last heard of
 */
const OverpaintWorkerStatus *
overpaint_worker_watch_get_status (OverpaintWorkerWatch *watch)
{
  g_return_val_if_fail (OVERPAINT_IS_WORKER_WATCH (watch), NULL);

  return watch->status;
}

/**
 * overpaint_worker_watch_dismiss:
 * @name: a worker's name
 * @folder: (nullable): where keepers are met; %NULL for the runtime folder
 *
 * Has a worker stopped that nobody will ask for any more, where it runs: at once, or as soon as the run has ended
 * that uses it.
 */
void
overpaint_worker_watch_dismiss (const gchar *name,
                                const gchar *folder)
{
  g_autoptr (OverpaintWorkerPlace) place      = overpaint_worker_place_new (folder, name, NULL);
  g_autoptr (GSocketClient)        client     = g_socket_client_new ();
  g_autoptr (GSocketConnection)    connection = NULL;
  g_autoptr (GSocketAddress)       address    = NULL;
  g_autofree gchar                *path       = NULL;

  if (place == NULL)
    return;

  path       = overpaint_worker_place_get_path (place, "socket");
  address    = g_unix_socket_address_new (path);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  if (connection != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), "idle 1\n", 7, NULL, NULL,
                               NULL);
}

static void
overpaint_worker_watch_finalize (GObject *object)
{
  OverpaintWorkerWatch *watch = OVERPAINT_WORKER_WATCH (object);

  g_clear_pointer (&watch->line, overpaint_keeper_line_close);
  overpaint_worker_place_free (watch->place);
  overpaint_worker_status_free (watch->status);

  G_OBJECT_CLASS (overpaint_worker_watch_parent_class)->finalize (object);
}

static void
overpaint_worker_watch_class_init (OverpaintWorkerWatchClass *class)
{
  G_OBJECT_CLASS (class)->finalize = overpaint_worker_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", OVERPAINT_TYPE_WORKER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
overpaint_worker_watch_init (OverpaintWorkerWatch *watch)
{
  watch->status = overpaint_worker_status_new ();
}

/**
 * overpaint_worker_watch_new:
 * @name: a worker's name, as its order has it
 * @folder: (nullable): where keepers are met; %NULL for the runtime folder
 *
 * Returns: (transfer full): a watch that has looked once
 */
OverpaintWorkerWatch *
overpaint_worker_watch_new (const gchar *name,
                            const gchar *folder)
{
  OverpaintWorkerWatch *watch = g_object_new (OVERPAINT_TYPE_WORKER_WATCH, NULL);

  watch->place = overpaint_worker_place_new (folder, name, NULL);
  overpaint_worker_watch_look (watch);

  return watch;
}
