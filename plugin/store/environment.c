/* environment.c: the secrets that the environment holds
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "environment.h"

#define TOKEN_VARIABLE  "OVERPAINT_TOKEN"
#define SERVER_VARIABLE "OVERPAINT_SERVER"

static gchar *token;
static gchar *server;

/**
 * overpaint_environment_take:
 *
 * Takes the token out of the environment, so that no process this one starts can
 * inherit it; its letters are overwritten too, because other programs of the same
 * user can read a process's first environment. To be called first of all in main(),
 * while there is one thread.
 */
void
overpaint_environment_take (void)
{
  const gchar *value = g_getenv (TOKEN_VARIABLE);

  g_free (server);
  server = g_strdup (g_getenv (SERVER_VARIABLE));

  if (value == NULL)
    return;

  token = *value == '\0' ? NULL : g_strdup (value);

  explicit_bzero ((gchar *) value, strlen (value));
  g_unsetenv (TOKEN_VARIABLE);
}

/**
 * overpaint_environment_get_token:
 *
 * Returns: (transfer none) (nullable): the token of `OVERPAINT_TOKEN`
 */
const gchar *
overpaint_environment_get_token (void)
{
  return token;
}

/**
 * overpaint_environment_get_server:
 *
 * Returns: (transfer none) (nullable): name or address of the only server that the token is
 *   for, of `OVERPAINT_SERVER`
 */
const gchar *
overpaint_environment_get_server (void)
{
  return server;
}
