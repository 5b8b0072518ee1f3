/* test-request.c: tests of what the fields of a request take, and of requests themselves
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "catalogue.h"
#include "comma-locale.h"
#include "request-json.h"
#include "request-rules.h"
#include "request.h"

#define PIPELINE (overpaint_pipeline_image_to_image ())

static OverpaintRequest *
make_request (const gchar  *values,
              GError      **error)
{
  g_autoptr (GError)    problem = NULL;
  g_autoptr (GVariant)  variant = NULL;

  variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, values, NULL, NULL, &problem);
  g_assert_no_error (problem);

  return overpaint_request_new (PIPELINE, variant, error);
}

static OverpaintRequest *
make_good_request (const gchar *values)
{
  g_autoptr (GError)  error   = NULL;
  OverpaintRequest   *request = make_request (values, &error);

  g_assert_no_error (error);

  return request;
}

/* The fields as Livepeer's image-to-image pipeline and GIMP know them, written down
 * apart from the table of fields.
 */
typedef struct
{
  const gchar        *name;
  const gchar        *wire;
  OverpaintFieldKind  kind;
  gdouble             minimum;
  gdouble             maximum;
  const gchar        *initial;
} FieldCase;

static const FieldCase field_cases[] =
{
  { "prompt",               "prompt",                OVERPAINT_FIELD_TEXT,     0,  0,          "" },
  { "negative-prompt",      "negative_prompt",       OVERPAINT_FIELD_TEXT,     0,  0,          "" },
  { "model",                "model_id",              OVERPAINT_FIELD_TEXT,     0,  0,
    "timbrooks/instruct-pix2pix" },
  { "loras",                "loras",                 OVERPAINT_FIELD_WEIGHTS,  0,  4,          "" },
  { "strength",             "strength",              OVERPAINT_FIELD_NUMBER,  -1,  1,          "-1" },
  { "guidance-scale",       "guidance_scale",        OVERPAINT_FIELD_NUMBER,  -1,  100,        "-1" },
  { "image-guidance-scale", "image_guidance_scale",  OVERPAINT_FIELD_NUMBER,  -1,  100,        "-1" },
  { "steps",                "num_inference_steps",   OVERPAINT_FIELD_INTEGER, -1,  500,        "-1" },
  { "images",               "num_images_per_prompt", OVERPAINT_FIELD_INTEGER,  1,  64,         "1" },
  { "seed",                 "seed",                  OVERPAINT_FIELD_INTEGER, -1,  2147483647, "-1" },
  { "safety-check",         "safety_check",          OVERPAINT_FIELD_SWITCH,   0,  0,          "yes" },
  { "server",               NULL,                    OVERPAINT_FIELD_TEXT,     0,  0,          "" },
};

static gchar *
describe_value (OverpaintRequest *request,
                const gchar      *name)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  switch (overpaint_pipeline_get_field (PIPELINE, name)->kind)
    {
    case OVERPAINT_FIELD_TEXT:
    case OVERPAINT_FIELD_WEIGHTS:
      return g_strdup (overpaint_request_get_text (request, name));
    case OVERPAINT_FIELD_INTEGER:
      g_assert_cmpfloat (overpaint_request_get_number (request, name), ==,
                         overpaint_request_get_integer (request, name));
      return g_strdup_printf ("%d", overpaint_request_get_integer (request, name));
    case OVERPAINT_FIELD_NUMBER:
      g_ascii_formatd (text, sizeof text, "%.10g", overpaint_request_get_number (request, name));
      return g_strdup (text);
    case OVERPAINT_FIELD_SWITCH:
      return g_strdup (overpaint_request_get_switch (request, name) ? "yes" : "no");
    default:
      g_assert_not_reached ();
    }
}

static void
test_fields (void)
{
  g_autoptr (OverpaintRequest) request = overpaint_request_new (PIPELINE, NULL, NULL);
  guint                        i;

  g_assert_nonnull (request);
  g_assert_cmpstr (PIPELINE->name, ==, "image-to-image");
  g_assert_true (overpaint_pipeline_lookup ("image-to-image") == PIPELINE);
  g_assert_null (overpaint_pipeline_lookup ("image-to-video"));
  g_assert_null (overpaint_pipeline_lookup (NULL));
  g_assert_true (overpaint_request_get_pipeline (request) == PIPELINE);
  g_assert_null (overpaint_pipeline_get_field (PIPELINE, "negative_prompt"));
  g_assert_cmpuint (PIPELINE->n_fields, ==, G_N_ELEMENTS (field_cases));

  for (i = 0; i < G_N_ELEMENTS (field_cases); i++)
    {
      const FieldCase      *test    = &field_cases[i];
      const OverpaintField *field   = &PIPELINE->fields[i];
      g_autofree gchar     *initial = describe_value (request, test->name);

      g_assert_cmpstr (field->name, ==, test->name);
      g_assert_cmpstr (field->wire, ==, test->wire);
      g_assert_cmpint ((gint) field->kind, ==, (gint) test->kind);
      g_assert_cmpfloat (field->minimum, ==, test->minimum);
      g_assert_cmpfloat (field->maximum, ==, test->maximum);
      g_assert_cmpstr (initial, ==, test->initial);
      g_assert_true (overpaint_pipeline_get_field (PIPELINE, test->name) == field);
      g_assert_nonnull (strchr (field->label, '_'));
      g_assert_cmpstr (field->tooltip, !=, "");
    }
}

/* A value in GVariant's own text format, and what comes of it: the value as it is kept,
 * or the message.
 */
typedef struct
{
  const gchar *name;
  const gchar *value;
  const gchar *kept;
  const gchar *message;
} ValueCase;

#define AUTOMATIC_STRENGTH "strength: expected a number from 0 to 1, or -1 for what the model likes best."
#define AUTOMATIC_GUIDANCE "guidance-scale: expected a number from 0 to 100, or -1 for what the model likes best."
#define AUTOMATIC_IMAGE_GUIDANCE "image-guidance-scale: expected a number from 0 to 100, " \
                                 "or -1 for what the model likes best."
#define AUTOMATIC_STEPS "steps: expected a number from 1 to 500, or -1 for what the model likes best."
#define RANGE_IMAGES "images: expected a number from 1 to 64."
#define RANGE_SEED "seed: expected a number from -1 to 2147483647."
#define NOT_WEIGHTS "loras: expected a JSON object such as {\"owner/name\": 0.8}."
#define BAD_WEIGHT(id) "loras: the weight of “" id "” must be a number that is not below 0."

static const ValueCase value_cases[] =
{
  { "strength", "0.0",                 "0" },
  { "strength", "1.0",                 "1" },
  { "strength", "0.5",                 "0.5" },
  { "strength", "1",                   "1" },
  { "strength", "-1.0",                "-1" },
  { "strength", "-1",                  "-1" },
  { "strength", "-0.0000001",          NULL, AUTOMATIC_STRENGTH },
  { "strength", "-0.5",                NULL, AUTOMATIC_STRENGTH },
  { "strength", "-0.9999999",          NULL, AUTOMATIC_STRENGTH },
  { "strength", "-1.0000001",          NULL, AUTOMATIC_STRENGTH },
  { "strength", "1.0000001",           NULL, AUTOMATIC_STRENGTH },
  { "strength", "nan",                 NULL, AUTOMATIC_STRENGTH },
  { "strength", "inf",                 NULL, AUTOMATIC_STRENGTH },
  { "strength", "-inf",                NULL, AUTOMATIC_STRENGTH },
  { "strength", "'0.5'",               NULL, "strength: expected a number." },
  { "strength", "true",                NULL, "strength: expected a number." },

  { "guidance-scale", "0.0",           "0" },
  { "guidance-scale", "100.0",         "100" },
  { "guidance-scale", "-1.0",          "-1" },
  { "guidance-scale", "-0.25",         NULL, AUTOMATIC_GUIDANCE },
  { "guidance-scale", "100.0000001",   NULL, AUTOMATIC_GUIDANCE },
  { "guidance-scale", "nan",           NULL, AUTOMATIC_GUIDANCE },
  { "guidance-scale", "inf",           NULL, AUTOMATIC_GUIDANCE },

  { "image-guidance-scale", "0.0",     "0" },
  { "image-guidance-scale", "100.0",   "100" },
  { "image-guidance-scale", "-1.0",    "-1" },
  { "image-guidance-scale", "-0.25",   NULL, AUTOMATIC_IMAGE_GUIDANCE },
  { "image-guidance-scale", "101.0",   NULL, AUTOMATIC_IMAGE_GUIDANCE },
  { "image-guidance-scale", "-inf",    NULL, AUTOMATIC_IMAGE_GUIDANCE },

  { "steps", "1",                      "1" },
  { "steps", "500",                    "500" },
  { "steps", "-1",                     "-1" },
  { "steps", "20.0",                   "20" },
  { "steps", "0",                      NULL, AUTOMATIC_STEPS },
  { "steps", "-2",                     NULL, AUTOMATIC_STEPS },
  { "steps", "501",                    NULL, AUTOMATIC_STEPS },
  { "steps", "0.5",                    NULL, AUTOMATIC_STEPS },
  { "steps", "nan",                    NULL, AUTOMATIC_STEPS },
  { "steps", "1e300",                  NULL, AUTOMATIC_STEPS },
  { "steps", "20.5",                   NULL, "steps: expected a whole number." },
  { "steps", "''",                     NULL, "steps: expected a number." },

  { "images", "1",                     "1" },
  { "images", "64",                    "64" },
  { "images", "0",                     NULL, RANGE_IMAGES },
  { "images", "-1",                    NULL, RANGE_IMAGES },
  { "images", "65",                    NULL, RANGE_IMAGES },
  { "images", "nan",                   NULL, RANGE_IMAGES },
  { "images", "1.5",                   NULL, "images: expected a whole number." },

  { "seed", "-1",                      "-1" },
  { "seed", "0",                       "0" },
  { "seed", "2147483647",              "2147483647" },
  { "seed", "2147483647.0",            "2147483647" },
  { "seed", "-2",                      NULL, RANGE_SEED },
  { "seed", "2147483648.0",            NULL, RANGE_SEED },
  { "seed", "inf",                     NULL, RANGE_SEED },
  { "seed", "-0.5",                    NULL, "seed: expected a whole number." },

  { "safety-check", "true",            "yes" },
  { "safety-check", "false",           "no" },
  { "safety-check", "1",               NULL, "safety-check: expected yes or no." },
  { "safety-check", "'true'",          NULL, "safety-check: expected yes or no." },

  { "prompt", "''",                    "" },
  { "prompt", "'  two\\nlines '",      "  two\nlines " },
  { "prompt", "'3 cats | dogs, 0,5'",  "3 cats | dogs, 0,5" },
  { "prompt", "'me:secret@host'",      "me:secret@host" },
  { "prompt", "7",                     NULL, "prompt: expected text." },
  { "negative-prompt", "'blurred'",    "blurred" },
  { "negative-prompt", "true",         NULL, "negative-prompt: expected text." },
  { "model", "'any/id'",               "any/id" },
  { "model", "''",                     "timbrooks/instruct-pix2pix" },
  { "model", "1.0",                    NULL, "model: expected text." },

  { "loras", "''",                     "" },
  { "loras", "' \\n\\t '",             "" },
  { "loras", "'{}'",                   "" },
  { "loras", "' { } '",                "" },
  { "loras", "'{\"a/b\": 0.5}'",       "{\"a/b\":0.5}" },
  { "loras", "'{\"a/b\": 0}'",         "{\"a/b\":0}" },
  { "loras", "' {\"a\":1,\"b\":2,\"c\":3,\"d\":4}\\n'", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}" },
  { "loras", "'{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}'", NULL, "loras: servers take at most 4 LoRAs." },
  { "loras", "'{\"a/b\": -0.1}'",      NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"a/b\": \"0.5\"}'",   NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"a/b\": true}'",      NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"a/b\": null}'",      NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"a/b\": [0.5]}'",     NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"a/b\": {\"c\": 1}}'", NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"a/b\": 1e999}'",     NULL, BAD_WEIGHT ("a/b") },
  { "loras", "'{\"\": 0.5}'",          NULL, "loras: a LoRA has no name." },
  { "loras", "'[]'",                   NULL, NOT_WEIGHTS },
  { "loras", "'[[\"a/b\", 0.5]]'",     NULL, NOT_WEIGHTS },
  { "loras", "'null'",                 NULL, NOT_WEIGHTS },
  { "loras", "'0.5'",                  NULL, NOT_WEIGHTS },
  { "loras", "'\"a/b\"'",              NULL, NOT_WEIGHTS },
  { "loras", "'true'",                 NULL, NOT_WEIGHTS },
  { "loras", "'a/b=0.5'",              NULL, NOT_WEIGHTS },
  { "loras", "'{x'",                   NULL, NOT_WEIGHTS },
  { "loras", "'{\"a/b\": 0,5}'",       NULL, NOT_WEIGHTS },
  { "loras", "'{\"a/b\": NaN}'",       NULL, NOT_WEIGHTS },
  { "loras", "'{\"a\": 1} {\"b\": 2}'", NULL, NOT_WEIGHTS },
  { "loras", "'{\"a\": 1} x'",         NULL, NOT_WEIGHTS },
  { "loras", "1",                      NULL, "loras: expected text." },

  { "server", "''",                    "" },
  { "server", "'livepeer'",            "livepeer" },
  { "server", "'http://127.0.0.1:8000'", "http://127.0.0.1:8000" },
  { "server", "'https://[::1]:8000/path'", "https://[::1]:8000/path" },
  { "server", "7",                     NULL, "server: expected text." },
};

static void
test_values (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (value_cases); i++)
    {
      const ValueCase              *test    = &value_cases[i];
      g_autofree gchar             *values  = NULL;
      g_autofree gchar             *kept    = NULL;
      g_autoptr (GError)            error   = NULL;
      g_autoptr (OverpaintRequest)  request = NULL;

      g_test_message ("%s: %s", test->name, test->value);

      values  = g_strdup_printf ("{'%s': <%s>}", test->name, test->value);
      request = make_request (values, &error);

      if (test->kept != NULL)
        {
          g_assert_no_error (error);
          kept = describe_value (request, test->name);
          g_assert_cmpstr (kept, ==, test->kept);
        }
      else
        {
          g_assert_null (request);
          g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
          g_assert_cmpstr (error->message, ==, test->message);
        }
    }
}

static void
test_unknown_key (void)
{
  g_autoptr (OverpaintRequest)  request = make_good_request ("{'token': <'sk-1'>, 'prompt': <'x'>}");
  g_autofree gchar             *json    = overpaint_request_to_json (request);

  g_assert_cmpstr (overpaint_request_get_text (request, "prompt"), ==, "x");
  g_assert_null (strstr (json, "sk-1"));
}

/* A password that is not refused would be kept in the image's record. */
static const gchar * const user_infos[] =
{
  "https://me:Pa55word@example.org",
  "https://me:Pa55word@example.org:8000/path",
  "https://Pa55word@example.org/",
  "http://me:Pa55word@127.0.0.1:8000",
  "HTTPS://me:Pa55word@example.org",
  "  https://me:Pa55word@example.org  ",
  "me:Pa55word@example.org",
  "Pa55word@example.org",
  "//me:Pa55word@example.org/",
  "https:me:Pa55word@example.org",
  "https:/me:Pa55word@example.org",
  "https:\\\\me:Pa55word@example.org",
  "https://me:Pa55/word@example.org/",
  "https://me:Pa55?word@example.org/",
  "https://me:Pa55#word@example.org/",
  "https://me:Pa55@word@example.org/",
  "https://:Pa55word@example.org",
  "https://Pa55word:@example.org",
  "https://example.org:https://me:Pa55word@example.org/",
  "https://example.org/https://me:Pa55word@example.org/",
  "https://me:Pa55word%40@example.org",
};

static void
test_user_info (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (user_infos); i++)
    {
      g_autoptr (GError)            error   = NULL;
      g_autoptr (OverpaintRequest)  request = NULL;
      GVariantDict                  values;

      g_test_message ("%s", user_infos[i]);

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "server", "s", user_infos[i]);
      request = overpaint_request_new (PIPELINE, g_variant_dict_end (&values), &error);

      g_assert_null (request);
      g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==,
                       "server: leave the user name and password out of the address; "
                       "a token belongs in Filters > Overpaint > Servers or in OVERPAINT_TOKEN.");
    }
}

/* GVariant's own constructors refuse such text, but one that is read as trusted holds it. */
static GVariant *
make_broken_text (const gchar *text)
{
  return g_variant_new_from_data (G_VARIANT_TYPE_STRING, text, strlen (text) + 1, TRUE, NULL, NULL);
}

static void
test_encoding (void)
{
  static const gchar * const broken[] = { "\xff", "caf\xe9", "\xed\xa0\x80", "\xc0\x80", "half \xe2\x82" };
  static const gchar * const names[]  = { "prompt", "negative-prompt", "model", "server" };
  guint                      i;
  guint                      j;

  for (i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      for (j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autoptr (GError)    error = NULL;
          g_autoptr (GVariant)  value = g_variant_ref_sink (make_broken_text (broken[i]));
          g_autofree gchar     *start = g_strconcat (names[j], ": the text is not valid UTF-8.", NULL);

          g_assert_null (overpaint_rules_check (overpaint_pipeline_get_field (PIPELINE, names[j]),
                                                value, &error));
          g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
          g_assert_cmpstr (error->message, ==, start);
        }
    }

  {
    g_autoptr (GError)   error = NULL;
    g_autoptr (GVariant) value = g_variant_ref_sink (make_broken_text ("{\"\xff\": 1}"));

    g_assert_null (overpaint_rules_check (overpaint_pipeline_get_field (PIPELINE, "loras"), value, &error));
    g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
    g_assert_cmpstr (error->message, ==, NOT_WEIGHTS);
  }
}

/* The limit is in bytes, for it is that of a part of a form. */
static void
test_long_texts (void)
{
  static const gchar * const names[] = { "prompt", "negative-prompt", "model", "server" };
  const gsize                limit   = 1024 * 1024;
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const OverpaintField *field   = overpaint_pipeline_get_field (PIPELINE, names[i]);
      g_autofree gchar     *text    = g_strnfill (limit + 1, 'x');
      g_autofree gchar     *message = g_strconcat (names[i], ": the text is longer than servers take (1 MiB).", NULL);
      g_autoptr (GVariant)  long_value  = NULL;
      g_autoptr (GVariant)  value       = NULL;
      g_autoptr (GVariant)  kept        = NULL;
      g_autoptr (GError)    error       = NULL;

      long_value = g_variant_ref_sink (g_variant_new_string (text));
      g_assert_null (overpaint_rules_check (field, long_value, &error));
      g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
      g_clear_error (&error);

      text[limit] = '\0';
      value = g_variant_ref_sink (g_variant_new_string (text));
      kept  = g_variant_ref_sink (overpaint_rules_check (field, value, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (g_variant_get_string (kept, NULL), ==, text);
    }

  {
    const OverpaintField *field = overpaint_pipeline_get_field (PIPELINE, "loras");
    g_autofree gchar     *id    = g_strnfill (limit, 'x');
    g_autofree gchar     *text  = g_strdup_printf ("{\"%s\":1}", id);
    g_autoptr (GVariant)  value = g_variant_ref_sink (g_variant_new_string (text));
    g_autoptr (GError)    error = NULL;

    g_assert_null (overpaint_rules_check (field, value, &error));
    g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
    g_assert_cmpstr (error->message, ==, "loras: the text is longer than servers take (1 MiB).");
  }
}

static void
assert_same (OverpaintRequest *one,
             OverpaintRequest *other)
{
  guint i;

  g_assert_true (overpaint_request_get_pipeline (one) == overpaint_request_get_pipeline (other));

  for (i = 0; i < PIPELINE->n_fields; i++)
    {
      const OverpaintField *field = &PIPELINE->fields[i];

      g_test_message ("%s", field->name);

      switch (field->kind)
        {
        case OVERPAINT_FIELD_TEXT:
        case OVERPAINT_FIELD_WEIGHTS:
          g_assert_cmpstr (overpaint_request_get_text (one, field->name), ==,
                           overpaint_request_get_text (other, field->name));
          break;
        case OVERPAINT_FIELD_INTEGER:
        case OVERPAINT_FIELD_NUMBER:
          g_assert_cmpfloat (overpaint_request_get_number (one, field->name), ==,
                             overpaint_request_get_number (other, field->name));
          break;
        case OVERPAINT_FIELD_SWITCH:
          g_assert_cmpint (overpaint_request_get_switch (one, field->name), ==,
                           overpaint_request_get_switch (other, field->name));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* Every field, each with a value that is not its default and is awkward to write. */
static OverpaintRequest *
make_awkward_request (void)
{
  g_autoptr (GError)  error = NULL;
  OverpaintRequest   *request;
  GVariantDict        values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "prompt", "s",
                         "\"quotes\" \\back\\slash\\ /slash/ \t\r\n\x01\x1f\x7f <&> %s %n "
                         "Grüße 雪 🎨 \xe2\x80\xa8 \xef\xbb\xbf e\xcc\x81");
  g_variant_dict_insert (&values, "negative-prompt", "s", "null");
  g_variant_dict_insert (&values, "model", "s", "ünï/cödé \"m\"");
  g_variant_dict_insert (&values, "loras", "s",
                         "{\"a\\\"b/ü\": 0.1, \"c\": 1e-7, \"d\": 3, \"e\\u0041\": 123456.789}");
  g_variant_dict_insert (&values, "strength", "d", 1.0 / 3.0);
  g_variant_dict_insert (&values, "guidance-scale", "d", 0.1 + 0.2);
  g_variant_dict_insert (&values, "image-guidance-scale", "d", 5e-324);
  g_variant_dict_insert (&values, "steps", "i", 499);
  g_variant_dict_insert (&values, "images", "i", 64);
  g_variant_dict_insert (&values, "seed", "i", G_MAXINT32);
  g_variant_dict_insert (&values, "safety-check", "b", FALSE);
  g_variant_dict_insert (&values, "server", "s", "https://example.org/gate?x=1");
  request = overpaint_request_new (PIPELINE, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);

  return request;
}

static void
check_round_trip (OverpaintRequest *request)
{
  g_autofree gchar             *json  = overpaint_request_to_json (request);
  g_autofree gchar             *again = NULL;
  g_autoptr (OverpaintRequest)  back  = NULL;
  g_autoptr (GError)            error = NULL;

  g_assert_null (strchr (json, '\n'));
  g_assert_true (g_utf8_validate (json, -1, NULL));

  back = overpaint_request_new_from_json (json, &error);
  g_assert_no_error (error);
  assert_same (request, back);

  again = overpaint_request_to_json (back);
  g_assert_cmpstr (again, ==, json);
}

static void
test_round_trip (void)
{
  g_autoptr (OverpaintRequest) awkward  = make_awkward_request ();
  g_autoptr (OverpaintRequest) initial  = overpaint_request_new (PIPELINE, NULL, NULL);
  g_autoptr (OverpaintRequest) of_ends  = NULL;

  of_ends = make_good_request ("{'strength': <1.0>, 'guidance-scale': <0.0>, 'image-guidance-scale': <100.0>, "
                               "'steps': <500>, 'images': <64>, 'seed': <0>, 'loras': <'{\"a\": 0}'>}");

  check_round_trip (awkward);
  check_round_trip (initial);
  check_round_trip (of_ends);
}

static void
test_comma_locale (void)
{
  g_autoptr (OverpaintRequest)  awkward = make_awkward_request ();
  g_autofree gchar             *plain   = overpaint_request_to_json (awkward);
  g_autofree gchar             *comma   = NULL;
  g_autoptr (GError)            error   = NULL;

  if (! test_set_comma_locale ())
    {
      g_test_skip ("no locale here writes a comma into numbers");
      return;
    }

  comma = overpaint_request_to_json (awkward);
  check_round_trip (awkward);
  g_assert_null (make_request ("{'strength': <1.5>}", &error));
  g_assert_cmpint (overpaint_rules_least_steps (3, 0.333333, FALSE, 500), ==, 4);
  setlocale (LC_NUMERIC, "C");

  g_assert_cmpstr (comma, ==, plain);
  g_assert_cmpstr (error->message, ==, AUTOMATIC_STRENGTH);
}

static void
test_json_members (void)
{
  g_autoptr (OverpaintRequest)  request = make_awkward_request ();
  g_autoptr (JsonObject)        object  = overpaint_request_to_json_object (request);
  JsonObject                   *weights;
  guint                         i;

  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (field_cases) + 1);
  g_assert_cmpstr (json_object_get_string_member (object, "pipeline"), ==, "image-to-image");

  for (i = 0; i < G_N_ELEMENTS (field_cases); i++)
    g_assert_true (json_object_has_member (object, field_cases[i].name));

  weights = json_object_get_object_member (object, "loras");
  g_assert_cmpuint (json_object_get_size (weights), ==, 4);
  g_assert_cmpfloat (json_object_get_double_member (weights, "a\"b/ü"), ==, 0.1);
  g_assert_cmpfloat (json_object_get_double_member (weights, "eA"), ==, 123456.789);
  g_assert_cmpint (json_object_get_int_member (object, "seed"), ==, 2147483647);
  g_assert_cmpfloat (json_object_get_double_member (object, "strength"), ==, 1.0 / 3.0);
  g_assert_false (json_object_get_boolean_member (object, "safety-check"));
}

typedef struct
{
  const gchar *text;
  gint         code;  /* -1 where it is a request */
  const gchar *message;
} TextCase;

#define UNREADABLE "These settings cannot be read."
#define UNKNOWN_PIPELINE "These settings are for a kind of request that this version does not know."
#define READ(members) "{\"pipeline\":\"image-to-image\"," members "}"

static const TextCase text_cases[] =
{
  { "{\"pipeline\":\"image-to-image\"}", -1 },
  { READ ("\"later-field\":[1,2]"), -1 },
  { READ ("\"seed\":null,\"prompt\":null"), -1 },
  { READ ("\"loras\":{}"), -1 },
  { READ ("\"loras\":\"\""), -1 },
  { READ ("\"steps\":20.0"), -1 },
  { "", OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "{", OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "[]", OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "null", OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "\xff", OVERPAINT_REQUEST_ERROR_PARSE, UNREADABLE },
  { "{}", OVERPAINT_REQUEST_ERROR_PARSE, UNKNOWN_PIPELINE },
  { "{\"pipeline\":\"image-to-video\"}", OVERPAINT_REQUEST_ERROR_PARSE, UNKNOWN_PIPELINE },
  { "{\"pipeline\":7}", OVERPAINT_REQUEST_ERROR_PARSE, UNKNOWN_PIPELINE },
  { "{\"pipeline\":null}", OVERPAINT_REQUEST_ERROR_PARSE, UNKNOWN_PIPELINE },
  { "{\"pipeline\":[\"image-to-image\"]}", OVERPAINT_REQUEST_ERROR_PARSE, UNKNOWN_PIPELINE },
  { READ ("\"strength\":2"), OVERPAINT_REQUEST_ERROR_INVALID, AUTOMATIC_STRENGTH },
  { READ ("\"strength\":\"0.5\""), OVERPAINT_REQUEST_ERROR_INVALID, "strength: expected a number." },
  { READ ("\"strength\":{}"), OVERPAINT_REQUEST_ERROR_INVALID, "strength: expected a number." },
  { READ ("\"strength\":[0.5]"), OVERPAINT_REQUEST_ERROR_INVALID, "strength: expected a number." },
  { READ ("\"prompt\":{\"a\":1}"), OVERPAINT_REQUEST_ERROR_INVALID, "prompt: expected text." },
  { READ ("\"prompt\":[\"a\"]"), OVERPAINT_REQUEST_ERROR_INVALID, "prompt: expected text." },
  { READ ("\"prompt\":7"), OVERPAINT_REQUEST_ERROR_INVALID, "prompt: expected text." },
  { READ ("\"loras\":[]"), OVERPAINT_REQUEST_ERROR_INVALID, "loras: expected text." },
  { READ ("\"loras\":{\"a\":-1}"), OVERPAINT_REQUEST_ERROR_INVALID, BAD_WEIGHT ("a") },
  { READ ("\"safety-check\":0"), OVERPAINT_REQUEST_ERROR_INVALID, "safety-check: expected yes or no." },
  { READ ("\"seed\":4294967295"), OVERPAINT_REQUEST_ERROR_INVALID, RANGE_SEED },
  { READ ("\"server\":\"https://me:pw@example.org\""), OVERPAINT_REQUEST_ERROR_INVALID,
    "server: leave the user name and password out of the address; a token belongs in "
    "Filters > Overpaint > Servers or in OVERPAINT_TOKEN." },
};

static void
test_json_texts (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      const TextCase               *test    = &text_cases[i];
      g_autoptr (GError)            error   = NULL;
      g_autoptr (OverpaintRequest)  request = overpaint_request_new_from_json (test->text, &error);

      g_test_message ("text %u", i);

      if (test->code < 0)
        {
          g_assert_no_error (error);
          g_assert_nonnull (request);
        }
      else
        {
          g_assert_null (request);
          g_assert_error (error, OVERPAINT_REQUEST_ERROR, test->code);
          g_assert_cmpstr (error->message, ==, test->message);
        }
    }
}

static void
test_vary (void)
{
  static const struct
  {
    gint  base;
    guint index;
    gint  seed;
  } cases[] =
  {
    { 0, 0, 0 }, { 7, 3, 10 }, { 2147483647, 0, 2147483647 }, { 2147483647, 1, 0 }, { 2147483647, 63, 62 },
    { 2147483600, 63, 15 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar             *values = g_strdup_printf ("{'seed': <%d>, 'images': <64>, 'prompt': <'p'>, "
                                                              "'strength': <0.25>}", cases[i].base);
      g_autoptr (OverpaintRequest)  base   = make_good_request (values);
      g_autofree gchar             *before = overpaint_request_to_json (base);
      g_autoptr (OverpaintRequest)  one    = overpaint_request_vary (base, cases[i].index);
      g_autofree gchar             *after  = overpaint_request_to_json (base);

      g_assert_cmpint (overpaint_request_get_integer (one, "seed"), ==, cases[i].seed);
      g_assert_cmpint (overpaint_request_get_integer (one, "images"), ==, 1);
      g_assert_cmpstr (overpaint_request_get_text (one, "prompt"), ==, "p");
      g_assert_cmpfloat (overpaint_request_get_number (one, "strength"), ==, 0.25);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_boxed (void)
{
  g_autoptr (OverpaintRequest)  request = make_good_request ("{'prompt': <'kept'>}");
  g_auto (GValue)               value   = G_VALUE_INIT;

  g_value_init (&value, OVERPAINT_TYPE_REQUEST);
  g_value_set_boxed (&value, request);
  g_assert_true (g_value_get_boxed (&value) == request);
  g_clear_pointer (&request, overpaint_request_unref);
  g_assert_cmpstr (overpaint_request_get_text (g_value_get_boxed (&value), "prompt"), ==, "kept");
}

/* What each model likes best, as Livepeer's runner and the models' own pages have it. */
typedef struct
{
  const gchar *model;
  gdouble      strength;
  gdouble      guidance;
  gdouble      image_guidance;
  gint         steps;
} ResolveCase;

static const ResolveCase resolve_cases[] =
{
  { "timbrooks/instruct-pix2pix",        -1.0,   7.5,  1.5, 20 },
  { "ByteDance/SDXL-Lightning",          -1.0,  -1.0, -1.0,  8 },
  { "SG161222/RealVisXL_V4.0",            0.55,  7.0, -1.0, 30 },
  { "SG161222/RealVisXL_V4.0_Lightning",  0.55,  1.5, -1.0,  6 },
  { "stabilityai/sd-turbo",               0.5,  -1.0, -1.0,  4 },
  { "stabilityai/sdxl-turbo",             0.5,  -1.0, -1.0,  4 },
  { "somebody/unknown",                   0.6,   7.5,  1.5, 30 },
};

static void
test_resolve (void)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (resolve_cases); i++)
    {
      const ResolveCase            *test     = &resolve_cases[i];
      const OverpaintModel         *model    = overpaint_catalogue_lookup (test->model);
      g_autoptr (GError)            error    = NULL;
      g_autofree gchar             *values   = NULL;
      g_autoptr (OverpaintRequest)  open     = NULL;
      g_autofree gchar             *before   = NULL;
      g_autofree gchar             *after    = NULL;
      g_autoptr (OverpaintRequest)  resolved = NULL;
      g_autoptr (OverpaintRequest)  again    = NULL;
      g_autoptr (OverpaintRequest)  explicit = NULL;
      g_autoptr (OverpaintRequest)  settled  = NULL;

      g_test_message ("%s", test->model);

      values   = g_strdup_printf ("{'model': <'%s'>, 'images': <5>, 'prompt': <'p'>}", test->model);
      open     = make_good_request (values);
      before   = overpaint_request_to_json (open);
      resolved = overpaint_request_resolve (open, model, 1234, &error);
      g_assert_no_error (error);
      after    = overpaint_request_to_json (open);
      g_assert_cmpstr (after, ==, before);

      g_assert_cmpfloat (overpaint_request_get_number (resolved, "strength"), ==, test->strength);
      g_assert_cmpfloat (overpaint_request_get_number (resolved, "guidance-scale"), ==, test->guidance);
      g_assert_cmpfloat (overpaint_request_get_number (resolved, "image-guidance-scale"), ==, test->image_guidance);
      g_assert_cmpint (overpaint_request_get_integer (resolved, "steps"), ==, test->steps);
      g_assert_cmpint (overpaint_request_get_integer (resolved, "seed"), ==, 1234);
      g_assert_cmpint (overpaint_request_get_integer (resolved, "images"), ==, 5);
      g_assert_cmpstr (overpaint_request_get_text (resolved, "prompt"), ==, "p");

      /* What is settled stays as it is, whatever chance says. */
      again = overpaint_request_resolve (resolved, model, 77, &error);
      g_assert_no_error (error);
      assert_same (resolved, again);

      g_free (values);
      values   = g_strdup_printf ("{'model': <'%s'>, 'strength': <0.9>, 'guidance-scale': <0.0>, "
                                  "'image-guidance-scale': <3.0>, 'steps': <11>, 'seed': <0>}", test->model);
      explicit = make_good_request (values);
      settled  = overpaint_request_resolve (explicit, model, 77, &error);
      g_assert_no_error (error);
      assert_same (explicit, settled);
    }
}

static void
test_resolve_steps (void)
{
  static const struct
  {
    const gchar *model;
    gdouble      strength;
    gint         steps;
    gint         expected;  /* -1 where there is none */
  } cases[] =
  {
    { "somebody/unknown",           0.0,       1,   1 },
    { "somebody/unknown",           0.5,       1,   2 },
    { "somebody/unknown",           0.5,       2,   2 },
    { "somebody/unknown",           1.0,       1,   1 },
    { "somebody/unknown",           1.0 / 3.0, 3,   4 },   /* 3 x 0.333333 is not 1 */
    { "somebody/unknown",           0.333333,  3,   4 },
    { "somebody/unknown",           0.01,      1, 100 },
    { "somebody/unknown",           0.002,     1, 500 },
    { "somebody/unknown",           0.0019,    1,  -1 },
    { "somebody/unknown",           1e-9,    500,  -1 },
    { "stabilityai/sd-turbo",       0.0,       1,   1 },
    { "stabilityai/sd-turbo",       0.0,       4,   4 },
    { "stabilityai/sd-turbo",       0.0,      49,  50 },   /* 49 x (1 / 49) is less than 1 */
    { "stabilityai/sd-turbo",       0.01,     49,  50 },
    { "stabilityai/sdxl-turbo",     1e-9,      1,   1 },
    { "timbrooks/instruct-pix2pix", 0.001,     1,   1 },   /* takes no notice of the strength */
    { "ByteDance/SDXL-Lightning",   0.001,     8,   8 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)            error    = NULL;
      g_autoptr (OverpaintRequest)  request  = NULL;
      g_autoptr (OverpaintRequest)  resolved = NULL;
      GVariantDict                  values;

      g_test_message ("%s: %d x %.9g", cases[i].model, cases[i].steps, cases[i].strength);

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "strength", "d", cases[i].strength);
      g_variant_dict_insert (&values, "steps", "i", cases[i].steps);
      request  = overpaint_request_new (PIPELINE, g_variant_dict_end (&values), &error);
      g_assert_no_error (error);
      resolved = overpaint_request_resolve (request, overpaint_catalogue_lookup (cases[i].model), 0, &error);

      if (cases[i].expected > 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (overpaint_request_get_integer (resolved, "steps"), ==, cases[i].expected);
          g_assert_cmpfloat (overpaint_request_get_number (resolved, "strength"), ==, cases[i].strength);
        }
      else
        {
          g_assert_null (resolved);
          g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
          g_assert_cmpstr (error->message, ==,
                           "strength: too little for even one of 500 steps; take 0 or a greater strength.");
        }
    }
}

/* What a gateway written in Go passes on of @strength, 0 to 1: a 32-bit float with six
 * decimals, in whole arithmetic. A float is a whole number of 24 bits times a power of two;
 * an exact half goes to the even digit.
 */
static gdouble
pass_gateway (gdouble strength)
{
  gint    exponent;
  guint64 mantissa = (guint64) ldexpf (frexpf ((gfloat) strength, &exponent), 24);
  gint    shift    = 24 - exponent;
  guint64 scaled   = mantissa * 1000000;   /* 44 bits */
  guint64 millionths;
  guint64 rest;
  guint64 half;

  if (shift > 60)
    return 0.0;

  millionths = scaled >> shift;
  rest       = scaled - (millionths << shift);
  half       = (guint64) 1 << (shift - 1);

  if (rest > half || (rest == half && (millionths & 1) != 0))
    millionths++;

  return (gdouble) millionths / 1000000.0;
}

/* diffusers: min (int (steps * strength), steps), after what the runner does for turbo. */
static gint
performed_steps (gint     steps,
                 gdouble  strength,
                 gboolean strength_floor)
{
  if (strength_floor && 1.0 / steps > strength)
    strength = 1.0 / steps;

  return MIN ((gint) floor (steps * strength), steps);
}

static void
check_least_steps (gint     steps,
                   gdouble  strength,
                   gboolean strength_floor)
{
  const gint most    = 500;
  gdouble    arrived = pass_gateway (strength);
  gint       found   = overpaint_rules_least_steps (steps, strength, strength_floor, most);
  gint       n;

  if (found == -1)
    found = most + 1;
  else if (performed_steps (found, strength, strength_floor) < 1 ||
           performed_steps (found, arrived, strength_floor) < 1)
    g_error ("%d steps at %.17g (%.17g) perform none", found, strength, arrived);

  g_assert_cmpint (found, >=, steps);

  for (n = steps; n < found; n++)
    {
      if (performed_steps (n, strength, strength_floor) >= 1 && performed_steps (n, arrived, strength_floor) >= 1)
        g_error ("%d steps at %.17g would have done, not %d", n, strength, found);
    }
}

static void
test_least_steps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);
  gint              i;
  gint              n;

  g_assert_cmpfloat (pass_gateway (1.0 / 3.0), ==, 0.333333);
  g_assert_cmpfloat (pass_gateway (0.8), ==, 0.8);
  g_assert_cmpfloat (pass_gateway (1.0), ==, 1.0);
  g_assert_cmpfloat (pass_gateway (1e-7), ==, 0.0);
  g_assert_cmpfloat (pass_gateway (1.0 / 128.0), ==, 0.007812);   /* exactly half way, to even */
  g_assert_cmpfloat (pass_gateway (3.0 / 128.0), ==, 0.023438);

  for (i = 1; i <= 500; i++)
    {
      for (n = 1; n <= 500; n += i < 60 ? 1 : 37)
        {
          check_least_steps (n, 1.0 / i, FALSE);
          check_least_steps (n, 1.0 / i, TRUE);
        }

      check_least_steps (i, 0.0, TRUE);
      check_least_steps (i, 1.0, FALSE);
      g_assert_cmpint (overpaint_rules_least_steps (i, 0.0, FALSE, 500), ==, i);
    }

  for (i = 0; i <= 1000; i++)
    check_least_steps (1 + i % 50, i == 0 ? 1e-6 : i / 1000.0, i % 3 == 0);

  /* Where a 32-bit float falls on the other side of half a millionth than the number does. */
  for (i = 3; i <= 500; i++)
    {
      gdouble half = (floor (1000000.0 / i) + 0.5) / 1000000.0;

      for (n = -20; n <= 20; n++)
        check_least_steps (i, half + n * 1e-9, FALSE);
    }

  for (i = 0; i < 20000; i++)
    {
      gdouble strength = g_rand_double (random);

      if (i % 2 == 0)
        strength = strength / g_rand_int_range (random, 1, 600);

      if (strength > 0.0)
        check_least_steps (g_rand_int_range (random, 1, 501), strength, i % 3 == 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request/fields", test_fields);
  g_test_add_func ("/request/values", test_values);
  g_test_add_func ("/request/unknown-key", test_unknown_key);
  g_test_add_func ("/request/user-info", test_user_info);
  g_test_add_func ("/request/encoding", test_encoding);
  g_test_add_func ("/request/long-texts", test_long_texts);
  g_test_add_func ("/request/round-trip", test_round_trip);
  g_test_add_func ("/request/comma-locale", test_comma_locale);
  g_test_add_func ("/request/json-members", test_json_members);
  g_test_add_func ("/request/json-texts", test_json_texts);
  g_test_add_func ("/request/vary", test_vary);
  g_test_add_func ("/request/boxed", test_boxed);
  g_test_add_func ("/request/resolve", test_resolve);
  g_test_add_func ("/request/resolve-steps", test_resolve_steps);
  g_test_add_func ("/request/least-steps", test_least_steps);

  return g_test_run ();
}
