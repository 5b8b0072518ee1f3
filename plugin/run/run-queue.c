/* run-queue.c: a run's pictures, asked for in their turn
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>

#include "arrival.h"
#include "run-fault.h"
#include "run-private.h"
#include "server.h"

/* One picture on its way: asked for, then from bytes to pixels. */
typedef struct
{
  OverpaintRun         *run;
  OverpaintVariation   *variation;
  OverpaintSentPicture *sent;
  GCancellable         *cancellable;
} Errand;

static Errand *
errand_new (OverpaintRun       *run,
            OverpaintVariation *variation)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->run         = g_object_ref (run);
  errand->variation   = g_object_ref (variation);
  errand->sent        = overpaint_sent_picture_ref (run->sent);
  errand->cancellable = g_cancellable_new ();

  return errand;
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->run);
  g_object_unref (errand->variation);
  overpaint_sent_picture_unref (errand->sent);
  g_object_unref (errand->cancellable);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

/**
 * overpaint_run_fail_waiting: (skip)
 * @self: a run
 * @error: why
 *
 * Fails each variation that has not been asked for yet.
 */
void
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

static GError *
new_stopped_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("It was stopped."));
}

/**
 * overpaint_run_stop_all: (skip)
 * @self: a run
 *
 * Fails each variation that has not been asked for yet, and stops the others; each of these fails
 * on its own, as soon as its connection is closed.
 */
void
overpaint_run_stop_all (OverpaintRun *self)
{
  g_autoptr (GError) error = new_stopped_error ();
  guint              i;

  overpaint_run_fail_waiting (self, error);

  /* Backwards: one that is stopped may be gone when this returns. */
  for (i = self->errands->len; i > 0; i--)
    {
      Errand *errand = g_ptr_array_index (self->errands, i - 1);

      g_cancellable_cancel (errand->cancellable);
    }
}

static gboolean
overpaint_run_is_stopped (OverpaintRun *self)
{
  return self->task != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

/* A fault that concerns all ends the run, but one that was stopped alone concerns itself. */
static void
overpaint_run_settle (OverpaintRun *self,
                      Errand       *errand,
                      const GError *error)
{
  g_ptr_array_remove (self->errands, errand);

  if (error != NULL)
    {
      gboolean alone = g_cancellable_is_cancelled (errand->cancellable) && ! overpaint_run_is_stopped (self);

      overpaint_variation_fail (errand->variation, error);

      if (overpaint_run_fault_concerns_all (error) && ! alone)
        overpaint_run_fail_waiting (self, error);
    }

  overpaint_run_emit_changed (self);
  overpaint_run_advance (self);
}

static void
take (OverpaintVariation *variation,
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
      take (extra, g_ptr_array_index (arrivals, i));
    }

  take (errand->variation, g_ptr_array_index (arrivals, 0));
  overpaint_run_settle (errand->run, errand, NULL);
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
  OverpaintSentPicture  *sent   = errand->sent;

  images = overpaint_server_generate_finish (OVERPAINT_SERVER (source), result, &error);

  if (images != NULL)
    overpaint_arrivals_unpack_async (images, &sent->plan, on_unpacked, g_steal_pointer (&errand));
  else
    overpaint_run_settle (run, errand, error);
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
overpaint_run_ask (OverpaintRun       *self,
                   OverpaintVariation *variation)
{
  Errand *errand = errand_new (self, variation);

  g_ptr_array_add (self->errands, errand);
  overpaint_variation_set_sent (variation, errand->sent);
  overpaint_variation_start (variation);
  overpaint_server_generate_async (self->server,
                                   overpaint_variation_get_request (variation),
                                   self->model,
                                   errand->sent->png,
                                   errand->cancellable,
                                   on_generated,
                                   errand);
  overpaint_run_emit_changed (self);
}

/**
 * overpaint_run_advance: (skip)
 * @self: a run
 *
 * Asks for as many pictures as the server takes at a time, and ends the run where there is nothing
 * to wait for any more.
 */
void
overpaint_run_advance (OverpaintRun *self)
{
  OverpaintVariation *variation;

  /* Asked anew each time: a server may turn out to be of another kind, and whoever hears of a
   * change may stop the run.
   */
  while (self->task != NULL && self->asking && ! overpaint_run_is_stopped (self)      &&
         self->errands->len < overpaint_server_get_parallel (self->server)            &&
         (variation = overpaint_run_find_waiting (self)) != NULL)
    overpaint_run_ask (self, variation);

  if (self->task == NULL || self->preparing || self->errands->len > 0)
    return;

  /* It was stopped before anybody was told. */
  if (overpaint_run_is_stopped (self))
    overpaint_run_stop_all (self);

  overpaint_run_end (self);
}

/**
 * overpaint_run_stop_variation:
 * @self: a run
 * @variation: one of its variations
 *
 * Stops one picture alone; the others go on. One that waits fails at once with
 * %G_IO_ERROR_CANCELLED, one that has been asked for as soon as its connection is closed, unless
 * its picture is here by then. For one that is done or has failed it does nothing.
 */
void
overpaint_run_stop_variation (OverpaintRun       *self,
                              OverpaintVariation *variation)
{
  guint i;

  g_return_if_fail (OVERPAINT_IS_RUN (self));
  g_return_if_fail (OVERPAINT_IS_VARIATION (variation));

  if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_WAITING)
    {
      g_autoptr (GError) error = new_stopped_error ();

      overpaint_variation_fail (variation, error);
      overpaint_run_emit_changed (self);
      return;
    }

  for (i = 0; i < self->errands->len; i++)
    {
      Errand *errand = g_ptr_array_index (self->errands, i);

      if (errand->variation == variation)
        {
          g_cancellable_cancel (errand->cancellable);
          return;
        }
    }
}

/**
 * overpaint_run_retry:
 * @self: a run
 * @variation: one of its variations
 *
 * Has a picture that failed, or was stopped, wait again. Where the run still goes on it is asked
 * for in its turn; where it has ended, overpaint_run_start_async() is to be called again, once for
 * any number of them. For one that has not failed it does nothing.
 */
void
overpaint_run_retry (OverpaintRun       *self,
                     OverpaintVariation *variation)
{
  g_return_if_fail (OVERPAINT_IS_RUN (self));
  g_return_if_fail (OVERPAINT_IS_VARIATION (variation));

  if (overpaint_variation_get_state (variation) != OVERPAINT_VARIATION_FAILED)
    return;

  g_hash_table_remove (self->settled, variation);
  overpaint_variation_reset (variation);
  overpaint_run_emit_changed (self);
  overpaint_run_advance (self);
}
