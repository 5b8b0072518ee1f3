/* copy-settings.c: the procedure that brings a layer's settings to the window
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "call.h"
#include "copy-settings.h"
#include "result.h"
#include "settings.h"
#include "studio-call.h"

/* Whoever made the image may have put an address of their own into it, and what the window holds
 * counts as the artist's own choice. So only a server that is configured comes along.
 */
static gboolean
is_configured (const gchar *name)
{
  g_autofree gchar                 *path     = NULL;
  g_autoptr (OverpaintSettings)     settings = NULL;
  g_autoptr (OverpaintServerEntry)  entry    = NULL;

  path     = g_build_filename (gimp_directory (), "overpaint", "settings.ini", NULL);
  settings = overpaint_settings_new (path, NULL);
  if (settings != NULL)
    entry = overpaint_settings_find_server (settings, name, NULL);

  return entry != NULL && ! g_str_equal (entry->name, entry->address);
}

static OverpaintWish *
read_wish (OverpaintCall  *call,
           GError        **error)
{
  GimpDrawable                 *drawable = overpaint_call_get_drawable (call, error);
  GimpLayer                    *layer    = NULL;
  g_autoptr (OverpaintRecord)   record   = NULL;
  g_autoptr (OverpaintRequest)  request  = NULL;

  if (drawable != NULL)
    record = overpaint_result_read (drawable, &layer, error);
  if (record == NULL)
    return NULL;

  request = overpaint_request_reseed (record->request, overpaint_result_get_seed (record), 1);

  if (! is_configured (overpaint_request_get_text (request, "server")))
    {
      g_autoptr (OverpaintRequest) elsewhere = NULL;
      GVariantDict                 values;

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "server", "s", "");
      elsewhere = overpaint_request_derive (request, g_variant_dict_end (&values), error);

      return elsewhere != NULL ? overpaint_wish_new (elsewhere, NULL, NULL, NULL, TRUE) : NULL;
    }

  return overpaint_wish_new (request, NULL, NULL, NULL, TRUE);
}

static GimpValueArray *
run_copy_settings (GimpProcedure        *procedure,
                   GimpRunMode           run_mode,
                   GimpImage            *image,
                   GimpDrawable        **drawables,
                   GimpProcedureConfig  *config,
                   gpointer              run_data)
{
  OverpaintCall              call  = { procedure, run_mode, image, drawables, config };
  g_autoptr (OverpaintWish)  wish  = NULL;
  GError                    *error = NULL;

  if (! overpaint_call_begin (&call, &error))
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  if (! call.with_person)
    {
      g_set_error_literal (&error, GIMP_PLUG_IN_ERROR, 0,
                           _("run-mode: this procedure fills a window; call it interactively, on a screen."));
      return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);
    }

  wish = read_wish (&call, &error);
  if (wish == NULL)
    return overpaint_call_end (&call, GIMP_PDB_CALLING_ERROR, error);

  return overpaint_studio_call (&call, wish);
}

/**
 * overpaint_copy_settings_create:
 * @plug_in: the plug-in
 *
 * Makes the procedure `plug-in-overpaint-copy-settings`. It takes a result layer, and opens the
 * window, or raises the one that is open, with everything that the layer was made with.
 *
 * Returns: (transfer full): the procedure
 */
GimpProcedure *
overpaint_copy_settings_create (GimpPlugIn *plug_in)
{
  GimpProcedure *procedure;

  procedure = gimp_image_procedure_new (plug_in, OVERPAINT_COPY_SETTINGS_PROCEDURE,
                                        GIMP_PDB_PROC_TYPE_PLUGIN, run_copy_settings, NULL, NULL);

  gimp_procedure_set_image_types (procedure, "RGB*, GRAY*");
  gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE);

  overpaint_call_describe (procedure, _("_Copy Settings to the Window..."),
                           _("Bring everything that this layer was made with into the window"),
                           _("Opens the window of Image to Image with the prompt, the model, the seed and all other "
                             "settings of this layer, or raises it where it is open. Nothing is sent."));

  return procedure;
}
