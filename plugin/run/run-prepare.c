/* run-prepare.c: what a run needs before it can ask
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-private.h"
#include "server.h"

static void overpaint_run_get_ready (OverpaintRun *self);

/* Pictures that have been asked for already are waited for. */
static void
overpaint_run_give_up (OverpaintRun *self,
                       const GError *error)
{
  overpaint_run_fail_waiting (self, error);
  overpaint_run_emit_changed (self);
  self->preparing = FALSE;
  overpaint_run_advance (self);
}

/* Which sizes a server takes is known with its kind: some would stretch or crop the others. */
static gboolean
overpaint_run_fits (OverpaintRun *self)
{
  const OverpaintSizePlan *plan = &self->sent->plan;
  OverpaintSizePlan        wanted;

  overpaint_sent_picture_plan (&wanted, plan->source_width, plan->source_height, self->model,
                               overpaint_server_get_size_step (self->server), self->greatest);

  return plan->sent_width == wanted.sent_width && plan->sent_height == wanted.sent_height;
}

static void
on_probed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (OverpaintRun)  self  = user_data;
  g_autoptr (GError)        error = NULL;

  if (! overpaint_server_probe_finish (OVERPAINT_SERVER (source), result, &error))
    {
      overpaint_run_give_up (self, error);
      return;
    }

  self->met = TRUE;
  overpaint_run_get_ready (self);
}

static void
on_png_made (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (OverpaintRun)          self  = user_data;
  g_autoptr (OverpaintSentPicture)  sent  = NULL;
  g_autoptr (GError)                error = NULL;

  sent = overpaint_sent_picture_prepare_finish (result, &error);
  if (sent == NULL)
    {
      overpaint_run_give_up (self, error);
      return;
    }

  g_clear_pointer (&self->sent, overpaint_sent_picture_unref);
  self->sent = g_steal_pointer (&sent);
  overpaint_run_get_ready (self);
}

/* What is wrong with the picture is found out before any server is troubled; one that paints for this
 * run has said what it is.
 */
static void
overpaint_run_get_ready (OverpaintRun *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (self->sent == NULL || ! overpaint_run_fits (self))
    {
      overpaint_sent_picture_prepare_async (self->pixels, self->model,
                                            overpaint_server_get_size_step (self->server), self->greatest,
                                            cancellable, on_png_made, g_object_ref (self));
      return;
    }

  if (! self->met)
    {
      overpaint_server_probe_async (self->server, cancellable, on_probed, g_object_ref (self));
      return;
    }

  self->preparing = FALSE;
  self->asking    = TRUE;
  overpaint_run_advance (self);
}

/**
 * overpaint_run_prepare: (skip)
 * @self: a run that goes on
 *
 * Makes the PNG where there is none of the right size, finds out what kind of server it is, and goes on
 * to ask for what waits. Meanwhile no picture is asked for; those that have been come all the same.
 */
void
overpaint_run_prepare (OverpaintRun *self)
{
  self->asking = FALSE;

  if (self->preparing)
    return;

  self->preparing = TRUE;
  overpaint_run_get_ready (self);
}
