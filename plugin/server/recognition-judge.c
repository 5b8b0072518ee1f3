/* recognition-judge.c: which worker it is that answered
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "recognition-private.h"

/* What was answered with 200 and an object. */
static JsonObject *
get_object (OverpaintRecognition *recognition,
            OverpaintQuestion     question)
{
  const Answer *answer = &recognition->answers[question];

  return answer->status == 200 ? overpaint_stranger_json_object (answer->json) : NULL;
}

static JsonArray *
get_array (OverpaintRecognition *recognition,
           OverpaintQuestion     question)
{
  const Answer *answer = &recognition->answers[question];

  return answer->status == 200 ? overpaint_stranger_json_array (answer->json) : NULL;
}

static JsonObject *
get_first (JsonArray *array)
{
  return array != NULL && json_array_get_length (array) > 0
         ? overpaint_stranger_json_object (json_array_get_element (array, 0)) : NULL;
}

/* What web UIs and KoboldCpp tell of their models and of their card. */
static OverpaintFoundWorker *
tell_sdapi (OverpaintRecognition *recognition,
            const gchar          *kind,
            const gchar          *name)
{
  OverpaintFoundWorker *worker  = overpaint_found_worker_new (kind, name, OVERPAINT_FOUND_READY);
  JsonArray            *models  = get_array (recognition, OVERPAINT_ASK_MODELS);
  JsonObject           *options = get_object (recognition, OVERPAINT_ASK_OPTIONS);
  JsonObject           *memory  = get_object (recognition, OVERPAINT_ASK_MEMORY);
  JsonObject           *card    = get_object (recognition, OVERPAINT_ASK_CARD);

  if (models != NULL)
    worker->n_models = (gint) MIN (json_array_get_length (models), G_MAXINT);

  if (worker->n_models != 0)
    worker->model = overpaint_stranger_json_clean (overpaint_stranger_json_get_text (options, "sd_model_checkpoint"));

  memory = overpaint_stranger_json_get_object (memory, "cuda");
  memory = overpaint_stranger_json_get_object (memory, "system");
  worker->memory_total = overpaint_stranger_json_get_size (memory, "total");
  worker->memory_free  = MIN (overpaint_stranger_json_get_size (memory, "free"), worker->memory_total);

  /* One version of SD.Next gives a list, another one card. */
  if (card == NULL)
    card = get_first (get_array (recognition, OVERPAINT_ASK_CARD));
  worker->gpu = overpaint_stranger_json_clean (overpaint_stranger_json_get_text (card, "name"));

  return worker;
}

static OverpaintFoundWorker *
judge_koboldcpp (OverpaintRecognition *recognition)
{
  JsonObject *info     = get_object (recognition, OVERPAINT_ASK_SERVICE_INFO);
  JsonObject *software = overpaint_stranger_json_get_object (info, "software");

  if (g_strcmp0 (overpaint_stranger_json_get_text (software, "name"), "KoboldCpp") != 0)
    return NULL;

  return tell_sdapi (recognition, "koboldcpp", "KoboldCpp");
}

static OverpaintFoundWorker *
judge_sd_server (OverpaintRecognition *recognition)
{
  JsonObject           *capabilities = get_object (recognition, OVERPAINT_ASK_CAPABILITIES);
  JsonObject           *model;
  OverpaintFoundWorker *worker;
  const gchar          *name;

  if (overpaint_stranger_json_get_object (capabilities, "limits") == NULL)
    return NULL;

  worker = overpaint_found_worker_new ("sd-server", "sd-server", OVERPAINT_FOUND_READY);
  model  = overpaint_stranger_json_get_object (capabilities, "model");
  name   = overpaint_stranger_json_get_text (model, "stem");
  if (name == NULL)
    name = overpaint_stranger_json_get_text (model, "name");

  worker->model    = overpaint_stranger_json_clean (name);
  worker->n_models = worker->model != NULL ? 1 : -1;

  return worker;
}

static OverpaintFoundWorker *
judge_sdnext (OverpaintRecognition *recognition)
{
  if (get_object (recognition, OVERPAINT_ASK_SDAPI_VERSION) == NULL)
    return NULL;

  return tell_sdapi (recognition, "sdnext", "SD.Next");
}

/* Forge is known by its own settings, which all begin with its name. */
static gboolean
has_forge_settings (JsonObject *object)
{
  JsonObjectIter  each;
  const gchar    *member;

  if (object == NULL)
    return FALSE;

  json_object_iter_init (&each, object);
  while (json_object_iter_next (&each, &member, NULL))
    if (g_str_has_prefix (member, "forge_"))
      return TRUE;

  return FALSE;
}

/* Servers that ask for a password whatever they are asked tell nothing of themselves; a web UI
 * asks for it where it has something, and says that it has nothing elsewhere.
 */
static gboolean
wants_login (OverpaintRecognition *recognition,
             OverpaintQuestion     question)
{
  const Answer *answer = &recognition->answers[question];
  JsonObject   *object = overpaint_stranger_json_object (answer->json);

  return answer->status == 401 && object != NULL && json_object_has_member (object, "detail") &&
         recognition->answers[OVERPAINT_ASK_CAPABILITIES].status != 401;
}

static OverpaintFoundWorker *
judge_web_ui (OverpaintRecognition *recognition)
{
  JsonObject  *flags   = get_object (recognition, OVERPAINT_ASK_FLAGS);
  JsonObject  *options = get_object (recognition, OVERPAINT_ASK_OPTIONS);
  JsonObject  *models  = get_object (recognition, OVERPAINT_ASK_OPENAI_MODELS);
  JsonArray   *ids;
  const gchar *id;

  if (wants_login (recognition, OVERPAINT_ASK_FLAGS))
    {
      if (wants_login (recognition, OVERPAINT_ASK_SDAPI_VERSION))
        return overpaint_found_worker_new ("sdnext", "SD.Next", OVERPAINT_FOUND_LOGIN);

      return overpaint_found_worker_new ("a1111", _("Stable Diffusion web UI"), OVERPAINT_FOUND_LOGIN);
    }

  if (flags != NULL)
    {
      if (has_forge_settings (flags) || has_forge_settings (options))
        return tell_sdapi (recognition, "forge", "Forge");

      return tell_sdapi (recognition, "a1111", "AUTOMATIC1111");
    }

  if (options == NULL || ! json_object_has_member (options, "sd_model_checkpoint"))
    return NULL;

  /* Some versions fail when they are asked for their flags. */
  if (has_forge_settings (options))
    return tell_sdapi (recognition, "forge", "Forge");

  /* An sd-server of before its own API. */
  ids = models != NULL ? overpaint_stranger_json_array (json_object_get_member (models, "data")) : NULL;
  id  = overpaint_stranger_json_get_text (get_first (ids), "id");

  if (g_strcmp0 (id, "sd-cpp-local") == 0)
    return tell_sdapi (recognition, "sd-server", "sd-server");

  return tell_sdapi (recognition, "a1111", _("Stable Diffusion server"));
}

static void
tell_first_card (OverpaintFoundWorker *worker,
                 JsonObject           *cards)
{
  JsonObjectIter  each;
  JsonNode       *node;

  if (cards == NULL)
    return;

  json_object_iter_init (&each, cards);
  if (json_object_iter_next (&each, NULL, &node))
    {
      JsonObject *card = overpaint_stranger_json_object (node);

      worker->gpu          = overpaint_stranger_json_clean (overpaint_stranger_json_get_text (card, "name"));
      worker->memory_total = overpaint_stranger_json_get_size (card, "memory_total");
      worker->memory_free  = MIN (overpaint_stranger_json_get_size (card, "memory_free"), worker->memory_total);
    }
}

/* Runners of before March 2025 say it under hardware/info alone. */
static OverpaintFoundWorker *
judge_runner (OverpaintRecognition *recognition)
{
  JsonObject           *hardware = get_object (recognition, OVERPAINT_ASK_HARDWARE);
  JsonObject           *about    = get_object (recognition, OVERPAINT_ASK_VERSION);
  OverpaintFoundWorker *worker;

  if (overpaint_stranger_json_get_text (about, "pipeline") == NULL)
    about = hardware;

  if (overpaint_stranger_json_get_text (about, "pipeline") == NULL ||
      overpaint_stranger_json_get_text (about, "model_id") == NULL)
    return NULL;

  worker           = overpaint_found_worker_new ("runner", "ai-runner", OVERPAINT_FOUND_READY);
  worker->pipeline = overpaint_stranger_json_clean (overpaint_stranger_json_get_text (about, "pipeline"));
  worker->model    = overpaint_stranger_json_clean (overpaint_stranger_json_get_text (about, "model_id"));
  worker->n_models = 1;
  tell_first_card (worker, overpaint_stranger_json_get_object (hardware, "gpu_info"));

  if (g_strcmp0 (worker->pipeline, "image-to-image") != 0)
    {
      worker->state = OVERPAINT_FOUND_OTHER_PIPELINE;
      worker->kind  = "unknown";
    }

  return worker;
}

static OverpaintFoundWorker *
judge_comfyui (OverpaintRecognition *recognition)
{
  JsonObject *stats  = get_object (recognition, OVERPAINT_ASK_SYSTEM_STATS);
  JsonObject *system = overpaint_stranger_json_get_object (stats, "system");
  JsonArray  *devices;

  if (overpaint_stranger_json_get_text (system, "comfyui_version") == NULL)
    return NULL;

  devices = overpaint_stranger_json_array (json_object_get_member (stats, "devices"));
  if (g_strcmp0 (overpaint_stranger_json_get_text (get_first (devices), "name"), "koboldcpp") == 0)
    return NULL;

  return overpaint_found_worker_new ("unknown", "ComfyUI", OVERPAINT_FOUND_FOREIGN);
}

/* A web UI answers to a ping with an empty object, whether its API is on or not. */
static OverpaintFoundWorker *
judge_no_api (OverpaintRecognition *recognition)
{
  const Answer *answers = recognition->answers;
  JsonObject   *ping    = get_object (recognition, OVERPAINT_ASK_PING);

  if (answers[OVERPAINT_ASK_FLAGS].status != 404 || answers[OVERPAINT_ASK_OPTIONS].status != 404)
    return NULL;

  if (! answers[OVERPAINT_ASK_ROOT].web_ui && (ping == NULL || json_object_get_size (ping) > 0))
    return NULL;

  return overpaint_found_worker_new ("unknown", _("Stable Diffusion web UI"), OVERPAINT_FOUND_NO_API);
}

static gboolean
all_failed (OverpaintRecognition *recognition,
            gint                  failure)
{
  guint i;

  for (i = 0; i < OVERPAINT_N_QUESTIONS; i++)
    if (recognition->answers[i].status != 0 || recognition->answers[i].failure != failure)
      return FALSE;

  return TRUE;
}

/**
 * overpaint_recognition_judge: (skip)
 * @recognition: a recognition, with all answers that came in time
 *
 * Tells what answered. The order counts: KoboldCpp plays several of the others.
 *
 * Returns: (transfer full) (nullable): the worker, without its address; %NULL where nothing is there,
 *   or something that has nothing to do with pictures
 */
OverpaintFoundWorker *
overpaint_recognition_judge (OverpaintRecognition *recognition)
{
  static OverpaintFoundWorker * (* const judges[]) (OverpaintRecognition *) =
  {
    judge_koboldcpp, judge_sd_server, judge_sdnext, judge_web_ui, judge_runner, judge_comfyui, judge_no_api
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      OverpaintFoundWorker *worker = judges[i] (recognition);

      if (worker != NULL)
        return worker;
    }

  if (all_failed (recognition, OVERPAINT_HTTP_ERROR_TIMEOUT))
    return overpaint_found_worker_new ("unknown", NULL, OVERPAINT_FOUND_SILENT);

  if (all_failed (recognition, OVERPAINT_HTTP_ERROR_EMPTY_REPLY))
    return overpaint_found_worker_new ("unknown", NULL, OVERPAINT_FOUND_STARTING);

  return NULL;
}
