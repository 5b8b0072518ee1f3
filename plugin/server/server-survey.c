/* server-survey.c: asking a server what it can do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "json-member.h"
#include "local-form.h"
#include "sdapi-state.h"
#include "sdcpp-form.h"
#include "server-private.h"

/* In milliseconds: a web UI reads the heads of all its LoRA files first. */
#define TIMEOUT 30000

typedef void (*Reader) (OverpaintCapabilities *capabilities,
                        JsonNode              *root);

typedef struct
{
  const gchar *name;
  Reader       read; /* NULL for sd-server's own, which says everything */
} Question;

typedef struct
{
  OverpaintCapabilities *capabilities;
  const Question        *question;     /* that is asked */
} Survey;

static void ask (GTask *owned);

static void
survey_free (gpointer data)
{
  Survey *survey = data;

  g_clear_pointer (&survey->capabilities, overpaint_capabilities_free);
  g_free (survey);
}

/* The web UIs list absolute paths, and want names; sd.cpp and its kin want the paths. */
static void
read_loras (OverpaintCapabilities *capabilities,
            JsonNode              *root)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  guint      i;

  if (array == NULL)
    return;

  capabilities->loras = overpaint_server_items_new ();

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject  *lora = overpaint_stranger_json_object (json_array_get_element (array, i));
      const gchar *name = overpaint_stranger_json_get_text (lora, "name");
      const gchar *path = overpaint_stranger_json_get_text (lora, "path");

      if (name != NULL || path != NULL)
        {
          OverpaintServerItem *item;

          item = overpaint_server_items_add (capabilities->loras, name != NULL ? name : path,
                                             (capabilities->model_switch && name != NULL) || path == NULL ? name
                                                                                                          : path,
                                             overpaint_stranger_json_get_text (lora, "alias"));
          item->path = g_strdup (path);
        }
    }
}

static void
read_models (OverpaintCapabilities *capabilities,
             JsonNode              *root)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  guint      i;

  if (array == NULL)
    return;

  capabilities->models = overpaint_server_items_new ();

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject  *model = overpaint_stranger_json_object (json_array_get_element (array, i));
      const gchar *title = overpaint_stranger_json_get_text (model, "title");
      const gchar *name  = overpaint_stranger_json_get_text (model, "model_name");

      if (title != NULL)
        overpaint_server_items_add (capabilities->models, name != NULL ? name : title, title, NULL);
    }
}

static void
read_options (OverpaintCapabilities *capabilities,
              JsonNode              *root)
{
  JsonObject *object = overpaint_stranger_json_object (root);

  capabilities->model = g_strdup (overpaint_stranger_json_get_text (object, "sd_model_checkpoint"));
}

/* What a runner says of itself at either of its addresses. */
static void
read_runner (OverpaintCapabilities *capabilities,
             JsonNode              *root)
{
  JsonObject       *object = overpaint_stranger_json_object (root);
  JsonObject       *cards  = overpaint_stranger_json_get_object (object, "gpu_info");
  JsonObject       *card   = overpaint_stranger_json_get_object (cards, "0");
  const gchar      *model  = overpaint_stranger_json_get_text (object, "model_id");
  const gchar      *task   = overpaint_stranger_json_get_text (object, "pipeline");
  g_autofree gchar *name   = g_strdup (overpaint_stranger_json_get_text (card, "name"));

  if (model != NULL)
    {
      g_free (capabilities->model);
      capabilities->model = g_strdup (model);
    }

  if (task != NULL)
    {
      g_free (capabilities->pipeline);
      capabilities->pipeline = g_strdup (task);
    }

  if (name == NULL)
    return;

  g_free (capabilities->card);
  capabilities->card        = g_steal_pointer (&name);
  capabilities->card_memory = (guint64) MAX (overpaint_json_get_whole (card, "memory_total", G_MAXINT64), 0);
  capabilities->card_free   = (guint64) MAX (overpaint_json_get_whole (card, "memory_free", G_MAXINT64), 0);
}

static const Question local_questions[] =
{
  { "sdcpp/v1/capabilities", NULL         },
  { "sdapi/v1/loras",        read_loras   },
  { "sdapi/v1/sd-models",    read_models  },
  { "sdapi/v1/options",      read_options },
  { NULL,                    NULL         },
};

/* Runners of before March 2025 know only the second one. */
static const Question runner_questions[] =
{
  { "version",       read_runner },
  { "hardware/info", read_runner },
  { NULL,            NULL        },
};

static void
finish (GTask *task)
{
  Survey *survey = g_task_get_task_data (task);

  overpaint_server_take_capabilities (g_task_get_source_object (task), g_steal_pointer (&survey->capabilities));
  g_task_return_boolean (task, TRUE);
}

static void
answer_came (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask)               task   = data;
  g_autoptr(OverpaintHttpReply)  reply  = NULL;
  GError                        *error  = NULL;
  OverpaintServer               *server = g_task_get_source_object (task);
  Survey                        *survey = g_task_get_task_data (task);

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

  /* While a runner paints it answers nothing else. */
  if (g_error_matches (error, OVERPAINT_HTTP_ERROR, OVERPAINT_HTTP_ERROR_TIMEOUT) &&
      overpaint_server_get_kind (server) == OVERPAINT_SERVER_RUNNER)
    {
      g_error_free (error);
      survey->capabilities->busy = TRUE;
      overpaint_server_set_busy (server, TRUE);
      finish (task);
      return;
    }

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (reply->status == 401 || reply->status == 403)
    {
      g_task_return_error (task, overpaint_server_error_from_reply (reply, overpaint_server_get_kind (server),
                                                                    overpaint_server_get_display_host (server),
                                                                    overpaint_server_get_token (server)));
      return;
    }

  if (survey->question->read == NULL)
    {
      OverpaintCapabilities *native = overpaint_sdcpp_read_capabilities (reply);

      if (native != NULL)
        {
          overpaint_capabilities_free (survey->capabilities);
          survey->capabilities = native;
          finish (task);
          return;
        }
    }
  else if (reply->status == 200)
    {
      g_autoptr(JsonNode) root = overpaint_json_parse_reply (reply);

      if (root != NULL)
        survey->question->read (survey->capabilities, root);
    }

  if ((++survey->question)->name == NULL)
    finish (task);
  else
    ask (g_steal_pointer (&task));
}

/* Takes over the reference to @owned. */
static void
ask (GTask *owned)
{
  g_autoptr(GTask)                 task        = owned;
  g_autoptr(OverpaintHttpRequest)  question    = NULL;
  OverpaintServer                 *server      = g_task_get_source_object (task);
  GCancellable                    *cancellable = g_task_get_cancellable (task);
  Survey                          *survey      = g_task_get_task_data (task);

  question = overpaint_server_ask_name (server, survey->question->name,
                                        overpaint_server_kind_is_local (overpaint_server_get_kind (server))
                                        ? TIMEOUT : overpaint_server_get_probe_timeout (server));

  overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                             answer_came, g_steal_pointer (&task));
}

/* What servers of a kind are known to do, where they do not say. */
static OverpaintCapabilities *
assume (OverpaintServer *server)
{
  OverpaintCapabilities *capabilities = overpaint_capabilities_new ();
  OverpaintServerKind    kind         = overpaint_server_get_kind (server);

  capabilities->size_step    = overpaint_server_kind_get_size_step (kind);
  capabilities->progress     = overpaint_sdapi_state_tells (server);
  capabilities->model_switch = overpaint_sdapi_state_tells (server);
  capabilities->whole_steps  = kind == OVERPAINT_SERVER_SD_SERVER || kind == OVERPAINT_SERVER_KOBOLDCPP;

  if (overpaint_sdapi_state_knows_tasks (server))
    capabilities->cancel = OVERPAINT_SERVER_CANCEL_RUNNING;

  if (kind == OVERPAINT_SERVER_SD_SERVER)
    {
      capabilities->most_images = OVERPAINT_LOCAL_SD_SERVER_IMAGES;
      capabilities->most_steps  = OVERPAINT_LOCAL_SD_SERVER_STEPS;
    }
  else if (kind == OVERPAINT_SERVER_KOBOLDCPP)
    {
      capabilities->most_images = 1;
    }

  return capabilities;
}

/**
 * overpaint_server_survey_async:
 * @server: a server whose kind is known
 * @cancellable: (nullable): to end it early
 * @callback: called when it has said what it can do
 * @data: given to @callback
 *
 * Asks a server that an artist runs for its models, its LoRAs and its limits. Besides what
 * it says, a list that is asked for is what has sd-server and the web UIs look into their
 * folders. A runner is asked for its model and its graphics card; one that does not answer in time is
 * busy, which is no error. Of gateways nothing is asked: what they can do is in the catalogue.
 */
void
overpaint_server_survey_async (OverpaintServer     *server,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             data)
{
  GTask               *task;
  Survey              *survey;
  OverpaintServerKind  kind;

  g_return_if_fail (OVERPAINT_IS_SERVER (server));

  kind = overpaint_server_get_kind (server);
  task = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_server_survey_async);

  survey               = g_new0 (Survey, 1);
  survey->capabilities = assume (server);
  g_task_set_task_data (task, survey, survey_free);

  if (overpaint_server_kind_is_local (kind))
    survey->question = kind == OVERPAINT_SERVER_SD_SERVER ? local_questions : local_questions + 1;
  else if (kind == OVERPAINT_SERVER_RUNNER)
    survey->question = runner_questions;

  if (survey->question != NULL)
    {
      ask (task);
      return;
    }

  finish (task);
  g_object_unref (task);
}

/**
 * overpaint_server_survey_finish:
 * @server: a server
 * @result: what the callback was given
 * @error: return location for an error of %OVERPAINT_HTTP_ERROR or %OVERPAINT_SERVER_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Says whether [method@Overpaint.Server.get_capabilities] is fresh now.
 *
 * Returns: %TRUE where it is
 */
gboolean
overpaint_server_survey_finish (OverpaintServer  *server,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, server), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
