/* settings-private.h: what the files of OverpaintSettings share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "settings.h"

G_BEGIN_DECLS

#define GENERAL_GROUP    "overpaint"
#define SERVER_PREFIX    "server "
#define DEFAULT_KEY      "default-server"

#define DEFAULT_CONNECT_TIMEOUT OVERPAINT_SETTINGS_CONNECT_TIMEOUT
#define DEFAULT_REQUEST_TIMEOUT OVERPAINT_SETTINGS_REQUEST_TIMEOUT
#define GREATEST_TIMEOUT        86400
#define GREATEST_PARALLEL       64
#define GREATEST_PRICE          1.0

/* What a list has room for, in characters. */
#define LONGEST_NAME 64

struct _OverpaintSettings
{
  GObject   parent_instance;

  gchar    *path;
  GKeyFile *own;
  GKeyFile *ready_made;
};

gboolean overpaint_settings_reload     (OverpaintSettings  *self,
                                        GError            **error);
gboolean overpaint_settings_has_server (OverpaintSettings  *self,
                                        const gchar        *name);
gchar  * overpaint_settings_read_text  (GKeyFile           *file,
                                        const gchar        *group,
                                        const gchar        *key);

gboolean              overpaint_settings_has_plan   (GKeyFile                   *file,
                                                     const gchar                *group);
OverpaintWorkerPlan * overpaint_settings_read_plan  (OverpaintSettings          *self,
                                                     GKeyFile                   *file,
                                                     const gchar                *group,
                                                     GError                    **error);
gboolean              overpaint_settings_check_plan (const OverpaintWorkerPlan  *plan,
                                                     GError                    **error);
void                  overpaint_settings_put_plan   (GKeyFile                   *file,
                                                     const gchar                *group,
                                                     const OverpaintWorkerPlan  *plan);

G_END_DECLS
