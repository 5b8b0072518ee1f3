/* picks-private.h: what the two halves of the picks share
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "picks.h"

G_BEGIN_DECLS

struct _OverpaintPicks
{
  GObject             parent_instance;

  OverpaintRun       *run;
  OverpaintCanvas    *canvas;

  OverpaintVariation *current;
  gboolean            has_chosen; /* whether it was ever gone to, and is not just the first that came */
  OverpaintVariation *shown;     /* what the image showed when it was last asked */
  OverpaintVariation *a;
  OverpaintVariation *b;
  GHashTable         *verdicts;  /* OverpaintVariation to OverpaintVerdict */
  GHashTable         *revealed;  /* OverpaintVariation */

  gboolean            is_open;     /* these two as they were when they were last asked for */
  GHashTable         *placements;  /* OverpaintVariation to OverpaintPlacement */

  gboolean            source_shown;
  OverpaintVariation *before_source;
};

void               overpaint_picks_changed        (OverpaintPicks     *self);
OverpaintPlacement overpaint_picks_ask_placement  (OverpaintPicks     *self,
                                                   OverpaintVariation *variation);
void               overpaint_picks_ask_placements (OverpaintPicks     *self);

G_END_DECLS
