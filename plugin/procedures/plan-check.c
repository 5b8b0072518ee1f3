/* plan-check.c: whether there is what a plan needs, and what to expect of it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "catalogue.h"
#include "gpu.h"
#include "plan-check.h"
#include "worker-container.h"
#include "worker-fault.h"
#include "worker-launch.h"
#include "worker-process.h"

/* what is known before the card has answered */
#define SAID "said"

/* Where podman, and newer dockers, look for what names the GPUs (Container Device Interface). */
static const gchar * const cdi_files[] = { "/etc/cdi/nvidia.yaml", "/var/run/cdi/nvidia.yaml" };

static void
free_plan (gpointer plan)
{
  overpaint_worker_plan_free (plan);
}

/* "CUDA0 (NVIDIA GeForce RTX 4080), CPU (…)" */
static gchar *
write_devices (const gchar *list,
               const gchar *wanted,
               gboolean    *is_there)
{
  g_auto (GStrv)  lines = g_strsplit (list, "\n", -1);
  GString        *text  = g_string_new (NULL);
  guint           i;

  *is_there = FALSE;

  for (i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "\t", 2);

      if (g_strv_length (words) < 2 || *words[0] == '\0')
        continue;

      *is_there |= g_ascii_strcasecmp (words[0], wanted) == 0;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[0]);
    }

  return g_utf8_make_valid (g_string_free (text, FALSE), -1);
}

static gchar *
expect (OverpaintWorkerDevice  device,
        const gchar           *description)
{
  switch (device)
    {
    case OVERPAINT_WORKER_DEVICE_CUDA:
      return g_strdup_printf (_("It paints on %s, by CUDA."), description);

    case OVERPAINT_WORKER_DEVICE_VULKAN:
      return g_strdup_printf (_("It paints on %s, by Vulkan. With an NVIDIA card a build for CUDA is faster."),
                              description);

    case OVERPAINT_WORKER_DEVICE_OTHER:
      return g_strdup_printf (_("It paints on %s."), description);

    case OVERPAINT_WORKER_DEVICE_CPU:
      return g_strdup (_("It paints on the CPU: a picture takes minutes. A build for your GPU (CUDA for NVIDIA, else "
                         "Vulkan) takes seconds."));

    case OVERPAINT_WORKER_DEVICE_UNKNOWN:
      break;
    }

  return g_strdup (_("It does not say what it paints on: it may be no sd-server, an old one, or lack a library."));
}

static void
on_gpus_answered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask)               task   = user_data;
  const OverpaintWorkerPlan      *plan   = g_task_get_task_data (task);
  const gchar                    *said   = g_object_get_data (G_OBJECT (task), SAID);
  g_autofree gchar               *name   = g_path_get_basename (plan->model);
  g_autoptr (OverpaintGpuReport)  report = NULL;
  g_autofree gchar               *advice = NULL;
  GError                         *error  = NULL;

  report = overpaint_gpu_query_finish (result, &error);
  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* a file is known by its name, what comes from Hugging Face by its own */
  advice = overpaint_gpu_advise (report->gpus,
                                 overpaint_catalogue_lookup (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER
                                                             ? plan->model : name)->family);

  g_task_return_pointer (task, g_strjoin (advice != NULL ? " " : "", said, advice != NULL ? advice : "", NULL), g_free);
}

/* Takes @sentence. Where a card of NVIDIA's paints, whether the model fits is worth a sentence too. */
static void
return_sentence (GTask    *task,
                 gchar    *sentence,
                 gboolean  by_cuda)
{
  if (! by_cuda)
    {
      g_task_return_pointer (task, sentence, g_free);
      return;
    }

  g_object_set_data_full (G_OBJECT (task), SAID, sentence, g_free);
  overpaint_gpu_query_async (g_task_get_cancellable (task), on_gpus_answered, g_object_ref (task));
}

static void
return_devices (GTask       *task,
                const gchar *list)
{
  const OverpaintWorkerPlan *plan        = g_task_get_task_data (task);
  g_autofree gchar          *name        = NULL;
  g_autofree gchar          *description = NULL;
  g_autofree gchar          *devices     = NULL;
  g_autofree gchar          *chosen      = NULL;
  OverpaintWorkerDevice      device;
  gboolean                   is_there;

  device  = overpaint_worker_launch_choose_device (list, &name, &description);
  devices = write_devices (list, plan->device, &is_there);

  if (*plan->device == '\0' || device == OVERPAINT_WORKER_DEVICE_UNKNOWN)
    {
      return_sentence (task, expect (device, description), device == OVERPAINT_WORKER_DEVICE_CUDA);
      return;
    }

  if (! is_there)
    {
      g_task_return_new_error (task, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM,
                               _("The program has no device “%s”; it has %s."), plan->device, devices);
      return;
    }

  /* what the artist has chosen, by its own name */
  g_clear_pointer (&name, g_free);
  g_clear_pointer (&description, g_free);
  chosen = g_strdup_printf ("%s\t%s\n", plan->device, plan->device);
  device = overpaint_worker_launch_choose_device (chosen, &name, &description);
  return_sentence (task, expect (device, description), device == OVERPAINT_WORKER_DEVICE_CUDA);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)  task  = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gchar  *list  = overpaint_worker_launch_ask_devices_finish (result, &error);

  if (list != NULL)
    return_devices (task, list);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM,
                             "%s %s (%s)", overpaint_worker_fault_describe (OVERPAINT_WORKER_FAULT_NOT_STARTED),
                             overpaint_worker_fault_remedy (OVERPAINT_WORKER_FAULT_NOT_STARTED), error->message);
}

static gboolean
has_cdi (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cdi_files); i++)
    {
      if (g_file_test (cdi_files[i], G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

/* A hint only: the toolkit may lie elsewhere, and docker may be another computer's. */
static const gchar *
find_hint (const gchar *tool)
{
  g_autofree gchar *program = g_find_program_in_path ("nvidia-ctk");
  g_autofree gchar *base    = g_path_get_basename (tool);

  if (program == NULL && ! has_cdi ())
    return _("The NVIDIA Container Toolkit was not found; without it containers cannot use the GPU.");

  if (g_str_equal (base, "podman") && ! has_cdi ())
    return _("podman needs “nvidia-ctk cdi generate” once, to find the GPU.");

  return NULL;
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask)  task    = user_data;
  GSubprocess       *process = G_SUBPROCESS (source);
  g_autofree gchar  *said    = NULL;
  const gchar       *fault   = NULL;
  const gchar       *hint    = find_hint (g_object_get_data (G_OBJECT (task), "tool"));
  GError            *error   = NULL;

  if (! g_subprocess_communicate_utf8_finish (process, result, NULL, &said, &error))
    {
      g_subprocess_force_exit (process);
      g_task_return_error (task, error);
      return;
    }

  if (! g_subprocess_get_successful (process))
    fault = overpaint_worker_fault_read (said);

  if (fault != NULL)
    {
      g_task_return_new_error (task, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM, "%s %s",
                               overpaint_worker_fault_describe (fault), overpaint_worker_fault_remedy (fault));
      return;
    }

  return_sentence (task,
                   g_strjoin (hint != NULL ? " " : "",
                              g_subprocess_get_successful (process)
                              ? _("The container's image is on this computer.")
                              : _("The container's image must be downloaded first; it takes many gigabytes."),
                              hint != NULL ? hint : "", NULL), TRUE);
}

static void
check_container (GTask *owned)
{
  g_autoptr (GTask)                 task        = owned;
  const OverpaintWorkerPlan        *plan        = g_task_get_task_data (task);
  GCancellable                     *cancellable = g_task_get_cancellable (task);
  g_autoptr (OverpaintKeeperOrder)  order       = NULL;
  g_autoptr (GSubprocessLauncher)   launcher    = NULL;
  g_autoptr (GSubprocess)           process     = NULL;
  g_auto (GStrv)                    whole       = g_get_environ ();
  g_auto (GStrv)                    clean       = overpaint_worker_process_clean_environment (whole);
  gchar                            *tool        = NULL;
  GError                           *error       = NULL;

  tool = *plan->program != '\0' ? g_strdup (plan->program) : overpaint_worker_container_find_tool (NULL, &error);

  if (tool != NULL)
    {
      g_object_set_data_full (G_OBJECT (task), "tool", tool, g_free);
      order = overpaint_worker_container_order (tool, plan->model, plan->folder, FALSE, &error);
    }

  if (order != NULL)
    {
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_subprocess_launcher_set_environ (launcher, clean);
      process = g_subprocess_launcher_spawnv (launcher, (const gchar * const *) order->look, &error);
    }

  if (process != NULL)
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_looked, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_plan_check_async:
 * @plan: a plan
 * @cancellable: (nullable): to end it early
 * @callback: called when it is checked
 * @user_data: for @callback
 *
 * Looks whether a plan's program, model and folders are there, and asks an sd-server for its devices, docker
 * or podman for the image. No worker is started.
 */
void
overpaint_plan_check_async (const OverpaintWorkerPlan *plan,
                            GCancellable              *cancellable,
                            GAsyncReadyCallback        callback,
                            gpointer                   user_data)
{
  g_autoptr (GTask)                 task   = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (OverpaintKeeperOrder)  order  = NULL;
  const gchar                      *folder = *plan->folder != '\0' ? plan->folder : NULL;
  GError                           *error  = NULL;

  g_task_set_source_tag (task, overpaint_plan_check_async);
  g_task_set_task_data (task, overpaint_worker_plan_copy (plan), free_plan);

  if (plan->kind == OVERPAINT_WORKER_PLAN_CONTAINER)
    {
      check_container (g_steal_pointer (&task));
      return;
    }

  order = overpaint_worker_launch_sd_server (plan->program, plan->model, folder, NULL, &error);

  if (order != NULL)
    overpaint_worker_launch_ask_devices_async (plan->program, cancellable, on_listed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * overpaint_plan_check_finish:
 * @result: what the callback was given
 * @error: return location for what is lacking, as a sentence, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what to expect, in sentences
 */
gchar *
overpaint_plan_check_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
