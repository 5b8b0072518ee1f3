/* worker-launch.h: what is needed to start an sd-server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keeper-order.h"

G_BEGIN_DECLS

#define OVERPAINT_WORKER_LAUNCH_ERROR (overpaint_worker_launch_error_quark ())

/**
 * OverpaintWorkerLaunchError:
 * @OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM: the program is not there, or cannot be run
 * @OVERPAINT_WORKER_LAUNCH_ERROR_MODEL: the model's file is not there, or cannot be read
 * @OVERPAINT_WORKER_LAUNCH_ERROR_FOLDER: a folder is not there
 *
 * What is lacking; the message is a sentence for the artist.
 */
typedef enum
{
  OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM,
  OVERPAINT_WORKER_LAUNCH_ERROR_MODEL,
  OVERPAINT_WORKER_LAUNCH_ERROR_FOLDER
} OverpaintWorkerLaunchError;

/**
 * OverpaintWorkerDevice:
 * @OVERPAINT_WORKER_DEVICE_UNKNOWN: the program does not say
 * @OVERPAINT_WORKER_DEVICE_CUDA: an NVIDIA GPU by CUDA
 * @OVERPAINT_WORKER_DEVICE_VULKAN: a GPU by Vulkan
 * @OVERPAINT_WORKER_DEVICE_OTHER: another GPU
 * @OVERPAINT_WORKER_DEVICE_CPU: no GPU: pictures take minutes, the artist is to be warned
 *
 * What an sd-server would paint on.
 */
typedef enum
{
  OVERPAINT_WORKER_DEVICE_UNKNOWN,
  OVERPAINT_WORKER_DEVICE_CUDA,
  OVERPAINT_WORKER_DEVICE_VULKAN,
  OVERPAINT_WORKER_DEVICE_OTHER,
  OVERPAINT_WORKER_DEVICE_CPU
} OverpaintWorkerDevice;

GQuark                  overpaint_worker_launch_error_quark    (void);

OverpaintWorkerDevice   overpaint_worker_launch_choose_device  (const gchar            *list,
                                                                gchar                 **name,
                                                                gchar                 **description);

void                    overpaint_worker_launch_ask_devices_async   (const gchar          *program,
                                                                     GCancellable         *cancellable,
                                                                     GAsyncReadyCallback   callback,
                                                                     gpointer              data);
gchar                 * overpaint_worker_launch_ask_devices_finish  (GAsyncResult         *result,
                                                                     GError              **error);

OverpaintKeeperOrder  * overpaint_worker_launch_sd_server      (const gchar            *program,
                                                                const gchar            *model,
                                                                const gchar            *lora_folder,
                                                                const gchar            *device,
                                                                GError                **error);

gchar                 * overpaint_worker_launch_get_name       (const gchar            *kind,
                                                                gchar                 **arguments);

G_END_DECLS
