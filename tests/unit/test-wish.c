/* test-wish.c: tests of what an artist has typed
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "wish.h"

static OverpaintRequest *
make_request (void)
{
  g_autoptr (GError)  error = NULL;
  OverpaintRequest   *request;
  GVariantDict        values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "prompt", "s", "a “winter”\nmorning \xf0\x9f\x8c\x84");
  g_variant_dict_insert (&values, "loras", "s", "{\"a/b\":0.8}");
  g_variant_dict_insert (&values, "guidance-scale", "d", 7.25);
  g_variant_dict_insert (&values, "images", "i", 4);
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&values), &error);
  g_assert_no_error (error);

  return request;
}

static void
assert_same (OverpaintWish *wish,
             OverpaintWish *other)
{
  g_autofree gchar *request = overpaint_request_to_json (wish->request);
  g_autofree gchar *again   = overpaint_request_to_json (other->request);

  g_assert_cmpstr (request, ==, again);
  g_assert_cmpstr (wish->style, ==, other->style);
  g_assert_cmpstr (wish->idle_loras, ==, other->idle_loras);
  g_assert_cmpint (wish->seed_locked, ==, other->seed_locked);
  g_assert_cmpint (wish->axis == NULL, ==, other->axis == NULL);

  if (wish->axis != NULL)
    {
      g_autofree gchar *values = overpaint_axis_to_text (wish->axis);
      g_autofree gchar *read   = overpaint_axis_to_text (other->axis);

      g_assert_cmpstr (values, ==, read);
      g_assert_cmpstr (overpaint_axis_get_field (wish->axis), ==, overpaint_axis_get_field (other->axis));
      g_assert_cmpstr (overpaint_axis_get_lora (wish->axis), ==, overpaint_axis_get_lora (other->axis));
    }
}

static OverpaintWish *
write_and_read (OverpaintWish *wish)
{
  g_autofree gchar   *text  = overpaint_wish_to_json (wish);
  g_autoptr (GError)  error = NULL;
  OverpaintWish      *read  = overpaint_wish_new_from_json (text, &error);

  g_assert_no_error (error);
  g_assert_null (strchr (text, '\n'));
  assert_same (wish, read);

  return read;
}

static void
test_whole (void)
{
  g_autoptr (OverpaintRequest)  request  = make_request ();
  g_autoptr (OverpaintAxis)     weights  = overpaint_axis_new_from_text ("loras", "a/b", "0.1 0.7", NULL);
  g_autoptr (OverpaintWish)     wish     = overpaint_wish_new (request, weights, "ink", "{\"c/d\":0.5}", TRUE);
  g_autoptr (OverpaintWish)     read     = write_and_read (wish);

  g_assert_cmpstr (overpaint_request_get_text (read->request, "prompt"), ==, "a “winter”\nmorning \xf0\x9f\x8c\x84");
  g_assert_cmpfloat (overpaint_request_get_number (read->request, "strength"), ==, -1.0);
  g_assert_cmpfloat (overpaint_axis_get_value (read->axis, 1), ==, 0.7);
  g_assert_cmpstr (read->idle_loras, ==, "{\"c/d\":0.5}");
  g_assert_true (read->seed_locked);
}

static void
test_strengths (void)
{
  g_autoptr (OverpaintRequest)  request   = make_request ();
  g_autoptr (OverpaintAxis)     strengths = overpaint_axis_new_from_text ("strength", NULL, "0.1 0.7", NULL);
  g_autoptr (OverpaintWish)     wish      = overpaint_wish_new (request, strengths, NULL, NULL, FALSE);
  g_autoptr (OverpaintWish)     read      = write_and_read (wish);

  g_assert_null (overpaint_axis_get_lora (read->axis));
}

static void
test_bare (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  g_autoptr (OverpaintWish)     wish    = overpaint_wish_new (request, NULL, "", "", FALSE);
  g_autoptr (OverpaintWish)     read    = write_and_read (wish);

  g_assert_null (read->axis);
  g_assert_null (read->style);
  g_assert_null (read->idle_loras);
  g_assert_false (read->seed_locked);
}

#define GOOD_REQUEST "\"request\":{\"pipeline\":\"image-to-image\",\"prompt\":\"a\"}"
#define UNREADABLE   "These settings cannot be read."

typedef struct
{
  const gchar *name;
  const gchar *text;
  GQuark    (* domain) (void);
  gint         code;
  const gchar *message;       /* NULL where only the code matters */
} BrokenCase;

static const BrokenCase broken_cases[] =
{
  { "empty",       "", overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "cut",         "{\"format\":1,", overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "array",       "[1]", overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "several",     "{\"format\":1," GOOD_REQUEST "} {}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "not-utf8",    "{\"format\":1," GOOD_REQUEST ",\"style\":\"\xff\"}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "a-nul",       "{\"format\":1," GOOD_REQUEST ",\"style\":\"\\u0000\"}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "deep",        "{\"format\":1," GOOD_REQUEST ",\"x\":[[[[[[[[[[]]]]]]]]]]}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "no-format",   "{" GOOD_REQUEST "}", overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "format-text", "{\"format\":\"1\"," GOOD_REQUEST "}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "format-0",    "{\"format\":0," GOOD_REQUEST "}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "format-2",    "{\"format\":2," GOOD_REQUEST "}", overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE,
    "A later version of Overpaint wrote these settings: update Overpaint to read them." },
  { "no-request",  "{\"format\":1}", overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "request-text", "{\"format\":1,\"request\":\"a\"}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "weights-text", "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"loras\":\"{}\"}}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "range",       "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"images\":65}}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_INVALID, "images: expected a number from 1 to 64." },
  { "password",    "{\"format\":1,\"request\":{\"pipeline\":\"image-to-image\",\"server\":\"http://a:b@c\"}}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_INVALID, NULL },
  { "axis-text",   "{\"format\":1," GOOD_REQUEST ",\"axis\":\"0.1 0.2\"}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "axis-bare",   "{\"format\":1," GOOD_REQUEST ",\"axis\":{}}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "axis-values", "{\"format\":1," GOOD_REQUEST ",\"axis\":{\"field\":\"strength\",\"values\":[0.1,\"0.2\"]}}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "axis-range",  "{\"format\":1," GOOD_REQUEST ",\"axis\":{\"field\":\"strength\",\"values\":[0.1,3]}}",
    overpaint_axis_error_quark, OVERPAINT_AXIS_ERROR_VALUE, "3 is not taken: each value must be from 0 to 1." },
  { "axis-field",  "{\"format\":1," GOOD_REQUEST ",\"axis\":{\"field\":\"seed\",\"values\":[1,3]}}",
    overpaint_axis_error_quark, OVERPAINT_AXIS_ERROR_FIELD, NULL },
  { "style",       "{\"format\":1," GOOD_REQUEST ",\"style\":7}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "idle-text",   "{\"format\":1," GOOD_REQUEST ",\"idle-loras\":\"{}\"}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "idle-weight", "{\"format\":1," GOOD_REQUEST ",\"idle-loras\":{\"a/b\":-1}}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_INVALID, NULL },
  { "seed-locked", "{\"format\":1," GOOD_REQUEST ",\"seed-locked\":1}",
    overpaint_request_error_quark, OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
};

static void
test_broken (gconstpointer data)
{
  const BrokenCase   *broken = data;
  g_autoptr (GError)  error  = NULL;

  g_assert_null (overpaint_wish_new_from_json (broken->text, &error));
  g_assert_error (error, broken->domain (), broken->code);

  if (broken->message != NULL)
    g_assert_cmpstr (error->message, ==, broken->message);
}

/* What a later version adds to this format is passed over. */
static void
test_additions (void)
{
  g_autoptr (OverpaintWish)  wish  = NULL;
  g_autoptr (GError)         error = NULL;

  wish = overpaint_wish_new_from_json ("{\"format\":1," GOOD_REQUEST ",\"axis\":null,\"style\":\"ink\",\"new\":[1]}",
                                       &error);
  g_assert_no_error (error);
  g_assert_cmpstr (overpaint_request_get_text (wish->request, "prompt"), ==, "a");
  g_assert_cmpstr (wish->style, ==, "ink");
  g_assert_null (wish->axis);
}

static void
test_boxed (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintWish                *wish    = overpaint_wish_new (request, NULL, "ink", NULL, FALSE);
  OverpaintWish                *copy    = g_boxed_copy (OVERPAINT_TYPE_WISH, wish);

  g_assert_true (copy == wish);
  overpaint_wish_unref (wish);
  g_assert_cmpstr (copy->style, ==, "ink");
  g_boxed_free (OVERPAINT_TYPE_WISH, copy);
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wish/whole", test_whole);
  g_test_add_func ("/wish/strengths", test_strengths);
  g_test_add_func ("/wish/bare", test_bare);
  g_test_add_func ("/wish/additions", test_additions);
  g_test_add_func ("/wish/boxed", test_boxed);

  for (i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/wish/broken/", broken_cases[i].name, NULL);

      g_test_add_data_func (path, &broken_cases[i], test_broken);
    }

  return g_test_run ();
}
