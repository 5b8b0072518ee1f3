/* keeper-child.c: one program that the keeper runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib-unix.h>

#include "keeper-child.h"
#include "worker-process.h"

struct _OverpaintKeeperChild
{
  OverpaintKeeperChildPrinted  printed;
  OverpaintKeeperChildEnded    ended;
  gpointer                     user_data;
  GPid                         pid;
  guint64                      start_time;
  gint                         output;
  guint                        output_source;
  guint                        watch_source;
  guint                        kill_source;
};

/* Between fork and exec: only what is safe there. */
static void
set_up (gpointer data)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Whether there may be more. */
static gboolean
read_some (OverpaintKeeperChild *child)
{
  gchar  buffer[16384];
  gssize count;

  do
    count = read (child->output, buffer, sizeof buffer);
  while (count < 0 && errno == EINTR);

  if (count <= 0)
    return count < 0 && errno == EAGAIN;

  child->printed (buffer, (gsize) count, child->user_data);

  return TRUE;
}

static gboolean
on_output (gint         file,
           GIOCondition condition,
           gpointer     data)
{
  OverpaintKeeperChild *child = data;

  if (read_some (child))
    return G_SOURCE_CONTINUE;

  child->output_source = 0;

  return G_SOURCE_REMOVE;
}

/* Whoever inherited the pipe may keep it open: only what is in it now is waited for. */
static void
drain (OverpaintKeeperChild *child)
{
  GPollFD ready = { child->output, G_IO_IN, 0 };
  guint   rounds;

  for (rounds = 0; child->output_source != 0 && rounds < 64; rounds++)
    {
      if (g_poll (&ready, 1, 0) <= 0 || (ready.revents & G_IO_IN) == 0 || ! read_some (child))
        break;
    }
}

static void
on_reaped (GPid     pid,
           gint     wait_status,
           gpointer data)
{
  OverpaintKeeperChild *child = data;
  gint                  code  = 255;

  child->watch_source = 0;
  drain (child);

  /* what it started itself goes with it; the group's number stays taken as long as one of it is there */
  kill (-child->pid, SIGKILL);

  if (WIFEXITED (wait_status))
    code = WEXITSTATUS (wait_status);
  else if (WIFSIGNALED (wait_status))
    code = 128 + WTERMSIG (wait_status);

  child->ended (code, child->user_data);
}

/**
 * overpaint_keeper_child_spawn:
 * @arguments: (array zero-terminated=1): the program, looked for in PATH where it has no slash, and its arguments
 * @printed: called for what it prints, on either of its outputs
 * @ended: called when it has ended
 * @user_data: given to both
 * @error: return location for an error of %G_SPAWN_ERROR
 *
 * Starts a program.
 *
 * Returns: (transfer full) (nullable): it, to be freed with overpaint_keeper_child_free()
 */
OverpaintKeeperChild *
overpaint_keeper_child_spawn (gchar                       **arguments,
                              OverpaintKeeperChildPrinted   printed,
                              OverpaintKeeperChildEnded     ended,
                              gpointer                      user_data,
                              GError                      **error)
{
  g_auto (GStrv)        whole       = g_get_environ ();
  g_auto (GStrv)        environment = overpaint_worker_process_clean_environment (whole);
  OverpaintKeeperChild *child;
  gint                  ends[2];
  GPid                  pid;
  gboolean              spawned;

  if (! g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return NULL;

  spawned = g_spawn_async_with_fds ("/", arguments, environment,
                                    G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, set_up, NULL, &pid,
                                    -1, ends[1], ends[1], error);
  close (ends[1]);

  if (! spawned)
    {
      close (ends[0]);
      return NULL;
    }

  g_unix_set_fd_nonblocking (ends[0], TRUE, NULL);

  child                = g_new0 (OverpaintKeeperChild, 1);
  child->printed       = printed;
  child->ended         = ended;
  child->user_data     = user_data;
  child->pid           = pid;
  child->start_time    = overpaint_worker_process_get_start_time (pid);
  child->output        = ends[0];
  child->output_source = g_unix_fd_add (ends[0], G_IO_IN | G_IO_HUP | G_IO_ERR, on_output, child);
  child->watch_source  = g_child_watch_add (pid, on_reaped, child);

  return child;
}

/**
 * overpaint_keeper_child_free:
 * @child: (nullable): a child
 *
 * Frees it. A program that still runs is made to end, and nobody is told.
 */
void
overpaint_keeper_child_free (OverpaintKeeperChild *child)
{
  if (child == NULL)
    return;

  if (child->watch_source != 0)
    {
      g_source_remove (child->watch_source);
      kill (-child->pid, SIGKILL);
      waitpid (child->pid, NULL, 0);
    }

  g_clear_handle_id (&child->output_source, g_source_remove);
  g_clear_handle_id (&child->kill_source, g_source_remove);
  close (child->output);
  g_free (child);
}

static gboolean
on_grace_over (gpointer data)
{
  OverpaintKeeperChild *child = data;

  child->kill_source = 0;

  if (child->watch_source != 0)
    kill (-child->pid, SIGKILL);

  return G_SOURCE_REMOVE;
}

/**
 * overpaint_keeper_child_stop:
 * @child: a child
 * @grace_time: after how many milliseconds it is made to
 *
 * Asks the program to end; its end is told as any other. sd-server ends at once, also in the middle of a picture.
 */
void
overpaint_keeper_child_stop (OverpaintKeeperChild *child,
                             guint                 grace_time)
{
  if (child->watch_source == 0 || child->kill_source != 0)
    return;

  kill (-child->pid, SIGTERM);
  child->kill_source = g_timeout_add (grace_time, on_grace_over, child);
}

/**
 * overpaint_keeper_child_get_pid:
 * @child: a child
 *
 * Returns: its process id
 */
gint64
overpaint_keeper_child_get_pid (OverpaintKeeperChild *child)
{
  return child->pid;
}

/**
 * overpaint_keeper_child_get_start_time:
 * @child: a child
 *
 * Returns: when it began, in clock ticks since this computer did
 */
guint64
overpaint_keeper_child_get_start_time (OverpaintKeeperChild *child)
{
  return child->start_time;
}
