/* cases-errors.c: whether what cannot be is told, in words
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "card.h"
#include "case.h"

/* No server has it; the practice server's word for one that nobody works for is in it. */
#define UNKNOWN_MODEL "overpaint/unavailable-conformance"

/* Some paint what they like, some say no; none may break. */
static ConformVerdict
judge_empty (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)     png    = conform_card_usual ();
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;

  images = conform_paint (subject, "{'prompt': <''>}", png, &error);

  if (images != NULL)
    return conform_say (CONFORM_PASS, found, "a picture");

  if (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED))
    return conform_say_error (CONFORM_PASS, found, error);

  return conform_say_error (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED)
                            ? CONFORM_NOTE : CONFORM_FAIL, found, error);
}

static ConformVerdict
judge_model (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)     png    = conform_card_usual ();
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;

  images = conform_paint (subject, "{'model': <'" UNKNOWN_MODEL "'>}", png, &error);

  /* What a web UI does not have is not asked of it, and the others hold one model alone. */
  if (conform_subject_is_local (subject))
    return images != NULL ? conform_say (CONFORM_PASS, found, "painted with the model that it holds")
                          : conform_say_error (CONFORM_FAIL, found, error);

  if (images != NULL)
    return conform_say (CONFORM_FAIL, found, "painted with another, without a word");

  if (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_REFUSED) ||
      g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_NO_WORKER) ||
      g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_BUSY) ||
      g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_FAILED))
    return conform_say_error (CONFORM_PASS, found, error);

  return conform_say_error (CONFORM_FAIL, found, error);
}

static ConformVerdict
judge_token (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (ConformSubject)  other  = NULL;
  g_autoptr (GBytes)          png    = NULL;
  g_autoptr (GPtrArray)       images = NULL;
  g_autoptr (GError)          error  = NULL;
  g_autofree gchar           *wrong  = NULL;
  ConformWish                 wish   = subject->wish;

  if (wish.token == NULL)
    return conform_say (CONFORM_SKIP, found, "no token was given");

  wrong      = g_strconcat (wish.token, "-wrong", NULL);
  wish.token = wrong;
  wish.model = subject->model_id;
  other      = conform_subject_new (&wish, subject->cancellable, &error);
  if (other == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  conform_subject_open (other);
  if (other->reached && other->error == NULL)
    {
      png    = conform_card_usual ();
      images = conform_paint (other, "{}", png, &error);
    }
  else
    {
      error = g_error_copy (other->error);
    }

  /* A gateway leaves tokens to whoever stands before it. */
  if (images != NULL)
    return conform_say (CONFORM_NOTE, found, "it looks at no token");

  return conform_say_error (g_error_matches (error, OVERPAINT_SERVER_ERROR, OVERPAINT_SERVER_ERROR_UNAUTHORIZED)
                            ? CONFORM_PASS : CONFORM_FAIL, found, error);
}

static ConformVerdict
judge_after (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)     png    = conform_card_usual ();
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;

  images = conform_paint (subject, "{}", png, &error);

  return images != NULL ? conform_say (CONFORM_PASS, found, "a picture")
                        : conform_say_error (CONFORM_FAIL, found, error);
}

const ConformCase conform_error_cases[] =
{
  { "errors/no-prompt",     "an empty prompt",        "a picture, or refused in words",    judge_empty, 0 },
  { "errors/unknown-model", "a model that nobody has", "told, or its own model's picture", judge_model, 0 },
  { "errors/wrong-token",   "another token",          "refused for that",                  judge_token, 0 },
  { "errors/after",         "a usual request",        "a picture: nothing broke",          judge_after, 0 },
  { NULL, NULL, NULL, NULL, 0 }
};
