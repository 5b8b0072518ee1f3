/* remove-records.c: the procedure that makes an image forget
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimp.h>

#include <glib/gi18n-lib.h>

#include "call.h"
#include "memory.h"
#include "remove-records.h"

static void
say (guint n_records,
     guint n_values)
{
  g_autofree gchar *records = NULL;
  g_autofree gchar *values  = NULL;
  g_autofree gchar *text    = NULL;

  if (n_records == 0 && n_values == 0)
    {
      gimp_message (_("This image remembers nothing of Overpaint: there was nothing to remove."));
      return;
    }

  records = g_strdup_printf (ngettext ("%u layer no longer remembers how it was made.",
                                       "%u layers no longer remember how they were made.", n_records), n_records);
  values  = g_strdup_printf (ngettext ("The last values of %u dialog were removed.",
                                       "The last values of %u dialogs were removed.", n_values), n_values);
  text    = g_strconcat (n_records > 0 ? records : "", n_records > 0 && n_values > 0 ? " " : "",
                         n_values > 0 ? values : "", NULL);

  gimp_message (text);
}

static GimpValueArray *
run_remove_records (GimpProcedure        *procedure,
                    GimpRunMode           run_mode,
                    GimpImage            *image,
                    GimpDrawable        **drawables,
                    GimpProcedureConfig  *config,
                    gpointer              run_data)
{
  OverpaintCall   call  = { procedure, run_mode, image, drawables, config };
  GimpValueArray *values;
  guint           n_records;
  guint           n_values;
  GError         *error = NULL;

  if (! overpaint_call_begin (&call, &error))
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  if (! overpaint_memory_remove (image, &n_records, &n_values))
    {
      g_set_error (&error, GIMP_PLUG_IN_ERROR, 0, _("GIMP could not remove a record: %s"),
                   gimp_pdb_get_last_error (gimp_get_pdb ()));
      return overpaint_call_end (&call, GIMP_PDB_EXECUTION_ERROR, error);
    }

  say (n_records, n_values);
  gimp_displays_flush ();

  values = overpaint_call_end (&call, GIMP_PDB_SUCCESS, NULL);
  g_value_set_int (gimp_value_array_index (values, 1), n_records);
  g_value_set_int (gimp_value_array_index (values, 2), n_values);

  return values;
}

/**
 * overpaint_remove_records_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-remove-records`. It takes an image, and returns how many
 * `records` and `last-values` it has removed.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_remove_records_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_image_procedure_new (plug_in, OVERPAINT_REMOVE_RECORDS_PROCEDURE,
                                        GIMP_PDB_PROC_TYPE_PLUGIN, run_remove_records, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE |
                                                  GIMP_PROCEDURE_SENSITIVE_DRAWABLES |
                                                  GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES);

  overpaint_call_describe (procedure, _("Remove _Records"),
                           _("Make the image forget how its layers were made"),
                           _("Takes the prompt, the model, the server and everything else that layers remember "
                             "off every layer of the image, and the last values of Overpaint's dialogs off the "
                             "image, so that it can be shared. One undo brings them back. Pixels stay as they "
                             "are."));

  gimp_procedure_add_int_return_value (procedure, "records", _("Records"),
                                       _("How many layers have lost their record"), 0, G_MAXINT, 0, G_PARAM_READWRITE);
  gimp_procedure_add_int_return_value (procedure, "last-values", _("Last Values"),
                                       _("How many procedures' last values have gone"), 0, G_MAXINT, 0,
                                       G_PARAM_READWRITE);

  return procedure;
}
