/* request.c: one immutable wish, whole
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "request.h"
#include "request-rules.h"

struct _OverpaintRequest
{
  gatomicrefcount          references;
  const OverpaintPipeline *pipeline;
  GVariant                *values;      /* a{sv}, every field of the pipeline */
};

G_DEFINE_QUARK (overpaint-request-error-quark, overpaint_request_error)
G_DEFINE_BOXED_TYPE (OverpaintRequest, overpaint_request, overpaint_request_ref, overpaint_request_unref)

static GVariant *
initial_value (const OverpaintField *field)
{
  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
    case OVERPAINT_FIELD_WEIGHTS:
      return g_variant_new_string (field->initial_text);
    case OVERPAINT_FIELD_INTEGER:
      return g_variant_new_int32 ((gint32) field->initial);
    case OVERPAINT_FIELD_NUMBER:
      return g_variant_new_double (field->initial);
    case OVERPAINT_FIELD_SWITCH:
      return g_variant_new_boolean (field->initial != 0.0);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * overpaint_request_new:
 * @pipeline: what is asked for
 * @values: (transfer none) (nullable): an `a{sv}` of values by field name; a floating one is consumed
 * @error: return location for an #OverpaintRequestError
 *
 * Makes a request. A field that @values leaves out has its default; a key that no
 * field has is passed over.
 *
 * ```c
 * g_autoptr (OverpaintRequest) request = NULL;
 * GVariantDict                 values;
 *
 * g_variant_dict_init (&values, NULL);
 * g_variant_dict_insert (&values, "prompt", "s", "a winter morning");
 * g_variant_dict_insert (&values, "strength", "d", 0.5);
 * request = overpaint_request_new (overpaint_pipeline_image_to_image (),
 *                                  g_variant_dict_end (&values), &error);
 * ```
 *
 * Returns: (transfer full) (nullable): the request, or %NULL where a field does not
 *   take its value
 */
OverpaintRequest *
overpaint_request_new (const OverpaintPipeline  *pipeline,
                       GVariant                 *values,
                       GError                  **error)
{
  g_autoptr (GVariant)  given = values != NULL ? g_variant_ref_sink (values) : NULL;
  OverpaintRequest     *request;
  GVariantBuilder       builder;
  guint                 i;

  g_return_val_if_fail (pipeline != NULL, NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);

  for (i = 0; i < pipeline->n_fields; i++)
    {
      const OverpaintField *field = &pipeline->fields[i];
      g_autoptr (GVariant)  value = NULL;
      GVariant             *checked;

      if (given != NULL)
        value = g_variant_lookup_value (given, field->name, NULL);
      if (value == NULL)
        value = g_variant_ref_sink (initial_value (field));

      checked = overpaint_rules_check (field, value, error);
      if (checked == NULL)
        {
          g_variant_builder_clear (&builder);
          return NULL;
        }

      g_variant_builder_add (&builder, "{sv}", field->name, checked);
    }

  request = g_new0 (OverpaintRequest, 1);
  g_atomic_ref_count_init (&request->references);
  request->pipeline = pipeline;
  request->values   = g_variant_ref_sink (g_variant_builder_end (&builder));

  return request;
}

/**
 * overpaint_request_ref:
 * @request: a request
 *
 * Returns: (transfer full): @request, with one reference more
 */
OverpaintRequest *
overpaint_request_ref (OverpaintRequest *request)
{
  g_atomic_ref_count_inc (&request->references);

  return request;
}

/**
 * overpaint_request_unref:
 * @request: (transfer full): a request
 *
 * Gives a reference back.
 */
void
overpaint_request_unref (OverpaintRequest *request)
{
  if (g_atomic_ref_count_dec (&request->references))
    {
      g_variant_unref (request->values);
      g_free (request);
    }
}

/**
 * overpaint_request_get_pipeline:
 * @request: a request
 *
 * Returns: (transfer none): what is asked for
 */
const OverpaintPipeline *
overpaint_request_get_pipeline (OverpaintRequest *request)
{
  return request->pipeline;
}

/**
 * overpaint_request_get_text:
 * @request: a request
 * @name: name of a field that holds text or weights
 *
 * Returns: (transfer none): the text, never %NULL; weights as compact JSON, "" where there are none
 */
const gchar *
overpaint_request_get_text (OverpaintRequest *request,
                            const gchar      *name)
{
  const gchar *text = "";

  if (! g_variant_lookup (request->values, name, "&s", &text))
    g_critical ("%s is not a text field", name);

  return text;
}

/**
 * overpaint_request_get_number:
 * @request: a request
 * @name: name of a field that holds a number
 *
 * Returns: the number, whole or not, in the field's own unit
 */
gdouble
overpaint_request_get_number (OverpaintRequest *request,
                              const gchar      *name)
{
  gdouble number  = 0.0;
  gint32  integer = 0;

  if (g_variant_lookup (request->values, name, "d", &number))
    return number;

  if (! g_variant_lookup (request->values, name, "i", &integer))
    g_critical ("%s is not a number field", name);

  return integer;
}

/**
 * overpaint_request_get_integer:
 * @request: a request
 * @name: name of a field that holds a whole number
 *
 * Returns: the number
 */
gint
overpaint_request_get_integer (OverpaintRequest *request,
                               const gchar      *name)
{
  gint32 integer = 0;

  if (! g_variant_lookup (request->values, name, "i", &integer))
    g_critical ("%s is not an integer field", name);

  return integer;
}

/**
 * overpaint_request_get_switch:
 * @request: a request
 * @name: name of a field that holds yes or no
 *
 * Returns: whether it is on
 */
gboolean
overpaint_request_get_switch (OverpaintRequest *request,
                              const gchar      *name)
{
  gboolean on = FALSE;

  if (! g_variant_lookup (request->values, name, "b", &on))
    g_critical ("%s is not a switch field", name);

  return on;
}

/**
 * overpaint_request_resolve:
 * @request: a request
 * @model: the model it names
 * @random_seed: 0..2147483647, taken where the request leaves the seed to chance
 * @error: return location for an %OVERPAINT_REQUEST_ERROR_INVALID
 *
 * Settles what was left open: each -1 becomes the model's best value, and stays
 * where the model does not use the field. The steps are raised where the
 * strength would leave none to perform, see overpaint_rules_least_steps().
 *
 * Returns: (transfer full) (nullable): the settled request, or %NULL where the strength
 *   is too little for any number of steps
 */
OverpaintRequest *
overpaint_request_resolve (OverpaintRequest      *request,
                           const OverpaintModel  *model,
                           gint                   random_seed,
                           GError               **error)
{
  const OverpaintField *strength_field;
  const OverpaintField *steps_field;
  GVariantDict          dict;
  gint                  steps;
  guint                 i;

  strength_field = overpaint_pipeline_get_field (request->pipeline, "strength");
  steps_field    = overpaint_pipeline_get_field (request->pipeline, "steps");

  g_variant_dict_init (&dict, request->values);

  for (i = 0; i < request->pipeline->n_fields; i++)
    {
      const OverpaintField *field = &request->pipeline->fields[i];
      gdouble               best;

      if ((field->flags & OVERPAINT_FIELD_AUTOMATIC) == 0 ||
          overpaint_request_get_number (request, field->name) != -1.0)
        continue;

      best = overpaint_model_get_best (model, field->name);

      if (field->kind == OVERPAINT_FIELD_INTEGER)
        g_variant_dict_insert (&dict, field->name, "i", (gint32) best);
      else
        g_variant_dict_insert (&dict, field->name, "d", best);
    }

  if (overpaint_request_get_integer (request, "seed") == -1)
    g_variant_dict_insert (&dict, "seed", "i", random_seed);

  if (overpaint_model_uses (model, strength_field))
    {
      gdouble strength;

      g_variant_dict_lookup (&dict, "strength", "d", &strength);
      g_variant_dict_lookup (&dict, "steps", "i", &steps);

      steps = overpaint_rules_least_steps (steps, strength, model->strength_floor,
                                           (gint) steps_field->maximum);
      if (steps < 0)
        {
          g_variant_dict_clear (&dict);
          g_set_error (error, OVERPAINT_REQUEST_ERROR, OVERPAINT_REQUEST_ERROR_INVALID,
                       _("strength: too little for even one of %d steps; take 0 or a greater strength."),
                       (gint) steps_field->maximum);
          return NULL;
        }

      g_variant_dict_insert (&dict, "steps", "i", steps);
    }

  return overpaint_request_new (request->pipeline, g_variant_dict_end (&dict), error);
}

/**
 * overpaint_request_vary:
 * @request: a settled request
 * @index: which of its pictures, from 0
 *
 * One picture of a request: the same, but for one image and for the seed, which is
 * base + @index modulo 2^31. So any picture can be made again alone.
 *
 * Returns: (transfer full): the request for that picture
 */
OverpaintRequest *
overpaint_request_vary (OverpaintRequest *request,
                        guint             index)
{
  GVariantDict dict;
  guint        seed;

  seed = (guint) overpaint_request_get_integer (request, "seed") + index;

  g_variant_dict_init (&dict, request->values);
  g_variant_dict_insert (&dict, "seed", "i", (gint32) (seed & G_MAXINT32));
  g_variant_dict_insert (&dict, "images", "i", 1);

  return overpaint_request_new (request->pipeline, g_variant_dict_end (&dict), NULL);
}

/**
 * overpaint_request_reseed:
 * @request: a settled request
 * @seed: seed of the first picture, 0..2147483647
 * @images: how many pictures, 1..64
 *
 * Returns: (transfer full): the same request, for other seeds
 */
OverpaintRequest *
overpaint_request_reseed (OverpaintRequest *request,
                          gint              seed,
                          gint              images)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, request->values);
  g_variant_dict_insert (&dict, "seed", "i", (gint32) seed);
  g_variant_dict_insert (&dict, "images", "i", (gint32) images);

  return overpaint_request_new (request->pipeline, g_variant_dict_end (&dict), NULL);
}

/**
 * overpaint_request_derive:
 * @request: a request
 * @values: (transfer none): an `a{sv}` of values by field name; a floating one is consumed
 * @error: return location for an #OverpaintRequestError
 *
 * Returns: (transfer full) (nullable): the same request, but for @values; %NULL where a field
 *   does not take its value
 */
OverpaintRequest *
overpaint_request_derive (OverpaintRequest  *request,
                          GVariant          *values,
                          GError           **error)
{
  g_autoptr (GVariant)  given = g_variant_ref_sink (values);
  GVariantDict          dict;
  GVariantIter          iter;
  const gchar          *name;
  GVariant             *value;

  g_variant_dict_init (&dict, request->values);
  g_variant_iter_init (&iter, given);

  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (&dict, name, value);

  return overpaint_request_new (request->pipeline, g_variant_dict_end (&dict), error);
}
