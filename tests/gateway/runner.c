/* runner.c: a stand-in for Livepeer's runner, one model on one machine
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "runner.h"

#include <math.h>
#include <string.h>

#include "field-list.h"
#include "lora-list.h"

/* Starlette's limit for a part that is no file. */
#define LONGEST_PART   (1024 * 1024)
/* diffusers' own number of steps, used where fewer than one is asked for */
#define DEFAULT_STEPS  50
#define LATENT_STEP    8
#define LIGHTNING_SIDE 1024
#define MOST_PICTURES  256

#define EXECUTION_ERROR "Error during model execution: "
#define PIPELINE_ERROR  "Image-to-image pipeline error."

/**
 * practice_result_free:
 * @result: (transfer full): a result
 */
void
practice_result_free (PracticeResult *result)
{
  practice_picture_free (result->picture);
  g_free (result->seed);
  g_free (result);
}

static PracticeReply *
execution_error (const gchar *text)
{
  g_autofree gchar *message = g_strconcat (EXECUTION_ERROR, text, ".", NULL);

  return practice_reply_new_detail (400, message);
}

static gboolean
is_turbo (const gchar *model)
{
  return g_str_equal (model, "stabilityai/sd-turbo") ||
         g_str_equal (model, "stabilityai/sdxl-turbo");
}

static gboolean
is_lightning (const gchar *model)
{
  return strstr (model, "ByteDance/SDXL-Lightning") != NULL;
}

static gboolean
is_instructed (const gchar *model)
{
  return strstr (model, "timbrooks/instruct-pix2pix") != NULL;
}

/* Pipelines whose call takes no argument that it does not know. */
static gboolean
is_strict (const gchar *model)
{
  return strstr (model, "FLUX.1") != NULL || strstr (model, "stable-diffusion-3") != NULL;
}

/* How far to paint, 0 to 1; or a refusal, where the model's own code would raise. */
static gdouble
find_amount (const PracticeJob  *job,
             const gchar        *model,
             PracticeReply     **refusal)
{
  gdouble steps    = job->num_inference_steps < 1 ? DEFAULT_STEPS
                                                  : (gdouble) job->num_inference_steps;
  gdouble strength = job->strength;

  if (is_strict (model))
    {
      *refusal = execution_error ("__call__() got an unexpected keyword argument "
                                  "'image_guidance_scale'");
      return 0.0;
    }

  if (is_lightning (model))
    return 1.0;

  /* A promise of the practice server alone, which real servers do not keep: a strength
   * of exactly 0 gives the picture back, under any model that looks at it. */
  if (job->strength_given && strength == 0.0)
    return 0.0;

  if (is_instructed (model))
    return job->image_guidance_scale > 0.0 ? CLAMP (1.2 / job->image_guidance_scale, 0.15, 1.0)
                                           : 1.0;

  if (is_turbo (model))
    strength = MAX (1.0 / steps, strength);

  if (strength < 0.0 || strength > 1.0)
    {
      g_autofree gchar *number = practice_python_repr (strength);
      g_autofree gchar *text   = g_strdup_printf ("The value of strength should in [0.0, 1.0] "
                                                  "but is %s", number);

      *refusal = execution_error (text);
    }
  else if (isnan (strength))
    {
      *refusal = execution_error ("cannot convert float NaN to integer");
    }
  else if (floor (steps * strength) < 1.0)
    {
      *refusal = execution_error ("cannot reshape tensor of 0 elements into shape [0, -1] because "
                                  "the unspecified dimension size -1 can be any value and is "
                                  "ambiguous");
    }

  return strength;
}

static PracticeReply *
check_authorization (const gchar *authorization,
                     const gchar *token)
{
  g_autofree gchar *wanted = g_strconcat ("Bearer ", token, NULL);
  PracticeReply    *reply;

  if (token == NULL || g_strcmp0 (authorization, wanted) == 0)
    return NULL;

  reply = practice_reply_new_detail (401, "Invalid bearer token.");
  practice_reply_add_header (reply, "WWW-Authenticate", "Bearer");

  return reply;
}

static PracticeReply *
check_model (const gchar *asked,
             const gchar *loaded)
{
  g_autofree gchar *message = NULL;

  if (*asked == '\0' || g_str_equal (asked, loaded))
    return NULL;

  message = g_strdup_printf ("pipeline configured with %s but called with %s.", loaded, asked);

  return practice_reply_new_detail (400, message);
}

static PracticeReply *
check_part_sizes (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const PracticePart *part = g_ptr_array_index (parts, i);

      if (part->filename == NULL && g_bytes_get_size (part->data) > LONGEST_PART)
        return practice_reply_new_string (400, "Part exceeded maximum size of 1024KB.");
    }

  return NULL;
}

static PracticePicture *
paint_one (const PracticePicture *source,
           const gchar           *model,
           PracticePaint          paint,
           PracticeWide           seed,
           gdouble                amount)
{
  PracticePicture *picture;

  if (is_lightning (model) && paint != PRACTICE_PAINT_RULE)
    return practice_painting_invent (LIGHTNING_SIDE, LIGHTNING_SIDE, (guint64) seed);

  picture = practice_picture_resize (source,
                                     source->width / LATENT_STEP * LATENT_STEP,
                                     source->height / LATENT_STEP * LATENT_STEP);
  practice_painting_apply (picture, paint, (guint64) seed, amount);

  return picture;
}

/**
 * practice_runner_paint:
 * @parts: (element-type PracticePart): the parts of the form
 * @model: the model that is loaded
 * @authorization: (nullable): the request's Authorization
 * @token: (nullable): the token that is asked for, or %NULL for none
 * @paint: how to paint
 * @refusal: (out): why not
 *
 * Does what the runner's route and its pipeline do, in their order: part sizes, fields,
 * token, model, image, LoRAs, and what the model's own code makes of the numbers.
 *
 * Returns: (transfer full) (nullable) (element-type PracticeResult): the pictures, or %NULL
 *   with @refusal set
 */
GPtrArray *
practice_runner_paint (GPtrArray      *parts,
                       const gchar    *model,
                       const gchar    *authorization,
                       const gchar    *token,
                       PracticePaint   paint,
                       PracticeReply **refusal)
{
  g_autoptr (GPtrArray)       results = NULL;
  g_autoptr (PracticeJob)     job     = NULL;
  g_autoptr (PracticePicture) source  = NULL;
  PracticeWide                seed;
  PracticeWide                count;
  gdouble                     amount;

  *refusal = check_part_sizes (parts);

  if (*refusal == NULL)
    job = practice_job_new (parts, refusal);

  if (job == NULL)
    return NULL;

  *refusal = check_authorization (authorization, token);

  if (*refusal == NULL)
    *refusal = check_model (job->model_id, model);

  if (*refusal != NULL)
    return NULL;

  source = practice_picture_decode (job->image, NULL);

  if (source == NULL)
    {
      *refusal = practice_reply_new (500, "text/plain; charset=utf-8", "Internal Server Error");
      return NULL;
    }

  results = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_result_free);
  seed    = job->seed_given ? job->seed : (PracticeWide) g_random_int ();
  count   = MIN (job->num_images_per_prompt, MOST_PICTURES);

  if (count < 1)
    return g_steal_pointer (&results);

  if (seed + count - 1 > (PracticeWide) G_MAXUINT64 || seed < (PracticeWide) G_MININT64)
    *refusal = practice_reply_new_detail (500, PIPELINE_ERROR);
  else
    *refusal = practice_lora_list_check (job->loras);

  if (*refusal != NULL)
    return NULL;

  amount = find_amount (job, model, refusal);

  if (*refusal == NULL && (source->width < LATENT_STEP || source->height < LATENT_STEP))
    *refusal = execution_error ("height and width must be > 0");

  if (*refusal != NULL)
    return NULL;

  for (PracticeWide i = 0; i < count; i++)
    {
      PracticeResult *result = g_new0 (PracticeResult, 1);

      result->picture = paint_one (source, model, paint, seed + i, amount);
      result->seed    = practice_wide_to_text (seed + i);
      g_ptr_array_add (results, result);
    }

  return g_steal_pointer (&results);
}

/**
 * practice_runner_about:
 * @path: of a GET request
 * @model: the model that is loaded
 *
 * Returns: (transfer full) (nullable): what a runner tells about itself there, or %NULL
 *   where it tells nothing
 */
PracticeReply *
practice_runner_about (const gchar *path,
                       const gchar *model)
{
  g_autofree gchar *quoted = practice_json_quote (model);
  g_autofree gchar *body   = NULL;

  if (g_str_equal (path, "/health"))
    body = g_strdup ("{\"status\":\"OK\"}");
  else if (g_str_equal (path, "/version"))
    body = g_strdup_printf ("{\"pipeline\":\"image-to-image\",\"model_id\":%s,"
                            "\"version\":\"0.14.1\"}", quoted);
  else if (g_str_equal (path, "/hardware/info"))
    body = g_strdup_printf ("{\"pipeline\":\"image-to-image\",\"model_id\":%s,\"gpu_info\":"
                            "{\"0\":{\"id\":\"practice\",\"name\":\"Practice server: plain "
                            "arithmetic, no AI\",\"memory_total\":25769803776,"
                            "\"memory_free\":21474836480,\"major\":8,\"minor\":9}}}", quoted);
  else if (g_str_equal (path, "/hardware/stats"))
    body = g_strdup_printf ("{\"pipeline\":\"image-to-image\",\"model_id\":%s,\"gpu_stats\":"
                            "{\"0\":{\"id\":\"practice\",\"name\":\"Practice server: plain "
                            "arithmetic, no AI\",\"memory_total\":25769803776,"
                            "\"memory_free\":21474836480,\"utilization_compute\":0,"
                            "\"utilization_memory\":0}}}", quoted);
  else
    return NULL;

  return practice_reply_new (200, "application/json", body);
}
