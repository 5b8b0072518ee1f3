/* same-seed-below.c: the procedure that paints the layer below in the same way
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "call.h"
#include "result.h"
#include "same-seed-below.h"

static OverpaintJob *
make_job (OverpaintCall  *call,
          GError        **error)
{
  GimpDrawable                 *drawable = overpaint_call_get_drawable (call, error);
  GimpLayer                    *result   = NULL;
  GimpLayer                    *below;
  g_autoptr (OverpaintRecord)   record   = NULL;
  g_autoptr (OverpaintRequest)  request  = NULL;
  g_autoptr (GeglBuffer)        mask     = NULL;
  OverpaintRegion               region;

  call->status = GIMP_PDB_CALLING_ERROR;

  if (drawable == NULL)
    return NULL;

  record = overpaint_result_read (drawable, &result, error);
  if (record == NULL)
    return NULL;

  call->status = GIMP_PDB_EXECUTION_ERROR;

  below = overpaint_result_find_below (call->image, result, error);
  if (below == NULL)
    return NULL;

  request = overpaint_request_reseed (record->request, overpaint_result_get_seed (record), 1);

  overpaint_result_get_region (result, NULL, below, &region);
  mask = region.mask;

  return overpaint_job_new (call->image, GIMP_DRAWABLE (below), &region, request, NULL,
                            OVERPAINT_JOB_FROM_RECORD, call->with_person, &call->status, error);
}

static GimpValueArray *
run_same_seed_below (GimpProcedure        *procedure,
                     GimpRunMode           run_mode,
                     GimpImage            *image,
                     GimpDrawable        **drawables,
                     GimpProcedureConfig  *config,
                     gpointer              run_data)
{
  OverpaintCall  call  = { procedure, run_mode, image, drawables, config };
  GError        *error = NULL;

  if (! overpaint_call_begin (&call, &error))
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  return overpaint_call_run (&call, _("Same Seed on the Layer Below"), make_job);
}

/**
 * overpaint_same_seed_below_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-same-seed-below`. It takes a result layer and returns
 * `layers`.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_same_seed_below_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_image_procedure_new (plug_in, OVERPAINT_SAME_SEED_BELOW_PROCEDURE,
                                        GIMP_PDB_PROC_TYPE_PLUGIN, run_same_seed_below, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE);

  overpaint_call_describe (procedure, _("_Same Seed on the Layer Below"),
                           _("Paint over the layer below in the way in which this one was made"),
                           _("Sends the layer right below this one, with this one's settings and seed, to the "
                             "same server. For a layer in a group of results it is the first layer below "
                             "the group."));

  overpaint_call_add_layers (procedure);

  return procedure;
}
