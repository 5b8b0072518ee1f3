/* model.c: what is known of one model
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model.h"

/**
 * overpaint_model_uses:
 * @model: a model
 * @field: a field of its pipeline
 *
 * Whether the model does anything with a field. What it does not use is neither
 * sent nor shown: instruct-pix2pix swallows a strength without a word, turbo
 * models a guidance scale.
 *
 * Returns: %FALSE for a per-model field that the model ignores
 */
gboolean
overpaint_model_uses (const OverpaintModel *model,
                      const OverpaintField *field)
{
  if ((field->flags & OVERPAINT_FIELD_PER_MODEL) == 0)
    return TRUE;

  return g_strv_contains (model->uses, field->name);
}

/**
 * overpaint_model_get_best:
 * @model: a model
 * @field_name: name of an automatic field, such as "steps"
 *
 * What -1 stands for.
 *
 * Returns: the model's best value for the field, in the field's own unit; -1 where the
 *   model does not use the field
 */
gdouble
overpaint_model_get_best (const OverpaintModel *model,
                          const gchar          *field_name)
{
  gdouble value = -1.0;

  g_variant_lookup (model->best, field_name, "d", &value);

  return value;
}

/**
 * overpaint_model_name_family:
 * @family: (nullable): a family of models, such as "sdxl"
 *
 * Returns: (transfer none) (nullable): what artists call it, the same in every language; %NULL for
 *   "unknown", and for one that is not known
 */
const gchar *
overpaint_model_name_family (const gchar *family)
{
  static const struct
  {
    const gchar *family;
    const gchar *name;
  } names[] =
  {
    { "sd1",  "SD 1" },
    { "sd2",  "SD 2" },
    { "sdxl", "SDXL" },
    { "sd3",  "SD 3" },
    { "flux", "FLUX" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].family, family) == 0)
      return names[i].name;

  return NULL;
}
