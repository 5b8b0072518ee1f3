/* keeper-usage.c: who uses a worker, and since when nobody does
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keeper-owners.h"
#include "keeper-usage.h"

struct _OverpaintKeeperUsage
{
  OverpaintKeeperUsageTold  told;
  gpointer                  user_data;
  OverpaintKeeperOwners    *owners;
  guint                     idle_time;
  guint                     idle_source;
  guint                     leases;
  gboolean                  ready;
  gboolean                  owners_gone;
};

static gboolean
on_idle (gpointer data)
{
  OverpaintKeeperUsage *usage = data;

  usage->idle_source = 0;
  usage->told (TRUE, usage->user_data);

  return G_SOURCE_REMOVE;
}

static void
count_anew (OverpaintKeeperUsage *usage)
{
  g_clear_handle_id (&usage->idle_source, g_source_remove);

  if (usage->leases > 0)
    return;

  if (usage->owners_gone)
    usage->told (TRUE, usage->user_data);
  else if (usage->ready && usage->idle_time > 0)
    usage->idle_source = g_timeout_add (usage->idle_time, on_idle, usage);
}

static void
on_owners_gone (gpointer data)
{
  OverpaintKeeperUsage *usage = data;

  usage->owners_gone = TRUE;
  count_anew (usage);
}

/**
 * overpaint_keeper_usage_new:
 * @idle_time: after how many milliseconds without a lease a worker is unused; 0 for never
 * @told: called when it is, and when leases come and go
 * @user_data: given to @told
 *
 * Returns: (transfer full): a count, to be freed with overpaint_keeper_usage_free()
 */
OverpaintKeeperUsage *
overpaint_keeper_usage_new (guint                    idle_time,
                            OverpaintKeeperUsageTold told,
                            gpointer                 user_data)
{
  OverpaintKeeperUsage *usage = g_new0 (OverpaintKeeperUsage, 1);

  usage->idle_time = idle_time;
  usage->told      = told;
  usage->user_data = user_data;
  usage->owners    = overpaint_keeper_owners_new (on_owners_gone, usage);

  return usage;
}

/**
 * overpaint_keeper_usage_free:
 * @usage: (nullable): a count
 *
 * Frees it.
 */
void
overpaint_keeper_usage_free (OverpaintKeeperUsage *usage)
{
  if (usage == NULL)
    return;

  g_clear_handle_id (&usage->idle_source, g_source_remove);
  overpaint_keeper_owners_free (usage->owners);
  g_free (usage);
}

/**
 * overpaint_keeper_usage_set_ready:
 * @usage: a count
 * @ready: whether the worker can be used; the time until then is not idleness
 *
 * Begins to count the time, or ends it.
 */
void
overpaint_keeper_usage_set_ready (OverpaintKeeperUsage *usage,
                                  gboolean              ready)
{
  usage->ready = ready;

  if (ready)
    count_anew (usage);
  else
    g_clear_handle_id (&usage->idle_source, g_source_remove);
}

/**
 * overpaint_keeper_usage_touch:
 * @usage: a count
 *
 * Says that the worker does something, so that the time counts from now.
 */
void
overpaint_keeper_usage_touch (OverpaintKeeperUsage *usage)
{
  if (usage->idle_source != 0)
    count_anew (usage);
}

/**
 * overpaint_keeper_usage_set_idle_time:
 * @usage: a count
 * @idle_time: after how long without a run it is unused, in milliseconds; 0 for never
 *
 * Says what the artist wants by now. The last word counts, whoever says it.
 */
void
overpaint_keeper_usage_set_idle_time (OverpaintKeeperUsage *usage,
                                      guint                 idle_time)
{
  usage->idle_time = idle_time;

  if (usage->ready)
    count_anew (usage);
}

/**
 * overpaint_keeper_usage_lease:
 * @usage: a count
 *
 * Says that a run uses the worker: it is not idle until as many were released.
 */
void
overpaint_keeper_usage_lease (OverpaintKeeperUsage *usage)
{
  usage->leases++;
  count_anew (usage);
  usage->told (FALSE, usage->user_data);
}

/**
 * overpaint_keeper_usage_release:
 * @usage: a count
 *
 * Says that a run is done with the worker.
 */
void
overpaint_keeper_usage_release (OverpaintKeeperUsage *usage)
{
  g_return_if_fail (usage->leases > 0);

  usage->leases--;
  usage->told (FALSE, usage->user_data);
  count_anew (usage);
}

/**
 * overpaint_keeper_usage_get_leases:
 * @usage: a count
 *
 * Returns: how many runs use the worker
 */
guint
overpaint_keeper_usage_get_leases (OverpaintKeeperUsage *usage)
{
  return usage->leases;
}

/**
 * overpaint_keeper_usage_go_with:
 * @usage: a count
 * @pid: of a GIMP
 * @start_time: when that began
 *
 * Makes the worker unused when GIMP has quit: the last one of those that were named, and no run of another uses it.
 */
void
overpaint_keeper_usage_go_with (OverpaintKeeperUsage *usage,
                                gint64                pid,
                                guint64               start_time)
{
  usage->owners_gone = FALSE;
  overpaint_keeper_owners_add (usage->owners, pid, start_time);
}
