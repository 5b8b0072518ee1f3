/* variation.h: one picture of a run
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "pixels.h"
#include "request.h"
#include "sent-picture.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_VARIATION (overpaint_variation_get_type ())

/**
 * OverpaintVariationState:
 * @OVERPAINT_VARIATION_WAITING: not asked for yet
 * @OVERPAINT_VARIATION_RUNNING: asked for
 * @OVERPAINT_VARIATION_DONE: its picture is here
 * @OVERPAINT_VARIATION_FAILED: it will not come; its error says why
 *
 * How far a variation has come. One that was stopped has failed with
 * %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  OVERPAINT_VARIATION_WAITING,
  OVERPAINT_VARIATION_RUNNING,
  OVERPAINT_VARIATION_DONE,
  OVERPAINT_VARIATION_FAILED
} OverpaintVariationState;

/**
 * OverpaintVariation:
 *
 * One picture of a run: asked for with a seed of its own, waiting, running, done or
 * failed. It emits #OverpaintVariation::changed when that becomes another, and #OverpaintVariation::progress
 * while it is painted, where its server says how far it is.
 */
G_DECLARE_FINAL_TYPE (OverpaintVariation, overpaint_variation, OVERPAINT, VARIATION, GObject)

OverpaintVariation      * overpaint_variation_new          (OverpaintRequest   *request,
                                                            guint               value_index);
OverpaintVariation      * overpaint_variation_fork         (OverpaintVariation *self);

OverpaintVariationState   overpaint_variation_get_state    (OverpaintVariation *self);
OverpaintRequest        * overpaint_variation_get_request  (OverpaintVariation *self);
guint                     overpaint_variation_get_value_index (OverpaintVariation *self);
gint64                    overpaint_variation_get_seed     (OverpaintVariation *self);
OverpaintPixels         * overpaint_variation_get_pixels   (OverpaintVariation *self);
const GError            * overpaint_variation_get_error    (OverpaintVariation *self);
OverpaintSentPicture    * overpaint_variation_get_sent     (OverpaintVariation *self);
gint                      overpaint_variation_get_ahead    (OverpaintVariation *self);
gdouble                   overpaint_variation_get_fraction (OverpaintVariation *self);
guint                     overpaint_variation_get_step     (OverpaintVariation *self,
                                                            guint              *n_steps);
gdouble                   overpaint_variation_get_seconds_left (OverpaintVariation *self);
gboolean                  overpaint_variation_is_left      (OverpaintVariation *self);
gboolean                  overpaint_variation_is_flagged   (OverpaintVariation *self);
gboolean                  overpaint_variation_is_black     (OverpaintVariation *self);
gboolean                  overpaint_variation_is_cropped   (OverpaintVariation *self);
gint64                    overpaint_variation_get_started  (OverpaintVariation *self);
gint64                    overpaint_variation_get_duration (OverpaintVariation *self);

void                      overpaint_variation_set_sent     (OverpaintVariation   *self,
                                                            OverpaintSentPicture *sent);
void                      overpaint_variation_start        (OverpaintVariation *self);
void                      overpaint_variation_report       (OverpaintVariation *self,
                                                            gint                ahead,
                                                            gdouble             fraction);
void                      overpaint_variation_report_steps (OverpaintVariation *self,
                                                            guint               step,
                                                            guint               n_steps);
void                      overpaint_variation_leave        (OverpaintVariation *self);
void                      overpaint_variation_complete     (OverpaintVariation *self,
                                                            OverpaintPixels    *pixels,
                                                            gint64              seed,
                                                            gboolean            flagged,
                                                            gboolean            cropped);
void                      overpaint_variation_fail         (OverpaintVariation *self,
                                                            const GError       *error);
void                      overpaint_variation_reset        (OverpaintVariation *self);

G_END_DECLS
