/* job-server.h: whom a job asks, and whether a token goes with it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "job.h"
#include "secrets.h"
#include "server.h"
#include "settings.h"

G_BEGIN_DECLS

OverpaintServer * overpaint_job_server_new         (OverpaintRequest    *request,
                                                    OverpaintJobOrigin   origin,
                                                    gboolean             with_person,
                                                    GError             **error);

void              overpaint_job_server_find_async  (OverpaintSettings    *settings,
                                                    OverpaintSecrets     *secrets,
                                                    const gchar          *name,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
OverpaintServer * overpaint_job_server_find_finish (GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
