/* server-held.c: servers that somebody holds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-private.h"

/* A port may be another one after a restart. */
static gboolean
overpaint_server_move (OverpaintServer  *server,
                       const gchar      *address,
                       GError          **error)
{
  GUri *uri = overpaint_address_parse (address, error);

  if (uri == NULL)
    return FALSE;

  g_uri_unref (server->uri);
  g_free (server->address);
  server->uri     = uri;
  server->address = g_uri_to_string (uri);

  return TRUE;
}

static void
opened (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GTask)   task    = data;
  g_autofree gchar  *address = NULL;
  GError            *error   = NULL;

  address = overpaint_server_holder_open_finish (OVERPAINT_SERVER_HOLDER (source), result, &error);

  if (address != NULL && overpaint_server_move (g_task_get_source_object (task), address, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_server_open_async: (skip)
 * @server: a server
 * @cancellable: (nullable): to wait no longer
 * @callback: called when it can be asked, or will not be there
 * @data: given to @callback
 *
 * Sees to it that the server runs, where somebody holds it; any other is taken to run already.
 */
void
overpaint_server_open_async (OverpaintServer     *server,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  GTask *task = g_task_new (server, cancellable, callback, data);

  g_task_set_source_tag (task, overpaint_server_open_async);
  g_task_set_check_cancellable (task, FALSE);

  if (server->holder != NULL)
    {
      overpaint_server_holder_open_async (server->holder, cancellable, opened, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * overpaint_server_open_finish: (skip)
 * @server: a server
 * @result: what the callback was given
 * @error: return location for the holder's error
 *
 * Returns: whether it can be asked
 */
gboolean
overpaint_server_open_finish (OverpaintServer  *server,
                              GAsyncResult     *result,
                              GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_server_rest:
 * @server: a server
 *
 * Says that nothing more is asked for now: whoever holds it may stop it when it has been idle for long
 * enough. The next question opens it again.
 */
void
overpaint_server_rest (OverpaintServer *server)
{
  g_return_if_fail (OVERPAINT_IS_SERVER (server));

  if (server->holder != NULL)
    overpaint_server_holder_close (server->holder);
}

/**
 * overpaint_server_get_news:
 * @server: a server
 *
 * Returns: (transfer full) (nullable): what is waited for until it can be asked, such as that it is being
 *   started; %NULL where nothing is
 */
gchar *
overpaint_server_get_news (OverpaintServer *server)
{
  g_return_val_if_fail (OVERPAINT_IS_SERVER (server), NULL);

  return server->holder != NULL ? overpaint_server_holder_get_news (server->holder) : NULL;
}

/**
 * overpaint_server_ends_to_stop:
 * @server: a server
 *
 * Returns: whether a picture that is stopped, and that it cannot interrupt, is ended with the server
 *   itself, as the artist may choose for a worker of ours
 */
gboolean
overpaint_server_ends_to_stop (OverpaintServer *server)
{
  g_return_val_if_fail (OVERPAINT_IS_SERVER (server), FALSE);

  return server->holder != NULL && overpaint_server_holder_ends_to_stop (server->holder);
}

/* What it draws on its standard output is all that is known of how far a picture is. */
static void
on_news (OverpaintServerHolder *holder,
         gpointer               data)
{
  guint step;
  guint n_steps;

  if (overpaint_server_holder_get_steps (holder, &step, &n_steps))
    g_signal_emit_by_name (data, "steps", step, n_steps);
}

/**
 * overpaint_server_set_holder: (skip)
 * @server: a server that has just been made
 * @holder: who holds it
 *
 * Gives it a holder.
 */
void
overpaint_server_set_holder (OverpaintServer       *server,
                             OverpaintServerHolder *holder)
{
  server->holder = g_object_ref (holder);
  g_signal_connect_object (holder, "news", G_CALLBACK (on_news), server, 0);
}
