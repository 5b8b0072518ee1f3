/* server-token.c: which token goes to which server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "address.h"
#include "environment.h"
#include "server-token.h"

/* How long a script waits for a keyring, in milliseconds. Those that answer do so in a few. */
#define KEYRING_MILLISECONDS 3000

typedef struct
{
  GMainLoop *loop;
  gchar     *token;
} Answer;

static void
free_token (gpointer token)
{
  overpaint_secrets_free_token (token);
}

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
  g_autoptr (GTask)   task  = user_data;
  g_autoptr (GError)  error = NULL;
  gchar              *token = overpaint_secrets_lookup_finish (OVERPAINT_SECRETS (source), result, &error);

  if (error != NULL)
    g_info ("no token from the keyring: %s", error->message);

  if (! g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, token, free_token);
  else
    overpaint_secrets_free_token (token);
}

/**
 * overpaint_server_token_find_async:
 * @settings: the settings
 * @secrets: the secrets, for what is kept in memory too
 * @entry: the server that a call is for
 * @from_record: whether a record has named it
 * @may_ask: whether a locked keyring may ask for its password
 * @cancellable: (nullable): to end it early
 * @callback: called when the token is known
 * @user_data: for @callback
 *
 * The token of a server: that of the environment where it is for this server, otherwise
 * what is kept for the server's origin. Where the desktop asks for the password of a locked keyring
 * the windows stay alive meanwhile; where it must not, the tokens in it are as good as none.
 */
void
overpaint_server_token_find_async (OverpaintSettings          *settings,
                                   OverpaintSecrets           *secrets,
                                   const OverpaintServerEntry *entry,
                                   gboolean                    from_record,
                                   gboolean                    may_ask,
                                   GCancellable               *cancellable,
                                   GAsyncReadyCallback         callback,
                                   gpointer                    user_data)
{
  g_autoptr (GTask)  task   = g_task_new (secrets, cancellable, callback, user_data);
  g_autoptr (GUri)   uri    = overpaint_address_parse (entry->address, NULL);
  g_autofree gchar  *origin = uri != NULL ? overpaint_address_get_origin (uri) : NULL;
  const gchar       *token  = overpaint_server_token_from_environment (settings, entry, from_record);

  g_task_set_source_tag (task, overpaint_server_token_find_async);

  if (token != NULL || origin == NULL)
    g_task_return_pointer (task, g_strdup (token), free_token);
  else
    overpaint_secrets_lookup_async (secrets, origin, may_ask, cancellable, on_looked_up, g_steal_pointer (&task));
}

/**
 * overpaint_server_token_find_finish:
 * @result: what the callback was given
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the token, to be freed with
 *   [func@Overpaint.Secrets.free_token]; %NULL without @error where there is none
 */
gchar *
overpaint_server_token_find_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answer *answer = user_data;

  answer->token = overpaint_server_token_find_finish (result, NULL);
  g_main_loop_quit (answer->loop);
}

/**
 * overpaint_server_token_find:
 * @settings: the settings
 * @entry: the server that a call is for
 * @from_record: whether a record has named it
 * @with_person: whether the desktop may ask for the password of a locked keyring, and the call
 *   wait for it
 *
 * The same for whoever cannot come back for it.
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
  g_autoptr (OverpaintSecrets)  secrets = overpaint_secrets_new ();
  g_autoptr (GUri)              uri     = NULL;
  g_autofree gchar             *origin  = NULL;
  const gchar                  *token   = NULL;

  if (with_person)
    {
      Answer answer = { g_main_loop_new (NULL, FALSE), NULL };

      overpaint_server_token_find_async (settings, secrets, entry, from_record, TRUE, NULL, on_found, &answer);
      g_main_loop_run (answer.loop);
      g_main_loop_unref (answer.loop);

      return answer.token;
    }

  token = overpaint_server_token_from_environment (settings, entry, from_record);
  if (token != NULL)
    return g_strdup (token);

  uri = overpaint_address_parse (entry->address, NULL);
  if (uri == NULL)
    return NULL;

  origin = overpaint_address_get_origin (uri);

  return overpaint_secrets_lookup_in_time (secrets, origin, KEYRING_MILLISECONDS);
}
