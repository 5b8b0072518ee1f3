/* harvest.h: the pictures of a run, ready to become layers
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "painted-layer.h"
#include "run.h"

G_BEGIN_DECLS

/**
 * OverpaintHarvest:
 * @results: (array length=n_results): the pictures, in the order of their layers, from the top
 * @variations: (array length=n_results): whose they are
 * @n_results: how many
 * @group_name: name of the group that holds them
 *
 * Some pictures of a run with all that GIMP has to know of them. It owns the texts, and
 * refers to the run's pictures.
 */
typedef struct
{
  OverpaintResult     *results;
  OverpaintVariation **variations;
  guint                n_results;
  gchar               *group_name;

  /*< private >*/
  GPtrArray           *texts;
} OverpaintHarvest;

OverpaintHarvest * overpaint_harvest_new  (OverpaintRun      *run,
                                           OverpaintSource   *source,
                                           GPtrArray         *variations);
void               overpaint_harvest_free (OverpaintHarvest  *harvest);

GPtrArray        * overpaint_harvest_list (OverpaintRun      *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OverpaintHarvest, overpaint_harvest_free)

G_END_DECLS
