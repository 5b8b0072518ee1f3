/* sdcpp-form.c: requests and answers in the words of sd-server's jobs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "json-member.h"
#include "local-form.h"
#include "local-picture.h"
#include "reply-image.h"
#include "sdcpp-form.h"
#include "server-error.h"

/* As many as sd-server makes at once (its limit is 8), and some air. */
#define MOST_PICTURES 64

#define SIZE_STEP 64

static void
read_loras (OverpaintCapabilities *capabilities,
            JsonArray             *array)
{
  guint i;

  capabilities->loras = overpaint_server_items_new ();

  for (i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject  *lora = overpaint_stranger_json_object (json_array_get_element (array, i));
      const gchar *name = overpaint_stranger_json_get_text (lora, "name");
      const gchar *path = overpaint_stranger_json_get_text (lora, "path");

      if (path != NULL)
        overpaint_server_items_add (capabilities->loras, name != NULL ? name : path, path, NULL);
    }
}

/* 0 where nothing that can be used is said. */
static gint
get_count (JsonObject  *object,
           const gchar *name,
           gint         most)
{
  return (gint) MAX (overpaint_json_get_whole (object, name, most), 0);
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

  root   = overpaint_json_parse_reply (reply);
  object = overpaint_stranger_json_object (root);
  limits = overpaint_stranger_json_get_object (object, "limits");

  if (limits == NULL)
    return NULL;

  features                    = overpaint_stranger_json_get_object (object, "features");
  capabilities                = overpaint_capabilities_new ();
  capabilities->size_step     = SIZE_STEP;
  capabilities->most_seed     = G_MAXINT64;
  capabilities->smallest_size = MAX (get_count (limits, "min_width", G_MAXINT),
                                     get_count (limits, "min_height", G_MAXINT));
  capabilities->greatest_size = MIN (get_count (limits, "max_width", G_MAXINT),
                                     get_count (limits, "max_height", G_MAXINT));
  capabilities->most_images   = (guint) get_count (limits, "max_batch_count", MOST_PICTURES);
  capabilities->most_steps    = OVERPAINT_LOCAL_SD_SERVER_STEPS;
  capabilities->whole_steps   = TRUE;

  if (overpaint_json_get_switch (features, "cancel_generating", FALSE))
    capabilities->cancel = OVERPAINT_SERVER_CANCEL_RUNNING;
  else if (overpaint_json_get_switch (features, "cancel_queued", TRUE))
    capabilities->cancel = OVERPAINT_SERVER_CANCEL_QUEUED;

  name = overpaint_stranger_json_get_text (overpaint_stranger_json_get_object (object, "model"), "stem");
  if (name == NULL)
    name = overpaint_stranger_json_get_text (overpaint_stranger_json_get_object (object, "model"), "name");
  capabilities->model = g_strdup (name);

  read_loras (capabilities, overpaint_json_get_array (object, "loras"));

  return g_steal_pointer (&capabilities);
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
  overpaint_json_add_text (builder, "prompt", overpaint_request_get_text (variation, "prompt"));
  if (*avoid != '\0')
    overpaint_json_add_text (builder, "negative_prompt", avoid);
  overpaint_json_add_whole (builder, "width", wish->width);
  overpaint_json_add_whole (builder, "height", wish->height);
  overpaint_json_add_number (builder, "strength", wish->strength);
  overpaint_json_add_whole (builder, "seed", wish->seed);
  overpaint_json_add_whole (builder, "batch_count", wish->images);

  if (! overpaint_local_add_lora_array (builder, variation, capabilities, host, error))
    return NULL;

  json_builder_set_member_name (builder, "sample_params");
  json_builder_begin_object (builder);
  if (wish->steps > 0)
    overpaint_json_add_whole (builder, "sample_steps", wish->steps);
  json_builder_set_member_name (builder, "guidance");
  json_builder_begin_object (builder);
  overpaint_json_add_number (builder, "txt_cfg", wish->guidance);
  overpaint_json_add_number (builder, "img_cfg", wish->image_guidance);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  overpaint_json_add_text (builder, "output_format", "png");
  overpaint_json_add_text (builder, "init_image", wish->base64);
  json_builder_end_object (builder);

  return overpaint_json_finish (builder);
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
  g_autoptr(JsonNode)  root = overpaint_json_parse_reply (reply);
  const gchar         *id   = overpaint_stranger_json_get_text (overpaint_stranger_json_object (root), "id");
  const gchar         *at;

  if (id == NULL || strlen (id) > 128)
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

  *root  = overpaint_json_parse_reply (reply);
  object = overpaint_stranger_json_object (*root);
  status = overpaint_stranger_json_get_text (object, "status");
  *ahead = (gint) overpaint_json_get_whole (object, "queue_position", G_MAXINT);

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
  JsonObject           *made     = overpaint_stranger_json_get_object (overpaint_stranger_json_object (root), "result");
  JsonArray            *images   = overpaint_json_get_array (made, "images");
  guint                 i;

  for (i = 0; images != NULL && i < json_array_get_length (images) && pictures->len < MOST_PICTURES; i++)
    {
      JsonObject        *image   = overpaint_stranger_json_object (json_array_get_element (images, i));
      gint64             index   = overpaint_json_get_whole (image, "index", MOST_PICTURES);
      g_autoptr(GBytes)  picture = NULL;

      g_clear_error (&reason);
      picture = overpaint_local_picture_decode (image != NULL ? json_object_get_member (image, "b64_json") : NULL,
                                                host, &reason);

      if (picture != NULL)
        g_ptr_array_add (pictures,
                         overpaint_reply_image_new (picture,
                                                    seed < 0 ? -1 : seed + (index >= 0 ? index : i),
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
