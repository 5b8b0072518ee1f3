/* server-desk-tokens.c: tokens, for the windows about servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "server-desk-private.h"
#include "server-token.h"

static void
on_token_found (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask)      task  = user_data;
  g_autoptr (GError)     error = NULL;
  OverpaintSecretsPlace  place = overpaint_secrets_find_finish (OVERPAINT_SECRETS (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (error != NULL)
    g_task_return_int (task, OVERPAINT_TOKEN_NO_KEYRING);
  else if (place == OVERPAINT_SECRETS_KEYRING)
    g_task_return_int (task, OVERPAINT_TOKEN_KEYRING);
  else
    g_task_return_int (task, place == OVERPAINT_SECRETS_MEMORY ? OVERPAINT_TOKEN_WINDOW : OVERPAINT_TOKEN_NONE);
}

static void
overpaint_server_desk_find_token_async (OverpaintServerKeeper *keeper,
                                        const gchar           *address,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data)
{
  OverpaintServerDesk  *self   = OVERPAINT_SERVER_DESK (keeper);
  g_autoptr (GTask)     task   = g_task_new (keeper, cancellable, callback, user_data);
  g_autofree gchar     *origin = overpaint_server_desk_find_origin (address);
  OverpaintServerEntry  entry  = { .address = (gchar *) address };

  if (origin == NULL)
    g_task_return_int (task, OVERPAINT_TOKEN_NONE);
  else if (overpaint_server_token_from_environment (self->settings, &entry, FALSE) != NULL)
    g_task_return_int (task, OVERPAINT_TOKEN_ENVIRONMENT);
  else
    overpaint_secrets_find_async (self->secrets, origin, cancellable, on_token_found, g_steal_pointer (&task));
}

static OverpaintTokenPlace
finish_place (OverpaintServerKeeper  *keeper,
              GAsyncResult           *result,
              GError                **error)
{
  gssize place = g_task_propagate_int (G_TASK (result), error);

  return place < 0 ? OVERPAINT_TOKEN_NONE : (OverpaintTokenPlace) place;
}

static void
on_token_kept (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask)      task  = user_data;
  GError                *error = NULL;
  OverpaintSecretsPlace  place = overpaint_secrets_store_finish (OVERPAINT_SECRETS (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, place == OVERPAINT_SECRETS_KEYRING ? OVERPAINT_TOKEN_KEYRING : OVERPAINT_TOKEN_WINDOW);
}

static void
overpaint_server_desk_keep_token_async (OverpaintServerKeeper    *keeper,
                                        const OverpaintServerRow *row,
                                        const gchar              *token,
                                        GCancellable             *cancellable,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data)
{
  OverpaintServerDesk *self   = OVERPAINT_SERVER_DESK (keeper);
  g_autofree gchar    *origin = overpaint_server_desk_find_origin (row->address);
  g_autofree gchar    *label  = NULL;

  g_return_if_fail (origin != NULL);

  /* Translators: how a desktop's list of passwords names the token; a server's name, and its address */
  label = g_strdup_printf (_("Overpaint: token for %s (%s)"), row->name, origin);
  overpaint_secrets_store_async (self->secrets, origin, label, token, cancellable, on_token_kept,
                                 g_task_new (keeper, cancellable, callback, user_data));
}

static void
on_token_cleared (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;

  if (overpaint_secrets_clear_finish (OVERPAINT_SECRETS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
overpaint_server_desk_forget_token_async (OverpaintServerKeeper *keeper,
                                          const gchar           *address,
                                          GCancellable          *cancellable,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data)
{
  OverpaintServerDesk *self   = OVERPAINT_SERVER_DESK (keeper);
  g_autofree gchar    *origin = overpaint_server_desk_find_origin (address);

  g_return_if_fail (origin != NULL);

  overpaint_secrets_clear_async (self->secrets, origin, cancellable, on_token_cleared,
                                 g_task_new (keeper, cancellable, callback, user_data));
}

static gboolean
overpaint_server_desk_forget_token_finish (OverpaintServerKeeper  *keeper,
                                           GAsyncResult           *result,
                                           GError                **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_server_desk_tokens_init: (skip)
 * @iface: the desk's interface
 *
 * Fills in what is about tokens.
 */
void
overpaint_server_desk_tokens_init (OverpaintServerKeeperInterface *iface)
{
  iface->find_token_async    = overpaint_server_desk_find_token_async;
  iface->find_token_finish   = finish_place;
  iface->keep_token_async    = overpaint_server_desk_keep_token_async;
  iface->keep_token_finish   = finish_place;
  iface->forget_token_async  = overpaint_server_desk_forget_token_async;
  iface->forget_token_finish = overpaint_server_desk_forget_token_finish;
}
