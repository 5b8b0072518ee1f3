/* gpu-private.h: the two ways of asking for graphics cards
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "gpu.h"

G_BEGIN_DECLS

/* More than one board can hold. */
#define OVERPAINT_GPU_MOST 64

OverpaintGpu       * overpaint_gpu_new             (const gchar         *name,
                                                    const gchar         *driver);
OverpaintGpuReport * overpaint_gpu_report_new      (OverpaintGpuState    state);
OverpaintGpuState    overpaint_gpu_state_from_nvml (gint                 code);

OverpaintGpuReport * overpaint_gpu_nvml_ask        (void);

void                 overpaint_gpu_smi_ask_async   (GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             data);
OverpaintGpuReport * overpaint_gpu_smi_ask_finish  (GAsyncResult        *result,
                                                    GError             **error);
OverpaintGpuReport * overpaint_gpu_smi_parse       (const gchar         *text,
                                                    gboolean             with_compute);

/* For tests, which have stand-ins: no stranger can name a library by the environment. */
void                 overpaint_gpu_nvml_use        (const gchar * const *libraries);
void                 overpaint_gpu_smi_use         (const gchar         *program,
                                                    guint                timeout);

G_END_DECLS
