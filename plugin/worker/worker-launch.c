/* worker-launch.c: what is needed to start an sd-server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "worker-launch.h"
#include "worker-process.h"

/* Letters of the checksum that tells configurations apart: the chance that two agree is one in 2^64. */
#define NAME_LETTERS 16

G_DEFINE_QUARK (overpaint-worker-launch-error-quark, overpaint_worker_launch_error)

static OverpaintWorkerDevice
device_of (const gchar *name)
{
  g_autofree gchar *small = g_ascii_strdown (name, -1);

  if (strstr (small, "cuda") != NULL)
    return OVERPAINT_WORKER_DEVICE_CUDA;

  if (strstr (small, "vulkan") != NULL)
    return OVERPAINT_WORKER_DEVICE_VULKAN;

  return strstr (small, "cpu") != NULL ? OVERPAINT_WORKER_DEVICE_CPU : OVERPAINT_WORKER_DEVICE_OTHER;
}

/**
 * overpaint_worker_launch_choose_device:
 * @list: what `sd-server --list-devices` prints: a line a device, name and description with a tab between them
 * @name: (out) (transfer full) (nullable): the device's name, to be given to
 *   [func@Overpaint.worker_launch_sd_server]; %NULL where the program chooses it by itself, as the first of its list
 * @description: (out) (transfer full) (nullable): what the device calls itself, such as "NVIDIA GeForce RTX 4080"
 *
 * Chooses CUDA, else Vulkan, else another GPU, else the CPU; of two alike, the first.
 *
 * Returns: what was chosen
 */
OverpaintWorkerDevice
overpaint_worker_launch_choose_device (const gchar  *list,
                                       gchar       **name,
                                       gchar       **description)
{
  OverpaintWorkerDevice best  = OVERPAINT_WORKER_DEVICE_UNKNOWN;
  g_auto (GStrv)        lines = g_strsplit (list, "\n", -1);
  gboolean              first = TRUE;
  guint                 i;

  *name        = NULL;
  *description = NULL;

  for (i = 0; lines[i] != NULL; i++)
    {
      gchar                 *tab = strchr (lines[i], '\t');
      OverpaintWorkerDevice  device;

      /* a program may say other things before its list */
      if (tab == NULL || tab == lines[i])
        continue;

      *tab   = '\0';
      device = device_of (lines[i]);

      if (best == OVERPAINT_WORKER_DEVICE_UNKNOWN || device < best)
        {
          best = device;
          g_free (*name);
          g_free (*description);
          *name        = first ? NULL : g_strdup (lines[i]);
          *description = g_utf8_make_valid (g_strstrip (tab + 1), -1);
        }

      first = FALSE;
    }

  return best;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask)  task  = data;
  g_autofree gchar  *list  = NULL;
  GError            *error = NULL;

  if (! g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &list, NULL, &error))
    {
      g_subprocess_force_exit (G_SUBPROCESS (source));
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&list), g_free);
}

/**
 * overpaint_worker_launch_ask_devices_async:
 * @program: path of an sd-server
 * @cancellable: (nullable): to end it early
 * @callback: called when it has answered
 * @data: given to @callback
 *
 * Asks an sd-server for its devices. It needs no model for that.
 */
void
overpaint_worker_launch_ask_devices_async (const gchar         *program,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             data)
{
  g_autoptr (GTask)                task        = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GSubprocessLauncher)  launcher    = NULL;
  g_autoptr (GSubprocess)          process     = NULL;
  g_auto (GStrv)                   whole       = g_get_environ ();
  g_auto (GStrv)                   environment = overpaint_worker_process_clean_environment (whole);
  GError                          *error       = NULL;

  g_task_set_source_tag (task, overpaint_worker_launch_ask_devices_async);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--list-devices", NULL);

  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, on_listed, g_steal_pointer (&task));
}

/**
 * overpaint_worker_launch_ask_devices_finish:
 * @result: what the callback was given
 * @error: return location for an error of %G_SPAWN_ERROR or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the list, for [func@Overpaint.worker_launch_choose_device]
 */
gchar *
overpaint_worker_launch_ask_devices_finish (GAsyncResult  *result,
                                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * overpaint_worker_launch_get_name:
 * @kind: "sd-server" or "runner"
 * @arguments: (array zero-terminated=1): what tells this configuration from others
 *
 * Returns: (transfer full): a name for a worker, the same for the same configuration
 */
gchar *
overpaint_worker_launch_get_name (const gchar  *kind,
                                  gchar       **arguments)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint                 i;

  for (i = 0; arguments[i] != NULL; i++)
    g_checksum_update (checksum, (const guchar *) arguments[i], (gssize) strlen (arguments[i]) + 1);

  return g_strdup_printf ("%s-%.*s", kind, NAME_LETTERS, g_checksum_get_string (checksum));
}

static gboolean
lacks (GError                     **error,
       OverpaintWorkerLaunchError   code,
       const gchar                 *sentence,
       const gchar                 *path)
{
  g_autoptr (GString) text = g_string_new (sentence);

  g_string_replace (text, "%s", path, 1);
  g_set_error_literal (error, OVERPAINT_WORKER_LAUNCH_ERROR, (gint) code, text->str);

  return FALSE;
}

static gboolean
check (const gchar  *program,
       const gchar  *model,
       const gchar  *lora_folder,
       GError      **error)
{
  if (! g_file_test (program, G_FILE_TEST_IS_REGULAR))
    return lacks (error, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM, _("There is no program “%s”."), program);

  if (access (program, X_OK) != 0)
    return lacks (error, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM,
                  _("“%s” may not be run as a program. Allow it in the file's properties."), program);

  if (! g_file_test (model, G_FILE_TEST_IS_REGULAR))
    return lacks (error, OVERPAINT_WORKER_LAUNCH_ERROR_MODEL, _("There is no model file “%s”."), model);

  if (access (model, R_OK) != 0)
    return lacks (error, OVERPAINT_WORKER_LAUNCH_ERROR_MODEL, _("The model file “%s” may not be read."), model);

  if (lora_folder != NULL && ! g_file_test (lora_folder, G_FILE_TEST_IS_DIR))
    return lacks (error, OVERPAINT_WORKER_LAUNCH_ERROR_FOLDER, _("There is no folder “%s” for LoRAs."), lora_folder);

  return TRUE;
}

/**
 * overpaint_worker_launch_sd_server:
 * @program: path of an sd-server
 * @model: path of a model's file
 * @lora_folder: (nullable): where LoRAs lie
 * @device: (nullable): name of a device, of [func@Overpaint.worker_launch_choose_device]
 * @error: return location for an error of %OVERPAINT_WORKER_LAUNCH_ERROR
 *
 * Checks that there is what an sd-server needs. It will listen on this computer only, at a free port that the keeper
 * chooses when it starts it, and counts as ready when it says that this is its model.
 *
 * Returns: (transfer full) (nullable): an order for [ctor@Overpaint.WorkerLease.new]; %NULL where something is lacking
 */
OverpaintKeeperOrder *
overpaint_worker_launch_sd_server (const gchar  *program,
                                   const gchar  *model,
                                   const gchar  *lora_folder,
                                   const gchar  *device,
                                   GError      **error)
{
  g_autoptr (GStrvBuilder)          builder = g_strv_builder_new ();
  g_autofree gchar                 *whole   = g_canonicalize_filename (program, NULL);
  g_autofree gchar                 *path    = g_canonicalize_filename (model, NULL);
  OverpaintKeeperOrder             *order;

  if (! check (whole, path, lora_folder, error))
    return NULL;

  g_strv_builder_add_many (builder, whole, "-m", path, "-l", "127.0.0.1", "--listen-port", OVERPAINT_KEEPER_PORT, NULL);

  if (lora_folder != NULL)
    {
      g_autofree gchar *folder = g_canonicalize_filename (lora_folder, NULL);

      g_strv_builder_add_many (builder, "--lora-model-dir", folder, NULL);
    }

  if (device != NULL)
    g_strv_builder_add_many (builder, "--backend", device, NULL);

  order           = overpaint_keeper_order_new ("sd-server");
  order->run      = g_strv_builder_end (builder);
  order->name     = overpaint_worker_launch_get_name (order->kind, order->run);
  order->model    = g_steal_pointer (&path);
  order->question = g_strdup ("/sdcpp/v1/capabilities");

  return order;
}
