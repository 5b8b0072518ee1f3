/* keeper-tools.h: a folder for a keeper, a stand-in for it to hold, and ways to wait
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "worker-fault.h"
#include "worker-lease.h"
#include "worker-place.h"
#include "worker-port.h"
#include "worker-process.h"

/* Each program of tests uses some of these. */
#pragma GCC diagnostic ignored "-Wunused-function"

typedef struct
{
  gchar *top;
  gchar *folder;
  gchar *model;
} Scene;

static gchar *
stand_in (const gchar *name)
{
  return g_build_filename (g_getenv ("OVERPAINT_STAND_INS"), name, NULL);
}

static void
write_model (Scene       *scene,
             const gchar *faults)
{
  g_assert_true (g_file_set_contents (scene->model, faults, -1, NULL));
}

static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  scene->top    = g_dir_make_tmp ("keeper-XXXXXX", NULL);
  scene->folder = g_build_filename (scene->top, "run", NULL);
  scene->model  = g_build_filename (scene->top, "toy model.safetensors", NULL);
  write_model (scene, "");
}

/* The keeper's lock is free when it has ended; the kernel sees to that. */
static void
wait_for_end (Scene *scene)
{
  g_autofree gchar *path = g_build_filename (scene->folder, "toy.lock", NULL);
  gint              file = g_open (path, O_RDWR);

  if (file < 0)
    return;

  while (flock (file, LOCK_EX) != 0)
    continue;

  close (file);
}

static OverpaintWorkerStatus *
read_status (Scene *scene)
{
  g_autoptr (OverpaintWorkerPlace) place = overpaint_worker_place_new (scene->folder, "toy", NULL);

  return overpaint_worker_place_read (place, NULL);
}

static OverpaintKeeperOrder *
new_order (Scene *scene)
{
  g_autofree gchar     *program = stand_in ("sd-server-stand-in.py");
  const gchar          *run[]   = { program, "-m", scene->model, "-l", "127.0.0.1",
                                    "--listen-port", OVERPAINT_KEEPER_PORT, NULL };
  OverpaintKeeperOrder *order   = overpaint_keeper_order_new ("sd-server");

  order->name     = g_strdup ("toy");
  order->run      = g_strdupv ((gchar **) run);
  order->model    = g_strdup (scene->model);
  order->question = g_strdup ("/sdcpp/v1/capabilities");

  return order;
}

static OverpaintWorkerLease *
new_lease (Scene                *scene,
           OverpaintKeeperOrder *order)
{
  OverpaintWorkerLease *lease = overpaint_worker_lease_new (order, scene->folder, g_getenv ("OVERPAINT_KEEPER"));

  /* a test that is cut short takes its worker with it */
  overpaint_worker_lease_go_with (lease, getpid ());

  return lease;
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
try_to_acquire (OverpaintWorkerLease  *lease,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  overpaint_worker_lease_acquire_async (lease, cancellable, on_result, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return overpaint_worker_lease_acquire_finish (lease, result, error);
}

static void
acquire (OverpaintWorkerLease *lease)
{
  g_autoptr (GError) error = NULL;

  try_to_acquire (lease, NULL, &error);
  g_assert_no_error (error);
}

static void
stop (OverpaintWorkerLease *lease)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error  = NULL;

  overpaint_worker_lease_stop_async (lease, NULL, on_result, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  overpaint_worker_lease_stop_finish (lease, result, &error);
  g_assert_no_error (error);
}

static void
on_one_of_many (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;

  overpaint_worker_lease_acquire_finish (OVERPAINT_WORKER_LEASE (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) data)--;
}

static void
wait_for_phase (OverpaintWorkerLease *lease,
                OverpaintWorkerPhase  phase)
{
  while (overpaint_worker_lease_get_status (lease)->phase != phase)
    g_main_context_iteration (NULL, TRUE);
}

/* What came until the connection ended, which may be nothing. */
static gchar *
get (guint        port,
     const gchar *path)
{
  g_autoptr (GSocketClient)     client     = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError)            error      = NULL;
  g_autofree gchar             *question   = g_strdup_printf ("GET %s HTTP/1.0\r\n\r\n", path);
  GString                      *answer     = g_string_new (NULL);
  gchar                         buffer[4096];
  gssize                        count;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), question, strlen (question),
                             NULL, NULL, NULL);

  while ((count = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer,
                                       NULL, NULL)) > 0)
    g_string_append_len (answer, buffer, count);

  return g_string_free (answer, FALSE);
}

static void
remove_files (const gchar *folder)
{
  g_autoptr (GDir)  dir  = g_dir_open (folder, 0, NULL);
  const gchar      *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && ! g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_files (path);
      else
        g_unlink (path);
    }

  g_rmdir (folder);
}

/* No process is left behind, whatever became of the test. */
static void
tear_down (Scene         *scene,
           gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease) lease = new_lease (scene, new_order (scene));

  stop (lease);
  wait_for_end (scene);
  remove_files (scene->top);

  g_free (scene->top);
  g_free (scene->folder);
  g_free (scene->model);
}
