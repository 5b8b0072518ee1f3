/* what-made-this.c: the procedure that says how a layer was made
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

#include "call.h"
#include "record-text.h"
#include "result.h"
#include "text-dialog.h"
#include "what-made-this.h"

static void
show_text (const gchar *text)
{
  GtkWidget *dialog = overpaint_text_dialog_new (_("What Made This?"), text);

  gimp_window_set_transient (GTK_WINDOW (dialog));
  gtk_dialog_run (GTK_DIALOG (dialog));
  gtk_widget_destroy (dialog);
}

static GimpValueArray *
run_what_made_this (GimpProcedure        *procedure,
                    GimpRunMode           run_mode,
                    GimpImage            *image,
                    GimpDrawable        **drawables,
                    GimpProcedureConfig  *config,
                    gpointer              run_data)
{
  OverpaintCall                call     = { procedure, run_mode, image, drawables, config };
  GimpDrawable                *drawable;
  GimpLayer                   *layer    = NULL;
  g_autoptr (OverpaintRecord)  record   = NULL;
  g_autofree gchar            *text     = NULL;
  GimpValueArray              *values;
  GError                      *error    = NULL;

  if (! overpaint_call_begin (&call, &error))
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  drawable = overpaint_call_get_drawable (&call, &error);
  if (drawable != NULL)
    record = overpaint_result_read (drawable, &layer, &error);
  if (record == NULL)
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  text = overpaint_record_describe (record);

  if (call.with_person)
    show_text (text);

  /* Meanwhile the artist may have closed the image, with which GIMP keeps the last values. */
  if (call.with_person && ! gimp_image_is_valid (image))
    return overpaint_call_end (&call, GIMP_PDB_CANCEL, NULL);

  values = overpaint_call_end (&call, GIMP_PDB_SUCCESS, NULL);
  g_value_set_string (gimp_value_array_index (values, 1), text);

  return values;
}

/**
 * overpaint_what_made_this_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-what-made-this`. It takes a result layer, shows what it
 * remembers where somebody is there, and returns that as `text`.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_what_made_this_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_image_procedure_new (plug_in, OVERPAINT_WHAT_MADE_THIS_PROCEDURE,
                                        GIMP_PDB_PROC_TYPE_PLUGIN, run_what_made_this, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE);

  overpaint_call_describe (procedure, _("_What Made This?"),
                           _("Say how Overpaint made this layer"),
                           _("Shows the prompt, the model, the seed and everything else that the layer "
                             "remembers of how it was made. Nothing is sent."));

  gimp_procedure_add_string_return_value (procedure, "text", _("Text"),
                                          _("What the layer remembers, a line for each thing"),
                                          "", G_PARAM_READWRITE);

  return procedure;
}
