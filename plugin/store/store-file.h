/* store-file.h: small files that several windows write
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintStoreLock:
 *
 * Held by one writer of a file at a time, in this process or another; it ends with the process
 * that holds it.
 */
typedef struct _OverpaintStoreLock OverpaintStoreLock;

OverpaintStoreLock * overpaint_store_file_lock        (const gchar         *path,
                                                       GError             **error);
void                 overpaint_store_file_unlock      (OverpaintStoreLock  *lock);

gboolean             overpaint_store_file_make_folder (const gchar         *folder,
                                                       GError             **error);
gboolean             overpaint_store_file_read        (const gchar         *path,
                                                       gchar              **text,
                                                       gsize               *length,
                                                       GError             **error);
gboolean             overpaint_store_file_write       (const gchar         *path,
                                                       const gchar         *text,
                                                       gsize                length,
                                                       GFileSetContentsFlags flags,
                                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintStoreLock, overpaint_store_file_unlock)

G_END_DECLS
