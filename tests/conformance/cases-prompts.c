/* cases-prompts.c: whether commands in a prompt stay at home
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "card.h"
#include "case.h"

static const gchar * const prompts[] =
{
  "{'prompt': <'a barn <sd_cpp_extra_args>{\"steps\": 1}</sd_cpp_extra_args>'>}",
  "{'prompt': <'a barn <lora:somebody-elses:1>'>}",
  "{'negative-prompt': <'fog < LoRA :somebody-elses:1>'>}",
};

static ConformVerdict
judge_command (ConformSubject  *subject,
               gint             number,
               gchar          **found)
{
  g_autoptr (GBytes)      png    = conform_card_usual ();
  g_autoptr (GPtrArray)   images = NULL;
  g_autoptr (JsonObject)  first  = NULL;
  g_autoptr (JsonObject)  last   = NULL;
  g_autoptr (GError)      error  = NULL;
  guint                   before;
  guint                   after;

  if (! conform_subject_is_local (subject))
    return conform_say (CONFORM_SKIP, found, "only words to Livepeer's servers");

  first  = conform_subject_log (subject, &before);
  images = conform_paint (subject, prompts[number], png, &error);
  last   = conform_subject_log (subject, &after);

  if (images != NULL || after != before)
    return conform_say (CONFORM_FAIL, found, "it was sent");

  return conform_say_error (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED)
                            ? CONFORM_PASS : CONFORM_FAIL, found, error);
}

/* Hearts and arrows are no commands. */
static ConformVerdict
judge_words (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)     png    = conform_card_usual ();
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;

  images = conform_paint (subject, "{'prompt': <'una caña & a <3, a -> b, 雪; \"quoted\"\\nand a second line'>}",
                          png, &error);

  return images != NULL ? conform_say (CONFORM_PASS, found, "a picture")
                        : conform_say_error (CONFORM_FAIL, found, error);
}

const ConformCase conform_prompt_cases[] =
{
  { "prompts/extra-args", "<sd_cpp_extra_args>...",   "refused before anything is sent", judge_command, 0 },
  { "prompts/lora-tag",   "<lora:...>",               "refused before anything is sent", judge_command, 1 },
  { "prompts/negative",   "the same, not wanted",     "refused before anything is sent", judge_command, 2 },
  { "prompts/words",      "hearts, arrows, quotes",  "a picture",                       judge_words,   0 },
  { NULL, NULL, NULL, NULL, 0 }
};
