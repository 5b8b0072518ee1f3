/* keyring-none.c: a keyring that is not there, for a build without libsecret
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring.h"

static void
refuse (GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Built without libsecret.");
}

void
overpaint_keyring_find_async (const gchar         *origin,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  refuse (cancellable, callback, user_data);
}

gboolean
overpaint_keyring_find_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
overpaint_keyring_lookup_async (const gchar         *origin,
                                gboolean             may_ask,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  refuse (cancellable, callback, user_data);
}

gchar *
overpaint_keyring_lookup_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
overpaint_keyring_store_async (const gchar         *origin,
                               const gchar         *label,
                               const gchar         *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  refuse (cancellable, callback, user_data);
}

gboolean
overpaint_keyring_store_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
overpaint_keyring_clear_async (const gchar         *origin,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  refuse (cancellable, callback, user_data);
}

gboolean
overpaint_keyring_clear_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
