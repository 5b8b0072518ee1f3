/* server-token.c: which token goes to which server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "address.h"
#include "environment.h"
#include "secrets.h"
#include "server-token.h"

/* How long a script waits for a keyring, in milliseconds. Those that answer do so in a few. */
#define KEYRING_MILLISECONDS 3000

typedef struct
{
  GMainLoop *loop;
  gchar     *token;
} Answer;

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

/**
 * overpaint_server_token_from_environment:
 * @settings: the settings
 * @entry: the server that a call is for
 * @from_record: whether a record has named it; whoever made the image may have put an address of
 *   their own there
 *
 * The token of the environment is for one server alone: the one that
 * `OVERPAINT_SERVER` names, or where it names none, the one that the call is for; but where
 * only a record names that, it must be configured too.
 *
 * Returns: (transfer none) (nullable): the token, where it is for @entry
 */
const gchar *
overpaint_server_token_from_environment (OverpaintSettings          *settings,
                                         const OverpaintServerEntry *entry,
                                         gboolean                    from_record)
{
  g_autoptr (OverpaintServerEntry)  meant = NULL;
  const gchar                      *named = overpaint_environment_get_server ();

  if (named == NULL)
    return ! from_record || is_configured (entry) ? overpaint_environment_get_token () : NULL;

  meant = overpaint_settings_find_server (settings, named, NULL);

  if (meant != NULL && have_same_origin (meant->address, entry->address))
    return overpaint_environment_get_token ();

  return NULL;
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Answer *answer = user_data;

  answer->token = overpaint_secrets_lookup_finish (OVERPAINT_SECRETS (source), result, NULL);
  g_main_loop_quit (answer->loop);
}

/* In a main loop, so that the window stays alive while the desktop asks for a password. */
static gchar *
look_up_with_person (OverpaintSecrets *secrets,
                     const gchar      *origin)
{
  Answer answer = { g_main_loop_new (NULL, FALSE), NULL };

  overpaint_secrets_lookup_async (secrets, origin, TRUE, NULL, on_looked_up, &answer);
  g_main_loop_run (answer.loop);
  g_main_loop_unref (answer.loop);

  return answer.token;
}

/**
 * overpaint_server_token_find:
 * @settings: the settings
 * @entry: the server that a call is for
 * @from_record: whether a record has named it
 * @with_person: whether the desktop may ask for the password of a locked keyring, and the call
 *   wait for it
 *
 * The token of a server: that of the environment where it is for this server, otherwise
 * what the keyring keeps for the server's origin.
 *
 * Returns: (transfer full) (nullable): the token, to be freed with
 *   [func@Overpaint.Secrets.free_token]
 */
gchar *
overpaint_server_token_find (OverpaintSettings          *settings,
                             const OverpaintServerEntry *entry,
                             gboolean                    from_record,
                             gboolean                    with_person)
{
  g_autoptr (OverpaintSecrets)  secrets = NULL;
  g_autoptr (GUri)              uri     = NULL;
  g_autofree gchar             *origin  = NULL;
  const gchar                  *token   = NULL;

  token = overpaint_server_token_from_environment (settings, entry, from_record);
  if (token != NULL)
    return g_strdup (token);

  uri = overpaint_address_parse (entry->address, NULL);
  if (uri == NULL)
    return NULL;

  origin  = overpaint_address_get_origin (uri);
  secrets = overpaint_secrets_new ();

  return with_person ? look_up_with_person (secrets, origin)
                     : overpaint_secrets_lookup_in_time (secrets, origin, KEYRING_MILLISECONDS);
}
