/* run.c: one source times N variations, observed as it fills
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "arrival.h"
#include "catalogue.h"
#include "run.h"
#include "run-fault.h"
#include "run-progress.h"
#include "server.h"

struct _OverpaintRun
{
  GObject               parent_instance;

  OverpaintServer      *server;
  OverpaintRequest     *request;
  const OverpaintModel *model;
  OverpaintPixels      *pixels;
  OverpaintSentPicture *sent;
  GPtrArray            *variations;  /* OverpaintVariation */
  GTask                *task;        /* while it runs */
  guint                 in_flight;
  gint64                begun;       /* µs, monotonic; 0 before it was started */
};

G_DEFINE_FINAL_TYPE (OverpaintRun, overpaint_run, G_TYPE_OBJECT)

static guint changed_signal;

/* One answer of the server on its way from bytes to pixels. */
typedef struct
{
  OverpaintRun       *run;
  OverpaintVariation *variation;
} Errand;

static void overpaint_run_advance (OverpaintRun *self);

static Errand *
errand_new (OverpaintRun       *run,
            OverpaintVariation *variation)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->run       = g_object_ref (run);
  errand->variation = g_object_ref (variation);

  return errand;
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->run);
  g_object_unref (errand->variation);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
overpaint_run_finalize (GObject *object)
{
  OverpaintRun *self = OVERPAINT_RUN (object);

  g_clear_object (&self->server);
  g_clear_pointer (&self->request, overpaint_request_unref);
  g_clear_pointer (&self->pixels, overpaint_pixels_unref);
  g_clear_pointer (&self->sent, overpaint_sent_picture_free);
  g_clear_pointer (&self->variations, g_ptr_array_unref);

  G_OBJECT_CLASS (overpaint_run_parent_class)->finalize (object);
}

static void
overpaint_run_class_init (OverpaintRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = overpaint_run_finalize;

  /**
   * OverpaintRun::changed:
   * @self: the run
   *
   * A variation has been asked for, has arrived, has failed, or came as an extra.
   */
  changed_signal = g_signal_new ("changed", OVERPAINT_TYPE_RUN, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
overpaint_run_init (OverpaintRun *self)
{
  self->variations = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * overpaint_run_new:
 * @server: whom to ask
 * @request: a settled request, see overpaint_request_resolve()
 * @pixels: what was taken out of the layer, in 3 or 4 channels; immutable from now on
 *
 * Returns: (transfer full): a run that has not been started
 */
OverpaintRun *
overpaint_run_new (OverpaintServer  *server,
                   OverpaintRequest *request,
                   OverpaintPixels  *pixels)
{
  OverpaintRun *self = g_object_new (OVERPAINT_TYPE_RUN, NULL);
  guint         i;

  self->server  = g_object_ref (server);
  self->request = overpaint_request_ref (request);
  self->model   = overpaint_catalogue_lookup (overpaint_request_get_text (request, "model"));
  self->pixels  = overpaint_pixels_ref (pixels);

  for (i = 0; i < (guint) overpaint_request_get_integer (request, "images"); i++)
    {
      g_autoptr (OverpaintRequest) single = overpaint_request_vary (request, i);

      g_ptr_array_add (self->variations, overpaint_variation_new (single));
    }

  return self;
}

static void
overpaint_run_fail_waiting (OverpaintRun *self,
                            const GError *error)
{
  guint i;

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (self->variations, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_WAITING)
        overpaint_variation_fail (variation, error);
    }
}

static const GError *
overpaint_run_get_first_error (OverpaintRun *self)
{
  guint i;

  for (i = 0; i < self->variations->len; i++)
    {
      const GError *error = overpaint_variation_get_error (g_ptr_array_index (self->variations, i));

      if (error != NULL)
        return error;
    }

  return NULL;
}

/* The task is returned by hand, never by its own cancellable: what had arrived
 * before a stop is kept.
 */
static void
overpaint_run_end (OverpaintRun *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (overpaint_run_count (self, OVERPAINT_VARIATION_DONE) > 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_error_copy (overpaint_run_get_first_error (self)));
}

static void
overpaint_run_settle (OverpaintRun       *self,
                      OverpaintVariation *variation,
                      const GError       *error)
{
  if (error != NULL)
    {
      overpaint_variation_fail (variation, error);

      if (overpaint_run_fault_concerns_all (error))
        overpaint_run_fail_waiting (self, error);
    }

  self->in_flight--;
  g_signal_emit (self, changed_signal, 0);
  overpaint_run_advance (self);
}

static void
overpaint_run_take (OverpaintRun       *self,
                    OverpaintVariation *variation,
                    OverpaintArrival   *arrival)
{
  if (arrival->error != NULL)
    overpaint_variation_fail (variation, arrival->error);
  else
    overpaint_variation_complete (variation, arrival->pixels, arrival->seed,
                                  arrival->flagged, arrival->cropped);
}

static void
on_unpacked (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Errand)     errand   = user_data;
  g_autoptr (GPtrArray)  arrivals = NULL;
  guint                  i;

  arrivals = overpaint_arrivals_unpack_finish (result);

  /* Room for the extra pictures is made first: a fork copies one that runs. */
  for (i = 1; i < arrivals->len; i++)
    {
      OverpaintVariation *extra = overpaint_variation_fork (errand->variation);

      g_ptr_array_add (errand->run->variations, extra);
      overpaint_run_take (errand->run, extra, g_ptr_array_index (arrivals, i));
    }

  overpaint_run_take (errand->run, errand->variation, g_ptr_array_index (arrivals, 0));
  overpaint_run_settle (errand->run, errand->variation, NULL);
}

static void
on_generated (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Errand)     errand = user_data;
  g_autoptr (GPtrArray)  images = NULL;
  g_autoptr (GError)     error  = NULL;
  OverpaintRun          *run    = errand->run;

  images = overpaint_server_generate_finish (OVERPAINT_SERVER (source), result, &error);

  if (images != NULL)
    overpaint_arrivals_unpack_async (images, &run->sent->plan, on_unpacked, g_steal_pointer (&errand));
  else
    overpaint_run_settle (run, errand->variation, error);
}

static OverpaintVariation *
overpaint_run_find_waiting (OverpaintRun *self)
{
  guint i;

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (self->variations, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_WAITING)
        return variation;
    }

  return NULL;
}

static void
overpaint_run_advance (OverpaintRun *self)
{
  OverpaintVariation *variation;

  if (self->task == NULL)
    return;

  /* Asked anew each time: a server may turn out to be of another kind. */
  while (self->in_flight < overpaint_server_get_parallel (self->server) &&
         (variation = overpaint_run_find_waiting (self)) != NULL)
    {
      self->in_flight++;
      overpaint_variation_start (variation);
      overpaint_server_generate_async (self->server,
                                       overpaint_variation_get_request (variation),
                                       self->model,
                                       self->sent->png,
                                       g_task_get_cancellable (self->task),
                                       on_generated,
                                       errand_new (self, variation));
      g_signal_emit (self, changed_signal, 0);
    }

  if (self->in_flight == 0)
    overpaint_run_end (self);
}

static void
overpaint_run_give_up (OverpaintRun *self,
                       const GError *error)
{
  overpaint_run_fail_waiting (self, error);
  g_signal_emit (self, changed_signal, 0);
  overpaint_run_end (self);
}

static void
on_probed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (OverpaintRun)  self  = user_data;
  g_autoptr (GError)        error = NULL;

  if (overpaint_server_probe_finish (OVERPAINT_SERVER (source), result, &error))
    overpaint_run_advance (self);
  else
    overpaint_run_give_up (self, error);
}

/* What is wrong with the picture is found out before any server is troubled. */
static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (OverpaintRun)  self  = user_data;
  g_autoptr (GError)        error = NULL;

  self->sent = overpaint_sent_picture_prepare_finish (result, &error);
  if (self->sent == NULL)
    {
      overpaint_run_give_up (self, error);
      return;
    }

  overpaint_server_probe_async (self->server, g_task_get_cancellable (self->task),
                                on_probed, g_object_ref (self));
}

/**
 * overpaint_run_start_async:
 * @self: a run
 * @cancellable: (nullable): stops it; what had arrived by then is kept
 * @callback: called when nothing is waited for any more
 * @user_data: for @callback
 *
 * Makes the PNG, finds out what kind of server it is, and asks for each variation,
 * as many at a time as the server takes. A run is started once.
 */
void
overpaint_run_start_async (OverpaintRun        *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (OVERPAINT_IS_RUN (self));
  g_return_if_fail (self->begun == 0);

  self->begun = g_get_monotonic_time ();

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, overpaint_run_start_async);
  g_task_set_check_cancellable (self->task, FALSE);

  overpaint_sent_picture_prepare_async (self->pixels, self->model, cancellable,
                                        on_prepared, g_object_ref (self));
}

/**
 * overpaint_run_start_finish:
 * @self: a run
 * @result: the callback's
 * @error: return location for the first picture's error
 *
 * Returns: %TRUE where at least one picture is here; otherwise @error says why there is
 *   none, %G_IO_ERROR_CANCELLED where it was stopped before the first came
 */
gboolean
overpaint_run_start_finish (OverpaintRun  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * overpaint_run_get_server:
 * @self: a run
 *
 * Returns: (transfer none): who is asked
 */
OverpaintServer *
overpaint_run_get_server (OverpaintRun *self)
{
  return self->server;
}

/**
 * overpaint_run_get_sent:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what is sent; %NULL until it has been made
 */
const OverpaintSentPicture *
overpaint_run_get_sent (OverpaintRun *self)
{
  return self->sent;
}

/**
 * overpaint_run_get_n_variations:
 * @self: a run
 *
 * Returns: how many variations there are; it grows where a server sends more pictures
 *   than were asked for
 */
guint
overpaint_run_get_n_variations (OverpaintRun *self)
{
  return self->variations->len;
}

/**
 * overpaint_run_get_variation:
 * @self: a run
 * @index: which, from 0
 *
 * Returns: (transfer none): the variation
 */
OverpaintVariation *
overpaint_run_get_variation (OverpaintRun *self,
                             guint         index)
{
  g_return_val_if_fail (index < self->variations->len, NULL);

  return g_ptr_array_index (self->variations, index);
}

/**
 * overpaint_run_get_elapsed:
 * @self: a run
 *
 * Returns: how long it has been going on, in microseconds; 0 before it was started
 */
gint64
overpaint_run_get_elapsed (OverpaintRun *self)
{
  return self->begun == 0 ? 0 : g_get_monotonic_time () - self->begun;
}
