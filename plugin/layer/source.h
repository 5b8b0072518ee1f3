/* source.h: what was taken out of a layer, and where it came from
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libgimp/gimp.h>

#include "pixels.h"
#include "record.h"

G_BEGIN_DECLS

#define OVERPAINT_TYPE_SOURCE (overpaint_source_get_type ())
#define OVERPAINT_SOURCE_ERROR (overpaint_source_error_quark ())

/**
 * OverpaintSourceError:
 * @OVERPAINT_SOURCE_ERROR_NOT_A_LAYER: what was given is no layer, nor the mask of one, or not one
 * @OVERPAINT_SOURCE_ERROR_NOTHING_SELECTED: there is a selection or a region, and it misses the layer
 * @OVERPAINT_SOURCE_ERROR_NO_COLOURS: the image is an indexed one
 *
 * Why nothing could be taken.
 */
typedef enum
{
  OVERPAINT_SOURCE_ERROR_NOT_A_LAYER,
  OVERPAINT_SOURCE_ERROR_NOTHING_SELECTED,
  OVERPAINT_SOURCE_ERROR_NO_COLOURS
} OverpaintSourceError;

/**
 * OverpaintRegion:
 * @rectangle: what to take, in image pixels; what lies beyond the layer is left out
 * @mask: (nullable): what counts as selected there, a buffer of @rectangle's size from (0, 0)
 *
 * A part of an image that has been chosen before.
 */
typedef struct
{
  GeglRectangle  rectangle;
  GeglBuffer    *mask;
} OverpaintRegion;

/**
 * OverpaintSource:
 *
 * The pixels of a layer, or of the part of it around the selection, with what is
 * needed to put an answer back: alpha, selection and place, all as they were at that
 * moment. It keeps ids of GIMP's things, never the things: the artist may delete
 * them meanwhile.
 */
G_DECLARE_FINAL_TYPE (OverpaintSource, overpaint_source, OVERPAINT, SOURCE, GObject)

GQuark                overpaint_source_error_quark    (void);

OverpaintSource     * overpaint_source_new            (GimpImage              *image,
                                                       GimpDrawable           *drawable,
                                                       const OverpaintRegion  *region,
                                                       GError                **error);

OverpaintPixels     * overpaint_source_get_pixels     (OverpaintSource  *self);
GeglBuffer          * overpaint_source_get_alpha      (OverpaintSource  *self);
GeglBuffer          * overpaint_source_get_selection  (OverpaintSource  *self);
const GeglRectangle * overpaint_source_get_rectangle  (OverpaintSource  *self);
GimpImage           * overpaint_source_find_image     (OverpaintSource  *self);
GimpLayer           * overpaint_source_find_layer     (OverpaintSource  *self);
GimpImage           * overpaint_source_new_image      (OverpaintSource  *self);
void                  overpaint_source_fill_record    (OverpaintSource  *self,
                                                       OverpaintRecord  *record);

G_END_DECLS
