/* job-server.c: whom a job asks, and whether a token goes with it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimp.h>

#include <glib/gi18n-lib.h>

#include "job-server.h"
#include "local-holder.h"
#include "server-token.h"

static OverpaintServer *
make_server (const OverpaintServerEntry  *entry,
             const gchar                 *token,
             GError                     **error)
{
  g_autoptr (OverpaintServerHolder)  holder = NULL;
  OverpaintServerSettings            wanted = { NULL, };
  OverpaintServer                   *server;

  if (entry->plan != NULL)
    holder = overpaint_local_holder_new (entry->plan);

  wanted.holder          = holder;
  wanted.name            = entry->name;
  wanted.address         = entry->address;
  wanted.token           = token;
  wanted.connect_timeout = entry->connect_timeout;
  wanted.request_timeout = entry->request_timeout;
  wanted.parallel        = entry->parallel;

  if (! overpaint_server_kind_from_nick (entry->kind, &wanted.kind))
    {
      g_set_error (error, OVERPAINT_SETTINGS_ERROR, OVERPAINT_SETTINGS_ERROR_UNREADABLE,
                   _("The settings of server “%s” name a kind that does not exist: “%s”."),
                   entry->name, entry->kind);
      return NULL;
    }

  server = overpaint_server_new (&wanted, error);
  if (server == NULL)
    /* Translators: the name of the argument that is wrong; the rest of the sentence follows */
    g_prefix_error (error, "%s: ", "server");

  return server;
}

/**
 * overpaint_job_server_new:
 * @request: a request
 * @origin: who has named the server
 * @with_person: whether somebody is there whom a locked keyring may ask for its password
 * @error: return location for a settings or server room's error
 *
 * Finds the server that a request is for, with the token that is for that server, if any.
 *
 * Returns: (transfer full) (nullable): the server
 */
OverpaintServer *
overpaint_job_server_new (OverpaintRequest    *request,
                          OverpaintJobOrigin   origin,
                          gboolean             with_person,
                          GError             **error)
{
  g_autoptr (OverpaintSettings)     settings = NULL;
  g_autoptr (OverpaintServerEntry)  entry    = NULL;
  g_autofree gchar                 *path     = NULL;
  OverpaintServer                  *server;
  gchar                            *token;

  path = g_build_filename (gimp_directory (), "overpaint", "settings.ini", NULL);

  settings = overpaint_settings_new (path, error);
  if (settings == NULL)
    return NULL;

  entry = overpaint_settings_find_server (settings, overpaint_request_get_text (request, "server"), error);
  if (entry == NULL)
    return NULL;

  /* a worker of ours asks nobody for a token */
  token  = entry->plan == NULL ? overpaint_server_token_find (settings, entry, origin == OVERPAINT_JOB_FROM_RECORD,
                                                              with_person) : NULL;
  server = make_server (entry, token, error);
  overpaint_secrets_free_token (token);

  return server;
}

static void
free_entry (gpointer entry)
{
  overpaint_server_entry_free (entry);
}

static void
return_server (GTask       *task,
               const gchar *token)
{
  GError          *error  = NULL;
  OverpaintServer *server = make_server (g_task_get_task_data (task), token, &error);

  if (server != NULL)
    g_task_return_pointer (task, server, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_token_found (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  gchar             *token = overpaint_server_token_find_finish (result, &error);

  if (error == NULL)
    return_server (task, token);
  else
    g_task_return_error (task, error);

  overpaint_secrets_free_token (token);
}

/**
 * overpaint_job_server_find_async:
 * @settings: the settings
 * @secrets: the secrets
 * @name: name or address of a server that the artist has chosen; "" for the default
 * @cancellable: (nullable): to end it early
 * @callback: called when it is found
 * @user_data: for @callback
 *
 * The same for a window, which stays alive while a locked keyring asks for its password.
 */
void
overpaint_job_server_find_async (OverpaintSettings   *settings,
                                 OverpaintSecrets    *secrets,
                                 const gchar         *name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask)     task  = g_task_new (settings, cancellable, callback, user_data);
  OverpaintServerEntry *entry;
  GError               *error = NULL;

  g_task_set_source_tag (task, overpaint_job_server_find_async);

  entry = overpaint_settings_find_server (settings, name, &error);
  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, entry, free_entry);

  if (entry->plan != NULL)
    {
      return_server (task, NULL);
      return;
    }

  overpaint_server_token_find_async (settings, secrets, entry, FALSE, TRUE, cancellable, on_token_found,
                                     g_steal_pointer (&task));
}

/**
 * overpaint_job_server_find_finish:
 * @result: what the callback was given
 * @error: return location for a settings or server room's error, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the server
 */
OverpaintServer *
overpaint_job_server_find_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
