/* test-preferences.c: tests of how the artist left the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "comma-locale.h"
#include "shelf.h"
#include "store-place.h"

static OverpaintPreferences *
open_preferences (Place *place)
{
  g_autofree gchar *path = place_path (place, "window.ini");

  return overpaint_preferences_new (path);
}

static void
save (OverpaintPreferences *preferences)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (overpaint_preferences_save (preferences, &error));
  g_assert_no_error (error);
}

static OverpaintWish *
make_wish (const gchar *prompt)
{
  g_autoptr (OverpaintRequest) request = NULL;
  g_autoptr (OverpaintAxis)    axis    = NULL;
  g_autoptr (GError)           error   = NULL;
  const gdouble                values[] = { 0.25, 0.5 };
  GVariantDict                 dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "prompt", "s", prompt);
  g_variant_dict_insert (&dict, "guidance-scale", "d", 7.25);
  g_variant_dict_insert (&dict, "loras", "s", "{\"a/b\":0.5}");
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&dict), &error);
  g_assert_no_error (error);

  axis = overpaint_axis_new ("strength", NULL, values, 2, &error);
  g_assert_no_error (error);

  return overpaint_wish_new (request, axis, "ink", "{\"c/d\":1.0}", TRUE);
}

static void
assert_wish (OverpaintPreferences *preferences,
             const gchar          *prompt)
{
  g_autoptr (OverpaintWish)  wish     = overpaint_preferences_get_wish (preferences);
  g_autoptr (OverpaintWish)  expected = prompt != NULL ? make_wish (prompt) : NULL;
  g_autofree gchar          *text     = NULL;
  g_autofree gchar          *same     = NULL;

  if (prompt == NULL)
    {
      g_assert_null (wish);
      return;
    }

  text = overpaint_wish_to_json (wish);
  same = overpaint_wish_to_json (expected);
  g_assert_cmpstr (text, ==, same);
}

static void
test_numbers (Place         *place,
              gconstpointer  data)
{
  g_autoptr (OverpaintPreferences) preferences = open_preferences (place);
  g_autoptr (OverpaintPreferences) again       = NULL;

  g_assert_cmpint (overpaint_preferences_get_number (preferences, "width", 640), ==, 640);
  save (preferences);
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  overpaint_preferences_set_number (preferences, "width", 800);
  overpaint_preferences_set_number (preferences, "x", -30);
  overpaint_preferences_set_number (preferences, "least", G_MININT);
  overpaint_preferences_set_number (preferences, "most", G_MAXINT);
  overpaint_preferences_set_number (preferences, "width", 801);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "width", 640), ==, 801);
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  save (preferences);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "width", 640), ==, 801);

  again = open_preferences (place);
  g_assert_cmpint (overpaint_preferences_get_number (again, "width", 640), ==, 801);
  g_assert_cmpint (overpaint_preferences_get_number (again, "x", 1), ==, -30);
  g_assert_cmpint (overpaint_preferences_get_number (again, "least", 1), ==, G_MININT);
  g_assert_cmpint (overpaint_preferences_get_number (again, "most", 1), ==, G_MAXINT);
  g_assert_cmpint (overpaint_preferences_get_number (again, "height", 480), ==, 480);
}

static void
test_wish (Place         *place,
           gconstpointer  data)
{
  static const gchar               prompt[]    = "two\nlines; [x] = \"y\" \\ #水墨画";
  g_autoptr (OverpaintPreferences) preferences = open_preferences (place);
  g_autoptr (OverpaintPreferences) again       = NULL;
  g_autoptr (OverpaintWish)        wish        = make_wish (prompt);

  if (! test_set_comma_locale ())
    g_test_message ("there is no locale with a comma here");

  assert_wish (preferences, NULL);
  overpaint_preferences_set_wish (preferences, wish);
  assert_wish (preferences, prompt);
  overpaint_preferences_set_wish (preferences, wish);
  save (preferences);
  assert_wish (preferences, prompt);

  again = open_preferences (place);
  assert_wish (again, prompt);
  setlocale (LC_NUMERIC, "C");
}

/* Two windows: the last that has set something wins, and for nothing else. */
static void
test_two (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintPreferences) one   = open_preferences (place);
  g_autoptr (OverpaintPreferences) other = open_preferences (place);
  g_autoptr (OverpaintPreferences) again = NULL;
  g_autoptr (OverpaintWish)        wish  = make_wish ("from other");

  overpaint_preferences_set_number (one, "width", 800);
  overpaint_preferences_set_number (one, "height", 600);
  overpaint_preferences_set_number (other, "width", 900);
  overpaint_preferences_set_wish (other, wish);
  save (one);
  save (other);

  overpaint_preferences_set_number (one, "pane", 300);
  save (one);
  g_assert_cmpint (overpaint_preferences_get_number (one, "width", 1), ==, 900);
  assert_wish (one, "from other");

  again = open_preferences (place);
  g_assert_cmpint (overpaint_preferences_get_number (again, "width", 1), ==, 900);
  g_assert_cmpint (overpaint_preferences_get_number (again, "height", 1), ==, 600);
  g_assert_cmpint (overpaint_preferences_get_number (again, "pane", 1), ==, 300);
  assert_wish (again, "from other");
}

static void
test_broken (Place         *place,
             gconstpointer  data)
{
  g_autofree gchar                *path        = NULL;
  g_autoptr (OverpaintPreferences) preferences = NULL;

  path = place_write (place, "window.ini",
                      "[window]\nword=wide\nlong=99999999999\nhalf=1.5\nempty=\nfine= 7 \n[last]\nwish={\"format\":1}\n"
                      "[later]\nkey=value\n");
  preferences = open_preferences (place);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "word", 5), ==, 5);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "long", 5), ==, 5);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "half", 5), ==, 5);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "empty", 5), ==, 5);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "fine", 5), ==, 7);
  assert_wish (preferences, NULL);

  /* what a later version keeps there stays */
  overpaint_preferences_set_number (preferences, "word", 6);
  save (preferences);
  {
    g_autofree gchar *text = place_read (place, "window.ini");

    g_assert_nonnull (strstr (text, "[later]\nkey=value\n"));
    g_assert_nonnull (strstr (text, "word=6\n"));
  }
  g_clear_object (&preferences);

  g_free (path);
  path        = place_write (place, "window.ini", "no key file");
  preferences = open_preferences (place);
  overpaint_preferences_set_number (preferences, "width", 6);
  save (preferences);
  g_clear_object (&preferences);
  preferences = open_preferences (place);
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "width", 5), ==, 6);
}

static void
test_file (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintPreferences)  preferences = open_preferences (place);
  g_autofree gchar                 *path        = place_path (place, "window.ini");
  g_autofree gchar                 *names       = NULL;
  g_autoptr (GError)                error       = NULL;

  overpaint_preferences_set_number (preferences, "width", 6);
  save (preferences);
  place_assert_mode (path, 0600);
  place_assert_mode (place->folder, 0700);
  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "window.ini window.ini.lock ");

  /* what could not be written is still there, for the next time */
  g_clear_object (&preferences);
  preferences = overpaint_preferences_new ("/proc/overpaint/window.ini");
  overpaint_preferences_set_number (preferences, "width", 6);
  g_assert_false (overpaint_preferences_save (preferences, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_true (g_str_has_prefix (error->message, "“/proc/overpaint/window.ini” cannot be written: "));
  g_assert_cmpint (overpaint_preferences_get_number (preferences, "width", 5), ==, 6);
}

/* The shelf: each store has the file of its name, and opening writes nothing. */
static void
test_shelf (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintShelf)  shelf = overpaint_shelf_new (place->folder);
  g_autoptr (OverpaintWish)   wish  = make_wish ("x");
  OverpaintHistoryEntry       run   = { NULL, };
  OverpaintStyle              style = { NULL, };
  g_autofree gchar           *id    = NULL;
  g_autofree gchar           *names = NULL;

  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  run.wish    = wish;
  run.request = wish->request;
  style.id    = (gchar *) "mine";
  style.name  = (gchar *) "Mine";

  id = overpaint_history_add (overpaint_shelf_get_history (shelf), &run, NULL);
  g_assert_nonnull (id);
  g_assert_true (overpaint_styles_save (overpaint_shelf_get_styles (shelf), &style, NULL));
  g_assert_true (overpaint_prompts_remember (overpaint_shelf_get_prompts (shelf), "x", NULL));
  g_assert_true (overpaint_pace_learn (overpaint_shelf_get_pace (shelf), "a", "b", 1, 512, 512, 1000, NULL));
  overpaint_preferences_set_number (overpaint_shelf_get_preferences (shelf), "width", 6);
  g_assert_true (overpaint_preferences_save (overpaint_shelf_get_preferences (shelf), NULL));

  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "history pace.ini pace.ini.lock prompts.json prompts.json.lock styles.json "
                              "styles.json.lock window.ini window.ini.lock ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/preferences/" name, Place, NULL, place_set_up, function, place_tear_down)

  ADD ("numbers", test_numbers);
  ADD ("wish", test_wish);
  ADD ("two", test_two);
  ADD ("broken", test_broken);
  ADD ("file", test_file);
  ADD ("shelf", test_shelf);

  return g_test_run ();
}
