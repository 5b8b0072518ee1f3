/* test-record.c: tests of what a result layer remembers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "comma-locale.h"
#include "record.h"
#include "request-json.h"

static OverpaintRequest *
make_request (void)
{
  g_autoptr (GError)  error = NULL;
  OverpaintRequest   *request;
  GVariantDict        values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "prompt", "s", "“winter”\n\"morning\"");
  g_variant_dict_insert (&values, "loras", "s", "{\"a/b\": 0.5}");
  g_variant_dict_insert (&values, "strength", "d", 0.55);
  g_variant_dict_insert (&values, "steps", "i", 30);
  g_variant_dict_insert (&values, "seed", "i", 1234);
  g_variant_dict_insert (&values, "server", "s", "https://example.org/generate");
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&values), &error);
  g_assert_no_error (error);

  return request;
}

/* A value of its own for each member, so that none can stand in for another. */
static OverpaintRecord
make_record (OverpaintRequest *request)
{
  OverpaintRecord record =
  {
    .request       = request,
    .seed          = G_GINT64_CONSTANT (4294967295),
    .flagged       = TRUE,
    .black         = FALSE,
    .cropped       = TRUE,
    .server_name   = "my \"server\"",
    .server_kind   = "gateway",
    .source_name   = "Ebene „Grüße“ \\ 1",
    .source_tattoo = 4000000000,
    .x             = -17,
    .y             = -2147483647,
    .width         = 6000,
    .height        = 4000,
    .scale         = 0.1,
    .sent_width    = 944,
    .sent_height   = 632,
    .pad_right     = 3,
    .pad_bottom    = 5,
    .sent_sha256   = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    .started       = G_GINT64_CONSTANT (1767225599999999),
    .duration      = G_GINT64_CONSTANT (86400000),
  };

  return record;
}

static JsonObject *
write_and_read (const OverpaintRecord *record)
{
  g_autofree gchar     *text  = overpaint_record_to_json (record);
  g_autoptr (JsonNode)  node  = NULL;
  g_autoptr (GError)    error = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  node = json_from_string (text, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (node));
}

static void
check_members (JsonObject  *object,
               const gchar *expected)
{
  g_autoptr (GList)    members = json_object_get_members (object);
  g_autoptr (GString)  names   = g_string_new (NULL);
  GList               *member;

  for (member = members; member != NULL; member = member->next)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (const gchar *) member->data);

  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_members (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autoptr (JsonObject)        object  = write_and_read (&record);
  JsonObject                   *server  = json_object_get_object_member (object, "server");
  JsonObject                   *source  = json_object_get_object_member (object, "source");
  JsonObject                   *sent    = json_object_get_object_member (object, "sent");

  check_members (object, "format program request seed flagged black cropped server source sent started duration");
  check_members (server, "name kind");
  check_members (source, "name tattoo x y width height");
  check_members (sent, "scale width height pad-right pad-bottom sha256");

  g_assert_cmpint (json_object_get_int_member (object, "format"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "program"), ==, "Overpaint " OVERPAINT_VERSION);
  g_assert_cmpint (json_object_get_int_member (object, "seed"), ==, G_GINT64_CONSTANT (4294967295));
  g_assert_true (json_object_get_boolean_member (object, "flagged"));
  g_assert_false (json_object_get_boolean_member (object, "black"));
  g_assert_true (json_object_get_boolean_member (object, "cropped"));
  g_assert_cmpstr (json_object_get_string_member (object, "started"), ==, "2025-12-31T23:59:59Z");
  g_assert_cmpint (json_object_get_int_member (object, "duration"), ==, 86400000);

  g_assert_cmpstr (json_object_get_string_member (server, "name"), ==, "my \"server\"");
  g_assert_cmpstr (json_object_get_string_member (server, "kind"), ==, "gateway");

  g_assert_cmpstr (json_object_get_string_member (source, "name"), ==, "Ebene „Grüße“ \\ 1");
  g_assert_cmpint (json_object_get_int_member (source, "tattoo"), ==, G_GINT64_CONSTANT (4000000000));
  g_assert_cmpint (json_object_get_int_member (source, "x"), ==, -17);
  g_assert_cmpint (json_object_get_int_member (source, "y"), ==, -2147483647);
  g_assert_cmpint (json_object_get_int_member (source, "width"), ==, 6000);
  g_assert_cmpint (json_object_get_int_member (source, "height"), ==, 4000);

  g_assert_cmpfloat (json_object_get_double_member (sent, "scale"), ==, 0.1);
  g_assert_cmpint (json_object_get_int_member (sent, "width"), ==, 944);
  g_assert_cmpint (json_object_get_int_member (sent, "height"), ==, 632);
  g_assert_cmpint (json_object_get_int_member (sent, "pad-right"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (sent, "pad-bottom"), ==, 5);
  g_assert_cmpstr (json_object_get_string_member (sent, "sha256"), ==, record.sent_sha256);
}

static void
test_other_flags (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autoptr (JsonObject)        object  = NULL;

  record.flagged = FALSE;
  record.black   = TRUE;
  record.cropped = FALSE;
  object = write_and_read (&record);

  g_assert_false (json_object_get_boolean_member (object, "flagged"));
  g_assert_true (json_object_get_boolean_member (object, "black"));
  g_assert_false (json_object_get_boolean_member (object, "cropped"));
}

/* The request comes back whole, so that a layer can be made again. */
static void
test_request (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autoptr (JsonObject)        object  = write_and_read (&record);
  g_autoptr (OverpaintRequest)  back    = NULL;
  g_autofree gchar             *one     = NULL;
  g_autofree gchar             *other   = NULL;
  g_autoptr (GError)            error   = NULL;

  back = overpaint_request_new_from_json_object (json_object_get_object_member (object, "request"), &error);
  g_assert_no_error (error);

  one   = overpaint_request_to_json (request);
  other = overpaint_request_to_json (back);
  g_assert_cmpstr (one, ==, other);
}

static void
test_comma_locale (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *plain   = overpaint_record_to_json (&record);
  g_autofree gchar             *comma   = NULL;

  if (! test_set_comma_locale ())
    {
      g_test_skip ("no locale here writes a comma into numbers");
      return;
    }

  comma = overpaint_record_to_json (&record);
  setlocale (LC_NUMERIC, "C");

  g_assert_cmpstr (comma, ==, plain);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/members", test_members);
  g_test_add_func ("/record/other-flags", test_other_flags);
  g_test_add_func ("/record/request", test_request);
  g_test_add_func ("/record/comma-locale", test_comma_locale);

  return g_test_run ();
}
