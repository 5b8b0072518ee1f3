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
  OverpaintVariation *shown;     /* what the image showed when it was last asked */
  OverpaintVariation *a;
  OverpaintVariation *b;
  GHashTable         *verdicts;  /* OverpaintVariation to OverpaintVerdict */
  GHashTable         *revealed;  /* OverpaintVariation */

  gboolean            source_shown;
  OverpaintVariation *before_source;
};

void overpaint_picks_changed (OverpaintPicks *self);

G_END_DECLS
