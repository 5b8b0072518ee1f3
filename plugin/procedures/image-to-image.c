/* image-to-image.c: the procedure that makes layers of a layer
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

#include "arguments.h"
#include "image-to-image.h"
#include "job.h"
#include "job-dialog.h"
#include "job-notes.h"
#include "run-progress.h"

/* Often enough that the seconds are seen to pass. */
#define TICK_MILLISECONDS 250

typedef struct
{
  GimpProcedure       *procedure;
  GimpImage           *image;
  GimpDrawable       **drawables;
  GimpProcedureConfig *config;
  GimpPDBStatusType    status;
  gboolean             with_person;
} Call;

static OverpaintJob *
make_job (GError   **error,
          gpointer   user_data)
{
  Call                         *call    = user_data;
  g_autoptr (OverpaintRequest)  request = NULL;

  call->status = GIMP_PDB_CALLING_ERROR;

  if (gimp_core_object_array_get_length ((GObject **) call->drawables) != 1)
    {
      g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                           _("drawables: one layer is sent at a time; select exactly one."));
      return NULL;
    }

  request = overpaint_arguments_read (call->config, overpaint_pipeline_image_to_image (), error);
  if (request == NULL)
    return NULL;

  return overpaint_job_new (call->image, call->drawables[0], request, call->with_person, &call->status, error);
}

static gboolean
on_tick (gpointer user_data)
{
  OverpaintRun     *run  = overpaint_job_get_run (user_data);
  g_autofree gchar *text = overpaint_run_describe (run);
  gdouble           part = overpaint_run_get_fraction (run);

  gimp_progress_set_text_printf ("%s", text);

  if (part > 0.0)
    gimp_progress_update (part);
  else
    gimp_progress_pulse ();

  return G_SOURCE_CONTINUE;
}

/* Nobody is there: GIMP's own bar serves. Its Cancel kills the plug-in, and as
 * nothing has been inserted by then, the image stays as it was.
 */
static gboolean
wait_with_bar (OverpaintJob  *job,
               GError       **error)
{
  gboolean arrived;
  guint    tick_id;

  gimp_progress_init (_("Image to Image"));
  tick_id = g_timeout_add (TICK_MILLISECONDS, on_tick, job);
  on_tick (job);

  arrived = overpaint_job_wait (job, error);

  g_source_remove (tick_id);
  gimp_progress_end ();

  return arrived;
}

static GimpValueArray *
end_call (Call              *call,
          GimpPDBStatusType  status,
          GError            *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      status = GIMP_PDB_CANCEL;
    }

  return gimp_procedure_new_return_values (call->procedure, status, error);
}

static GimpValueArray *
bring_in (Call         *call,
          OverpaintJob *job,
          gboolean      with_person)
{
  g_autofree GimpLayer **layers = NULL;
  g_autofree gchar      *notes  = NULL;
  GimpValueArray        *values;
  GError                *error  = NULL;

  layers = overpaint_job_insert (job, &error);
  if (layers == NULL)
    return end_call (call, GIMP_PDB_EXECUTION_ERROR, error);

  if (with_person && overpaint_job_get_new_image (job) != NULL)
    gimp_display_new (overpaint_job_get_new_image (job));

  notes = overpaint_job_notes_write (job);
  if (notes != NULL)
    gimp_message (notes);

  gimp_displays_flush ();

  /* GIMP keeps last values with the image, and takes an image that the artist has
   * closed for an error of ours.
   */
  if (with_person && ! overpaint_job_image_is_open (job))
    return end_call (call, GIMP_PDB_CANCEL, NULL);

  values = end_call (call, GIMP_PDB_SUCCESS, NULL);
  g_value_set_boxed (gimp_value_array_index (values, 1), layers);

  return values;
}

/* Scripts may ask for a dialog, or for the last values, where there is no screen. */
static gboolean
has_display (void)
{
  return gtk_init_check (NULL, NULL);
}

static GimpValueArray *
run_image_to_image (GimpProcedure        *procedure,
                    GimpRunMode           run_mode,
                    GimpImage            *image,
                    GimpDrawable        **drawables,
                    GimpProcedureConfig  *config,
                    gpointer              run_data)
{
  Call                      call  = { procedure, image, drawables, config, GIMP_PDB_CALLING_ERROR, FALSE };
  g_autoptr (OverpaintJob)  job   = NULL;
  GError                   *error = NULL;
  gboolean                  with_person;

  gegl_init (NULL, NULL);

  /* GIMP's messages are then events of the main loop in which we wait. */
  gimp_plug_in_persistent_enable (gimp_get_plug_in ());

  with_person = run_mode != GIMP_RUN_NONINTERACTIVE && has_display ();
  call.with_person = with_person;

  if (run_mode == GIMP_RUN_INTERACTIVE && ! with_person)
    {
      g_set_error_literal (&error, GIMP_PLUG_IN_ERROR, 0,
                           _("run-mode: the dialog needs a screen; call the procedure non-interactively."));
      return end_call (&call, GIMP_PDB_CALLING_ERROR, error);
    }

  if (with_person)
    gimp_ui_init ("overpaint");

  if (run_mode == GIMP_RUN_INTERACTIVE)
    {
      job = overpaint_job_dialog_ask (procedure, config, make_job, &call);

      return job != NULL ? bring_in (&call, job, TRUE) : end_call (&call, GIMP_PDB_CANCEL, NULL);
    }

  job = make_job (&error, &call);
  if (job == NULL)
    return end_call (&call, call.status, error);

  if (! (with_person ? overpaint_job_dialog_wait (job, &error) : wait_with_bar (job, &error)))
    return end_call (&call, GIMP_PDB_EXECUTION_ERROR, error);

  return bring_in (&call, job, with_person);
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

  gimp_procedure_set_menu_label (procedure, _("_Image to Image..."));
  gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Overpaint");

  gimp_procedure_set_documentation (procedure,
                                    _("Have an AI model paint over the layer"),
                                    _("Sends the layer as the artist sees it, with a prompt, to a Livepeer "
                                      "gateway or to a worker on this computer, and brings each picture "
                                      "that comes back in as a new layer: right above, same place, same "
                                      "size, same outline, in one undo step."),
                                    NULL);
  gimp_procedure_set_attribution (procedure, "The Overpaint authors", "The Overpaint authors", "2026");

  overpaint_arguments_add (procedure, overpaint_pipeline_image_to_image ());

  gimp_procedure_add_core_object_array_return_value (procedure, "layers", _("Layers"),
                                                     _("The new layers, in the order of their seeds"),
                                                     GIMP_TYPE_LAYER, G_PARAM_READWRITE);

  return procedure;
}
