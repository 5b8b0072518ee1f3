/* settings.c: what of the practice server can be changed while it runs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local.h"

static gint
find_name (const gchar * const *names,
           const gchar         *name)
{
  for (gint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;

  return -1;
}

/**
 * practice_server_set_role:
 * @server: a server
 * @name: "runner", "gateway", "studio", "sd-server", "forge", "a1111", "sdnext" or "koboldcpp"
 *
 * A local server stands there as if it had just been started.
 *
 * Returns: whether there is such a role
 */
gboolean
practice_server_set_role (PracticeServer *server,
                          const gchar    *name)
{
  static const gchar * const names[] =
  {
    "runner", "gateway", "studio", "sd-server", "forge", "a1111", "sdnext", "koboldcpp", NULL
  };
  gint role = find_name (names, name);

  if (role >= 0)
    {
      server->role = role;
      practice_local_restart (server->local);
    }

  return role >= 0;
}

/**
 * practice_server_set_paint:
 * @server: a server
 * @name: "restyle", "rule" or "mixed"
 *
 * Returns: whether it can paint so
 */
gboolean
practice_server_set_paint (PracticeServer *server,
                           const gchar    *name)
{
  static const gchar * const names[] = { "restyle", "rule", "mixed", NULL };
  gint                       paint   = find_name (names, name);

  if (paint >= 0)
    server->paint = paint;

  return paint >= 0;
}

/**
 * practice_server_set_addresses:
 * @server: a server
 * @name: (nullable): "data", "relative", "absolute" or "glued"; %NULL for the role's own
 *
 * Returns: whether it can write addresses so
 */
gboolean
practice_server_set_addresses (PracticeServer *server,
                               const gchar    *name)
{
  static const gchar * const names[] = { "data", "relative", "absolute", "glued", NULL };

  if (name != NULL && find_name (names, name) < 0)
    return FALSE;

  g_free (server->addresses);
  server->addresses = g_strdup (name);

  return TRUE;
}

/**
 * practice_server_set_token:
 * @server: a server
 * @token: (nullable): the bearer token that is right; %NULL for none or any
 */
void
practice_server_set_token (PracticeServer *server,
                           const gchar    *token)
{
  g_free (server->token);
  server->token = g_strdup (token);
}

/**
 * practice_server_set_model:
 * @server: a server
 * @model: the model that a runner has loaded
 */
void
practice_server_set_model (PracticeServer *server,
                           const gchar    *model)
{
  g_free (server->model);
  server->model = g_strdup (model);
}

/**
 * practice_server_set_log:
 * @server: a server
 * @path: the file that each finished request is added to
 */
void
practice_server_set_log (PracticeServer *server,
                         const gchar    *path)
{
  g_free (server->log);
  server->log = g_strdup (path);
}
