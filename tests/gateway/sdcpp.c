/* sdcpp.c: a stand-in for sd-server of stable-diffusion.cpp
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sdcpp.h"

#include <string.h>

#define JOBS_PATH "/sdcpp/v1/jobs/"

static const gchar * const samplers[] =
{
  "default", "euler", "euler_a", "heun", "dpm2", "dpm++2s_a", "dpm++2m", "dpm++2mv2", "ipndm", "lcm",
  "ddim_trailing", "tcd", NULL
};

static const gchar * const schedulers[] =
{
  "default", "discrete", "normal", "karras", "exponential", "ays", "gits", "sgm_uniform", "simple", "lcm", NULL
};

/**
 * practice_sdcpp_error:
 * @status: the HTTP status
 * @text: what went wrong
 *
 * Returns: (transfer full): sd-server's usual error
 */
PracticeReply *
practice_sdcpp_error (guint        status,
                      const gchar *text)
{
  g_autofree gchar *quoted = practice_json_quote (text);
  g_autofree gchar *body   = g_strdup_printf ("{\"error\":%s}", quoted);

  return practice_reply_new (status, "application/json", body);
}

/**
 * practice_sdcpp_server_error:
 * @message: what its JSON reader says
 *
 * Returns: (transfer full): 500
 */
PracticeReply *
practice_sdcpp_server_error (const gchar *message)
{
  g_autofree gchar *quoted = practice_json_quote (message);
  g_autofree gchar *body   = g_strdup_printf ("{\"error\":\"server_error\",\"message\":%s}", quoted);

  return practice_reply_new (500, "application/json", body);
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

/* Names between what goes before and after each. */
static gchar *
list_names (const gchar * const *names,
            const gchar         *form)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv)    pieces = g_strsplit (form, "@", -1);
      g_autofree gchar *entry  = g_strjoinv (names[i], pieces);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", entry);
    }

  return g_string_free (g_string_append (text, "]"), FALSE);
}

static PracticeReply *
answer_capabilities (PracticeServer *server)
{
  static const gchar *features = "{\"init_image\":true,\"mask_image\":true,\"control_image\":true,"
                                 "\"ref_images\":true,\"lora\":true,\"vae_tiling\":true,\"hires\":true,"
                                 "\"cache\":true,\"cancel_queued\":true,\"cancel_generating\":false}";
  static const gchar *defaults = "{\"prompt\":\"\",\"negative_prompt\":\"\",\"clip_skip\":-1,\"width\":512,"
                                 "\"height\":512,\"strength\":0.75,\"seed\":42,\"batch_count\":1,"
                                 "\"sample_params\":{\"scheduler\":\"discrete\",\"sample_method\":"
                                 "\"euler_a\",\"sample_steps\":20,\"eta\":null,\"guidance\":"
                                 "{\"txt_cfg\":7.0,\"img_cfg\":null,\"distilled_guidance\":3.5}},"
                                 "\"output_format\":\"png\",\"output_compression\":100}";
  static const gchar *formats  = "[\"png\",\"jpeg\",\"webp\"]";
  const gchar        *model    = practice_local_model (server->local);
  g_autofree gchar   *loras    = list_loras ();
  g_autofree gchar   *methods  = list_names (samplers + 1, "\"@\"");
  g_autofree gchar   *plans    = list_names (schedulers + 1, "\"@\"");
  g_autoptr (GString) text     = g_string_new (NULL);

  server->local->listed = TRUE;

  g_string_append_printf (text, "{\"model\":{\"name\":\"%s.safetensors\",\"stem\":\"%s\",\"path\":"
                          "\"/models/%s.safetensors\"},\"current_mode\":\"img_gen\","
                          "\"supported_modes\":[\"img_gen\"],", model, model, model);
  g_string_append_printf (text, "\"defaults\":%s,\"defaults_by_mode\":{\"img_gen\":%s},", defaults, defaults);
  g_string_append_printf (text, "\"limits\":{\"min_width\":64,\"max_width\":4096,\"min_height\":64,"
                          "\"max_height\":4096,\"max_batch_count\":8,\"max_queue_size\":%u},",
                          server->local->queue);
  g_string_append_printf (text, "\"samplers\":%s,\"schedulers\":%s,\"output_formats\":%s,"
                          "\"output_formats_by_mode\":{\"img_gen\":%s},", methods, plans, formats, formats);
  g_string_append_printf (text, "\"features\":%s,\"features_by_mode\":{\"img_gen\":%s},\"loras\":%s,"
                          "\"upscalers\":[]}", features, features, loras);

  return practice_reply_new (200, "application/json", text->str);
}

static PracticeReply *
take_text (gchar *text)
{
  g_autofree gchar *owned = text;

  return practice_reply_new (200, "application/json", owned);
}

static PracticeReply *
answer_get (PracticeServer   *server,
            PracticeExchange *exchange)
{
  const gchar *path  = exchange->path;
  const gchar *model = practice_local_model (server->local);

  if (g_str_equal (path, "/"))
    return practice_reply_new (200, "text/plain", "Stable Diffusion Server is running");

  if (g_str_equal (path, "/v1/models"))
    return practice_reply_new (200, "application/json", "{\"data\":[{\"id\":\"sd-cpp-local\",\"object\":"
                               "\"model\",\"owned_by\":\"local\"}]}");

  if (g_str_equal (path, "/sdcpp/v1/capabilities") && server->local->native)
    return answer_capabilities (server);

  if (g_str_equal (path, "/sdapi/v1/loras"))
    {
      server->local->listed = TRUE;
      return take_text (list_loras ());
    }

  if (g_str_equal (path, "/sdapi/v1/samplers"))
    return take_text (list_names (samplers, "{\"name\":\"@\",\"aliases\":[\"@\"],\"options\":{}}"));

  if (g_str_equal (path, "/sdapi/v1/schedulers"))
    return take_text (list_names (schedulers, "{\"name\":\"@\",\"label\":\"@\"}"));

  if (g_str_equal (path, "/sdapi/v1/upscalers") || g_str_equal (path, "/sdapi/v1/latent-upscale-modes"))
    return practice_reply_new (200, "application/json", "[]");

  if (g_str_equal (path, "/sdapi/v1/options"))
    return take_text (g_strdup_printf ("{\"samples_format\":\"png\",\"sd_model_checkpoint\":\"%s\"}", model));

  if (g_str_equal (path, "/sdapi/v1/sd-models"))
    return take_text (g_strdup_printf ("[{\"title\":\"%s\",\"model_name\":\"%s\",\"filename\":"
                                       "\"%s.safetensors\",\"hash\":\"8888888888\",\"sha256\":\"88888888"
                                       "88888888888888888888888888888888888888888888888888888888\","
                                       "\"config\":null}]", model, model, model));

  return practice_reply_new (404, NULL, "");
}

static void
on_sdapi_painted (PracticeOrder *order,
                  GPtrArray     *files)
{
  PracticeAsk *ask     = order->ask;
  JsonObject  *info    = json_object_new ();
  JsonArray   *seeds   = json_array_new ();
  JsonArray   *prompts = json_array_new ();
  JsonArray   *texts   = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree gchar *text = practice_order_infotext (order, i);

      json_array_add_int_element (seeds, ask->seed + i);
      json_array_add_string_element (prompts, ask->prompt);
      json_array_add_string_element (texts, text);
    }

  json_object_set_string_member (info, "prompt", ask->prompt);
  json_object_set_int_member (info, "seed", ask->seed);
  json_object_set_double_member (info, "cfg_scale", ask->guidance);
  json_object_set_int_member (info, "width", ask->width);
  json_object_set_int_member (info, "height", ask->height);
  json_object_set_int_member (info, "steps", ask->steps);
  json_object_set_string_member (info, "sampler_name", ask->sampler);

  if (order->over)
    json_object_set_double_member (info, "denoising_strength", ask->strength);

  json_object_set_string_member (info, "sd_model_name", order->model);
  json_object_set_string_member (info, "version", "stable-diffusion.cpp");
  json_object_set_array_member (info, "infotexts", texts);
  json_object_set_array_member (info, "all_prompts", prompts);
  json_object_set_array_member (info, "all_seeds", seeds);

  practice_order_answer (order, files, json_node_copy (order->request), info);
}

static PracticeReply *
answer_sdapi (PracticeServer   *server,
              PracticeExchange *exchange,
              gboolean          over)
{
  PracticeReply *refusal = NULL;
  PracticeAsk   *ask;
  PracticeOrder *order;

  if (g_bytes_get_size (exchange->body) == 0)
    return practice_sdcpp_error (400, "empty body");

  if (exchange->json == NULL)
    return practice_sdcpp_server_error ("[json.exception.parse_error.101] parse error");

  if (! JSON_NODE_HOLDS_OBJECT (exchange->json))
    return practice_sdcpp_server_error ("[json.exception.type_error.306] cannot use value() with array");

  ask = practice_sdcpp_read_sdapi (server, exchange, over, &refusal);

  if (ask == NULL)
    return refusal;

  practice_exchange_note_all (exchange, "lora", ask->loras);
  order = practice_order_new (server, exchange, ask, on_sdapi_painted);
  order->over   = over;
  order->amount = practice_sdcpp_amount (ask);
  practice_order_begin (order);

  return NULL;
}

static void
on_openai_painted (PracticeOrder *order,
                   GPtrArray     *files)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "{\"created\":%" G_GINT64_FORMAT ",\"output_format\":\"%s\",\"data\":[",
                          g_get_real_time () / G_USEC_PER_SEC, order->ask->format);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree gchar *base64 = practice_order_base64 (g_ptr_array_index (files, i));

      g_string_append_printf (text, "%s{\"b64_json\":\"%s\"}", i > 0 ? "," : "", base64);
    }

  g_string_append (text, "]}");
  practice_server_conclude (order->exchange, practice_reply_new (200, "application/json", text->str));
}

static void
read_size (PracticeAsk *ask,
           const gchar *size)
{
  g_auto (GStrv) pieces = g_strsplit (size != NULL ? size : "", "x", 2);

  if (pieces[0] != NULL && pieces[1] != NULL)
    {
      ask->width  = (gint) g_ascii_strtoll (pieces[0], NULL, 10);
      ask->height = (gint) g_ascii_strtoll (pieces[1], NULL, 10);
    }
}

static const gchar *
part_text (PracticeExchange *exchange,
           const gchar      *name)
{
  const PracticePart *part = practice_form_first (exchange->parts, name);

  return part != NULL ? part->text : NULL;
}

/* A form: no strength, no seed, no steps, no LoRA are read from it. */
static PracticeReply *
read_edit (PracticeAsk      *ask,
           PracticeExchange *exchange)
{
  const PracticePart *image;
  const gchar        *prompt;
  const gchar        *count;

  if (exchange->parts == NULL || exchange->json != NULL)
    return practice_sdcpp_error (400, "Content-Type must be multipart/form-data");

  prompt = part_text (exchange, "prompt");

  if (prompt == NULL || *prompt == '\0')
    return practice_sdcpp_error (400, "prompt required");

  image = practice_form_first (exchange->parts, "image[]");

  if (image == NULL)
    image = practice_form_first (exchange->parts, "image");

  if (image == NULL || image->filename == NULL)
    return practice_sdcpp_error (400, "at least one image[] required");

  practice_ask_set (&ask->prompt, prompt);
  ask->source = practice_sdcpp_decode (image->data);
  count       = part_text (exchange, "n");
  ask->count  = count != NULL ? (gint) CLAMP (g_ascii_strtoll (count, NULL, 10), 1, 8) : 1;
  read_size (ask, part_text (exchange, "size"));

  if (g_strcmp0 (part_text (exchange, "output_format"), "jpeg") == 0)
    practice_ask_set (&ask->format, "jpeg");

  if (ask->source == NULL)
    practice_exchange_note (exchange, "painted from the text alone");

  return NULL;
}

static PracticeReply *
read_generation (PracticeAsk      *ask,
                 PracticeExchange *exchange)
{
  JsonObject       *object = exchange->json != NULL && JSON_NODE_HOLDS_OBJECT (exchange->json)
                             ? json_node_get_object (exchange->json) : NULL;
  g_autofree gchar *problem = NULL;
  g_autofree gchar *prompt  = NULL;
  g_autofree gchar *size    = NULL;

  if (object == NULL)
    return practice_sdcpp_server_error ("[json.exception.parse_error.101] parse error");

  prompt     = practice_ask_text (object, "prompt", "", &problem);
  size       = practice_ask_text (object, "size", "", &problem);
  ask->count = CLAMP (practice_ask_integer (object, "n", 1, &problem), 1, 8);

  if (problem != NULL)
    return practice_sdcpp_server_error (problem);

  if (*prompt == '\0')
    return practice_sdcpp_error (400, "prompt required");

  practice_ask_set (&ask->prompt, prompt);
  read_size (ask, size);

  return NULL;
}

static PracticeReply *
answer_openai (PracticeServer   *server,
               PracticeExchange *exchange)
{
  g_autoptr (PracticeAsk)  ask   = practice_ask_new ();
  gboolean                 edits = g_str_has_suffix (exchange->path, "/edits");
  PracticeReply           *reply = edits ? read_edit (ask, exchange) : read_generation (ask, exchange);
  PracticeOrder           *order;

  if (reply != NULL)
    return reply;

  if (! practice_sdcpp_obey (ask, exchange))
    return practice_sdcpp_error (400, "invalid sd_cpp_extra_args");

  if (! practice_sdcpp_resolve (ask))
    return practice_sdcpp_error (400, "invalid params");

  practice_exchange_note_all (exchange, "lora", ask->loras);
  order = practice_order_new (server, exchange, g_steal_pointer (&ask), on_openai_painted);
  order->over   = edits;
  order->amount = practice_sdcpp_amount (order->ask);
  practice_order_begin (order);

  return NULL;
}

/**
 * practice_sdcpp_answer:
 * @server: the server
 * @exchange: a request
 *
 * Returns: (transfer full) (nullable): see practice_local_answer()
 */
PracticeReply *
practice_sdcpp_answer (PracticeServer   *server,
                       PracticeExchange *exchange)
{
  const gchar *path = exchange->path;

  if (server->local->native && g_str_has_prefix (path, JOBS_PATH))
    return practice_sdcpp_job_answer (server, exchange);

  if (g_str_equal (exchange->method, "GET"))
    return answer_get (server, exchange);

  if (! g_str_equal (exchange->method, "POST"))
    return practice_reply_new (404, NULL, "");

  if (server->local->native && g_str_equal (path, "/sdcpp/v1/img_gen"))
    return practice_sdcpp_job_begin (server, exchange);

  if (g_str_equal (path, "/sdapi/v1/img2img") || g_str_equal (path, "/sdapi/v1/txt2img"))
    return answer_sdapi (server, exchange, g_str_has_suffix (path, "img2img"));

  if (g_str_equal (path, "/v1/images/edits") || g_str_equal (path, "/v1/images/generations"))
    return answer_openai (server, exchange);

  return practice_reply_new (404, NULL, "");
}
