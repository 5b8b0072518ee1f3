/* keeper-owners.c: the programs that a worker does not outlive
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <sys/syscall.h>
#include <unistd.h>

#include <glib-unix.h>

#include "keeper-owners.h"
#include "worker-process.h"

/* How often is looked where the kernel cannot tell (before Linux 5.3), in seconds. */
#define LOOK_INTERVAL 5

typedef struct
{
  OverpaintKeeperOwners *owners;
  gint64                 pid;
  guint64                start_time;
  gint                   file;
  guint                  source;
} Owner;

struct _OverpaintKeeperOwners
{
  GPtrArray                 *list;
  OverpaintKeeperOwnersGone  gone;
  gpointer                   user_data;
};

static void
owner_free (gpointer data)
{
  Owner *owner = data;

  g_clear_handle_id (&owner->source, g_source_remove);

  if (owner->file >= 0)
    close (owner->file);

  g_free (owner);
}

/* Frees @owner. */
static void
lose (Owner *owner)
{
  OverpaintKeeperOwners *owners = owner->owners;

  g_ptr_array_remove_fast (owners->list, owner);

  if (owners->list->len == 0)
    owners->gone (owners->user_data);
}

static gboolean
on_look (gpointer data)
{
  Owner *owner = data;

  if (overpaint_worker_process_is_alive (owner->pid, owner->start_time))
    return G_SOURCE_CONTINUE;

  owner->source = 0;
  lose (owner);

  return G_SOURCE_REMOVE;
}

static gboolean
on_ended (gint         file,
          GIOCondition condition,
          gpointer     data)
{
  Owner *owner = data;

  owner->source = 0;
  lose (owner);

  return G_SOURCE_REMOVE;
}

/**
 * overpaint_keeper_owners_new:
 * @gone: called each time that the last one of them has ended
 * @user_data: given to @gone
 *
 * Returns: (transfer full): nobody yet; to be freed with overpaint_keeper_owners_free()
 */
OverpaintKeeperOwners *
overpaint_keeper_owners_new (OverpaintKeeperOwnersGone gone,
                             gpointer                  user_data)
{
  OverpaintKeeperOwners *owners = g_new0 (OverpaintKeeperOwners, 1);

  owners->list      = g_ptr_array_new_with_free_func (owner_free);
  owners->gone      = gone;
  owners->user_data = user_data;

  return owners;
}

/**
 * overpaint_keeper_owners_free:
 * @owners: (nullable): owners
 *
 * Looks at them no more.
 */
void
overpaint_keeper_owners_free (OverpaintKeeperOwners *owners)
{
  if (owners == NULL)
    return;

  g_ptr_array_unref (owners->list);
  g_free (owners);
}

/**
 * overpaint_keeper_owners_add:
 * @owners: owners
 * @pid: a process id
 * @start_time: when that process began; a later one of the same number is not meant
 *
 * Adds one, where it still runs; where it does not, it counts as having ended now.
 */
void
overpaint_keeper_owners_add (OverpaintKeeperOwners *owners,
                             gint64                 pid,
                             guint64                start_time)
{
  Owner *owner;
  guint  i;

  for (i = 0; i < owners->list->len; i++)
    {
      owner = g_ptr_array_index (owners->list, i);

      if (owner->pid == pid && owner->start_time == start_time)
        return;
    }

  owner             = g_new0 (Owner, 1);
  owner->owners     = owners;
  owner->pid        = pid;
  owner->start_time = start_time;
  owner->file       = -1;
  g_ptr_array_add (owners->list, owner);

#ifdef SYS_pidfd_open
  owner->file = (gint) syscall (SYS_pidfd_open, (pid_t) pid, 0);
#endif

  /* looked at after it was opened: now the number cannot pass on to another unnoticed */
  if (! overpaint_worker_process_is_alive (pid, start_time))
    lose (owner);
  else if (owner->file >= 0)
    owner->source = g_unix_fd_add (owner->file, G_IO_IN, on_ended, owner);
  else
    owner->source = g_timeout_add_seconds (LOOK_INTERVAL, on_look, owner);
}
