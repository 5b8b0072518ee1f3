/* local.c: the servers that artists run themselves: what is set, and who answers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "local.h"

#include "picture.h"
#include "sdcpp.h"
#include "webui.h"

static const PracticeLora loras[] =
{
  { "toy-style", "toy_style_v2", "styles/toy-style.safetensors" },
  { "ink-wash",  "ink_wash",     "ink-wash.safetensors" },
  { "old-film",  "old_film",     "looks/old-film.gguf" },
};

static void
reset (PracticeLocal *local,
       const gchar   *setting)
{
  static const gchar * const models[] = { "practice-v1", "practice-xl", NULL };
  gboolean                   all      = setting == NULL;

  if (all || g_str_equal (setting, "samples_format"))
    {
      g_free (local->samples_format);
      local->samples_format = g_strdup ("png");
    }

  if (all || g_str_equal (setting, "background"))
    {
      g_free (local->background);
      local->background = g_strdup ("#ffffff");
    }

  if (all || g_str_equal (setting, "auth"))
    g_clear_pointer (&local->auth, g_free);

  if (all || g_str_equal (setting, "lora_folder"))
    {
      g_free (local->lora_folder);
      local->lora_folder = g_strdup ("/models/Lora");
    }

  if (all || g_str_equal (setting, "api"))
    local->api = TRUE;

  if (all || g_str_equal (setting, "native"))
    local->native = TRUE;

  if (all || g_str_equal (setting, "queue"))
    local->queue = 64;

  if (all || g_str_equal (setting, "job_seconds"))
    local->job_seconds = 600;

  if (all || g_str_equal (setting, "steps_per_second"))
    local->workshop->speed = 0.0;

  if (all || g_str_equal (setting, "hold"))
    practice_workshop_hold (local->workshop, -1);

  if (all || g_str_equal (setting, "models"))
    {
      g_strfreev (local->models);
      local->models = g_strdupv ((gchar **) models);
    }
}

/**
 * practice_local_new:
 *
 * Returns: (transfer full): what a server just started knows
 */
PracticeLocal *
practice_local_new (void)
{
  PracticeLocal *local = g_new0 (PracticeLocal, 1);

  local->workshop = practice_workshop_new ();
  local->jobs     = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_native_job_free);
  local->next_job = 1;
  reset (local, NULL);

  return local;
}

/**
 * practice_local_free:
 * @local: (transfer full): what a server knows
 */
void
practice_local_free (PracticeLocal *local)
{
  practice_workshop_free (local->workshop);
  g_ptr_array_unref (local->jobs);
  g_free (local->samples_format);
  g_free (local->background);
  g_free (local->auth);
  g_free (local->lora_folder);
  g_strfreev (local->models);
  g_free (local->model);
  g_free (local);
}

/**
 * practice_local_restart:
 * @local: what a server knows
 *
 * Forgets what only a running server knows: jobs, whether its LoRAs were listed, the model
 * that somebody chose. What is being worked on goes on.
 */
void
practice_local_restart (PracticeLocal *local)
{
  local->listed      = FALSE;
  local->interrupted = FALSE;
  local->skipped     = FALSE;
  g_clear_pointer (&local->model, g_free);

  for (guint i = local->jobs->len; i-- > 0;)
    if (! practice_native_job_is_open (g_ptr_array_index (local->jobs, i)))
      g_ptr_array_remove_index (local->jobs, i);
}

static const gchar * const settings[] =
{
  "samples_format", "background", "auth", "api", "native", "queue", "job_seconds",
  "steps_per_second", "hold", "models", "lora_folder", NULL
};

/**
 * practice_local_knows:
 * @setting: a name
 *
 * Returns: whether practice_local_set() takes it
 */
gboolean
practice_local_knows (const gchar *setting)
{
  return g_strv_contains (settings, setting);
}

static gboolean
set_models (PracticeLocal *local,
            JsonNode      *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray               *array;

  if (! JSON_NODE_HOLDS_ARRAY (value) || json_array_get_length (json_node_get_array (value)) == 0)
    return FALSE;

  array = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const gchar *name = json_node_get_string (json_array_get_element (array, i));

      if (name == NULL)
        return FALSE;

      g_strv_builder_add (builder, name);
    }

  g_strfreev (local->models);
  local->models = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
set_text (PracticeLocal *local,
          const gchar   *setting,
          const gchar   *text)
{
  gchar **place = g_str_equal (setting, "auth")       ? &local->auth :
                  g_str_equal (setting, "background") ? &local->background :
                  g_str_equal (setting, "lora_folder") ? &local->lora_folder :
                  g_str_equal (setting, "samples_format") ? &local->samples_format : NULL;

  if (place == NULL)
    return FALSE;

  if (place == &local->samples_format && ! g_str_equal (text, "png") &&
      ! (g_str_equal (text, "jpg") && practice_format_is_writable ("jpeg")) &&
      ! (g_str_equal (text, "webp") && practice_format_is_writable ("webp")))
    return FALSE;

  g_free (*place);
  *place = g_strdup (text);

  return TRUE;
}

/**
 * practice_local_set:
 * @local: what a server knows
 * @setting: what practice_local_knows()
 * @value: its value; JSON's null for the one it starts with
 *
 * Returns: whether that is a value for it
 */
gboolean
practice_local_set (PracticeLocal *local,
                    const gchar   *setting,
                    JsonNode      *value)
{
  GType  type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_NONE;
  gint64 number;

  if (JSON_NODE_HOLDS_NULL (value))
    {
      reset (local, setting);
      return TRUE;
    }

  if (g_str_equal (setting, "models"))
    return set_models (local, value);

  if (type == G_TYPE_STRING)
    return set_text (local, setting, json_node_get_string (value));

  if (type == G_TYPE_BOOLEAN)
    {
      if (g_str_equal (setting, "api"))
        local->api = json_node_get_boolean (value);
      else if (g_str_equal (setting, "native"))
        local->native = json_node_get_boolean (value);
      else
        return FALSE;

      return TRUE;
    }

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;

  number = json_node_get_int (value);

  if (number < 0)
    return FALSE;

  if (g_str_equal (setting, "queue"))
    local->queue = (guint) MIN (number, 1000);
  else if (g_str_equal (setting, "job_seconds"))
    local->job_seconds = (guint) MIN (number, 86400);
  else if (g_str_equal (setting, "steps_per_second"))
    local->workshop->speed = json_node_get_double (value);
  else if (g_str_equal (setting, "hold"))
    practice_workshop_hold (local->workshop, (gint) MIN (number, 100000));
  else
    return FALSE;

  return TRUE;
}

/**
 * practice_local_is:
 * @role: a role
 *
 * Returns: whether it is one of a server that artists run themselves, in JSON
 */
gboolean
practice_local_is (PracticeRole role)
{
  return role >= PRACTICE_ROLE_SD_SERVER;
}

/**
 * practice_local_paints:
 * @exchange: a request to such a server
 *
 * Returns: whether it asks for a picture
 */
gboolean
practice_local_paints (PracticeExchange *exchange)
{
  static const gchar * const paths[] =
  {
    "/sdapi/v1/img2img", "/sdapi/v1/txt2img", "/sdcpp/v1/img_gen", "/v1/images/edits",
    "/v1/images/generations", NULL
  };

  return g_str_equal (exchange->method, "POST") && g_strv_contains (paths, exchange->path);
}

/**
 * practice_local_answer:
 * @server: the server
 * @exchange: a request, with its fault chosen
 *
 * Returns: (transfer full) (nullable): what it is answered; %NULL where that takes time, and
 *   practice_server_conclude() will be called
 */
PracticeReply *
practice_local_answer (PracticeServer   *server,
                       PracticeExchange *exchange)
{
  if (server->role == PRACTICE_ROLE_SD_SERVER)
    return practice_sdcpp_answer (server, exchange);

  if (server->role == PRACTICE_ROLE_KOBOLDCPP)
    return practice_kobold_answer (server, exchange);

  return practice_webui_answer (server, exchange);
}

/**
 * practice_local_error:
 * @server: the server
 * @status: the HTTP status
 * @text: what went wrong
 *
 * Returns: (transfer full): an error the way the role words it
 */
PracticeReply *
practice_local_error (PracticeServer *server,
                      guint           status,
                      const gchar    *text)
{
  if (server->role == PRACTICE_ROLE_SD_SERVER)
    return practice_sdcpp_error (status, text);

  if (server->role == PRACTICE_ROLE_KOBOLDCPP)
    return practice_reply_new_detail (status, text);

  return practice_webui_error (status, "HTTPException", text, "");
}

/**
 * practice_local_loras:
 * @n_loras: (out): how many there are
 *
 * Returns: (array length=n_loras): the LoRAs in the server's folder
 */
const PracticeLora *
practice_local_loras (guint *n_loras)
{
  *n_loras = G_N_ELEMENTS (loras);

  return loras;
}

/**
 * practice_local_find_lora:
 * @text: a name, an alias or a path
 *
 * Returns: (nullable): the LoRA
 */
const PracticeLora *
practice_local_find_lora (const gchar *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (loras); i++)
    if (g_str_equal (loras[i].name, text) || g_str_equal (loras[i].alias, text) ||
        g_str_equal (loras[i].path, text))
      return &loras[i];

  return NULL;
}

/**
 * practice_local_model:
 * @local: what a server knows
 *
 * Returns: the name of the model that is loaded
 */
const gchar *
practice_local_model (PracticeLocal *local)
{
  return local->model != NULL ? local->model : local->models[0];
}

/**
 * practice_local_hash:
 * @name: of a file
 *
 * Returns: (transfer full): its hash, as web UIs show it
 */
gchar *
practice_local_hash (const gchar *name)
{
  gchar *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  sum[10] = '\0';

  return sum;
}

/**
 * practice_local_title:
 * @name: of a model
 *
 * Returns: (transfer full): what web UIs call it in full
 */
gchar *
practice_local_title (const gchar *name)
{
  g_autofree gchar *hash = practice_local_hash (name);

  return g_strdup_printf ("%s.safetensors [%s]", name, hash);
}
