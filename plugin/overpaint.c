/* overpaint.c: the plug-in: which procedures exist, and which room serves each
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "copy-settings.h"
#include "image-to-image.h"
#include "overpaint.h"
#include "remove-records.h"
#include "run-again.h"
#include "same-seed-below.h"
#include "what-made-this.h"
#include "servers.h"

typedef GimpProcedure * (* CreateFunc) (GimpPlugIn *plug_in);

typedef struct
{
  const gchar *name;
  CreateFunc   create;
} ProcedureEntry;

static const ProcedureEntry procedures[] =
{
  { OVERPAINT_IMAGE_TO_IMAGE_PROCEDURE,  overpaint_image_to_image_create },
  { OVERPAINT_RUN_AGAIN_PROCEDURE,       overpaint_run_again_create },
  { OVERPAINT_SAME_SEED_BELOW_PROCEDURE, overpaint_same_seed_below_create },
  { OVERPAINT_WHAT_MADE_THIS_PROCEDURE,  overpaint_what_made_this_create },
  { OVERPAINT_REMOVE_RECORDS_PROCEDURE,  overpaint_remove_records_create },
  { OVERPAINT_COPY_SETTINGS_PROCEDURE,   overpaint_copy_settings_create },
  { OVERPAINT_SERVERS_PROCEDURE,         overpaint_servers_create },
};

struct _OverpaintPlugIn
{
  GimpPlugIn parent_instance;
};

G_DEFINE_FINAL_TYPE (OverpaintPlugIn, overpaint_plug_in, GIMP_TYPE_PLUG_IN)

static GList *
overpaint_plug_in_query_procedures (GimpPlugIn *plug_in)
{
  GList *names = NULL;
  guint  i;

  for (i = 0; i < G_N_ELEMENTS (procedures); i++)
    names = g_list_append (names, g_strdup (procedures[i].name));

  return names;
}

static GimpProcedure *
overpaint_plug_in_create_procedure (GimpPlugIn  *plug_in,
                                    const gchar *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      if (g_str_equal (name, procedures[i].name))
        return procedures[i].create (plug_in);
    }

  return NULL;
}

static void
overpaint_plug_in_class_init (OverpaintPlugInClass *klass)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (klass);

  plug_in_class->query_procedures = overpaint_plug_in_query_procedures;
  plug_in_class->create_procedure = overpaint_plug_in_create_procedure;
}

static void
overpaint_plug_in_init (OverpaintPlugIn *self)
{
}
