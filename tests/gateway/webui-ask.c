/* webui-ask.c: how AUTOMATIC1111's web UI, Forge and SD.Next read what they are asked, and answer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <math.h>
#include <string.h>

#include "webui.h"

#define SIZE_STEP      8
#define LARGEST_SIDE   4096
#define MOST_PICTURES  64

/* What their checker of types finds. */
typedef struct
{
  GString  *errors;
  gboolean  nulls;
} Check;

static void
complain (Check       *check,
          const gchar *name,
          const gchar *message,
          const gchar *type)
{
  g_string_append_printf (check->errors, "%s{\"loc\":[\"body\",\"%s\"],\"msg\":\"%s\",\"type\":\"%s\"}",
                          check->errors->len > 0 ? "," : "", name, message, type);
}

/* Numbers may come as text; null passes here, and breaks something later. */
static gdouble
read_number (JsonObject  *object,
             const gchar *name,
             gdouble      otherwise,
             gboolean     whole,
             Check       *check)
{
  JsonNode    *node = json_object_get_member (object, name);
  const gchar *text;
  gchar       *end  = NULL;
  gdouble      value;

  if (node == NULL)
    return otherwise;

  if (JSON_NODE_HOLDS_NULL (node))
    {
      check->nulls = TRUE;
      return otherwise;
    }

  text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : "";

  if (text == NULL)
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node)
                                                             : json_node_get_double (node);

  errno = 0;
  value = g_ascii_strtod (text, &end);

  if (*text == '\0' || *end != '\0' || errno != 0 || (whole && strchr (text, '.') != NULL))
    {
      complain (check, name, whole ? "value is not a valid integer" : "value is not a valid float",
                whole ? "type_error.integer" : "type_error.float");
      return otherwise;
    }

  return value;
}

static gdouble
read_within (JsonObject  *object,
             const gchar *name,
             gdouble      otherwise,
             gdouble      least,
             gdouble      most,
             gboolean     whole,
             Check       *check)
{
  gdouble value = read_number (object, name, otherwise, whole, check);

  return CLAMP (value, least, most);
}

static gchar *
read_text (JsonObject  *object,
           const gchar *name,
           const gchar *otherwise,
           Check       *check)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup (otherwise);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    return g_strdup (json_node_get_string (node));

  if (JSON_NODE_HOLDS_VALUE (node))
    return json_to_string (node, FALSE);

  complain (check, name, "str type expected", "type_error.str");

  return g_strdup (otherwise);
}

static gboolean
read_switch (JsonObject  *object,
             const gchar *name,
             gboolean     otherwise)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : otherwise;
}

/**
 * practice_webui_use_tags:
 * @ask: what is asked for, whose LoRAs are added to
 * @exchange: the request, which keeps a note of what is not there
 * @hashes: added to: the names and hashes of what is
 *
 * Looks for `<lora:NAME:WEIGHT>` in the prompt; one that is not there is only a line on their
 * console.
 */
void
practice_webui_use_tags (PracticeAsk      *ask,
                         PracticeExchange *exchange,
                         GString          *hashes)
{
  g_autoptr (GRegex)      regex = g_regex_new ("<lora:([^:>]+)(?::([^>]*))?>", 0, 0, NULL);
  g_autoptr (GMatchInfo)  match = NULL;

  g_regex_match (regex, ask->prompt, 0, &match);

  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree gchar   *name   = g_match_info_fetch (match, 1);
      g_autofree gchar   *weight = g_match_info_fetch (match, 2);
      const PracticeLora *lora   = practice_local_find_lora (name);
      g_autofree gchar   *hash   = NULL;

      if (lora == NULL || g_str_equal (lora->path, name))
        {
          practice_exchange_note (exchange, "no such lora %s", name);
          continue;
        }

      hash = practice_local_hash (lora->name);
      g_string_append_printf (hashes, "%s%s: %s", hashes->len > 0 ? ", " : "", lora->name, hash);
      g_ptr_array_add (ask->loras, g_strdup_printf ("%s %s", lora->path,
                                                    weight != NULL && *weight != '\0' ? weight : "1"));
    }
}

static PracticePicture *
decode (PracticeServer *server,
        const gchar    *text)
{
  g_autoptr (GBytes) bytes = practice_ask_base64 (text);
  const gchar       *hash  = server->local->background;

  return practice_picture_flatten (bytes, g_ascii_strtoull (*hash == '#' ? hash + 1 : hash, NULL, 16));
}

/* The pictures; or why not. */
static PracticeReply *
read_pictures (PracticeServer *server,
               PracticeAsk    *ask,
               JsonObject     *object)
{
  JsonArray   *array = practice_ask_array (object, "init_images");
  JsonNode    *node;
  const gchar *mask;

  if (array == NULL || json_array_get_length (array) == 0)
    return server->role == PRACTICE_ROLE_SDNEXT
           ? practice_reply_new (400, "application/json", "{\"error\":\"Init image is none\"}")
           : practice_webui_error (404, "HTTPException", "Init image not found", "");

  node = json_array_get_element (array, 0);
  ask->source = decode (server, JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL);
  node = json_object_get_member (object, "mask");
  mask = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (mask != NULL)
    ask->mask = decode (server, mask);

  if (ask->source == NULL || (mask != NULL && ask->mask == NULL))
    return practice_webui_error (500, "HTTPException", "Invalid encoded image", "");

  return NULL;
}

static void
on_painted (PracticeOrder *order,
            GPtrArray     *files)
{
  static const gchar * const  blanked[] = { "init_images", "mask", NULL };
  PracticeAsk                *ask       = order->ask;
  JsonObject                 *request   = json_node_get_object (order->request);
  JsonNode                   *echo      = json_node_new (JSON_NODE_OBJECT);
  JsonObject                 *echoed    = json_object_new ();
  JsonObject                 *info      = json_object_new ();
  JsonArray                  *seeds     = json_array_new ();
  JsonArray                  *texts     = json_array_new ();
  JsonObjectIter              iter;
  const gchar                *name;
  JsonNode                   *value;

  json_object_set_double_member (echoed, "denoising_strength", ask->strength);
  json_object_set_int_member (echoed, "width", ask->width);
  json_object_set_int_member (echoed, "height", ask->height);
  json_object_set_int_member (echoed, "steps", ask->steps);
  json_object_iter_init_ordered (&iter, request);

  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (echoed, name, json_node_copy (value));

  /* Told again with the whole request, but for the pictures. */
  if (order->over && ! read_switch (request, "include_init_images", FALSE))
    for (guint i = 0; blanked[i] != NULL; i++)
      json_object_set_null_member (echoed, blanked[i]);

  json_node_take_object (echo, echoed);

  for (gint i = 0; i < ask->count * ask->rounds; i++)
    {
      g_autofree gchar *text = practice_order_infotext (order, i);

      json_array_add_int_element (seeds, ask->seed + i);
      json_array_add_string_element (texts, text);
    }

  json_object_set_string_member (info, "prompt", ask->prompt);
  json_object_set_string_member (info, "negative_prompt", ask->negative);
  json_object_set_int_member (info, "seed", ask->seed);
  json_object_set_array_member (info, "all_seeds", seeds);
  json_object_set_int_member (info, "width", ask->width);
  json_object_set_int_member (info, "height", ask->height);
  json_object_set_string_member (info, "sampler_name", ask->sampler);
  json_object_set_double_member (info, "cfg_scale", ask->guidance);
  json_object_set_int_member (info, "steps", ask->steps);
  json_object_set_int_member (info, "batch_size", ask->count);
  json_object_set_double_member (info, "denoising_strength", ask->strength);
  json_object_set_string_member (info, "sd_model_name", order->model);
  json_object_set_array_member (info, "infotexts", texts);
  json_object_set_int_member (info, "index_of_first_image", 0);

  if (! read_switch (request, "send_images", TRUE))
    g_ptr_array_set_size (files, 0);

  practice_order_answer (order, files, echo, info);
}

/* Loads the model of this request alone, and tells which to load again afterwards, unless asked not
 * to. One that is not there is overlooked. */
static gchar *
override_settings (PracticeServer   *server,
                   PracticeExchange *exchange,
                   JsonObject       *object)
{
  JsonObject       *settings = practice_ask_object (object, "override_settings");
  g_autofree gchar *model    = settings != NULL ? practice_ask_text (settings, "sd_model_checkpoint", NULL, NULL)
                                                : NULL;
  g_autofree gchar *before   = g_strdup (practice_local_model (server->local));

  if (model == NULL || ! practice_webui_choose_model (server, model))
    return NULL;

  practice_exchange_note (exchange, "painted with %s", practice_local_model (server->local));

  if (! read_switch (object, "override_settings_restore_afterwards", TRUE) ||
      g_str_equal (before, practice_local_model (server->local)))
    return NULL;

  practice_exchange_note (exchange, "loaded %s again", before);

  return g_steal_pointer (&before);
}

static PracticeReply *
refuse (Check *check)
{
  g_autofree gchar *body = NULL;

  if (check->errors->len > 0)
    {
      body = g_strdup_printf ("{\"detail\":[%s]}", check->errors->str);

      return practice_reply_new (422, "application/json", body);
    }

  if (check->nulls)
    return practice_webui_error (500, "TypeError", "", "unsupported operand type(s) for *: 'NoneType' and "
                                                       "'int'");

  return NULL;
}

static PracticeReply *
read_request (PracticeServer   *server,
              PracticeExchange *exchange,
              PracticeAsk      *ask,
              gboolean          over)
{
  JsonObject          *object   = json_node_get_object (exchange->json);
  g_autoptr (GString)  errors   = g_string_new (NULL);
  Check                check    = { errors, FALSE };
  g_autofree gchar    *prompt   = read_text (object, "prompt", "", &check);
  g_autofree gchar    *negative = read_text (object, "negative_prompt", "", &check);
  g_autofree gchar    *index    = read_text (object, "sampler_index", "Euler", &check);
  g_autofree gchar    *sampler  = read_text (object, "sampler_name", index, &check);
  g_autofree gchar    *task     = read_text (object, "force_task_id", NULL, &check);
  gint                 width    = (gint) read_number (object, "width", 512, TRUE, &check);
  gint                 height   = (gint) read_number (object, "height", 512, TRUE, &check);
  gint                 mode     = (gint) read_number (object, "resize_mode", 0, TRUE, &check);
  PracticeReply       *reply;

  practice_ask_set (&ask->prompt, prompt);
  practice_ask_set (&ask->negative, negative);
  practice_ask_set (&ask->sampler, sampler);
  practice_ask_set (&ask->format, g_str_equal (server->local->samples_format, "jpg")
                                  ? "jpeg" : server->local->samples_format);
  ask->width    = width;
  ask->height   = height;
  ask->steps    = (gint) read_within (object, "steps", 50, 1, 10000, TRUE, &check);
  ask->guidance = read_number (object, "cfg_scale", 7.0, FALSE, &check);
  ask->strength = read_within (object, "denoising_strength", 0.75, 0.0, 1.0, FALSE, &check);
  ask->seed     = (gint64) read_number (object, "seed", -1, TRUE, &check);
  ask->count    = (gint) read_within (object, "batch_size", 1, 1, MOST_PICTURES, TRUE, &check);
  ask->rounds   = (gint) read_within (object, "n_iter", 1, 1, MOST_PICTURES / ask->count, TRUE, &check);

  /* SD.Next goes by names of its own. */
  if (task == NULL || server->role == PRACTICE_ROLE_SDNEXT)
    ask->task = g_strdup_printf ("task(%08x)", g_random_int ());
  else
    ask->task = g_steal_pointer (&task);

  if (ask->seed < 0)
    ask->seed = g_random_int ();

  reply = refuse (&check);

  if (reply == NULL && ! practice_webui_has_sampler (sampler))
    reply = practice_webui_error (404, "HTTPException", "Sampler not found", "");

  if (reply == NULL && over)
    reply = read_pictures (server, ask, object);

  if (reply == NULL && (width > LARGEST_SIDE || height > LARGEST_SIDE))
    reply = practice_webui_error (500, "OutOfMemoryError", "", "CUDA out of memory.");

  if (reply != NULL)
    return reply;

  if (ask->mask != NULL && read_number (object, "inpainting_mask_invert", 0, TRUE, &check) != 0.0)
    for (gsize i = 0; i < (gsize) ask->mask->width * ask->mask->height * 3; i++)
      ask->mask->pixels[i] = 255 - ask->mask->pixels[i];

  practice_ask_fit (ask, MAX (width / SIZE_STEP, 1) * SIZE_STEP, MAX (height / SIZE_STEP, 1) * SIZE_STEP,
                    mode == 1);

  return NULL;
}

/**
 * practice_webui_paint:
 * @server: the server
 * @exchange: POST /sdapi/v1/img2img or txt2img
 * @over: whether it paints over a picture
 *
 * Returns: (transfer full) (nullable): why not; %NULL where the picture is on its way
 */
PracticeReply *
practice_webui_paint (PracticeServer   *server,
                      PracticeExchange *exchange,
                      gboolean          over)
{
  const gchar              *type   = g_hash_table_lookup (exchange->headers, "content-type");
  g_autoptr (PracticeAsk)   ask    = practice_ask_new ();
  g_autoptr (GString)       hashes = g_string_new (NULL);
  g_autofree gchar         *before = NULL;
  PracticeReply            *reply;
  PracticeOrder            *order;

  if (g_bytes_get_size (exchange->body) == 0)
    return practice_reply_new (422, "application/json", "{\"detail\":[{\"loc\":[\"body\"],\"msg\":"
                               "\"field required\",\"type\":\"value_error.missing\"}]}");

  if (exchange->json == NULL && exchange->parts == NULL)
    return practice_reply_new (422, "application/json", "{\"detail\":[{\"loc\":[\"body\",1],\"msg\":"
                               "\"Expecting value: line 1 column 2 (char 1)\",\"type\":"
                               "\"value_error.jsondecode\"}]}");

  if (exchange->json == NULL || ! JSON_NODE_HOLDS_OBJECT (exchange->json) ||
      (type != NULL && strstr (type, "json") == NULL))
    return practice_reply_new (422, "application/json", "{\"detail\":[{\"loc\":[\"body\"],\"msg\":"
                               "\"value is not a valid dict\",\"type\":\"type_error.dict\"}]}");

  reply = read_request (server, exchange, ask, over);

  if (reply != NULL)
    return reply;

  before = override_settings (server, exchange, json_node_get_object (exchange->json));
  practice_webui_use_tags (ask, exchange, hashes);
  practice_exchange_note_all (exchange, "lora", ask->loras);

  order = practice_order_new (server, exchange, g_steal_pointer (&ask), on_painted);
  order->over = over;

  if (before != NULL)
    practice_webui_choose_model (server, before);

  if (hashes->len > 0)
    order->note = g_strdup_printf ("Lora hashes: \"%s\"", hashes->str);

  practice_order_begin (order);

  return NULL;
}
