/* sdcpp-form.c: requests and answers in the words of sd-server's jobs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "local-form.h"
#include "local-picture.h"
#include "reply.h"
#include "reply-image.h"
#include "sdcpp-form.h"

/* As many as sd-server makes at once (its limit is 8), and some air. */
#define MOST_PICTURES 64

#define SIZE_STEP 64

static JsonNode *
parse (const OverpaintHttpReply *reply)
{
  gsize        length;
  const gchar *data = g_bytes_get_data (reply->body, &length);

  return overpaint_reply_parse_json (data, length);
}

static JsonObject *
get_object (JsonObject  *object,
            const gchar *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject  *object,
           const gchar *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const gchar *
get_text (JsonObject  *object,
          const gchar *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/* A whole number of 0 to @most, or -1. */
static gint
get_count (JsonObject  *object,
           const gchar *name,
           gint         most)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  gint64    number;

  if (node == NULL || ! JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return -1;

  number = json_node_get_int (node);

  return number >= 0 && number <= most ? (gint) number : -1;
}

static void
read_loras (OverpaintCapabilities *capabilities,
            JsonArray             *array)
{
  guint i;

  capabilities->loras = overpaint_server_items_new ();

  for (i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode    *node = json_array_get_element (array, i);
      JsonObject  *lora = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const gchar *name = get_text (lora, "name");
      const gchar *path = get_text (lora, "path");

      if (path != NULL && *path != '\0')
        overpaint_server_items_add (capabilities->loras, name != NULL ? name : path, path, NULL);
    }
}

/**
 * overpaint_sdcpp_read_capabilities: (skip)
 * @reply: the answer to a question for /sdcpp/v1/capabilities
 *
 * Reads what sd-server says of itself. What says nothing of limits is another kind of
 * server, or an sd-server from before it had jobs.
 *
 * Returns: (transfer full) (nullable): what it can do, or %NULL where it is none
 */
OverpaintCapabilities *
overpaint_sdcpp_read_capabilities (const OverpaintHttpReply *reply)
{
  g_autoptr(OverpaintCapabilities)  capabilities = NULL;
  g_autoptr(JsonNode)               root         = NULL;
  JsonObject                       *object;
  JsonObject                       *limits;
  JsonObject                       *features;
  const gchar                      *name;

  if (reply->status != 200)
    return NULL;

  root   = parse (reply);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  limits = get_object (object, "limits");

  if (limits == NULL)
    return NULL;

  features                    = get_object (object, "features");
  capabilities                = overpaint_capabilities_new ();
  capabilities->size_step     = SIZE_STEP;
  capabilities->most_seed     = G_MAXINT64;
  capabilities->smallest_size = MAX (MAX (get_count (limits, "min_width", G_MAXINT),
                                          get_count (limits, "min_height", G_MAXINT)), 0);
  capabilities->greatest_size = MAX (MIN (get_count (limits, "max_width", G_MAXINT),
                                          get_count (limits, "max_height", G_MAXINT)), 0);
  capabilities->most_images   = (guint) MAX (get_count (limits, "max_batch_count", MOST_PICTURES), 0);

  if (features != NULL &&
      json_object_get_boolean_member_with_default (features, "cancel_generating", FALSE))
    capabilities->cancel = OVERPAINT_SERVER_CANCEL_RUNNING;
  else if (features == NULL ||
           json_object_get_boolean_member_with_default (features, "cancel_queued", TRUE))
    capabilities->cancel = OVERPAINT_SERVER_CANCEL_QUEUED;

  name = get_text (get_object (object, "model"), "stem");
  if (name == NULL)
    name = get_text (get_object (object, "model"), "name");
  capabilities->model = g_strdup (name);

  read_loras (capabilities, get_array (object, "loras"));

  return g_steal_pointer (&capabilities);
}

static void
add_integer (JsonBuilder *builder,
             const gchar *name,
             gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const gchar *name,
            gdouble      value)
{
  if (value < 0)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_text (JsonBuilder *builder,
          const gchar *name,
          const gchar *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * overpaint_sdcpp_form_new: (skip)
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture
 * @capabilities: what the server has just said of itself
 * @host: the server's name, as it is shown
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Puts a request into the JSON of /sdcpp/v1/img_gen. Values of a wrong type are ignored there
 * without a word, so whole numbers are written as such; what is not set is left out. The model
 * is the one that the server holds: there is no field for it.
 *
 * Returns: (transfer full) (nullable): the body, or %NULL with @error set
 */
GBytes *
overpaint_sdcpp_form_new (OverpaintRequest             *variation,
                          const OverpaintModel         *model,
                          GBytes                       *png,
                          const OverpaintCapabilities  *capabilities,
                          const gchar                  *host,
                          GError                      **error)
{
  g_autoptr(OverpaintLocalWish)  wish    = NULL;
  g_autoptr(JsonBuilder)         builder = json_builder_new_immutable ();
  const gchar                   *avoid   = overpaint_request_get_text (variation, "negative-prompt");

  wish = overpaint_local_wish_new (variation, model, png, capabilities, host, error);
  if (wish == NULL)
    return NULL;

  json_builder_begin_object (builder);
  add_text (builder, "prompt", overpaint_request_get_text (variation, "prompt"));
  if (*avoid != '\0')
    add_text (builder, "negative_prompt", avoid);
  add_integer (builder, "width", wish->width);
  add_integer (builder, "height", wish->height);
  add_number (builder, "strength", wish->strength);
  add_integer (builder, "seed", wish->seed);
  add_integer (builder, "batch_count", wish->images);

  if (! overpaint_local_add_lora_array (builder, variation, capabilities, host, error))
    return NULL;

  json_builder_set_member_name (builder, "sample_params");
  json_builder_begin_object (builder);
  if (wish->steps > 0)
    add_integer (builder, "sample_steps", wish->steps);
  json_builder_set_member_name (builder, "guidance");
  json_builder_begin_object (builder);
  add_number (builder, "txt_cfg", wish->guidance);
  add_number (builder, "img_cfg", wish->image_guidance);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  add_text (builder, "output_format", "png");
  add_text (builder, "init_image", wish->base64);
  json_builder_end_object (builder);

  return overpaint_local_finish_json (builder);
}

/**
 * overpaint_sdcpp_read_id: (skip)
 * @reply: the answer to a request that was taken (202)
 *
 * Reads a job's id. It becomes part of an address, so nothing but letters, digits, "-" and "_" may
 * be in it; the address that the server suggests is not used.
 *
 * Returns: (transfer full) (nullable): the id, or %NULL where there is none
 */
gchar *
overpaint_sdcpp_read_id (const OverpaintHttpReply *reply)
{
  g_autoptr(JsonNode)  root = parse (reply);
  const gchar         *id   = NULL;
  const gchar         *at;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    id = get_text (json_node_get_object (root), "id");

  if (id == NULL || *id == '\0' || strlen (id) > 128)
    return NULL;

  for (at = id; *at != '\0'; at++)
    if (! g_ascii_isalnum (*at) && *at != '-' && *at != '_')
      return NULL;

  return g_strdup (id);
}

/**
 * overpaint_sdcpp_read_job: (skip)
 * @reply: an answer with a job in it
 * @root: (out) (transfer full) (nullable): the job
 * @ahead: (out): how many others come first, or -1 where it does not say
 *
 * Returns: where it stands
 */
OverpaintSdcppState
overpaint_sdcpp_read_job (const OverpaintHttpReply  *reply,
                          JsonNode                 **root,
                          gint                      *ahead)
{
  static const gchar * const  states[] = { "", "queued", "generating", "completed", "failed", "cancelled" };
  JsonObject                 *object;
  const gchar                *status;
  guint                       i;

  *ahead = -1;
  *root  = parse (reply);

  if (*root == NULL || ! JSON_NODE_HOLDS_OBJECT (*root))
    return OVERPAINT_SDCPP_UNKNOWN;

  object = json_node_get_object (*root);
  status = get_text (object, "status");
  *ahead = get_count (object, "queue_position", G_MAXINT);

  for (i = 1; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (status, states[i]) == 0)
      return (OverpaintSdcppState) i;

  return OVERPAINT_SDCPP_UNKNOWN;
}

/**
 * overpaint_sdcpp_read_pictures: (skip)
 * @root: a job that is completed
 * @seed: the seed that was asked for, or -1
 * @host: the server's name, as it is shown
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Takes the pictures out of a job. The server makes the picture of index i with its seed plus i, and
 * says no seed itself.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one picture,
 *   or %NULL with @error set
 */
GPtrArray *
overpaint_sdcpp_read_pictures (JsonNode     *root,
                               gint64        seed,
                               const gchar  *host,
                               GError      **error)
{
  g_autoptr(GPtrArray)  pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_reply_image_free);
  g_autoptr(GError)     reason   = NULL;
  JsonArray            *images   = get_array (get_object (json_node_get_object (root), "result"), "images");
  guint                 i;

  for (i = 0; images != NULL && i < json_array_get_length (images) && pictures->len < MOST_PICTURES; i++)
    {
      JsonNode          *node    = json_array_get_element (images, i);
      JsonObject        *image   = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      gint               index   = get_count (image, "index", MOST_PICTURES);
      g_autoptr(GBytes)  picture = NULL;

      g_clear_error (&reason);
      picture = overpaint_local_picture_decode (image != NULL ? json_object_get_member (image, "b64_json") : NULL,
                                                host, &reason);

      if (picture != NULL)
        g_ptr_array_add (pictures,
                         overpaint_reply_image_new (picture,
                                                    seed < 0 ? -1 : seed + (index >= 0 ? index : (gint) i),
                                                    FALSE));
    }

  if (pictures->len > 0)
    return g_steal_pointer (&pictures);

  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                 _("%s answered without a picture. Try again, perhaps with another seed."), host);

  return NULL;
}
