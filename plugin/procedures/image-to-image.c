/* image-to-image.c: the procedure that makes layers of a layer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "call.h"
#include "image-to-image.h"
#include "job-dialog.h"

static OverpaintJob *
make_job (OverpaintCall  *call,
          GError        **error)
{
  GimpDrawable                 *drawable = overpaint_call_get_drawable (call, error);
  g_autoptr (OverpaintRequest)  request  = NULL;

  call->status = GIMP_PDB_CALLING_ERROR;

  if (drawable == NULL)
    return NULL;

  request = overpaint_arguments_read (call->config, overpaint_pipeline_image_to_image (), error);
  if (request == NULL)
    return NULL;

  return overpaint_job_new (call->image, drawable, NULL, request, OVERPAINT_JOB_FROM_ARTIST, call->with_person,
                            &call->status, error);
}

static OverpaintJob *
make_job_for_dialog (GError   **error,
                     gpointer   user_data)
{
  return make_job (user_data, error);
}

static GimpValueArray *
run_image_to_image (GimpProcedure        *procedure,
                    GimpRunMode           run_mode,
                    GimpImage            *image,
                    GimpDrawable        **drawables,
                    GimpProcedureConfig  *config,
                    gpointer              run_data)
{
  OverpaintCall             call  = { procedure, run_mode, image, drawables, config };
  g_autoptr (OverpaintJob)  job   = NULL;
  GError                   *error = NULL;

  if (! overpaint_call_begin (&call, &error))
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  if (run_mode != GIMP_RUN_INTERACTIVE)
    return overpaint_call_run (&call, _("Image to Image"), make_job);

  job = overpaint_job_dialog_ask (procedure, config, make_job_for_dialog, &call);

  return job != NULL ? overpaint_call_bring_in (&call, job)
                     : overpaint_call_end (&call, GIMP_PDB_CANCEL, NULL);
}

/**
 * overpaint_image_to_image_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-image-to-image`. Its arguments come from the table
 * of fields; it returns `layers`, the new layers in the order of their seeds.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_image_to_image_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_image_procedure_new (plug_in, OVERPAINT_IMAGE_TO_IMAGE_PROCEDURE,
                                        GIMP_PDB_PROC_TYPE_PLUGIN, run_image_to_image, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE);

  overpaint_call_describe (procedure, _("_Image to Image..."),
                           _("Have an AI model paint over the layer"),
                           _("Sends the layer as the artist sees it, with a prompt, to a Livepeer "
                             "gateway or to a worker on this computer, and brings each picture "
                             "that comes back in as a new layer: right above, same place, same "
                             "size, same outline, in one undo step."));

  overpaint_arguments_add (procedure, overpaint_pipeline_image_to_image ());
  overpaint_call_add_layers (procedure);

  return procedure;
}
