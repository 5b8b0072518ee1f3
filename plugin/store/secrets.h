/* secrets.h: the tokens of servers, in the keyring or in memory
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SECRETS (overpaint_secrets_get_type ())

/**
 * OverpaintSecretsPlace:
 * @OVERPAINT_SECRETS_NOWHERE: there is no token
 * @OVERPAINT_SECRETS_KEYRING: in the desktop's keyring
 * @OVERPAINT_SECRETS_MEMORY: in the memory of this process, until it ends
 *
 * Where a token is kept.
 */
typedef enum
{
  OVERPAINT_SECRETS_NOWHERE,
  OVERPAINT_SECRETS_KEYRING,
  OVERPAINT_SECRETS_MEMORY
} OverpaintSecretsPlace;

/**
 * OverpaintSecrets:
 *
 * The tokens of servers, each kept for the server's origin (scheme, host and port). They live in
 * the desktop's keyring, and where none answers or it stays locked, in the memory of this
 * process; nowhere else.
 *
 * ```c
 * place = overpaint_secrets_store_finish (secrets, result, &error);
 * if (place == OVERPAINT_SECRETS_MEMORY)
 *   say ("kept until this window closes");
 * ```
 */
G_DECLARE_FINAL_TYPE (OverpaintSecrets, overpaint_secrets, OVERPAINT, SECRETS, GObject)

OverpaintSecrets      * overpaint_secrets_new             (void);

void                    overpaint_secrets_find_async      (OverpaintSecrets     *self,
                                                           const gchar          *origin,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
OverpaintSecretsPlace   overpaint_secrets_find_finish     (OverpaintSecrets     *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);

void                    overpaint_secrets_lookup_async    (OverpaintSecrets     *self,
                                                           const gchar          *origin,
                                                           gboolean              may_ask,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
gchar                 * overpaint_secrets_lookup_finish   (OverpaintSecrets     *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);
gchar                 * overpaint_secrets_lookup_in_time  (OverpaintSecrets     *self,
                                                           const gchar          *origin,
                                                           guint                 milliseconds);

void                    overpaint_secrets_store_async     (OverpaintSecrets     *self,
                                                           const gchar          *origin,
                                                           const gchar          *label,
                                                           const gchar          *token,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
OverpaintSecretsPlace   overpaint_secrets_store_finish    (OverpaintSecrets     *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);

void                    overpaint_secrets_clear_async     (OverpaintSecrets     *self,
                                                           const gchar          *origin,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
gboolean                overpaint_secrets_clear_finish    (OverpaintSecrets     *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);

void                    overpaint_secrets_free_token      (gchar                *token);

G_END_DECLS
