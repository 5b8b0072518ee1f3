/* cases-seeds.c: whether a seed makes its picture, and the same one again
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "card.h"
#include "case.h"

/* Of 255, in the mean: some cards do not add in the same order twice. */
#define MOST_NOISE       4.0
#define LEAST_DIFFERENCE 0.5

static gboolean
get_base (ConformSubject  *subject,
          GBytes          *png,
          GError         **error)
{
  if (subject->base == NULL)
    subject->base = conform_paint_one (subject, "{}", png, &subject->base_seed, error);

  return subject->base != NULL;
}

static ConformVerdict
judge_same (ConformSubject  *subject,
            gint             number,
            gchar          **found)
{
  g_autoptr (GBytes)           png   = conform_card_usual ();
  g_autoptr (OverpaintPixels)  again = NULL;
  g_autoptr (GError)           error = NULL;
  gdouble                      difference;

  if (! get_base (subject, png, &error))
    return conform_say_error (CONFORM_FAIL, found, error);

  again = conform_paint_one (subject, "{}", png, NULL, &error);
  if (again == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  difference = conform_card_difference (subject->base, again);
  if (difference == 0)
    return conform_say (CONFORM_PASS, found, "the same to the last bit");

  return conform_say (difference <= MOST_NOISE ? CONFORM_NOTE : CONFORM_FAIL, found,
                      "they differ by %.1f of 255 in the mean", difference);
}

static ConformVerdict
judge_other (ConformSubject  *subject,
             gint             number,
             gchar          **found)
{
  g_autoptr (GBytes)           png   = conform_card_usual ();
  g_autoptr (OverpaintPixels)  other = NULL;
  g_autoptr (GError)           error = NULL;
  gdouble                      difference;

  if (! get_base (subject, png, &error))
    return conform_say_error (CONFORM_FAIL, found, error);

  other = conform_paint_one (subject, "{'seed': <8642>}", png, NULL, &error);
  if (other == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  difference = conform_card_difference (subject->base, other);

  return conform_say (difference >= LEAST_DIFFERENCE ? CONFORM_PASS : CONFORM_FAIL, found,
                      "they differ by %.1f of 255 in the mean", difference);
}

static ConformVerdict
judge_said (ConformSubject  *subject,
            gint             number,
            gchar          **found)
{
  g_autoptr (GBytes)  png   = conform_card_usual ();
  g_autoptr (GError)  error = NULL;

  if (! get_base (subject, png, &error))
    return conform_say_error (CONFORM_FAIL, found, error);

  return conform_say (subject->base_seed == CONFORM_SEED ? CONFORM_PASS : CONFORM_FAIL, found,
                      "%" G_GINT64_FORMAT, subject->base_seed);
}

static ConformVerdict
judge_edge (ConformSubject  *subject,
            gint             number,
            gchar          **found)
{
  g_autoptr (GBytes)           png     = conform_card_usual ();
  g_autoptr (OverpaintPixels)  picture = NULL;
  g_autoptr (GError)           error   = NULL;
  g_autofree gchar            *values  = g_strdup_printf ("{'seed': <%d>}", number);
  gint64                       seed    = -1;

  picture = conform_paint_one (subject, values, png, &seed, &error);
  if (picture == NULL)
    return conform_say_error (CONFORM_FAIL, found, error);

  return conform_say (seed == number ? CONFORM_PASS : CONFORM_FAIL, found, "%" G_GINT64_FORMAT, seed);
}

const ConformCase conform_seed_cases[] =
{
  { "seeds/same",     "4321, twice",     "the same picture",  judge_same,  0 },
  { "seeds/other",    "4321, then 8642", "another picture",   judge_other, 0 },
  { "seeds/said",     "4321",            "it says the same",  judge_said,  0 },
  { "seeds/least",    "0",               "it says the same",  judge_edge,  0 },
  { "seeds/greatest", "2147483647",      "it says the same",  judge_edge,  G_MAXINT32 },
  { NULL, NULL, NULL, NULL, 0 }
};
