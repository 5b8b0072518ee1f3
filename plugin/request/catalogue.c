/* catalogue.c: the models that Overpaint knows, read from its data file
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <json-glib/json-glib.h>

#include "catalogue.h"
#include "request-resources.h"

#define CATALOGUE_RESOURCE "/org/overpaint/request/models.json"
#define CATALOGUE_FORMAT   1

typedef struct
{
  OverpaintModel *defaults;
  GPtrArray      *models;
  GPtrArray      *guesses;
} Catalogue;

/* What the name of a model's file gives away. */
typedef struct
{
  const gchar * const *names;  /* patterns, in small letters */
  OverpaintModel      *model;
} Guess;

/* The endings of files of models. Those that artists run themselves call a model by its file, mostly without. */
static const gchar * const endings[] = { ".safetensors", ".ckpt", ".gguf", ".sft", ".pt", ".pth" };

static const gchar *
read_text (JsonObject  *object,
           const gchar *member)
{
  return g_intern_string (json_object_get_string_member_with_default (object, member, NULL));
}

static const gchar * const *
read_names (JsonArray *array)
{
  const gchar **names = g_new0 (const gchar *, json_array_get_length (array) + 1);
  guint         i;

  for (i = 0; i < json_array_get_length (array); i++)
    names[i] = g_intern_string (json_array_get_string_element (array, i));

  return names;
}

static GVariant *
read_numbers (JsonObject *object)
{
  GVariantBuilder  builder;
  JsonObjectIter   iter;
  const gchar     *member;
  JsonNode        *node;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node))
    g_variant_builder_add (&builder, "{sv}", member, g_variant_new_double (json_node_get_double (node)));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static OverpaintModel *
read_model (JsonObject *object)
{
  OverpaintModel *model = g_new0 (OverpaintModel, 1);

  model->id             = g_intern_string (json_object_get_string_member_with_default (object, "id", ""));
  model->family         = read_text (object, "family");
  model->summary        = read_text (object, "summary");
  model->warning        = read_text (object, "warning");
  model->licence        = read_text (object, "licence");
  model->native_size    = json_object_get_int_member (object, "native-size");
  model->pixel_budget   = json_object_get_int_member (object, "pixel-budget");
  model->size_step      = json_object_get_int_member (object, "size-step");
  model->uses           = read_names (json_object_get_array_member (object, "uses"));
  model->best           = read_numbers (json_object_get_object_member (object, "best"));
  model->strength_floor = json_object_get_boolean_member_with_default (object, "strength-floor", FALSE);

  return model;
}

static GPtrArray *
read_guesses (JsonArray *array)
{
  GPtrArray *guesses = g_ptr_array_new ();
  guint      i;

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      Guess      *guess  = g_new0 (Guess, 1);

      guess->names = read_names (json_object_get_array_member (object, "names"));
      guess->model = read_model (object);
      g_ptr_array_add (guesses, guess);
    }

  return guesses;
}

/* The file is part of the program: a fault in it is a fault of the build, and
 * the catalogue's test finds it.
 */
static Catalogue *
read_catalogue (void)
{
  g_autoptr (GBytes)     bytes  = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError)     error  = NULL;
  Catalogue             *catalogue;
  JsonObject            *root;
  JsonArray             *models;
  guint                  i;

  bytes = g_resource_lookup_data (overpaint_request_get_resource (), CATALOGUE_RESOURCE,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL ||
      ! json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), &error))
    g_error ("%s: %s", CATALOGUE_RESOURCE, error->message);

  root = json_node_get_object (json_parser_get_root (parser));
  g_assert (json_object_get_int_member (root, "format") == CATALOGUE_FORMAT);

  catalogue = g_new0 (Catalogue, 1);
  catalogue->defaults = read_model (json_object_get_object_member (root, "defaults"));
  catalogue->models   = g_ptr_array_new ();

  models = json_object_get_array_member (root, "models");
  for (i = 0; i < json_array_get_length (models); i++)
    g_ptr_array_add (catalogue->models, read_model (json_array_get_object_element (models, i)));

  catalogue->guesses = read_guesses (json_object_get_array_member (root, "files"));

  return catalogue;
}

static const Catalogue *
get_catalogue (void)
{
  static Catalogue *catalogue = NULL;

  if (g_once_init_enter (&catalogue))
    g_once_init_leave (&catalogue, read_catalogue ());

  return catalogue;
}

/* "owner/name" is no file, and what it is stands in the catalogue or nowhere. */
static gboolean
is_file (const gchar *name)
{
  guint i;

  if (strchr (name, '/') == NULL)
    return TRUE;

  for (i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strstr (name, endings[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_named (const gchar * const *patterns,
          const gchar         *name)
{
  guint i;

  for (i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (patterns[i], name))
      return TRUE;

  return FALSE;
}

static const OverpaintModel *
guess_model (const Catalogue *catalogue,
             const gchar     *id)
{
  g_autofree gchar *name = g_ascii_strdown (id, -1);
  guint             i;

  for (i = 0; i < catalogue->guesses->len && is_file (name); i++)
    {
      const Guess *guess = g_ptr_array_index (catalogue->guesses, i);

      if (is_named (guess->names, name))
        return guess->model;
    }

  return catalogue->defaults;
}

/**
 * overpaint_catalogue_lookup:
 * @id: a model's id as servers know it, such as "stabilityai/sd-turbo"
 *
 * Finds what is known of a model. Of a file that an artist has, such as "sd_xl_base_1.0.safetensors", the family is
 * guessed from its name: what it is sent, and at which size, follows from that.
 *
 * Returns: (transfer none): the model's entry, or a guess or sound defaults (both with
 *   the id "") for one that the catalogue does not hold
 */
const OverpaintModel *
overpaint_catalogue_lookup (const gchar *id)
{
  const Catalogue *catalogue = get_catalogue ();
  guint            i;

  for (i = 0; i < catalogue->models->len; i++)
    {
      const OverpaintModel *model = g_ptr_array_index (catalogue->models, i);

      if (g_strcmp0 (model->id, id) == 0)
        return model;
    }

  return id != NULL ? guess_model (catalogue, id) : catalogue->defaults;
}

/**
 * overpaint_catalogue_get_all:
 * @n_models: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_models): every model of the catalogue, in
 *   the order in which it should be offered
 */
const OverpaintModel * const *
overpaint_catalogue_get_all (guint *n_models)
{
  const Catalogue *catalogue = get_catalogue ();

  *n_models = catalogue->models->len;

  return (const OverpaintModel * const *) catalogue->models->pdata;
}
