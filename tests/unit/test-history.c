/* test-history.c: tests of the runs of this and earlier days
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include "comma-locale.h"
#include "history.h"
#include "png-codec.h"
#include "store-place.h"

/* 2026-11-21 18:30:00.123456 UTC */
#define WHEN G_GINT64_CONSTANT (1795285800123456)

static GMutex told_lock;
static GCond  told;
static guint  passed_over;

static OverpaintHistory *
open_history (Place *place)
{
  return overpaint_history_new (place->folder);
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
load (OverpaintHistory *history)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error  = NULL;

  overpaint_history_load_async (history, NULL, keep_result, &result);
  g_assert_true (overpaint_history_load_finish (history, wait_for (&result), &error));
  g_assert_no_error (error);
}

static OverpaintRequest *
make_request (const gchar *prompt,
              const gchar *loras)
{
  OverpaintRequest   *request;
  g_autoptr (GError)  error = NULL;
  GVariantDict        dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "prompt", "s", prompt);
  g_variant_dict_insert (&dict, "negative-prompt", "s", "Blurry");
  g_variant_dict_insert (&dict, "model", "s", "stabilityai/sd-turbo");
  g_variant_dict_insert (&dict, "loras", "s", loras);
  g_variant_dict_insert (&dict, "strength", "d", 0.625);
  g_variant_dict_insert (&dict, "seed", "i", 77);
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&dict), &error);
  g_assert_no_error (error);

  return request;
}

/* @when counts microseconds from WHEN on. */
static gchar *
add (OverpaintHistory *history,
     gint64            when,
     const gchar      *prompt)
{
  g_autoptr (OverpaintRequest)  typed   = make_request (prompt, "{\"owner/Dots\":0.5}");
  g_autofree gchar             *styled  = g_strconcat (prompt, ", ink drawing", NULL);
  g_autoptr (OverpaintRequest)  request = make_request (styled, "{\"owner/Dots\":0.5}");
  g_autoptr (OverpaintWish)     wish    = overpaint_wish_new (typed, NULL, "pencil", NULL, TRUE);
  gint64                        seeds[] = { 77, 78, G_GINT64_CONSTANT (4294967295) };
  OverpaintHistoryEntry         entry   = { NULL, };
  g_autoptr (GError)            error   = NULL;
  gchar                        *id;

  entry.when        = WHEN + when;
  entry.wish        = wish;
  entry.request     = request;
  entry.server_name = (gchar *) "Attic";
  entry.image_name  = (gchar *) "Holiday.xcf";
  entry.layer_name  = (gchar *) "Été";
  entry.seeds       = seeds;
  entry.n_seeds     = 3;

  id = overpaint_history_add (history, &entry, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);

  return id;
}

/* The prompts of the runs that are found, as typed. */
static void
assert_found (OverpaintHistory *history,
              const gchar      *text,
              const gchar      *expected)
{
  g_autoptr (GPtrArray)  found   = overpaint_history_search (history, text);
  g_autoptr (GString)    prompts = g_string_new (NULL);
  guint                  i;

  for (i = 0; i < found->len; i++)
    {
      const OverpaintHistoryEntry *entry = g_ptr_array_index (found, i);

      g_string_append_printf (prompts, "%s%s", i > 0 ? "|" : "",
                              overpaint_request_get_text (entry->wish->request, "prompt"));
    }

  g_test_message ("%s", text);
  g_assert_cmpstr (prompts->str, ==, expected);
}

static void
check_entry (const OverpaintHistoryEntry *entry,
             const gchar                 *id)
{
  g_autofree gchar *wish    = overpaint_wish_to_json (entry->wish);
  g_autofree gchar *request = overpaint_request_to_json (entry->request);

  g_assert_cmpstr (entry->id, ==, id);
  g_assert_cmpint (entry->when, ==, WHEN);
  g_assert_nonnull (strstr (wish, "\"strength\":0.625"));
  g_assert_true (entry->wish->seed_locked);
  g_assert_cmpstr (entry->wish->style, ==, "pencil");
  g_assert_cmpstr (overpaint_request_get_text (entry->wish->request, "prompt"), ==, "a cat");
  g_assert_cmpstr (overpaint_request_get_text (entry->request, "prompt"), ==, "a cat, ink drawing");
  g_assert_cmpstr (overpaint_request_get_text (entry->request, "loras"), ==, "{\"owner/Dots\":0.5}");
  g_assert_cmpfloat (overpaint_request_get_number (entry->request, "strength"), ==, 0.625);
  g_assert_cmpstr (entry->server_name, ==, "Attic");
  g_assert_cmpstr (entry->image_name, ==, "Holiday.xcf");
  g_assert_cmpstr (entry->layer_name, ==, "Été");
  g_assert_cmpuint (entry->n_seeds, ==, 3);
  g_assert_cmpint (entry->seeds[0], ==, 77);
  g_assert_cmpint (entry->seeds[1], ==, 78);
  g_assert_cmpint (entry->seeds[2], ==, G_GINT64_CONSTANT (4294967295));
  g_assert_cmpuint (g_strv_length (entry->thumbnails), ==, 3);
}

static void
count (OverpaintHistory *history,
       guint            *counter)
{
  (*counter)++;
}

static void
test_add (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintHistory)  again   = open_history (place);
  g_autofree gchar             *id      = NULL;
  g_autofree gchar             *name    = NULL;
  g_autofree gchar             *path    = NULL;
  g_autofree gchar             *names   = NULL;
  g_autofree gchar             *wanted  = NULL;
  guint                         changes = 0;

  if (! test_set_comma_locale ())
    g_test_message ("there is no locale with a comma here");

  g_signal_connect (history, "changed", G_CALLBACK (count), &changes);
  load (history);
  assert_found (history, NULL, "");
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (changes, ==, 1);

  id = add (history, 0, "a cat");
  g_assert_cmpuint (changes, ==, 2);
  g_assert_true (g_str_has_prefix (id, "20261121-183000-123456-"));
  g_assert_cmpuint (strlen (id), ==, 31);
  check_entry (overpaint_history_find (history, id), id);
  g_assert_null (overpaint_history_find (history, "20261121-183000-123456-xxxxxxxx"));
  g_assert_null (overpaint_history_find (history, NULL));

  assert_found (again, NULL, "");
  load (again);
  assert_found (again, NULL, "a cat");
  check_entry (overpaint_history_find (again, id), id);
  g_assert_cmpstr (overpaint_history_find (again, id)->thumbnails[0], ==, "");
  setlocale (LC_NUMERIC, "C");

  name   = g_strconcat (id, ".json", NULL);
  path   = place_path (place, name);
  names  = place_list (place->folder);
  wanted = g_strconcat (name, " ", NULL);
  g_assert_cmpstr (names, ==, wanted);
  place_assert_mode (path, 0600);
  place_assert_mode (place->folder, 0700);
}

static void
test_order (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  one   = open_history (place);
  g_autoptr (OverpaintHistory)  other = open_history (place);
  g_autoptr (OverpaintHistory)  again = open_history (place);
  g_autofree gchar             *first  = add (one, 0, "first");
  g_autofree gchar             *third  = add (other, 2000001, "third");
  g_autofree gchar             *second = add (one, 2000000, "second");
  g_autofree gchar             *fourth = add (one, 60000000, "fourth");
  const OverpaintHistoryEntry  *known  = overpaint_history_find (one, first);

  assert_found (one, "", "fourth|second|first");
  assert_found (other, "", "third");

  /* what the other window has added is seen at the next load, and nothing is there twice */
  load (one);
  load (other);
  load (again);
  assert_found (one, "", "fourth|third|second|first");
  assert_found (other, "", "fourth|third|second|first");
  assert_found (again, "", "fourth|third|second|first");

  /* a run that is known keeps what this window knows of it */
  g_assert_true (overpaint_history_find (one, first) == known);

  /* nor does one that is added during a load get lost */
  {
    g_autoptr (GAsyncResult)  result = NULL;
    g_autofree gchar         *fifth  = NULL;

    overpaint_history_load_async (one, NULL, keep_result, &result);
    fifth = add (one, 70000000, "fifth");
    g_assert_true (overpaint_history_load_finish (one, wait_for (&result), NULL));
    assert_found (one, "", "fifth|fourth|third|second|first");
  }

  g_assert_true (overpaint_history_remove (one, third, NULL));
  load (other);
  assert_found (other, "", "fifth|fourth|second|first");

  /* one that began earlier and ended later */
  {
    g_autofree gchar *early = add (one, 1, "early");

    assert_found (one, "", "fifth|fourth|second|early|first");
  }
}

static void
test_search (Place         *place,
             gconstpointer  data)
{
  static const struct
  {
    const gchar *text;
    const gchar *expected;
  } cases[] =
  {
    { "",                 "Mountains in Ölfarben|a cat" },
    { " \n\t",            "Mountains in Ölfarben|a cat" },
    { "cat",              "a cat" },
    { "CAT a",            "a cat" },
    { "cat dog",          "" },
    { "ölfarben",         "Mountains in Ölfarben" },
    { "ÖLFARBEN",         "Mountains in Ölfarben" },
    { "O\xcc\x88lfarben", "Mountains in Ölfarben" },
    { "ountain",          "Mountains in Ölfarben" },
    { "ink drawing cat",  "a cat" },
    { "blurry",           "Mountains in Ölfarben|a cat" },
    { "SD-TURBO",         "Mountains in Ölfarben|a cat" },
    { "owner/dots",       "Mountains in Ölfarben|a cat" },
    { "pencil",           "Mountains in Ölfarben|a cat" },
    { "attic",            "Mountains in Ölfarben|a cat" },
    { "holiday",          "Mountains in Ölfarben|a cat" },
    { "été",              "Mountains in Ölfarben|a cat" },
    { "4294967295 cat",   "a cat" },
    { "4294967296",       "" },
    { "0.5",              "" },
    { "\xff",             "" },
  };
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintHistory)  again   = open_history (place);
  g_autofree gchar             *first   = add (history, 0, "a cat");
  g_autofree gchar             *second  = add (history, 1, "Mountains in Ölfarben");
  guint                         i;

  load (again);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_found (history, cases[i].text, cases[i].expected);
      assert_found (again, cases[i].text, cases[i].expected);
    }

  assert_found (history, NULL, "Mountains in Ölfarben|a cat");

  /* what was found stays valid when its run goes */
  {
    g_autoptr (GPtrArray)  found = overpaint_history_search (history, "cat");
    g_autofree gchar      *id    = g_strdup (((OverpaintHistoryEntry *) found->pdata[0])->id);

    g_assert_true (overpaint_history_remove (history, id, NULL));
    g_assert_cmpstr (((OverpaintHistoryEntry *) found->pdata[0])->id, ==, id);
    assert_found (history, "cat", "");
  }
}

static OverpaintPixels *
make_pixels (gint   width,
             gint   height,
             guint8 value)
{
  OverpaintPixels *pixels = overpaint_pixels_new (width, height, 3, NULL);

  memset (overpaint_pixels_get_data (pixels), value, overpaint_pixels_get_stride (pixels) * (gsize) height);

  return pixels;
}

static gboolean
add_thumbnail (OverpaintHistory  *history,
               const gchar       *id,
               guint              index,
               OverpaintPixels   *pixels,
               GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  overpaint_history_add_thumbnail_async (history, id, index, pixels, keep_result, &result);

  return overpaint_history_add_thumbnail_finish (history, wait_for (&result), error);
}

static void
check_thumbnail (const gchar *path,
                 gint         width,
                 gint         height,
                 guint8       value)
{
  g_autofree gchar            *text   = NULL;
  gsize                        length = 0;
  g_autoptr (GBytes)           bytes  = NULL;
  g_autoptr (OverpaintPixels)  pixels = NULL;
  g_autoptr (GError)           error  = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes  = g_bytes_new (text, length);
  pixels = overpaint_png_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (overpaint_pixels_get_width (pixels), ==, width);
  g_assert_cmpint (overpaint_pixels_get_height (pixels), ==, height);
  g_assert_cmpint (ABS (overpaint_pixels_get_data (pixels)[0] - value), <=, 1);
  place_assert_mode (path, 0600);
}

static void
test_thumbnails (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintHistory)  again   = open_history (place);
  g_autofree gchar             *id      = add (history, 0, "a cat");
  g_autofree gchar             *gone    = add (history, 1, "a dog");
  g_autoptr (OverpaintPixels)   wide    = make_pixels (512, 256, 200);
  g_autoptr (OverpaintPixels)   small   = make_pixels (20, 30, 100);
  g_autoptr (GAsyncResult)      result  = NULL;
  g_autoptr (GError)            error   = NULL;
  g_autofree gchar             *names   = NULL;
  const OverpaintHistoryEntry  *entry;
  guint                         changes = 0;

  load (again);
  g_signal_connect (history, "changed", G_CALLBACK (count), &changes);

  g_assert_true (add_thumbnail (history, id, 2, wide, &error));
  g_assert_no_error (error);
  g_assert_true (add_thumbnail (history, id, 0, small, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes, ==, 2);

  entry = overpaint_history_find (history, id);
  check_thumbnail (entry->thumbnails[0], 20, 30, 100);
  g_assert_cmpstr (entry->thumbnails[1], ==, "");
  check_thumbnail (entry->thumbnails[2], 128, 64, 200);

  /* another window sees them at the next load, also of a run that it has */
  load (again);
  g_assert_cmpstr (overpaint_history_find (again, id)->thumbnails[0], ==, entry->thumbnails[0]);
  g_assert_cmpstr (overpaint_history_find (again, id)->thumbnails[1], ==, "");
  g_assert_cmpstr (overpaint_history_find (again, id)->thumbnails[2], ==, entry->thumbnails[2]);

  g_assert_false (add_thumbnail (history, id, 3, small, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (add_thumbnail (history, "../../x", 0, small, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* a run that goes while its thumbnail is made leaves nothing behind */
  overpaint_history_add_thumbnail_async (history, gone, 0, wide, keep_result, &result);
  g_assert_true (overpaint_history_remove (again, gone, NULL));
  g_assert_false (overpaint_history_add_thumbnail_finish (history, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "The history does not have that run any more.");
  g_clear_error (&error);

  names = place_list (place->folder);
  g_assert_null (strstr (names, gone));

  g_assert_true (overpaint_history_remove (history, id, &error));
  g_assert_no_error (error);
  g_free (names);
  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "");

  g_assert_false (overpaint_history_remove (history, id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_clear (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintHistory)  other   = open_history (place);
  g_autoptr (OverpaintPixels)   small   = make_pixels (20, 30, 100);
  g_autofree gchar             *one     = add (history, 0, "a cat");
  g_autofree gchar             *two     = add (other, 1, "a dog");
  g_autofree gchar             *foreign = place_write (place, "notes.json", "mine");
  g_autofree gchar             *names   = NULL;
  g_autoptr (GError)            error   = NULL;

  g_assert_true (add_thumbnail (other, two, 1, small, NULL));

  /* also what this window has not seen, and nobody else's file */
  g_assert_true (overpaint_history_clear (history, &error));
  g_assert_no_error (error);
  assert_found (history, NULL, "");
  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "notes.json ");

  load (other);
  assert_found (other, NULL, "");
}

/* Of more than 500 the oldest go, with what belongs to them. */
static void
test_limit (Place         *place,
            gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintHistory)  other   = open_history (place);
  g_autofree gchar             *id      = add (history, 0, "oldest");
  g_autofree gchar             *name    = g_strconcat (id, ".json", NULL);
  g_autofree gchar             *text    = place_read (place, name);
  g_autofree gchar             *names   = NULL;
  g_autofree gchar             *newest  = NULL;
  g_autofree gchar             *next    = NULL;
  g_autofree gchar             *foreign = place_write (place, "aaa.png", "mine");
  g_autofree gchar             *orphan  = place_write (place, "20001121-183000-123456-00000000-0000.png", "old");
  g_autoptr (GPtrArray)         found   = NULL;
  guint                         i;

  for (i = 0; i < 502; i++)
    {
      g_autofree gchar *copy = g_strdup_printf ("20271121-183000-%06u-00000000.json", i);
      g_autofree gchar *path = place_write (place, copy, text);
    }

  load (other);
  found = overpaint_history_search (other, NULL);
  g_assert_cmpuint (found->len, ==, 500);
  g_assert_cmpstr (((OverpaintHistoryEntry *) found->pdata[0])->id, ==, "20271121-183000-000501-00000000");
  g_assert_cmpstr (((OverpaintHistoryEntry *) found->pdata[499])->id, ==, "20271121-183000-000002-00000000");

  names = place_list (place->folder);
  g_assert_null (strstr (names, id));
  g_assert_null (strstr (names, "183000-000001"));
  g_assert_nonnull (strstr (names, "183000-000002"));
  g_assert_null (strstr (names, "20001121"));
  g_assert_nonnull (strstr (names, "aaa.png"));

  /* one more: one less */
  newest = add (other, G_GINT64_CONSTANT (63072000000000), "newest");
  g_ptr_array_unref (found);
  found = overpaint_history_search (other, NULL);
  g_assert_cmpuint (found->len, ==, 500);
  g_assert_cmpstr (((OverpaintHistoryEntry *) found->pdata[0])->id, ==, newest);
  g_assert_cmpstr (((OverpaintHistoryEntry *) found->pdata[499])->id, ==, "20271121-183000-000003-00000000");
  next = place_path (place, "20271121-183000-000002-00000000.json");
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
}

static gchar *
replace (const gchar *text,
         const gchar *what,
         const gchar *by)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, what, by, 1), ==, 1);

  return g_string_free (g_steal_pointer (&changed), FALSE);
}

/* A run is removed when the thread has read it and the window does not know yet: it is not there again. */
static void
test_remove_meanwhile (Place         *place,
                       gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autofree gchar             *first   = add (history, 0, "first");
  g_autofree gchar             *second  = add (history, 1, "second");
  g_autofree gchar             *broken  = place_write (place, "20271121-183000-000100-00000000.json", "");
  g_autoptr (GAsyncResult)      result  = NULL;

  passed_over = 0;
  overpaint_history_load_async (history, NULL, keep_result, &result);

  /* what cannot be read is told at the thread's end */
  g_mutex_lock (&told_lock);
  while (passed_over == 0)
    g_cond_wait (&told, &told_lock);
  g_mutex_unlock (&told_lock);

  g_assert_true (overpaint_history_remove (history, first, NULL));
  g_assert_true (overpaint_history_load_finish (history, wait_for (&result), NULL));
  assert_found (history, "", "second");
}

static void
on_info (const gchar    *domain,
         GLogLevelFlags  level,
         const gchar    *message,
         gpointer        user_data)
{
  gchar *end = NULL;

  g_mutex_lock (&told_lock);
  passed_over = (guint) g_ascii_strtoull (message, &end, 10);
  g_assert_true (g_str_has_prefix (end, " runs in "));
  g_cond_signal (&told);
  g_mutex_unlock (&told_lock);
}

/* One broken file costs one run, and is left where it is. */
static void
test_broken (Place         *place,
             gconstpointer  data)
{
  static const gchar * const changes[][2] =
  {
    { "\"format\" : 1,\n  \"when\"", "\"format\" : 2,\n  \"when\"" },
    { "\"format\" : 1,\n  \"when\"", "\"when\"" },
    { "\"when\" : 1795285800123456", "\"when\" : \"today\"" },
    { "\"when\" : 1795285800123456", "\"when\" : -1" },
    { "\"when\" : 1795285800123456", "\"when\" : 9223372036854775807" },
    { "\"wish\"", "\"wash\"" },
    { "\"seed-locked\" : true", "\"seed-locked\" : 7" },
    { "\"seeds\" : [", "\"seeds\" : [ 1.5," },
    { "\"seeds\" : [", "\"seeds\" : [ null," },
    { "\"seeds\" : [", "\"seed\" : [" },
    { "\"strength\" : 0.625", "\"strength\" : 625" },
    { "{", "" },
    { "{", "[[[[[[[[[[[[[[[[" },
  };
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintHistory)  again   = open_history (place);
  g_autofree gchar             *id      = add (history, 0, "a cat");
  g_autofree gchar             *name    = g_strconcat (id, ".json", NULL);
  g_autofree gchar             *text    = place_read (place, name);
  g_autofree gchar             *names   = NULL;
  g_autofree gchar             *after   = NULL;
  guint                         i;

  for (i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree gchar *broken = replace (text, changes[i][0], changes[i][1]);
      g_autofree gchar *copy   = g_strdup_printf ("20271121-183000-%06u-00000000.json", i);
      g_autofree gchar *path   = place_write (place, copy, broken);
    }

  {
    g_autofree gchar *empty   = place_write (place, "20271121-183000-000100-00000000.json", "");
    g_autofree gchar *foreign = place_write (place, "notes.json", "{");
    g_autofree gchar *other   = place_write (place, "20271121-183000-000101-0000000g.json", text);
    g_autofree gchar *folder  = place_path (place, "20271121-183000-000102-00000000.json");

    g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  }

  names = place_list (place->folder);
  load (again);
  assert_found (again, NULL, "a cat");
  g_assert_cmpuint (passed_over, ==, G_N_ELEMENTS (changes) + 2);

  after = place_list (place->folder);
  g_assert_cmpstr (after, ==, names);
}

/* No address that holds a password is ever written; a member that is missing is empty. */
static void
test_private (Place         *place,
              gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = open_history (place);
  g_autoptr (OverpaintRequest)  request = make_request ("a cat", "");
  g_autoptr (OverpaintWish)     wish    = overpaint_wish_new (request, NULL, NULL, NULL, FALSE);
  OverpaintHistoryEntry         entry   = { NULL, };
  g_autofree gchar             *id      = NULL;
  g_autofree gchar             *name    = NULL;
  g_autofree gchar             *text    = NULL;
  const OverpaintHistoryEntry  *found;
  gint64                        before  = g_get_real_time ();

  entry.wish        = wish;
  entry.request     = request;
  entry.server_name = (gchar *) "https://me:p@ss@gateway.example";

  id    = overpaint_history_add (history, &entry, NULL);
  name  = g_strconcat (id, ".json", NULL);
  text  = place_read (place, name);
  found = overpaint_history_find (history, id);

  g_assert_null (strstr (text, "p@ss"));
  g_assert_null (strstr (text, "me:"));
  g_assert_cmpstr (found->server_name, ==, "gateway.example");
  g_assert_cmpstr (found->image_name, ==, "");
  g_assert_cmpstr (found->layer_name, ==, "");
  g_assert_cmpuint (found->n_seeds, ==, 0);
  g_assert_cmpint (found->when, >=, before);
  g_assert_cmpint (found->when, <=, g_get_real_time ());
}

static void
test_cancel (Place         *place,
             gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history     = open_history (place);
  g_autofree gchar             *id          = add (history, 0, "a cat");
  g_autoptr (GCancellable)      cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult)      result      = NULL;
  g_autoptr (GError)            error       = NULL;

  g_cancellable_cancel (cancellable);
  overpaint_history_load_async (history, cancellable, keep_result, &result);
  g_assert_false (overpaint_history_load_finish (history, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_found (history, NULL, "a cat");
}

static void
test_unwritable (Place         *place,
                 gconstpointer  data)
{
  g_autoptr (OverpaintHistory)  history = overpaint_history_new ("/proc/overpaint/history");
  g_autoptr (OverpaintRequest)  request = make_request ("a cat", "");
  g_autoptr (OverpaintWish)     wish    = overpaint_wish_new (request, NULL, NULL, NULL, FALSE);
  OverpaintHistoryEntry         entry   = { NULL, };
  g_autoptr (GError)            error   = NULL;

  entry.wish    = wish;
  entry.request = request;

  g_assert_null (overpaint_history_add (history, &entry, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_true (g_str_has_prefix (error->message, "The run cannot be kept in the history: "));
  assert_found (history, NULL, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_handler ("Overpaint", G_LOG_LEVEL_INFO, on_info, NULL);

#define ADD(name, function) \
  g_test_add ("/history/" name, Place, NULL, place_set_up, function, place_tear_down)

  ADD ("add", test_add);
  ADD ("order", test_order);
  ADD ("remove-meanwhile", test_remove_meanwhile);
  ADD ("search", test_search);
  ADD ("thumbnails", test_thumbnails);
  ADD ("clear", test_clear);
  ADD ("limit", test_limit);
  ADD ("broken", test_broken);
  ADD ("private", test_private);
  ADD ("cancel", test_cancel);
  ADD ("unwritable", test_unwritable);

  return g_test_run ();
}
