/* test-catalogue.c: tests of what is known of the models
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <json-glib/json-glib.h>

#include "catalogue.h"
#include "request-rules.h"

#define STRENGTH       (1 << 0)
#define GUIDANCE       (1 << 1)
#define IMAGE_GUIDANCE (1 << 2)

/* Livepeer's guide and the code of its runner, written down apart from the data file:
 * who swallows which field, whose strength the runner raises, how many steps do good.
 */
typedef struct
{
  const gchar *id;
  const gchar *family;
  guint        uses;
  gboolean     strength_floor;
  gint         native_size;
  gint         least_steps;
  gint         most_steps;
  gboolean     warned;
} ModelCase;

static const ModelCase model_cases[] =
{
  { "timbrooks/instruct-pix2pix",        "sd1",  GUIDANCE | IMAGE_GUIDANCE, FALSE,  512, 10, 100, FALSE },
  { "ByteDance/SDXL-Lightning",          "sdxl", 0,                         FALSE, 1024,  8,   8, TRUE  },
  { "SG161222/RealVisXL_V4.0",           "sdxl", STRENGTH | GUIDANCE,       FALSE, 1024, 20,  50, FALSE },
  { "SG161222/RealVisXL_V4.0_Lightning", "sdxl", STRENGTH | GUIDANCE,       FALSE, 1024,  4,   8, FALSE },
  { "stabilityai/sd-turbo",              "sd2",  STRENGTH,                  TRUE,   512,  1,   4, FALSE },
  { "stabilityai/sdxl-turbo",            "sdxl", STRENGTH,                  TRUE,   512,  1,   4, FALSE },
};

static const OverpaintField *
get_field (const gchar *name)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);

  g_assert_nonnull (field);

  return field;
}

static void
check_uses (const OverpaintModel *model,
            guint                 uses)
{
  g_assert_cmpint (overpaint_model_uses (model, get_field ("strength")), ==, (uses & STRENGTH) != 0);
  g_assert_cmpint (overpaint_model_uses (model, get_field ("guidance-scale")), ==, (uses & GUIDANCE) != 0);
  g_assert_cmpint (overpaint_model_uses (model, get_field ("image-guidance-scale")), ==,
                   (uses & IMAGE_GUIDANCE) != 0);

  /* These go to every model. */
  g_assert_true (overpaint_model_uses (model, get_field ("prompt")));
  g_assert_true (overpaint_model_uses (model, get_field ("loras")));
  g_assert_true (overpaint_model_uses (model, get_field ("steps")));
  g_assert_true (overpaint_model_uses (model, get_field ("seed")));
}

static void
test_models (void)
{
  const OverpaintModel * const *all;
  guint                         n_models;
  guint                         i;

  all = overpaint_catalogue_get_all (&n_models);
  g_assert_cmpuint (n_models, ==, G_N_ELEMENTS (model_cases));

  for (i = 0; i < n_models; i++)
    {
      const ModelCase      *test  = &model_cases[i];
      const OverpaintModel *model = overpaint_catalogue_lookup (test->id);

      g_test_message ("%s", test->id);

      g_assert_true (model == all[i]);
      g_assert_cmpstr (model->id, ==, test->id);
      g_assert_cmpstr (model->family, ==, test->family);
      g_assert_cmpint (model->native_size, ==, test->native_size);
      g_assert_cmpint (model->strength_floor, ==, test->strength_floor);
      check_uses (model, test->uses);

      g_assert_cmpfloat (overpaint_model_get_best (model, "steps"), >=, test->least_steps);
      g_assert_cmpfloat (overpaint_model_get_best (model, "steps"), <=, test->most_steps);
      g_assert_cmpint (model->warning != NULL, ==, test->warned);
      g_assert_nonnull (model->licence);
    }

  g_assert_nonnull (strstr (overpaint_catalogue_lookup ("ByteDance/SDXL-Lightning")->warning, "ignores the layer"));
  g_assert_nonnull (strstr (overpaint_catalogue_lookup ("ByteDance/SDXL-Lightning")->warning,
                            "ByteDance/SDXL-Lightning"));
}

/* Whatever the model: what diffusers and a card with 20 GB take, and values that their own
 * fields take and that make at least one step.
 */
static void
check_sound (const OverpaintModel *model)
{
  const OverpaintPipeline *pipeline = overpaint_pipeline_image_to_image ();
  guint                    i;

  g_assert_cmpstr (model->summary, !=, "");
  g_assert_nonnull (model->summary);
  g_assert_true (model->size_step == 8 || model->size_step == 16);
  g_assert_cmpint (model->native_size % model->size_step, ==, 0);
  g_assert_cmpint (model->pixel_budget, >=, model->native_size * model->native_size);
  g_assert_cmpint (model->pixel_budget, <=, 1500000);

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field     = &pipeline->fields[i];
      gdouble               best      = overpaint_model_get_best (model, field->name);
      gboolean              automatic = (field->flags & OVERPAINT_FIELD_AUTOMATIC) != 0;

      g_test_message ("%s", field->name);

      if (automatic && overpaint_model_uses (model, field))
        {
          g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_double (best));
          g_autoptr (GVariant) kept  = NULL;
          g_autoptr (GError)   error = NULL;

          kept = overpaint_rules_check (field, value, &error);
          g_assert_no_error (error);
          g_variant_ref_sink (kept);
          g_assert_cmpfloat (best, >=, 0.0);
        }
      else
        {
          g_assert_cmpfloat (best, ==, -1.0);
        }
    }

  if (overpaint_model_uses (model, get_field ("strength")))
    {
      gint steps = (gint) overpaint_model_get_best (model, "steps");

      g_assert_cmpint (overpaint_rules_least_steps (steps, overpaint_model_get_best (model, "strength"),
                                                    model->strength_floor, 500), ==, steps);
    }
}

static void
test_sound (void)
{
  const OverpaintModel * const *all;
  guint                         n_models;
  guint                         i;

  all = overpaint_catalogue_get_all (&n_models);

  for (i = 0; i < n_models; i++)
    {
      g_test_message ("%s", all[i]->id);
      check_sound (all[i]);
    }

  check_sound (overpaint_catalogue_lookup ("somebody/unknown"));
}

static void
test_unknown (void)
{
  static const gchar * const ids[] =
    { "somebody/unknown", "", NULL, "stabilityai/SD-Turbo", "stabilityai/sd-turbo ", "stabilityai/sd-turbo-2" };
  const OverpaintModel      *defaults = overpaint_catalogue_lookup ("somebody/unknown");
  guint                      i;

  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (overpaint_catalogue_lookup (ids[i]) == defaults);

  g_assert_cmpstr (defaults->id, ==, "");
  g_assert_cmpstr (defaults->family, ==, "unknown");
  g_assert_null (defaults->warning);
  g_assert_null (defaults->licence);
  g_assert_false (defaults->strength_floor);

  /* Nobody knows what it swallows, so it is told everything. */
  check_uses (defaults, STRENGTH | GUIDANCE | IMAGE_GUIDANCE);
}

/* Names that the files of these models have where they are published, or in artists' folders. */
static void
test_files (void)
{
  static const struct
  {
    const gchar *id;
    const gchar *family;
    guint        uses;
    gdouble      guidance;
    gint         least_steps;
    gint         most_steps;
  } files[] =
  {
    { "sd_xl_base_1.0.safetensors [31e35c80fc]", "sdxl", STRENGTH | GUIDANCE, 7.0, 20, 40 },
    { "XL/juggernautXL_v9.safetensors",          "sdxl", STRENGTH | GUIDANCE, 7.0, 20, 40 },
    { "sdxl_lightning_8step",                    "sdxl", STRENGTH | GUIDANCE, 1.5, 6, 8 },
    { "sd_xl_turbo_1.0_fp16",                    "sdxl", STRENGTH | GUIDANCE, 1.0, 1, 4 },
    { "sd_turbo",                                "sd2",  STRENGTH | GUIDANCE, 1.0, 1, 4 },
    { "v2-1_768-ema-pruned.ckpt",                "sd2",  STRENGTH | GUIDANCE, 7.5, 20, 40 },
    { "v1-5-pruned-emaonly",                     "sd1",  STRENGTH | GUIDANCE, 7.5, 20, 40 },
    { "instruct-pix2pix-00-22000",               "sd1",  GUIDANCE | IMAGE_GUIDANCE, 7.5, 10, 40 },
    { "sd3.5_medium.gguf",                       "sd3",  STRENGTH | GUIDANCE, 4.5, 20, 40 },
    { "flux1-schnell-q4_0",                      "flux", STRENGTH | GUIDANCE, 1.0, 1, 4 },
    { "FLUX1-dev-Q8_0.gguf",                     "flux", STRENGTH | GUIDANCE, 1.0, 20, 40 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const OverpaintModel *model = overpaint_catalogue_lookup (files[i].id);

      g_test_message ("%s", files[i].id);
      check_sound (model);
      check_uses (model, files[i].uses);
      g_assert_cmpstr (model->id, ==, "");
      g_assert_cmpstr (model->family, ==, files[i].family);
      g_assert_nonnull (overpaint_model_name_family (model->family));
      g_assert_cmpfloat (overpaint_model_get_best (model, "guidance-scale"), ==, files[i].guidance);
      g_assert_cmpfloat (overpaint_model_get_best (model, "steps"), >=, files[i].least_steps);
      g_assert_cmpfloat (overpaint_model_get_best (model, "steps"), <=, files[i].most_steps);
    }

  /* a name that says nothing */
  g_assert_true (overpaint_catalogue_lookup ("dreamy.safetensors") == overpaint_catalogue_lookup ("somebody/unknown"));
  g_assert_null (overpaint_model_name_family ("unknown"));
}

static void
check_members (JsonObject  *object,
               const gchar *allowed)
{
  g_auto (GStrv)     names   = g_strsplit (allowed, " ", -1);
  g_autoptr (GList)  members = json_object_get_members (object);
  GList             *member;

  for (member = members; member != NULL; member = member->next)
    {
      g_test_message ("%s", (const gchar *) member->data);
      g_assert_true (g_strv_contains ((const gchar * const *) names, member->data));
    }
}

/* A member that the reader does not know, or a field that does not exist, is a slip of the
 * pen which it would pass over without a word.
 */
static void
test_file (void)
{
  g_autoptr (JsonParser)  parser = json_parser_new ();
  g_autoptr (GError)      error  = NULL;
  g_autofree gchar       *path   = NULL;
  g_autoptr (JsonArray)   all    = NULL;
  JsonObject             *root;
  JsonArray              *models;
  guint                   i;
  guint                   j;

  path = g_test_build_filename (G_TEST_DIST, "..", "..", "plugin", "request", "models.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  root   = json_node_get_object (json_parser_get_root (parser));
  models = json_object_get_array_member (root, "models");
  check_members (root, "format defaults models files");

  all = json_array_new ();
  json_array_add_object_element (all, json_object_ref (json_object_get_object_member (root, "defaults")));
  for (i = 0; i < json_array_get_length (models); i++)
    json_array_add_object_element (all, json_object_ref (json_array_get_object_element (models, i)));

  models = json_object_get_array_member (root, "files");
  for (i = 0; i < json_array_get_length (models); i++)
    json_array_add_object_element (all, json_object_ref (json_array_get_object_element (models, i)));

  for (i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *model = json_array_get_object_element (all, i);
      JsonArray  *uses  = json_object_get_array_member (model, "uses");

      check_members (model, "id family summary warning licence native-size pixel-budget size-step uses "
                            "strength-floor best names");
      check_members (json_object_get_object_member (model, "best"),
                     "strength guidance-scale image-guidance-scale steps");

      for (j = 0; j < json_array_get_length (uses); j++)
        g_assert_cmpint (get_field (json_array_get_string_element (uses, j))->flags & OVERPAINT_FIELD_PER_MODEL,
                         !=, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/models", test_models);
  g_test_add_func ("/catalogue/sound", test_sound);
  g_test_add_func ("/catalogue/unknown", test_unknown);
  g_test_add_func ("/catalogue/files", test_files);
  g_test_add_func ("/catalogue/file", test_file);

  return g_test_run ();
}
