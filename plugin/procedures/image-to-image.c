/* image-to-image.c: the procedure that makes layers of a layer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "call.h"
#include "image-to-image.h"
#include "order.h"
#include "shelf.h"
#include "studio-call.h"

/* What the window was asked for last, if it ever was; GIMP's own last values are those of scripts. */
static OverpaintOrder *
find_last_order (GError **error)
{
  g_autofree gchar                 *folder      = g_build_filename (gimp_directory (), "overpaint", NULL);
  g_autoptr (OverpaintShelf)        shelf       = overpaint_shelf_new (folder);
  g_autoptr (OverpaintWish)         wish        = NULL;

  wish = overpaint_preferences_get_wish (overpaint_shelf_get_preferences (shelf));

  return wish != NULL ? overpaint_order_new (wish, overpaint_shelf_get_styles (shelf), error) : NULL;
}

static OverpaintJob *
make_job (OverpaintCall  *call,
          GError        **error)
{
  GimpDrawable                 *drawable = overpaint_call_get_drawable (call, error);
  g_autoptr (OverpaintRequest)  request  = NULL;
  g_autoptr (OverpaintOrder)    last     = NULL;
  g_autoptr (GError)            reason   = NULL;

  call->status = GIMP_PDB_CALLING_ERROR;

  if (drawable == NULL)
    return NULL;

  if (call->run_mode == GIMP_RUN_WITH_LAST_VALS)
    last = find_last_order (&reason);

  if (last != NULL)
    request = overpaint_request_ref (last->request);
  else if (reason == NULL)
    request = overpaint_arguments_read (call->config, overpaint_pipeline_image_to_image (), &reason);

  if (request == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  return overpaint_job_new (call->image, drawable, NULL, request, last != NULL ? last->wish->axis : NULL,
                            OVERPAINT_JOB_FROM_ARTIST, call->with_person, &call->status, error);
}

static GimpValueArray *
run_image_to_image (GimpProcedure        *procedure,
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

  if (run_mode == GIMP_RUN_INTERACTIVE)
    return overpaint_studio_call (&call, NULL);

  return overpaint_call_run (&call, _("Image to Image"), make_job);
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
