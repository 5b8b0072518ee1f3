/* test-prompts.c: tests of the prompts that were used
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "prompts.h"
#include "store-place.h"

static OverpaintPrompts *
open_prompts (Place *place)
{
  g_autofree gchar *path = place_path (place, "prompts.json");

  return overpaint_prompts_new (path);
}

static void
remember (OverpaintPrompts *prompts,
          const gchar      *prompt)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (overpaint_prompts_remember (prompts, prompt, &error));
  g_assert_no_error (error);
}

static void
mark (OverpaintPrompts *prompts,
      const gchar      *prompt,
      gboolean          favourite)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (overpaint_prompts_set_favourite (prompts, prompt, favourite, &error));
  g_assert_no_error (error);
  g_assert_cmpint (overpaint_prompts_is_favourite (prompts, prompt), ==, favourite);
}

static void
assert_prompts (OverpaintPrompts *prompts,
                const gchar      *expected,
                const gchar      *expected_favourites)
{
  g_autoptr (GString)  text       = g_string_new (NULL);
  g_autofree gchar    *favourites = g_strjoinv ("|", (gchar **) overpaint_prompts_get_favourites (prompts));
  guint                i;

  for (i = 0; i < overpaint_prompts_get_n (prompts); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", overpaint_prompts_get (prompts, i));

  g_assert_null (overpaint_prompts_get (prompts, i));
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpstr (favourites, ==, expected_favourites);
}

static void
count (OverpaintPrompts *prompts,
       guint            *counter)
{
  (*counter)++;
}

static void
test_order (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintPrompts) prompts = open_prompts (place);
  g_autoptr (OverpaintPrompts) again   = NULL;
  guint                        changes = 0;

  g_signal_connect (prompts, "changed", G_CALLBACK (count), &changes);
  assert_prompts (prompts, "", "");
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  remember (prompts, "one");
  remember (prompts, "two");
  remember (prompts, "three");
  g_assert_cmpuint (changes, ==, 3);

  /* each once, and blanks around it do not make it another */
  remember (prompts, "  one\n");
  assert_prompts (prompts, "one|three|two", "");

  remember (prompts, "");
  remember (prompts, " \n\t ");
  g_assert_cmpuint (changes, ==, 4);
  assert_prompts (prompts, "one|three|two", "");

  again = open_prompts (place);
  assert_prompts (again, "one|three|two", "");
}

static void
test_scripts (Place         *place,
              gconstpointer  data)
{
  static const gchar * const texts[] =
  {
    "two\nlines\n\nand a third",
    "ein Bär, „Grüße“",
    "水墨画、山と霧",
    "لوحة زيتية",
    "👩🏽‍🎨 with a \"brush\" \\ {prompt} /* no comment */",
    "tab\there, bell \a",
  };
  g_autoptr (OverpaintPrompts) prompts = open_prompts (place);
  g_autoptr (OverpaintPrompts) again   = NULL;
  guint                        i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      remember (prompts, texts[i]);
      mark (prompts, texts[i], TRUE);
    }

  again = open_prompts (place);
  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (overpaint_prompts_get (again, G_N_ELEMENTS (texts) - 1 - i), ==, texts[i]);
      g_assert_cmpstr (overpaint_prompts_get_favourites (again)[i], ==, texts[i]);
    }
}

static void
test_favourites (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintPrompts) prompts = open_prompts (place);
  g_autoptr (OverpaintPrompts) again   = NULL;
  g_autoptr (GError)           error   = NULL;

  remember (prompts, "used");
  mark (prompts, "used", TRUE);
  mark (prompts, "never used", TRUE);
  mark (prompts, " used ", TRUE);
  mark (prompts, "third", TRUE);
  mark (prompts, "never used", FALSE);
  mark (prompts, "not there", FALSE);

  again = open_prompts (place);
  assert_prompts (again, "used", "used|third");
  g_assert_true (overpaint_prompts_is_favourite (again, "third"));
  g_assert_false (overpaint_prompts_is_favourite (again, "never used"));

  g_assert_false (overpaint_prompts_set_favourite (again, " ", TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==, "The prompts cannot be kept: there is no text to mark.");
}

/* A full file of the greatest number, written in one go. */
static void
fill (Place *place,
      guint  n_prompts,
      guint  n_favourites)
{
  g_autoptr (GString)  text = g_string_new ("{\"format\":1,\"prompts\":[");
  g_autofree gchar    *path = NULL;
  guint                i;

  for (i = 0; i < n_prompts; i++)
    g_string_append_printf (text, "%s\"prompt %u\"", i > 0 ? "," : "", i);

  g_string_append (text, "],\"favourites\":[");
  for (i = 0; i < n_favourites; i++)
    g_string_append_printf (text, "%s\"favourite %u\"", i > 0 ? "," : "", i);

  g_string_append (text, "]}");
  path = place_write (place, "prompts.json", text->str);
}

static void
test_limits (Place         *place,
             gconstpointer  data)
{
  g_autoptr (OverpaintPrompts) prompts = NULL;
  g_autoptr (OverpaintPrompts) again   = NULL;
  g_autoptr (GError)           error   = NULL;
  g_autofree gchar            *longest = g_strnfill (64 * 1024, 'x');
  g_autofree gchar            *longer  = g_strnfill (64 * 1024 + 1, 'x');
  guint                        i;

  fill (place, 200, 200);
  prompts = open_prompts (place);
  g_assert_cmpuint (overpaint_prompts_get_n (prompts), ==, 200);

  remember (prompts, "newest");
  g_assert_cmpuint (overpaint_prompts_get_n (prompts), ==, 200);
  g_assert_cmpstr (overpaint_prompts_get (prompts, 0), ==, "newest");
  g_assert_cmpstr (overpaint_prompts_get (prompts, 199), ==, "prompt 198");

  g_assert_false (overpaint_prompts_set_favourite (prompts, "newest", TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==,
                   "The prompts cannot be kept: 200 have a star already; take it from one that you need no more.");
  g_clear_error (&error);
  mark (prompts, "favourite 0", FALSE);
  mark (prompts, "newest", TRUE);

  g_assert_false (overpaint_prompts_remember (prompts, longer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==,
                   "The prompts cannot be kept: a prompt of more than 64 KiB is not remembered.");
  g_clear_error (&error);
  g_assert_false (overpaint_prompts_set_favourite (prompts, longer, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (overpaint_prompts_get (prompts, 0), ==, "newest");

  /* sixteen of the longest are the most that fit into 1 MiB */
  for (i = 0; i < 17; i++)
    {
      longest[0] = (gchar) ('a' + i);
      remember (prompts, longest);
    }
  g_assert_cmpuint (overpaint_prompts_get_n (prompts), ==, 16);
  g_assert_cmpint (overpaint_prompts_get (prompts, 0)[0], ==, 'q');
  g_assert_cmpint (overpaint_prompts_get (prompts, 15)[0], ==, 'b');

  again = open_prompts (place);
  g_assert_cmpuint (overpaint_prompts_get_n (again), ==, 16);
  g_assert_cmpuint (g_strv_length ((gchar **) overpaint_prompts_get_favourites (again)), ==, 200);
}

/* Two windows in turns: neither loses what the other has written. */
static void
test_two (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintPrompts) one   = open_prompts (place);
  g_autoptr (OverpaintPrompts) other = open_prompts (place);

  remember (one, "from one");
  remember (other, "from other");
  assert_prompts (other, "from other|from one", "");

  mark (one, "from one", TRUE);
  assert_prompts (one, "from other|from one", "from one");
  mark (other, "from other", TRUE);
  remember (one, "again one");
  assert_prompts (one, "again one|from other|from one", "from one|from other");

  mark (other, "from one", FALSE);
  remember (one, "last");
  assert_prompts (one, "last|again one|from other|from one", "from other");
}

/* Two processes at the same time. */
static void
test_processes (Place         *place,
                gconstpointer  data)
{
  g_autoptr (OverpaintPrompts) prompts  = NULL;
  pid_t                        child[2] = { 0, };
  gint                         status;
  guint                        i;
  guint                        j;

  g_mkdir_with_parents (place->folder, 0700);

  for (i = 0; i < 2; i++)
    {
      child[i] = fork ();
      g_assert_cmpint (child[i], >=, 0);

      if (child[i] == 0)
        {
          g_autofree gchar *path = place_path (place, "prompts.json");
          OverpaintPrompts *mine = overpaint_prompts_new (path);
          gboolean          fine = TRUE;

          for (j = 0; j < 20; j++)
            {
              g_autofree gchar *text = g_strdup_printf ("%u-%u", i, j);

              fine &= overpaint_prompts_remember (mine, text, NULL);
            }

          _exit (fine ? 0 : 1);
        }
    }

  for (i = 0; i < 2; i++)
    {
      g_assert_cmpint (waitpid (child[i], &status, 0), ==, child[i]);
      g_assert_cmpint (status, ==, 0);
    }

  prompts = open_prompts (place);
  g_assert_cmpuint (overpaint_prompts_get_n (prompts), ==, 40);
}

static void
test_files (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintPrompts)  prompts = open_prompts (place);
  g_autofree gchar             *path    = place_path (place, "prompts.json");
  g_autofree gchar             *text    = NULL;
  g_autofree gchar             *names   = NULL;

  remember (prompts, "one\ntwo");
  mark (prompts, "star", TRUE);

  text = place_read (place, "prompts.json");
  g_assert_cmpstr (text, ==,
                   "{\n  \"format\" : 1,\n  \"favourites\" : [\n    \"star\"\n  ],\n"
                   "  \"prompts\" : [\n    \"one\\ntwo\"\n  ]\n}\n");
  place_assert_mode (path, 0600);
  place_assert_mode (place->folder, 0700);

  /* one that others could read is closed */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  remember (prompts, "three");
  place_assert_mode (path, 0600);

  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "prompts.json prompts.json.lock ");
}

static void
test_broken (Place         *place,
             gconstpointer  data)
{
  static const gchar * const texts[] =
  {
    "", "{", "[1]", "{\"format\":1", "{}", "{\"format\":\"1\"}", "{\"format\":0,\"prompts\":[\"x\"]}", "\xff\xfe",
    "{\"format\":1,\"prompts\":[\"\\u0000\"]}",
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree gchar             *path    = place_write (place, "prompts.json", texts[i]);
      g_autoptr (OverpaintPrompts)  prompts = open_prompts (place);
      g_autofree gchar             *aside   = NULL;

      g_test_message ("%u", i);
      assert_prompts (prompts, "", "");
      remember (prompts, "new");
      assert_prompts (prompts, "new", "");

      aside = place_read (place, "prompts.json.broken");
      g_assert_cmpstr (aside, ==, texts[i]);
    }
}

/* What is of another kind is passed over, and the rest is there. */
static void
test_odd (Place         *place,
          gconstpointer  data)
{
  g_autofree gchar             *path = NULL;
  g_autoptr (OverpaintPrompts)  prompts = NULL;

  path    = place_write (place, "prompts.json",
                         "{\"format\":1,\"prompts\":[\"a\",1,null,[\"b\"],\"\",\" a\",\"c\"],"
                         "\"favourites\":{\"d\":1}}");
  prompts = open_prompts (place);

  assert_prompts (prompts, "a|c", "");
}

/* What a later version wrote is not overwritten. */
static void
test_newer (Place         *place,
            gconstpointer  data)
{
  static const gchar            newer[] = "{\"format\":2,\"prompts\":[{\"text\":\"x\"}]}";
  g_autofree gchar             *path    = place_write (place, "prompts.json", newer);
  g_autoptr (OverpaintPrompts)  prompts = open_prompts (place);
  g_autofree gchar             *after   = NULL;
  g_autoptr (GError)            error   = NULL;

  assert_prompts (prompts, "", "");
  g_assert_false (overpaint_prompts_remember (prompts, "new", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpstr (error->message, ==, "The prompts cannot be kept: a later version of Overpaint wrote it; "
                                       "update Overpaint to read it.");

  after = place_read (place, "prompts.json");
  g_assert_cmpstr (after, ==, newer);
}

static void
test_unwritable (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintPrompts) prompts = overpaint_prompts_new ("/proc/overpaint/prompts.json");
  g_autoptr (GError)           error   = NULL;

  g_assert_false (overpaint_prompts_remember (prompts, "new", &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_true (g_str_has_prefix (error->message, "The prompts cannot be kept: "));

  /* this window has them all the same */
  g_assert_false (overpaint_prompts_remember (prompts, "newer", NULL));
  assert_prompts (prompts, "newer|new", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/prompts/" name, Place, NULL, place_set_up, function, place_tear_down)

  ADD ("order", test_order);
  ADD ("scripts", test_scripts);
  ADD ("favourites", test_favourites);
  ADD ("limits", test_limits);
  ADD ("two", test_two);
  ADD ("processes", test_processes);
  ADD ("files", test_files);
  ADD ("broken", test_broken);
  ADD ("odd", test_odd);
  ADD ("newer", test_newer);
  ADD ("unwritable", test_unwritable);

  return g_test_run ();
}
