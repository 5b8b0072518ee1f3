/* field.c: the one table of what an image API is told
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "field.h"

/* Wire names and kinds are those of Livepeer's image-to-image pipeline. The
 * greatest seed is 2^31 - 1: GIMP's integers and several servers hold no more.
 * The greatest number of steps is far beyond what any sampler gains from.
 */
static const OverpaintField image_to_image_fields[] =
{
  {
    .name         = "prompt",
    .wire         = "prompt",
    .kind         = OVERPAINT_FIELD_TEXT,
    .flags        = OVERPAINT_FIELD_REQUIRED | OVERPAINT_FIELD_LONG,
    .label        = N_("_Prompt"),
    .tooltip      = N_("What the picture should become, or for models that follow "
                       "instructions, what should be done to it"),
    .initial_text = "",
  },
  {
    .name         = "negative-prompt",
    .wire         = "negative_prompt",
    .kind         = OVERPAINT_FIELD_TEXT,
    .flags        = OVERPAINT_FIELD_LONG,
    .label        = N_("_Negative Prompt"),
    .tooltip      = N_("What the picture should not show"),
    .initial_text = "",
  },
  {
    .name         = "model",
    .wire         = "model_id",
    .kind         = OVERPAINT_FIELD_TEXT,
    .flags        = OVERPAINT_FIELD_REQUIRED,
    .label        = N_("_Model"),
    .tooltip      = N_("Id of the model as the server knows it, for example "
                       "timbrooks/instruct-pix2pix"),
    .initial_text = "timbrooks/instruct-pix2pix",
  },
  {
    .name         = "loras",
    .wire         = "loras",
    .kind         = OVERPAINT_FIELD_WEIGHTS,
    .label        = N_("LoRA _Weights"),
    .tooltip      = N_("Up to four LoRAs and their weights, as a JSON object: "
                       "{\"owner/name\": 0.8}"),
    .maximum      = 4,
    .initial_text = "",
  },
  {
    .name         = "strength",
    .wire         = "strength",
    .kind         = OVERPAINT_FIELD_NUMBER,
    .flags        = OVERPAINT_FIELD_AUTOMATIC | OVERPAINT_FIELD_PER_MODEL,
    .label        = N_("Str_ength"),
    .tooltip      = N_("How far the result may leave the layer: 0 keeps it, 1 ignores "
                       "it, -1 is what the model likes best"),
    .minimum      = -1.0,
    .maximum      = 1.0,
    .initial      = -1.0,
  },
  {
    .name         = "guidance-scale",
    .wire         = "guidance_scale",
    .kind         = OVERPAINT_FIELD_NUMBER,
    .flags        = OVERPAINT_FIELD_AUTOMATIC | OVERPAINT_FIELD_PER_MODEL,
    .label        = N_("G_uidance Scale"),
    .tooltip      = N_("How closely the result follows the prompt; -1 is what the "
                       "model likes best"),
    .minimum      = -1.0,
    .maximum      = 100.0,
    .initial      = -1.0,
  },
  {
    .name         = "image-guidance-scale",
    .wire         = "image_guidance_scale",
    .kind         = OVERPAINT_FIELD_NUMBER,
    .flags        = OVERPAINT_FIELD_AUTOMATIC | OVERPAINT_FIELD_PER_MODEL,
    .label        = N_("_Image Guidance Scale"),
    .tooltip      = N_("How closely the result follows the layer, for models that "
                       "follow instructions; -1 is what the model likes best"),
    .minimum      = -1.0,
    .maximum      = 100.0,
    .initial      = -1.0,
  },
  {
    .name         = "steps",
    .wire         = "num_inference_steps",
    .kind         = OVERPAINT_FIELD_INTEGER,
    .flags        = OVERPAINT_FIELD_REQUIRED | OVERPAINT_FIELD_AUTOMATIC,
    .label        = N_("S_teps"),
    .tooltip      = N_("Denoising steps: more take longer; -1 is what the model likes "
                       "best"),
    .minimum      = -1,
    .maximum      = 500,
    .lowest       = 1,
    .initial      = -1,
  },
  {
    .name         = "images",
    .wire         = "num_images_per_prompt",
    .kind         = OVERPAINT_FIELD_INTEGER,
    .flags        = OVERPAINT_FIELD_REQUIRED,
    .label        = N_("Im_ages"),
    .tooltip      = N_("How many pictures to ask for, each with a seed of its own"),
    .minimum      = 1,
    .maximum      = 64,
    .initial      = 1,
  },
  {
    .name         = "seed",
    .wire         = "seed",
    .kind         = OVERPAINT_FIELD_INTEGER,
    .flags        = OVERPAINT_FIELD_REQUIRED,
    .label        = N_("See_d"),
    .tooltip      = N_("Seed of the first picture, each further one takes the next; the "
                       "same seed makes the same picture again; -1 is random"),
    .minimum      = -1,
    .maximum      = G_MAXINT32,
    .initial      = -1,
  },
  {
    .name         = "safety-check",
    .wire         = "safety_check",
    .kind         = OVERPAINT_FIELD_SWITCH,
    .flags        = OVERPAINT_FIELD_REQUIRED,
    .label        = N_("Safety Chec_k"),
    .tooltip      = N_("Have the server mark pictures that may be offensive; marked "
                       "pictures come in hidden"),
    .initial      = TRUE,
  },
  {
    .name         = "server",
    .wire         = NULL,
    .kind         = OVERPAINT_FIELD_TEXT,
    .label        = N_("Ser_ver"),
    .tooltip      = N_("Name of a configured server, or a web address; empty is the "
                       "configured default"),
    .initial_text = "",
  },
};

static const OverpaintPipeline image_to_image =
{
  .name     = "image-to-image",
  .fields   = image_to_image_fields,
  .n_fields = G_N_ELEMENTS (image_to_image_fields),
};

/**
 * overpaint_pipeline_image_to_image:
 *
 * The pipeline that makes one picture of another.
 *
 * Returns: (transfer none): the pipeline and its fields
 */
const OverpaintPipeline *
overpaint_pipeline_image_to_image (void)
{
  return &image_to_image;
}

/**
 * overpaint_pipeline_lookup:
 * @name: (nullable): a pipeline's name
 *
 * Returns: (transfer none) (nullable): the pipeline of that name
 */
const OverpaintPipeline *
overpaint_pipeline_lookup (const gchar *name)
{
  return g_strcmp0 (name, image_to_image.name) == 0 ? &image_to_image : NULL;
}

/**
 * overpaint_pipeline_get_field:
 * @pipeline: a pipeline
 * @name: a field's name, such as "negative-prompt"
 *
 * Returns: (transfer none) (nullable): the field of that name
 */
const OverpaintField *
overpaint_pipeline_get_field (const OverpaintPipeline *pipeline,
                              const gchar             *name)
{
  guint i;

  for (i = 0; i < pipeline->n_fields; i++)
    {
      if (g_str_equal (pipeline->fields[i].name, name))
        return &pipeline->fields[i];
    }

  return NULL;
}
