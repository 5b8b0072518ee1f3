/* test-axis.c: tests of the second axis of a grid
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "axis.h"
#include "catalogue.h"
#include "comma-locale.h"

#define TURBO    "stabilityai/sd-turbo"
#define INSTRUCT "timbrooks/instruct-pix2pix"

static OverpaintRequest *
make_request (const gchar *model,
              const gchar *loras,
              gint         images)
{
  g_autoptr (GError)  error = NULL;
  OverpaintRequest   *request;
  GVariantDict        values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "prompt", "s", "a winter morning");
  g_variant_dict_insert (&values, "model", "s", model);
  g_variant_dict_insert (&values, "loras", "s", loras);
  g_variant_dict_insert (&values, "images", "i", images);
  request = overpaint_request_new (overpaint_pipeline_image_to_image (), g_variant_dict_end (&values), &error);
  g_assert_no_error (error);

  return request;
}

typedef struct
{
  const gchar *name;
  const gchar *lora;      /* NULL for strengths */
  const gchar *text;
  const gchar *written;   /* NULL where it is refused */
  gint         code;
  const gchar *message;
} TextCase;

static const TextCase text_cases[] =
{
  { "commas",          NULL,  "0.3, 0.5, 0.7",     "0.3, 0.5, 0.7", 0, NULL },
  { "mixed",           NULL,  "0.3, 0.5 0.7",      "0.3, 0.5, 0.7", 0, NULL },
  { "semicolons",      NULL,  "0.3; 0.5",          "0.3, 0.5",      0, NULL },
  { "tight",           NULL,  "0.3,0.5,1",         "0.3, 0.5, 1",   0, NULL },
  { "untidy",          NULL,  " ,0.3\t\n; 0.5,, ", "0.3, 0.5",      0, NULL },
  { "order",           NULL,  "0.7 0.3",           "0.7, 0.3",      0, NULL },
  { "ends",            NULL,  "0 1",               "0, 1",          0, NULL },
  { "no-zero",         NULL,  ".25 .5",            "0.25, 0.5",     0, NULL },
  { "exponent",        NULL,  "1e-3 5E-1",         "0.001, 0.5",    0, NULL },
  { "ten-digits",      NULL,  "0.12345678949 1",   "0.1234567895, 1", 0, NULL },
  { "minus-zero",      NULL,  "-0 1",              "0, 1",          0, NULL },
  { "weights",         "a/b", "0 0.8 2.5",         "0, 0.8, 2.5",   0, NULL },
  { "sixteen",         "a/b", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16", 0, NULL },

  { "empty",           NULL,  "",                  NULL, OVERPAINT_AXIS_ERROR_COUNT,
    "A grid takes 2 to 16 values, such as 0.3, 0.5, 0.7." },
  { "one",             NULL,  "0.5",               NULL, OVERPAINT_AXIS_ERROR_COUNT,
    "A grid takes 2 to 16 values, such as 0.3, 0.5, 0.7." },
  { "seventeen",       "a/b", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", NULL, OVERPAINT_AXIS_ERROR_COUNT,
    "A grid takes 2 to 16 values, such as 0.3, 0.5, 0.7." },
  { "word",            NULL,  "0.3 strong",        NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“strong” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "half-a-number",   NULL,  "0.3 0.5x",          NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“0.5x” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "not-a-number",    NULL,  "0.3 nan",           NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“nan” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "infinite",        "a/b", "0.3 inf",           NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“inf” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "overflow",        "a/b", "0.3 1e999",         NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“1e999” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "hexadecimal",     "a/b", "1 0x10",            NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“0x10” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "sign-alone",      NULL,  "0.3 -",             NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "“-” is not a number: write values such as 0.3, 0.5, 0.7." },
  { "decimal-commas",  NULL,  "0,3; 0,5",          NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "Write numbers with a point, and a space between them: 0.3 0.5 0.7." },
  { "ambiguous",       "a/b", "1,2",               NULL, OVERPAINT_AXIS_ERROR_TEXT,
    "Write numbers with a point, and a space between them: 0.3 0.5 0.7." },
  { "automatic",       NULL,  "-1 0.5",            NULL, OVERPAINT_AXIS_ERROR_VALUE,
    "-1 is not taken: each value must be from 0 to 1." },
  { "too-strong",      NULL,  "0.5 1.1",           NULL, OVERPAINT_AXIS_ERROR_VALUE,
    "1.1 is not taken: each value must be from 0 to 1." },
  { "negative-weight", "a/b", "0.5 -0.1",          NULL, OVERPAINT_AXIS_ERROR_VALUE,
    "-0.1 cannot be a weight: it must not be below 0." },
  { "twice",           NULL,  "0.3 0.5 0.30",      NULL, OVERPAINT_AXIS_ERROR_VALUE,
    "0.3 stands there twice: it would make the same pictures again." },
  { "twice-in-writing", NULL, "0.3 0.30000000000001", NULL, OVERPAINT_AXIS_ERROR_VALUE,
    "0.3 stands there twice: it would make the same pictures again." },
};

static void
test_text (gconstpointer data)
{
  const TextCase            *test  = data;
  const gchar               *field = test->lora != NULL ? "loras" : "strength";
  g_autoptr (OverpaintAxis)  axis  = NULL;
  g_autoptr (OverpaintAxis)  again = NULL;
  g_autoptr (GError)         error = NULL;
  g_autofree gchar          *text  = NULL;
  guint                      i;

  axis = overpaint_axis_new_from_text (field, test->lora, test->text, &error);

  if (test->written == NULL)
    {
      g_assert_null (axis);
      g_assert_error (error, OVERPAINT_AXIS_ERROR, test->code);
      g_assert_cmpstr (error->message, ==, test->message);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (overpaint_axis_get_field (axis), ==, field);
  g_assert_cmpstr (overpaint_axis_get_lora (axis), ==, test->lora);
  text = overpaint_axis_to_text (axis);
  g_assert_cmpstr (text, ==, test->written);

  /* What is written is read as exactly the same. */
  again = overpaint_axis_new_from_text (field, test->lora, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overpaint_axis_get_n_values (again), ==, overpaint_axis_get_n_values (axis));
  for (i = 0; i < overpaint_axis_get_n_values (axis); i++)
    g_assert_cmpfloat (overpaint_axis_get_value (again, i), ==, overpaint_axis_get_value (axis, i));
}

static void
test_comma_locale (void)
{
  g_autoptr (OverpaintAxis)  axis  = NULL;
  g_autoptr (GError)         error = NULL;
  g_autofree gchar          *text  = NULL;
  g_autofree gchar          *name  = NULL;

  if (! test_set_comma_locale ())
    {
      g_test_skip ("no locale with a decimal comma");
      return;
    }

  axis = overpaint_axis_new_from_text ("strength", NULL, "0.25 0.5", &error);
  g_assert_no_error (error);
  text = overpaint_axis_to_text (axis);
  name = overpaint_axis_name_value (axis, 0);
  g_assert_cmpstr (text, ==, "0.25, 0.5");
  g_assert_cmpstr (name, ==, "Strength 0.25");
  g_assert_cmpfloat (overpaint_axis_get_value (axis, 0), ==, 0.25);

  setlocale (LC_NUMERIC, "C");
}

static void
test_field (void)
{
  static const struct
  {
    const gchar *field;
    const gchar *lora;
  }
  wrong[] = { { "steps", NULL }, { "prompt", NULL }, { "nothing", NULL }, { "loras", NULL }, { "loras", "" },
              { "loras", "\xff" } };
  const gdouble values[] = { 0.3, 0.5 };
  guint         i;

  for (i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (overpaint_axis_new (wrong[i].field, wrong[i].lora, values, 2, &error));
      g_assert_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_FIELD);
    }
}

static void
test_not_a_number (void)
{
  static const gdouble wrong[] = { NAN, INFINITY, -INFINITY };
  guint                i;

  for (i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const gdouble      values[] = { 0.5, wrong[i] };
      g_autoptr (GError) strength = NULL;
      g_autoptr (GError) weight   = NULL;

      g_assert_null (overpaint_axis_new ("strength", NULL, values, 2, &strength));
      g_assert_error (strength, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_VALUE);
      g_assert_null (overpaint_axis_new ("loras", "a/b", values, 2, &weight));
      g_assert_error (weight, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_VALUE);
    }
}

static void
test_names (void)
{
  g_autoptr (OverpaintAxis)  strengths = overpaint_axis_new_from_text ("strength", NULL, "0.4 1", NULL);
  g_autoptr (OverpaintAxis)  weights   = overpaint_axis_new_from_text ("loras", "owner/lora", "0.8 0", NULL);
  g_autofree gchar          *first     = overpaint_axis_name_value (strengths, 0);
  g_autofree gchar          *second    = overpaint_axis_name_value (strengths, 1);
  g_autofree gchar          *heavy     = overpaint_axis_name_value (weights, 0);
  g_autofree gchar          *none      = overpaint_axis_name_value (weights, 1);

  g_assert_cmpstr (first, ==, "Strength 0.4");
  g_assert_cmpstr (second, ==, "Strength 1");
  g_assert_cmpstr (heavy, ==, "owner/lora 0.8");
  g_assert_cmpstr (none, ==, "owner/lora 0");
}

typedef struct
{
  const gchar *name;
  const gchar *field;
  const gchar *lora;
  const gchar *before;
  const gchar *after;    /* the LoRAs with the second of 0.25 and 0.5; NULL where it is refused */
  gdouble      strength;
} ApplyCase;

static const ApplyCase apply_cases[] =
{
  { "strength",   "strength", NULL,  "{\"a/b\":1.0}",            "{\"a/b\":1.0}",            0.5 },
  { "first-lora", "loras",    "a/b", "",                         "{\"a/b\":0.5}",            -1.0 },
  { "another",    "loras",    "a/b", "{\"c/d\":1.0}",            "{\"c/d\":1.0,\"a/b\":0.5}", -1.0 },
  { "replaced",   "loras",    "a/b", "{\"a/b\":0.75,\"c/d\":1.0}", "{\"a/b\":0.5,\"c/d\":1.0}", -1.0 },
  { "quoted",     "loras",    "a\"b", "",                        "{\"a\\\"b\":0.5}",         -1.0 },
  { "of-four",    "loras",    "4",   "{\"1\":1.0,\"2\":1.0,\"3\":1.0,\"4\":1.0}",
    "{\"1\":1.0,\"2\":1.0,\"3\":1.0,\"4\":0.5}", -1.0 },
  { "a-fifth",    "loras",    "5",   "{\"1\":1.0,\"2\":1.0,\"3\":1.0,\"4\":1.0}", NULL, -1.0 },
};

static void
test_apply (gconstpointer data)
{
  const ApplyCase              *test    = data;
  g_autoptr (OverpaintAxis)     axis    = overpaint_axis_new_from_text (test->field, test->lora, "0.25 0.5", NULL);
  g_autoptr (OverpaintRequest)  request = make_request (TURBO, test->before, 3);
  g_autoptr (OverpaintRequest)  applied = NULL;
  g_autoptr (GError)            error   = NULL;

  applied = overpaint_axis_apply (axis, request, 1, &error);

  if (test->after == NULL)
    {
      g_assert_null (applied);
      g_assert_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (overpaint_request_get_text (applied, "loras"), ==, test->after);
  g_assert_cmpfloat (overpaint_request_get_number (applied, "strength"), ==, test->strength);
  g_assert_cmpstr (overpaint_request_get_text (applied, "prompt"), ==, "a winter morning");
  g_assert_cmpint (overpaint_request_get_integer (applied, "images"), ==, 3);

  /* The request it was derived from is as it was. */
  g_assert_cmpstr (overpaint_request_get_text (request, "loras"), ==, test->before);
  g_assert_cmpfloat (overpaint_request_get_number (request, "strength"), ==, -1.0);
}

typedef struct
{
  const gchar *name;
  const gchar *model;
  const gchar *lora;
  const gchar *text;
  gint         images;
  gint         code;      /* -1 where it is taken */
  const gchar *message;
} CheckCase;

static const CheckCase check_cases[] =
{
  { "as-many-as-go", TURBO,    NULL,  "0.1 0.2 0.3 0.4", 16, -1, NULL },
  { "one-more-seed", TURBO,    NULL,  "0.1 0.2 0.3 0.4", 17, OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES,
    "4 values with 17 seeds each are 68 pictures; one run takes at most 64." },
  { "unused",        INSTRUCT, NULL,  "0.1 0.2",         1,  OVERPAINT_AXIS_ERROR_UNUSED,
    INSTRUCT " has no use for a strength: each column of the grid would be the same." },
  { "lora-anywhere", INSTRUCT, "a/b", "0.1 0.2",         1,  -1, NULL },
};

static void
test_check (gconstpointer data)
{
  const CheckCase              *test    = data;
  g_autoptr (OverpaintAxis)     axis    = NULL;
  g_autoptr (OverpaintRequest)  request = make_request (test->model, "", test->images);
  g_autoptr (GError)            error   = NULL;
  gboolean                      taken;

  axis  = overpaint_axis_new_from_text (test->lora != NULL ? "loras" : "strength", test->lora, test->text, NULL);
  taken = overpaint_axis_check (axis, request, overpaint_catalogue_lookup (test->model), &error);

  g_assert_cmpint (taken, ==, test->code == -1);

  if (test->code != -1)
    {
      g_assert_error (error, OVERPAINT_AXIS_ERROR, test->code);
      g_assert_cmpstr (error->message, ==, test->message);
    }
}

static void
test_boxed (void)
{
  OverpaintAxis *axis = overpaint_axis_new_from_text ("strength", NULL, "0.4 1", NULL);
  OverpaintAxis *copy = g_boxed_copy (OVERPAINT_TYPE_AXIS, axis);

  g_assert_true (copy == axis);
  overpaint_axis_unref (axis);
  g_assert_cmpfloat (overpaint_axis_get_value (copy, 0), ==, 0.4);
  g_boxed_free (OVERPAINT_TYPE_AXIS, copy);
}

int
main (int   argc,
      char *argv[])
{
  guint i;

  g_test_init (&argc, &argv, NULL);

  for (i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/axis/text/", text_cases[i].name, NULL);

      g_test_add_data_func (path, &text_cases[i], test_text);
    }

  for (i = 0; i < G_N_ELEMENTS (apply_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/axis/apply/", apply_cases[i].name, NULL);

      g_test_add_data_func (path, &apply_cases[i], test_apply);
    }

  for (i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      g_autofree gchar *path = g_strconcat ("/axis/check/", check_cases[i].name, NULL);

      g_test_add_data_func (path, &check_cases[i], test_check);
    }

  g_test_add_func ("/axis/comma-locale", test_comma_locale);
  g_test_add_func ("/axis/field", test_field);
  g_test_add_func ("/axis/not-a-number", test_not_a_number);
  g_test_add_func ("/axis/names", test_names);
  g_test_add_func ("/axis/boxed", test_boxed);

  return g_test_run ();
}
