/* result.h: a layer that Overpaint made, its kin, and what lies below it
 *
 * SPDX-FileCopyrightText: The Overpaint authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "source.h"

G_BEGIN_DECLS

#define OVERPAINT_RESULT_ERROR (overpaint_result_error_quark ())

/**
 * OverpaintResultError:
 * @OVERPAINT_RESULT_ERROR_SOURCE_GONE: the layer that it was made from is not in the image
 * @OVERPAINT_RESULT_ERROR_NOTHING_BELOW: it is the lowest layer
 *
 * Why a result layer cannot be made again.
 */
typedef enum
{
  OVERPAINT_RESULT_ERROR_SOURCE_GONE,
  OVERPAINT_RESULT_ERROR_NOTHING_BELOW
} OverpaintResultError;

GQuark            overpaint_result_error_quark (void);

OverpaintRecord * overpaint_result_read        (GimpDrawable           *drawable,
                                                GimpLayer             **layer,
                                                GError                **error);

GimpLayer       * overpaint_result_find_source (GimpImage              *image,
                                                GimpLayer              *result,
                                                const OverpaintRecord  *record,
                                                GError                **error);
GimpLayer       * overpaint_result_find_below  (GimpImage              *image,
                                                GimpLayer              *result,
                                                GError                **error);

void              overpaint_result_get_region  (GimpLayer              *result,
                                                const OverpaintRecord  *record,
                                                GimpLayer              *source,
                                                OverpaintRegion        *region);

gint              overpaint_result_get_seed    (const OverpaintRecord  *record);
guint             overpaint_result_count_run   (GimpImage              *image,
                                                GimpLayer              *result,
                                                const OverpaintRecord  *record);
gint              overpaint_result_next_seed   (GimpImage              *image,
                                                GimpLayer              *result,
                                                const OverpaintRecord  *record,
                                                guint                   n_seeds);

G_END_DECLS
