/* test-pace.c: tests of how long pictures take
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "comma-locale.h"
#include "pace.h"
#include "store-place.h"

#define MODEL "timbrooks/instruct-pix2pix"

static OverpaintPace *
open_pace (Place *place)
{
  g_autofree gchar *path = place_path (place, "pace.ini");

  return overpaint_pace_new (path);
}

/* One step of one megapixel. */
static void
learn (OverpaintPace *pace,
       const gchar   *server,
       const gchar   *model,
       gint64         milliseconds)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (overpaint_pace_learn (pace, server, model, 1, 1000, 1000, milliseconds, &error));
  g_assert_no_error (error);
}

static gdouble
foretell (OverpaintPace *pace,
          const gchar   *server,
          const gchar   *model)
{
  return overpaint_pace_foretell (pace, server, model, 1, 1000, 1000);
}

static void
assert_models (OverpaintPace *pace,
               const gchar   *server,
               const gchar   *expected)
{
  g_auto (GStrv)    models = overpaint_pace_list_models (pace, server);
  g_autofree gchar *text   = g_strjoinv ("|", models);

  g_assert_cmpstr (text, ==, expected);
}

/* Time goes with steps and pixels: 2000 ms for 10 steps of 0.5 megapixels are 400 ms for each. */
static void
test_work (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintPace) pace  = open_pace (place);
  g_autoptr (OverpaintPace) again = NULL;

  g_assert_cmpfloat (overpaint_pace_foretell (pace, "a", MODEL, 10, 1000, 500), ==, 0.0);
  assert_models (pace, "a", "");
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  g_assert_true (overpaint_pace_learn (pace, "a", MODEL, 10, 1000, 500, 2000, NULL));
  again = open_pace (place);

  g_assert_cmpfloat_with_epsilon (overpaint_pace_foretell (again, "a", MODEL, 10, 1000, 500), 2.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (overpaint_pace_foretell (again, "a", MODEL, 20, 1000, 500), 4.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (overpaint_pace_foretell (again, "a", MODEL, 20, 2000, 1000), 16.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (overpaint_pace_foretell (again, "a", MODEL, 1, 16384, 16384), 107.374, 1e-3);

  g_assert_cmpfloat (overpaint_pace_foretell (again, "b", MODEL, 10, 1000, 500), ==, 0.0);
  g_assert_cmpfloat (overpaint_pace_foretell (again, "a", "other", 10, 1000, 500), ==, 0.0);
  g_assert_cmpfloat (overpaint_pace_foretell (again, "a", MODEL, 0, 1000, 500), ==, 0.0);
  g_assert_cmpfloat (overpaint_pace_foretell (again, "a", MODEL, -1, 1000, 500), ==, 0.0);
}

static void
test_average (Place         *place,
              gconstpointer  data)
{
  g_autoptr (OverpaintPace) pace = open_pace (place);
  guint                     i;

  learn (pace, "a", MODEL, 1000);
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", MODEL), 1.0, 1e-5);
  learn (pace, "a", MODEL, 2000);
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", MODEL), 1.3, 1e-5);
  learn (pace, "a", MODEL, 2000);
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", MODEL), 1.51, 1e-5);

  for (i = 0; i < 30; i++)
    learn (pace, "a", MODEL, 5000);
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", MODEL), 5.0, 0.01);
}

/* What no picture can have taken teaches nothing. */
static void
test_passed_over (Place         *place,
                  gconstpointer  data)
{
  static const struct
  {
    const gchar *server;
    const gchar *model;
    gint         steps;
    gint         width;
    gint         height;
    gint64       milliseconds;
  } cases[] =
  {
    { "a", MODEL, 0,  512,  512,  1000 },
    { "a", MODEL, -1, 512,  512,  1000 },
    { "a", MODEL, 1,  0,    512,  1000 },
    { "a", MODEL, 1,  512,  -512, 1000 },
    { "a", MODEL, 1,  512,  512,  0 },
    { "a", MODEL, 1,  512,  512,  -5 },
    { "a", MODEL, 1,  1000, 1000, 86400001 },
    { "",  MODEL, 1,  512,  512,  1000 },
    { "a", "",    1,  512,  512,  1000 },
  };
  g_autoptr (OverpaintPace) pace = open_pace (place);
  guint                     i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (overpaint_pace_learn (pace, cases[i].server, cases[i].model, cases[i].steps, cases[i].width,
                                           cases[i].height, cases[i].milliseconds, &error));
      g_assert_no_error (error);
    }

  assert_models (pace, "a", "");
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));
}

static void
test_names (Place         *place,
            gconstpointer  data)
{
  static const gchar * const servers[] =
  {
    "livepeer", "under the roof", "Dachstübchen", "http://127.0.0.1:8000/a?b=c", "with [brackets] = % ; #", " x ",
  };
  static const gchar * const models[] = { MODEL, "my model", "a=b", "[x]", "模型/一", "100%", "#1;2", " y " };
  g_autoptr (OverpaintPace) pace  = open_pace (place);
  g_autoptr (OverpaintPace) again = NULL;
  g_autofree gchar         *all   = NULL;
  guint                     i;
  guint                     j;

  for (i = 0; i < G_N_ELEMENTS (servers); i++)
    for (j = 0; j < G_N_ELEMENTS (models); j++)
      learn (pace, servers[i], models[j], 1000 * (i + 1) + 10 * j);

  again = open_pace (place);

  for (i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      for (j = 0; j < G_N_ELEMENTS (models); j++)
        g_assert_cmpfloat_with_epsilon (foretell (again, servers[i], models[j]), (i + 1) + 0.01 * j, 1e-5);

      assert_models (again, servers[i], " y |#1;2|100%|模型/一|[x]|a=b|my model|" MODEL);
    }
}

static void
test_list (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintPace) pace  = open_pace (place);
  g_autoptr (OverpaintPace) again = NULL;

  learn (pace, "a", "one", 1000);
  learn (pace, "a", "two", 1000);
  learn (pace, "b", "three", 1000);
  learn (pace, "a", "one", 1000);
  assert_models (pace, "a", "one|two");

  again = open_pace (place);
  assert_models (again, "a", "one|two");
  assert_models (again, "b", "three");
  assert_models (again, "c", "");
}

/* Two windows in turns. */
static void
test_two (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintPace) one   = open_pace (place);
  g_autoptr (OverpaintPace) other = open_pace (place);

  learn (one, "a", "one", 1000);
  learn (other, "a", "two", 3000);
  learn (other, "a", "one", 2000);
  learn (one, "b", "three", 5000);

  assert_models (one, "a", "one|two");
  assert_models (one, "b", "three");
  g_assert_cmpfloat_with_epsilon (foretell (one, "a", "one"), 1.3, 1e-5);
  g_assert_cmpfloat_with_epsilon (foretell (one, "a", "two"), 3.0, 1e-5);
}

/* A hand, a later version or a bad disk may have been there: what can be read counts. */
static void
test_broken (Place         *place,
             gconstpointer  data)
{
  g_autofree gchar          *path = NULL;
  g_autoptr (OverpaintPace)  pace = NULL;

  path = place_write (place, "pace.ini",
                      "[server a]\ngood=1000;5\nnan=nan;5\nminus=-1;5\nzero=0;5\nhuge=1e300;5\ninfinite=inf;5\n"
                      "word=fast;5\nhalf=1000\ntime=1000;soon\nnegative=1000;-5\ncomma=1,5;5\nempty=\n"
                      "later=2000;6;more\n%ff=1000;5\n");
  pace = open_pace (place);
  assert_models (pace, "a", "later|good");
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", "good"), 1.0, 1e-5);
  g_assert_cmpfloat (foretell (pace, "a", "nan"), ==, 0.0);
  g_assert_cmpfloat (foretell (pace, "a", "huge"), ==, 0.0);

  /* a broken one is learned anew */
  learn (pace, "a", "minus", 2000);
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", "minus"), 2.0, 1e-5);
  g_clear_object (&pace);

  g_free (path);
  path = place_write (place, "pace.ini", "this is no key file");
  pace = open_pace (place);
  assert_models (pace, "a", "");
  learn (pace, "a", "one", 1000);
  g_assert_cmpfloat_with_epsilon (foretell (pace, "a", "one"), 1.0, 1e-5);
}

static void
test_file (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintPace)  pace  = open_pace (place);
  g_autoptr (OverpaintPace)  again = NULL;
  g_autofree gchar          *path  = place_path (place, "pace.ini");
  g_autofree gchar          *text  = NULL;
  g_autofree gchar          *names = NULL;
  g_autoptr (GError)         error = NULL;

  if (! test_set_comma_locale ())
    g_test_message ("there is no locale with a comma here");

  learn (pace, "a", MODEL, 1000);
  learn (pace, "a", MODEL, 1005);
  again = open_pace (place);
  g_assert_cmpfloat_with_epsilon (foretell (again, "a", MODEL), 1.0015, 1e-6);
  setlocale (LC_NUMERIC, "C");

  text = place_read (place, "pace.ini");
  g_assert_true (g_str_has_prefix (text, "[server a]\n" MODEL "=1001.5;"));
  place_assert_mode (path, 0600);
  place_assert_mode (place->folder, 0700);
  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "pace.ini pace.ini.lock ");

  g_clear_object (&pace);
  pace = overpaint_pace_new ("/proc/overpaint/pace.ini");
  g_assert_false (overpaint_pace_learn (pace, "a", MODEL, 1, 1000, 1000, 1000, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/pace/" name, Place, NULL, place_set_up, function, place_tear_down)

  ADD ("work", test_work);
  ADD ("average", test_average);
  ADD ("passed-over", test_passed_over);
  ADD ("names", test_names);
  ADD ("list", test_list);
  ADD ("two", test_two);
  ADD ("broken", test_broken);
  ADD ("file", test_file);

  return g_test_run ();
}
