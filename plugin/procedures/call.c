/* call.c: one call of a procedure, in each run mode
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

#include "call.h"
#include "job-dialog.h"
#include "job-notes.h"
#include "run-progress.h"

/* Often enough that the seconds are seen to pass. */
#define TICK_MILLISECONDS 250

/* Scripts may ask for a dialog, or for the last values, where there is no screen. */
static gboolean
has_display (void)
{
  return gtk_init_check (NULL, NULL);
}

/**
 * overpaint_call_begin:
 * @call: a call that has just come
 * @error: return location for why it cannot be answered
 *
 * Prepares the plug-in for it: GEGL, the main loop, and where somebody is there, GTK.
 *
 * Returns: %FALSE where it wants a window, and there is no screen
 */
gboolean
overpaint_call_begin (OverpaintCall  *call,
                      GError        **error)
{
  gegl_init (NULL, NULL);

  /* GIMP's messages are then events of the main loop in which we wait. */
  gimp_plug_in_persistent_enable (gimp_get_plug_in ());

  call->status      = GIMP_PDB_CALLING_ERROR;
  call->with_person = call->run_mode != GIMP_RUN_NONINTERACTIVE && has_display ();

  if (call->run_mode == GIMP_RUN_INTERACTIVE && ! call->with_person)
    {
      g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                           _("run-mode: the dialog needs a screen; call the procedure non-interactively."));
      return FALSE;
    }

  if (call->with_person)
    gimp_ui_init ("overpaint");

  return TRUE;
}

/**
 * overpaint_call_get_drawable:
 * @call: a call
 * @error: return location for why there is none
 *
 * Returns: (transfer none) (nullable): the one layer, or the mask of one, that the call is for
 */
GimpDrawable *
overpaint_call_get_drawable (OverpaintCall  *call,
                             GError        **error)
{
  if (gimp_core_object_array_get_length ((GObject **) call->drawables) == 1)
    return call->drawables[0];

  g_set_error_literal (error, GIMP_PLUG_IN_ERROR, 0,
                       _("drawables: one layer is sent at a time; select exactly one."));
  return NULL;
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
wait_with_bar (const gchar   *title,
               OverpaintJob  *job,
               GError       **error)
{
  gboolean arrived;
  guint    tick_id;

  gimp_progress_init (title);
  tick_id = g_timeout_add (TICK_MILLISECONDS, on_tick, job);
  on_tick (job);

  arrived = overpaint_job_wait (job, error);

  g_source_remove (tick_id);
  gimp_progress_end ();

  return arrived;
}

/**
 * overpaint_call_end:
 * @call: a call
 * @status: how it ends, unless the artist stopped it
 * @error: (transfer full) (nullable): why
 *
 * Returns: (transfer full): what the call returns
 */
GimpValueArray *
overpaint_call_end (OverpaintCall     *call,
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

/**
 * overpaint_call_bring_in:
 * @call: a call whose job has pictures
 * @job: the job
 *
 * Brings the pictures in as layers, and says what did not go as asked.
 *
 * Returns: (transfer full): what the call returns
 */
GimpValueArray *
overpaint_call_bring_in (OverpaintCall *call,
                         OverpaintJob  *job)
{
  g_autofree GimpLayer **layers = NULL;
  g_autofree gchar      *notes  = NULL;
  GimpValueArray        *values;
  GError                *error  = NULL;

  layers = overpaint_job_insert (job, &error);
  if (layers == NULL)
    return overpaint_call_end (call, GIMP_PDB_EXECUTION_ERROR, error);

  if (call->with_person && overpaint_job_get_new_image (job) != NULL)
    gimp_display_new (overpaint_job_get_new_image (job));

  notes = overpaint_job_notes_write (overpaint_job_get_run (job), overpaint_job_get_new_image (job) != NULL);
  if (notes != NULL)
    gimp_message (notes);

  gimp_displays_flush ();

  /* GIMP keeps last values with the image, and takes an image that the artist has
   * closed for an error of ours.
   */
  if (call->with_person && ! overpaint_job_image_is_open (job))
    return overpaint_call_end (call, GIMP_PDB_CANCEL, NULL);

  values = overpaint_call_end (call, GIMP_PDB_SUCCESS, NULL);
  g_value_set_boxed (gimp_value_array_index (values, 1), layers);

  return values;
}

/**
 * overpaint_call_run:
 * @call: a call
 * @title: title of the window that shows progress
 * @make_job: (scope call): makes its job
 *
 * Answers a call in which nothing has to be asked.
 *
 * Returns: (transfer full): what the call returns
 */
GimpValueArray *
overpaint_call_run (OverpaintCall      *call,
                    const gchar        *title,
                    OverpaintCallMaker  make_job)
{
  g_autoptr (OverpaintJob)  job   = NULL;
  GError                   *error = NULL;

  job = make_job (call, &error);
  if (job == NULL)
    return overpaint_call_end (call, call->status, error);

  if (! (call->with_person ? overpaint_job_dialog_wait (title, job, &error) : wait_with_bar (title, job, &error)))
    return overpaint_call_end (call, GIMP_PDB_EXECUTION_ERROR, error);

  return overpaint_call_bring_in (call, job);
}

/**
 * overpaint_call_describe:
 * @procedure: a procedure that is being made
 * @label: its menu label, with a mnemonic
 * @blurb: what it does, in a line
 * @help: what it does, in sentences
 *
 * Puts a procedure into the menu Filters > Overpaint.
 */
void
overpaint_call_describe (GimpProcedure *procedure,
                         const gchar   *label,
                         const gchar   *blurb,
                         const gchar   *help)
{
  gimp_procedure_set_menu_label (procedure, label);
  gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Overpaint");
  gimp_procedure_set_documentation (procedure, blurb, help, NULL);
  gimp_procedure_set_attribution (procedure, "The Overpaint authors", "The Overpaint authors", "2026");
}

/**
 * overpaint_call_add_layers:
 * @procedure: a procedure that is being made
 *
 * Adds the return value `layers`, which overpaint_call_bring_in() fills.
 */
void
overpaint_call_add_layers (GimpProcedure *procedure)
{
  gimp_procedure_add_core_object_array_return_value (procedure, "layers", _("Layers"),
                                                     _("The new layers, in the order of their seeds"),
                                                     GIMP_TYPE_LAYER, G_PARAM_READWRITE);
}
