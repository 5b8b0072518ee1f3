/* gpu.c: this computer's graphics cards, said
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "gpu-private.h"
#include "stranger-json.h"

#define GIBIBYTE ((gdouble) (1024 * 1024 * 1024))

static void
gpu_free (gpointer data)
{
  OverpaintGpu *gpu = data;

  g_free (gpu->name);
  g_free (gpu->driver);
  g_free (gpu);
}

/**
 * overpaint_gpu_new: (skip)
 * @name: (nullable): the card's name, as a driver gives it
 * @driver: (nullable): the driver's version, as it gives it
 *
 * Returns: (transfer full): a card of which nothing else is known
 */
OverpaintGpu *
overpaint_gpu_new (const gchar *name,
                   const gchar *driver)
{
  OverpaintGpu *gpu = g_new0 (OverpaintGpu, 1);

  gpu->name   = overpaint_stranger_json_clean (name);
  gpu->driver = overpaint_stranger_json_clean (driver);

  if (gpu->name == NULL)
    gpu->name = g_strdup ("NVIDIA");

  return gpu;
}

/**
 * overpaint_gpu_report_new: (skip)
 * @state: how asking went
 *
 * Returns: (transfer full): a report without cards
 */
OverpaintGpuReport *
overpaint_gpu_report_new (OverpaintGpuState state)
{
  OverpaintGpuReport *report = g_new0 (OverpaintGpuReport, 1);

  report->state = state;
  report->gpus  = g_ptr_array_new_with_free_func (gpu_free);

  return report;
}

/**
 * overpaint_gpu_report_free:
 * @report: (transfer full): a report
 */
void
overpaint_gpu_report_free (OverpaintGpuReport *report)
{
  g_ptr_array_unref (report->gpus);
  g_free (report);
}

/**
 * overpaint_gpu_state_from_nvml: (skip)
 * @code: what a function of NVML returned, or nvidia-smi's exit status, which is the same
 *
 * Returns: what it means; %OVERPAINT_GPU_UNKNOWN for most
 */
OverpaintGpuState
overpaint_gpu_state_from_nvml (gint code)
{
  switch (code)
    {
    case 0:
      return OVERPAINT_GPU_KNOWN;
    case 4:
      return OVERPAINT_GPU_NO_PERMISSION;
    case 9:
      return OVERPAINT_GPU_NO_DRIVER;
    case 12:
      return OVERPAINT_GPU_NO_LIBRARY;
    case 18:
      return OVERPAINT_GPU_MISMATCH;
    default:
      return OVERPAINT_GPU_UNKNOWN;
    }
}

static void
ask_nvml (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  g_task_return_pointer (task, overpaint_gpu_nvml_ask (), (GDestroyNotify) overpaint_gpu_report_free);
}

static void
smi_answered (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask)   task   = data;
  OverpaintGpuReport *report;
  GError             *error  = NULL;

  report = overpaint_gpu_smi_ask_finish (result, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) overpaint_gpu_report_free);
  else
    g_task_return_error (task, error);
}

static void
nvml_answered (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask)              task   = data;
  g_autoptr (OverpaintGpuReport) report = NULL;
  GError                        *error  = NULL;

  report = g_task_propagate_pointer (G_TASK (result), &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else if (report->state == OVERPAINT_GPU_NO_LIBRARY || report->state == OVERPAINT_GPU_UNKNOWN)
    overpaint_gpu_smi_ask_async (g_task_get_cancellable (task), smi_answered, g_object_ref (task));
  else
    g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) overpaint_gpu_report_free);
}

/**
 * overpaint_gpu_query_async:
 * @cancellable: (nullable): to end it early
 * @callback: called when the cards are known, or cannot be
 * @data: given to @callback
 *
 * Asks for the graphics cards: the driver's own library (NVML) in another thread, and where that
 * is not here or does not work, the driver's program nvidia-smi. A driver that hangs holds up
 * nobody; @cancellable gives it up.
 */
void
overpaint_gpu_query_async (GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             data)
{
  g_autoptr (GTask) task   = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) thread = g_task_new (NULL, cancellable, nvml_answered, g_object_ref (task));

  g_task_set_source_tag (task, overpaint_gpu_query_async);
  g_task_set_source_tag (thread, ask_nvml);
  g_task_set_return_on_cancel (thread, TRUE);
  g_task_run_in_thread (thread, ask_nvml);
}

/**
 * overpaint_gpu_query_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what is known, which may be nothing; %NULL with @error set
 *   where it was cancelled, and for no other reason
 */
OverpaintGpuReport *
overpaint_gpu_query_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * overpaint_gpu_shorten_name:
 * @name: a card's name: "NVIDIA GeForce RTX 4080"
 *
 * Returns: (transfer full): the part that tells it from others: "RTX 4080"
 */
gchar *
overpaint_gpu_shorten_name (const gchar *name)
{
  if (g_str_has_prefix (name, "NVIDIA ") && name[7] != '\0')
    name += 7;
  if (g_str_has_prefix (name, "GeForce ") && name[8] != '\0')
    name += 8;

  return g_strdup (name);
}

static gchar *
describe_gpu (const OverpaintGpu *gpu)
{
  g_autofree gchar *name = overpaint_gpu_shorten_name (gpu->name);

  if (gpu->memory_total == 0)
    return g_steal_pointer (&name);

  /* Translators: a graphics card: "RTX 4080, 14.2 of 16.0 GiB free" */
  return g_strdup_printf (_("%s, %.1f of %.1f GiB free"), name, (gdouble) gpu->memory_free / GIBIBYTE,
                          (gdouble) gpu->memory_total / GIBIBYTE);
}

static gchar *
describe_gpus (GPtrArray *gpus)
{
  g_autoptr (GString) text   = g_string_new (NULL);
  const gchar        *driver = NULL;
  guint               i;

  if (gpus->len == 0)
    return g_strdup (_("The NVIDIA driver knows no graphics card."));

  for (i = 0; i < gpus->len; i++)
    {
      OverpaintGpu     *gpu  = g_ptr_array_index (gpus, i);
      g_autofree gchar *line = describe_gpu (gpu);

      if (i > 0)
        g_string_append_c (text, '\n');

      g_string_append (text, line);
      driver = gpu->driver;
    }

  if (driver != NULL)
    {
      g_string_append_c (text, '\n');
      /* Translators: %s is a version: "550.54.14" */
      g_string_append_printf (text, _("NVIDIA driver %s"), driver);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * overpaint_gpu_report_describe:
 * @report: a report
 *
 * Says what is known: a line a card and one for the driver, or a sentence on why the cards are
 * not known and what to do about it.
 *
 * Returns: (transfer full): the text, in the artist's language
 */
gchar *
overpaint_gpu_report_describe (const OverpaintGpuReport *report)
{
  switch (report->state)
    {
    case OVERPAINT_GPU_KNOWN:
      return describe_gpus (report->gpus);

    case OVERPAINT_GPU_NO_LIBRARY:
      return g_strdup (_("No NVIDIA driver is found here. A worker can run all the same, on another card, "
                         "or where GIMP runs in a sandbox."));

    case OVERPAINT_GPU_NO_DRIVER:
      return g_strdup (_("The NVIDIA driver is installed and not loaded. Restart the computer; if that does not "
                         "help, install the driver again."));

    case OVERPAINT_GPU_MISMATCH:
      return g_strdup (_("The NVIDIA driver was updated and the old one still runs. Reboot after the driver update."));

    case OVERPAINT_GPU_NO_PERMISSION:
      return g_strdup (_("This user may not ask the NVIDIA driver. Join the group that may use the graphics card, "
                         "often “video” or “render”."));

    case OVERPAINT_GPU_UNKNOWN:
      break;
    }

  return g_strdup (_("What graphics card this computer has could not be found out. A worker can run all the same."));
}
