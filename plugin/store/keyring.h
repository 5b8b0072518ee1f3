/* keyring.h: tokens in the desktop's keyring
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void       overpaint_keyring_find_async    (const gchar          *origin,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   overpaint_keyring_find_finish   (GAsyncResult         *result,
                                            GError              **error);

void       overpaint_keyring_lookup_async  (const gchar          *origin,
                                            gboolean              may_ask,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gchar    * overpaint_keyring_lookup_finish (GAsyncResult         *result,
                                            GError              **error);

void       overpaint_keyring_store_async   (const gchar          *origin,
                                            const gchar          *label,
                                            const gchar          *token,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   overpaint_keyring_store_finish  (GAsyncResult         *result,
                                            GError              **error);

void       overpaint_keyring_clear_async   (const gchar          *origin,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   overpaint_keyring_clear_finish  (GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
