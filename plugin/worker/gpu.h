/* gpu.h: this computer's graphics cards, said
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OverpaintGpuState:
 * @OVERPAINT_GPU_UNKNOWN: nothing could be found out, which says nothing about the cards
 * @OVERPAINT_GPU_KNOWN: the driver answered; it may know no card
 * @OVERPAINT_GPU_NO_LIBRARY: neither NVML nor nvidia-smi is here: no driver, no card of NVIDIA's, or
 *   a sandbox that hides them
 * @OVERPAINT_GPU_NO_DRIVER: the driver's programs are here, and the driver is not loaded
 * @OVERPAINT_GPU_MISMATCH: the loaded driver is of another version than its library
 * @OVERPAINT_GPU_NO_PERMISSION: this user may not ask the driver
 *
 * How asking for the cards went. It only informs: a worker may run whatever the state.
 */
typedef enum
{
  OVERPAINT_GPU_UNKNOWN,
  OVERPAINT_GPU_KNOWN,
  OVERPAINT_GPU_NO_LIBRARY,
  OVERPAINT_GPU_NO_DRIVER,
  OVERPAINT_GPU_MISMATCH,
  OVERPAINT_GPU_NO_PERMISSION
} OverpaintGpuState;

/**
 * OverpaintGpu:
 * @name: its name: "NVIDIA GeForce RTX 4080"
 * @driver: (nullable): version of the driver: "550.54.14"
 * @memory_total: its memory in bytes; 0 where the driver does not say
 * @memory_free: how much of it nobody uses now, in bytes; 0 where @memory_total is 0
 * @compute_major: CUDA compute capability, the part before the dot; 0 where the driver does not say
 * @compute_minor: the part after the dot
 *
 * One graphics card of NVIDIA's.
 */
typedef struct
{
  gchar   *name;
  gchar   *driver;
  guint64  memory_total;
  guint64  memory_free;
  guint    compute_major;
  guint    compute_minor;
} OverpaintGpu;

/**
 * OverpaintGpuReport:
 * @state: how asking went
 * @gpus: (element-type OverpaintGpu): the cards; empty where @state is not %OVERPAINT_GPU_KNOWN
 *
 * What is known of the graphics cards of this computer, at one moment.
 */
typedef struct
{
  OverpaintGpuState  state;
  GPtrArray         *gpus;
} OverpaintGpuReport;

void                 overpaint_gpu_query_async      (GCancellable              *cancellable,
                                                     GAsyncReadyCallback        callback,
                                                     gpointer                   data);
OverpaintGpuReport * overpaint_gpu_query_finish     (GAsyncResult              *result,
                                                     GError                   **error);

gchar              * overpaint_gpu_report_describe  (const OverpaintGpuReport  *report);
void                 overpaint_gpu_report_free      (OverpaintGpuReport        *report);

gchar              * overpaint_gpu_shorten_name     (const gchar               *name);
gchar              * overpaint_gpu_advise           (GPtrArray                 *gpus,
                                                     const gchar               *family);
gchar              * overpaint_gpu_warn             (GPtrArray                 *gpus,
                                                     const gchar               *family,
                                                     gboolean                   holds_another);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintGpuReport, overpaint_gpu_report_free)

G_END_DECLS
