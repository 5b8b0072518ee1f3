/* job-server.c: whom a job asks, and whether a token goes with it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimp.h>

#include <glib/gi18n-lib.h>

#include "address.h"
#include "environment.h"
#include "job-server.h"
#include "settings.h"

static gboolean
have_same_origin (const gchar *address,
                  const gchar *other)
{
  g_autoptr (GUri) uri       = overpaint_address_parse (address, NULL);
  g_autoptr (GUri) other_uri = overpaint_address_parse (other, NULL);

  return uri != NULL && other_uri != NULL && overpaint_address_same_origin (uri, other_uri);
}

/* What the artist has configured has a name; an address that a call or a record holds has none. */
static gboolean
is_configured (const OverpaintServerEntry *entry)
{
  return ! g_str_equal (entry->name, entry->address);
}

/* The token of the environment is for one server alone: the one that OVERPAINT_SERVER names, or
 * where it names none, the one that this call does. A record is nobody's word: whoever made the
 * image may have put an address of his own there.
 */
static const gchar *
find_token (OverpaintSettings          *settings,
            const OverpaintServerEntry *entry,
            OverpaintJobOrigin          origin)
{
  g_autoptr (OverpaintServerEntry)  meant = NULL;
  const gchar                      *named = overpaint_environment_get_server ();

  if (named == NULL)
    return origin == OVERPAINT_JOB_FROM_ARTIST || is_configured (entry) ? overpaint_environment_get_token () : NULL;

  meant = overpaint_settings_find_server (settings, named, NULL);

  if (meant != NULL && have_same_origin (meant->address, entry->address))
    return overpaint_environment_get_token ();

  return NULL;
}

/**
 * overpaint_job_server_new:
 * @request: a request
 * @origin: who has named the server
 * @error: return location for a settings or server room's error
 *
 * Finds the server that a request is for, with the token that is for that server, if any.
 *
 * Returns: (transfer full) (nullable): the server
 */
OverpaintServer *
overpaint_job_server_new (OverpaintRequest    *request,
                          OverpaintJobOrigin   origin,
                          GError             **error)
{
  g_autoptr (OverpaintSettings)     settings = NULL;
  g_autoptr (OverpaintServerEntry)  entry    = NULL;
  g_autoptr (OverpaintServer)       server   = NULL;
  g_autofree gchar                 *path     = NULL;
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
  wanted.token           = find_token (settings, entry, origin);
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

  return g_steal_pointer (&server);
}
