/* plan-order.c: from what the artist wants to what a keeper is told
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <unistd.h>

#include "plan-order.h"
#include "worker-container.h"
#include "worker-launch.h"
#include "worker-watch.h"

/* Tests have shorter minutes: how long one is, in milliseconds. */
#define MINUTE_VARIABLE "OVERPAINT_TEST_MINUTE"
#define MINUTE          60000

typedef struct
{
  OverpaintWorkerPlan *plan;
  gboolean             may_pull;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  overpaint_worker_plan_free (wanted->plan);
  g_free (wanted);
}

/**
 * overpaint_plan_get_worker_name:
 * @plan: a plan
 *
 * What a plan says of idle times and ends makes no other worker of it.
 *
 * Returns: (transfer full): the name by which its worker is met, the same for the same plan
 */
gchar *
overpaint_plan_get_worker_name (const OverpaintWorkerPlan *plan)
{
  const gchar *words[] = { plan->program, plan->model, plan->folder, plan->device, NULL };

  return overpaint_worker_launch_get_name (plan->kind == OVERPAINT_WORKER_PLAN_SD_SERVER ? "sd-server" : "runner",
                                           (gchar **) words);
}

static guint
idle_time_of (const OverpaintWorkerPlan *plan)
{
  const gchar *text   = g_getenv (MINUTE_VARIABLE);
  guint64      minute = MINUTE;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 1, MINUTE, &minute, NULL);

  return plan->idle_minutes * (guint) minute;
}

/* Takes over @order. A plug-in's parent is GIMP itself. */
static OverpaintWorkerLease *
new_lease (const OverpaintWorkerPlan *plan,
           OverpaintKeeperOrder      *order)
{
  OverpaintWorkerLease *lease;

  g_free (order->name);
  order->name      = overpaint_plan_get_worker_name (plan);
  order->idle_time = idle_time_of (plan);
  lease            = overpaint_worker_lease_new (order, NULL, NULL);

  if (plan->stop_with_gimp)
    overpaint_worker_lease_go_with (lease, getppid ());

  return lease;
}

static const gchar *
or_null (const gchar *text)
{
  return *text != '\0' ? text : NULL;
}

static void
return_sd_server (GTask       *task,
                  const gchar *device)
{
  Wanted               *wanted = g_task_get_task_data (task);
  GError               *error  = NULL;
  OverpaintKeeperOrder *order;

  order = overpaint_worker_launch_sd_server (wanted->plan->program, wanted->plan->model,
                                             or_null (wanted->plan->folder), device, &error);

  if (order != NULL)
    g_task_return_pointer (task, new_lease (wanted->plan, order), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* A program that cannot say what it paints on may paint all the same. */
static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)  task        = user_data;
  g_autofree gchar  *list        = overpaint_worker_launch_ask_devices_finish (result, NULL);
  g_autofree gchar  *device      = NULL;
  g_autofree gchar  *description = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (list != NULL)
    overpaint_worker_launch_choose_device (list, &device, &description);

  return_sd_server (task, device);
}

static void
return_container (GTask *task)
{
  Wanted               *wanted = g_task_get_task_data (task);
  GError               *error  = NULL;
  g_autofree gchar     *tool   = NULL;
  OverpaintKeeperOrder *order  = NULL;

  if (*wanted->plan->program != '\0')
    tool = g_strdup (wanted->plan->program);
  else
    tool = overpaint_worker_container_find_tool (NULL, &error);

  if (tool != NULL)
    order = overpaint_worker_container_order (tool, wanted->plan->model, wanted->plan->folder, wanted->may_pull,
                                              &error);

  if (order != NULL)
    g_task_return_pointer (task, new_lease (wanted->plan, order), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_plan_order_async:
 * @plan: a plan
 * @may_pull: whether a container's image may be downloaded
 * @cancellable: (nullable): to end it early
 * @callback: called when it is known how the worker is started, or that something is lacking
 * @user_data: for @callback
 *
 * Looks whether there is what a plan needs, and where it leaves the device open asks the program for the best.
 * Nothing is started yet.
 */
void
overpaint_plan_order_async (const OverpaintWorkerPlan *plan,
                            gboolean                   may_pull,
                            GCancellable              *cancellable,
                            GAsyncReadyCallback        callback,
                            gpointer                   user_data)
{
  g_autoptr (GTask)             task   = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (OverpaintKeeperOrder) tried = NULL;
  Wanted                       *wanted = g_new0 (Wanted, 1);
  GError                       *error  = NULL;

  g_task_set_source_tag (task, overpaint_plan_order_async);
  wanted->plan     = overpaint_worker_plan_copy (plan);
  wanted->may_pull = may_pull;
  g_task_set_task_data (task, wanted, wanted_free);

  if (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER)
    {
      return_container (task);
      return;
    }

  if (*plan->device != '\0')
    {
      return_sd_server (task, plan->device);
      return;
    }

  /* what is not there need not be asked */
  tried = overpaint_worker_launch_sd_server (plan->program, plan->model, or_null (plan->folder), NULL, &error);

  if (tried != NULL)
    overpaint_worker_launch_ask_devices_async (plan->program, cancellable, on_listed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_plan_order_finish:
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_WORKER_LAUNCH_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a lease that holds nothing yet
 */
OverpaintWorkerLease *
overpaint_plan_order_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * overpaint_plan_find_lease:
 * @plan: a plan
 *
 * Of a plan whose files may be gone by now.
 *
 * Returns: (transfer full): a lease that can find its worker, and stop it, but cannot start it
 */
OverpaintWorkerLease *
overpaint_plan_find_lease (const OverpaintWorkerPlan *plan)
{
  OverpaintKeeperOrder *order = overpaint_keeper_order_new ("sd-server");

  order->name = overpaint_plan_get_worker_name (plan);

  return overpaint_worker_lease_new (order, NULL, NULL);
}

/**
 * overpaint_plan_dismiss:
 * @plan: (nullable): a plan that a server had until now
 * @settings: the settings, which have changed
 *
 * Has a plan's worker stopped, once no run uses it, where no server of the settings has that worker any more:
 * nobody would find it again.
 */
void
overpaint_plan_dismiss (const OverpaintWorkerPlan *plan,
                        OverpaintSettings         *settings)
{
  g_autoptr (GPtrArray) entries = overpaint_settings_list_servers (settings);
  g_autofree gchar     *name    = plan != NULL ? overpaint_plan_get_worker_name (plan) : NULL;
  guint                 i;

  if (name == NULL)
    return;

  for (i = 0; i < entries->len; i++)
    {
      const OverpaintServerEntry *entry = g_ptr_array_index (entries, i);
      g_autofree gchar           *other = entry->plan != NULL ? overpaint_plan_get_worker_name (entry->plan) : NULL;

      if (g_strcmp0 (name, other) == 0)
        return;
    }

  overpaint_worker_watch_dismiss (name, NULL);
}
