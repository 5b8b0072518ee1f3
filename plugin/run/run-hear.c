/* run-hear.c: what a run hears of pictures that are being painted
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-private.h"
#include "server.h"

static OverpaintVariation *
overpaint_run_find_asked (OverpaintRun     *self,
                          OverpaintRequest *request)
{
  guint i;

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (self->variations, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_RUNNING &&
          overpaint_variation_get_request (variation) == request)
        return variation;
    }

  return NULL;
}

static void
on_server_progress (OverpaintRun     *self,
                    OverpaintRequest *request,
                    gint              ahead,
                    gdouble           fraction)
{
  OverpaintVariation *variation = overpaint_run_find_asked (self, request);

  if (variation != NULL)
    overpaint_variation_report (variation, ahead, fraction);
}

static void
on_server_left (OverpaintRun     *self,
                OverpaintRequest *request)
{
  OverpaintVariation *variation = overpaint_run_find_asked (self, request);

  if (variation != NULL)
    overpaint_variation_leave (variation);
}

static void
on_variation_progress (OverpaintRun       *self,
                       OverpaintVariation *variation)
{
  g_signal_emit_by_name (self, "progress", variation);
}

/**
 * overpaint_run_hear: (skip)
 * @self: a new run
 *
 * Listens to what its server says of pictures that it paints, or goes on to paint.
 */
void
overpaint_run_hear (OverpaintRun *self)
{
  guint i;

  g_signal_connect_object (self->server, "progress", G_CALLBACK (on_server_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "steps", G_CALLBACK (overpaint_run_report_steps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "left", G_CALLBACK (on_server_left), self, G_CONNECT_SWAPPED);

  for (i = 0; i < self->variations->len; i++)
    g_signal_connect_object (g_ptr_array_index (self->variations, i), "progress",
                             G_CALLBACK (on_variation_progress), self, G_CONNECT_SWAPPED);
}

/**
 * overpaint_run_report_steps:
 * @self: a run
 * @step: how many steps are done, from 0
 * @n_steps: of how many
 *
 * Takes what the output of its worker says of the picture that is being painted. A worker paints one
 * picture after the other and does not name them: it is the first that has been asked for and waits for no
 * other. Where none has been asked for, it does nothing.
 */
void
overpaint_run_report_steps (OverpaintRun *self,
                            guint         step,
                            guint         n_steps)
{
  guint i;

  g_return_if_fail (OVERPAINT_IS_RUN (self));

  for (i = 0; i < self->variations->len; i++)
    {
      OverpaintVariation *variation = g_ptr_array_index (self->variations, i);

      if (overpaint_variation_get_state (variation) == OVERPAINT_VARIATION_RUNNING &&
          overpaint_variation_get_ahead (variation) <= 0)
        {
          overpaint_variation_report_steps (variation, step, n_steps);
          return;
        }
    }
}
