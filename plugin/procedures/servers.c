/* servers.c: the procedure that opens the window with all servers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

#include "server-desk.h"
#include "servers.h"
#include "servers-dialog.h"

static void
show_window (OverpaintSettings *settings)
{
  g_autoptr (OverpaintSecrets)     secrets = overpaint_secrets_new ();
  g_autoptr (OverpaintServerDesk)  desk    = overpaint_server_desk_new (settings, secrets);
  g_autoptr (GMainLoop)            loop    = g_main_loop_new (NULL, FALSE);
  GtkWidget                       *dialog  = overpaint_servers_dialog_new (OVERPAINT_SERVER_KEEPER (desk));

  gimp_window_set_transient (GTK_WINDOW (dialog));
  g_signal_connect_swapped (dialog, "destroy", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (dialog));

  g_main_loop_run (loop);
  overpaint_server_desk_wait (desk);
}

static GimpValueArray *
run_servers (GimpProcedure       *procedure,
             GimpProcedureConfig *config,
             gpointer             run_data)
{
  g_autoptr (OverpaintSettings)  settings = NULL;
  g_autofree gchar              *path     = NULL;
  GimpRunMode                    run_mode;
  GError                        *error    = NULL;

  g_object_get (config, "run-mode", &run_mode, NULL);

  if (run_mode != GIMP_RUN_INTERACTIVE || ! gtk_init_check (NULL, NULL))
    {
      g_set_error_literal (&error, GIMP_PLUG_IN_ERROR, 0,
                           _("run-mode: this procedure is a window; call it interactively, on a screen."));
      return gimp_procedure_new_return_values (procedure, GIMP_PDB_CALLING_ERROR, error);
    }

  path     = g_build_filename (gimp_directory (), "overpaint", "settings.ini", NULL);
  settings = overpaint_settings_new (path, &error);
  if (settings == NULL)
    return gimp_procedure_new_return_values (procedure, GIMP_PDB_EXECUTION_ERROR, error);

  gimp_ui_init ("overpaint");
  show_window (settings);

  return gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
}

/**
 * overpaint_servers_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-servers`, a window with all servers. It needs no image.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_servers_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_procedure_new (plug_in, OVERPAINT_SERVERS_PROCEDURE, GIMP_PDB_PROC_TYPE_PLUGIN,
                                  run_servers, NULL, NULL);

  gimp_procedure_set_menu_label (procedure, _("Ser_vers..."));
  gimp_procedure_add_menu_path (procedure, "<Image>/Filters/Overpaint");

  gimp_procedure_set_documentation (procedure,
                                    _("Choose the servers that paint, and give them their tokens"),
                                    _("Opens a window in which servers are added, changed, tested and removed. "
                                      "Tokens are kept in the desktop's keyring."),
                                    NULL);
  gimp_procedure_set_attribution (procedure, "The Overpaint authors", "The Overpaint authors", "2026");

  gimp_procedure_add_enum_argument (procedure, "run-mode", _("Run mode"), _("The run mode"),
                                    GIMP_TYPE_RUN_MODE, GIMP_RUN_INTERACTIVE, G_PARAM_READWRITE);

  return procedure;
}
