/* kobold.c: a stand-in for KoboldCpp
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "sdcpp.h"
#include "webui.h"

#define SIZE_STEP    64
#define LARGEST_SIDE 1024
#define MOST_STEPS   80

static gint
read_integer (JsonObject  *object,
              const gchar *name,
              gint         otherwise)
{
  return (gint) practice_ask_integer (object, name, otherwise, NULL);
}

/* By a list with paths; what is not there is left out without a word. */
static void
use_list (PracticeAsk *ask,
          JsonArray   *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode            *node   = json_array_get_element (array, i);
      g_autofree gchar    *path   = NULL;
      const PracticeLora  *lora;
      gdouble              weight;
      gchar                number[G_ASCII_DTOSTR_BUF_SIZE];

      if (! JSON_NODE_HOLDS_OBJECT (node))
        continue;

      path   = practice_ask_text (json_node_get_object (node), "path", "", NULL);
      weight = practice_ask_number (json_node_get_object (node), "multiplier", 0.0, NULL);
      lora   = practice_local_find_lora (path);

      if (lora == NULL || ! g_str_equal (lora->path, path) || weight == 0.0)
        continue;

      g_ascii_formatd (number, sizeof (number), "%g", weight);
      g_ptr_array_add (ask->loras, g_strdup_printf ("%s %s", path, number));
    }
}

static gint
fit_side (gint side)
{
  return CLAMP (side / SIZE_STEP * SIZE_STEP, SIZE_STEP, LARGEST_SIDE);
}

static void
on_painted (PracticeOrder *order,
            GPtrArray     *files)
{
  JsonObject *info       = json_object_new ();
  JsonNode   *parameters = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (parameters, json_object_new ());
  json_object_set_string_member (info, "prompt", order->ask->prompt);
  json_object_set_int_member (info, "seed", order->ask->seed);
  json_object_set_int_member (info, "width", order->ask->width);
  json_object_set_int_member (info, "height", order->ask->height);
  json_object_set_int_member (info, "steps", order->ask->steps);
  json_object_set_double_member (info, "cfg_scale", order->ask->guidance);
  json_object_set_string_member (info, "job_timestamp", "20260101000000");
  practice_order_answer (order, files, parameters, info);
}

static void
read_source (PracticeAsk *ask,
             JsonObject  *object)
{
  JsonArray          *array = practice_ask_array (object, "init_images");
  JsonNode           *node  = array != NULL && json_array_get_length (array) > 0
                              ? json_array_get_element (array, 0) : NULL;
  g_autofree gchar   *mask  = practice_ask_text (object, "mask", NULL, NULL);
  g_autoptr (GBytes)  bytes = practice_ask_base64 (node != NULL && JSON_NODE_HOLDS_VALUE (node)
                                                   ? json_node_get_string (node) : NULL);

  ask->source = practice_sdcpp_decode (bytes);

  if (mask != NULL)
    {
      g_autoptr (GBytes) mask_bytes = practice_ask_base64 (mask);

      ask->mask = practice_sdcpp_decode (mask_bytes);
    }
}

static PracticeReply *
paint (PracticeServer   *server,
       PracticeExchange *exchange,
       gboolean          over)
{
  g_autoptr (PracticeAsk)  ask    = practice_ask_new ();
  g_autoptr (GString)      hashes = g_string_new (NULL);
  PracticeOrder           *order;
  JsonObject              *object;

  if (exchange->json == NULL || ! JSON_NODE_HOLDS_OBJECT (exchange->json))
    return practice_reply_new (500, "application/json", "{\"detail\":{\"msg\":\"Error parsing input.\","
                               "\"type\":\"bad_input\"}}");

  object = json_node_get_object (exchange->json);
  g_free (ask->prompt);
  g_free (ask->negative);
  ask->prompt   = practice_ask_text (object, "prompt", "high quality", NULL);
  ask->negative = practice_ask_text (object, "negative_prompt", "", NULL);
  ask->width    = read_integer (object, "width", 512);
  ask->height   = read_integer (object, "height", 512);
  ask->steps    = CLAMP (read_integer (object, "steps", 20), 1, MOST_STEPS);
  ask->guidance = CLAMP (practice_ask_number (object, "cfg_scale", 5.0, NULL), 1.0, 25.0);
  ask->strength = CLAMP (practice_ask_number (object, "denoising_strength", 0.6, NULL), 0.0, 1.0);
  ask->seed     = (gint32) (guint32) practice_ask_integer (object, "seed", -1, NULL);

  if (ask->seed < 0)
    ask->seed = g_random_int_range (100000, 999999);

  if (over)
    read_source (ask, object);

  if (over && ask->source == NULL)
    practice_exchange_note (exchange, "painted from the text alone");

  use_list (ask, practice_ask_array (object, "lora"));
  practice_webui_use_tags (ask, exchange, hashes);
  practice_exchange_note_all (exchange, "lora", ask->loras);
  practice_ask_fit (ask, fit_side (ask->width), fit_side (ask->height), TRUE);

  order = practice_order_new (server, exchange, g_steal_pointer (&ask), on_painted);
  order->over   = over;
  order->amount = practice_sdcpp_amount (order->ask);
  practice_order_begin (order);

  return NULL;
}

static gchar *
list_loras (void)
{
  GString            *text = g_string_new ("[");
  guint               n_loras;
  const PracticeLora *loras = practice_local_loras (&n_loras);

  for (guint i = 0; i < n_loras; i++)
    g_string_append_printf (text, "%s{\"name\":\"%s\",\"path\":\"%s\"}", i > 0 ? "," : "",
                            loras[i].name, loras[i].path);

  return g_string_free (g_string_append (text, "]"), FALSE);
}

static PracticeReply *
answer_get (PracticeServer   *server,
            PracticeExchange *exchange)
{
  const gchar      *path  = exchange->path;
  const gchar      *model = practice_local_model (server->local);
  g_autofree gchar *body  = NULL;

  if (g_str_equal (path, "/"))
    return practice_reply_new (200, "text/html; charset=utf-8", "<!doctype html><html><body>KoboldAI Lite"
                               "</body></html>\n");

  if (g_str_equal (path, "/.well-known/serviceinfo"))
    body = g_strdup ("{\"version\":\"0.2\",\"software\":{\"name\":\"KoboldCpp\",\"version\":\"1.100\","
                     "\"repository\":\"https://github.com/LostRuins/koboldcpp\"},\"api\":{\"koboldai\":"
                     "{\"name\":\"KoboldAI API\",\"rel_url\":\"/api\"},\"sdapi\":{\"name\":\"A1111 API\","
                     "\"rel_url\":\"/sdapi/v1\"}}}");
  else if (g_str_equal (path, "/api/extra/version"))
    body = g_strdup ("{\"result\":\"KoboldCpp\",\"version\":\"1.100\",\"txt2img\":true}");
  else if (g_str_equal (path, "/system_stats"))
    body = g_strdup ("{\"system\":{\"os\":\"posix\",\"comfyui_version\":\"v0.3.4\"},\"devices\":[{\"name\":"
                     "\"koboldcpp\",\"type\":\"cuda\",\"vram_total\":12345,\"vram_free\":12345}]}");
  else if (g_str_equal (path, "/sdapi/v1/loras"))
    body = list_loras ();
  else if (g_str_equal (path, "/sdapi/v1/options"))
    body = g_strdup_printf ("{\"samples_format\":\"png\",\"sd_model_checkpoint\":\"%s\"}", model);
  else if (g_str_equal (path, "/sdapi/v1/sd-models"))
    body = g_strdup_printf ("[{\"title\":\"%s\",\"model_name\":\"%s\",\"hash\":\"8888888888\",\"sha256\":"
                            "\"8888888888888888888888888888888888888888888888888888888888888888\","
                            "\"filename\":\"%s\",\"config\":null}]", model, model, model);
  else if (g_str_equal (path, "/sdapi/v1/samplers"))
    body = g_strdup ("[{\"name\":\"Euler\",\"aliases\":[\"k_euler\"],\"options\":{}},{\"name\":\"Euler a\","
                     "\"aliases\":[\"k_euler_a\"],\"options\":{}},{\"name\":\"DPM++ 2M\",\"aliases\":"
                     "[\"k_dpmpp_2m\"],\"options\":{}},{\"name\":\"LCM\",\"aliases\":[\"k_lcm\"],\"options\":{}}]");
  else if (g_str_equal (path, "/sdapi/v1/schedulers"))
    body = g_strdup ("[{\"name\":\"default\",\"label\":\"default\"},{\"name\":\"karras\",\"label\":\"karras\"}]");
  else
    return practice_reply_new_string (404, "Not Found");

  return practice_reply_new (200, "application/json", body);
}

/**
 * practice_kobold_answer:
 * @server: the server
 * @exchange: a request
 *
 * Returns: (transfer full) (nullable): see practice_local_answer()
 */
PracticeReply *
practice_kobold_answer (PracticeServer   *server,
                        PracticeExchange *exchange)
{
  const gchar *path = exchange->path;

  if (g_str_equal (exchange->method, "GET"))
    return answer_get (server, exchange);

  if (g_str_equal (exchange->method, "POST") &&
      (g_str_equal (path, "/sdapi/v1/img2img") || g_str_equal (path, "/sdapi/v1/txt2img")))
    return paint (server, exchange, g_str_equal (path, "/sdapi/v1/img2img"));

  return practice_reply_new_string (404, "Not Found");
}
