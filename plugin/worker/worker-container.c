/* worker-container.c: what is needed to start Livepeer's runner in a container
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "worker-container.h"
#include "worker-image-resources.h"

#define DATA  "/org/overpaint/worker-image/worker-image.ini"
#define GROUP "runner"

static GKeyFile *
load_data (void)
{
  g_autoptr (GBytes)  bytes = NULL;
  GKeyFile           *data  = g_key_file_new ();

  bytes = g_resource_lookup_data (overpaint_worker_image_get_resource (), DATA, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_key_file_load_from_bytes (data, bytes, G_KEY_FILE_NONE, NULL);

  return data;
}

/**
 * overpaint_worker_container_find_tool:
 * @path: (nullable): the folders to look in, as in PATH; %NULL for PATH itself
 * @error: return location for an error of %OVERPAINT_WORKER_LAUNCH_ERROR
 *
 * Looks for docker, and for podman where there is none.
 *
 * Returns: (transfer full) (nullable): its path
 */
gchar *
overpaint_worker_container_find_tool (const gchar  *path,
                                      GError      **error)
{
  static const gchar * const tools[] = { "docker", "podman" };
  g_auto (GStrv)             folders = g_strsplit (path != NULL ? path : g_getenv ("PATH"), ":", -1);
  guint                      i;
  guint                      j;

  for (i = 0; i < G_N_ELEMENTS (tools); i++)
    for (j = 0; folders[j] != NULL; j++)
      {
        g_autofree gchar *tool = g_build_filename (folders[j], tools[i], NULL);

        if (g_file_test (tool, G_FILE_TEST_IS_REGULAR) && access (tool, X_OK) == 0)
          return g_steal_pointer (&tool);
      }

  g_set_error_literal (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_PROGRAM,
                       _("Neither docker nor podman is installed; one of them runs the container."));

  return NULL;
}

/* Letters, digits and what Hugging Face allows between them: it becomes part of an argument. */
static gboolean
is_model_id (const gchar *id)
{
  return *id != '\0' && *id != '-' && strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_./") == strlen (id);
}

static gboolean
check (const gchar  *model_id,
       const gchar  *models_folder,
       GError      **error)
{
  if (! is_model_id (model_id))
    g_set_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_MODEL,
                 _("“%s” is not the name of a model, such as stabilityai/sd-turbo."), model_id);
  else if (! g_file_test (models_folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_FOLDER,
                 _("There is no folder “%s” for models."), models_folder);
  else if (strpbrk (models_folder, ":,") != NULL)
    g_set_error (error, OVERPAINT_WORKER_LAUNCH_ERROR, OVERPAINT_WORKER_LAUNCH_ERROR_FOLDER,
                 _("A container cannot use the folder “%s”, because of the colon or comma in its name."),
                 models_folder);
  else
    return TRUE;

  return FALSE;
}

static gchar **
list (const gchar *first,
      ...)
{
  g_autoptr (GStrvBuilder)  builder = g_strv_builder_new ();
  const gchar              *word;
  va_list                   words;

  va_start (words, first);

  for (word = first; word != NULL; word = va_arg (words, const gchar *))
    g_strv_builder_add (builder, word);

  va_end (words);

  return g_strv_builder_end (builder);
}

/**
 * overpaint_worker_container_order:
 * @tool: path of docker or podman
 * @model_id: a model's name at Hugging Face, such as "timbrooks/instruct-pix2pix"
 * @models_folder: where models are kept, and put by the runner
 * @may_pull: whether the image may be downloaded, which takes many gigabytes; where not, and it is not here, the
 *   worker fails with "no-image"
 * @error: return location for an error of %OVERPAINT_WORKER_LAUNCH_ERROR
 *
 * Checks that there is what the container needs. It gets the GPUs (podman by the Container Device Interface), is
 * reached from this computer only, and is removed when it ends. Which image, says worker-image.ini.
 *
 * Returns: (transfer full) (nullable): an order for [ctor@Overpaint.WorkerLease.new]; %NULL where something is lacking
 */
OverpaintKeeperOrder *
overpaint_worker_container_order (const gchar  *tool,
                                  const gchar  *model_id,
                                  const gchar  *models_folder,
                                  gboolean      may_pull,
                                  GError      **error)
{
  g_autoptr (GKeyFile)  data     = load_data ();
  g_autofree gchar     *image    = g_key_file_get_string (data, GROUP, "image", NULL);
  g_autofree gchar     *pipeline = g_key_file_get_string (data, GROUP, "pipeline", NULL);
  g_autofree gchar     *inside   = g_key_file_get_string (data, GROUP, "models", NULL);
  g_autofree gchar     *folder   = g_canonicalize_filename (models_folder, NULL);
  g_autofree gchar     *base     = g_path_get_basename (tool);
  gboolean              podman   = strcmp (base, "podman") == 0;
  g_autofree gchar     *publish  = NULL;
  g_autofree gchar     *volume   = NULL;
  g_autofree gchar     *model    = NULL;
  g_autofree gchar     *task     = NULL;
  g_autofree gchar     *name     = NULL;
  g_auto (GStrv)        facts    = NULL;
  OverpaintKeeperOrder *order;

  if (! check (model_id, folder, error))
    return NULL;

  facts   = list (tool, image, model_id, folder, NULL);
  order   = overpaint_keeper_order_new ("runner");
  publish = g_strdup_printf ("127.0.0.1:" OVERPAINT_KEEPER_PORT ":%d",
                             g_key_file_get_integer (data, GROUP, "port", NULL));
  volume  = g_strdup_printf ("%s:%s", folder, inside);
  model   = g_strdup_printf ("MODEL_ID=%s", model_id);
  task    = g_strdup_printf ("PIPELINE=%s", pipeline);

  order->name       = overpaint_worker_launch_get_name (order->kind, facts);
  name              = g_strdup_printf ("overpaint-%s", order->name);
  order->question   = g_strdup ("/health");
  order->ready_time = (guint) g_key_file_get_integer (data, GROUP, "ready-minutes", NULL) * 60 * 1000;
  order->look       = list (tool, "image", "inspect", "--format", "{{.Id}}", image, NULL);
  order->pull       = may_pull ? list (tool, "pull", image, NULL) : NULL;
  order->clear      = list (tool, "rm", "--force", name, NULL);
  order->run        = list (tool, "run", "--rm", "--name", name, "--pull", "never",
                            podman ? "--device" : "--gpus", podman ? "nvidia.com/gpu=all" : "all",
                            "-p", publish, "-e", task, "-e", model, "-v", volume, image, NULL);

  return order;
}
