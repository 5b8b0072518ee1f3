/* run-layers.h: the layers that a run has in an image
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "canvas.h"
#include "source.h"

G_BEGIN_DECLS

#define OVERPAINT_RUN_LAYERS_ERROR (overpaint_run_layers_error_quark ())

/**
 * OverpaintRunLayersError:
 * @OVERPAINT_RUN_LAYERS_ERROR_CLOSED: the image has been closed
 * @OVERPAINT_RUN_LAYERS_ERROR_GONE: the picture is no layer, or none any more
 * @OVERPAINT_RUN_LAYERS_ERROR_LOCKED: the artist has locked what would have to change
 * @OVERPAINT_RUN_LAYERS_ERROR_REFUSED: GIMP refused; its own words are in the message
 *
 * Why nothing could be done to a run's layers.
 */
typedef enum
{
  OVERPAINT_RUN_LAYERS_ERROR_CLOSED,
  OVERPAINT_RUN_LAYERS_ERROR_GONE,
  OVERPAINT_RUN_LAYERS_ERROR_LOCKED,
  OVERPAINT_RUN_LAYERS_ERROR_REFUSED
} OverpaintRunLayersError;

/**
 * OverpaintRunLayers:
 *
 * Which layers and groups a run has in an image, looked up anew each time: the artist may delete,
 * move, undo and redo at any moment. It keeps the run no longer than somebody else does.
 */
typedef struct _OverpaintRunLayers OverpaintRunLayers;

GQuark                overpaint_run_layers_error_quark   (void);

OverpaintRunLayers  * overpaint_run_layers_new           (OverpaintRun         *run,
                                                          OverpaintSource      *source);
void                  overpaint_run_layers_free          (OverpaintRunLayers   *self);

OverpaintRun        * overpaint_run_layers_get_run       (OverpaintRunLayers   *self);
OverpaintSource     * overpaint_run_layers_get_source    (OverpaintRunLayers   *self);
gboolean              overpaint_run_layers_owns          (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation);
OverpaintPlacement    overpaint_run_layers_get_placement (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation);

GimpImage           * overpaint_run_layers_find_image    (OverpaintRunLayers   *self,
                                                          GError              **error);
GimpLayer           * overpaint_run_layers_find_layer    (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation,
                                                          GError              **error);
GimpLayer           * overpaint_run_layers_find_group    (OverpaintRunLayers   *self);
GimpLayer           * overpaint_run_layers_find_within   (OverpaintRunLayers   *self,
                                                          guint                 value_index);

void                  overpaint_run_layers_settle_in     (OverpaintRunLayers   *self,
                                                          GimpImage            *image);
void                  overpaint_run_layers_follow        (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation,
                                                          GimpLayer            *layer);
void                  overpaint_run_layers_follow_group  (OverpaintRunLayers   *self,
                                                          GimpLayer            *group);
void                  overpaint_run_layers_follow_within (OverpaintRunLayers   *self,
                                                          guint                 value_index,
                                                          GimpLayer            *group);

gboolean              overpaint_run_layers_is_dragged    (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation,
                                                          gdouble              *opacity);
void                  overpaint_run_layers_drag          (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation,
                                                          gdouble               opacity);
void                  overpaint_run_layers_drop          (OverpaintRunLayers   *self,
                                                          OverpaintVariation   *variation);

GimpImage           * overpaint_run_layers_get_image     (gint                  image_id,
                                                          GError              **error);
void                  overpaint_run_layers_set_error     (GError              **error);

G_END_DECLS
