/* job-server.c: whom a job asks, and whether a token goes with it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimp.h>

#include <glib/gi18n-lib.h>

#include "job-server.h"
#include "secrets.h"
#include "server-token.h"
#include "settings.h"

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
  g_autoptr (OverpaintServer)       server   = NULL;
  g_autofree gchar                 *path     = NULL;
  gchar                            *token    = NULL;
  OverpaintServerSettings           wanted   = { NULL, };

  path = g_build_filename (gimp_directory (), "overpaint", "settings.ini", NULL);

  settings = overpaint_settings_new (path, error);
  if (settings == NULL)
    return NULL;

  entry = overpaint_settings_find_server (settings, overpaint_request_get_text (request, "server"), error);
  if (entry == NULL)
    return NULL;

  wanted.name            = entry->name;
  wanted.address         = entry->address;
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

  token        = overpaint_server_token_find (settings, entry, origin == OVERPAINT_JOB_FROM_RECORD, with_person);
  wanted.token = token;

  server = overpaint_server_new (&wanted, error);
  overpaint_secrets_free_token (token);
  if (server == NULL)
    /* Translators: the name of the argument that is wrong; the rest of the sentence follows */
    g_prefix_error (error, "%s: ", "server");

  return g_steal_pointer (&server);
}
