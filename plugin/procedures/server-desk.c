/* server-desk.c: settings, keyring and network, for the windows about servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "local-scout.h"
#include "plan-check.h"
#include "plan-order.h"
#include "server.h"
#include "server-desk-private.h"
#include "server-offering.h"
#include "server-report.h"

/* How long the end of a window waits for a keyring that is to forget something, in milliseconds. */
#define FORGET_MILLISECONDS 5000

static void overpaint_server_desk_keeper_init (OverpaintServerKeeperInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OverpaintServerDesk, overpaint_server_desk, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OVERPAINT_TYPE_SERVER_KEEPER,
                                                      overpaint_server_desk_keeper_init))

static void
overpaint_server_desk_finalize (GObject *object)
{
  OverpaintServerDesk *self = OVERPAINT_SERVER_DESK (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->secrets);
  g_clear_object (&self->scout);
  g_clear_object (&self->offers);
  g_clear_object (&self->office);

  G_OBJECT_CLASS (overpaint_server_desk_parent_class)->finalize (object);
}

static void
overpaint_server_desk_class_init (OverpaintServerDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_server_desk_finalize;
}

static void
overpaint_server_desk_init (OverpaintServerDesk *self)
{
}

/**
 * overpaint_server_desk_find_origin: (skip)
 * @address: an address as the artist typed it
 *
 * Returns: (transfer full) (nullable): what its token is kept under; %NULL where it is no address
 */
gchar *
overpaint_server_desk_find_origin (const gchar *address)
{
  g_autoptr (GUri) uri = overpaint_address_parse (address, NULL);

  return uri != NULL ? overpaint_address_get_origin (uri) : NULL;
}

static void
free_row (gpointer row)
{
  overpaint_server_row_free (row);
}

static GPtrArray *
overpaint_server_desk_list (OverpaintServerKeeper *keeper)
{
  OverpaintServerDesk   *self    = OVERPAINT_SERVER_DESK (keeper);
  g_autoptr (GPtrArray)  entries = overpaint_settings_list_servers (self->settings);
  g_autofree gchar      *named   = overpaint_settings_get_default (self->settings);
  GPtrArray             *rows    = g_ptr_array_new_with_free_func (free_row);
  guint                  i;

  for (i = 0; i < entries->len; i++)
    {
      const OverpaintServerEntry *entry = g_ptr_array_index (entries, i);
      OverpaintServerRow         *row   = g_new0 (OverpaintServerRow, 1);

      row->name            = g_strdup (entry->name);
      row->address         = g_strdup (entry->address);
      row->kind            = g_strdup (entry->kind);
      row->connect_timeout = entry->connect_timeout;
      row->request_timeout = entry->request_timeout;
      row->parallel        = entry->parallel;
      row->price           = entry->price;
      row->is_own          = entry->is_own;
      row->is_ready_made   = entry->is_ready_made;
      row->is_default      = g_str_equal (entry->name, named);
      row->problem         = g_strdup (entry->problem);
      row->plan            = overpaint_worker_plan_copy (entry->plan);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/* Judges the address and the token on the way. */
static OverpaintServer *
make_server (const OverpaintServerRow  *row,
             const gchar               *token,
             GError                   **error)
{
  OverpaintServerSettings wanted = { NULL, };

  wanted.name            = row->name;
  wanted.address         = row->address != NULL ? row->address : "";
  wanted.token           = token;
  wanted.connect_timeout = row->connect_timeout;
  wanted.request_timeout = row->request_timeout;

  return overpaint_server_new (&wanted, error);
}

static gboolean
overpaint_server_desk_save (OverpaintServerKeeper     *keeper,
                            const gchar               *old_name,
                            const OverpaintServerRow  *row,
                            const gchar               *token,
                            GError                   **error)
{
  OverpaintServerDesk              *self   = OVERPAINT_SERVER_DESK (keeper);
  g_autoptr (OverpaintServerEntry)  old    = NULL;
  g_autoptr (OverpaintServer)       server = NULL;
  OverpaintServerEntry              entry  = { NULL, };

  if (old_name != NULL)
    old = overpaint_settings_find_server (self->settings, old_name, NULL);

  entry.name            = row->name;
  entry.address         = row->address;
  entry.kind            = row->kind;
  entry.connect_timeout = row->connect_timeout;
  entry.request_timeout = row->request_timeout;
  entry.parallel        = row->parallel;
  entry.price           = row->price;
  entry.plan            = row->plan;

  /* a name that is missing is said first, because it stands first */
  if (row->plan == NULL && *row->name != '\0')
    server = make_server (row, token, error);

  if (row->plan == NULL && *row->name != '\0' && server == NULL)
    {
      if (error != NULL)
        /* Translators: names a field of the window; the rest of the sentence follows */
        g_prefix_error (error, "%s: ", (*error)->domain == OVERPAINT_ADDRESS_ERROR ? _("Address") : _("Token"));
      return FALSE;
    }

  if (! overpaint_settings_set_server (self->settings, old_name, &entry, error))
    return FALSE;

  overpaint_plan_dismiss (old != NULL ? old->plan : NULL, self->settings);

  return TRUE;
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (OverpaintServerDesk) self  = user_data;
  g_autoptr (GError)              error = NULL;

  if (! overpaint_secrets_clear_finish (OVERPAINT_SECRETS (source), result, &error))
    g_info ("the token of a server that has been removed: %s", error->message);

  self->forgetting--;
}

static gboolean
overpaint_server_desk_has_origin (OverpaintServerDesk *self,
                                  const gchar         *origin)
{
  g_autoptr (GPtrArray) entries = overpaint_settings_list_servers (self->settings);
  guint                 i;

  for (i = 0; i < entries->len; i++)
    {
      const OverpaintServerEntry *entry = g_ptr_array_index (entries, i);
      const gchar                *where = entry->address != NULL ? entry->address : "";
      g_autofree gchar           *other = overpaint_server_desk_find_origin (where);

      if (g_strcmp0 (origin, other) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
overpaint_server_desk_remove (OverpaintServerKeeper  *keeper,
                              const gchar            *name,
                              GError                **error)
{
  OverpaintServerDesk              *self   = OVERPAINT_SERVER_DESK (keeper);
  g_autoptr (OverpaintServerEntry)  entry  = overpaint_settings_find_server (self->settings, name, NULL);
  g_autofree gchar                 *origin = entry != NULL ? overpaint_server_desk_find_origin (entry->address) : NULL;

  if (! overpaint_settings_remove_server (self->settings, name, error))
    return FALSE;

  overpaint_plan_dismiss (entry != NULL ? entry->plan : NULL, self->settings);

  if (origin != NULL && ! overpaint_server_desk_has_origin (self, origin))
    {
      self->forgetting++;
      overpaint_secrets_clear_async (self->secrets, origin, NULL, on_cleared, g_object_ref (self));
    }

  return TRUE;
}

static gboolean
overpaint_server_desk_make_default (OverpaintServerKeeper  *keeper,
                                    const gchar            *name,
                                    GError                **error)
{
  return overpaint_settings_set_default (OVERPAINT_SERVER_DESK (keeper)->settings, name, error);
}

static void
on_surveyed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask)  task   = user_data;
  OverpaintServer   *server = OVERPAINT_SERVER (source);
  GError            *error  = NULL;

  /* it is there, whatever it does not want to say without its token */
  if (! overpaint_server_survey_finish (server, result, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&error);
  g_task_return_pointer (task, overpaint_server_report_describe (server), g_free);
}

static void
on_tested (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)  task        = user_data;
  OverpaintServer   *server      = OVERPAINT_SERVER (source);
  GCancellable      *cancellable = g_task_get_cancellable (task);
  GError            *error       = NULL;

  if (overpaint_server_probe_finish (server, result, &error))
    overpaint_server_survey_async (server, cancellable, on_surveyed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
on_plan_checked (GObject      *source,
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
overpaint_server_desk_test_async (OverpaintServerKeeper    *keeper,
                                  const OverpaintServerRow *row,
                                  GCancellable             *cancellable,
                                  GAsyncReadyCallback       callback,
                                  gpointer                  user_data)
{
  GTask                       *task   = g_task_new (keeper, cancellable, callback, user_data);
  g_autoptr (OverpaintServer)  server = NULL;
  GError                      *error  = NULL;

  g_task_set_source_tag (task, overpaint_server_desk_test_async);

  /* a worker of ours need not run to be as it should */
  if (row->plan != NULL)
    {
      overpaint_plan_check_async (row->plan, cancellable, on_plan_checked, task);
      return;
    }

  server = make_server (row, NULL, &error);
  if (server == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  overpaint_server_test_async (server, cancellable, on_tested, task);
}

static gchar *
overpaint_server_desk_test_finish (OverpaintServerKeeper  *keeper,
                                   GAsyncResult           *result,
                                   GError                **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static OverpaintServerScout *
overpaint_server_desk_get_scout (OverpaintServerKeeper *keeper)
{
  return OVERPAINT_SERVER_DESK (keeper)->scout;
}

static OverpaintServerOffers *
overpaint_server_desk_get_offers (OverpaintServerKeeper *keeper)
{
  return OVERPAINT_SERVER_DESK (keeper)->offers;
}

static OverpaintWorkerOffice *
overpaint_server_desk_get_office (OverpaintServerKeeper *keeper)
{
  return OVERPAINT_WORKER_OFFICE (OVERPAINT_SERVER_DESK (keeper)->office);
}

static void
overpaint_server_desk_keeper_init (OverpaintServerKeeperInterface *iface)
{
  iface->list         = overpaint_server_desk_list;
  iface->save         = overpaint_server_desk_save;
  iface->remove       = overpaint_server_desk_remove;
  iface->make_default = overpaint_server_desk_make_default;
  iface->test_async   = overpaint_server_desk_test_async;
  iface->test_finish  = overpaint_server_desk_test_finish;
  iface->get_scout    = overpaint_server_desk_get_scout;
  iface->get_offers   = overpaint_server_desk_get_offers;
  iface->get_office   = overpaint_server_desk_get_office;

  overpaint_server_desk_tokens_init (iface);
}

/**
 * overpaint_server_desk_new:
 * @settings: the artist's settings
 * @secrets: the tokens
 *
 * Returns: (transfer full): a desk
 */
OverpaintServerDesk *
overpaint_server_desk_new (OverpaintSettings *settings,
                           OverpaintSecrets  *secrets)
{
  OverpaintServerDesk *self = g_object_new (OVERPAINT_TYPE_SERVER_DESK, NULL);

  self->settings = g_object_ref (settings);
  self->secrets  = g_object_ref (secrets);
  self->scout    = overpaint_local_scout_new (settings);
  self->offers   = overpaint_server_offering_new (settings, secrets);
  self->office   = overpaint_local_office_new (settings);

  return self;
}

static gboolean
on_time_is_up (gpointer user_data)
{
  gboolean *late = user_data;

  *late = TRUE;

  return G_SOURCE_CONTINUE;
}

/**
 * overpaint_server_desk_wait:
 * @self: a desk
 *
 * Waits, for a limited time, until the keyring has forgotten the tokens of servers that have been removed.
 * To be called before the process ends.
 */
void
overpaint_server_desk_wait (OverpaintServerDesk *self)
{
  gboolean late  = FALSE;
  guint    limit = g_timeout_add (FORGET_MILLISECONDS, on_time_is_up, &late);

  while (self->forgetting > 0 && ! late)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (limit);
}
