/* secrets.c: the tokens of servers, in the keyring or in memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "keyring.h"
#include "secrets.h"

struct _OverpaintSecrets
{
  GObject     parent_instance;

  GHashTable *memory;         /* origin to token, where the keyring did not take it */
};

/* What has to be known once the keyring has answered. */
typedef struct
{
  gchar *origin;
  gchar *token;
} Errand;

G_DEFINE_FINAL_TYPE (OverpaintSecrets, overpaint_secrets, G_TYPE_OBJECT)

/**
 * overpaint_secrets_free_token:
 * @token: (nullable) (transfer full): a token
 *
 * Overwrites a token and frees it.
 */
void
overpaint_secrets_free_token (gchar *token)
{
  if (token == NULL)
    return;

  explicit_bzero (token, strlen (token));
  g_free (token);
}

static void
free_token (gpointer token)
{
  overpaint_secrets_free_token (token);
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->origin);
  overpaint_secrets_free_token (errand->token);
  g_free (errand);
}

static void
overpaint_secrets_finalize (GObject *object)
{
  OverpaintSecrets *self = OVERPAINT_SECRETS (object);

  g_clear_pointer (&self->memory, g_hash_table_unref);

  G_OBJECT_CLASS (overpaint_secrets_parent_class)->finalize (object);
}

static void
overpaint_secrets_class_init (OverpaintSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_secrets_finalize;
}

static void
overpaint_secrets_init (OverpaintSecrets *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_token);
}

/**
 * overpaint_secrets_new:
 *
 * Returns: (transfer full): secrets
 */
OverpaintSecrets *
overpaint_secrets_new (void)
{
  return g_object_new (OVERPAINT_TYPE_SECRETS, NULL);
}

static GTask *
start (OverpaintSecrets    *self,
       const gchar         *origin,
       const gchar         *token,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask  *task   = g_task_new (self, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->origin = g_strdup (origin);
  errand->token  = g_strdup (token);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, errand_free);

  return task;
}

static OverpaintSecretsPlace
finish_place (GAsyncResult  *result,
              GError       **error)
{
  gssize place = g_task_propagate_int (G_TASK (result), error);

  return place < 0 ? OVERPAINT_SECRETS_NOWHERE : (OverpaintSecretsPlace) place;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  gboolean           found = overpaint_keyring_find_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, found ? OVERPAINT_SECRETS_KEYRING : OVERPAINT_SECRETS_NOWHERE);
}

/**
 * overpaint_secrets_find_async:
 * @self: secrets
 * @origin: scheme, host and port of a server
 * @cancellable: (nullable): to end it early
 * @callback: called when it is known
 * @user_data: given to @callback
 *
 * Finds out where the token of @origin is kept, without reading it and without opening a
 * locked keyring.
 */
void
overpaint_secrets_find_async (OverpaintSecrets    *self,
                              const gchar         *origin,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (OVERPAINT_IS_SECRETS (self) && origin != NULL);

  task = start (self, origin, NULL, overpaint_secrets_find_async, cancellable, callback, user_data);

  if (g_hash_table_contains (self->memory, origin))
    g_task_return_int (task, OVERPAINT_SECRETS_MEMORY);
  else
    overpaint_keyring_find_async (origin, cancellable, on_found, g_steal_pointer (&task));
}

/**
 * overpaint_secrets_find_finish:
 * @self: secrets
 * @result: what the callback was given
 * @error: return location for why no keyring can be asked, or %G_IO_ERROR_CANCELLED
 *
 * Returns: where the token is; %OVERPAINT_SECRETS_NOWHERE with @error set where there is no keyring
 */
OverpaintSecretsPlace
overpaint_secrets_find_finish (OverpaintSecrets  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  return finish_place (result, error);
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  GError            *error = NULL;
  gchar             *token = overpaint_keyring_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, token, free_token);
}

/**
 * overpaint_secrets_lookup_async:
 * @self: secrets
 * @origin: scheme, host and port of a server
 * @may_ask: whether the desktop may ask the artist to open a locked keyring
 * @cancellable: (nullable): to end it early
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Reads the token of @origin.
 */
void
overpaint_secrets_lookup_async (OverpaintSecrets    *self,
                                const gchar         *origin,
                                gboolean             may_ask,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask)  task = NULL;
  const gchar       *kept;

  g_return_if_fail (OVERPAINT_IS_SECRETS (self) && origin != NULL);

  task = start (self, origin, NULL, overpaint_secrets_lookup_async, cancellable, callback, user_data);
  kept = g_hash_table_lookup (self->memory, origin);

  if (kept != NULL)
    g_task_return_pointer (task, g_strdup (kept), free_token);
  else
    overpaint_keyring_lookup_async (origin, may_ask, cancellable, on_looked_up, g_steal_pointer (&task));
}

/**
 * overpaint_secrets_lookup_finish:
 * @self: secrets
 * @result: what the callback was given
 * @error: return location for why it could not be read, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the token, to be freed with
 *   [func@Overpaint.Secrets.free_token]; %NULL without @error where there is none
 */
gchar *
overpaint_secrets_lookup_finish (OverpaintSecrets  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)   task   = user_data;
  OverpaintSecrets   *self   = g_task_get_source_object (task);
  Errand             *errand = g_task_get_task_data (task);
  g_autoptr (GError)  error  = NULL;

  if (overpaint_keyring_store_finish (result, &error))
    {
      g_hash_table_remove (self->memory, errand->origin);
      g_task_return_int (task, OVERPAINT_SECRETS_KEYRING);
      return;
    }

  if (g_task_return_error_if_cancelled (task))
    return;
  g_info ("the keyring does not take the token: %s", error->message);
  g_hash_table_replace (self->memory, g_strdup (errand->origin), g_steal_pointer (&errand->token));
  g_task_return_int (task, OVERPAINT_SECRETS_MEMORY);
}

/**
 * overpaint_secrets_store_async:
 * @self: secrets
 * @origin: scheme, host and port of a server
 * @label: what a person reads in the keyring
 * @token: its token; white space around it is dropped
 * @cancellable: (nullable): to end it early; the token is then not kept
 * @callback: called when it is kept
 * @user_data: given to @callback
 *
 * Keeps a token, in place of the one before. The desktop may ask the artist to open a locked
 * keyring.
 */
void
overpaint_secrets_store_async (OverpaintSecrets    *self,
                               const gchar         *origin,
                               const gchar         *label,
                               const gchar         *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask  *task;
  Errand *errand;

  g_return_if_fail (OVERPAINT_IS_SECRETS (self));
  g_return_if_fail (origin != NULL && label != NULL && token != NULL);

  task   = start (self, origin, token, overpaint_secrets_store_async, cancellable, callback, user_data);
  errand = g_task_get_task_data (task);
  g_strstrip (errand->token);

  overpaint_keyring_store_async (origin, label, errand->token, cancellable, on_stored, task);
}

/**
 * overpaint_secrets_store_finish:
 * @self: secrets
 * @result: what the callback was given
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Returns: where the token is now; %OVERPAINT_SECRETS_MEMORY where no keyring takes it, which the
 *   artist should be told
 */
OverpaintSecretsPlace
overpaint_secrets_store_finish (OverpaintSecrets  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  return finish_place (result, error);
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask)  task   = user_data;
  OverpaintSecrets  *self   = g_task_get_source_object (task);
  Errand            *errand = g_task_get_task_data (task);
  GError            *error  = NULL;
  gboolean           had    = g_hash_table_remove (self->memory, errand->origin);

  /* Without a keyring there is nothing in it either; one that stays locked may have an older one. */
  if (overpaint_keyring_clear_finish (result, &error) ||
      (had && ! g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_secrets_clear_async:
 * @self: secrets
 * @origin: scheme, host and port of a server
 * @cancellable: (nullable): to end it early
 * @callback: called when it is done
 * @user_data: given to @callback
 *
 * Forgets the token of @origin. The desktop may ask the artist to open a locked keyring.
 */
void
overpaint_secrets_clear_async (OverpaintSecrets    *self,
                               const gchar         *origin,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (OVERPAINT_IS_SECRETS (self) && origin != NULL);

  task = start (self, origin, NULL, overpaint_secrets_clear_async, cancellable, callback, user_data);
  overpaint_keyring_clear_async (origin, cancellable, on_cleared, task);
}

/**
 * overpaint_secrets_clear_finish:
 * @self: secrets
 * @result: what the callback was given
 * @error: return location for why it may still be in the keyring
 *
 * Returns: whether it is forgotten
 */
gboolean
overpaint_secrets_clear_finish (OverpaintSecrets  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
