/* test-record.c: tests of what a result layer remembers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "comma-locale.h"
#include "json-guard.h"
#include "record.h"
#include "record-text.h"
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

static OverpaintRecord *
read_bytes (const gchar  *text,
            gssize        length,
            GError      **error)
{
  gsize             bytes = length >= 0 ? (gsize) length : strlen (text);
  g_autofree gchar *exact = g_memdup2 (text, bytes);

  /* A block of just its size, so that a sanitizer sees a byte too much. */
  return overpaint_record_new_from_json (exact, bytes, error);
}

static void
test_read (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *text    = overpaint_record_to_json (&record);
  g_autoptr (OverpaintRecord)   back    = NULL;
  g_autoptr (OverpaintRecord)   ended   = NULL;
  g_autofree gchar             *again   = NULL;
  g_autoptr (GError)            error   = NULL;

  back = read_bytes (text, -1, &error);
  g_assert_no_error (error);
  again = overpaint_record_to_json (back);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (back->started, ==, G_GINT64_CONSTANT (1767225599000000));

  /* GIMP's parasites end with a NUL. */
  ended = read_bytes (text, strlen (text) + 1, &error);
  g_assert_no_error (error);
}

/* What was in its place, and what stands there instead; the error that must come. */
typedef struct
{
  const gchar *name;
  const gchar *found;
  const gchar *put;
  gint         code;     /* -1: it can be read */
  const gchar *message;
} Damage;

#define BROKEN OVERPAINT_RECORD_ERROR_BROKEN
#define UNREADABLE "The layer's record is damaged and cannot be read."

static const Damage damages[] =
{
  { "later-format",      "\"format\" : 1",        "\"format\" : 2",  OVERPAINT_RECORD_ERROR_NEWER,
    "A later version of Overpaint wrote the layer's record: update Overpaint to read it." },
  { "much-later-format", "\"format\" : 1",        "\"format\" : 9000000000000", OVERPAINT_RECORD_ERROR_NEWER, NULL },
  { "later-and-empty",   NULL,                    "{\"format\": 2}", OVERPAINT_RECORD_ERROR_NEWER, NULL },
  { "format-zero",       "\"format\" : 1",        "\"format\" : 0",  BROKEN, UNREADABLE },
  { "format-negative",   "\"format\" : 1",        "\"format\" : -1", BROKEN, UNREADABLE },
  { "format-real",       "\"format\" : 1",        "\"format\" : 1.0", BROKEN, UNREADABLE },
  { "format-text",       "\"format\" : 1",        "\"format\" : \"1\"", BROKEN, UNREADABLE },
  { "format-null",       "\"format\" : 1",        "\"format\" : null", BROKEN, UNREADABLE },
  { "format-object",     "\"format\" : 1",        "\"format\" : {}", BROKEN, UNREADABLE },
  { "format-missing",    "\"format\" : 1,",       "",                BROKEN, UNREADABLE },
  { "empty",             NULL,                    "",                BROKEN, UNREADABLE },
  { "blank",             NULL,                    " \n",             BROKEN, UNREADABLE },
  { "number",            NULL,                    "1",               BROKEN, UNREADABLE },
  { "text",              NULL,                    "\"record\"",      BROKEN, UNREADABLE },
  { "array",             NULL,                    "[{\"format\": 1}]", BROKEN, UNREADABLE },
  { "null",              NULL,                    "null",            BROKEN, UNREADABLE },
  { "only-format",       NULL,                    "{\"format\": 1}", BROKEN, UNREADABLE },
  { "two-texts",         NULL,                    "{\"format\": 1} {\"format\": 1}", BROKEN, UNREADABLE },
  { "no-json",           NULL,                    "gimp-comment",    BROKEN, UNREADABLE },
  { "open-string",       NULL,                    "{\"format",       BROKEN, UNREADABLE },
  { "open-escape",       NULL,                    "{\"format\\",     BROKEN, UNREADABLE },
  { "open-hexadecimal",  NULL,                    "{\"format\\u00",  BROKEN, UNREADABLE },
  { "not-utf-8",         "my \\\"server\\\"",     "my \xff server",  BROKEN, UNREADABLE },
  { "overlong-utf-8",    "my \\\"server\\\"",     "my \xc0\xaf",     BROKEN, UNREADABLE },
  { "nul-escape",        "my \\\"server\\\"",     "my\\u0000server", BROKEN, UNREADABLE },
  { "half-a-character",  "my \\\"server\\\"",     "my\\ud800server", BROKEN, UNREADABLE },
  { "other-half",        "“winter”",              "\\udc00",         BROKEN, UNREADABLE },
  { "two-first-halves",  "“winter”",              "\\ud800\\ud800",  BROKEN, UNREADABLE },
  { "bad-hexadecimal",   "“winter”",              "\\u00zz",         BROKEN, UNREADABLE },
  { "good-escape",       "“winter”",              "\\u001f\\u00e4",  -1, NULL },
  { "comment",           "\"format\" : 1",        "/* \" */ \"format\" : 1", BROKEN, UNREADABLE },
  { "request-missing",   "\"request\"",           "\"requests\"",    BROKEN, UNREADABLE },
  { "request-empty",     NULL,                    "{\"format\": 1, \"request\": {}}", BROKEN,
    "The layer's record is damaged: These settings are for a kind of request that this version does not know." },
  { "request-array",     NULL,                    "{\"format\": 1, \"request\": []}", BROKEN, UNREADABLE },
  { "pipeline-number",   "\"image-to-image\"",    "7",               BROKEN, NULL },
  { "pipeline-unknown",  "\"image-to-image\"",    "\"image-to-song\"", BROKEN, NULL },
  { "strength-great",    "0.55000000000000004",                  "1e300",           BROKEN,
    "The layer's record is damaged: strength: expected a number from 0 to 1, or -1 for what the model likes best." },
  { "strength-infinite", "0.55000000000000004",                  "1e999",           BROKEN, NULL },
  { "strength-text",     "0.55000000000000004",                  "\"0.55\"",        BROKEN, NULL },
  { "strength-array",    "0.55000000000000004",                  "[0.55]",          BROKEN, NULL },
  { "steps-great",       "\"steps\" : 30",        "\"steps\" : 99999999999999999999999999", BROKEN, NULL },
  { "steps-real",        "\"steps\" : 30",        "\"steps\" : 30.5", BROKEN, NULL },
  { "images-many",       "\"images\" : 1",        "\"images\" : 65", BROKEN, NULL },
  { "prompt-object",     "\"“winter”",            "{},\"x\":\"",     BROKEN, NULL },
  { "server-password",   "https://example.org/generate", "https://me:secret@example.org/", BROKEN, NULL },
  { "weights-text",      "{\n      \"a/b\" : 0.5\n    }", "\"{}\"",  BROKEN, UNREADABLE },
  { "weights-negative",  "\"a/b\" : 0.5",         "\"a/b\" : -0.5",  BROKEN, NULL },
  { "weights-many",      "\"a/b\" : 0.5",         "\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1", BROKEN, NULL },
  { "weights-array",     "{\n      \"a/b\" : 0.5\n    }", "[0.5]",   BROKEN, NULL },
  { "weights-nested",    "\"a/b\" : 0.5",         "\"a/b\" : {\"c\":{}}", BROKEN, NULL },
  { "seed-real",         "4294967295",            "1.5",             BROKEN, UNREADABLE },
  { "seed-great",        "4294967295",            "1e300",           BROKEN, UNREADABLE },
  { "seed-negative",     "4294967295",            "-1",              -1, NULL },
  { "flag-number",       "\"flagged\" : true",    "\"flagged\" : 1", BROKEN, UNREADABLE },
  { "flag-missing",      "\"cropped\" : true,",   "",                BROKEN, UNREADABLE },
  { "server-number",     "\"kind\" : \"gateway\"", "\"kind\" : 3",   BROKEN, UNREADABLE },
  { "server-missing",    "\"kind\" : \"gateway\"", "\"sort\" : \"gateway\"", BROKEN, UNREADABLE },
  { "tattoo-zero",       "4000000000",            "0",               BROKEN, UNREADABLE },
  { "tattoo-great",      "4000000000",            "4294967296",      BROKEN, UNREADABLE },
  { "tattoo-negative",   "4000000000",            "-4",              BROKEN, UNREADABLE },
  { "x-great",           "\"x\" : -17",           "\"x\" : 2147483648", BROKEN, UNREADABLE },
  { "x-text",            "\"x\" : -17",           "\"x\" : \"-17\"", BROKEN, UNREADABLE },
  { "width-zero",        "\"width\" : 6000",      "\"width\" : 0",   BROKEN, UNREADABLE },
  { "height-negative",   "\"height\" : 4000",     "\"height\" : -1", BROKEN, UNREADABLE },
  { "sent-width-zero",   "\"width\" : 944",       "\"width\" : 0",   BROKEN, UNREADABLE },
  { "pad-negative",      "\"pad-right\" : 3",     "\"pad-right\" : -1", BROKEN, UNREADABLE },
  { "scale-zero",        "\"scale\" : 0.10000000000000001",       "\"scale\" : 0.0", BROKEN, NULL },
  { "scale-infinite",    "\"scale\" : 0.10000000000000001",       "\"scale\" : 1e999", BROKEN, UNREADABLE },
  { "scale-whole",       "\"scale\" : 0.10000000000000001",       "\"scale\" : 1",   -1, NULL },
  { "started-number",    "\"2025-12-31T23:59:59Z\"", "5",            BROKEN, UNREADABLE },
  { "started-words",     "2025-12-31T23:59:59Z",  "yesterday",       BROKEN, UNREADABLE },
  { "started-in-no-year", "2025-12-31",           "99999-12-31",     BROKEN, UNREADABLE },
  { "duration-negative", "86400000",              "-1",              BROKEN, UNREADABLE },
  { "unknown-member",    "\"format\" : 1",        "\"format\" : 1, \"mood\" : [1, {\"a\": null}]", -1, NULL },
};

static gchar *
make_damage (const Damage *damage)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *text    = overpaint_record_to_json (&record);
  g_autoptr (GString)           changed = NULL;

  if (damage->found == NULL)
    return g_strdup (damage->put);

  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, damage->found, damage->put, 1), ==, 1);

  return g_string_free (g_steal_pointer (&changed), FALSE);
}

static void
test_damage (gconstpointer data)
{
  const Damage                *damage = data;
  g_autofree gchar            *text   = make_damage (damage);
  g_autoptr (OverpaintRecord)  record = NULL;
  g_autoptr (GError)           error  = NULL;

  record = read_bytes (text, -1, &error);

  if (damage->code < 0)
    {
      g_autofree gchar *described = NULL;

      g_assert_no_error (error);
      described = overpaint_record_describe (record);
      g_assert_true (g_utf8_validate (described, -1, NULL));
      return;
    }

  g_assert_null (record);
  g_assert_error (error, OVERPAINT_RECORD_ERROR, damage->code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  if (damage->message != NULL)
    g_assert_cmpstr (error->message, ==, damage->message);
}

/* Every way to cut a record off, and every byte of it changed in several ways: an answer each
 * time, and a record only where all of it can be said.
 */
static void
test_every_byte (void)
{
  static const gchar            puts[]  = { '\0', '"', '{', '[', '}', '\\', '9', '-', '\x80', '\xff', 'u', ',' };
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *text    = overpaint_record_to_json (&record);
  const gsize                   length  = strlen (text);
  gsize                         i, j;

  for (i = 0; i < length; i++)
    {
      g_autoptr (OverpaintRecord) cut   = NULL;
      g_autoptr (GError)          error = NULL;

      cut = read_bytes (text, i, &error);
      g_assert_null (cut);
      g_assert_error (error, OVERPAINT_RECORD_ERROR, BROKEN);

      for (j = 0; j < G_N_ELEMENTS (puts); j++)
        {
          g_autoptr (OverpaintRecord)  read_back = NULL;
          g_autofree gchar            *described = NULL;
          gchar                        kept      = text[i];

          text[i]   = puts[j];
          read_back = read_bytes (text, length, NULL);
          text[i]   = kept;

          if (read_back != NULL)
            described = overpaint_record_describe (read_back);
        }
    }
}

static void
test_depth (void)
{
  g_autoptr (GString)         text   = g_string_new ("{\"format\": 1, \"request\": ");
  g_autoptr (OverpaintRecord) record = NULL;
  g_autoptr (GError)          error  = NULL;
  guint                       i;

  for (i = 0; i < 4000000; i++)
    g_string_append_c (text, '[');

  record = read_bytes (text->str, text->len, &error);
  g_assert_error (error, OVERPAINT_RECORD_ERROR, BROKEN);

  g_assert_true (overpaint_json_is_harmless ("[[]]", 4, 2));
  g_assert_true (overpaint_json_is_harmless ("[[],[]]", 7, 2));
  g_assert_true (overpaint_json_is_harmless ("[\"[[[\\\"[[\"]", 11, 2));
  g_assert_false (overpaint_json_is_harmless ("[[[]]]", 6, 2));
  g_assert_false (overpaint_json_is_harmless ("[/*\"*/[[]]]", 11, 2));
  g_assert_false (overpaint_json_is_harmless ("[#\"\n[[]]]", 9, 2));
}

static void
test_length (void)
{
  const gsize                  length = 17 * 1024 * 1024;
  g_autofree gchar            *text   = g_malloc (length);
  g_autoptr (OverpaintRecord)  record = NULL;
  g_autoptr (GError)           error  = NULL;

  memset (text, ' ', length);
  g_assert_false (overpaint_json_is_harmless (text, length, 8));
  g_assert_true (overpaint_json_is_harmless (text, length / 2, 8));

  record = read_bytes (text, length, &error);
  g_assert_error (error, OVERPAINT_RECORD_ERROR, BROKEN);
}

static OverpaintRequest *
request_for_model (const gchar *model)
{
  g_autoptr (OverpaintRequest) request = make_request ();
  g_autofree gchar            *json    = overpaint_request_to_json (request);
  g_autoptr (GString)          changed = g_string_new (json);
  OverpaintRequest            *result;
  g_autoptr (GError)           error   = NULL;

  g_assert_cmpuint (g_string_replace (changed, "timbrooks/instruct-pix2pix", model, 1), ==, 1);
  g_assert_cmpuint (g_string_replace (changed, "\"a/b\":0.5", "\"a/b\":0.5,\"c\":1.25", 1), ==, 1);
  result = overpaint_request_new_from_json (changed->str, &error);
  g_assert_no_error (error);

  return result;
}

static void
test_describe (void)
{
  g_autoptr (OverpaintRequest)  request = request_for_model ("practice/plain");
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *text    = NULL;
  g_autofree gchar             *before  = NULL;
  g_autofree gchar             *after   = NULL;
  g_auto (GStrv)                parts   = NULL;
  g_autoptr (GDateTime)         started = g_date_time_new_from_unix_local (1767225599);
  g_autofree gchar             *when    = g_date_time_format (started, "%c");

  record.flagged  = TRUE;
  record.black    = TRUE;
  record.scale    = 0.55;
  record.duration = 3249;
  text  = overpaint_record_describe (&record);
  parts = g_strsplit (text, when, -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  g_assert_cmpstr (parts[0], ==,
                   "Prompt: “winter”\n\"morning\"\n"
                   "Model: practice/plain\n"
                   "LoRA Weights: a/b (0.5), c (1.25)\n"
                   "Strength: 0.55\n"
                   "Guidance Scale: -1\n"
                   "Image Guidance Scale: -1\n"
                   "Steps: 30\n"
                   "Seed: 4294967295\n"
                   "Safety Check: yes\n"
                   "Server: my \"server\" (gateway)\n"
                   "Layer: “Ebene „Grüße“ \\ 1”, 6000 × 4000 pixels at (-17, -2147483647)\n"
                   "Sent As: 944 × 632 pixels, scaled to 55 %\n"
                   "When: ");
  g_assert_cmpstr (parts[1], ==,
                   "\nHow Long: 3.2 seconds\n"
                   "The server marked the picture as possibly offensive.\n"
                   "The picture came back all black.\n"
                   "The picture came back in other proportions than were sent, and was cut.\n");
}

static void
test_describe_unused (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *text    = NULL;

  record.flagged = record.black = record.cropped = FALSE;
  text = overpaint_record_describe (&record);

  g_assert_nonnull (strstr (text, "\nModel: timbrooks/instruct-pix2pix\n"));
  g_assert_nonnull (strstr (text, "\nStrength: not used by this model\n"));
  g_assert_nonnull (strstr (text, "\nImage Guidance Scale: -1\n"));
  g_assert_null (strstr (text, "Negative"));
  g_assert_null (strstr (text, "picture"));
}

/* People see their own comma; the record keeps its point. */
static void
test_describe_comma (void)
{
  g_autoptr (OverpaintRequest)  request = request_for_model ("practice/plain");
  OverpaintRecord               record  = make_record (request);
  g_autofree gchar             *text    = NULL;

  if (! test_set_comma_locale ())
    {
      g_test_skip ("no locale here writes a comma into numbers");
      return;
    }

  text = overpaint_record_describe (&record);
  setlocale (LC_NUMERIC, "C");

  g_assert_nonnull (strstr (text, "a/b (0,5), c (1,25)"));
  g_assert_nonnull (strstr (text, "Strength: 0,55\n"));
  g_assert_nonnull (strstr (text, "How Long: 86400,0 seconds\n"));
}

static void
test_reseed (void)
{
  g_autoptr (OverpaintRequest)  request = make_request ();
  g_autoptr (OverpaintRequest)  other   = overpaint_request_reseed (request, G_MAXINT32, 64);
  g_autoptr (OverpaintRequest)  back    = overpaint_request_reseed (other, 1234, 1);
  g_autofree gchar             *one     = overpaint_request_to_json (request);
  g_autofree gchar             *again   = overpaint_request_to_json (back);

  g_assert_cmpint (overpaint_request_get_integer (other, "seed"), ==, G_MAXINT32);
  g_assert_cmpint (overpaint_request_get_integer (other, "images"), ==, 64);
  g_assert_cmpstr (one, ==, again);
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/members", test_members);
  g_test_add_func ("/record/other-flags", test_other_flags);
  g_test_add_func ("/record/request", test_request);
  g_test_add_func ("/record/comma-locale", test_comma_locale);
  g_test_add_func ("/record/read", test_read);
  g_test_add_func ("/record/every-byte", test_every_byte);
  g_test_add_func ("/record/depth", test_depth);
  g_test_add_func ("/record/length", test_length);
  g_test_add_func ("/record/describe", test_describe);
  g_test_add_func ("/record/describe-unused", test_describe_unused);
  g_test_add_func ("/record/describe-comma", test_describe_comma);
  g_test_add_func ("/record/reseed", test_reseed);

  for (i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree gchar *path = g_strconcat ("/record/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_damage);
    }

  return g_test_run ();
}
