/* keyring.c: tokens in the desktop's keyring
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "keyring.h"
#include "secrets.h"

#define SERVER_ATTRIBUTE "server"

static const SecretSchema schema =
{
  "org.overpaint.Token", SECRET_SCHEMA_NONE,
  {
    { SERVER_ATTRIBUTE, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  }
};

static void
free_items (gpointer items)
{
  g_list_free_full (items, g_object_unref);
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  GList             *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, items, free_items);
}

/* Asks for nobody's password: a locked item is found as well. */
static void
search (const gchar         *origin,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, search);
  secret_password_search (&schema, SECRET_SEARCH_NONE, cancellable, on_searched, task,
                          SERVER_ATTRIBUTE, origin, NULL);
}

/**
 * overpaint_keyring_find_async:
 * @origin: scheme, host and port of a server
 * @cancellable: (nullable): to end it early
 * @callback: called when it is known
 * @user_data: given to @callback
 *
 * Finds out whether the keyring has a token of @origin. It does not open a locked
 * keyring.
 */
void
overpaint_keyring_find_async (const gchar         *origin,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  search (origin, cancellable, callback, user_data);
}

/**
 * overpaint_keyring_find_finish:
 * @result: what the callback was given
 * @error: return location for why there is no keyring
 *
 * Returns: whether there is a token; %FALSE with @error set where there is no keyring
 */
gboolean
overpaint_keyring_find_finish (GAsyncResult  *result,
                               GError       **error)
{
  GList    *items = g_task_propagate_pointer (G_TASK (result), error);
  gboolean  found = items != NULL;

  free_items (items);

  return found;
}

static void
free_token (gpointer token)
{
  overpaint_secrets_free_token (token);
}

/* Memory that libsecret hands out goes back to libsecret, which overwrites it. */
static void
return_copy (GTask       *task,
             const gchar *token)
{
  g_task_return_pointer (task, g_strdup (token), free_token);
}

static void
on_secret_retrieved (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask)        task  = user_data;
  g_autoptr (SecretValue)  value = NULL;
  GError                  *error = NULL;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    return_copy (task, value != NULL ? secret_value_get_text (value) : NULL);
}

static void
on_found_without_asking (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  GList             *items = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (items == NULL)
    return_copy (task, NULL);
  else
    secret_retrievable_retrieve_secret (items->data, g_task_get_cancellable (task),
                                        on_secret_retrieved, g_object_ref (task));

  free_items (items);
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  gchar             *token = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    return_copy (task, token);

  secret_password_free (token);
}

/**
 * overpaint_keyring_lookup_async:
 * @origin: scheme, host and port of a server
 * @may_ask: whether the desktop may ask for the password of a locked keyring
 * @cancellable: (nullable): to end it early
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Reads the token of @origin.
 */
void
overpaint_keyring_lookup_async (const gchar         *origin,
                                gboolean             may_ask,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_keyring_lookup_async);

  if (may_ask)
    secret_password_lookup (&schema, cancellable, on_looked_up, task, SERVER_ATTRIBUTE, origin, NULL);
  else
    search (origin, cancellable, on_found_without_asking, task);
}

/**
 * overpaint_keyring_lookup_finish:
 * @result: what the callback was given
 * @error: return location for why it could not be read
 *
 * Returns: (transfer full) (nullable): the token, to be overwritten before it is freed;
 *   %NULL without @error where there is none
 */
gchar *
overpaint_keyring_lookup_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The keyring does not say why.");
}

/**
 * overpaint_keyring_store_async:
 * @origin: scheme, host and port of a server
 * @label: what a person reads in the keyring
 * @token: the token
 * @cancellable: (nullable): to end it early
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Keeps @token for @origin, in place of the one before. The desktop may ask for the password of a
 * locked keyring.
 */
void
overpaint_keyring_store_async (const gchar         *origin,
                               const gchar         *label,
                               const gchar         *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_keyring_store_async);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, on_stored, task,
                         SERVER_ATTRIBUTE, origin, NULL);
}

/**
 * overpaint_keyring_store_finish:
 * @result: what the callback was given
 * @error: return location for why it was not kept
 *
 * Returns: whether the keyring has it
 */
gboolean
overpaint_keyring_store_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_looked_for_rest (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;

  if (overpaint_keyring_find_finish (result, &error))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             _("The keyring stayed locked and still has the token. Unlock it, then try again."));
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)  task    = user_data;
  const gchar       *origin  = g_task_get_task_data (task);
  GError            *error   = NULL;
  gboolean           removed = secret_password_clear_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (removed)
    g_task_return_boolean (task, TRUE);
  else
    /* Either there was none, or the artist did not open the keyring: libsecret says the same of both. */
    overpaint_keyring_find_async (origin, g_task_get_cancellable (task), on_looked_for_rest, g_object_ref (task));
}

/**
 * overpaint_keyring_clear_async:
 * @origin: scheme, host and port of a server
 * @cancellable: (nullable): to end it early
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Takes the token of @origin out of the keyring. The desktop may ask for the password of a
 * locked keyring.
 */
void
overpaint_keyring_clear_async (const gchar         *origin,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, overpaint_keyring_clear_async);
  g_task_set_task_data (task, g_strdup (origin), g_free);
  secret_password_clear (&schema, cancellable, on_cleared, task, SERVER_ATTRIBUTE, origin, NULL);
}

/**
 * overpaint_keyring_clear_finish:
 * @result: what the callback was given
 * @error: return location for why it may still be there
 *
 * Returns: whether the keyring has none of them any more
 */
gboolean
overpaint_keyring_clear_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
