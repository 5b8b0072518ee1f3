/* local-office.c: the workers of the settings, started and stopped
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "local-office.h"
#include "office-news.h"
#include "plan-check.h"
#include "plan-order.h"
#include "worker-watch.h"

struct _OverpaintLocalOffice
{
  GObject            parent_instance;

  OverpaintSettings *settings;
  GHashTable        *desks;     /* Desk, by the server's name */
};

/* What is known of one server's worker. */
typedef struct
{
  OverpaintLocalOffice *office;
  gchar                *name;
  gchar                *worker;    /* the worker's own name, which follows from the plan */
  OverpaintWorkerWatch *watch;
  guint                 beginning; /* starts that are under way */
  gchar                *problem;   /* why the last start failed, or NULL */
} Desk;

static void overpaint_local_office_init_office (OverpaintWorkerOfficeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OverpaintLocalOffice, overpaint_local_office, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_WORKER_OFFICE,
                                                      overpaint_local_office_init_office))

static void
desk_tell (Desk *desk)
{
  g_signal_emit_by_name (desk->office, "news", desk->name);
}

static void
desk_leave (Desk *desk)
{
  if (desk->watch != NULL)
    g_signal_handlers_disconnect_by_data (desk->watch, desk);

  g_clear_object (&desk->watch);
}

static void
desk_free (gpointer data)
{
  Desk *desk = data;

  desk_leave (desk);
  g_free (desk->name);
  g_free (desk->worker);
  g_free (desk->problem);
  g_free (desk);
}

static void
desk_watch (Desk                      *desk,
            const OverpaintWorkerPlan *plan)
{
  g_autofree gchar *worker = overpaint_plan_get_worker_name (plan);

  if (g_strcmp0 (desk->worker, worker) == 0)
    {
      overpaint_worker_watch_look (desk->watch);
      return;
    }

  desk_leave (desk);
  g_free (desk->worker);
  g_clear_pointer (&desk->problem, g_free);
  desk->worker = g_steal_pointer (&worker);
  desk->watch  = overpaint_worker_watch_new (desk->worker, NULL);
  g_signal_connect_swapped (desk->watch, "changed", G_CALLBACK (desk_tell), desk);
}

static void
desk_fail (Desk         *desk,
           const GError *error)
{
  g_free (desk->problem);
  desk->problem = g_strdup (error->message);
}

static OverpaintWorkerPlan *
overpaint_local_office_find_plan (OverpaintLocalOffice  *self,
                                  const gchar           *name,
                                  GError               **error)
{
  g_autoptr (OverpaintServerEntry) entry = overpaint_settings_find_server (self->settings, name, error);

  if (entry == NULL)
    return NULL;

  if (entry->plan == NULL)
    g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNKNOWN_SERVER,
                 _("“%s” is not a worker that Overpaint starts."), name);

  return g_steal_pointer (&entry->plan);
}

static Desk *
overpaint_local_office_find_desk (OverpaintLocalOffice      *self,
                                  const gchar               *name,
                                  const OverpaintWorkerPlan *plan)
{
  Desk *desk = g_hash_table_lookup (self->desks, name);

  if (desk == NULL)
    {
      desk         = g_new0 (Desk, 1);
      desk->office = self;
      desk->name   = g_strdup (name);
      g_hash_table_insert (self->desks, desk->name, desk);
    }

  desk_watch (desk, plan);

  return desk;
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  gchar             *text  = overpaint_plan_check_finish (result, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
overpaint_local_office_check_async (OverpaintWorkerOffice     *office,
                                    const OverpaintWorkerPlan *plan,
                                    GCancellable              *cancellable,
                                    GAsyncReadyCallback        callback,
                                    gpointer                   user_data)
{
  GTask *task = g_task_new (office, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_local_office_check_async);
  overpaint_plan_check_async (plan, cancellable, on_checked, task);
}

static gchar *
overpaint_local_office_check_finish (OverpaintWorkerOffice  *office,
                                     GAsyncResult           *result,
                                     GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
overpaint_local_office_save (OverpaintWorkerOffice      *office,
                             const gchar                *old_name,
                             const gchar                *name,
                             const OverpaintWorkerPlan  *plan,
                             GError                    **error)
{
  OverpaintLocalOffice             *self  = OVERPAINT_LOCAL_OFFICE (office);
  g_autoptr (OverpaintServerEntry)  old   = NULL;
  OverpaintServerEntry              entry = { NULL, };

  if (old_name != NULL)
    old = overpaint_settings_find_server (self->settings, old_name, NULL);

  entry.name            = (gchar *) name;
  entry.address         = (gchar *) "";
  entry.kind            = (gchar *) "unknown";
  entry.connect_timeout = old != NULL ? old->connect_timeout : OVERPAINT_SETTINGS_CONNECT_TIMEOUT;
  entry.request_timeout = old != NULL ? old->request_timeout : OVERPAINT_SETTINGS_REQUEST_TIMEOUT;
  entry.plan            = (OverpaintWorkerPlan *) plan;

  if (! overpaint_settings_set_server (self->settings, old_name, &entry, error))
    return FALSE;

  overpaint_plan_dismiss (old != NULL ? old->plan : NULL, self->settings);

  return TRUE;
}

/* What nobody waits for any more is not fetched to its end, unless another run waits for it. */
static void
overpaint_local_office_give_up (OverpaintLocalOffice        *self,
                                const gchar                 *name,
                                const OverpaintWorkerStatus *status)
{
  g_autoptr (OverpaintWorkerPlan)  plan  = overpaint_local_office_find_plan (self, name, NULL);
  g_autoptr (OverpaintWorkerLease) lease = plan != NULL ? overpaint_plan_find_lease (plan) : NULL;

  if (lease != NULL && overpaint_office_news_is_begun (status) && status->leases <= 1)
    overpaint_worker_lease_stop_async (lease, NULL, NULL, NULL);
}

static void
on_acquired (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask)     task  = user_data;
  OverpaintLocalOffice *self  = g_task_get_source_object (task);
  OverpaintWorkerLease *lease = OVERPAINT_WORKER_LEASE (source);
  Desk                 *desk  = g_hash_table_lookup (self->desks, g_task_get_task_data (task));
  GError               *error = NULL;
  gboolean              ready = overpaint_worker_lease_acquire_finish (lease, result, &error);

  overpaint_office_news_judge (overpaint_worker_lease_get_status (lease), &error);
  desk->beginning--;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    overpaint_local_office_give_up (self, desk->name, overpaint_worker_lease_get_status (lease));
  else if (! ready)
    desk_fail (desk, error);

  overpaint_worker_lease_release (lease);
  overpaint_worker_watch_look (desk->watch);
  desk_tell (desk);

  if (ready)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_ordered (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)                 task        = user_data;
  OverpaintLocalOffice             *self        = g_task_get_source_object (task);
  GCancellable                     *cancellable = g_task_get_cancellable (task);
  Desk                             *desk        = g_hash_table_lookup (self->desks, g_task_get_task_data (task));
  g_autoptr (OverpaintWorkerLease)  lease       = NULL;
  GError                           *error       = NULL;

  lease = overpaint_plan_order_finish (result, &error);

  if (lease == NULL)
    {
      desk->beginning--;

      if (! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        desk_fail (desk, error);

      desk_tell (desk);
      g_task_return_error (task, error);
      return;
    }

  /* as soon as there is a keeper, it tells the news */
  g_signal_connect_object (lease, "changed", G_CALLBACK (overpaint_worker_watch_look), desk->watch,
                           G_CONNECT_SWAPPED);
  overpaint_worker_lease_acquire_async (lease, cancellable, on_acquired, g_steal_pointer (&task));
}

static void
overpaint_local_office_start_async (OverpaintWorkerOffice *office,
                                    const gchar           *name,
                                    gboolean               may_pull,
                                    GCancellable          *cancellable,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data)
{
  OverpaintLocalOffice            *self  = OVERPAINT_LOCAL_OFFICE (office);
  g_autoptr (GTask)                task  = g_task_new (office, cancellable, callback, user_data);
  g_autoptr (OverpaintWorkerPlan)  plan  = NULL;
  GError                          *error = NULL;
  Desk                            *desk;

  g_task_set_source_tag (task, overpaint_local_office_start_async);
  g_task_set_task_data (task, g_strdup (name), g_free);

  plan = overpaint_local_office_find_plan (self, name, &error);
  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  desk = overpaint_local_office_find_desk (self, name, plan);
  desk->beginning++;
  g_clear_pointer (&desk->problem, g_free);
  desk_tell (desk);

  overpaint_plan_order_async (plan, may_pull, cancellable, on_ordered, g_steal_pointer (&task));
}

static gboolean
overpaint_local_office_start_finish (OverpaintWorkerOffice  *office,
                                     GAsyncResult           *result,
                                     GError                **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)     task    = user_data;
  OverpaintLocalOffice *self    = g_task_get_source_object (task);
  Desk                 *desk    = g_hash_table_lookup (self->desks, g_task_get_task_data (task));
  GError               *error   = NULL;
  gboolean              stopped = overpaint_worker_lease_stop_finish (OVERPAINT_WORKER_LEASE (source), result, &error);

  overpaint_worker_watch_look (desk->watch);
  desk_tell (desk);

  if (stopped)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
overpaint_local_office_stop_async (OverpaintWorkerOffice *office,
                                   const gchar           *name,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  OverpaintLocalOffice             *self  = OVERPAINT_LOCAL_OFFICE (office);
  g_autoptr (GTask)                 task  = g_task_new (office, cancellable, callback, user_data);
  g_autoptr (OverpaintWorkerPlan)   plan  = NULL;
  g_autoptr (OverpaintWorkerLease)  lease = NULL;
  GError                           *error = NULL;
  Desk                             *desk;

  g_task_set_source_tag (task, overpaint_local_office_stop_async);
  g_task_set_task_data (task, g_strdup (name), g_free);

  plan = overpaint_local_office_find_plan (self, name, &error);
  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  desk = overpaint_local_office_find_desk (self, name, plan);
  g_clear_pointer (&desk->problem, g_free);

  lease = overpaint_plan_find_lease (plan);
  overpaint_worker_lease_stop_async (lease, cancellable, on_stopped, g_steal_pointer (&task));
}

static gboolean
overpaint_local_office_stop_finish (OverpaintWorkerOffice  *office,
                                    GAsyncResult           *result,
                                    GError                **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static OverpaintWorkerNews *
overpaint_local_office_get_news (OverpaintWorkerOffice *office,
                                 const gchar           *name)
{
  OverpaintLocalOffice            *self = OVERPAINT_LOCAL_OFFICE (office);
  g_autoptr (OverpaintWorkerPlan)  plan = overpaint_local_office_find_plan (self, name, NULL);
  const OverpaintWorkerStatus     *status;
  Desk                            *desk;

  if (plan == NULL)
    return NULL;

  desk   = overpaint_local_office_find_desk (self, name, plan);
  status = overpaint_worker_watch_get_status (desk->watch);

  /* before the keeper's first word there is only that of the last one */
  if (desk->beginning > 0 && overpaint_worker_status_is_over (status))
    return overpaint_office_news_new (OVERPAINT_WORKER_BEGINNING, _("The worker is being started."), -1.0);

  if (desk->problem != NULL && overpaint_worker_status_is_over (status))
    return overpaint_office_news_new (OVERPAINT_WORKER_BROKEN, desk->problem, -1.0);

  return overpaint_office_news_read (status);
}

static void
overpaint_local_office_init_office (OverpaintWorkerOfficeInterface *iface)
{
  iface->check_async  = overpaint_local_office_check_async;
  iface->check_finish = overpaint_local_office_check_finish;
  iface->save         = overpaint_local_office_save;
  iface->start_async  = overpaint_local_office_start_async;
  iface->start_finish = overpaint_local_office_start_finish;
  iface->stop_async   = overpaint_local_office_stop_async;
  iface->stop_finish  = overpaint_local_office_stop_finish;
  iface->get_news     = overpaint_local_office_get_news;
}

static void
overpaint_local_office_finalize (GObject *object)
{
  OverpaintLocalOffice *self = OVERPAINT_LOCAL_OFFICE (object);

  g_hash_table_unref (self->desks);
  g_object_unref (self->settings);

  G_OBJECT_CLASS (overpaint_local_office_parent_class)->finalize (object);
}

static void
overpaint_local_office_class_init (OverpaintLocalOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_local_office_finalize;
}

static void
overpaint_local_office_init (OverpaintLocalOffice *self)
{
  self->desks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, desk_free);
}

/**
 * overpaint_local_office_new:
 * @settings: the artist's settings
 *
 * Returns: (transfer full): an office
 */
OverpaintLocalOffice *
overpaint_local_office_new (OverpaintSettings *settings)
{
  OverpaintLocalOffice *self = g_object_new (OVERPAINT_TYPE_LOCAL_OFFICE, NULL);

  self->settings = g_object_ref (settings);

  return self;
}
