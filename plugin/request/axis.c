/* axis.c: the second axis of a grid: the same seeds with several values
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "axis.h"

/* Digits that a value is written with: more than any server reads, and no 0.29999999999999999. */
#define VALUE_FORMAT "%.10g"

struct _OverpaintAxis
{
  gatomicrefcount       references;
  const OverpaintField *field;
  gchar                *lora;       /* NULL but for "loras" */
  GArray               *values;     /* gdouble */
};

G_DEFINE_QUARK (overpaint-axis-error-quark, overpaint_axis_error)
G_DEFINE_BOXED_TYPE (OverpaintAxis, overpaint_axis, overpaint_axis_ref, overpaint_axis_unref)

static gchar *
format_value (gdouble  value,
              gchar   *buffer)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, VALUE_FORMAT, value);
}

static const OverpaintField *
find_field (const gchar  *name,
            const gchar  *lora,
            GError      **error)
{
  const OverpaintField *field = overpaint_pipeline_get_field (overpaint_pipeline_image_to_image (), name);

  if (g_strcmp0 (name, "strength") != 0 && g_strcmp0 (name, "loras") != 0)
    {
      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_FIELD,
                   _("A grid can be made of several strengths or of several weights of a LoRA, not of “%s”."),
                   name);
      return NULL;
    }

  if (field->kind == OVERPAINT_FIELD_WEIGHTS &&
      (lora == NULL || *lora == '\0' || ! g_utf8_validate (lora, -1, NULL)))
    {
      g_set_error_literal (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_FIELD,
                           _("Choose the LoRA whose weights the grid is to try."));
      return NULL;
    }

  return field;
}

static gboolean
check_value (const OverpaintField  *field,
             gdouble                value,
             GError               **error)
{
  gboolean automatic = (field->flags & OVERPAINT_FIELD_AUTOMATIC) != 0;
  gdouble  least     = automatic ? field->lowest : field->minimum;
  gchar    wrong[G_ASCII_DTOSTR_BUF_SIZE];
  gchar    low[G_ASCII_DTOSTR_BUF_SIZE];
  gchar    high[G_ASCII_DTOSTR_BUF_SIZE];

  /* The greatest number of weights is how many there may be, not how much one may be. */
  if (field->kind == OVERPAINT_FIELD_WEIGHTS)
    {
      if (isfinite (value) && value >= 0.0)
        return TRUE;

      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_VALUE,
                   _("%s cannot be a weight: it must not be below 0."), format_value (value, wrong));
      return FALSE;
    }

  /* Written so that NaN fails too. */
  if (value >= least && value <= field->maximum)
    return TRUE;

  /* Translators: a number that was typed, then the least and the greatest that are taken */
  g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_VALUE,
               _("%s is not taken: each value must be from %s to %s."), format_value (value, wrong),
               format_value (least, low), format_value (field->maximum, high));

  return FALSE;
}

/**
 * overpaint_axis_new:
 * @field: "strength" or "loras"
 * @lora: (nullable): with "loras", id of the LoRA whose weights these are
 * @values: (array length=n_values): the values, in the field's own unit, no two the same; they are
 *   kept to ten digits
 * @n_values: how many, 2..%OVERPAINT_AXIS_MAX_VALUES
 * @error: return location for an #OverpaintAxisError
 *
 * A strength is judged as its field judges it, but that -1, which stands for what the model likes
 * best, is no value of an axis; a weight is 0 or more.
 *
 * Returns: (transfer full) (nullable): the axis
 */
OverpaintAxis *
overpaint_axis_new (const gchar    *field,
                    const gchar    *lora,
                    const gdouble  *values,
                    guint           n_values,
                    GError        **error)
{
  g_autoptr (OverpaintAxis)  axis  = NULL;
  const OverpaintField      *found = find_field (field, lora, error);
  guint                      i;
  guint                      other;

  if (found == NULL)
    return NULL;

  if (n_values < OVERPAINT_AXIS_MIN_VALUES || n_values > OVERPAINT_AXIS_MAX_VALUES)
    {
      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_COUNT,
                   _("A grid takes %d to %d values, such as 0.3, 0.5, 0.7."),
                   OVERPAINT_AXIS_MIN_VALUES, OVERPAINT_AXIS_MAX_VALUES);
      return NULL;
    }

  axis = g_new0 (OverpaintAxis, 1);
  g_atomic_ref_count_init (&axis->references);
  axis->field  = found;
  axis->lora   = found->kind == OVERPAINT_FIELD_WEIGHTS ? g_strdup (lora) : NULL;
  axis->values = g_array_sized_new (FALSE, FALSE, sizeof (gdouble), n_values);

  for (i = 0; i < n_values; i++)
    {
      gchar   text[G_ASCII_DTOSTR_BUF_SIZE];
      gdouble value;

      if (! check_value (found, values[i], error))
        return NULL;

      /* As it will be written, so that no two have the same name, and -0 is 0. */
      value = g_ascii_strtod (format_value (values[i] + 0.0, text), NULL);

      for (other = 0; other < i; other++)
        {
          if (g_array_index (axis->values, gdouble, other) == value)
            {
              g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_VALUE,
                           _("%s stands there twice: it would make the same pictures again."), text);
              return NULL;
            }
        }

      g_array_append_val (axis->values, value);
    }

  return g_steal_pointer (&axis);
}

/**
 * overpaint_axis_ref:
 * @axis: an axis
 *
 * Returns: (transfer full): @axis, with one reference more
 */
OverpaintAxis *
overpaint_axis_ref (OverpaintAxis *axis)
{
  g_atomic_ref_count_inc (&axis->references);

  return axis;
}

/**
 * overpaint_axis_unref:
 * @axis: (transfer full): an axis
 *
 * Gives a reference back.
 */
void
overpaint_axis_unref (OverpaintAxis *axis)
{
  if (g_atomic_ref_count_dec (&axis->references))
    {
      g_array_unref (axis->values);
      g_free (axis->lora);
      g_free (axis);
    }
}

/**
 * overpaint_axis_get_field:
 * @axis: an axis
 *
 * Returns: (transfer none): "strength" or "loras"
 */
const gchar *
overpaint_axis_get_field (OverpaintAxis *axis)
{
  return axis->field->name;
}

/**
 * overpaint_axis_get_lora:
 * @axis: an axis
 *
 * Returns: (transfer none) (nullable): id of the LoRA whose weights it has; %NULL for strengths
 */
const gchar *
overpaint_axis_get_lora (OverpaintAxis *axis)
{
  return axis->lora;
}

/**
 * overpaint_axis_get_n_values:
 * @axis: an axis
 *
 * Returns: how many values it has, 2..%OVERPAINT_AXIS_MAX_VALUES
 */
guint
overpaint_axis_get_n_values (OverpaintAxis *axis)
{
  return axis->values->len;
}

/**
 * overpaint_axis_get_value:
 * @axis: an axis
 * @index: which value, from 0, in the order in which they were given
 *
 * Returns: the value, in the field's own unit
 */
gdouble
overpaint_axis_get_value (OverpaintAxis *axis,
                          guint          index)
{
  g_return_val_if_fail (index < axis->values->len, 0.0);

  return g_array_index (axis->values, gdouble, index);
}

/**
 * overpaint_axis_to_text:
 * @axis: an axis
 *
 * Returns: (transfer full): its values as overpaint_axis_new_from_text() reads them: "0.3, 0.5"
 */
gchar *
overpaint_axis_to_text (OverpaintAxis *axis)
{
  GString *text = g_string_new (NULL);
  guint    i;

  for (i = 0; i < axis->values->len; i++)
    {
      gchar number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              format_value (overpaint_axis_get_value (axis, i), number));
    }

  return g_string_free (text, FALSE);
}

/**
 * overpaint_axis_name_value:
 * @axis: an axis
 * @index: which value, from 0
 *
 * Returns: (transfer full): a translated name for the pictures with that value, with the number as
 *   it is typed: "Strength 0.4", "owner/name 0.8"
 */
gchar *
overpaint_axis_name_value (OverpaintAxis *axis,
                           guint          index)
{
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  format_value (overpaint_axis_get_value (axis, index), number);

  if (axis->lora != NULL)
    return g_strdup_printf ("%s %s", axis->lora, number);

  /* Translators: name of a group of result layers: those made with this strength, 0 to 1 */
  return g_strdup_printf (_("Strength %s"), number);
}

/* Read by a parser that is not immutable, as the field's rules do. */
static gchar *
weigh_lora (const gchar *weights,
            const gchar *lora,
            gdouble      weight)
{
  g_autoptr (JsonParser)  parser = json_parser_new ();
  gboolean                read;

  read = json_parser_load_from_data (parser, *weights == '\0' ? "{}" : weights, -1, NULL);
  g_return_val_if_fail (read, NULL);

  json_object_set_double_member (json_node_get_object (json_parser_get_root (parser)), lora, weight);

  return json_to_string (json_parser_get_root (parser), FALSE);
}

/**
 * overpaint_axis_apply:
 * @axis: an axis
 * @request: a request
 * @index: which value, from 0
 * @error: return location for an #OverpaintRequestError
 *
 * Derives the request for one value. A weight is given to the LoRA, which joins the others where
 * it was not among them.
 *
 * Returns: (transfer full) (nullable): the request; %NULL where the LoRA is one too many
 */
OverpaintRequest *
overpaint_axis_apply (OverpaintAxis     *axis,
                      OverpaintRequest  *request,
                      guint              index,
                      GError           **error)
{
  const gchar  *name  = axis->field->name;
  gdouble       value = overpaint_axis_get_value (axis, index);
  GVariantDict  dict;

  g_variant_dict_init (&dict, NULL);

  if (axis->lora != NULL)
    {
      g_autofree gchar *weights = weigh_lora (overpaint_request_get_text (request, name), axis->lora, value);

      g_variant_dict_insert (&dict, name, "s", weights);
    }
  else
    {
      g_variant_dict_insert (&dict, name, "d", value);
    }

  return overpaint_request_derive (request, g_variant_dict_end (&dict), error);
}

/**
 * overpaint_axis_check:
 * @axis: an axis
 * @request: a request
 * @model: the model that it names
 * @error: return location for an #OverpaintAxisError
 *
 * Whether one run can take the values with as many seeds as the request has images, which is at
 * most what the field of the images takes, and whether the model would tell the values apart.
 *
 * Returns: whether the grid can be asked for
 */
gboolean
overpaint_axis_check (OverpaintAxis         *axis,
                      OverpaintRequest      *request,
                      const OverpaintModel  *model,
                      GError               **error)
{
  const OverpaintField *images;
  guint                 n_images = (guint) overpaint_request_get_integer (request, "images");
  guint                 n_values = axis->values->len;
  guint                 most;

  images = overpaint_pipeline_get_field (overpaint_request_get_pipeline (request), "images");
  most   = (guint) images->maximum;

  if (! overpaint_model_uses (model, axis->field))
    {
      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_UNUSED,
                   _("%s has no use for a strength: each column of the grid would be the same."),
                   overpaint_request_get_text (request, "model"));
      return FALSE;
    }

  if (n_images * n_values > most)
    {
      /* Translators: values, seeds, their product, the most that is possible */
      g_set_error (error, OVERPAINT_AXIS_ERROR, OVERPAINT_AXIS_ERROR_TOO_MANY_PICTURES,
                   _("%u values with %u seeds each are %u pictures; one run takes at most %u."),
                   n_values, n_images, n_images * n_values, most);
      return FALSE;
    }

  return TRUE;
}
