/* test-styles.c: tests of named presets that wrap a prompt
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <json-glib/json-glib.h>

#include "catalogue.h"
#include "comma-locale.h"
#include "store-place.h"
#include "styles.h"

#define PIX2PIX "timbrooks/instruct-pix2pix"
#define TURBO   "stabilityai/sd-turbo"
#define REALVIS "SG161222/RealVisXL_V4.0"

static OverpaintStyles *
open_styles (Place *place)
{
  g_autofree gchar *path = place_path (place, "styles.json");

  return overpaint_styles_new (path);
}

static OverpaintRequest *
make_request (const gchar *prompt,
              const gchar *negative,
              const gchar *model,
              const gchar *loras,
              gdouble      strength)
{
  OverpaintRequest   *request;
  g_autoptr (GError)  error = NULL;
  GVariantDict        dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "prompt", "s", prompt);
  g_variant_dict_insert (&dict, "negative-prompt", "s", negative);
  g_variant_dict_insert (&dict, "model", "s", model);
  g_variant_dict_insert (&dict, "loras", "s", loras);
  g_variant_dict_insert (&dict, "strength", "d", strength);
  g_variant_dict_insert (&dict, "seed", "i", 77);
  g_variant_dict_insert (&dict, "images", "i", 3);
  g_variant_dict_insert (&dict, "safety-check", "b", FALSE);
  g_variant_dict_insert (&dict, "server", "s", "attic");
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&dict), &error);
  g_assert_no_error (error);

  return request;
}

static OverpaintRequest *
apply (const OverpaintStyle *style,
       OverpaintRequest     *request)
{
  g_autoptr (GError)  error   = NULL;
  OverpaintRequest   *applied = overpaint_style_apply (style, request, &error);

  g_assert_no_error (error);

  return applied;
}

/* A dozen at least, each with all that it needs, and nothing of it for one family of models alone. */
static void
test_shipped (Place         *place,
              gconstpointer  data)
{
  static const gchar * const   wanted[] = { "ink", "gouache", "pixel-art", "watercolour", "oil", "pencil", "charcoal",
                                            "comic", "anime", "low-poly", "film", "clay", "stained-glass" };
  g_autoptr (OverpaintStyles)  styles   = open_styles (place);
  const OverpaintModel * const *models;
  guint                        n_models;
  guint                        i;
  guint                        j;

  g_assert_null (overpaint_styles_get_problem (styles));
  g_assert_cmpuint (overpaint_styles_get_n (styles), >=, 12);
  g_assert_null (overpaint_styles_get (styles, overpaint_styles_get_n (styles)));
  g_assert_null (overpaint_styles_find (styles, "no such style"));
  g_assert_null (overpaint_styles_find (styles, NULL));
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  for (i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (overpaint_styles_find (styles, wanted[i]));

  models = overpaint_catalogue_get_all (&n_models);

  for (i = 0; i < overpaint_styles_get_n (styles); i++)
    {
      const OverpaintStyle *style    = overpaint_styles_get (styles, i);
      gdouble               strength = 0.0;

      g_test_message ("%s", style->id);
      g_assert_true (overpaint_styles_find (styles, style->id) == style);
      g_assert_false (style->is_own);
      g_assert_true (g_str_has_prefix (style->prompt, "{prompt}, "));
      g_assert_true (g_str_has_suffix (style->instruction, ". {prompt}"));
      g_assert_true (g_str_has_prefix (style->instruction, "Turn it into ") ||
                     g_str_has_prefix (style->instruction, "Make it "));
      g_assert_nonnull (style->negative_prompt);
      g_assert_null (style->loras);

      g_assert_cmpuint (g_variant_n_children (style->values), ==, 1);
      g_assert_true (g_variant_lookup (style->values, "strength", "d", &strength));
      g_assert_cmpfloat (strength, >=, 0.4);
      g_assert_cmpfloat (strength, <=, 0.75);

      for (j = 0; j < n_models; j++)
        {
          g_autoptr (OverpaintRequest) request  = make_request ("a cat", "", models[j]->id, "", -1.0);
          g_autoptr (OverpaintRequest) applied  = apply (style, request);
          g_autoptr (OverpaintRequest) resolved = overpaint_request_resolve (applied, models[j], 1, NULL);

          g_assert_nonnull (resolved);
          g_assert_nonnull (strstr (overpaint_request_get_text (resolved, "prompt"), "a cat"));
        }
    }
}

static void
test_apply_ink (Place         *place,
                gconstpointer  data)
{
  g_autoptr (OverpaintStyles)   styles  = open_styles (place);
  const OverpaintStyle         *ink     = overpaint_styles_find (styles, "ink");
  g_autoptr (OverpaintRequest)  request = make_request ("a cat", "dogs", REALVIS, "", -1.0);
  g_autoptr (OverpaintRequest)  applied = apply (ink, request);

  g_assert_true (g_str_has_prefix (overpaint_request_get_text (applied, "prompt"), "a cat, black ink drawing, "));
  g_assert_true (g_str_has_prefix (overpaint_request_get_text (applied, "negative-prompt"), "dogs, colour, "));
  g_assert_cmpfloat (overpaint_request_get_number (applied, "strength"), ==, 0.65);

  /* the rest is as it was */
  g_assert_cmpint (overpaint_request_get_integer (applied, "seed"), ==, 77);
  g_assert_cmpint (overpaint_request_get_integer (applied, "images"), ==, 3);
  g_assert_cmpint (overpaint_request_get_integer (applied, "steps"), ==, -1);
  g_assert_cmpfloat (overpaint_request_get_number (applied, "guidance-scale"), ==, -1.0);
  g_assert_false (overpaint_request_get_switch (applied, "safety-check"));
  g_assert_cmpstr (overpaint_request_get_text (applied, "server"), ==, "attic");
  g_assert_cmpstr (overpaint_request_get_text (applied, "model"), ==, REALVIS);
  g_assert_cmpstr (overpaint_request_get_text (applied, "loras"), ==, "");
  g_clear_pointer (&request, overpaint_request_unref);
  g_clear_pointer (&applied, overpaint_request_unref);

  /* a strength of the artist's own stays */
  request = make_request ("a cat", "", TURBO, "", 0.0);
  applied = apply (ink, request);
  g_assert_cmpfloat (overpaint_request_get_number (applied, "strength"), ==, 0.0);
  g_assert_true (g_str_has_prefix (overpaint_request_get_text (applied, "negative-prompt"), "colour, "));
  g_clear_pointer (&request, overpaint_request_unref);
  g_clear_pointer (&applied, overpaint_request_unref);

  /* a model that follows instructions gets one, and no strength */
  request = make_request ("give it a hat", "", PIX2PIX, "", -1.0);
  applied = apply (ink, request);
  g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==,
                   "Turn it into a black ink drawing on white paper. give it a hat");
  g_assert_cmpfloat (overpaint_request_get_number (applied, "strength"), ==, -1.0);
  g_clear_pointer (&request, overpaint_request_unref);
  g_clear_pointer (&applied, overpaint_request_unref);

  request = make_request ("", "", PIX2PIX, "", -1.0);
  applied = apply (ink, request);
  g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==,
                   "Turn it into a black ink drawing on white paper.");
  g_clear_pointer (&applied, overpaint_request_unref);

  applied = apply (NULL, request);
  g_assert_true (applied == request);
}

static void
test_wrap (Place         *place,
           gconstpointer  data)
{
  static const struct
  {
    const gchar *wrapper;
    const gchar *prompt;
    const gchar *expected;
  } cases[] =
  {
    { "{prompt}, oil painting",         "a cat",       "a cat, oil painting" },
    { "{prompt}, oil painting",         " a cat,\n",   "a cat, oil painting" },
    { "{prompt}, oil painting",         "",            "oil painting" },
    { "{prompt}, oil painting",         " \n, ",       "oil painting" },
    { "oil painting, {prompt}",         "",            "oil painting" },
    { "oil painting of {prompt}",       "a cat",       "oil painting of a cat" },
    { "oil painting, {prompt}, framed", "",            "oil painting, framed" },
    { "oil painting, {prompt} framed",  "",            "oil painting, framed" },
    { "oil painting {prompt} framed",   "",            "oil painting framed" },
    { "oil {prompt}, framed",           "",            "oil, framed" },
    { "Make it so. {prompt}",           "",            "Make it so." },
    { "{prompt}",                       "",            "" },
    { "{prompt}, {prompt}",             "",            "" },
    { "{prompt}, more {prompt}",        "cat",         "cat, more cat" },
    { "{prompt}, more {prompt}",        "",            "more" },
    { "{prompt}, ink",                  "a {prompt}",  "a {prompt}, ink" },
    { "{prompt}, ink",                  "two\nlines",  "two\nlines, ink" },
    { "{prompt}, 水墨画",               "山",          "山, 水墨画" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintStyle                style   = { (gchar *) "x", (gchar *) "X", TRUE, (gchar *) cases[i].wrapper, };
      g_autoptr (OverpaintRequest)  request = make_request (cases[i].prompt, "", TURBO, "", -1.0);
      g_autoptr (OverpaintRequest)  applied = apply (&style, request);

      g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==, cases[i].expected);
    }

  /* without an instruction the prompt's wording serves; without either, what was typed */
  {
    OverpaintStyle                style   = { (gchar *) "x", (gchar *) "X", TRUE, (gchar *) "{prompt}, ink", };
    g_autoptr (OverpaintRequest)  request = make_request ("a cat", "", PIX2PIX, "", -1.0);
    g_autoptr (OverpaintRequest)  applied = apply (&style, request);

    g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==, "a cat, ink");
    g_clear_pointer (&applied, overpaint_request_unref);

    style.prompt      = NULL;
    style.instruction = (gchar *) "Ink it. {prompt}";
    applied           = apply (&style, request);
    g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==, "Ink it. a cat");
    g_clear_pointer (&applied, overpaint_request_unref);
    g_clear_pointer (&request, overpaint_request_unref);

    /* a model that is not in the catalogue may use both, and gets no instruction */
    request = make_request ("a cat", "", "somebody/unknown", "", -1.0);
    applied = apply (&style, request);
    g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==, "a cat");
  }
}

static void
test_loras (Place         *place,
            gconstpointer  data)
{
  static const struct
  {
    const gchar *own;
    const gchar *style;
    const gchar *expected;
  } cases[] =
  {
    { "",                    "{\"a/b\":0.5}",             "{\"a/b\":0.5}" },
    { "{\"c/d\":1}",         "{\"a/b\":0.5}",             "{\"c/d\":1,\"a/b\":0.5}" },
    { "{\"a/b\":0.25}",      "{\"a/b\":0.5,\"c/d\":0}",   "{\"a/b\":0.25,\"c/d\":0}" },
    { "{\"a\":1,\"b\":1,\"c\":1}", "{\"d\":1}",           "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}" },
    { "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}", "{\"d\":0.5}", "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}" },
    { "{\"a\":1,\"b\":1,\"c\":1}", "{\"d\":1,\"e\":1}",   NULL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OverpaintStyle                style   = { (gchar *) "x", (gchar *) "My X", TRUE, };
      g_autoptr (OverpaintRequest)  request = make_request ("a cat", "", TURBO, cases[i].own, -1.0);
      g_autoptr (OverpaintRequest)  applied = NULL;
      g_autoptr (GError)            error   = NULL;

      style.loras = (gchar *) cases[i].style;
      applied     = overpaint_style_apply (&style, request, &error);

      g_test_message ("%u", i);
      if (cases[i].expected != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (overpaint_request_get_text (applied, "loras"), ==, cases[i].expected);
          continue;
        }

      g_assert_null (applied);
      g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, "loras: with those of the style “My X” there are 5, and servers take at "
                                           "most 4; remove one, or take another style.");
    }
}

/* What comes out is judged as what goes in. */
static void
test_too_long (Place         *place,
               gconstpointer  data)
{
  g_autofree gchar             *prompt  = g_strnfill (1024 * 1024 - 3, 'x');
  OverpaintStyle                style   = { (gchar *) "x", (gchar *) "X", TRUE, (gchar *) "{prompt}, i", };
  g_autoptr (OverpaintRequest)  request = make_request (prompt, "", TURBO, "", -1.0);
  g_autoptr (OverpaintRequest)  applied = apply (&style, request);
  g_autoptr (GError)            error   = NULL;

  g_assert_cmpuint (strlen (overpaint_request_get_text (applied, "prompt")), ==, 1024 * 1024);

  style.prompt = (gchar *) "{prompt}, in";
  g_assert_null (overpaint_style_apply (&style, request, &error));
  g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "prompt: "));
}

/* The example of the header, and one in the place of a shipped style. */
static void
test_own (Place         *place,
          gconstpointer  data)
{
  g_autoptr (OverpaintStyles)   styles  = NULL;
  g_autoptr (OverpaintStyles)   none    = open_styles (place);
  g_autofree gchar             *path    = NULL;
  const OverpaintStyle         *style;
  g_autoptr (OverpaintRequest)  request = make_request ("a cat", "", REALVIS, "", -1.0);
  g_autoptr (OverpaintRequest)  applied = NULL;
  guint                         n       = overpaint_styles_get_n (none);

  path = place_write (place, "styles.json",
                      "{ \"format\": 1, \"styles\": [\n"
                      "  { \"id\": \"my-woodcut\", \"name\": \"My Woodcut\",\n"
                      "    \"prompt\": \"{prompt}, woodcut, bold carved lines, two colours\",\n"
                      "    \"instruction\": \"Turn it into a woodcut. {prompt}\",\n"
                      "    \"negative-prompt\": \"photograph, soft shading\",\n"
                      "    \"loras\": { \"owner/woodcut-sdxl\": 0.75 },\n"
                      "    \"values\": { \"strength\": 0.7, \"steps\": 30 } },\n"
                      "  { \"id\": \"ink\", \"name\": \"My Ink\", \"prompt\": \"{prompt}, splashes\", \"loras\": {},\n"
                      "    \"negative-prompt\": \"\" }\n"
                      "] }\n");
  styles = open_styles (place);
  g_assert_cmpstr (overpaint_styles_get_problem (styles), ==, NULL);
  g_assert_cmpuint (overpaint_styles_get_n (styles), ==, n + 1);

  /* what replaces a shipped one stands in its place, the others come last */
  style = overpaint_styles_find (styles, "ink");
  g_assert_true (style == overpaint_styles_get (styles, 0));
  g_assert_cmpstr (style->name, ==, "My Ink");
  g_assert_true (style->is_own);
  g_assert_null (style->instruction);
  g_assert_null (style->negative_prompt);
  g_assert_null (style->loras);
  g_assert_null (style->values);

  style = overpaint_styles_get (styles, n);
  g_assert_cmpstr (style->id, ==, "my-woodcut");
  g_assert_cmpstr (style->loras, ==, "{\"owner/woodcut-sdxl\":0.75}");

  applied = apply (style, request);
  g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==,
                   "a cat, woodcut, bold carved lines, two colours");
  g_assert_cmpstr (overpaint_request_get_text (applied, "loras"), ==, "{\"owner/woodcut-sdxl\":0.75}");
  g_assert_cmpfloat (overpaint_request_get_number (applied, "strength"), ==, 0.7);
  g_assert_cmpint (overpaint_request_get_integer (applied, "steps"), ==, 30);
}

/* Whatever is wrong: no shipped style is lost, nor a good one of the artist's own. */
static void
test_broken (Place         *place,
             gconstpointer  data)
{
#define GOOD "{\"id\":\"good\",\"name\":\"Good\"}"
#define IN_LIST(style) "{\"format\":1,\"styles\":[" style "," GOOD "]}"
  static const struct
  {
    const gchar *text;
    const gchar *problem;   /* what follows the file's name */
    gboolean     good;
  } cases[] =
  {
    { "", "it does not hold a JSON object.", FALSE },
    { "\xff", "it does not hold a JSON object.", FALSE },
    { "[]", "it does not hold a JSON object.", FALSE },
    { "{\"format\":1,", "it is no JSON from line 1 on.", FALSE },
    { "{\n  \"format\": 1,\n  \"styles\": [\n    oops\n  ]\n}", "it is no JSON from line 4 on.", FALSE },
    { "{\"styles\":[" GOOD "]}", "it does not say \"format\": 1.", FALSE },
    { "{\"format\":\"1\",\"styles\":[" GOOD "]}", "it does not say \"format\": 1.", FALSE },
    { "{\"format\":2,\"styles\":[" GOOD "]}",
      "a later version of Overpaint wrote it; update Overpaint to read it.", FALSE },
    { "{\"format\":1}", "it has no list of “styles”.", FALSE },
    { "{\"format\":1,\"styles\":{}}", "it has no list of “styles”.", FALSE },
    { IN_LIST ("1"), "a style is not a JSON object.", TRUE },
    { IN_LIST ("{\"name\":\"X\"}"), "a style has no “id” of 1 to 64 characters.", TRUE },
    { IN_LIST ("{\"id\":\"\",\"name\":\"X\"}"), "a style has no “id” of 1 to 64 characters.", TRUE },
    { IN_LIST ("{\"id\":\"a\\nb\",\"name\":\"X\"}"), "a style has no “id” of 1 to 64 characters.", TRUE },
    { IN_LIST ("{\"id\":\"x\"}"), "the style “x” has no “name” of 1 to 64 characters.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":5}"), "“name” of a style is not text.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"prompt\":\"ink\"}"),
      "“prompt” of the style “x” lacks “{prompt}”, which stands for what you type.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"instruction\":\"ink\"}"),
      "“instruction” of the style “x” lacks “{prompt}”, which stands for what you type.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"negative-prompt\":[]}"),
      "“negative-prompt” of a style is not text.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"loras\":\"a\"}"), "“loras” of a style is not a JSON object.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"loras\":{\"a\":-1}}"),
      "in the style “x”, loras: the weight of “a” must be a number that is not below 0.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"loras\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}}"),
      "in the style “x”, loras: servers take at most 4 LoRAs.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"values\":[]}"), "“values” of a style is not a JSON object.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"values\":{\"strength\":\"1\"}}"),
      "“strength” of a style is not a number.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"values\":{\"strength\":1.5}}"),
      "in the style “x”, strength: expected a number from 0 to 1, or -1 for what the model likes best.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"values\":{\"steps\":2.5}}"),
      "in the style “x”, steps: expected a whole number.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"values\":{\"images\":4}}"),
      "the style “x” sets “images”, which a style cannot.", TRUE },
    { IN_LIST ("{\"id\":\"x\",\"name\":\"X\",\"values\":{\"speed\":4}}"),
      "the style “x” sets “speed”, which a style cannot.", TRUE },
    { IN_LIST ("{\"id\":\"x\"},5"), "the style “x” has no “name” of 1 to 64 characters.", TRUE },
    { IN_LIST (GOOD), "two styles have the id “good”.", TRUE },
  };
  g_autoptr (OverpaintStyles) none = open_styles (place);
  guint                       n    = overpaint_styles_get_n (none);
  guint                       i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar            *path   = place_write (place, "styles.json", cases[i].text);
      g_autofree gchar            *start  = g_strdup_printf ("Your styles in “%s” cannot all be used: ", path);
      g_autoptr (OverpaintStyles)  styles = open_styles (place);
      const gchar                 *found  = overpaint_styles_get_problem (styles);

      g_test_message ("%u: %s", i, found);
      g_assert_true (found != NULL && g_str_has_prefix (found, start));
      g_assert_cmpstr (found + strlen (start), ==, cases[i].problem);
      g_assert_cmpuint (overpaint_styles_get_n (styles), ==, n + (cases[i].good ? 1 : 0));
      g_assert_cmpint (overpaint_styles_find (styles, "good") != NULL, ==, cases[i].good);
      g_assert_nonnull (overpaint_styles_find (styles, "ink"));
      g_assert_null (overpaint_styles_find (styles, "x"));
    }
}

static void
count (OverpaintStyles *styles,
       guint           *counter)
{
  (*counter)++;
}

static void
test_save (Place         *place,
           gconstpointer  data)
{
  g_autoptr (OverpaintStyles)  one     = open_styles (place);
  g_autoptr (OverpaintStyles)  other   = open_styles (place);
  g_autoptr (OverpaintStyles)  again   = NULL;
  g_autoptr (GVariant)         values  = NULL;
  OverpaintStyle               style   = { (gchar *) "ink", (gchar *) "Mine", FALSE, (gchar *) "{prompt}, splashes", };
  const OverpaintStyle        *found;
  g_autofree gchar            *path    = place_path (place, "styles.json");
  g_autofree gchar            *text    = NULL;
  g_autofree gchar            *names   = NULL;
  g_autoptr (GError)           error   = NULL;
  guint                        n       = overpaint_styles_get_n (one);
  guint                        changes = 0;

  if (! test_set_comma_locale ())
    g_test_message ("there is no locale with a comma here");

  g_signal_connect (one, "changed", G_CALLBACK (count), &changes);

  values       = g_variant_ref_sink (g_variant_new_parsed ("{'strength': 0.625, 'steps': 20.0}"));
  style.values = values;
  style.loras  = (gchar *) "{\"a/b\":0.5}";
  g_assert_true (overpaint_styles_save (one, &style, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpstr (overpaint_styles_find (one, "ink")->name, ==, "Mine");

  /* another window, in turns */
  style.id = (gchar *) "another";
  g_assert_true (overpaint_styles_save (other, &style, &error));
  g_assert_no_error (error);
  setlocale (LC_NUMERIC, "C");

  again = open_styles (place);
  g_assert_null (overpaint_styles_get_problem (again));
  g_assert_cmpuint (overpaint_styles_get_n (again), ==, n + 1);
  found = overpaint_styles_find (again, "ink");
  g_assert_true (found->is_own);
  g_assert_cmpstr (found->prompt, ==, "{prompt}, splashes");
  g_assert_null (found->instruction);
  g_assert_cmpstr (found->loras, ==, "{\"a/b\":0.5}");
  g_assert_true (g_variant_equal (found->values, values));

  place_assert_mode (path, 0600);
  place_assert_mode (place->folder, 0700);
  names = place_list (place->folder);
  g_assert_cmpstr (names, ==, "styles.json styles.json.lock ");
  text = place_read (place, "styles.json");
  g_assert_nonnull (strstr (text, "0.625"));

  /* taken out again, the shipped one is there */
  g_assert_true (overpaint_styles_remove (one, "ink", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_false (overpaint_styles_find (one, "ink")->is_own);
  g_assert_nonnull (overpaint_styles_find (one, "another"));

  g_assert_false (overpaint_styles_remove (one, "ink", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no style “ink” of your own.");
}

/* What the artist wrote by hand, and what cannot be understood, stays. */
static void
test_save_keeps (Place         *place,
                 gconstpointer  data)
{
  g_autofree gchar            *path   = NULL;
  g_autoptr (OverpaintStyles)  styles = NULL;
  g_autofree gchar            *text   = NULL;
  OverpaintStyle               style  = { (gchar *) "mine", (gchar *) "New Name", };
  g_autoptr (GError)           error  = NULL;
  g_autoptr (JsonNode)         found  = NULL;
  g_autoptr (JsonNode)         wanted = NULL;

  path   = place_write (place, "styles.json",
                        "{\"format\":1,\"note\":\"x\",\"styles\":[{\"id\":\"mine\",\"name\":\"Old\","
                        "\"prompt\":\"{prompt}\",\"colour\":\"red\"},{\"id\":\"bad\",\"prompt\":\"oops\"}]}");
  styles = open_styles (place);
  g_assert_true (overpaint_styles_save (styles, &style, &error));
  g_assert_no_error (error);

  text   = place_read (place, "styles.json");
  found  = json_from_string (text, NULL);
  wanted = json_from_string ("{\"format\":1,\"note\":\"x\",\"styles\":[{\"id\":\"mine\",\"name\":\"New Name\","
                             "\"colour\":\"red\"},{\"id\":\"bad\",\"prompt\":\"oops\"}]}", NULL);
  g_assert_true (json_node_equal (found, wanted));
}

/* A new style may be called as one that the artist wrote by hand, and that cannot be read. */
static void
test_save_spares_the_broken (Place         *place,
                             gconstpointer  data)
{
  static const gchar           text[] = "{\"format\":1,\"styles\":[{\"id\":\"ochre\",\"name\":\"Ochre\",\"prompt\":"
                                        "\"no place\"},{\"id\":\"good\",\"name\":\"Good\"}]}";
  g_autofree gchar            *path   = place_write (place, "styles.json", text);
  g_autoptr (OverpaintStyles)  styles = open_styles (place);
  g_autofree gchar            *wanted = NULL;
  g_autofree gchar            *after  = NULL;
  OverpaintStyle               style  = { (gchar *) "ochre", (gchar *) "Ochre", FALSE, (gchar *) "{prompt}, ochre", };
  g_autoptr (GError)           error  = NULL;

  g_assert_null (overpaint_styles_find (styles, "ochre"));
  g_assert_false (overpaint_styles_save (styles, &style, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  wanted = g_strdup_printf ("Your styles in “%s” cannot be changed: it has a style “ochre” that cannot be used: mend "
                            "that first, or choose another name.", path);
  g_assert_cmpstr (error->message, ==, wanted);
  g_clear_error (&error);

  after = place_read (place, "styles.json");
  g_assert_cmpstr (after, ==, text);

  /* another name does not touch it */
  style.id = (gchar *) "ochre-2";
  g_assert_true (overpaint_styles_save (styles, &style, &error));
  g_assert_no_error (error);
  g_free (g_steal_pointer (&after));
  after = place_read (place, "styles.json");
  g_assert_nonnull (strstr (after, "no place"));
  g_assert_nonnull (overpaint_styles_get_problem (styles));
}

static void
test_save_refuses (Place         *place,
                   gconstpointer  data)
{
  static const gchar * const broken[] = { "{", "{\"format\":2,\"styles\":[]}", "{\"format\":1,\"styles\":5}" };
  OverpaintStyle             style    = { (gchar *) "mine", (gchar *) "Mine", };
  OverpaintStyle             bad      = { (gchar *) "mine", (gchar *) "Mine", FALSE, (gchar *) "no place", };
  g_autoptr (OverpaintStyles) styles  = open_styles (place);
  g_autoptr (GError)         error    = NULL;
  guint                      i;

  g_assert_false (overpaint_styles_save (styles, &bad, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, "The style cannot be kept: “prompt” of the style “mine” lacks “{prompt}”, "
                                       "which stands for what you type.");
  g_clear_error (&error);
  g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS));

  for (i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree gchar *path  = place_write (place, "styles.json", broken[i]);
      g_autofree gchar *start = g_strdup_printf ("Your styles in “%s” cannot be changed: ", path);
      g_autofree gchar *after = NULL;

      g_assert_false (overpaint_styles_save (styles, &style, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, start));
      g_clear_error (&error);

      after = place_read (place, "styles.json");
      g_assert_cmpstr (after, ==, broken[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/styles/" name, Place, NULL, place_set_up, function, place_tear_down)

  ADD ("shipped", test_shipped);
  ADD ("apply-ink", test_apply_ink);
  ADD ("wrap", test_wrap);
  ADD ("loras", test_loras);
  ADD ("too-long", test_too_long);
  ADD ("own", test_own);
  ADD ("broken", test_broken);
  ADD ("save", test_save);
  ADD ("save-keeps", test_save_keeps);
  ADD ("save-refuses", test_save_refuses);
  ADD ("save-spares-the-broken", test_save_spares_the_broken);

  return g_test_run ();
}
