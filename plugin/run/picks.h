/* picks.h: what an artist thinks of the pictures of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "canvas.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_PICKS (overpaint_picks_get_type ())

/**
 * OverpaintPicks:
 *
 * The sheet's state: which picture of a run is chosen, which are kept and rejected, which two are
 * A and B. It moves between them and has the canvas show them, and emits #OverpaintPicks::changed
 * with each step. It knows no widget.
 */
G_DECLARE_FINAL_TYPE (OverpaintPicks, overpaint_picks, OVERPAINT, PICKS, GObject)

/**
 * OverpaintVerdict:
 * @OVERPAINT_VERDICT_NONE: not judged
 * @OVERPAINT_VERDICT_KEPT: good
 * @OVERPAINT_VERDICT_REJECTED: to be removed with the others that are
 *
 * What an artist thinks of one picture.
 */
typedef enum
{
  OVERPAINT_VERDICT_NONE,
  OVERPAINT_VERDICT_KEPT,
  OVERPAINT_VERDICT_REJECTED
} OverpaintVerdict;

OverpaintPicks     * overpaint_picks_new             (OverpaintRun        *run,
                                                      OverpaintCanvas     *canvas);

OverpaintRun       * overpaint_picks_get_run         (OverpaintPicks      *self);
OverpaintCanvas    * overpaint_picks_get_canvas      (OverpaintPicks      *self);

void                 overpaint_picks_refresh         (OverpaintPicks      *self);

gboolean             overpaint_picks_is_open         (OverpaintPicks      *self);
OverpaintPlacement   overpaint_picks_get_placement   (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation);
gboolean             overpaint_picks_is_here         (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation);
gboolean             overpaint_picks_is_veiled       (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation);
gboolean             overpaint_picks_reveal          (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation,
                                                      GError             **error);
gboolean             overpaint_picks_bring_in        (OverpaintPicks      *self,
                                                      GError             **error);
gboolean             overpaint_picks_bring_back      (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation,
                                                      GError             **error);

OverpaintVariation * overpaint_picks_get_current     (OverpaintPicks      *self);
OverpaintVariation * overpaint_picks_get_shown       (OverpaintPicks      *self);
gboolean             overpaint_picks_go_to           (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation,
                                                      GError             **error);
gboolean             overpaint_picks_step            (OverpaintPicks      *self,
                                                      gint                 step,
                                                      GError             **error);
gboolean             overpaint_picks_show_source     (OverpaintPicks      *self,
                                                      gboolean             source,
                                                      GError             **error);
gboolean             overpaint_picks_is_source_shown (OverpaintPicks      *self);

void                 overpaint_picks_mark_a          (OverpaintPicks      *self);
void                 overpaint_picks_mark_b          (OverpaintPicks      *self);
OverpaintVariation * overpaint_picks_get_a           (OverpaintPicks      *self);
OverpaintVariation * overpaint_picks_get_b           (OverpaintPicks      *self);
gboolean             overpaint_picks_flip            (OverpaintPicks      *self,
                                                      GError             **error);

void                 overpaint_picks_judge           (OverpaintPicks      *self,
                                                      OverpaintVerdict     verdict);
OverpaintVerdict     overpaint_picks_get_verdict     (OverpaintPicks      *self,
                                                      OverpaintVariation  *variation);
guint                overpaint_picks_count_rejected  (OverpaintPicks      *self);
gboolean             overpaint_picks_remove_rejected (OverpaintPicks      *self,
                                                      GError             **error);
gboolean             overpaint_picks_keep_only       (OverpaintPicks      *self,
                                                      GError             **error);

G_END_DECLS
