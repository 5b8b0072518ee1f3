/* job.c: one call, from the layer to the layers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalogue.h"
#include "harvest.h"
#include "insertion.h"
#include "job.h"
#include "job-server.h"

struct _OverpaintJob
{
  GObject           parent_instance;

  OverpaintRequest *request;      /* settled */
  OverpaintSource  *source;
  OverpaintRun     *run;
  GCancellable     *cancellable;
  GimpImage        *new_image;

  GMainLoop        *loop;         /* while it waits */
  GError           *error;

  gint64            taken;        /* how long each part took, in µs */
  gint64            waited;
};

G_DEFINE_FINAL_TYPE (OverpaintJob, overpaint_job, G_TYPE_OBJECT)

static void
overpaint_job_finalize (GObject *object)
{
  OverpaintJob *self = OVERPAINT_JOB (object);

  g_clear_pointer (&self->request, overpaint_request_unref);
  g_clear_object (&self->source);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (overpaint_job_parent_class)->finalize (object);
}

static void
overpaint_job_class_init (OverpaintJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_job_finalize;
}

static void
overpaint_job_init (OverpaintJob *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * overpaint_job_new:
 * @image: the image
 * @drawable: the layer, or its mask
 * @region: (nullable): what is taken of it, whatever is selected now
 * @request: what is asked for
 * @axis: (nullable): the values that each seed is painted with
 * @origin: who asks for it
 * @with_person: whether somebody is there whom a locked keyring may ask for its password
 * @status: (out): how the call ends where there is an error
 * @error: return location for the error of whichever room refuses
 *
 * Settles the request, finds the server, and takes the layer out. Nothing has been
 * sent yet.
 *
 * Returns: (transfer full) (nullable): a job that can wait for its pictures
 */
OverpaintJob *
overpaint_job_new (GimpImage              *image,
                   GimpDrawable           *drawable,
                   const OverpaintRegion  *region,
                   OverpaintRequest       *request,
                   OverpaintAxis          *axis,
                   OverpaintJobOrigin      origin,
                   gboolean                with_person,
                   GimpPDBStatusType      *status,
                   GError                **error)
{
  g_autoptr (OverpaintJob)     self   = g_object_new (OVERPAINT_TYPE_JOB, NULL);
  g_autoptr (OverpaintServer)  server = NULL;
  g_autoptr (GError)           reason = NULL;
  const OverpaintModel        *model;
  gint64                       begun  = g_get_monotonic_time ();

  *status = GIMP_PDB_CALLING_ERROR;

  model = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));

  self->request = overpaint_request_resolve (request, model, g_random_int () & G_MAXINT32, error);
  if (self->request == NULL)
    return NULL;

  server = overpaint_job_server_new (self->request, origin, with_person, error);
  if (server == NULL)
    return NULL;

  self->source = overpaint_source_new (image, drawable, region, &reason);
  if (self->source == NULL)
    {
      if (! g_error_matches (reason, OVERPAINT_SOURCE_ERROR, OVERPAINT_SOURCE_ERROR_NOT_A_LAYER))
        *status = GIMP_PDB_EXECUTION_ERROR;

      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  self->run = overpaint_run_new (server, self->request, axis, overpaint_source_get_pixels (self->source), error);
  if (self->run == NULL)
    return NULL;

  self->taken = g_get_monotonic_time () - begun;

  return g_steal_pointer (&self);
}

/**
 * overpaint_job_get_run:
 * @self: a job
 *
 * Returns: (transfer none): its run
 */
OverpaintRun *
overpaint_job_get_run (OverpaintJob *self)
{
  return self->run;
}

/**
 * overpaint_job_get_cancellable:
 * @self: a job
 *
 * Returns: (transfer none): stops it; what had arrived is kept
 */
GCancellable *
overpaint_job_get_cancellable (OverpaintJob *self)
{
  return self->cancellable;
}

static void
on_run_finished (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  OverpaintJob *self = user_data;

  overpaint_run_start_finish (OVERPAINT_RUN (source), result, &self->error);
  g_main_loop_quit (self->loop);
}

/**
 * overpaint_job_wait:
 * @self: a job, once
 * @error: return location for the reason why no picture came
 *
 * Has the run in a main loop, so that windows stay alive, and comes back when nothing
 * is waited for any more.
 *
 * Returns: whether there is at least one picture; %G_IO_ERROR_CANCELLED where it was
 *   stopped before the first came
 */
gboolean
overpaint_job_wait (OverpaintJob  *self,
                    GError       **error)
{
  gint64 begun = g_get_monotonic_time ();

  self->loop = g_main_loop_new (NULL, FALSE);
  overpaint_run_start_async (self->run, self->cancellable, on_run_finished, self);
  g_main_loop_run (self->loop);
  g_clear_pointer (&self->loop, g_main_loop_unref);

  self->waited = g_get_monotonic_time () - begun;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}

/**
 * overpaint_job_insert:
 * @self: a job that has waited
 * @error: return location for the layer room's error
 *
 * Brings the pictures that came into the image. A picture that the server marked, or
 * that is all black, comes in hidden.
 *
 * Returns: (transfer container) (array zero-terminated=1) (nullable): the new layers, in the
 *   order of their seeds
 */
GimpLayer **
overpaint_job_insert (OverpaintJob  *self,
                      GError       **error)
{
  g_autoptr (GPtrArray)         variations = overpaint_harvest_list (self->run);
  g_autoptr (OverpaintHarvest)  harvest    = overpaint_harvest_new (self->run, self->source, variations);
  GimpLayer                   **layers;
  gint64                        begun      = g_get_monotonic_time ();

  layers = overpaint_insertion_insert (self->source, harvest->results, harvest->n_results, harvest->group_name,
                                       &self->new_image, error);

  /* Seen with G_MESSAGES_DEBUG=Overpaint. */
  g_info ("timing: out %d ms, waiting %d ms, in %d ms",
          (gint) (self->taken / 1000), (gint) (self->waited / 1000),
          (gint) ((g_get_monotonic_time () - begun) / 1000));

  return layers;
}

/**
 * overpaint_job_get_new_image:
 * @self: a job whose pictures have been brought in
 *
 * Returns: (transfer none) (nullable): the image that they opened as, where their own or its
 *   layer was gone
 */
GimpImage *
overpaint_job_get_new_image (OverpaintJob *self)
{
  return self->new_image;
}

/**
 * overpaint_job_image_is_open:
 * @self: a job
 *
 * Returns: whether the image that the call was for still exists; where it does not, GIMP takes a
 *   success for an error
 */
gboolean
overpaint_job_image_is_open (OverpaintJob *self)
{
  return overpaint_source_find_image (self->source) != NULL;
}
