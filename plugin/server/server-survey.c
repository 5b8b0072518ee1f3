/* server-survey.c: asking a server what it can do
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "reply.h"
#include "sdcpp-form.h"
#include "server-private.h"

/* In milliseconds: a web UI reads the heads of all its LoRA files first. */
#define TIMEOUT 30000

typedef struct
{
  OverpaintCapabilities *capabilities;
  guint                  index;        /* of the question that is asked */
} Survey;

typedef void (*Reader) (OverpaintCapabilities *capabilities,
                        JsonNode              *root);

static void ask (GTask *owned);

static void
survey_free (gpointer data)
{
  Survey *survey = data;

  g_clear_pointer (&survey->capabilities, overpaint_capabilities_free);
  g_free (survey);
}

static const gchar *
get_text (JsonObject  *object,
          const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
      *json_node_get_string (node) == '\0')
    return NULL;

  return json_node_get_string (node);
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
      JsonNode    *node = json_array_get_element (array, i);
      const gchar *name;
      const gchar *path;

      if (! JSON_NODE_HOLDS_OBJECT (node))
        continue;

      name = get_text (json_node_get_object (node), "name");
      path = get_text (json_node_get_object (node), "path");

      if (name != NULL || path != NULL)
        {
          OverpaintServerItem *item;

          item = overpaint_server_items_add (capabilities->loras, name != NULL ? name : path,
                                             capabilities->model_switch && name != NULL ? name : path,
                                             get_text (json_node_get_object (node), "alias"));
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
      JsonNode    *node = json_array_get_element (array, i);
      const gchar *title;
      const gchar *name;

      if (! JSON_NODE_HOLDS_OBJECT (node))
        continue;

      title = get_text (json_node_get_object (node), "title");
      name  = get_text (json_node_get_object (node), "model_name");

      if (title != NULL)
        overpaint_server_items_add (capabilities->models, name != NULL ? name : title, title, NULL);
    }
}

static void
read_options (OverpaintCapabilities *capabilities,
              JsonNode              *root)
{
  if (JSON_NODE_HOLDS_OBJECT (root))
    capabilities->model = g_strdup (get_text (json_node_get_object (root), "sd_model_checkpoint"));
}

static const struct
{
  const gchar *name;
  Reader       read; /* NULL for sd-server's own, which says everything */
} questions[] =
{
  { "sdcpp/v1/capabilities", NULL         },
  { "sdapi/v1/loras",        read_loras   },
  { "sdapi/v1/sd-models",    read_models  },
  { "sdapi/v1/options",      read_options },
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
  Reader                         read   = questions[survey->index].read;

  reply = overpaint_http_send_finish (OVERPAINT_HTTP (source), result, &error);

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

  if (read == NULL)
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
      g_autoptr(JsonNode)  root = NULL;
      gsize                length;
      const gchar         *body = g_bytes_get_data (reply->body, &length);

      root = overpaint_reply_parse_json (body, length);
      if (root != NULL)
        read (survey->capabilities, root);
    }

  if (++survey->index == G_N_ELEMENTS (questions))
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

  question = overpaint_server_ask_name (server, questions[survey->index].name, TIMEOUT);

  overpaint_http_send_async (overpaint_server_get_http (server), question, cancellable,
                             answer_came, g_steal_pointer (&task));
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
 * folders. Of Livepeer's servers nothing is asked: what they can do is in the catalogue.
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
  gboolean             web_ui;
  gboolean             tasks;

  g_return_if_fail (OVERPAINT_IS_SERVER (server));

  kind   = overpaint_server_get_kind (server);
  web_ui = kind == OVERPAINT_SERVER_FORGE || kind == OVERPAINT_SERVER_A1111 || kind == OVERPAINT_SERVER_SDNEXT;
  /* SD.Next gives tasks names of its own, so that nobody can tell one's own from another's. */
  tasks  = web_ui && kind != OVERPAINT_SERVER_SDNEXT;
  task   = g_task_new (server, cancellable, callback, data);
  g_task_set_source_tag (task, overpaint_server_survey_async);

  survey                             = g_new0 (Survey, 1);
  survey->capabilities               = overpaint_capabilities_new ();
  survey->capabilities->size_step    = overpaint_server_kind_get_size_step (kind);
  survey->capabilities->progress     = tasks;
  survey->capabilities->model_switch = web_ui;
  survey->capabilities->cancel       = tasks ? OVERPAINT_SERVER_CANCEL_RUNNING : OVERPAINT_SERVER_CANCEL_ABANDON;
  survey->index                      = kind == OVERPAINT_SERVER_SD_SERVER ? 0 : 1;
  g_task_set_task_data (task, survey, survey_free);

  if (overpaint_server_kind_is_local (kind))
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
