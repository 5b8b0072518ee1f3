/* gpu-smi.c: the driver's program, asked for graphics cards
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "gpu-private.h"

/* It takes a second where the driver was asleep. */
#define USUAL_TIMEOUT 5000

#define MEBIBYTE ((guint64) 1024 * 1024)

/* As much as thousands of cards would need. */
#define MOST_BYTES (256 * 1024)

static const gchar *program = NULL;
static guint        timeout = USUAL_TIMEOUT;

typedef struct
{
  GSubprocess *process;
  guint        timer;
  gboolean     with_compute;
  gboolean     returned;
} Asking;

static void run (GTask *owned, gboolean with_compute);

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  if (asking->process != NULL)
    g_subprocess_force_exit (asking->process);

  g_clear_handle_id (&asking->timer, g_source_remove);
  g_clear_object (&asking->process);
  g_free (asking);
}

/* "[N/A]" is how it says that it does not know. */
static guint64
read_number (const gchar *text)
{
  guint64 value = 0;

  if (! g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64 / MEBIBYTE, &value, NULL))
    return 0;

  return value;
}

static void
read_compute (OverpaintGpu *gpu,
              const gchar  *text)
{
  g_auto (GStrv) numbers = g_strsplit (text, ".", 2);

  if (g_strv_length (numbers) == 2 && read_number (numbers[0]) > 0 && read_number (numbers[0]) < 1000)
    {
      gpu->compute_major = (guint) read_number (numbers[0]);
      gpu->compute_minor = (guint) MIN (read_number (numbers[1]), 1000);
    }
}

/* A name may hold a comma: what stands around it is counted from both ends. */
static OverpaintGpu *
parse_line (const gchar *line,
            gboolean     with_compute)
{
  g_auto (GStrv)    fields = g_strsplit (line, ", ", -1);
  g_autofree gchar *name   = NULL;
  guint             n      = g_strv_length (fields);
  guint             after  = with_compute ? 4 : 3;
  gchar            *first_after;
  OverpaintGpu     *gpu;

  if (n < 2 + 1 + after)
    return NULL;

  g_strstrip (fields[n - 1]);
  first_after       = fields[n - after];
  fields[n - after] = NULL;
  name              = g_strjoinv (", ", fields + 2);
  fields[n - after] = first_after;

  gpu               = overpaint_gpu_new (name, fields[n - after + 2]);
  gpu->memory_total = read_number (fields[n - after]) * MEBIBYTE;
  gpu->memory_free  = MIN (read_number (fields[n - after + 1]) * MEBIBYTE, gpu->memory_total);

  if (with_compute)
    read_compute (gpu, fields[n - 1]);

  return gpu;
}

/**
 * overpaint_gpu_smi_parse: (skip)
 * @text: what nvidia-smi wrote: a line a card, "index, uuid, name, total, free, driver" and
 *   perhaps ", compute capability", memory in MiB
 * @with_compute: whether it was asked for the last of them
 *
 * Returns: (transfer full): the cards; the state is %OVERPAINT_GPU_UNKNOWN where no line is as it
 *   should be
 */
OverpaintGpuReport *
overpaint_gpu_smi_parse (const gchar *text,
                         gboolean     with_compute)
{
  OverpaintGpuReport *report = overpaint_gpu_report_new (OVERPAINT_GPU_UNKNOWN);
  g_auto (GStrv)      lines  = g_strsplit (text, "\n", OVERPAINT_GPU_MOST + 1);
  guint               i;

  for (i = 0; lines[i] != NULL && i < OVERPAINT_GPU_MOST; i++)
    {
      OverpaintGpu *gpu = parse_line (lines[i], with_compute);

      if (gpu != NULL)
        g_ptr_array_add (report->gpus, gpu);
    }

  if (report->gpus->len > 0 || strstr (text, "No devices were found") != NULL)
    report->state = OVERPAINT_GPU_KNOWN;

  return report;
}

static void
return_state (GTask             *task,
              OverpaintGpuState  state)
{
  g_task_return_pointer (task, overpaint_gpu_report_new (state), (GDestroyNotify) overpaint_gpu_report_free);
}

/* A child of its own may hold its output open after it is gone, so its end is not waited for. */
static gboolean
time_is_up (gpointer data)
{
  Asking *asking = g_task_get_task_data (data);

  asking->timer    = 0;
  asking->returned = TRUE;
  g_subprocess_force_exit (asking->process);
  return_state (data, OVERPAINT_GPU_UNKNOWN);

  return G_SOURCE_REMOVE;
}

static void
it_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask)    task    = data;
  g_autoptr (GBytes)   output  = NULL;
  g_autofree gchar    *text    = NULL;
  GSubprocess         *process = G_SUBPROCESS (source);
  Asking              *asking  = g_task_get_task_data (task);
  gboolean             with_compute;

  if (asking->returned || g_task_return_error_if_cancelled (task))
    return;

  g_clear_handle_id (&asking->timer, g_source_remove);

  if (! g_subprocess_communicate_finish (process, result, &output, NULL, NULL) ||
      ! g_subprocess_get_if_exited (process) || g_bytes_get_size (output) > MOST_BYTES)
    {
      return_state (task, OVERPAINT_GPU_UNKNOWN);
      return;
    }

  with_compute = asking->with_compute;

  /* Drivers of before 2021 know no compute_cap, and say so with this status. */
  if (g_subprocess_get_exit_status (process) == 2 && with_compute)
    {
      run (g_steal_pointer (&task), FALSE);
      return;
    }

  /* Without any card it says so, and exits with 6. */
  text = g_bytes_get_size (output) > 0 ? g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output))
                                       : g_strdup ("");
  if (g_subprocess_get_exit_status (process) != 0 && strstr (text, "No devices were found") == NULL)
    {
      return_state (task, overpaint_gpu_state_from_nvml (g_subprocess_get_exit_status (process)));
      return;
    }

  g_task_return_pointer (task, overpaint_gpu_smi_parse (text, with_compute),
                         (GDestroyNotify) overpaint_gpu_report_free);
}

/* Takes over the reference to @owned. */
static void
run (GTask    *owned,
     gboolean  with_compute)
{
  g_autoptr (GTask)               task     = owned;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree gchar               *path     = NULL;
  Asking                         *asking   = g_new0 (Asking, 1);

  g_task_set_task_data (task, asking, asking_free);
  path = program != NULL ? g_strdup (program) : g_find_program_in_path ("nvidia-smi");

  if (path == NULL)
    {
      return_state (task, OVERPAINT_GPU_NO_LIBRARY);
      return;
    }

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);

  asking->with_compute = with_compute;
  asking->process      = g_subprocess_launcher_spawn (launcher, NULL, path,
                                                      with_compute
                                                      ? "--query-gpu=index,uuid,name,memory.total,memory.free,"
                                                        "driver_version,compute_cap"
                                                      : "--query-gpu=index,uuid,name,memory.total,memory.free,"
                                                        "driver_version",
                                                      "--format=csv,noheader,nounits", NULL);

  if (asking->process == NULL)
    {
      return_state (task, OVERPAINT_GPU_NO_LIBRARY);
      return;
    }

  asking->timer = g_timeout_add (timeout, time_is_up, task);
  g_subprocess_communicate_async (asking->process, NULL, g_task_get_cancellable (task), it_ended,
                                  g_object_ref (task));
}

/**
 * overpaint_gpu_smi_ask_async: (skip)
 * @cancellable: (nullable): to end it early
 * @callback: called when it has answered, or will not
 * @data: given to @callback
 *
 * Asks nvidia-smi, without a shell and in the C locale, for five seconds at most. Called on the
 * main context.
 */
void
overpaint_gpu_smi_ask_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, overpaint_gpu_smi_ask_async);
  run (task, TRUE);
}

/**
 * overpaint_gpu_smi_ask_finish: (skip)
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL with @error set
 */
OverpaintGpuReport *
overpaint_gpu_smi_ask_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * overpaint_gpu_smi_use: (skip)
 * @path: (nullable): a static path of the program to run; %NULL for nvidia-smi
 * @milliseconds: how long it may take; 0 for the usual time
 *
 * Has the next question run another program.
 */
void
overpaint_gpu_smi_use (const gchar *path,
                       guint        milliseconds)
{
  program = path;
  timeout = milliseconds > 0 ? milliseconds : USUAL_TIMEOUT;
}
