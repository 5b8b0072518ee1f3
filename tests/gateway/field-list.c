/* field-list.c: the practice server's own list of what an image server is sent
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "field-list.h"

#include <string.h>

/* What the runner's routes/image_to_image.py takes; the defaults as text, because that is
 * how they would arrive. */
static const PracticeField fields[] =
{
  { "prompt",                PRACTICE_FIELD_TEXT,    NULL,   TRUE },
  { "image",                 PRACTICE_FIELD_FILE,    NULL,   TRUE },
  { "model_id",              PRACTICE_FIELD_TEXT,    "",     FALSE },
  { "loras",                 PRACTICE_FIELD_TEXT,    "",     FALSE },
  { "strength",              PRACTICE_FIELD_NUMBER,  "0.8",  FALSE },
  { "guidance_scale",        PRACTICE_FIELD_NUMBER,  "7.5",  FALSE },
  { "image_guidance_scale",  PRACTICE_FIELD_NUMBER,  "1.5",  FALSE },
  { "negative_prompt",       PRACTICE_FIELD_TEXT,    "",     FALSE },
  { "safety_check",          PRACTICE_FIELD_SWITCH,  "true", FALSE },
  { "seed",                  PRACTICE_FIELD_INTEGER, NULL,   FALSE },
  { "num_inference_steps",   PRACTICE_FIELD_INTEGER, "100",  FALSE },
  { "num_images_per_prompt", PRACTICE_FIELD_INTEGER, "1",    FALSE },
};

/**
 * practice_field_list:
 * @n_fields: (out): how many there are
 *
 * Returns: (array length=n_fields): every field of image-to-image
 */
const PracticeField *
practice_field_list (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);

  return fields;
}

/**
 * practice_field_lookup:
 * @name: a name on the wire
 *
 * Returns: (nullable): the field of that name
 */
const PracticeField *
practice_field_lookup (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];

  return NULL;
}

/* One entry of a 422, the way FastAPI writes it; @input is %NULL for JSON's null. */
static void
complain (JsonArray   *details,
          const gchar *field,
          const gchar *type,
          const gchar *message,
          const gchar *input)
{
  JsonObject *entry = json_object_new ();
  JsonArray  *place = json_array_new ();

  json_array_add_string_element (place, "body");
  json_array_add_string_element (place, field);
  json_object_set_string_member (entry, "type", type);
  json_object_set_array_member (entry, "loc", place);
  json_object_set_string_member (entry, "msg", message);

  if (input != NULL)
    json_object_set_string_member (entry, "input", input);
  else
    json_object_set_null_member (entry, "input");

  if (g_str_equal (type, "value_error"))
    {
      JsonObject *context = json_object_new ();

      json_object_set_object_member (context, "error", json_object_new ());
      json_object_set_object_member (entry, "ctx", context);
    }

  json_array_add_object_element (details, entry);
}

static void
take_text (PracticeJob         *job,
           const PracticeField *field,
           const gchar         *text)
{
  struct { const gchar *name; gchar **to; } texts[] =
  {
    { "prompt",          &job->prompt },
    { "model_id",        &job->model_id },
    { "loras",           &job->loras },
    { "negative_prompt", &job->negative_prompt },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].name, field->name))
      *texts[i].to = g_strdup (text);
}

static gboolean
take_number (PracticeJob         *job,
             const PracticeField *field,
             const gchar         *text)
{
  gdouble *to = g_str_equal (field->name, "strength")       ? &job->strength :
                g_str_equal (field->name, "guidance_scale") ? &job->guidance_scale :
                                                              &job->image_guidance_scale;

  return practice_python_number (text, to);
}

static gboolean
take_integer (PracticeJob         *job,
              const PracticeField *field,
              const gchar         *text)
{
  PracticeWide *to = g_str_equal (field->name, "seed")                ? &job->seed :
                     g_str_equal (field->name, "num_inference_steps") ? &job->num_inference_steps :
                                                                        &job->num_images_per_prompt;

  return practice_python_integer (text, to);
}

static void
take_field (PracticeJob         *job,
            const PracticeField *field,
            const PracticePart  *part,
            JsonArray           *details)
{
  const gchar *text = part != NULL ? part->text : field->initial;

  if (part == NULL && field->required)
    {
      complain (details, field->name, "missing", "Field required", NULL);
      return;
    }

  if (field->kind == PRACTICE_FIELD_FILE)
    {
      if (part->filename == NULL)
        complain (details, field->name, "value_error",
                  "Value error, Expected UploadFile, received: <class 'str'>", text);
      else
        job->image = g_bytes_ref (part->data);

      return;
    }

  if (part != NULL && part->filename != NULL)
    {
      complain (details, field->name, "string_type", "Input should be a valid string", NULL);
      return;
    }

  /* A blank is "unset" only where there is a default to fall back on: a blank seed is
   * read as a number, and is none. */
  if (part != NULL && *text == '\0' && field->initial != NULL)
    text = field->initial;

  if (text == NULL)
    return;

  if (g_str_equal (field->name, "seed"))
    job->seed_given = TRUE;

  if (g_str_equal (field->name, "strength"))
    job->strength_given = part != NULL && *part->text != '\0';

  switch (field->kind)
    {
    case PRACTICE_FIELD_NUMBER:
      if (! take_number (job, field, text))
        complain (details, field->name, "float_parsing",
                  "Input should be a valid number, unable to parse string as a number", text);
      break;

    case PRACTICE_FIELD_INTEGER:
      if (! take_integer (job, field, text))
        complain (details, field->name, "int_parsing",
                  "Input should be a valid integer, unable to parse string as an integer", text);
      break;

    case PRACTICE_FIELD_SWITCH:
      if (! practice_python_switch (text, &job->safety_check))
        complain (details, field->name, "bool_parsing",
                  "Input should be a valid boolean, unable to interpret input", text);
      break;

    case PRACTICE_FIELD_TEXT:
    case PRACTICE_FIELD_FILE:
    default:
      take_text (job, field, text);
      break;
    }
}

/**
 * practice_job_new:
 * @parts: (element-type PracticePart): the parts of a form; empty for a body that is none
 * @refusal: (out): why not: a 422 whose "detail" is an array
 *
 * Reads a form as the runner's framework does. Parts that are in no list are ignored.
 *
 * Returns: (transfer full) (nullable): the job, or %NULL with @refusal set
 */
PracticeJob *
practice_job_new (GPtrArray      *parts,
                  PracticeReply **refusal)
{
  g_autoptr (PracticeJob)  job     = g_new0 (PracticeJob, 1);
  g_autoptr (JsonArray)    details = json_array_new ();
  g_autoptr (JsonObject)   object  = json_object_new ();
  JsonNode                *node;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    take_field (job, &fields[i], practice_form_last (parts, fields[i].name), details);

  if (json_array_get_length (details) == 0)
    return g_steal_pointer (&job);

  json_object_set_array_member (object, "detail", json_array_ref (details));
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);
  *refusal = practice_reply_new_node (422, node);

  return NULL;
}

/**
 * practice_job_free:
 * @job: (transfer full): a job
 */
void
practice_job_free (PracticeJob *job)
{
  g_free (job->prompt);
  g_clear_pointer (&job->image, g_bytes_unref);
  g_free (job->model_id);
  g_free (job->loras);
  g_free (job->negative_prompt);
  g_free (job);
}
