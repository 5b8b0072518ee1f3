/* sdcpp-ask.c: how sd-server reads what it is asked
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "sdcpp.h"

#define SIZE_STEP      64
#define LARGEST_SIDE   4096
#define DEFAULT_SIDE   512
#define MOST_STEPS     100
#define MOST_PICTURES  8

#define COMMAND_OPENS  "<sd_cpp_extra_args>"
#define COMMAND_CLOSES "</sd_cpp_extra_args>"

/**
 * practice_sdcpp_decode:
 * @bytes: a picture file
 *
 * Returns: (transfer full) (nullable): the picture; %NULL for what its loader gives up on: bytes
 *   that are no picture, a PNG that breaks off, and one or two channels
 */
PracticePicture *
practice_sdcpp_decode (GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > 8 && memcmp (data, "\x89PNG", 4) == 0)
    {
      g_autoptr (JsonNode) about = practice_png_describe (bytes);

      if (! JSON_NODE_HOLDS_OBJECT (about) ||
          json_object_get_int_member (json_node_get_object (about), "channels") < 3)
        return NULL;
    }

  return practice_picture_decode (bytes, NULL);
}

static gboolean
add_lora (PracticeAsk *ask,
          const gchar *path,
          gdouble      weight)
{
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof (number), "%g", weight);
  g_ptr_array_add (ask->loras, g_strdup_printf ("%s %s", path, number));

  return TRUE;
}

static gboolean
read_native_loras (PracticeAsk *ask,
                   JsonArray   *array,
                   gboolean     confined)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode            *node = json_array_get_element (array, i);
      g_autofree gchar    *path = NULL;
      const PracticeLora  *lora;

      if (! JSON_NODE_HOLDS_OBJECT (node))
        continue;

      path = practice_ask_text (json_node_get_object (node), "path", "", NULL);
      lora = practice_local_find_lora (path);

      if (confined && (lora == NULL || ! g_str_equal (lora->path, path)))
        return FALSE;

      add_lora (ask, path, practice_ask_number (json_node_get_object (node), "multiplier", 1.0, NULL));
    }

  return TRUE;
}

/* The picture of a member that holds one. */
static gboolean
read_picture (JsonObject       *object,
              const gchar      *name,
              PracticePicture **picture)
{
  g_autofree gchar  *text  = practice_ask_text (object, name, NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    return TRUE;

  bytes = practice_ask_base64 (text);
  practice_picture_free (*picture);
  *picture = practice_sdcpp_decode (bytes);

  return *picture != NULL;
}

/* The first of several pictures, for models that edit instead of painting over. */
static gboolean
read_reference (PracticeAsk *ask,
                JsonArray   *array)
{
  g_autoptr (GBytes) bytes = NULL;
  JsonNode          *node;

  if (array == NULL || json_array_get_length (array) == 0 || ask->source != NULL)
    return TRUE;

  node  = json_array_get_element (array, 0);
  bytes = practice_ask_base64 (JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL);
  ask->source   = practice_sdcpp_decode (bytes);
  ask->strength = 1.0;

  return ask->source != NULL;
}

/**
 * practice_sdcpp_read_native:
 * @ask: what is asked for, changed in place
 * @object: JSON in sd-server's own terms
 * @confined: whether a LoRA must lie in the server's folder
 *
 * What has the wrong type is overlooked.
 *
 * Returns: whether that can be painted
 */
gboolean
practice_sdcpp_read_native (PracticeAsk *ask,
                            JsonObject  *object,
                            gboolean     confined)
{
  JsonObject *sampling = practice_ask_object (object, "sample_params");
  gchar      *prompt   = practice_ask_text (object, "prompt", ask->prompt, NULL);
  gchar      *negative = practice_ask_text (object, "negative_prompt", ask->negative, NULL);

  g_free (ask->prompt);
  g_free (ask->negative);
  ask->prompt   = prompt;
  ask->negative = negative;
  ask->width    = practice_ask_integer (object, "width", ask->width, NULL);
  ask->height   = practice_ask_integer (object, "height", ask->height, NULL);
  ask->strength = practice_ask_number (object, "strength", ask->strength, NULL);
  ask->seed     = practice_ask_integer (object, "seed", ask->seed, NULL);
  ask->count    = CLAMP (practice_ask_integer (object, "batch_count", ask->count, NULL), 1, MOST_PICTURES);

  if (sampling != NULL)
    {
      JsonObject       *guidance  = practice_ask_object (sampling, "guidance");
      g_autofree gchar *sampler   = practice_ask_text (sampling, "sample_method", NULL, NULL);
      g_autofree gchar *scheduler = practice_ask_text (sampling, "scheduler", NULL, NULL);

      ask->steps = CLAMP (practice_ask_integer (sampling, "sample_steps", ask->steps, NULL), 1, MOST_STEPS);

      if (guidance != NULL)
        ask->guidance = practice_ask_number (guidance, "txt_cfg", ask->guidance, NULL);

      if (sampler != NULL)
        practice_ask_set (&ask->sampler, sampler);

      if (scheduler != NULL)
        practice_ask_set (&ask->scheduler, scheduler);
    }

  return read_picture (object, "init_image", &ask->source) &&
         read_picture (object, "mask_image", &ask->mask) &&
         read_reference (ask, practice_ask_array (object, "ref_images")) &&
         read_native_loras (ask, practice_ask_array (object, "lora"), confined);
}

/**
 * practice_sdcpp_obey:
 * @ask: what is asked for, changed in place
 * @exchange: the request, which keeps a note
 *
 * A prompt can carry commands; they are taken out of it and obeyed, with LoRAs from anywhere.
 *
 * Returns: whether they could be read
 */
gboolean
practice_sdcpp_obey (PracticeAsk      *ask,
                     PracticeExchange *exchange)
{
  gchar                *opens  = strstr (ask->prompt, COMMAND_OPENS);
  gchar                *closes = opens != NULL ? strstr (opens, COMMAND_CLOSES) : NULL;
  g_autofree gchar     *text   = NULL;
  g_autofree gchar     *prompt = NULL;
  g_autoptr (JsonNode)  node   = NULL;

  if (closes == NULL)
    return TRUE;

  text   = g_strndup (opens + strlen (COMMAND_OPENS), closes - opens - strlen (COMMAND_OPENS));
  *opens = '\0';
  prompt = g_strconcat (ask->prompt, closes + strlen (COMMAND_CLOSES), NULL);
  practice_ask_set (&ask->prompt, prompt);
  practice_exchange_note (exchange, "obeyed %s", text);
  node = json_from_string (text, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         practice_sdcpp_read_native (ask, json_node_get_object (node), FALSE);
}

/**
 * practice_sdcpp_resolve:
 * @ask: what is asked for, changed in place
 *
 * Chooses what was left open, and brings the picture to a size that the model can paint.
 *
 * Returns: whether it can be painted
 */
gboolean
practice_sdcpp_resolve (PracticeAsk *ask)
{
  gint width;
  gint height;

  if (*ask->prompt == '\0' || ask->strength > 1.0)
    return FALSE;

  if (ask->strength < 0.0)
    ask->strength = 0.75;

  if (ask->seed < 0)
    ask->seed = g_random_int () >> 1;

  if (ask->width <= 0 || ask->height <= 0)
    {
      ask->width  = ask->source != NULL ? ask->source->width  : DEFAULT_SIDE;
      ask->height = ask->source != NULL ? ask->source->height : DEFAULT_SIDE;
    }

  if (ask->width > LARGEST_SIDE || ask->height > LARGEST_SIDE)
    return FALSE;

  width  = (ask->width + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
  height = (ask->height + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
  practice_ask_fit (ask, width, height, TRUE);

  return TRUE;
}

/**
 * practice_sdcpp_amount:
 * @ask: what is asked for
 *
 * Only whole steps are left out: a small strength does nothing, and a large one is all.
 *
 * Returns: how far to paint, 0 to 1
 */
gdouble
practice_sdcpp_amount (const PracticeAsk *ask)
{
  gint most = MAX (ask->steps - 1, 1);

  return MIN ((gint) (ask->steps * ask->strength), most) / (gdouble) most;
}

static PracticeReply *
read_sdapi_loras (PracticeServer *server,
                  PracticeAsk    *ask,
                  JsonArray      *array,
                  gchar         **problem)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode           *node   = json_array_get_element (array, i);
      g_autofree gchar   *path   = NULL;
      const PracticeLora *lora;
      gdouble             weight;

      if (! JSON_NODE_HOLDS_OBJECT (node))
        continue;

      path   = practice_ask_text (json_node_get_object (node), "path", "", problem);
      weight = practice_ask_number (json_node_get_object (node), "multiplier", 1.0, problem);

      if (path == NULL || *path == '\0')
        return practice_sdcpp_error (400, "lora.path required");

      lora = server->local->listed ? practice_local_find_lora (path) : NULL;

      /* This route never looks into the folder: before somebody lists it, it is empty. */
      if (lora == NULL || ! g_str_equal (lora->path, path))
        {
          g_autofree gchar *text = g_strconcat ("invalid lora path: ", path, NULL);

          return practice_sdcpp_error (400, text);
        }

      add_lora (ask, path, weight);
    }

  return NULL;
}

static void
read_sdapi_pictures (PracticeAsk      *ask,
                     JsonObject       *object,
                     PracticeExchange *exchange,
                     gchar           **problem)
{
  JsonArray        *array = practice_ask_array (object, "init_images");
  g_autofree gchar *mask  = practice_ask_text (object, "mask", NULL, NULL);

  if (array != NULL && json_array_get_length (array) > 0)
    {
      JsonNode           *node  = json_array_get_element (array, 0);
      g_autoptr (GBytes)  bytes = NULL;

      if (! JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
        {
          if (*problem == NULL)
            *problem = g_strdup ("[json.exception.type_error.302] type must be string, but is null");

          return;
        }

      bytes = practice_ask_base64 (json_node_get_string (node));
      ask->source = practice_sdcpp_decode (bytes);
    }

  read_reference (ask, practice_ask_array (object, "extra_images"));

  if (ask->source == NULL)
    practice_exchange_note (exchange, "painted from the text alone");

  if (mask != NULL)
    {
      g_autoptr (GBytes) bytes = practice_ask_base64 (mask);

      ask->mask = practice_sdcpp_decode (bytes);
    }

  if (ask->mask != NULL && practice_ask_integer (object, "inpainting_mask_invert", 0, problem) != 0)
    for (gsize i = 0; i < (gsize) ask->mask->width * ask->mask->height * 3; i++)
      ask->mask->pixels[i] = 255 - ask->mask->pixels[i];
}

/**
 * practice_sdcpp_read_sdapi:
 * @server: the server
 * @exchange: a request in the web UIs' terms
 * @over: whether it paints over a picture
 * @refusal: (out): why not
 *
 * Returns: (transfer full) (nullable): what is asked for, or %NULL with @refusal set
 */
PracticeAsk *
practice_sdcpp_read_sdapi (PracticeServer    *server,
                           PracticeExchange  *exchange,
                           gboolean           over,
                           PracticeReply    **refusal)
{
  g_autoptr (PracticeAsk)  ask      = practice_ask_new ();
  JsonObject              *object   = json_node_get_object (exchange->json);
  g_autofree gchar        *problem  = NULL;
  g_autofree gchar        *prompt   = practice_ask_text (object, "prompt", "", &problem);
  g_autofree gchar        *negative = practice_ask_text (object, "negative_prompt", "", &problem);
  g_autofree gchar        *sampler  = practice_ask_text (object, "sampler_name", "", &problem);
  g_autofree gchar        *schedule = practice_ask_text (object, "scheduler", "", &problem);
  gint                     width    = practice_ask_integer (object, "width", 512, &problem);
  gint                     height   = practice_ask_integer (object, "height", 512, &problem);
  gdouble                  strength = practice_ask_number (object, "denoising_strength", -1.0, &problem);

  practice_ask_set (&ask->prompt, prompt);
  practice_ask_set (&ask->negative, negative);
  ask->width    = json_object_has_member (object, "width") ? width : 0;
  ask->height   = json_object_has_member (object, "height") ? height : 0;
  ask->steps    = CLAMP (practice_ask_integer (object, "steps", ask->steps, &problem), 1, MOST_STEPS);
  ask->guidance = practice_ask_number (object, "cfg_scale", ask->guidance, &problem);
  /* Read as a 32-bit number: what is larger loses its upper half. */
  ask->seed     = (gint32) (guint32) practice_ask_integer (object, "seed", -1, &problem);
  ask->count    = CLAMP (practice_ask_integer (object, "batch_size", 1, &problem), 1, MOST_PICTURES);
  practice_ask_integer (object, "clip_skip", -1, &problem);

  if (problem != NULL)
    *refusal = practice_sdcpp_server_error (problem);
  else if (width <= 0 || height <= 0)
    *refusal = practice_sdcpp_error (400, "width and height must be positive");
  else if (*prompt == '\0')
    *refusal = practice_sdcpp_error (400, "prompt required");
  else if (! practice_sdcpp_obey (ask, exchange))
    *refusal = practice_sdcpp_error (400, "invalid sd_cpp_extra_args");
  else
    *refusal = read_sdapi_loras (server, ask, practice_ask_array (object, "lora"), &problem);

  if (*refusal != NULL)
    return NULL;

  if (over)
    read_sdapi_pictures (ask, object, exchange, &problem);

  if (strength >= 0.0)
    ask->strength = MIN (strength, 1.0);

  if (problem != NULL)
    *refusal = practice_sdcpp_server_error (problem);
  else if (! practice_sdcpp_resolve (ask))
    *refusal = practice_sdcpp_error (400, "invalid params");

  return *refusal == NULL ? g_steal_pointer (&ask) : NULL;
}
