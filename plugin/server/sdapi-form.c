/* sdapi-form.c: requests and answers in the words of the web UIs
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gi18n-lib.h>

#include "json-member.h"
#include "local-form.h"
#include "local-picture.h"
#include "reply.h"
#include "reply-image.h"
#include "sdapi-form.h"
#include "server-error.h"

/* Where a PNG's first chunk keeps them: 8 bits, colour type 2 is RGB (PNG specification, 11.2.2). */
#define PNG_DEPTH_OFFSET  24
#define PNG_COLOUR_OFFSET 25
#define PNG_RGB           2

static gboolean
is_web_ui (OverpaintServerKind kind)
{
  return kind == OVERPAINT_SERVER_FORGE || kind == OVERPAINT_SERVER_A1111 || kind == OVERPAINT_SERVER_SDNEXT;
}

/* The web UIs know LoRAs by tags in the prompt alone: "<lora:name:0.8>". */
static gchar *
tag_prompt (OverpaintRequest             *variation,
            const OverpaintCapabilities  *capabilities,
            const gchar                  *host,
            GError                      **error)
{
  g_autoptr(GString)    prompt  = g_string_new (overpaint_request_get_text (variation, "prompt"));
  g_autoptr(GPtrArray)  loras   = NULL;
  g_autoptr(GArray)     weights = NULL;
  guint                 i;

  loras = overpaint_local_find_loras (variation, capabilities, host, &weights, error);
  if (loras == NULL)
    return NULL;

  for (i = 0; i < loras->len; i++)
    {
      const OverpaintServerItem *item = g_ptr_array_index (loras, i);
      gchar                      weight[G_ASCII_DTOSTR_BUF_SIZE];

      if (strpbrk (item->id, "<>:") != NULL)
        {
          g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
                       _("%s cannot be told to use the LoRA “%s”: its name holds a colon or an angle bracket. "
                         "Rename its file."), host, item->id);
          return NULL;
        }

      g_ascii_formatd (weight, sizeof weight, "%.4g", g_array_index (weights, gdouble, i));
      g_string_append_printf (prompt, "%s<lora:%s:%s>", prompt->len > 0 ? " " : "", item->id, weight);
    }

  return g_string_free (g_steal_pointer (&prompt), FALSE);
}

/* What sd.cpp cannot read it leaves out, and paints from the prompt alone. */
static gboolean
check_png (GBytes       *png,
           const gchar  *host,
           GError      **error)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (png, &length);

  if (length > PNG_COLOUR_OFFSET && data[PNG_DEPTH_OFFSET] == 8 && data[PNG_COLOUR_OFFSET] == PNG_RGB)
    return TRUE;

  g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED,
               _("%s reads only RGB pictures of 8 bits, and would ignore this one. Convert it, then try again."),
               host);

  return FALSE;
}

/**
 * overpaint_sdapi_form_new: (skip)
 * @kind: which kind of server it goes to
 * @variation: the request of one picture, resolved, with its own seed
 * @model: what is known of its model
 * @png: the picture
 * @capabilities: what the server has just said of itself
 * @task_id: what this request is called, for those who can be asked about it
 * @host: the server's name, as it is shown
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Puts a request into the JSON of /sdapi/v1/img2img. Width and height are always there, since a web
 * UI takes 512 by 512 otherwise, whatever the picture; nothing is null, which some answer with an error;
 * a model is chosen only where the server has one of that name, and stays.
 *
 * Returns: (transfer full) (nullable): the body, or %NULL with @error set
 */
GBytes *
overpaint_sdapi_form_new (OverpaintServerKind           kind,
                          OverpaintRequest             *variation,
                          const OverpaintModel         *model,
                          GBytes                       *png,
                          const OverpaintCapabilities  *capabilities,
                          const gchar                  *task_id,
                          const gchar                  *host,
                          GError                      **error)
{
  g_autoptr(OverpaintLocalWish)  wish    = NULL;
  g_autoptr(JsonBuilder)         builder = json_builder_new_immutable ();
  g_autofree gchar              *prompt  = NULL;
  const gchar                   *avoid   = overpaint_request_get_text (variation, "negative-prompt");
  const OverpaintServerItem     *wanted;

  wish = overpaint_local_wish_new (variation, model, png, capabilities, host, error);
  if (wish == NULL || (! is_web_ui (kind) && ! check_png (png, host, error)))
    return NULL;

  prompt = is_web_ui (kind) ? tag_prompt (variation, capabilities, host, error)
                            : g_strdup (overpaint_request_get_text (variation, "prompt"));
  if (prompt == NULL)
    return NULL;

  json_builder_begin_object (builder);
  overpaint_json_add_text (builder, "prompt", prompt);
  if (*avoid != '\0')
    overpaint_json_add_text (builder, "negative_prompt", avoid);
  overpaint_json_add_whole (builder, "width", wish->width);
  overpaint_json_add_whole (builder, "height", wish->height);
  overpaint_json_add_number (builder, "denoising_strength", wish->strength);
  overpaint_json_add_whole (builder, "seed", wish->seed);
  overpaint_json_add_whole (builder, "batch_size", wish->images);
  if (wish->steps > 0)
    overpaint_json_add_whole (builder, "steps", wish->steps);
  overpaint_json_add_number (builder, "cfg_scale", wish->guidance);

  if (is_web_ui (kind))
    {
      overpaint_json_add_number (builder, "image_cfg_scale", wish->image_guidance);
      overpaint_json_add_whole (builder, "resize_mode", 0);
      overpaint_json_add_whole (builder, "n_iter", 1);
      overpaint_json_add_switch (builder, "send_images", TRUE);
      overpaint_json_add_switch (builder, "save_images", FALSE);
      overpaint_json_add_switch (builder, "include_init_images", FALSE);
      overpaint_json_add_text (builder, "force_task_id", task_id);

      wanted = overpaint_server_items_find (capabilities->models, overpaint_request_get_text (variation, "model"));
      if (wanted != NULL)
        {
          json_builder_set_member_name (builder, "override_settings");
          json_builder_begin_object (builder);
          overpaint_json_add_text (builder, "sd_model_checkpoint", wanted->id);
          json_builder_end_object (builder);
        }
      /* Or else the old model is loaded again after each picture. */
      overpaint_json_add_switch (builder, "override_settings_restore_afterwards", FALSE);
    }
  else if (! overpaint_local_add_lora_array (builder, variation, capabilities, host, error))
    {
      return NULL;
    }

  json_builder_set_member_name (builder, "init_images");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, wish->base64);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return overpaint_json_finish (builder);
}

/* The seeds are in a JSON text of its own inside the answer. */
static gint64
read_seed (JsonObject *object,
           guint       index,
           gint64      asked)
{
  g_autoptr(JsonNode)  root = NULL;
  const gchar         *info = overpaint_stranger_json_get_text (object, "info");
  JsonArray           *seeds;
  gint64               seed = -1;

  if (info != NULL)
    root = overpaint_reply_parse_json (info, strlen (info));

  seeds = overpaint_json_get_array (overpaint_stranger_json_object (root), "all_seeds");

  if (seeds != NULL && index < json_array_get_length (seeds))
    seed = overpaint_json_as_whole (json_array_get_element (seeds, index), G_MAXUINT32);

  if (seed >= 0)
    return seed;

  return asked < 0 ? -1 : asked + index;
}

/* sd-server echoes what it was asked: without our picture in it, it has painted from the prompt. */
static gboolean
is_echoed (JsonObject *object,
           GBytes     *png)
{
  JsonArray        *images = overpaint_json_get_array (overpaint_stranger_json_get_object (object, "parameters"),
                                                       "init_images");
  const gchar      *told   = NULL;
  g_autofree gchar *sent   = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  if (images != NULL && json_array_get_length (images) > 0)
    told = overpaint_json_as_text (json_array_get_element (images, 0));

  return g_strcmp0 (told, sent) == 0;
}

/* sd.cpp makes what was asked for. KoboldCpp may be told to keep to small sizes, and rounds the shape
 * to steps of 64 then, which would not fit over the layer.
 */
static gboolean
check_fit (OverpaintServerKind   kind,
           JsonObject           *object,
           GBytes               *picture,
           GBytes               *png,
           const gchar          *host,
           GError              **error)
{
  gint width       = 0;
  gint height      = 0;
  gint sent_width  = 0;
  gint sent_height = 0;

  if (is_web_ui (kind))
    return TRUE;

  overpaint_local_picture_get_size (picture, &width, &height);
  overpaint_local_picture_get_size (png, &sent_width, &sent_height);

  if (kind == OVERPAINT_SERVER_KOBOLDCPP && width > 0 &&
      (gint64) width * sent_height == (gint64) height * sent_width)
    return TRUE;

  if (kind == OVERPAINT_SERVER_KOBOLDCPP && width > 0)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_TOO_LARGE,
                   _("%s made a picture of %d × %d pixels instead of %d × %d: it is told to keep to small sizes. "
                     "Use a smaller layer or selection."), host, width, height, sent_width, sent_height);
      return FALSE;
    }

  if (kind == OVERPAINT_SERVER_SD_SERVER && width == sent_width && height == sent_height &&
      is_echoed (object, png))
    return TRUE;

  g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_PICTURE,
               _("%s made a picture, but not from this one: it could not read it. Nothing is "
                 "shown. A newer version of the server may help."), host);

  return FALSE;
}

/**
 * overpaint_sdapi_read_pictures: (skip)
 * @kind: which kind of server answered
 * @reply: its answer, with status 200
 * @png: the picture that was sent
 * @seed: the seed that was asked for, or -1
 * @most: how many were asked for
 * @host: the server's name, as it is shown
 * @error: return location for an error of %OVERPAINT_SERVER_ERROR
 *
 * Takes the pictures out of an answer, unless it shows that they were not made from ours. What comes
 * beyond @most are helpers' pictures: extensions of the web UIs append what they saw in ours.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintReplyImage): at least one picture,
 *   or %NULL with @error set
 */
GPtrArray *
overpaint_sdapi_read_pictures (OverpaintServerKind        kind,
                               const OverpaintHttpReply  *reply,
                               GBytes                    *png,
                               gint64                     seed,
                               guint                      most,
                               const gchar               *host,
                               GError                   **error)
{
  g_autoptr(GPtrArray)  pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) overpaint_reply_image_free);
  g_autoptr(JsonNode)   root     = overpaint_json_parse_reply (reply);
  JsonObject           *object;
  JsonArray            *images;
  guint                 i;

  object = overpaint_stranger_json_object (root);
  images = overpaint_json_get_array (object, "images");

  if (images == NULL)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("%s answered with something else than pictures. Check the address: another "
                     "kind of server may be there."), host);
      return NULL;
    }

  for (i = 0; i < MIN (json_array_get_length (images), most); i++)
    {
      g_autoptr(GBytes) picture = NULL;

      picture = overpaint_local_picture_decode (json_array_get_element (images, i), host, error);
      if (picture == NULL)
        return NULL;

      if (! check_fit (kind, object, picture, png, host, error))
        return NULL;

      g_ptr_array_add (pictures, overpaint_reply_image_new (picture, read_seed (object, i, seed), FALSE));
    }

  if (pictures->len == 0)
    {
      g_set_error (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BAD_REPLY,
                   _("%s answered without a picture: somebody may have interrupted it. Try again."), host);
      return NULL;
    }

  return g_steal_pointer (&pictures);
}
