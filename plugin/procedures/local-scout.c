/* local-scout.c: this computer's workers and graphics cards, for the windows
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "address.h"
#include "finder.h"
#include "gpu.h"
#include "local-scout.h"

#define PORTS_VARIABLE "OVERPAINT_LOCAL_PORTS"

struct _OverpaintLocalScout
{
  GObject             parent_instance;

  OverpaintSettings  *settings;
  OverpaintFinder    *finder;
  OverpaintGpuReport *report;    /* NULL until the cards have been asked for */
};

static void overpaint_local_scout_server_scout_init (OverpaintServerScoutInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OverpaintLocalScout, overpaint_local_scout, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_SCOUT,
                                                      overpaint_local_scout_server_scout_init))

static void
overpaint_local_scout_finalize (GObject *object)
{
  OverpaintLocalScout *self = OVERPAINT_LOCAL_SCOUT (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->finder);
  g_clear_pointer (&self->report, overpaint_gpu_report_free);

  G_OBJECT_CLASS (overpaint_local_scout_parent_class)->finalize (object);
}

static void
overpaint_local_scout_class_init (OverpaintLocalScoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_local_scout_finalize;
}

static void
use_ports (OverpaintFinder *finder,
           const gchar     *list)
{
  g_auto (GStrv)     parts = g_strsplit (list, ",", -1);
  g_autoptr (GArray) ports = g_array_new (FALSE, FALSE, sizeof (guint));
  guint              i;

  for (i = 0; parts[i] != NULL; i++)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 1, G_MAXUINT16, &number, NULL))
        {
          guint port = (guint) number;

          g_array_append_val (ports, port);
        }
    }

  overpaint_finder_use_ports (finder, (const guint *) ports->data, ports->len);
}

static void
overpaint_local_scout_init (OverpaintLocalScout *self)
{
  const gchar *list = g_getenv (PORTS_VARIABLE);

  self->finder = overpaint_finder_new ();

  if (list != NULL)
    use_ports (self->finder, list);
}

/* Where a server is on this computer, it is the same by whichever name it is called. */
static gchar *
find_place (const gchar *address)
{
  static const gchar * const  here[] = { "127.0.0.1", "::1", "localhost", NULL };
  g_autoptr (GUri)            uri    = address != NULL ? overpaint_address_parse (address, NULL) : NULL;
  g_autoptr (GUri)            common = NULL;
  g_autofree gchar           *host   = NULL;

  if (uri == NULL)
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);

  if (! g_strv_contains (here, host))
    return overpaint_address_get_origin (uri);

  common = g_uri_build (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, here[0], g_uri_get_port (uri), "", NULL, NULL);

  return overpaint_address_get_origin (common);
}

static gboolean
overpaint_local_scout_is_here (OverpaintServerScout *scout,
                               const gchar          *address)
{
  g_autoptr (GUri) uri = address != NULL ? overpaint_address_parse (address, NULL) : NULL;

  return uri != NULL && overpaint_address_is_loopback (uri);
}

/* An http server without a port is at its scheme's own. */
static GArray *
overpaint_local_scout_list_ports (OverpaintLocalScout *self)
{
  g_autoptr (GPtrArray)  entries = overpaint_settings_list_servers (self->settings);
  GArray                *ports   = g_array_new (FALSE, FALSE, sizeof (guint));
  guint                  i;

  for (i = 0; i < entries->len; i++)
    {
      const OverpaintServerEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GUri)            uri   = NULL;
      guint                       port;

      uri = entry->address != NULL ? overpaint_address_parse (entry->address, NULL) : NULL;
      if (uri == NULL || ! overpaint_address_is_loopback (uri) || ! g_str_equal (g_uri_get_scheme (uri), "http"))
        continue;

      port = g_uri_get_port (uri) > 0 ? (guint) g_uri_get_port (uri) : 80;
      g_array_append_val (ports, port);
    }

  return ports;
}

static gchar *
overpaint_local_scout_find_name (OverpaintLocalScout *self,
                                 const gchar         *address)
{
  g_autoptr (GPtrArray)  entries = overpaint_settings_list_servers (self->settings);
  g_autofree gchar      *place   = find_place (address);
  guint                  i;

  for (i = 0; i < entries->len; i++)
    {
      const OverpaintServerEntry *entry = g_ptr_array_index (entries, i);
      g_autofree gchar           *other = find_place (entry->address);

      if (other != NULL && g_str_equal (other, place))
        return g_strdup (entry->name);
    }

  return NULL;
}

static OverpaintScoutRow *
overpaint_local_scout_new_row (OverpaintLocalScout        *self,
                               const OverpaintFoundWorker *worker)
{
  OverpaintScoutRow *row = g_new0 (OverpaintScoutRow, 1);

  row->address     = g_strdup (worker->address);
  row->kind        = g_strdup (worker->kind);
  /* Translators: what a server is called that does not say what it is */
  row->name        = g_strdup (worker->name != NULL ? worker->name : _("Server"));
  row->summary     = overpaint_found_worker_describe (worker);
  row->advice      = overpaint_found_worker_advise (worker);
  row->is_usable   = overpaint_found_worker_is_usable (worker);
  row->wants_login = worker->state == OVERPAINT_FOUND_LOGIN;
  row->configured  = overpaint_local_scout_find_name (self, worker->address);

  return row;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask)      task    = user_data;
  OverpaintLocalScout   *self    = g_task_get_source_object (task);
  g_autoptr (GPtrArray)  workers = NULL;
  GPtrArray             *rows;
  GError                *error   = NULL;
  guint                  i;

  workers = overpaint_finder_find_finish (OVERPAINT_FINDER (source), result, &error);
  if (workers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_scout_row_free);
  for (i = 0; i < workers->len; i++)
    g_ptr_array_add (rows, overpaint_local_scout_new_row (self, g_ptr_array_index (workers, i)));

  g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
}

static void
overpaint_local_scout_find_async (OverpaintServerScout *scout,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  OverpaintLocalScout *self  = OVERPAINT_LOCAL_SCOUT (scout);
  GTask               *task  = g_task_new (scout, cancellable, callback, user_data);
  g_autoptr (GArray)   ports = overpaint_local_scout_list_ports (self);

  g_task_set_source_tag (task, overpaint_local_scout_find_async);
  overpaint_finder_find_async (self->finder, (const guint *) ports->data, ports->len, cancellable, on_found, task);
}

static GPtrArray *
overpaint_local_scout_find_finish (OverpaintServerScout  *scout,
                                   GAsyncResult          *result,
                                   GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Where there is no driver there may be another maker's card, or a sandbox: nothing is wrong then. */
static gboolean
is_worth_saying (const OverpaintGpuReport *report)
{
  return report->state != OVERPAINT_GPU_UNKNOWN && report->state != OVERPAINT_GPU_NO_LIBRARY;
}

static void
on_gpus_answered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask)    task   = user_data;
  OverpaintLocalScout *self   = g_task_get_source_object (task);
  GError              *error  = NULL;
  OverpaintGpuReport  *report = overpaint_gpu_query_finish (result, &error);

  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&self->report, overpaint_gpu_report_free);
  self->report = report;

  g_task_return_pointer (task, is_worth_saying (report) ? overpaint_gpu_report_describe (report) : NULL, g_free);
}

static void
overpaint_local_scout_ask_gpus_async (OverpaintServerScout *scout,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  GTask *task = g_task_new (scout, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_local_scout_ask_gpus_async);
  overpaint_gpu_query_async (cancellable, on_gpus_answered, task);
}

static gchar *
overpaint_local_scout_ask_gpus_finish (OverpaintServerScout  *scout,
                                       GAsyncResult          *result,
                                       GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gchar *
overpaint_local_scout_warn (OverpaintServerScout *scout,
                            const gchar          *address,
                            const gchar          *family,
                            gboolean              holds_another)
{
  OverpaintLocalScout *self = OVERPAINT_LOCAL_SCOUT (scout);

  if (self->report == NULL || ! overpaint_local_scout_is_here (scout, address))
    return NULL;

  return overpaint_gpu_warn (self->report->gpus, family, holds_another);
}

static gboolean
overpaint_local_scout_is_first_start (OverpaintServerScout *scout)
{
  return overpaint_settings_is_untouched (OVERPAINT_LOCAL_SCOUT (scout)->settings);
}

static void
overpaint_local_scout_server_scout_init (OverpaintServerScoutInterface *iface)
{
  iface->find_async      = overpaint_local_scout_find_async;
  iface->find_finish     = overpaint_local_scout_find_finish;
  iface->ask_gpus_async  = overpaint_local_scout_ask_gpus_async;
  iface->ask_gpus_finish = overpaint_local_scout_ask_gpus_finish;
  iface->warn            = overpaint_local_scout_warn;
  iface->is_here         = overpaint_local_scout_is_here;
  iface->is_first_start  = overpaint_local_scout_is_first_start;
}

/**
 * overpaint_local_scout_new:
 * @settings: the artist's settings
 *
 * Returns: (transfer full): a scout
 */
OverpaintServerScout *
overpaint_local_scout_new (OverpaintSettings *settings)
{
  OverpaintLocalScout *self = g_object_new (OVERPAINT_TYPE_LOCAL_SCOUT, NULL);

  self->settings = g_object_ref (settings);

  return OVERPAINT_SERVER_SCOUT (self);
}
