/* test-keeper.c: workers that are started, held and stopped
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "keeper-tools.h"

static void
test_start (Scene         *scene,
            gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease)  lease  = new_lease (scene, new_order (scene));
  g_autofree gchar                 *answer = NULL;
  const OverpaintWorkerStatus      *status;

  g_setenv ("OVERPAINT_TOKEN", "not-for-strangers", TRUE);
  acquire (lease);
  g_unsetenv ("OVERPAINT_TOKEN");

  status = overpaint_worker_lease_get_status (lease);
  g_assert_cmpint (status->phase, ==, OVERPAINT_WORKER_READY);
  g_assert_cmpstr (status->kind, ==, "sd-server");
  g_assert_cmpuint (status->leases, ==, 1);
  g_assert_cmpuint (status->restarts, ==, 0);
  g_assert_true (overpaint_worker_process_is_alive (status->pid, status->start_time));
  g_assert_true (overpaint_worker_process_is_alive (status->keeper_pid, status->keeper_start_time));
  g_assert_cmpint (getsid ((pid_t) status->keeper_pid), !=, getsid (0));
  g_assert_cmpint (getpgid ((pid_t) status->pid), ==, (pid_t) status->pid);

  answer = get (status->port, "/environment");
  g_assert_nonnull (strstr (answer, "\"-l\", \"127.0.0.1\""));
  g_assert_nonnull (strstr (answer, "\"PATH\""));
  g_assert_null (strstr (answer, "OVERPAINT"));
  g_assert_null (strstr (answer, "G_TEST_SRCDIR"));
}

static guint
mode_of (Scene       *scene,
         const gchar *name)
{
  g_autofree gchar *path  = g_build_filename (scene->folder, name, NULL);
  struct stat       about = { 0 };

  g_assert_no_errno (g_stat (path, &about));

  return about.st_mode & 0777;
}

static void
test_modes (Scene         *scene,
            gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease) lease = new_lease (scene, new_order (scene));

  acquire (lease);

  g_assert_cmpuint (mode_of (scene, ""), ==, 0700);
  g_assert_cmpuint (mode_of (scene, "toy.ini"), ==, 0600);
  g_assert_cmpuint (mode_of (scene, "toy.lock"), ==, 0600);
  g_assert_cmpuint (mode_of (scene, "toy.log"), ==, 0600);
  g_assert_cmpuint (mode_of (scene, "toy.socket"), ==, 0600);
}

static void
test_reuse (Scene         *scene,
            gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease) first  = new_lease (scene, new_order (scene));
  g_autoptr (OverpaintWorkerLease) second = new_lease (scene, new_order (scene));
  gint64                           pid;
  guint                            port;

  acquire (first);
  pid  = overpaint_worker_lease_get_status (first)->pid;
  port = overpaint_worker_lease_get_status (first)->port;
  overpaint_worker_lease_release (first);

  acquire (second);
  g_assert_cmpint (overpaint_worker_lease_get_status (second)->pid, ==, pid);
  g_assert_cmpuint (overpaint_worker_lease_get_status (second)->port, ==, port);
}

static void
test_two_at_once (Scene         *scene,
                  gconstpointer  data)
{
  OverpaintWorkerLease *leases[4];
  guint                 left = G_N_ELEMENTS (leases);
  guint                 i;

  for (i = 0; i < G_N_ELEMENTS (leases); i++)
    {
      leases[i] = new_lease (scene, new_order (scene));
      overpaint_worker_lease_acquire_async (leases[i], NULL, on_one_of_many, &left);
    }

  while (left > 0)
    g_main_context_iteration (NULL, TRUE);

  for (i = 1; i < G_N_ELEMENTS (leases); i++)
    g_assert_cmpint (overpaint_worker_lease_get_status (leases[i])->pid, ==,
                     overpaint_worker_lease_get_status (leases[0])->pid);

  while (overpaint_worker_lease_get_status (leases[0])->leases < G_N_ELEMENTS (leases))
    g_main_context_iteration (NULL, TRUE);

  for (i = 0; i < G_N_ELEMENTS (leases); i++)
    g_object_unref (leases[i]);
}

static void
test_idle (Scene         *scene,
           gconstpointer  data)
{
  OverpaintKeeperOrder             *order = new_order (scene);
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  g_autoptr (OverpaintWorkerStatus) status = NULL;
  gint64                            pid;
  guint64                           start_time;

  order->idle_time = 100;
  lease            = new_lease (scene, order);
  acquire (lease);
  pid        = overpaint_worker_lease_get_status (lease)->pid;
  start_time = overpaint_worker_lease_get_status (lease)->start_time;

  /* as long as it is used, time does not count */
  g_usleep (300 * 1000);
  g_assert_true (overpaint_worker_process_is_alive (pid, start_time));

  overpaint_worker_lease_release (lease);
  wait_for_end (scene);

  g_assert_false (overpaint_worker_process_is_alive (pid, start_time));
  status = read_status (scene);
  g_assert_cmpint (status->phase, ==, OVERPAINT_WORKER_STOPPED);
  g_assert_null (status->fault);

  /* and there is another one for who asks */
  acquire (lease);
  g_assert_cmpint (overpaint_worker_lease_get_status (lease)->pid, !=, pid);
}

static void
test_stop (Scene         *scene,
           gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease)  mine   = NULL;
  g_autoptr (OverpaintWorkerLease)  others = new_lease (scene, new_order (scene));
  OverpaintKeeperOrder             *order;
  gint64                            pid;
  guint64                           start_time;

  write_model (scene, data);
  order             = new_order (scene);
  order->grace_time = 200;
  mine              = new_lease (scene, order);
  acquire (mine);
  pid        = overpaint_worker_lease_get_status (mine)->pid;
  start_time = overpaint_worker_lease_get_status (mine)->start_time;

  stop (others);
  wait_for_phase (mine, OVERPAINT_WORKER_STOPPED);
  g_assert_false (overpaint_worker_process_is_alive (pid, start_time));
  g_assert_cmpint (overpaint_worker_lease_get_status (mine)->exit_code, ==, *(const gchar *) data != '\0' ? 137 : 143);

  /* none is started to be stopped */
  stop (others);
}

typedef struct
{
  const gchar *name;
  const gchar *way;
  const gchar *fault;
  const gchar *says;
  gint         exit_code;
} End;

static const End ends[] =
{
  { "crash",  "/crash",  "crashed",       "the toy model fell over",   1 },
  { "killed", "/killed", "killed",        "listening on",            137 },
  { "memory", "/memory", "out-of-memory", "CUDA error: out of memory", 1 },
};

static void
test_end (Scene         *scene,
          gconstpointer  data)
{
  const End                        *end   = data;
  g_autoptr (OverpaintWorkerLease)  lease = new_lease (scene, new_order (scene));
  g_autoptr (OverpaintWorkerLease)  later = new_lease (scene, new_order (scene));
  g_autoptr (OverpaintWorkerStatus) left  = NULL;
  const OverpaintWorkerStatus      *status;
  gint64                            pid;

  acquire (lease);
  pid = overpaint_worker_lease_get_status (lease)->pid;
  g_free (get (overpaint_worker_lease_get_status (lease)->port, end->way));

  /* once it is started again, and not without a word */
  while (overpaint_worker_lease_get_status (lease)->restarts == 0)
    g_main_context_iteration (NULL, TRUE);

  wait_for_phase (lease, OVERPAINT_WORKER_READY);
  status = overpaint_worker_lease_get_status (lease);
  g_assert_cmpuint (status->restarts, ==, 1);
  g_assert_cmpstr (status->fault, ==, end->fault);
  g_assert_cmpint (status->exit_code, ==, end->exit_code);
  g_assert_nonnull (strstr (status->tail, end->says));
  g_assert_cmpint (status->pid, !=, pid);

  /* twice it is not */
  g_free (get (status->port, end->way));
  wait_for_phase (lease, OVERPAINT_WORKER_FAILED);
  wait_for_end (scene);
  left = read_status (scene);
  g_assert_cmpint (left->phase, ==, OVERPAINT_WORKER_FAILED);
  g_assert_cmpstr (left->fault, ==, end->fault);
  g_assert_cmpint (left->exit_code, ==, end->exit_code);
  g_assert_nonnull (strstr (left->tail, end->says));

  /* but who asks for it gets one */
  overpaint_worker_lease_release (lease);
  acquire (later);
  g_assert_cmpuint (overpaint_worker_lease_get_status (later)->restarts, ==, 0);
}

typedef struct
{
  const gchar *name;
  const gchar *model;
  const gchar *fault;
  const gchar *says;
} Refusal;

static const Refusal refusals[] =
{
  { "refuse", "refuse", "not-a-model", "get sd version from file failed" },
  { "silent", "silent", "not-ready",   "loading model from" },
  { "other",  "other",  "other-model", "listening on" },
  { "shared", "shared", "port-shared", "listening on" },
};

static void
test_refusal (Scene         *scene,
              gconstpointer  data)
{
  const Refusal                    *refusal = data;
  OverpaintKeeperOrder             *order;
  g_autoptr (OverpaintWorkerLease)  lease   = NULL;
  g_autoptr (GError)                error   = NULL;
  const OverpaintWorkerStatus      *status;

  write_model (scene, refusal->model);
  order = new_order (scene);

  if (strcmp (refusal->fault, "not-ready") == 0)
    order->ready_time = 1000;

  lease = new_lease (scene, order);
  g_assert_false (try_to_acquire (lease, NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, overpaint_worker_fault_describe (refusal->fault)));
  g_assert_nonnull (strstr (error->message, overpaint_worker_fault_remedy (refusal->fault)));
  g_assert_nonnull (strstr (error->message, refusal->says));

  status = overpaint_worker_lease_get_status (lease);
  g_assert_cmpint (status->phase, ==, OVERPAINT_WORKER_FAILED);
  g_assert_cmpstr (status->fault, ==, refusal->fault);
  g_assert_cmpuint (status->restarts, ==, 0);
  wait_for_end (scene);
}

static void
test_no_program (Scene         *scene,
                 gconstpointer  data)
{
  OverpaintKeeperOrder             *order = new_order (scene);
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  g_autoptr (GError)                error = NULL;

  g_free (order->run[0]);
  order->run[0] = g_strdup ("/nowhere/sd-server");
  lease         = new_lease (scene, order);

  g_assert_false (try_to_acquire (lease, NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_FAILED);
  g_assert_cmpstr (overpaint_worker_lease_get_status (lease)->fault, ==, "not-started");
  g_assert_nonnull (strstr (error->message, "/nowhere/sd-server"));
}

static void
test_no_keeper (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease) lease = NULL;
  g_autoptr (GError)               error = NULL;

  lease = overpaint_worker_lease_new (new_order (scene), scene->folder, "/nowhere/overpaint-keeper");
  g_assert_false (try_to_acquire (lease, NULL, &error));
  g_assert_error (error, OVERPAINT_WORKER_LEASE_ERROR, OVERPAINT_WORKER_LEASE_ERROR_NO_KEEPER);
}

static void
test_port_taken (Scene         *scene,
                 gconstpointer  data)
{
  g_autoptr (GSocketListener)       listener = g_socket_listener_new ();
  OverpaintKeeperOrder             *order    = new_order (scene);
  g_autoptr (OverpaintWorkerLease)  lease    = NULL;
  g_autoptr (GError)                error    = NULL;

  order->port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_assert_no_error (error);
  lease = new_lease (scene, order);

  g_assert_false (overpaint_worker_port_is_free (order->port));
  g_assert_false (try_to_acquire (lease, NULL, &error));
  g_assert_cmpstr (overpaint_worker_lease_get_status (lease)->fault, ==, "port-taken");
  g_assert_cmpstr (overpaint_worker_lease_get_status (lease)->tail, ==, "");
  g_socket_listener_close (listener);
}

static void
test_stale (Scene         *scene,
            gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease)   lease  = new_lease (scene, new_order (scene));
  g_autoptr (OverpaintWorkerPlace)   place  = overpaint_worker_place_new (scene->folder, "toy", NULL);
  g_autoptr (OverpaintWorkerStatus)  status = overpaint_worker_status_new ();
  g_autoptr (OverpaintWorkerStatus)  seen   = NULL;
  g_autoptr (GSubprocess)            orphan = NULL;
  g_autoptr (GError)                 error  = NULL;
  gboolean                           stale  = FALSE;

  /* this process has the keeper's number, and is not the keeper; its worker still runs */
  orphan                    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, "cat", NULL);
  g_assert_no_error (error);
  status->phase             = OVERPAINT_WORKER_READY;
  status->keeper_pid        = getpid ();
  status->keeper_start_time = overpaint_worker_process_get_start_time (getpid ()) - 1;
  status->pid               = g_ascii_strtoll (g_subprocess_get_identifier (orphan), NULL, 10);
  status->start_time        = overpaint_worker_process_get_start_time (status->pid);
  g_assert_cmpuint (status->start_time, >, 0);
  overpaint_worker_place_write (place, status, &error);
  g_assert_no_error (error);

  seen = overpaint_worker_place_read (place, &stale);
  g_assert_true (stale);
  g_assert_cmpint (seen->phase, ==, OVERPAINT_WORKER_FAILED);

  acquire (lease);
  g_assert_cmpint (overpaint_worker_lease_get_status (lease)->pid, !=, status->pid);
  g_subprocess_wait (orphan, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (orphan));
  g_assert_cmpint (g_subprocess_get_term_sig (orphan), ==, SIGKILL);
}

static void
test_keeper_killed (Scene         *scene,
                    gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease) lease = new_lease (scene, new_order (scene));
  gint64                           pid;
  guint64                          start_time;

  acquire (lease);
  pid        = overpaint_worker_lease_get_status (lease)->pid;
  start_time = overpaint_worker_lease_get_status (lease)->start_time;
  kill ((pid_t) overpaint_worker_lease_get_status (lease)->keeper_pid, SIGKILL);

  wait_for_phase (lease, OVERPAINT_WORKER_FAILED);
  g_assert_cmpstr (overpaint_worker_lease_get_status (lease)->fault, ==, "killed");

  /* its socket and its status lie there still */
  overpaint_worker_lease_release (lease);
  acquire (lease);
  g_assert_cmpint (overpaint_worker_lease_get_status (lease)->pid, !=, pid);
  g_assert_false (overpaint_worker_process_is_alive (pid, start_time));
}

static gsize
size_of (Scene       *scene,
         const gchar *name)
{
  g_autofree gchar *path  = g_build_filename (scene->folder, name, NULL);
  struct stat       about = { 0 };

  g_assert_no_errno (g_stat (path, &about));

  return (gsize) about.st_size;
}

static void
test_log (Scene         *scene,
          gconstpointer  data)
{
  OverpaintKeeperOrder             *order;
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  g_autofree gchar                 *path  = g_build_filename (scene->folder, "toy.log", NULL);
  g_autofree gchar                 *text  = NULL;

  /* 500 KiB, where a pipe holds 64: unread, it would never get to listen */
  write_model (scene, "flood");
  order           = new_order (scene);
  order->log_size = 10000;
  lease           = new_lease (scene, order);
  acquire (lease);
  g_free (get (overpaint_worker_lease_get_status (lease)->port, "/flood"));

  stop (lease);
  wait_for_end (scene);
  g_assert_cmpuint (size_of (scene, "toy.log"), <=, 10000);
  g_assert_cmpuint (size_of (scene, "toy.log.1"), <=, 10000);
  g_assert_cmpuint (size_of (scene, "toy.log.1"), >, 9000);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "line 19999 of a long story\n"));
}

static void
test_progress (Scene         *scene,
               gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  g_autofree gchar                 *path  = g_build_filename (scene->folder, "toy.log", NULL);
  g_autofree gchar                 *text  = NULL;

  write_model (scene, "progress");
  lease = new_lease (scene, new_order (scene));
  acquire (lease);
  g_assert_cmpuint (overpaint_worker_lease_get_status (lease)->of, ==, 0);
  g_free (get (overpaint_worker_lease_get_status (lease)->port, "/sdcpp/v1/capabilities"));

  while (overpaint_worker_lease_get_status (lease)->done < 20)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (overpaint_worker_lease_get_status (lease)->of, ==, 20);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "it/s"));
}

static void
test_owner (Scene         *scene,
            gconstpointer  data)
{
  OverpaintKeeperOrder             *order = new_order (scene);
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  g_autoptr (GSubprocess)           gimp  = NULL;
  g_autoptr (OverpaintWorkerStatus) left  = NULL;
  g_autoptr (GError)                error = NULL;
  gint64                            pid;
  guint64                           start_time;

  order->idle_time = 0;
  gimp             = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, "cat", NULL);
  g_assert_no_error (error);

  lease = new_lease (scene, order);
  overpaint_worker_lease_go_with (lease, g_ascii_strtoll (g_subprocess_get_identifier (gimp), NULL, 10));
  acquire (lease);
  pid        = overpaint_worker_lease_get_status (lease)->pid;
  start_time = overpaint_worker_lease_get_status (lease)->start_time;
  overpaint_worker_lease_release (lease);

  g_subprocess_force_exit (gimp);
  g_subprocess_wait (gimp, NULL, NULL);
  wait_for_end (scene);
  left = read_status (scene);
  g_assert_cmpint (left->phase, ==, OVERPAINT_WORKER_STOPPED);
  g_assert_false (overpaint_worker_process_is_alive (pid, start_time));
}

/* Not before there is a keeper, which the end of the test then finds. */
static void
cancel_when_started (OverpaintWorkerLease *lease,
                     GCancellable         *cancellable)
{
  if (overpaint_worker_lease_get_status (lease)->phase == OVERPAINT_WORKER_STARTING)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (Scene         *scene,
             gconstpointer  data)
{
  g_autoptr (OverpaintWorkerLease) lease       = NULL;
  g_autoptr (GCancellable)         cancellable = g_cancellable_new ();
  g_autoptr (GError)               error       = NULL;

  write_model (scene, "silent");
  lease = new_lease (scene, new_order (scene));
  g_signal_connect (lease, "changed", G_CALLBACK (cancel_when_started), cancellable);
  g_assert_false (try_to_acquire (lease, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define TEST(path, data, function) \
  g_test_add ("/keeper/" path, Scene, data, set_up, function, tear_down)

gint
main (gint    argc,
      gchar **argv)
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  TEST ("start", NULL, test_start);
  TEST ("modes", NULL, test_modes);
  TEST ("reuse", NULL, test_reuse);
  TEST ("two-at-once", NULL, test_two_at_once);
  TEST ("idle", NULL, test_idle);
  TEST ("stop", "", test_stop);
  TEST ("stop-stubborn", "stubborn", test_stop);
  TEST ("no-program", NULL, test_no_program);
  TEST ("no-keeper", NULL, test_no_keeper);
  TEST ("port-taken", NULL, test_port_taken);
  TEST ("stale", NULL, test_stale);
  TEST ("keeper-killed", NULL, test_keeper_killed);
  TEST ("log", NULL, test_log);
  TEST ("progress", NULL, test_progress);
  TEST ("owner", NULL, test_owner);
  TEST ("cancel", NULL, test_cancel);

  for (i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree gchar *path = g_strconcat ("/keeper/end/", ends[i].name, NULL);

      g_test_add (path, Scene, &ends[i], set_up, test_end, tear_down);
    }

  for (i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree gchar *path = g_strconcat ("/keeper/refusal/", refusals[i].name, NULL);

      g_test_add (path, Scene, &refusals[i], set_up, test_refusal, tear_down);
    }

  return g_test_run ();
}
