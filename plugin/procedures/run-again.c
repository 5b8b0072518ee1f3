/* run-again.c: the procedure that goes on with a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "call.h"
#include "result.h"
#include "run-again.h"

/* As many as a request can ask for. */
#define MOST_IMAGES 64

static OverpaintJob *
make_job (OverpaintCall  *call,
          GError        **error)
{
  GimpDrawable                 *drawable = overpaint_call_get_drawable (call, error);
  GimpLayer                    *result   = NULL;
  GimpLayer                    *source;
  g_autoptr (OverpaintRecord)   record   = NULL;
  g_autoptr (OverpaintRequest)  request  = NULL;
  g_autoptr (GeglBuffer)        mask     = NULL;
  OverpaintRegion               region;
  gint                          images   = 0;

  call->status = GIMP_PDB_CALLING_ERROR;

  if (drawable == NULL)
    return NULL;

  record = overpaint_result_read (drawable, &result, error);
  if (record == NULL)
    return NULL;

  call->status = GIMP_PDB_EXECUTION_ERROR;

  source = overpaint_result_find_source (call->image, result, record, error);
  if (source == NULL)
    return NULL;

  g_object_get (call->config, "images", &images, NULL);
  if (images == 0)
    images = MIN (overpaint_result_count_run (call->image, result, record), MOST_IMAGES);

  request = overpaint_request_reseed (record->request,
                                      overpaint_result_next_seed (call->image, result, record, images), images);

  overpaint_result_get_region (result, record, source, &region);
  mask = region.mask;

  return overpaint_job_new (call->image, GIMP_DRAWABLE (source), &region, request, NULL,
                            OVERPAINT_JOB_FROM_RECORD, call->with_person, &call->status, error);
}

static GimpValueArray *
run_run_again (GimpProcedure        *procedure,
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

  return overpaint_call_run (&call, _("Run Again"), make_job);
}

/**
 * overpaint_run_again_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-run-again`. It takes a result layer and `images`, 0 for as
 * many as its run had, and returns `layers`.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_run_again_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_image_procedure_new (plug_in, OVERPAINT_RUN_AGAIN_PROCEDURE,
                                        GIMP_PDB_PROC_TYPE_PLUGIN, run_run_again, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE);

  overpaint_call_describe (procedure, _("Run _Again"),
                           _("Ask for more pictures like this one, with the next seeds"),
                           _("Sends the layer that this one was made from once more, the same part of it with "
                             "the same settings to the same server, and goes on with the seeds after "
                             "those that are there."));

  gimp_procedure_add_int_argument (procedure, "images", _("Im_ages"),
                                   _("How many pictures to ask for; 0 is as many as the run had"),
                                   0, MOST_IMAGES, 0, G_PARAM_READWRITE);
  overpaint_call_add_layers (procedure);

  return procedure;
}
