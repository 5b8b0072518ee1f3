/* cases-fields.c: whether what is asked for reaches a server
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "card.h"
#include "case.h"
#include "png-text.h"

#define PROMPT   "a lighthouse in a storm"
#define NEGATIVE "fog"
#define STEPS    "7"
#define GUIDANCE "6.5"
#define SEED     "20261"
#define STRENGTH "0.6"

#define VALUES "{'prompt': <'" PROMPT "'>, 'negative-prompt': <'" NEGATIVE "'>, 'steps': <" STEPS ">, " \
               "'guidance-scale': <" GUIDANCE ">, 'seed': <" SEED ">, 'strength': <" STRENGTH ">}"

/* A field, the value that is sent, and under which name a server repeats it. */
static const struct
{
  const gchar *field;
  const gchar *value;
  const gchar *in_file;  /* in the text that a picture carries; NULL for the text's beginning */
  const gchar *in_form;  /* among the parts of Livepeer's form */
  gboolean     number;
} facts[] =
{
  { "prompt",          PROMPT,   NULL,                 "prompt",              FALSE },
  { "negative-prompt", NEGATIVE, "Negative prompt",    "negative_prompt",     FALSE },
  { "steps",           STEPS,    "Steps",              "num_inference_steps", TRUE  },
  { "guidance-scale",  GUIDANCE, "CFG scale",          "guidance_scale",      TRUE  },
  { "seed",            SEED,     "Seed",               "seed",                TRUE  },
  { "strength",        STRENGTH, "Denoising strength", "strength",            TRUE  },
};

/* What follows "Name: ", as far as the next comma, or for texts as far as the line goes. */
static gchar *
read_in_file (const gchar *text,
              gint         number)
{
  g_autofree gchar *mark = NULL;
  const gchar      *at;

  if (facts[number].in_file == NULL)
    return g_strndup (text, strcspn (text, "\n"));

  mark = g_strconcat (facts[number].in_file, ": ", NULL);
  at   = strstr (text, mark);

  return at != NULL ? g_strndup (at + strlen (mark), strcspn (at + strlen (mark), facts[number].number ? ",\n" : "\n"))
                    : NULL;
}

static gchar *
read_in_form (JsonObject *entry,
              gint        number)
{
  JsonNode  *node  = entry != NULL ? json_object_get_member (entry, "parts") : NULL;
  JsonArray *parts = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint      i;

  for (i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = json_array_get_object_element (parts, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (part, "name", NULL), facts[number].in_form) == 0)
        return g_strdup (json_object_get_string_member_with_default (part, "text", NULL));
    }

  return NULL;
}

/* One picture for all cases: its own text says what it was made with, at the practice server its log. */
static gboolean
gather (ConformSubject  *subject,
        GError         **error)
{
  g_autoptr (GBytes)      png    = conform_card_usual ();
  g_autoptr (GPtrArray)   images = NULL;
  g_autoptr (JsonObject)  entry  = NULL;
  g_autofree gchar       *text   = NULL;
  guint                   painted;
  guint                   i;

  if (subject->facts != NULL)
    return TRUE;

  images = conform_paint (subject, VALUES, png, error);
  if (images == NULL)
    return FALSE;

  subject->facts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  entry          = conform_subject_log (subject, &painted);
  text           = conform_png_get_text (((OverpaintReplyImage *) g_ptr_array_index (images, 0))->bytes, "parameters");

  for (i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      gchar *value = text != NULL ? read_in_file (text, (gint) i) : read_in_form (entry, (gint) i);

      if (value != NULL)
        g_hash_table_insert (subject->facts, (gpointer) facts[i].field, value);
    }

  return TRUE;
}

static ConformVerdict
judge_field (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GError)    error = NULL;
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (),
                                                              facts[number].field);
  const gchar          *said;
  gboolean              same;

  if ((field->flags & OVERPAINT_FIELD_PER_MODEL) != 0 && ! overpaint_model_uses (subject->model, field) &&
      ! conform_subject_is_local (subject))
    return conform_say (CONFORM_SKIP, found, "%s does not use it", subject->model_id);

  if (! gather (subject, &error))
    return conform_say_error (CONFORM_FAIL, found, error);

  said = g_hash_table_lookup (subject->facts, facts[number].field);
  if (said == NULL)
    return conform_say (CONFORM_SKIP, found, "the server does not say what it was asked for");

  same = facts[number].number
         ? fabs (g_ascii_strtod (said, NULL) - g_ascii_strtod (facts[number].value, NULL)) < 0.001
         : g_str_has_prefix (said, facts[number].value);

  return conform_say (same ? CONFORM_PASS : CONFORM_FAIL, found, "%s", said);
}

const ConformCase conform_field_cases[] =
{
  { "fields/prompt",          "\"" PROMPT "\"",    "the server repeats it", judge_field, 0 },
  { "fields/negative-prompt", "\"" NEGATIVE "\"",  "the server repeats it", judge_field, 1 },
  { "fields/steps",           STEPS,               "the server repeats it", judge_field, 2 },
  { "fields/guidance-scale",  GUIDANCE,            "the server repeats it", judge_field, 3 },
  { "fields/seed",            SEED,                "the server repeats it", judge_field, 4 },
  { "fields/strength",        STRENGTH,            "the server repeats it", judge_field, 5 },
  { NULL, NULL, NULL, NULL, 0 }
};
