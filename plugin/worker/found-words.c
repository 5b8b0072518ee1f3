/* found-words.c: a worker that was found, said
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "found-words.h"
#include "gpu.h"

#define GIBIBYTE ((gdouble) (1024 * 1024 * 1024))

static gchar *
describe_models (const OverpaintFoundWorker *worker)
{
  if (worker->model != NULL && worker->n_models <= 1)
    return g_strdup (worker->model);

  if (worker->n_models == 0)
    return g_strdup (_("no model"));

  if (worker->n_models > 0)
    return g_strdup_printf (ngettext ("%d model", "%d models", (gulong) worker->n_models), worker->n_models);

  return NULL;
}

static gchar *
describe_card (const OverpaintFoundWorker *worker)
{
  if (worker->gpu != NULL)
    return overpaint_gpu_shorten_name (worker->gpu);

  /* Translators: the memory of a graphics card, in a list: "Forge, 12 models, 16 GiB graphics card" */
  if (worker->memory_total > 0)
    return g_strdup_printf (_("%.0f GiB graphics card"), (gdouble) worker->memory_total / GIBIBYTE);

  return NULL;
}

/**
 * overpaint_found_worker_describe:
 * @worker: a worker
 *
 * Says what was found: "Forge, 12 models, RTX 4080"; "sd-server, sd_turbo".
 *
 * Returns: (transfer full): one line, in the artist's language
 */
gchar *
overpaint_found_worker_describe (const OverpaintFoundWorker *worker)
{
  g_autofree gchar *models = NULL;
  g_autofree gchar *card   = NULL;
  const gchar      *name   = worker->name != NULL ? worker->name : _("A server that does not say what it is");

  models = describe_models (worker);
  card   = describe_card (worker);

  if (models != NULL && card != NULL)
    /* Translators: a server, its models and its graphics card: "Forge, 12 models, RTX 4080" */
    return g_strdup_printf (_("%s, %s, %s"), name, models, card);

  if (models != NULL || card != NULL)
    /* Translators: a server, and its models or its graphics card: "Forge, 12 models" */
    return g_strdup_printf (_("%s, %s"), name, models != NULL ? models : card);

  return g_strdup (name);
}

/**
 * overpaint_found_worker_advise:
 * @worker: a worker
 *
 * Says what is in the way, and what to do about it.
 *
 * Returns: (transfer full) (nullable): a sentence, in the artist's language; %NULL where nothing is
 *   in the way
 */
gchar *
overpaint_found_worker_advise (const OverpaintFoundWorker *worker)
{
  switch (worker->state)
    {
    case OVERPAINT_FOUND_READY:
      if (worker->n_models == 0)
        return g_strdup (_("It has no model for pictures. Load one there, then look again."));
      return NULL;

    case OVERPAINT_FOUND_LOGIN:
      return g_strdup (_("It needs a user and a password."));

    case OVERPAINT_FOUND_NO_API:
      return g_strdup (_("It lets no program ask for pictures. Quit it and start it with --api, then look again."));

    case OVERPAINT_FOUND_FOREIGN:
      return g_strdup_printf (_("Overpaint does not speak %s's language yet."), worker->name);

    case OVERPAINT_FOUND_OTHER_PIPELINE:
      return g_strdup_printf (_("It was started for “%s”. Start it for “image-to-image”, then look again."),
                              worker->pipeline);

    case OVERPAINT_FOUND_SILENT:
      return g_strdup (_("Something takes connections there and does not answer. If it is a worker that paints, "
                         "look again when it is done."));

    case OVERPAINT_FOUND_STARTING:
      return g_strdup (_("Something closes each connection there at once. If it is a worker that still loads its "
                         "model, look again in a minute."));
    }

  return NULL;
}
