/* settings-file.h: a key file that people write in, too
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GKeyFile * overpaint_settings_file_load         (const gchar  *path,
                                                 GError      **error);
gboolean   overpaint_settings_file_save         (GKeyFile     *file,
                                                 const gchar  *path,
                                                 GError      **error);

void       overpaint_settings_file_rename_group (GKeyFile     *file,
                                                 const gchar  *group,
                                                 const gchar  *name);
void       overpaint_settings_file_remove_group (GKeyFile     *file,
                                                 const gchar  *group);

G_END_DECLS
