/* worker-container.h: what is needed to start Livepeer's runner in a container
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "worker-launch.h"

G_BEGIN_DECLS

gchar                * overpaint_worker_container_find_tool  (const gchar  *path,
                                                              GError      **error);

OverpaintKeeperOrder * overpaint_worker_container_order      (const gchar  *tool,
                                                              const gchar  *model_id,
                                                              const gchar  *models_folder,
                                                              gboolean      may_pull,
                                                              GError      **error);

G_END_DECLS
