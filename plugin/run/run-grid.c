/* run-grid.c: which pictures a run is to have
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "run-private.h"

static void
add_seeds (GPtrArray        *variations,
           OverpaintRequest *request,
           guint             value_index)
{
  guint n = (guint) overpaint_request_get_integer (request, "images");
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (OverpaintRequest) single = overpaint_request_vary (request, i);

      g_ptr_array_add (variations, overpaint_variation_new (single, value_index));
    }
}

/* Settled once more: a lesser strength may need more steps. */
static OverpaintRequest *
settle_value (OverpaintRequest      *request,
              OverpaintAxis         *axis,
              const OverpaintModel  *model,
              guint                  value_index,
              GError               **error)
{
  g_autoptr (OverpaintRequest) applied = overpaint_axis_apply (axis, request, value_index, error);

  return applied != NULL ? overpaint_request_resolve (applied, model, 0, error) : NULL;
}

/**
 * overpaint_run_grid_new: (skip)
 * @request: a settled request
 * @axis: (nullable): the values that each of its seeds is painted with
 * @error: return location for why there can be no such grid
 *
 * Lays out what is to be asked for: for the first value all seeds, then for the next.
 *
 * Returns: (transfer full) (nullable) (element-type OverpaintVariation): a variation for each, all
 *   of them waiting
 */
GPtrArray *
overpaint_run_grid_new (OverpaintRequest  *request,
                        OverpaintAxis     *axis,
                        GError           **error)
{
  g_autoptr (GPtrArray)  variations = g_ptr_array_new_with_free_func (g_object_unref);
  const OverpaintModel  *model;
  guint                  i;

  model = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));

  if (axis == NULL)
    {
      add_seeds (variations, request, 0);
      return g_steal_pointer (&variations);
    }

  if (! overpaint_axis_check (axis, request, model, error))
    return NULL;

  for (i = 0; i < overpaint_axis_get_n_values (axis); i++)
    {
      g_autoptr (OverpaintRequest) settled = settle_value (request, axis, model, i, error);

      if (settled == NULL)
        return NULL;

      add_seeds (variations, settled, i);
    }

  return g_steal_pointer (&variations);
}
