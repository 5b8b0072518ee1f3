/* arguments.c: a pipeline's fields as a procedure's arguments
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "arguments.h"

static void
add_argument (GimpProcedure        *procedure,
              const OverpaintField *field)
{
  const gchar *label   = _(field->label);
  const gchar *tooltip = _(field->tooltip);

  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
    case OVERPAINT_FIELD_WEIGHTS:
      gimp_procedure_add_string_argument (procedure, field->name, label, tooltip,
                                          field->initial_text, G_PARAM_READWRITE);
      break;

    case OVERPAINT_FIELD_INTEGER:
      gimp_procedure_add_int_argument (procedure, field->name, label, tooltip,
                                       (gint) field->minimum, (gint) field->maximum,
                                       (gint) field->initial, G_PARAM_READWRITE);
      break;

    case OVERPAINT_FIELD_NUMBER:
      gimp_procedure_add_double_argument (procedure, field->name, label, tooltip,
                                          field->minimum, field->maximum,
                                          field->initial, G_PARAM_READWRITE);
      break;

    case OVERPAINT_FIELD_SWITCH:
      gimp_procedure_add_boolean_argument (procedure, field->name, label, tooltip,
                                           field->initial != 0.0, G_PARAM_READWRITE);
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * overpaint_arguments_add:
 * @procedure: a procedure that is being made
 * @pipeline: what it asks for
 *
 * Adds an argument for each field of the pipeline, in the order of the table.
 */
void
overpaint_arguments_add (GimpProcedure           *procedure,
                         const OverpaintPipeline *pipeline)
{
  guint i;

  for (i = 0; i < pipeline->n_fields; i++)
    add_argument (procedure, &pipeline->fields[i]);
}

static GVariant *
read_argument (GimpProcedureConfig  *config,
               const OverpaintField *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (config), field->name, &value);

  switch (field->kind)
    {
    case OVERPAINT_FIELD_TEXT:
    case OVERPAINT_FIELD_WEIGHTS:
      {
        /* GIMP turns an empty text into none at all once it has cached the procedure. */
        const gchar *text = g_value_get_string (&value);

        return g_variant_new_take_string (g_utf8_make_valid (text == NULL ? "" : text, -1));
      }

    case OVERPAINT_FIELD_INTEGER:
      return g_variant_new_int32 (g_value_get_int (&value));

    case OVERPAINT_FIELD_NUMBER:
      return g_variant_new_double (g_value_get_double (&value));

    case OVERPAINT_FIELD_SWITCH:
      return g_variant_new_boolean (g_value_get_boolean (&value));

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * overpaint_arguments_read:
 * @config: the arguments of a call
 * @pipeline: what it asks for
 * @error: return location for an %OVERPAINT_REQUEST_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the request that the call makes
 */
OverpaintRequest *
overpaint_arguments_read (GimpProcedureConfig      *config,
                          const OverpaintPipeline  *pipeline,
                          GError                  **error)
{
  GVariantDict values;
  guint        i;

  g_variant_dict_init (&values, NULL);

  for (i = 0; i < pipeline->n_fields; i++)
    g_variant_dict_insert_value (&values, pipeline->fields[i].name,
                                 read_argument (config, &pipeline->fields[i]));

  return overpaint_request_new (pipeline, g_variant_dict_end (&values), error);
}
